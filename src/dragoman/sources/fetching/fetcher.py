"""One polite fetcher: limits, robots.txt, a pause between requests to one host, and no address inside."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx
import msgspec
from msgspec import Struct

from dragoman import __version__
from dragoman.errors import SourceError
from dragoman.sources.compressed import gather
from dragoman.sources.fetching.addresses import Resolve, check_url, resolve_host, url_port
from dragoman.sources.fetching.errors import FetchError
from dragoman.sources.fetching.limits import Deadline, Limits
from dragoman.sources.fetching.robots import EVERYTHING, NOTHING, Robots, read_robots
from dragoman.sources.fetching.wire import open_answer

AGENT = "Dragoman"
"""The name by which a robots.txt may address this program."""

_PAUSE = 1.0
"""Seconds between two requests to one host, where the host asks for no more."""
_FRESH = 3600.0
"""Seconds for which a robots.txt is believed; the RFC allows a day."""
_REDIRECTS = (301, 302, 303, 307, 308)
_CLOSED = "is closed to programs by robots.txt"
_LATER = (408, 425, 429)
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"


class Fetched(Struct, frozen=True, kw_only=True):
    """An answer: the address asked for and the one that answered, what it says of itself, its bytes.

    `changed` is false, and `body` empty, when the server says it is still what `etag` or `modified` name.
    """

    asked: str
    url: str
    body: bytes
    media: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    changed: bool = True


class Fetcher:
    """Fetches addresses for one user, politely.

    `contact` (an address where the user can be reached) stands in the User-Agent. `trusted` names pairs
    of host and port that are fetched from though they are not public, without robots.txt or pause being
    left out: it is for tests against a server of their own.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        contact: str | None = None,
        trusted: Collection[tuple[str, int]] = (),
        pause: float = _PAUSE,
        resolve: Resolve = resolve_host,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits or Limits()
        self._agent = f"{AGENT}/{__version__} (reads news for its user; obeys robots.txt{_name(contact)})"
        self._trusted = frozenset(trusted)
        self._pause = pause
        self._resolve = resolve
        self._sleep = sleep
        self._clock = clock
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._next: dict[str, float] = {}

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer of `url`, after redirects; waits first where its host was asked a moment ago.

        Raises `FetchError` for whatever goes wrong: an address that is not public or that robots.txt
        forbids, no answer in time, an answer too large, a status other than success.
        """
        deadline = Deadline(self._limits, self._clock)
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        place = check_url(url, self._limits.ports, self._trusted)
        for _ in range(self._limits.redirects + 1):
            if not self._find_robots(place, deadline).allow(place.raw_path.decode("ascii")):
                remedy = "save it with a browser and give the file, or ask the site"
                raise FetchError(
                    "is closed to programs by robots.txt", where=url, remedy=remedy, lasting=True
                )
            answer = self._ask(place, conditions, deadline)
            if isinstance(answer, Fetched):
                return msgspec.structs.replace(answer, asked=url)
            place = answer
        remedy = "give the address it leads to in a browser"
        raise FetchError("redirects without end", where=url, remedy=remedy, lasting=True)

    def _ask(
        self, place: httpx.URL, conditions: dict[str, str | None], deadline: Deadline
    ) -> Fetched | httpx.URL:
        """The answer of one address, or the address it redirects to."""
        deadline.extend(self._wait(place))
        headers = {
            "Host": place.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        headers |= {name: value for name, value in conditions.items() if value}
        where = str(place)
        try:
            with open_answer(
                place, headers, deadline=deadline, resolve=self._resolve, trusted=self._trusted
            ) as answer:
                return self._take(place, answer)
        except FetchError as error:
            error.where = where  # the address itself, not only the host that was looked up for it
            raise
        except TimeoutError as error:
            what = f"gave no whole answer within {self._limits.seconds:.0f} s"
            raise FetchError(what, where=where, remedy="try again later") from error
        except OSError as error:
            what = f"cannot be reached ({error})"
            raise FetchError(what, where=where, remedy="check the address, try again later") from error

    def _take(self, place: httpx.URL, answer: httpcore.Response) -> Fetched | httpx.URL:
        where = str(place)
        told = httpx.Headers(answer.headers)
        if answer.status in _REDIRECTS and "location" in told:
            try:
                following = place.join(told["location"])
            except (httpx.InvalidURL, ValueError) as error:
                remedy = "check the address"
                raise FetchError("redirects to no address", where=where, remedy=remedy) from error
            return check_url(str(following), self._limits.ports, self._trusted)
        if answer.status not in (200, 203, 304):
            raise _fail(answer.status, told.get("retry-after"), where)
        media, charset = _read_type(told.get("content-type"))
        return Fetched(
            asked=where,
            url=where,
            body=b"" if answer.status == 304 else self._read(answer, told, where),
            media=media,
            charset=charset,
            etag=_cut(told.get("etag")),
            modified=_cut(told.get("last-modified")),
            changed=answer.status != 304,
        )

    def _read(self, answer: httpcore.Response, told: httpx.Headers, where: str) -> bytes:
        encoding = told.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
            what = f"is packed in a way that was not asked for ({encoding[:40]})"
            raise FetchError(what, where=where, remedy="save it with a browser", lasting=True)
        packed = encoding not in ("identity", "")
        try:
            if int(told.get("content-length", "0")) > self._limits.bytes:
                raise SourceError(
                    f"is too large (more than {self._limits.bytes / 1e6:.0f} MB)", remedy="give its parts"
                )
            return gather(answer.iter_stream(), self._limits.bytes, compressed=packed)
        except ValueError as error:
            remedy = "save it with a browser"
            raise FetchError("states no sound length", where=where, remedy=remedy) from error
        except SourceError as error:
            if isinstance(error, FetchError):
                raise
            raise FetchError(error.what, where=where, remedy=error.remedy or "", lasting=True) from error

    def _wait(self, place: httpx.URL) -> float:
        """Keep the pause that the host is due; the seconds it took."""
        now = self._clock()
        _, robots = self._robots.get(_origin(place), (0.0, EVERYTHING))
        due = self._next.get(place.host, now)
        if due > now:
            self._sleep(due - now)
        self._next[place.host] = max(now, due) + max(self._pause, robots.pause)
        return max(due - now, 0.0)

    def _find_robots(self, place: httpx.URL, deadline: Deadline) -> Robots:
        origin = _origin(place)
        until, robots = self._robots.get(origin, (0.0, EVERYTHING))
        if origin not in self._robots or until <= self._clock():
            robots = self._ask_robots(place.copy_with(raw_path=b"/robots.txt"), deadline)
            self._robots[origin] = (self._clock() + _FRESH, robots)
        return robots

    def _ask_robots(self, place: httpx.URL, deadline: Deadline) -> Robots:
        for _ in range(self._limits.redirects + 1):
            try:
                answer = self._ask(place, {}, deadline)
            except FetchError as error:
                # RFC 9309: not there means all is allowed; out of order means nothing is, for now.
                if error.status is None:
                    raise
                return EVERYTHING if 400 <= error.status < 500 and error.status != 429 else NOTHING
            if isinstance(answer, Fetched):
                return read_robots(answer.body, AGENT)
            place = answer
        return EVERYTHING


def _origin(place: httpx.URL) -> str:
    return f"{place.scheme}://{place.host}:{url_port(place)}"


def _name(contact: str | None) -> str:
    return f"; {_cut(contact)}" if contact else ""


def _cut(header: str | None) -> str | None:
    """A header's value as it may be kept and sent again: printable and not endless."""
    return header if header and len(header) < 1000 and header.isprintable() and header.isascii() else None


def _read_type(stated: str | None) -> tuple[str | None, str | None]:
    media, _, rest = (stated or "").partition(";")
    for part in rest.split(";"):
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return media.strip().lower() or None, value.strip(" \"'").lower() or None
    return media.strip().lower() or None, None


def _fail(status: int, retry_after: str | None, where: str) -> FetchError:
    if status in _LATER or status >= 500:
        what, remedy, lasting = f"is not served just now (status {status})", "try again later", False
    elif status in (401, 402, 403, 451):
        what, remedy, lasting = f"is not served to us (status {status})", "save it with a browser", True
    else:
        what, remedy, lasting = f"is not there (status {status})", "check the address", True
    wait = read_retry(retry_after)
    return FetchError(what, where=where, remedy=remedy, status=status, retry_after=wait, lasting=lasting)


def read_retry(stated: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """The seconds a Retry-After asks for, given as seconds or as a date; None when it says nothing."""
    if not stated:
        return None
    if stated.strip().isascii() and stated.strip().isdigit():
        return float(stated.strip()[:9])
    try:
        moment = parsedate_to_datetime(stated)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now()).total_seconds(), 0.0)
