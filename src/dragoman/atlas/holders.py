"""Office holders: the files of who held which office when, as one table to look persons up in."""

from __future__ import annotations

from pathlib import Path

from dragoman.atlas.persons import PersonTable


def read_persons(folder: Path) -> PersonTable:
    """The table of all office holders in the folder's files."""
    return PersonTable([], {}, {})
