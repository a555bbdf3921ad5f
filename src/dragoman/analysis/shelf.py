"""Whole records by the id of their story, each read once."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.errors import StoreError
from dragoman.records import StoryRecord
from dragoman.store.desk import Desk


class Shelf:
    """The records of a store that a piece of work has looked at."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._read: dict[str, StoryRecord] = {}

    def fetch(self, stories: Iterable[str]) -> None:
        """Read the records of many stories at once; those that are not coded are left out."""
        missing = [one for one in dict.fromkeys(stories) if one not in self._read]
        if missing:
            self._read |= self.desk.find_records(missing)

    def find(self, story: str) -> StoryRecord:
        """The records of the story; raises StoreError when it is not coded."""
        if story not in self._read:
            record = self.desk.record(story)
            if record is None:
                raise StoreError(f"the story “{story}” is not coded", where=str(self.desk.path))
            self._read[story] = record
        return self._read[story]
