"""The path from an event to who commits to it: every word that was weighed, and every source in between."""

from __future__ import annotations

from msgspec import Struct

from dragoman.records import Span, Step
from dragoman.stages.events.verdicts import Verdict
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.trees.tree import Tree


class Path(Struct, frozen=True):
    """What decided an event's factuality, None when nothing speaks against it, and all that was weighed."""

    decided_by: Span | None
    steps: tuple[Step, ...]


def trace_path(text: str, tree: Tree, verdict: Verdict, claim: Saying | None) -> Path:
    """The path of one event from its predicate outward: through its sentence, then through its sources.

    A step's effect is "reason: what it makes of the event" within the sentence ("negation: negated",
    "ask: hypothetical"), and "source: act of speaking" for who is between the event and the writer.
    """
    steps: list[Step] = []
    deciding: Step | None = None
    for one in verdict.steps:
        span = tree.span(one.word, one.word, text)
        step = Step(span.start, span.end, span.text, f"{one.reason}: {one.to}")
        if step not in steps:
            steps.append(step)
        if one.to == verdict.factuality and (deciding is None or one.word == verdict.word):
            deciding = step
    decided = Span(deciding.start, deciding.end, deciding.text) if deciding is not None else None
    while claim is not None:
        place = claim.cue or (claim.speakers[0] if claim.speakers else claim.content)
        steps.append(Step(place.start, place.end, place.text, f"source: {claim.act}"))
        claim = claim.parent
    return Path(decided, tuple(steps))
