"""Taking in: every input becomes stories with an id, a language and a date, or refusals that say why."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import SourceError
from dragoman.records import Story
from dragoman.sources.columns import Columns
from dragoman.sources.dates import cut_date
from dragoman.sources.drafts import Draft
from dragoman.sources.folder import list_files
from dragoman.sources.formats import ENDINGS, is_story_file, read_file, tell_ending
from dragoman.sources.language import detect_language, list_coded, match_language, name_language
from dragoman.sources.refusals import Refusal, refuse
from dragoman.sources.seen import Seen
from dragoman.sources.stream import NAME, read_stream

if TYPE_CHECKING:
    from dragoman.sources.fetching import Fetcher

_LINES = (".jsonl", ".ndjson", ".csv", ".tsv")

_BLOCK, _COUNTED = 1 << 20, 1 << 28
"""Bytes read at once, and those of a file in which lines are counted."""

_LOG = logging.getLogger(__name__)


def take_in(
    inputs: Sequence[str | Path],
    language: str | None = None,
    *,
    published: str | None = None,
    languages: Sequence[str] | None = None,
    leave_out: Collection[Path] = (),
    columns: Columns | None = None,
    fetcher: Fetcher | None = None,
    seen: Seen | None = None,
) -> Iterator[Story | Refusal]:
    """The stories of files, folders, web addresses and `-` (standard input), in order, as they are asked for.

    `language` and `published` hold for stories that state none. `languages` are those the caller can
    use (default: those that can be coded). Files in `leave_out`, and in folders there, are passed over in
    folders. `columns` says which column or key of tables and JSON is which part of a story; `fetcher` asks
    the web addresses. `seen` are ids that came before, and takes up those that come. What cannot be taken is
    a `Refusal`; a date that is no date is dropped and logged. Raises `SourceError` only when `language` or
    `published` themselves cannot be used.
    """
    allowed = tuple(languages) if languages is not None else list_coded()
    own_language = match_language(language, allowed) if language else None
    own_date = cut_date(published) if published else None
    drafts = _read_inputs(inputs, {path.resolve() for path in leave_out}, columns, fetcher)
    return settle_drafts(drafts, allowed, own_language, own_date, seen)


def is_address(given: str | Path) -> bool:
    """Whether an input is a web address and no path."""
    return str(given).lower().startswith(("http:/", "https:/"))


def count_stories(inputs: Sequence[str | Path]) -> int | None:
    """About how many stories `inputs` hold, for a progress bar; None with standard input or packed
    tables among them."""
    count = 0
    for given in inputs:
        if str(given) == "-":
            return None
        for path in [None] if is_address(given) else _list_paths(Path(given)):
            if path is not None and path.suffix.lower() == ".gz" and tell_ending(path) in _LINES:
                return None
            count += 1 if path is None else _count_lines(path)
    return count


def split_inputs(inputs: Sequence[str | Path]) -> Iterator[str | Path]:
    """Each file of `inputs` by itself, in order, folders opened; what holds no file comes as it was given."""
    for given in inputs:
        found = False
        for path in _list_paths(Path(given)) if str(given) != "-" and not is_address(given) else ():
            found = True
            yield path
        if not found:
            yield given


def settle_drafts(
    drafts: Iterable[Draft | Refusal],
    allowed: Sequence[str],
    language: str | None = None,
    published: str | None = None,
    seen: Seen | None = None,
) -> Iterator[Story | Refusal]:
    """The stories that drafts amount to, each with its id, language and date, or refusals that say why.

    `seen` are the ids that came before, and takes up those that come.
    """
    identities = Seen() if seen is None else seen
    for draft in drafts:
        if isinstance(draft, Refusal):
            yield draft
            continue
        if not draft.text.strip():
            yield Refusal(draft.where, "is empty", "give a story with text in it")
            continue
        identity = draft.id or _name_story(draft.where, identities)
        if identity in identities:
            yield Refusal(draft.where, f"has the id {identity} a second time", "give every story its own id")
            continue
        for note in draft.notes:
            _LOG.warning("%s: %s", draft.where, note)
        identities.add(identity)
        try:
            spoken = _settle_language(draft, language, allowed)
        except SourceError as error:
            unspoken = _make_story(draft, identity, name_language(draft.language, draft.text), published)
            yield msgspec.structs.replace(refuse(error, draft.where), story=unspoken)
            continue
        yield _make_story(draft, identity, spoken, published)


def _make_story(draft: Draft, identity: str, language: str, published: str | None) -> Story:
    return Story(
        id=identity,
        text=draft.text,
        language=language,
        title=draft.title,
        published=draft.published or published,
        url=draft.url,
        publisher=draft.publisher,
        published_at=draft.published_at,
        partial=draft.partial,
    )


def _settle_language(draft: Draft, language: str | None, allowed: Sequence[str]) -> str:
    if draft.language:
        return match_language(draft.language, allowed)
    return language or detect_language(draft.text, allowed, draft.hint)


def _name_story(where: str, taken: Seen) -> str:
    """An id for a story that states none: its file's name, with as much of its path as makes it new."""
    path = Path(where)
    numbered = path.suffix.partition(":")[2] or path.suffix.partition("#")[2]
    last = f"{path.stem}-{numbered}" if numbered else path.stem
    parents = [part for part in path.parts[:-1] if part not in ("/", ".", "..")]
    for depth in range(len(parents) + 1):
        # A file name may hold bytes that are no text; an id is always text.
        name = "/".join((*parents[len(parents) - depth :], last)).encode(errors="replace").decode()
        if name not in taken:
            return name
    return where.encode(errors="replace").decode()


