"""Compressed bytes made whole within a limit: what would burst is refused before it does."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dragoman.errors import SourceError

_MAGIC = b"\x1f\x8b"
_EITHER = 32 + zlib.MAX_WBITS
"""zlib's word for: gzip or zlib, as the first bytes say."""
_BLOCK = 1 << 18
_RATIO, _FREE = 200, 64_000_000
"""Bytes that one compressed byte may stand for, and those let pass before that is asked. Real text reaches
about 10, the most repetitive tables 100, a bomb 1,000."""


def is_gzip(head: bytes) -> bool:
    """Whether bytes begin as a gzip file does."""
    return head.startswith(_MAGIC)


def gather(chunks: Iterable[bytes], most: int, *, compressed: bool = False) -> bytes:
    """The bytes of `chunks` in one, decompressed when they are gzip or deflate.

    No more than `most` bytes are ever held. Raises `SourceError` when there are more, or when they break
    off or are not what they should be.
    """
    held = bytearray()
    for block in expand(chunks) if compressed else chunks:
        held += block
        if len(held) > most:
            limit = f"more than {most / 1e6:.0f} MB"
            raise SourceError(f"is too large ({limit})", remedy="give a smaller file")
    return bytes(held)


def expand(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The decompressed bytes of gzip or deflate, in blocks of a bounded size; gzip members may follow
    one another. Raises `SourceError` when they break off or are no such thing."""
    machine = None
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                machine = machine or _start(rest)
                block = machine.decompress(rest, _BLOCK)
                if block:
                    yield block
                if machine.eof:
                    # Padding after the last member is not another member.
                    rest, machine = machine.unused_data.lstrip(b"\0"), None
                else:
                    rest = machine.unconsumed_tail
        while machine is not None and not machine.eof and (block := machine.decompress(b"", _BLOCK)):
            yield block
    except zlib.error as error:
        what = f"is not soundly compressed ({error})"
        raise SourceError(what, remedy="fetch or compress it again") from error
    if machine is not None and not machine.eof:
        raise SourceError("is compressed but breaks off", remedy="fetch or compress it again")


def _start(head: bytes) -> zlib._Decompress:
    # Some servers send deflate without its header: then the first byte is no header of zlib or gzip.
    sound = head.startswith(_MAGIC) or (head[0] & 0x0F == 8 and head[0] >> 4 <= 7)
    return zlib.decompressobj(_EITHER if sound else -zlib.MAX_WBITS)


def read_blocks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, block by block."""
    return iter(lambda: file.read(_BLOCK), b"")


def open_gzip(file: BinaryIO) -> io.BufferedReader:
    """An open gzip file as a stream that is decompressed as it is read; closing it closes the file.

    Reading raises `SourceError` where it is broken, or holds absurdly more than it weighs.
    """
    return io.BufferedReader(_Unpacked(file), _BLOCK)


class _Unpacked(io.RawIOBase):
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._blocks = expand(self._count(read_blocks(file)))
        self._held = memoryview(b"")
        self._packed = self._given = 0

    def _count(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._packed += len(chunk)
            yield chunk

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._held:
            self._held = memoryview(next(self._blocks, b""))
        taken = min(len(buffer), len(self._held))
        buffer[:taken] = self._held[:taken]
        self._held = self._held[taken:]
        self._given += taken
        if self._given > _FREE + _RATIO * self._packed:
            raise SourceError("holds absurdly more than it weighs", remedy="decompress it yourself")
        return taken

    def close(self) -> None:
        self._file.close()
        super().close()
