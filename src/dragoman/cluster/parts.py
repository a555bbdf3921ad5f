"""The parts of a large run: the input cut into runs of stories, always alike, whoever codes them and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from dragoman.batch import cut_given
from dragoman.inputs import Given, PackedGiven, digest_given, pack_given, unpack_given

STORIES, CHARACTERS = 100, 200_000
"""What a part holds at most: enough that a file of it is worth opening, few enough that a process that is
killed loses little, and that its parses and records fit a worker's memory beside the model."""


class Part(Struct, frozen=True):
    """A run of what was taken in, in order; `digest` is that of all it holds."""

    number: int
    given: tuple[Given, ...]
    digest: str


def cut_parts(taken: Iterable[Given], stories: int = STORIES, characters: int = CHARACTERS) -> Iterator[Part]:
    """What was taken in, in order, in parts numbered from 0 on, with memory for one of them."""
    for number, given in enumerate(cut_given(taken, stories, characters)):
        yield Part(number, tuple(given), digest_given(given))


def pack_part(part: Part) -> bytes:
    """The part as bytes, for an engine to carry."""
    return _ENCODER.encode(_PackedPart(part.number, [pack_given(one) for one in part.given], part.digest))


def unpack_part(packed: bytes) -> Part:
    """The part that `pack_part` packed."""
    found = _DECODER.decode(packed)
    return Part(found.number, tuple(map(unpack_given, found.given)), found.digest)


class _PackedPart(Struct, frozen=True, array_like=True):
    number: int
    given: list[PackedGiven]
    digest: str


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_PackedPart)
