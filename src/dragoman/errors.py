"""What can go wrong, told so that a user can act on it: what, where, what is allowed, what to do."""

from __future__ import annotations


class DragomanError(Exception):
    """The parent of all errors Dragoman raises on purpose.

    `what` happened, `where` (file, line, entry), and `remedy`: what is allowed or what to do.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" — {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class SourceError(DragomanError):
    """An input could not be taken in as a story."""


class DataError(DragomanError):
    """A data file of Dragoman or of the user (language, codebook, atlas) is not as its schema says."""


class ModelError(DragomanError):
    """The syntax model is missing or does not fit this version."""


class StoreError(DragomanError):
    """A store cannot be opened, is of another version, or cannot answer what was asked."""
