"""Rules of composition.toml: what events become by what stands beside and over them."""

from __future__ import annotations

import msgspec


class NormalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table of normal forms: a record of `type` with `factuality` becomes another."""

    type: str
    factuality: str
    cause: tuple[str, ...]
    to: str
    note: str
    to_mode: str | None = None
    mode: str | None = None
    unless_mode: str | None = None
    own: bool = False  # only when its actor says so itself, or the writer does


class Acts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The acts of speaking that are told by other words than the cue; see composition.toml."""

    plain: str
    hearsay: str
    media: str
    obliging: str
    regretting: str
    announcing: str
    denying: frozenset[str]


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event ("TYPE" or "TYPE/mode") that is no record of its own beside what it leads to."""

    drop: str
    by: str


class OwnEnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What asking for `content` becomes when whoever asks takes part in what shall end."""

    content: str
    to: str
    note: str
