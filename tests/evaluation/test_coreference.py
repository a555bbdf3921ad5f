"""The gold for pronouns, and the list of persons: marks, answers, and that the lists are sound."""

from __future__ import annotations

from dragoman.records import Actor
from evaluation.coreference import judge_answer, read_marked, take_out_marks
from evaluation.persons import read_list


def test_marks_are_taken_out_and_asked() -> None:
    text, (she, they) = take_out_marks("[[She=LVA GOV]] met [[them=PER+ECU]].")
    assert text == "She met them."
    assert (she.start, she.end, she.sector) == (0, 3, "GOV")
    assert (text[they.start : they.end], they.codes) == ("them", {"PER", "ECU"})


def test_an_answer_is_right_wrong_or_missing() -> None:
    _, (she, nobody) = take_out_marks("[[She=LVA GOV]] saw [[it=-]].")
    minister = Actor(text="She", start=0, end=3, country="LVA", sector="GOV")
    assert [judge_answer(she, found) for found in ([minister], [], [minister, minister])] == [
        "right",
        "unlinked",
        "right",
    ]
    assert judge_answer(nobody, []) is None and judge_answer(nobody, [minister]) == "wrong"


def test_the_gold_has_both_languages_and_mentions_enough() -> None:
    stories = read_marked()
    assert {one.story.language for one in stories} == {"en", "nl"}
    assert sum(len(one.asked) for one in stories) >= 120


def test_the_list_of_persons_has_two_hundred_and_no_text() -> None:
    people = read_list()
    assert len(people) >= 200 and all(person.start < person.end for person in people)
