"""A story's record for people: events, statements and relations as tables as wide as the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.labels import (
    flatten_text,
    label_actor,
    label_actors,
    label_event,
    label_parties,
    label_standing,
    mark_trigger,
    style_event,
    title_record,
)
from dragoman.records import Event, StoryRecord

_WIDE = 110
"""Columns from which the evidence has room beside the record; on less it stands below it."""


def show_record(console: Console, record: StoryRecord, *, doubts: bool = False) -> None:
    """Print everything a record holds; what was left in doubt is counted, or listed when `doubts`."""
    console.print(title_record(record))
    wide = console.width >= _WIDE
    if record.events:
        console.print(_tabulate_events(record) if wide else _list_events(record))
    else:
        console.print("  no events found\n")
    if record.statements:
        console.print(_tabulate_statements(record))
    if record.relations:
        console.print(_tabulate_relations(record))
    if record.doubts and doubts:
        console.print(_tabulate_doubts(record))
    elif record.doubts:
        console.print(Text(f"  left in doubt: {len(record.doubts)} (--doubts lists them)\n", style="dim"))


def _open_table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _tabulate_events(record: StoryRecord) -> RenderableType:
    table = _open_table("#", "event", "who → whom", "stands", "said by", "evidence")
    table.columns[-1].ratio = 1
    for number, event in enumerate(record.events, start=1):
        table.add_row(
            str(number),
            Text(label_event(event), style=style_event(event)),
            Text(label_parties(event)),
            label_standing(event),
            Text(label_actor(event.said_by)) if event.said_by else "",
            _mark_evidence(event),
        )
    return Group(table, "")


def _list_events(record: StoryRecord) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", min_width=4)
    grid.add_column(overflow="fold")
    for number, event in enumerate(record.events, start=1):
        grid.add_row(str(number), Group(_head_line(event), _mark_evidence(event)))
    return Group("", grid, "")


def _mark_evidence(event: Event) -> Text:
    """The evidence, and how many more times the story tells the event."""
    text = mark_trigger(event.evidence, event.trigger)
    more = len(event.mentions)
    return text.append(f" (told {more + 1} times)", style="dim") if more else text


def _head_line(event: Event) -> Text:
    line = Text().append(label_event(event), style=style_event(event))
    line.append(f"  {label_parties(event)}")
    line.append(f"  [{label_standing(event)}", style="dim")
    if event.said_by:
        line.append(f" by {label_actor(event.said_by)}", style="dim")
    return line.append("]", style="dim")


def _tabulate_statements(record: StoryRecord) -> RenderableType:
    numbers = {event.id: str(number) for number, event in enumerate(record.events, start=1)}
    table = _open_table("speaker", "act", "to", "events", "content")
    table.columns[-1].ratio = 1
    for statement in record.statements:
        table.add_row(
            Text(label_actor(statement.speaker)) if statement.speaker else "?",
            statement.act,
            Text(label_actors(statement.addressee)) if statement.addressee else "",
            ", ".join(numbers[identity] for identity in statement.events if identity in numbers),
            Text(flatten_text(statement.content.text)),
        )
    return Group(Text(" Statements", style="bold"), table, "")


def _tabulate_relations(record: StoryRecord) -> RenderableType:
    table = _open_table("between", "change", "issues", "evidence")
    table.columns[-1].ratio = 1
    for relation in record.relations:
        evidence = Text(flatten_text(relation.evidence.text))
        between, issues = Text(" – ".join(relation.actors)), Text(", ".join(relation.issues))
        table.add_row(between, relation.change, issues, evidence)
    return Group(Text(" Relations", style="bold"), table, "")


def _tabulate_doubts(record: StoryRecord) -> RenderableType:
    table = _open_table("left out", "reason")
    for doubt in record.doubts:
        table.add_row(Text(flatten_text(doubt.text)), Text(doubt.reason))
    return Group(Text(" Doubts", style="bold"), table, "")
