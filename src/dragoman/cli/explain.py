"""`dragoman explain`: everything about one record, from the words to the rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import Json, Language, Published, With, settle_overlay
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.records import Doubt, Event, Story, StoryRecord
    from dragoman.sources import Refusal


def explain(
    story: Annotated[Path, typer.Argument(help="A file with the story, or - for standard input.")],
    event: Annotated[str, typer.Argument(help="The record: its number in the table of `read`, or its id.")],
    identity: Annotated[
        str | None, typer.Option("--story", help="The story's id, when the file holds several.")
    ] = None,
    json: Json = False,
    with_: With = None,
    language: Language = None,
    published: Published = None,
) -> None:
    """Explain one record: its words in their context, who is who and why, the entry and the rule.

    [bold]Examples[/bold]

      dragoman explain story.txt 3

      dragoman explain stories.jsonl 1 --story gsr-0001

      dragoman explain story.txt 3 --json
    """
    import msgspec

    from dragoman.batch import code_few

    overlay = settle_overlay(with_)
    made = code_few([story], language=language, published=published, overlay=overlay)
    source, record, found = pick_event(made, event, identity, str(story))
    if json:
        print(msgspec.json.encode(gather_facts(record, found)).decode())
        return
    from rich.console import Console

    from dragoman.cli.event_view import show_event
    from dragoman.codebook.codebook import load_codebook

    known = load_codebook(overlay=overlay).types.get(found.type)
    meaning = known.meaning if known else None
    show_event(Console(highlight=False), source, record, found, list_doubts(record, found), meaning)


def pick_event(
    made: Iterable[tuple[Story, StoryRecord] | Refusal], wanted: str, identity: str | None, where: str
) -> tuple[Story, StoryRecord, Event]:
    """The event of number or id `wanted`, with its story.

    Raises `SourceError` when there is no such story or event, or a number could mean several stories.
    """
    coded: list[tuple[Story, StoryRecord]] = []
    for given in made:
        if not isinstance(given, tuple):
            if identity is None:
                raise SourceError(given.reason, where=given.where, remedy=given.remedy)
            continue
        if identity in (None, given[0].id):
            coded.append(given)
    if not coded:
        raise SourceError(f"holds no story {identity}", where=where, remedy="check the id given with --story")
    for story, record in coded:
        for event in record.events:
            if event.id == wanted:
                return story, record, event
    if len(coded) > 1:
        raise SourceError(f"holds {len(coded)} stories", where=where, remedy="name one with --story ID")
    story, record = coded[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(record.events):
        return story, record, record.events[int(wanted) - 1]
    count = len(record.events)
    remedy = f"give a number from 1 to {count}, or an event's id" if count else "the story has no events"
    raise SourceError(f"story {story.id} has no event {wanted}", where=where, remedy=remedy)


def list_doubts(record: StoryRecord, event: Event) -> Sequence[Doubt]:
    """The doubts whose words touch the event's evidence."""
    span = event.evidence
    return [doubt for doubt in record.doubts if doubt.start < span.end and span.start < doubt.end]


def gather_facts(record: StoryRecord, event: Event) -> dict[str, Any]:
    """All that is known of an event, for programs: the event, its statements, kin, doubts, versions."""
    return {
        "story": record.id,
        "event": event,
        "statements": [statement for statement in record.statements if event.id in statement.events],
        "content_of": [other.id for other in record.events if other.id == event.of],
        "contains": [other.id for other in record.events if other.of == event.id],
        "times": record.times,
        "doubts": list_doubts(record, event),
        "versions": record.versions,
    }
