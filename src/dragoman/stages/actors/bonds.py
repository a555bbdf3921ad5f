"""How a modifier is bound to its noun: whether, by its relation, it describes it or names the same one."""

from __future__ import annotations

from msgspec import Struct

DESCRIBING = (
    "flat",
    "fixed",
    "compound",
    "nmod:desc",
    "appos",
    "amod",
    "nmod:poss",
    "det:poss",
    "nmod:unmarked",
)
SAME = ("flat", "fixed", "nmod:desc", "appos")  # these describe the same one as their head


class Bond(Struct, frozen=True):
    """What a relation tells of a modifier: whether it describes its head, and names the same one."""

    describes: bool
    same: bool
    loose: bool  # an of-phrase, which describes with some prepositions only


class _Bonds(dict[str, Bond | None]):
    """The bond of each relation that was met; None for those of no modifier."""

    def __missing__(self, relation: str) -> Bond | None:
        describes = relation.startswith(("flat", "compound")) or relation in DESCRIBING
        same = relation.startswith("flat") or relation in SAME
        loose = not describes and relation.startswith("nmod")
        self[relation] = bond = Bond(describes, same, loose) if describes or loose else None
        return bond


BONDS = _Bonds()
