"""The output contract: one line a story, as `dragoman code` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from dragoman.store.desk import Desk


def write_lines(desk: Desk, asked: Mapping[str, Any], file: BinaryIO) -> int:
    """Write the whole records of all coded stories, or of those with an event that fits; their number."""
    wanted = dict.fromkeys(story for story, _ in desk.iterate_ids("events", **asked)) if asked else None
    count = 0
    for identity, line in desk.lines():
        if wanted is None or identity in wanted:
            file.write(line + b"\n")
            count += 1
    return count
