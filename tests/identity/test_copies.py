"""Copies of one text are found, changed or cut; what only resembles it, or translates it, is none."""

from __future__ import annotations

from datetime import date

from dragoman.identity.copies import make_bands, measure_share, take_print

NAMES = [
    "fishing",
    "harbour",
    "council",
    "minister",
    "vessel",
    "border",
    "storm",
    "treaty",
    "market",
    "envoy",
    "quarry",
    "signal",
    "bridge",
    "winter",
]


def tell(topic: str, count: int = 15) -> list[str]:
    """Sentences of words that no other topic has."""
    return [
        " ".join(f"{topic}{NAMES[(at * 5 + word * 3) % len(NAMES)]}{at}" for word in range(12)) + "."
        for at in range(count)
    ]


def compare(one: list[str], other: list[str]) -> float | None:
    """The share of two texts, when a band gives them away."""
    ours, theirs = take_print(" ".join(one)), take_print(" ".join(other))
    if not set(make_bands(ours)) & set(make_bands(theirs)):
        return None
    return measure_share(ours, theirs)


def test_two_of_fifteen_sentences_changed() -> None:
    told = tell("a")
    changed = [*tell("b", 1), *told[1:7], *tell("c", 1), *told[8:]]
    assert (compare(told, changed) or 0) > 0.8


def test_cut_after_a_third() -> None:
    assert compare(tell("a"), tell("a")[:5]) == 1.0


def test_topped_with_a_byline() -> None:
    assert (compare(tell("a"), ["From our correspondent in Oslo, Continental Wire:", *tell("a")]) or 0) > 0.95


def test_another_story_is_no_copy() -> None:
    assert compare(tell("a"), tell("b")) is None


def test_standing_words_at_the_end_make_no_copy() -> None:
    standing = tell("subscribe", 9)
    assert compare([*tell("a", 5), *standing], [*tell("b", 5), *standing]) is None


def test_the_same_words_weeks_later_are_a_form_filled_in_anew() -> None:
    text = " ".join(tell("a"))
    prints = [take_print(text, date(2023, 4, day)) for day in (3, 24)]
    assert measure_share(*prints) is None


def test_a_text_too_short_to_be_told_apart_has_no_bands() -> None:
    assert make_bands(take_print("China condemned the sanctions on Monday.")) == []
