"""Parses and records as the store keeps them: one deflated blob each.

Records stay JSON, so that any program can read them.
"""

from __future__ import annotations

import zlib

import msgspec

from dragoman.records import Parse, StoryRecord

_LEVEL = 6
_encode_parse = msgspec.msgpack.Encoder().encode
_decode_parse = msgspec.msgpack.Decoder(Parse).decode
_encode_record = msgspec.json.Encoder().encode
_decode_record = msgspec.json.Decoder(StoryRecord).decode


def pack_parse(parse: Parse) -> bytes:
    """The parse as deflated MessagePack."""
    return zlib.compress(_encode_parse(parse), _LEVEL)


def unpack_parse(packed: bytes) -> Parse:
    """The parse that `pack_parse` packed."""
    return _decode_parse(zlib.decompress(packed))


def pack_record(record: StoryRecord) -> bytes:
    """The record as deflated JSON."""
    return zlib.compress(_encode_record(record), _LEVEL)


def unpack_record(packed: bytes) -> StoryRecord:
    """The record that `pack_record` packed."""
    return _decode_record(zlib.decompress(packed))
