"""Polling: each source asked when it is due, its new stories put into the store, its state written down.

What a kill leaves behind is taken up by the next poll: an address counts as done only after its story is in
the store, and what the server said of the feed (ETag, Last-Modified) is kept only when every address is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

import msgspec
from msgspec import Struct

from dragoman.coders import Load, StoryCoder
from dragoman.errors import SourceError
from dragoman.ingest import Intake, Sourced, Tally
from dragoman.sources.drafts import Draft
from dragoman.sources.feeds import Entry, draft_entry
from dragoman.sources.fetching import Fetched, Fetcher, FetchError
from dragoman.sources.intake import settle_drafts
from dragoman.sources.language import list_coded
from dragoman.sources.refusals import Refusal, refuse
from dragoman.sources.web import draft_linked, read_listing
from dragoman.store.merging import Merged, merge_new
from dragoman.store.watched import Listed, SourceBook, SourceState
from dragoman.store.writer import Writer
from dragoman.watching.feeds_file import Watched
from dragoman.watching.schedule import is_due, plan_next, write_stamp

_TOGETHER = 8
"""Pages that are fetched before they are coded: what a kill may cost is fetching these again."""
_TRIES = 5
"""Polls at which a page that is out of order is tried before it is given up."""
_SITEMAPS = 5
"""Sitemaps of an index that one poll looks into, the newest first."""
_MERGED = 2_000
"""Stories that are held against the others after a poll: some seconds of work, however many wait."""
_STOP = (429, 503)
"""Answers of a page after which its site is left alone until the next poll."""


class Polled(Struct, frozen=True, kw_only=True):
    """What one poll of a source did. `waiting` pages are tried again, `left` ones are for the next poll;
    `copies` are stories with a text that was there, `retold` events that other stories tell. `unchanged` says
    that the feed was as before; `problem` why nothing, or not all, could be had."""

    at: str
    name: str
    source: str
    added: int = 0
    revised: int = 0
    known: int = 0
    kept: int = 0
    failed: int = 0
    refused: int = 0
    events: int = 0
    waiting: int = 0
    left: int = 0
    copies: int = 0
    retold: int = 0
    unchanged: bool = False
    problem: str | None = None
    due: str


class _Taken(Struct, frozen=True):
    tally: Tally = Tally()
    waiting: int = 0
    left: int = 0
    stopped: FetchError | None = None
    merged: Merged = Merged()


class KeptLoad:
    """A coder that is loaded once, at its first story, however often it is asked for."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._coder: StoryCoder | None = None

    def __call__(self) -> StoryCoder:
        if self._coder is None:
            self._coder = self._load()
        return self._coder


