"""Who may be meant by a name: candidates, their days, and the verdict."""

from __future__ import annotations

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.who import Answer, find_who
from dragoman.errors import SourceError


def ask(words: str, on: str | None = None, language: str = "en") -> Answer:
    return find_who(words, Atlas.load(), language, on)


def test_the_day_decides_which_office_a_person_holds() -> None:
    assert [ask("Mark Rutte", on).code for on in ("2018-03", "2025-03")] == ["NLD", "NATO"]


def test_a_name_of_two_countries_is_left_in_doubt() -> None:
    answer = ask("Congo", "2020")
    assert answer.code is None and {one.code for one in answer.candidates} == {"COG", "COD"}


def test_an_office_and_its_country_name_the_holder_of_the_day() -> None:
    (one,) = ask("French president", "2010-05-05").candidates
    assert (one.name, one.code, one.sector) == ("Nicolas Sarkozy", "FRA", "GOV")


def test_an_article_is_left_aside() -> None:
    assert ask("het Kremlin", "2020", "nl").code == "RUS"


def test_who_holds_no_office_yet_is_a_candidate_that_does_not_hold() -> None:
    answer = ask("Blinken", "1990")
    assert answer.code is None and not any(one.holds for one in answer.candidates)


def test_an_unknown_name_has_no_candidate() -> None:
    assert ask("Nobody of Nowhere").verdict == "nobody of this name is in the atlas"


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match="YYYY"):
        ask("Blinken", "last year")
