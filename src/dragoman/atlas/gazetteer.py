"""Where places lie: towns and regions by name, from one compiled file that is opened when first asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError

COMPILED = Path(__file__).parent / "gazetteer.msgpack"
LONGEST = 4  # words in a name
LONGEST_CUT = 8  # words in a name whose hyphens count as words
HYPHEN = "-"
SURE = 50_000  # inhabitants from which a town is known without its country being named
FAR_AHEAD = 3  # times as many inhabitants: then the larger of two namesakes is meant


class Spot(Struct, array_like=True, frozen=True):
    """A place: degrees north and east; `people` is its inhabitants, 0 for a region; `country` ISO alpha-3."""

    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    people: int

    @property
    def precision(self) -> str:
        """ "point" for a town, "region" for anything larger."""
        return "point" if self.people else "region"


class Gazetteer(Struct, array_like=True):
    """All spots, and which of them bear a name."""

    spots: list[Spot]
    names: dict[str, list[int]]

    def find(self, words: Sequence[str], at: int) -> tuple[int, tuple[Spot, ...]]:
        """The longest name that begins at word `at`: its words and its bearers; (0, ()) for none."""
        hyphens = HYPHEN in words[at + 1 : at + LONGEST]  # "Port - au - Prince", cut at its hyphens
        for length in range(min(LONGEST_CUT if hyphens else LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            found = self.names.get(name.replace(" - ", HYPHEN) if hyphens else name)
            if found:
                return length, tuple(self.spots[number] for number in found)
        return 0, ()


def choose_spot(
    spots: Sequence[Spot], near: frozenset[str], named: frozenset[str] = frozenset()
) -> Spot | None:
    """Which of several namesakes is meant; None in doubt.

    `near` are the countries of the event, `named` those that the story names. A place in one of the first
    goes first, then a region and a place in one of the others; then a town that is large, and far larger
    than its namesakes in other countries.
    """
    close = [spot for spot in spots if spot.country in near or spot.country in named or not spot.people]
    if close:
        return max(close, key=lambda spot: (spot.country in near, spot.country in named, spot.people))
    ranked = sorted(spots, key=lambda spot: -spot.people)
    if not ranked or ranked[0].people < SURE:
        return None
    others = [spot for spot in ranked if spot.country != ranked[0].country]
    return None if others and others[0].people * FAR_AHEAD > ranked[0].people else ranked[0]


@cache
def load_gazetteer(path: Path = COMPILED) -> Gazetteer:
    """The shipped gazetteer; raises DataError when the file is missing or not one."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Gazetteer)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(
            f"the gazetteer cannot be read: {error}",
            where=str(path),
            remedy="build it with `python -m dragoman.atlas.gazetteer_build`",
        ) from None
