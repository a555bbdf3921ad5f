"""One event for people: its words in context, its parties and why, the rule, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.labels import (
    flatten_text,
    label_actor,
    label_code,
    label_event,
    label_standing,
    mute_controls,
    style_event,
)
from dragoman.records import Actor, Doubt, Event, Story, StoryRecord, When

_AROUND = 160
"""Characters of context on either side of the evidence."""


def show_event(
    console: Console,
    story: Story,
    record: StoryRecord,
    event: Event,
    doubts: Sequence[Doubt],
    meaning: str | None,
) -> None:
    """Print everything known about an event of a story; `meaning` is what its type stands for."""
    number = record.events.index(event) + 1
    title = Text(f"{number}  ").append(label_event(event), style=style_event(event))
    console.print(title.append(f"  {event.id}", style="not bold dim"))
    console.print()
    console.print(_mark_context(story, event))
    console.print()
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, fact in _list_facts(record, event, doubts, meaning):
        table.add_row(name, Text(fact))
    console.print(table)


def _mark_context(story: Story, event: Event) -> Text:
    """The evidence among the words around it, the evidence marked and its trigger marked again."""
    start = max(0, event.evidence.start - _AROUND)
    end = min(len(story.text), event.evidence.end + _AROUND)
    text = Text(mute_controls(story.text[start:end]), style="dim")
    text.stylize("not dim", event.evidence.start - start, event.evidence.end - start)
    text.stylize("bold underline", event.trigger.start - start, event.trigger.end - start)
    before, after = "…" if start else "", "…" if end < len(story.text) else ""
    return Text(before, style="dim").append_text(text).append(after, style="dim")


def _list_facts(
    record: StoryRecord, event: Event, doubts: Sequence[Doubt], meaning: str | None
) -> Iterator[tuple[str, str]]:
    numbers = {other.id: number for number, other in enumerate(record.events, start=1)}
    if meaning:
        yield "type", f"{event.type}: {meaning}"
    yield "evidence", flatten_text(event.evidence.text)
    yield "trigger", f"{flatten_text(event.trigger.text)} ({event.trigger.start}–{event.trigger.end})"
    for actor in event.actor:
        yield "actor", describe_actor(actor)
    for actor in event.recipient:
        yield "recipient", describe_actor(actor)
    for mention in event.mentions:
        source = f" — {label_actor(mention.said_by)}" if mention.said_by else ""
        yield "also told", flatten_text(mention.evidence.text) + source
    yield "stands", label_standing(event)
    for number, step in enumerate(event.path):
        yield "" if number else "path", f"“{flatten_text(step.text)}” {step.start}–{step.end}  {step.effect}"
    disputing = {other.id: f"{numbers[other.id]}  {label_event(other)}" for other in record.events}
    disputing |= {one.id: f"statement: {one.act}" for one in record.statements}
    for identity in event.disputed:
        yield "disputed by", disputing.get(identity, identity)
    if event.said_by:
        yield "said by", describe_actor(event.said_by)
    for statement in record.statements:
        if event.id in statement.events:
            speaker = label_actor(statement.speaker) if statement.speaker else "somebody"
            cue = f" (“{flatten_text(statement.cue.text)}”)" if statement.cue else ""
            yield "statement", f"{statement.act} by {speaker}{cue}"
    if event.of in numbers:
        yield "content of", f"{numbers[event.of]}  {label_event(record.events[numbers[event.of] - 1])}"
    for other in record.events:
        if other.of == event.id:
            yield "contains", f"{numbers[other.id]}  {label_event(other)}"
    if event.date:
        yield "date", f"{event.date.edtf}, from the {event.date.basis}" + _quote(event.date.text)
    for when in _list_times(record, event):
        yield "time told", f"{when.edtf}{_quote(when.text)}"
    if event.place:
        yield "place", " ".join(part for part in (event.place.name, event.place.country) if part)
    if event.context:
        yield "context", ", ".join(event.context)
    yield "score", f"{event.score:+.1f} ({event.quad})"
    yield "confidence", f"{event.confidence:.2f}"
    yield "why", event.why
    for doubt in doubts:
        yield "doubt", f"{doubt.reason}{_quote(doubt.text)}"
    made = record.versions
    yield "made with", f"dragoman {made.dragoman}, codebook {made.codebook}, atlas {made.atlas}, {made.model}"
    if made.overlay:
        yield "and with", made.overlay


def _list_times(record: StoryRecord, event: Event) -> Iterator[When]:
    """The time expressions around an event that are not its date: within the context that is shown."""
    low, high = event.evidence.start - _AROUND, event.evidence.end + _AROUND
    for when in record.times:
        inside = when.start is not None and when.end is not None and low <= when.start and when.end <= high
        if inside and (event.date is None or when.start != event.date.start):
            yield when


def describe_actor(actor: Actor) -> str:
    """An actor in full: code, name, office, the words it stands on, and by what evidence."""
    told = [label_code(actor)]
    told += [part for part in (actor.name, actor.office) if part]
    via = f", via {actor.via}" if actor.via else ""
    return f"{' · '.join(told)}{_quote(actor.text)} {actor.start}–{actor.end}{via}"


def _quote(text: str | None) -> str:
    return f" “{flatten_text(text)}”" if text else ""
