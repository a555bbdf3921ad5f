"""Parses and records as the store keeps them: one deflated blob each.

Records stay JSON, so that any program can read them. What was packed in another process goes into the store
as it comes.
"""

from __future__ import annotations

import zlib

import msgspec
from msgspec import Struct

from dragoman.records import Parse, StoryRecord

_LEVEL = 6
_encode_parse = msgspec.msgpack.Encoder().encode
_decode_parse = msgspec.msgpack.Decoder(Parse).decode
_encode_record = msgspec.json.Encoder().encode
_decode_record = msgspec.json.Decoder(StoryRecord).decode


class PackedParse(Struct, frozen=True):
    """A parse as deflated MessagePack, and the model that made it."""

    model: str
    packed: bytes


class PackedRecord(Struct, frozen=True):
    """A record as deflated JSON."""

    packed: bytes


def pack_parse(parse: Parse) -> PackedParse:
    """The parse, packed."""
    return PackedParse(parse.model, zlib.compress(_encode_parse(parse), _LEVEL))


def unpack_parse(packed: bytes) -> Parse:
    """The parse that `pack_parse` packed."""
    return _decode_parse(zlib.decompress(packed))


def inflate_parse(packed: bytes) -> bytes:
    """The MessagePack of the parse that `pack_parse` packed, for a process that unpacks it itself."""
    return zlib.decompress(packed)


def pack_record(record: StoryRecord) -> PackedRecord:
    """The record, packed."""
    return PackedRecord(zlib.compress(_encode_record(record), _LEVEL))


def unpack_record(packed: bytes) -> StoryRecord:
    """The record that `pack_record` packed."""
    return _decode_record(zlib.decompress(packed))


def inflate_record(packed: bytes) -> bytes:
    """The line of `dragoman code` that `pack_record` packed."""
    return zlib.decompress(packed)
