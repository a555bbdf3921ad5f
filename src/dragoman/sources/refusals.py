"""What could not be taken: the place, the reason, and what the user can do about it."""

from __future__ import annotations

from msgspec import Struct

from dragoman.errors import DragomanError
from dragoman.records import Story


class Refusal(Struct, frozen=True):
    """One input that gave no record. `where` is a file, a file and line, or a file and story id.

    `story` is what was refused for no other reason than its language: who only keeps stories may have it.
    """

    where: str
    reason: str
    remedy: str
    story: Story | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.reason} — {self.remedy}"


def refuse(error: DragomanError, where: str) -> Refusal:
    """The refusal an error amounts to, placed at the error's own place or else at `where`."""
    return Refusal(error.where or where, error.what, error.remedy or "see the reason")
