"""The relations of a tree: which of them a question means, told by bits, so that one step asks for all."""

from __future__ import annotations

from threading import Lock

_GROWING = Lock()


def matches(relation: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of the wanted, which match their own subtypes too.

    Passive subjects and relative clauses differ in meaning from their parent relation, so
    "nsubj" does not match "nsubj:pass", and "acl" does not match "acl:relcl".
    """
    if relation in wanted:
        return True
    base, _, subtype = relation.partition(":")
    return bool(subtype) and base in wanted and subtype not in ("pass", "relcl", "poss", "prt", "pv", "agent")


class _Bits(dict[str, int]):
    """A bit for each relation that was met."""

    def __missing__(self, relation: str) -> int:
        with _GROWING:
            if relation not in self:
                bit = 1 << len(self)
                for wanted in WANTED:
                    if matches(relation, wanted):
                        WANTED[wanted] |= bit
                self[relation] = bit
        return self[relation]


class _Wanted(dict[tuple[str, ...], int]):
    """The bits of the relations that match each question that was asked."""

    def __missing__(self, wanted: tuple[str, ...]) -> int:
        with _GROWING:
            self[wanted] = sum(bit for relation, bit in BITS.items() if matches(relation, wanted))
        return self[wanted]


BITS = _Bits()
WANTED = _Wanted()
