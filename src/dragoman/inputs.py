"""What a run is given: stories to be read, and stories that were read before and kept with their parse."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

from dragoman.archive.manifests import is_archive
from dragoman.errors import SourceError
from dragoman.records import Parse, Story
from dragoman.sources import Refusal, count_stories, take_in
from dragoman.sources.columns import Columns
from dragoman.sources.intake import is_address
from dragoman.sources.language import list_coded
from dragoman.sources.seen import Seen
from dragoman.sources.tables import is_parquet_table

KEPT = ".parquet"


class Kept(Struct, frozen=True):
    """A story with its parse, packed: another process takes it so at a fraction of the cost."""

    story: Story
    packed: bytes

    @property
    def parse(self) -> Parse:
        """The parse, unpacked."""
        return msgspec.msgpack.decode(self.packed, type=Parse)


Given: TypeAlias = Story | Kept | Refusal


class PackedGiven(Struct, frozen=True, array_like=True, omit_defaults=True):
    """One of the three, each in its own place, so that its bytes tell which it is."""

    story: Story | None = None
    kept: Kept | None = None
    refusal: Refusal | None = None


def pack_given(given: Given) -> PackedGiven:
    """What was taken in, as it can be turned into bytes."""
    if isinstance(given, Story):
        return PackedGiven(story=given)
    return PackedGiven(kept=given) if isinstance(given, Kept) else PackedGiven(refusal=given)


def unpack_given(packed: PackedGiven) -> Given:
    """What `pack_given` packed."""
    given = packed.story or packed.kept or packed.refusal
    assert given is not None, "what was packed is one of the three"
    return given


def digest_given(given: Iterable[Given]) -> str:
    """The SHA-256, in hexadecimal, of stories, kept parses and refusals in this order."""
    return hashlib.sha256(msgspec.msgpack.encode([pack_given(one) for one in given])).hexdigest()


def is_kept(path: str | Path) -> bool:
    """Whether it names kept parses: an archive, or a file whose ending tables of stories have too."""
    if is_archive(path):
        return True
    return Path(path).suffix == KEPT and not is_address(path) and not is_parquet_table(Path(path))


def take_inputs(
    inputs: Sequence[str | Path],
    language: str | None = None,
    *,
    published: str | None = None,
    leave_out: Collection[Path] = (),
    columns: Columns | None = None,
    seen: Seen | None = None,
) -> Iterator[Given]:
    """Everything in `inputs`, in order: files as `sources.take_in` reads them, and kept parses.

    `language` and `published` are for stories that state none, `columns` for tables (see `take_in`). A kept
    story whose id came before, or whose language cannot be coded, is a `Refusal`. `seen` are ids that came
    before this, and takes up those that come. Raises SourceError for a
    file of parses that is none.
    """
    identities = Seen() if seen is None else seen
    for kept, group in groupby(inputs, is_kept):
        if kept:
            for path in group:
                yield from _take_kept(path, identities)
            continue
        yield from take_in(
            list(group), language, published=published, leave_out=leave_out, columns=columns, seen=identities
        )


def count_given(inputs: Sequence[str | Path]) -> int | None:
    """About how many stories `inputs` hold, for a progress bar; None when nobody can know."""
    from dragoman.archive.stories import count_stored
    from dragoman.syntax.parses import count_parses

    unread = count_stories([given for given in inputs if not is_kept(given)])
    if unread is None:
        return None
    kept = [given for given in inputs if is_kept(given)]
    return unread + sum(
        count_stored(given) if is_archive(given) else count_parses(Path(given)) for given in kept
    )


def text_length(given: Given) -> int:
    """The characters of the story's text; 0 for a refusal."""
    if isinstance(given, Refusal):
        return 0
    return len(given.text if isinstance(given, Story) else given.story.text)


def tell_story(given: Given) -> Story | None:
    """The story of what was taken in, also of one that was refused for its language alone."""
    return given if isinstance(given, Story) else given.story


def _take_kept(path: str | Path, identities: Seen) -> Iterator[Given]:
    from dragoman.archive.stories import take_parses
    from dragoman.syntax.parses import read_kept

    coded = list_coded()
    encoder = msgspec.msgpack.Encoder()
    for story, parse in take_parses(path) if is_archive(path) else read_kept(Path(path)):
        where = f"{path} ({story.id})"
        if story.id in identities:
            yield Refusal(where, f"has the id {story.id} a second time", "give every story its own id")
        elif story.language not in coded:
            reason = f"is in {story.language}, which is not coded"
            yield Refusal(where, reason, f"coded: {', '.join(coded)}", story)
        else:
            identities.add(story.id)
            # What an archive has no parse of could not be read, or its language not be coded, at that time.
            yield story if parse is None else Kept(story, encoder.encode(parse))


def check_kept(inputs: Sequence[str | Path]) -> None:
    """Raises SourceError, before anything is done, for what is no file of kept parses."""
    from dragoman.syntax.parses import check_parses

    for path in inputs:
        if is_archive(path):
            continue
        if not is_kept(path):
            raise SourceError(
                "is no file of kept parses",
                where=str(path),
                remedy="keep them with dragoman parse STORIES -o FILE.parquet, or use dragoman code",
            )
        check_parses(Path(path))
