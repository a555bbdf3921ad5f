"""Processor time by stage of the code half: a clock at the door of each stage that stops while another works.

The doors are put on the classes and functions that the pipeline calls, as long as the clock runs; what one
stage asks of another (a frame asks whom a phrase means) counts for the one that answers.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from dragoman import pipeline

REST = "rest"
STAGES: dict[str, tuple[str, ...]] = {
    "lemmas and trees": ("mend_lemmas", "Tree"),
    "mending": ("find_verb", "free_preterite", "part_clauses", "mend_tree", "tie_clauses", "place_names"),
    "names": ("list_names",),
    "actors": ("ActorFinder.__init__", "ActorFinder.find", "ActorFinder.owners", "ActorFinder.place_country"),
    "frames": ("FrameFinder.find",),
    "speech": ("SpeechFinder.__init__", "SpeechFinder.find"),
    "times": ("StoryTimes.__init__", "StoryTimes.date_event", "StoryTimes.list_whens"),
    "drafts": ("Drafter.draft",),
    "events": ("EventMaker.make", "leave_preludes"),
    "merging": ("merge_mentions", "describe_telling"),
    "politics": ("PoliticsGate.pass_political",),
    "contexts": ("ContextFinder.place", "ContextFinder.place_statement"),
    "statements": ("StatementMaker.make", "list_reported", "link_disputes"),
    "ontology": ("Recaster.recast",),
    "confidence": ("Assessor.assess",),
    "relations": ("RelationFinder.find",),
}  # fmt: skip
RESOLUTION = ("names", "actors")  # who is who


def clock_stages(work: Callable[[], object]) -> dict[str, float]:
    """Seconds of processor time by stage, the largest first; "rest" is what no stage did."""
    clock = _Clock()
    with _doors(clock):
        clock.measure(REST, work)
    return dict(clock.spent.most_common())


class _Clock:
    """Time by stage, without that of the stages it calls."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.inside: list[str] = []
        self.since = 0.0

    def measure(self, stage: str, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """What the work returns; its time is the stage's."""
        if self.inside and self.inside[-1] == stage:
            return work(*args, **named)
        self._turn()
        self.inside.append(stage)
        try:
            return work(*args, **named)
        finally:
            self._turn()
            self.inside.pop()

    def _turn(self) -> None:
        """Gives the time since the last turn to the stage that ran."""
        now = time.process_time()
        if self.inside:
            self.spent[self.inside[-1]] += now - self.since  # type: ignore[assignment]
        self.since = now


@contextmanager
def _doors(clock: _Clock) -> Iterator[None]:
    put: list[tuple[Any, str, Any]] = []
    try:
        for stage, doors in STAGES.items():
            for door in doors:
                owner, _, name = door.rpartition(".")
                place = getattr(pipeline, owner) if owner else pipeline
                inherited = owner and name not in vars(place)
                put.append((place, name, None if inherited else getattr(place, name)))
                setattr(place, name, _door(clock, stage, getattr(place, name)))
        yield
    finally:
        for place, name, was in reversed(put):
            if was is None:
                delattr(place, name)
            else:
                setattr(place, name, was)


def _door(clock: _Clock, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work, updated=())
    def through(*args: Any, **named: Any) -> Any:
        return clock.measure(stage, work, *args, **named)

    return through
