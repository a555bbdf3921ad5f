"""Holds what a coder gave against the cases, and adds it up by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dragoman.pipeline import Coder
from dragoman.scoring.output import Output, view_records
from evaluation.conformance.cases import Case
from evaluation.conformance.notation import describe_event, fits, parse_records


class Checked(Struct, frozen=True):
    """A case with what was missing of it, what was there against it, and all that was given."""

    case: Case
    missing: tuple[str, ...]
    forbidden: tuple[str, ...]
    given: str

    @property
    def passed(self) -> bool:
        """Whether all was given that must be, and nothing that must not."""
        return not self.missing and not self.forbidden


def code_cases(cases: Sequence[Case], coder: Coder) -> dict[str, Output]:
    """What our own coder gives, by case; all texts are read in one go."""
    stories = [case.story for case in cases]
    parses = coder.read(stories)
    return view_records([coder.code(story, parse) for story, parse in zip(stories, parses, strict=True)])


def check_cases(cases: Sequence[Case], outputs: Mapping[str, Output]) -> list[Checked]:
    """Each case checked; a case without output gave nothing."""
    return [check_case(case, outputs.get(case.id, Output(id=case.id))) for case in cases]


def check_case(case: Case, output: Output) -> Checked:
    """The case held against what was given for its text."""
    events = output.events
    missing = tuple(
        " | ".join(one.text for one in record)
        for record in parse_records(case.gives)
        if not any(fits(event, one, events) for event in events for one in record)
    )
    forbidden = tuple(
        describe_event(event, events)
        for record in parse_records(case.forbids)
        for one in record
        for event in events
        if fits(event, one, events)
    )
    given = " ; ".join(describe_event(event, events) for event in events) or "nothing"
    return Checked(case, missing, forbidden, given)


def count_rules(checked: Sequence[Checked]) -> dict[str, dict[str, tuple[int, int]]]:
    """By rule and language: how many cases passed, of how many."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for one in checked:
        row = found.setdefault(one.case.rule, {})
        passed, total = row.get(one.case.language, (0, 0))
        row[one.case.language] = (passed + one.passed, total + 1)
    return found
