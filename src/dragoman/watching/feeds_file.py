"""feeds.toml: which feeds and sitemaps are watched, and how often."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.errors import DataError, SourceError
from dragoman.sources.fetching import FetchError, Limits
from dragoman.sources.fetching.addresses import check_url
from dragoman.sources.language import list_coded, match_language

_EVERY = re.compile(r"(\d{1,4}) ?(s|m|h|d)")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_OFTEN, _SELDOM = 60, 30 * 86_400
"""The least and the most seconds between two polls of one source."""
_USUAL = "15m"
_INTERVAL = "a number with s, m, h or d, from 1m to 30d"


class Watched(Struct, frozen=True, kw_only=True):
    """One feed or sitemap to be watched. `every` is in seconds; `language` and `publisher` hold for stories
    that state none; without `pages` the feed's own texts are taken and no page is asked; `most` is how many
    stories one poll takes; older ones than `days` are left (0: none is)."""

    url: str
    name: str
    every: int
    language: str | None = None
    publisher: str | None = None
    pages: bool = True
    most: int = 50
    days: int = 30


class Feeds(Struct, frozen=True):
    """What is watched, and the address at which the user can be reached."""

    sources: tuple[Watched, ...]
    contact: str | None = None


class _Stated(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    url: str
    name: str = ""
    every: str = ""
    language: str | None = None
    publisher: str | None = None
    pages: bool = True
    most: int = 50
    days: int = 30


class _File(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    source: list[dict[str, Any]]
    contact: str | None = None
    every: str = _USUAL


def read_feeds(path: Path, trusted: tuple[tuple[str, int], ...] = ()) -> Feeds:
    """What `path` says is to be watched. `trusted` is for tests, as in `Fetcher`.

    Raises `DataError` naming the source and key that are amiss, what is allowed, and what to do.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error})", where=str(path), remedy="check the path") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is no TOML ({error})", where=str(path), remedy="see docs/watching.md") from error
    file = _convert(told, _File, str(path))
    every = _read_interval(file.every, str(path))
    sources: list[Watched] = []
    for number, stated in enumerate(file.source, start=1):
        called = stated.get("name") or stated.get("url") or "without a name"
        where = f"{path}: source {number} ({called})"
        one = _read_source(_convert(stated, _Stated, where), every, where, trusted)
        if any(one.url.rstrip("/") == other.url.rstrip("/") or one.name == other.name for other in sources):
            raise DataError("is listed twice", where=where, remedy="give each source its own url and name")
        sources.append(one)
    if not sources:
        raise DataError("lists no source", where=str(path), remedy='add a [[source]] with a url = "…"')
    return Feeds(tuple(sources), file.contact)


def _read_source(stated: _Stated, every: int, where: str, trusted: tuple[tuple[str, int], ...]) -> Watched:
    try:
        url = str(check_url(stated.url, Limits().ports, trusted))
    except FetchError as error:
        raise DataError(f"its url {error.what}", where=where, remedy=error.remedy) from error
    try:
        language = match_language(stated.language, list_coded()) if stated.language else None
    except SourceError as error:
        raise DataError(error.what, where=where, remedy=error.remedy) from error
    if not 1 <= stated.most <= 1_000:
        raise DataError("its most is out of range", where=where, remedy="give 1 to 1000 stories a poll")
    if stated.days < 0:
        raise DataError("its days are out of range", where=where, remedy="give 0 (all) or more")
    return Watched(
        url=url,
        name=stated.name.strip() or url,
        every=_read_interval(stated.every, where) if stated.every else every,
        language=language,
        publisher=stated.publisher,
        pages=stated.pages,
        most=stated.most,
        days=stated.days,
    )


def _read_interval(stated: str, where: str) -> int:
    found = _EVERY.fullmatch(stated.strip())
    seconds = int(found.group(1)) * _UNITS[found.group(2)] if found else 0
    if not _OFTEN <= seconds <= _SELDOM:
        raise DataError(f"every = “{stated}” is no interval", where=where, remedy=f"give {_INTERVAL}")
    return seconds


def _convert(told: Mapping[str, Any], kind: type[Any], where: str) -> Any:
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        allowed = ", ".join(kind.__struct_fields__)
        raise DataError(str(error), where=where, remedy=f"allowed keys: {allowed}") from error
