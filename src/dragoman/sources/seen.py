"""What came before, remembered by its hash: a million ids cost 16 MB and not hundreds."""

from __future__ import annotations

import hashlib
from array import array

_FIRST = 1 << 10
_FULLEST = 2, 3  # beyond this share of its slots the table grows


class Seen:
    """A set of texts that can only grow, kept as 64-bit hashes in a table with open addressing.

    Two texts of a million have the same hash with a chance of 1 in 40 million, of a hundred million with 1 in
    4,000; the later of them would be taken to have come before. The hash is the same in every run.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST))
        self._count = 0

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and bool(self._slots[self._find(_hash(text))])

    def __len__(self) -> int:
        return self._count

    def add(self, text: str) -> bool:
        """Remember the text; whether it is new."""
        key = _hash(text)
        at = self._find(key)
        if self._slots[at]:
            return False
        self._slots[at] = key
        self._count += 1
        if self._count * _FULLEST[1] > len(self._slots) * _FULLEST[0]:
            self._grow()
        return True

    def _find(self, key: int) -> int:
        """The slot that holds the hash, or the empty one where it belongs."""
        slots = self._slots
        last = len(slots) - 1
        at = key & last
        while slots[at] and slots[at] != key:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        held, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
        for key in held:
            if key:
                self._slots[self._find(key)] = key


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1  # 0 is an empty slot
