"""Names in a sentence, by longest match in the atlas."""

from __future__ import annotations

from hand_made import find_actors

from dragoman.stages.mentions import Mentions

KOREA = (
    "North/North/PROPN/compound<2 Korea/Korea/PROPN/nsubj<3 shelled/shell/VERB/root<0 "
    "South/South/PROPN/compound<5 Korea/Korea/PROPN/obj<3"
)
ENVOY = "De/de/DET/det<2 VN-gezant/VN-gezant/NOUN/nsubj<3 wachtte/wachten/VERB/root<0"


def mentions(words: str, language: str = "en") -> Mentions:
    return find_actors(words, language=language).mentions[0]


def test_the_longest_name_wins() -> None:
    found = mentions(KOREA).found
    assert [(one.first, one.last, one.best().entry.country) for one in found] == [
        (0, 1, "PRK"),
        (3, 4, "KOR"),
    ]


def test_every_word_of_a_name_leads_to_it() -> None:
    found = mentions(KOREA)
    assert found.by_token[0] is found.by_token[1]
    assert 2 not in found.by_token


def test_a_name_before_a_hyphen_is_a_prefix() -> None:
    found = mentions(ENVOY, "nl")
    assert found.prefixes[1].best().entry.group == "UN"
    assert not found.found
