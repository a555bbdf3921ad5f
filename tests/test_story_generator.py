"""The generator of long inputs: always the same story, itself changed throughout."""

from __future__ import annotations

from benchmarks.story_generator import Generator, Names, Template, cut_paragraphs, make_template
from dragoman.records import Story

TEXT = (
    "Portugal recalled its envoy. The Portuguese minister Boris Johnson left Lisbon in 2019 with 345 men.\n\n"
    "Johnson said that Portugal would wait."
)


def make(words: int | None = None) -> Template:
    return make_template(Story(id="a", text=TEXT, language="en", published="2019"), Names("en"), words)


def test_a_story_of_a_number_is_always_the_same_and_has_its_own_id() -> None:
    generator = Generator([make()])
    told = [generator.tell(number) for number in range(30)]
    assert told == [Generator([make()]).tell(number) for number in range(30)]
    assert len({one["id"] for one in told}) == 30 and len({one["text"] for one in told}) == 30
    assert told[3] != Generator([make()], seed=2).tell(3)


def test_countries_persons_and_numbers_are_exchanged_throughout() -> None:
    text = str(Generator([make()]).tell(7)["text"])
    assert not [word for word in ("Portug", "Lisbon", "Johnson", "345", "2019") if word in text]
    first, last = text.split("\n\n")
    country = first.split(" recalled")[0]
    surname = last.split(" said")[0]
    assert f"that {country} would" in last and f"{surname} left" in first


def test_a_short_story_has_whole_leading_paragraphs() -> None:
    assert len(make(words=10).paragraphs) == 1
    assert list(cut_paragraphs("One two. Three four.\n\nFive.")) == ["One two. Three four.", "Five."]
