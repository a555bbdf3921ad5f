"""The cases, the rules they try and the failures that are known, from the data files beside this module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.records import Story
from evaluation.conformance.notation import parse_records

HERE = Path(__file__).parent
KNOWN = HERE / "known_failures.toml"


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule in own words, from the "manual" of PLOVER or the "profile" (what plover-2.0+d1 settles)."""

    id: str
    source: str
    statement: str


class Case(Struct, frozen=True, forbid_unknown_fields=True, rename={"forbids": "not"}):
    """A text, the records it must give and those it must not; both in the notation of notation.py."""

    id: str
    rule: str
    language: str
    text: str
    published: str | None = None
    gives: str = ""
    forbids: str = ""

    @property
    def story(self) -> Story:
        """The text as a story to be coded."""
        return Story(id=self.id, text=self.text, language=self.language, published=self.published)


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """A case that fails today: which part of the coder fails (`cause`), and how (`reason`)."""

    cause: str
    reason: str = ""


def load_rules(path: Path = HERE / "rules.toml") -> dict[str, Rule]:
    """The rules by id, in the order of the file."""

    class File(Struct, forbid_unknown_fields=True):
        rule: list[Rule]

    return {rule.id: rule for rule in msgspec.toml.decode(path.read_bytes(), type=File).rule}


def load_cases(folder: Path = HERE) -> tuple[Case, ...]:
    """All cases, English before Dutch; raises DataError naming the file and line of what is no case."""
    rules = load_rules(folder / "rules.toml")
    cases: list[Case] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                case = msgspec.json.decode(line, type=Case)
                _check(case, rules, cases)
            except (ValueError, msgspec.DecodeError) as error:
                remedy = "see evaluation/conformance/README.md"
                raise DataError(str(error), where=f"{path}:{number}", remedy=remedy) from None
            cases.append(case)
    return tuple(cases)


def load_known(path: Path = KNOWN) -> dict[str, Known]:
    """The known failures by case."""
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, Known])


def _check(case: Case, rules: dict[str, Rule], before: Sequence[Case]) -> None:
    if case.rule not in rules:
        raise ValueError(f"{case.id}: rule {case.rule!r} does not stand in rules.toml")
    if not case.gives and not case.forbids:
        raise ValueError(f"{case.id}: neither `gives` nor `not`")
    if any(case.id == one.id for one in before):
        raise ValueError(f"{case.id}: the id stands twice")
    parse_records(case.gives)
    parse_records(case.forbids)