class Watcher:
    """Polls sources into an open store, for one run. `now` tells the moment, in UTC.

    New stories are held against the others at the end of a poll; not when `merging` is false.
    """

    def __init__(
        self,
        writer: Writer,
        run: int,
        fetcher: Fetcher,
        load: Load,
        *,
        merging: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._book = SourceBook(writer.connection)
        self._writer = writer
        self._merging = merging
        self._intake = Intake(writer, run)
        self._fetcher = fetcher
        self._load = KeptLoad(load)
        self._now = now

    def tell_state(self, source: Watched) -> SourceState:
        """Where a source stands, as it was last written down."""
        return self._book.read(source.url, source.name)

    def is_due(self, source: Watched) -> bool:
        """Whether a source may be asked now."""
        state = self.tell_state(source)
        return is_due(self._now(), state.due, source.every, state.failures)

    def poll(self, source: Watched) -> Polled:
        """Ask a source, put its new stories into the store, and write down its state.

        Whatever is wrong with the source stands in the result. Raises DragomanError when the store or the
        coder cannot be used.
        """
        state = self.tell_state(source)
        try:
            answer = self._fetcher.fetch(source.url, etag=state.etag, modified=state.modified)
            entries, lasting = self._list_entries(answer) if answer.changed else ((), True)
        except SourceError as error:
            return self._close(source, state, _Taken(stopped=_as_fetch_error(error, source.url)))
        todo = self._choose(source, entries)
        taken = self._merge(self._take(source, todo))
        whole = lasting and not (taken.waiting or taken.left or taken.stopped)
        if answer.changed:
            # Kept only now, and only when nothing is left to do: else an unchanged feed would hide it.
            etag, modified = (answer.etag, answer.modified) if whole else (None, None)
            state = msgspec.structs.replace(state, etag=etag, modified=modified)
        return self._close(source, state, taken, unchanged=not answer.changed)

    # ── what is to be done ──────────────────────────────────────────────────

    def _list_entries(self, answer: Fetched) -> tuple[Sequence[Entry], bool]:
        """What an answer lists, and whether the answer alone tells when that changes: an index does not."""
        listing = read_listing(answer)
        if listing is None:
            remedy = "give a feed or a sitemap; single pages are for dragoman add"
            raise SourceError("is neither a feed nor a sitemap", remedy=remedy)
        entries = list(listing.entries)
        for sitemap in listing.sitemaps[:_SITEMAPS]:
            further = read_listing(self._fetcher.fetch(sitemap.url or ""))
            entries += further.entries if further else ()
        return entries, not listing.sitemaps

    def _choose(self, source: Watched, entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
        """The entries that are not done, each address once, with how often it was tried."""
        oldest = (self._now() - timedelta(days=source.days)).date().isoformat() if source.days else ""
        named = {_name(entry): entry for entry in reversed(entries) if _name(entry)}
        listed = self._book.find_listed(source.url, list(named))
        todo = []
        for address, entry in reversed(named.items()):
            before = listed.get(address)
            if entry.moment and entry.moment.date < oldest[: len(entry.moment.date)]:
                continue
            if before is None or before.standing == "waiting":
                todo.append((entry, before.tries if before else 0))
            elif entry.stamp and before.stamp and entry.stamp > before.stamp:
                todo.append((entry, 0))  # the site says that it changed the page
        return todo

    # ── doing it ────────────────────────────────────────────────────────────

    def _take(self, source: Watched, todo: Sequence[tuple[Entry, int]]) -> _Taken:
        tally = Tally()
        waiting = 0
        done = 0
        queue = iter(todo[: source.most])
        while group := list(islice(queue, _TOGETHER)):
            drafts: list[Draft | Refusal] = []
            listed: list[Listed] = []
            stopped: FetchError | None = None
            for entry, tries in group:
                try:
                    drafts.append(self._draft(source, entry))
                    standing = "taken"
                except SourceError as error:
                    if isinstance(error, FetchError) and error.status in _STOP:
                        stopped = error
                        break
                    standing = "refused"
                    if isinstance(error, FetchError) and not error.lasting and tries + 1 < _TRIES:
                        standing = "waiting"
                        waiting += 1
                    else:
                        drafts.append(refuse(error, entry.url or source.url))
                listed.append(_list(entry, standing, tries + 1))
            done += len(listed)
            tally = _add(tally, self._put(source, drafts))
            self._book.mark_listed(source.url, listed)
            if stopped is not None:
                return _Taken(tally, waiting, len(todo) - done, stopped)
        return _Taken(tally, waiting, len(todo) - done)

    def _merge(self, taken: _Taken) -> _Taken:
        """What came in held against the others; what a kill cuts off is done after the next poll."""
        if not self._merging or not (taken.tally.added or taken.tally.revised):
            return taken
        return msgspec.structs.replace(taken, merged=merge_new(self._writer, _MERGED))

    def _draft(self, source: Watched, entry: Entry) -> Draft:
        fetched = source.pages and entry.url
        draft = draft_linked(entry, self._fetcher) if fetched else draft_entry(entry, source.url)
        # What was left out stands in the store (`partial`); on the screen each poll has one line.
        return msgspec.structs.replace(draft, publisher=source.publisher or draft.publisher, notes=())

    def _put(self, source: Watched, drafts: Sequence[Draft | Refusal]) -> Tally:
        settled = settle_drafts(_leave_doubles(drafts), list_coded(), source.language)
        taken = (Sourced(source.url, given) for given in settled)
        return self._intake.add(taken, self._load, processes=1).tally

    # ── writing it down ─────────────────────────────────────────────────────

    def _close(
        self, source: Watched, state: SourceState, taken: _Taken, *, unchanged: bool = False
    ) -> Polled:
        now = self._now()
        error = taken.stopped
        failures = state.failures + 1 if error else 0
        due = plan_next(now, source.every, failures, error.retry_after if error else None)
        state = msgspec.structs.replace(
            state,
            polled=write_stamp(now),
            due=write_stamp(due),
            failures=failures,
            problem=error.what if error else None,
        )
        self._book.write(state)
        tally = msgspec.structs.asdict(taken.tally)
        return Polled(
            at=write_stamp(now),
            name=source.name,
            source=source.url,
            **tally,
            waiting=taken.waiting,
            left=taken.left,
            copies=taken.merged.copies,
            retold=taken.merged.retold,
            unchanged=unchanged,
            problem=state.problem,
            due=write_stamp(due),
        )


def _leave_doubles(drafts: Sequence[Draft | Refusal]) -> Iterator[Draft | Refusal]:
    """The drafts without those that lead to a page another one led to already."""
    seen: set[str] = set()
    for draft in drafts:
        if isinstance(draft, Draft) and draft.id:
            if draft.id in seen:
                continue
            seen.add(draft.id)
        yield draft


def _name(entry: Entry) -> str:
    return entry.url or entry.title or ""


def _list(entry: Entry, standing: str, tries: int) -> Listed:
    return Listed(address=_name(entry), standing=standing, stamp=entry.stamp, tries=tries)  # type: ignore[arg-type]


def _add(one: Tally, other: Tally) -> Tally:
    return Tally(**{name: getattr(one, name) + getattr(other, name) for name in Tally.__struct_fields__})


def _as_fetch_error(error: SourceError, url: str) -> FetchError:
    if isinstance(error, FetchError):
        return error
    return FetchError(error.what, where=error.where or url, remedy=error.remedy or "")
