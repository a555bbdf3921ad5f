"""Utterances for people: who said what about whom, one table a story."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.labels import flatten_text, label_actor, label_actors, title_record
from dragoman.records import StoryRecord
from dragoman.utterances import TOLD, Utterance

_SIDES = {"for": "+", "against": "−"}
_NESTED = "↳ "


def show_utterances(console: Console, record: StoryRecord, utterances: Sequence[Utterance]) -> None:
    """Print the utterances of a story; what is reported within another stands under an arrow."""
    console.print(title_record(record))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    for column in ("speaker", "act", "to", "about", "words"):
        table.add_column(column, overflow="fold")
    table.columns[-1].ratio = 1
    for one in utterances:
        table.add_row(
            Text(_label_speakers(one)),
            Text(one.act, style=style_act(one)),
            Text(label_actors(one.addressee)) if one.addressee else "",
            Text(label_topics(one)),
            _mark_words(one),
        )
    console.print(table)
    console.print()


def label_topics(one: Utterance) -> str:
    """What it is about: actors and issues, with + for whom and what the speaker is for, − for against."""
    sides = {stance.toward: _SIDES.get(stance.side, "") for stance in one.stance}
    addressed = {actor.country or actor.group for actor in one.addressee}
    codes = dict.fromkeys(
        code for actor in one.about if (code := actor.country or actor.group) and code not in addressed
    )
    names = [*codes, *(topic.issue for topic in one.issues)]
    return ", ".join(f"{sides.get(name, '')}{name}" for name in names)


def style_act(one: Utterance) -> str:
    """The style of an act: dim when it is told without its words."""
    return "dim" if one.kind == TOLD else "bold"


def _label_speakers(one: Utterance) -> str:
    arrow = _NESTED if one.within is not None else ""
    return arrow + (", ".join(label_actor(actor) for actor in one.speakers) or "somebody")


def _mark_words(one: Utterance) -> Text:
    words = flatten_text(one.content.text)
    if one.kind == "direct":
        words = f"“{words}”"
    return Text(words, style="dim italic" if one.kind == TOLD else "")