def _read_inputs(
    inputs: Sequence[str | Path],
    left_out: set[Path],
    columns: Columns | None,
    fetcher: Fetcher | None,
) -> Iterator[Draft | Refusal]:
    seen = Seen()
    for given in inputs:
        if str(given) == "-":
            yield from _guard(NAME, read_stream(sys.stdin.buffer, columns=columns))
            continue
        if is_address(given):
            yield from _read_address(str(given), fetcher, columns)
            continue
        path = Path(given)
        if not path.exists():
            yield Refusal(str(given), "does not exist", "check the path")
            continue
        found = False
        for file in _list_paths(path):
            found = True
            whole = file.resolve()
            if str(whole) in seen:
                yield Refusal(str(file), "is given a second time", "give every file once")
            elif file == path or left_out.isdisjoint((whole, *whole.parents)):
                seen.add(str(whole))
                yield from _read_path(file, columns)
        if not found:
            yield Refusal(str(path), "holds no story file", f"give files ending in {', '.join(ENDINGS)}")


def _list_paths(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in list_files(path) if is_story_file(file))
    elif path.exists():
        yield path


def _read_path(path: Path, columns: Columns | None) -> Iterator[Draft | Refusal]:
    if path.is_file():
        yield from read_file(path, columns)
        return
    # A pipe, as a shell's <(command) makes: it can be read once only, and has no ending to go by.
    with path.open("rb") as pipe:
        yield from _guard(str(path), read_stream(pipe, str(path), columns))


def _read_address(
    address: str, fetcher: Fetcher | None, columns: Columns | None
) -> Iterator[Draft | Refusal]:
    # Loaded at first need: what speaks to the web is not what most runs need.
    from dragoman.sources.fetching import Fetcher
    from dragoman.sources.web import read_address

    yield from _guard(address, read_address(address, fetcher or Fetcher(), columns))


def _guard(where: str, drafts: Iterator[Draft | Refusal] | Iterator[Draft]) -> Iterator[Draft | Refusal]:
    try:
        yield from drafts
    except SourceError as error:
        yield refuse(error, where)
    except OSError as error:
        yield Refusal(where, f"cannot be read ({error.strerror})", "check the file and its permissions")


def _count_lines(path: Path) -> int:
    """About how many stories a file holds; of a long one the beginning is counted."""
    if path.suffix.lower() not in _LINES:
        return 1
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            blocks = islice(iter(lambda: file.read(_BLOCK), b""), _COUNTED // _BLOCK)
            lines = sum(block.count(b"\n") for block in blocks)
    except OSError:
        return 1
    return (lines if size <= _COUNTED else lines * size // _COUNTED) or 1
