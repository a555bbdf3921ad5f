"""Languages told by words alone, and what is left to the model."""

from __future__ import annotations

from dragoman.sources.language import tell_surely


def test_a_plain_story_is_told_by_its_words_alone() -> None:
    text = (
        "The government of Norway said on Monday that it will not sign the treaty with its neighbours. "
        "They have asked for more time, and the talks are to go on after the summer."
    )
    assert tell_surely(text) == "en"


def test_a_neighbour_of_dutch_is_left_to_the_model() -> None:
    text = (
        "Die twee lande het gister ooreengekom om hul troepe van die grens te onttrek. 'n Woordvoerder van "
        "die weermag sê die proses sal teen die einde van die jaar voltooi wees, maar daar is nog baie werk."
    )
    assert tell_surely(text) is None


def test_a_text_in_two_languages_is_left_to_the_model() -> None:
    dutch = "De minister heeft een brief naar zijn collega gestuurd, zei hij, omdat deze niet wilde komen. "
    english = "The minister said that they have sent the letter which his colleague would not answer. "
    assert tell_surely(2 * (dutch + english)) is None
