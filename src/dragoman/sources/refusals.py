"""What could not be taken: the place, the reason, and what the user can do about it."""

from __future__ import annotations

from msgspec import Struct

from dragoman.errors import DragomanError


class Refusal(Struct, frozen=True):
    """One input that gave no record. `where` is a file, a file and line, or a file and story id."""

    where: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason} — {self.remedy}"


def refuse(error: DragomanError, where: str) -> Refusal:
    """The refusal an error amounts to, placed at the error's own place or else at `where`."""
    return Refusal(error.where or where, error.what, error.remedy or "see the reason")
