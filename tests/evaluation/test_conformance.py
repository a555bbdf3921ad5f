"""The conformance suite is sound, and no case fails that did not fail before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.codebook.codebook import load_codebook
from dragoman.pipeline import Coder
from dragoman.scoring.output import Output, OutputActor, OutputEvent

sys.path.insert(0, str(Path(__file__).parents[2]))

from evaluation.conformance.cases import Case, load_cases, load_known, load_rules
from evaluation.conformance.checking import check_case, check_cases, code_cases
from evaluation.conformance.notation import parse_records

CASES = load_cases()
HELP = OutputEvent(
    type="AID", factuality="actual", actor=(OutputActor("NOR"),), recipient=(OutputActor("MDA", None, "GOV"),)
)


def judge(gives: str = "", forbids: str = "", *events: OutputEvent) -> bool:
    case = Case(id="x", rule="aid", language="en", text="", gives=gives, forbids=forbids)
    return check_case(case, Output(id="x", events=events or (HELP,))).passed


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_rule_has_a_case_in_each_language(language: str) -> None:
    assert {case.rule for case in CASES if case.language == language} == load_rules().keys()


def test_every_type_and_mode_is_tried() -> None:
    types = load_codebook().types
    wanted = {(name, mode) for name, one in types.items() for mode in one.modes}
    for language in ("en", "nl"):
        texts = [case.gives for case in CASES if case.language == language]
        tried = {(one.type, one.mode) for text in texts for record in parse_records(text) for one in record}
        assert not wanted - tried


@pytest.mark.parametrize("gives", ["AID NOR > MDA", "AID NOR > MDA GOV", "AID _ > _", "AGREE | AID", "* any"])
def test_a_record_is_given(gives: str) -> None:
    assert judge(gives)


@pytest.mark.parametrize(
    "gives",
    [
        "AID NOR",
        "AID NOR > MDA MIL",
        "AID/x NOR > MDA",
        "AID any by NOR",
        "AID = 5 no quad",
        "AID of REQUEST",
    ],
)
def test_a_record_is_missing(gives: str) -> None:
    assert not judge(gives)


def test_what_must_not_be_given_fails_the_case() -> None:
    assert not judge("AID NOR > MDA", "AID NOR > _")
    assert judge("AID NOR > MDA", "AID negated ; REQUEST any")


def test_the_content_points_to_its_request() -> None:
    request = OutputEvent(type="REQUEST", factuality="actual", id="1")
    content = OutputEvent(type="AID", factuality="hypothetical", id="2", of="1")
    assert judge("AID hypothetical of REQUEST", "", request, content)


def test_a_malformed_record_is_refused() -> None:
    with pytest.raises(ValueError, match="not of the form"):
        parse_records("aid norway")


def test_no_case_fails_that_is_no_known_failure() -> None:
    coder, known = Coder.load(), load_known()
    checked = check_cases(CASES, code_cases(CASES, coder))
    failed = {one.case.id: (one.missing, one.forbidden, one.given) for one in checked if not one.passed}
    new = {name: why for name, why in failed.items() if name not in known}
    assert not new, "mend these, or list them in evaluation/conformance/known_failures.toml with the reason"
    assert known.keys() <= {case.id for case in CASES}
