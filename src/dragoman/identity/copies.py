"""Near-duplicates: a wire story that several publishers print, cut, top with a byline or touch up.

MinHash (A. Broder, "On the resemblance and containment of documents", 1997) finds the candidates: the runs of
three words of a text, and of its opening alone, are hashed to bands; two texts that share a band are compared
word for word. What decides is the part of the smaller text that stands in the other, so that a text cut short
is found as well as one with some sentences changed. A translation shares no words and is no copy.
"""

from __future__ import annotations

import re
import struct
from datetime import date
from hashlib import blake2b

from msgspec import Struct

SEED = 11
RUN = 3  # words
ROWS = 3  # hashes that a band joins: fewer find more, and more that is none
BANDS = 16  # of the whole text
OPENING = 60  # words; where a text is cut, this is what stays
OPENING_BANDS = 6

LEAST = 20  # runs; a shorter text says too little to be told apart from another short one
SHARE = 0.6  # of the smaller text, found in the other: a copy
OPENING_SHARE = (
    0.3  # of the smaller text's opening, so that a publisher's standing words at the end are no copy
)
WHOLE_SHARE = 0.75  # from here on the opening may be another
DAYS = 7  # between the two: after that a like text is a form filled in anew, or a look back

_WORD = re.compile(r"[^\W_]+")


class Print(Struct, frozen=True):
    """A text as it is compared: its runs of words, those of its opening, and the day it came out."""

    runs: frozenset[str]
    opening: frozenset[str]
    day: date | None = None


def take_print(text: str, day: date | None = None) -> Print:
    """The print of a text that was published on `day`."""
    words = _WORD.findall(text.lower())
    return Print(frozenset(_list_runs(words)), frozenset(_list_runs(words[:OPENING])), day)


def make_bands(one: Print) -> list[int]:
    """The bands of a print, as signed 64-bit integers; none when the text is too short to be compared."""
    if len(one.runs) < LEAST:
        return []
    whole = _hash_bands("whole", one.runs, BANDS)
    return [*whole, *_hash_bands("opening", one.opening, OPENING_BANDS)]


def measure_share(one: Print, other: Print) -> float | None:
    """The part of the smaller text that stands in the other when one is a copy of the other, else None."""
    small, large = sorted((one, other), key=lambda told: len(told.runs))
    if len(small.runs) < LEAST or _lie_apart(one.day, other.day):
        return None
    share = len(small.runs & large.runs) / len(small.runs)
    opening = len(small.opening & large.runs) / len(small.opening)
    if share >= WHOLE_SHARE or (share >= SHARE and opening >= OPENING_SHARE):
        return round(share, 3)
    return None


def _lie_apart(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) > DAYS


def _list_runs(words: list[str]) -> list[str]:
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _hash_bands(kind: str, runs: frozenset[str], count: int) -> list[int]:
    from rensa import RMinHash

    hashed = RMinHash(num_perm=ROWS * count, seed=SEED)
    hashed.update(sorted(runs))
    digest = hashed.digest()
    bands = []
    for at in range(count):
        rows = struct.pack(f"<{ROWS}I", *digest[at * ROWS : (at + 1) * ROWS])
        told = blake2b(rows, digest_size=8, person=f"{kind}{at}".encode()).digest()
        bands.append(struct.unpack("<q", told)[0])
    return bands
