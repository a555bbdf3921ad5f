"""The parts of a large run: the input cut into runs of stories, always alike, whoever codes them and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from dragoman.batch import cut_given
from dragoman.inputs import Given, Kept
from dragoman.records import Story
from dragoman.sources import Refusal

STORIES, CHARACTERS = 200, 400_000
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


def digest_given(given: Iterable[Given]) -> str:
    """The SHA-256, in hexadecimal, of stories, kept parses and refusals in this order."""
    return hashlib.sha256(_ENCODER.encode([_pack(one) for one in given])).hexdigest()


def pack_part(part: Part) -> bytes:
    """The part as bytes, for an engine to carry."""
    return _ENCODER.encode(_PackedPart(part.number, [_pack(one) for one in part.given], part.digest))


def unpack_part(packed: bytes) -> Part:
    """The part that `pack_part` packed."""
    found = _DECODER.decode(packed)
    return Part(found.number, tuple(map(_unpack, found.given)), found.digest)


class _Packed(Struct, frozen=True, array_like=True, omit_defaults=True):
    # One of the three; bytes of msgpack say no more than that they are an array.
    story: Story | None = None
    kept: Kept | None = None
    refusal: Refusal | None = None


class _PackedPart(Struct, frozen=True, array_like=True):
    number: int
    given: list[_Packed]
    digest: str


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_PackedPart)


def _pack(given: Given) -> _Packed:
    if isinstance(given, Story):
        return _Packed(story=given)
    return _Packed(kept=given) if isinstance(given, Kept) else _Packed(refusal=given)


def _unpack(packed: _Packed) -> Given:
    given = packed.story or packed.kept or packed.refusal
    assert given is not None, "what was packed is one of the three"
    return given
