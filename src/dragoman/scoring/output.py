"""What a coder gave for a story, as far as the score looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.records import StoryRecord

Edges = tuple[int, int]
UNKNOWN = "?"


class OutputActor(Struct, frozen=True):
    """A participant of an event, or a speaker."""

    country: str | None = None
    group: str | None = None
    sector: str | None = None

    @property
    def code(self) -> str:
        """What it counts as: its country, else its group, else "?"."""
        return (self.country or self.group or UNKNOWN).upper()


class OutputSpan(Struct, frozen=True):
    """A piece of the story's text."""

    start: int
    end: int
    text: str = ""

    @property
    def edges(self) -> Edges:
        """First offset, and the offset after the last."""
        return self.start, self.end


class OutputEvent(Struct, frozen=True, kw_only=True):
    """An event as far as it is scored, or looked at by evaluation/conformance."""

    type: str
    factuality: str
    id: str = ""
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actor: tuple[OutputActor, ...] = ()
    recipient: tuple[OutputActor, ...] = ()
    said_by: OutputActor | None = None
    trigger: OutputSpan | None = None
    evidence: OutputSpan | None = None
    quad: str = ""
    score: float = 0.0
    of: str | None = None


class OutputStatement(Struct, frozen=True, kw_only=True):
    """A statement as far as it is scored."""

    content: OutputSpan
    speaker: OutputActor | None = None


class OutputTime(Struct, frozen=True):
    """A time as EDTF."""

    edtf: str


class OutputRelation(Struct, frozen=True, kw_only=True):
    """A relation told in the text as far as it is scored."""

    actors: tuple[str, ...]
    change: str
    evidence: OutputSpan
    issues: tuple[str, ...] = ()
    factuality: str = "actual"
    said_by: OutputActor | None = None
    since: OutputTime | None = None


class Output(Struct, frozen=True, kw_only=True):
    """The coded story."""

    id: str
    events: tuple[OutputEvent, ...] = ()
    statements: tuple[OutputStatement, ...] = ()
    relations: tuple[OutputRelation, ...] = ()


def read_output(path: Path) -> dict[str, Output]:
    """A coder's JSON lines by story id; raises DataError naming file and line."""
    found: dict[str, Output] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise DataError(f"output cannot be read: {error.strerror}", where=str(path)) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            story = msgspec.json.decode(line, type=Output)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise DataError(
                str(error), where=f"{path}:{number}", remedy="give what `dragoman code` writes"
            ) from None
        found[story.id] = story
    return found


def view_records(records: Sequence[StoryRecord]) -> dict[str, Output]:
    """The same view of records that never were a file."""
    return {record.id: msgspec.convert(record, type=Output, from_attributes=True) for record in records}
