"""Whose deed a passive without an agent is: that of the official who tells it, unless it may be another's."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Story


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def doers(coder: Coder, text: str, type_: str) -> list[str | None] | None:
    """Who acts in the first event of that type; None when there is none."""
    story = Story(id="x", text=text, language="en", published="2005-05-05")
    events = coder.code(story, coder.read([story])[0]).events
    event = next((one for one in events if one.type == type_), None)
    return None if event is None else [actor.country for actor in event.actor]


def test_what_a_ministry_tells_its_state_did(coder: Coder) -> None:
    text = "The border with Chad has been closed, the Libyan foreign ministry said."
    assert doers(coder, text, "SANCTION") == ["LBY"]


def test_what_befell_the_speakers_own_envoys_another_did(coder: Coder) -> None:
    text = "Two Norwegian diplomats had been expelled, the Norwegian foreign ministry said."
    assert not doers(coder, text, "SANCTION")


def test_what_happened_abroad_others_did(coder: Coder) -> None:
    text = "Three reporters had been arrested in Cairo, the Kenyan foreign ministry said."
    assert doers(coder, text, "COERCE") != ["KEN"]


def test_papers_tell_of_what_others_did(coder: Coder) -> None:
    text = "The border with Chad has been closed, a Libyan newspaper said."
    assert not doers(coder, text, "SANCTION")


def test_what_only_a_subordinate_clause_tells_is_not_the_speakers(coder: Coder) -> None:
    text = "Talks would begin once the prisoners were freed, the Kenyan foreign minister said."
    assert not doers(coder, text, "RETREAT")


def test_a_ministry_in_a_capital_is_of_that_country(coder: Coder) -> None:
    text = (
        "Two French diplomats were ordered to leave Burkina Faso, the foreign ministry in Ouagadougou said."
    )
    assert doers(coder, text, "SANCTION") == ["BFA"]
