"""The output contract: one line a story, as `dragoman code` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from dragoman.store.desk import Desk
from dragoman.store.packing import inflate_record


def write_lines(desk: Desk, asked: Mapping[str, Any], file: BinaryIO) -> int:
    """Write the whole records of all coded stories, or of those with an event that fits; their number."""
    wanted = dict.fromkeys(story for story, _ in desk.iterate_ids("events", **asked)) if asked else None
    count = 0
    sql = "SELECT s.id, r.record FROM records r JOIN stories s USING (story) ORDER BY s.story"
    for identity, packed in desk.connection.execute(sql):
        if wanted is None or identity in wanted:
            file.write(inflate_record(packed) + b"\n")
            count += 1
    return count
