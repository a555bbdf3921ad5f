"""Short words for people: an actor, an event's name, how a record stands, and the colour it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.records import Actor, Event, StoryRecord
from dragoman.standings import HAPPENED, OF_SPEAKERS, find_standing, is_claimed

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.records import Span

_UNKNOWN = "?"
_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def mute_controls(text: str) -> str:
    """The text, as long as before, with control characters made visible: no story may steer a terminal."""
    return text.translate(_CONTROLS)


def flatten_text(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join(mute_controls(text).split())


def label_code(actor: Actor) -> str:
    """The code of an actor as the scorer compares it, with its sector: `CHN GOV`, `NATO`, `?`."""
    code = actor.country or actor.group or _UNKNOWN
    return f"{code} {actor.sector}" if actor.sector else code


def label_actor(actor: Actor) -> str:
    """An actor's code, and who it is where that says more than the code: `USA GOV Antony Blinken`."""
    code = label_code(actor)
    if code.startswith(_UNKNOWN):
        return f"{code} “{flatten_text(actor.text)}”"
    return f"{code} {flatten_text(actor.name or actor.text)}" if actor.sector else code


def label_actors(actors: Sequence[Actor]) -> str:
    """Several actors, or a dash for none."""
    return ", ".join(label_actor(actor) for actor in actors) or "–"


def label_parties(event: Event) -> str:
    """Who, to whom: `CHN GOV → RUS`; all in one list when there is no recipient."""
    if not event.recipient:
        return label_actors(event.actor)
    return f"{label_actors(event.actor)} → {label_actors(event.recipient)}"


def label_event(event: Event) -> str:
    """Type and modes: `ACCUSE/disapprove`."""
    return "/".join((event.type, *event.mode))


def label_standing(event: Event) -> str:
    """How the record stands: what became of it where it did not happen ("refused", "conditional"), and
    `claimed` before it when only a source says so."""
    standing = find_standing(event)
    if is_claimed(event) and standing not in OF_SPEAKERS:
        return "claimed" if standing == HAPPENED else f"claimed {standing}"
    return standing


def style_event(event: Event) -> str:
    """The style of a record: bold when the writer asserts it, slanted when claimed, dim when wished, asked
    for or conditional, struck when negated; green for a positive score and red for a negative one."""
    colour = "green" if event.score > 0 else "red" if event.score < 0 else "default"
    if event.factuality == "negated":
        return f"strike {colour}"
    if event.factuality != "actual":
        return f"dim italic {colour}" if is_claimed(event) else f"dim {colour}"
    return f"italic {colour}" if is_claimed(event) else f"bold {colour}"


def title_record(record: StoryRecord) -> Text:
    """A story's title or id, with what is known of it."""
    from rich.text import Text

    told = (record.id if record.title else None, record.language, record.published, record.publisher)
    title = Text(flatten_text(record.title or record.id), style="bold")
    return title.append("  " + " · ".join(part for part in told if part), style="not bold dim")


def mark_trigger(evidence: Span, trigger: Span) -> Text:
    """The evidence with its trigger made bold, on one line."""
    from rich.text import Text

    text = Text(mute_controls(evidence.text))
    if evidence.start <= trigger.start and trigger.end <= evidence.end:
        text.stylize("bold underline", trigger.start - evidence.start, trigger.end - evidence.start)
    text = Text(" ").join(part for part in text.split("\n") if part.plain.strip())
    return text
