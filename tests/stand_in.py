"""A coder for tests of what stands around it: quick, without model or lexicon, and fragile on demand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dragoman.errors import DataError, ModelError
from dragoman.overlay import NONE, Overlay
from dragoman.records import (
    Actor,
    Doubt,
    Event,
    Parse,
    Relation,
    Span,
    Statement,
    Story,
    StoryRecord,
    Versions,
)

CRASH = "CRASH"
"""A story with this word raises when it is coded."""
UNREADABLE = "UNREADABLE"
"""A story with this word raises when it is read, and takes its whole batch with it."""
DEADLY = "DEADLY"
"""A story with this word ends the process."""
MISSPELT = "MISSPELT"
"""A story with this word is the first to need a data file that is not as it should be."""

WHO = Actor(text="China", start=0, end=5, name="China", country="CHN", via="atlas")
WHOM = Actor(text="Rusland", start=17, end=24, name="Rusland", country="RUS", sector="GOV", via="atlas")


class StandInCoder:
    """Codes every story to the same few records, with a codebook of that version."""

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def read(self, stories: Sequence[Story]) -> list[Parse]:
        if any(UNREADABLE in story.text for story in stories):
            raise ValueError("no tree")
        return [Parse(story.id, story.language, "stand-in 1", ()) for story in stories]

    def code(self, story: Story, parse: Parse) -> StoryRecord:
        if CRASH in story.text:
            raise RuntimeError("no such luck")
        if DEADLY in story.text:
            os._exit(9)
        if MISSPELT in story.text:
            raise DataError("`lema` is no key", where="nl/verbs.toml:12", remedy="lemma")
        return make_record(story, parse, self.version)


def load_stand_in(kept: Path | None = None, overlay: Overlay = NONE, *, reading: bool = True) -> StandInCoder:
    return StandInCoder()


class LoadOnceDeadly(Struct, frozen=True):
    """Loads a coder that ends its process at a DEADLY story, once: while the file `marker` is there."""

    marker: str

    def __call__(self) -> StandInCoder:
        return OnceDeadlyCoder(Path(self.marker))


class OnceDeadlyCoder(StandInCoder):
    def __init__(self, marker: Path) -> None:
        super().__init__()
        self.marker = marker

    def code(self, story: Story, parse: Parse) -> StoryRecord:
        if DEADLY in story.text and self.marker.exists():
            self.marker.unlink()
            os._exit(9)
        return make_record(story, parse, self.version)


def load_nothing() -> StandInCoder:
    raise ModelError("the model is not there", where="models/", remedy="put it back")


def make_record(story: Story, parse: Parse, codebook: str = "1") -> StoryRecord:
    cut = Span(0, min(6, len(story.text)), story.text[:6])
    whole = Span(0, len(story.text), story.text)
    claimed = make_event("e1", cut, whole, factuality="actual", said_by=WHOM)
    events = (claimed, make_event("e2", cut, whole, factuality="negated", said_by=None))
    statement = Statement(
        id="s1",
        speaker=WHOM,
        cue=cut,
        content=whole,
        kind="indirect",
        act="claim",
        addressee=(),
        events=("e1",),
    )
    relation = Relation(actors=("CHN", "RUS"), change="worse", issues=("trade",), evidence=cut)
    return StoryRecord(
        id=story.id,
        language=story.language,
        published=story.published,
        title=story.title,
        url=story.url,
        publisher=story.publisher,
        events=events,
        statements=(statement,),
        relations=(relation,),
        doubts=(Doubt(cut.start, cut.end, cut.text, "two candidates"),),
        versions=Versions("0", codebook, "2", parse.model),
    )


def make_event(identity: str, trigger: Span, evidence: Span, **changes: object) -> Event:
    fields: dict[str, object] = {
        "id": identity,
        "type": "ACCUSE",
        "mode": ("disapprove",),
        "context": (),
        "actor": (WHO,),
        "recipient": (WHOM,),
        "date": None,
        "place": None,
        "trigger": trigger,
        "evidence": evidence,
        "quad": "verbal conflict",
        "score": -2.0,
        "confidence": 0.9,
        "why": "nl/condemn: object → recipient",
    }
    return Event(**(fields | changes))  # type: ignore[arg-type]
