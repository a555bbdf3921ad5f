"""Where a missing recipient is found, and what a promise not to, an offer and a preparation amount to."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.languages.proofs import describe, meets, parse_gives
from dragoman.pipeline import Coder
from dragoman.records import Story, StoryRecord

GIVES = {
    "place": ("Israeli warplanes carried out two raids in Lebanon.", "ASSAULT ISR > LBN"),
    "named beside the border": ("India massed troops along its border with Pakistan.", "MOBILIZE IND > PAK"),
    "whoever did what a bare noun names": (
        "Russian troops invaded Georgia. Poland criticised the invasion.",
        "ACCUSE POL > RUS",
    ),
    "whoever complains was hit": (
        "Lebanon complained on Monday about an Israeli air raid.",
        "ACCUSE LBN > ISR ; ASSAULT ISR > LBN",
    ),
    "aid for a place abroad": (
        "Norway donated five million dollars for relief in Mozambique.",
        "AID NOR > MOZ",
    ),
    "nested refusals": ("Portugal rejected a call for sending troops to Angola.", "REJECT PRT > AGO"),
    "outcome of a purpose": (
        "Iraqi soldiers opened fire to break up a rally, killing two Turkish reporters.",
        "ASSAULT IRQ > TUR",
    ),
    "relative clause under a demand": (
        "Norway demanded the release of the Turkish doctors whom Sudan arrested.",
        "COERCE SDN > TUR",
    ),
    "will not": ("Denmark will not recognise Somalia.", "REJECT/change DNK > SOM"),
    "vowed not to": ("Morocco vowed not to free the Algerian prisoners.", "REJECT/yield MAR > DZA"),
    "prepared": ("The Turkish army is preparing to attack Greece.", "MOBILIZE TUR > GRC"),
    "a people for its state": ("The Norwegians rejected the plan of the Swedes.", "REJECT NOR > SWE"),
    "a people that protests": ("The Norwegians demonstrated in Oslo on Monday.", "PROTEST NOR CVL > NOR GOV"),
    "a journalist of the country that arrests her": (
        "Belarus arrested the journalist Alena Kuzmich.",
        "COERCE/arrest BLR > BLR JRN",
    ),
    "offer under a condition": (
        "Kenya said it would send food to Somalia if the fighting stopped.",
        "AGREE KEN > SOM",
    ),
}
NEVER = {
    "name": ("Egypt joined the World Trade Organisation.", "COOPERATE EGY, WTO"),
    "qualifying participle": ("Journalists visited the occupied Iraqi town.", "ASSAULT ? > IRQ"),
    "denied from above": ("Nothing suggests that Iran is ready to help Yemen.", "AGREE IRN > YEM"),
    "own country": ("The Kenyan president visited Nairobi.", "CONSULT KEN > KEN"),
}


@cache
def coded() -> dict[str, StoryRecord]:
    """Everything above in one batch."""
    stories = [Story(id=name, text=text, language="en") for name, (text, _) in (GIVES | NEVER).items()]
    coder = Coder.load()
    return {
        story.id: coder.code(story, parse) for story, parse in zip(stories, coder.read(stories), strict=True)
    }


@pytest.mark.parametrize("name", GIVES)
def test_the_record_is_made(name: str) -> None:
    text, gives = GIVES[name]
    assert meets(coded()[name], parse_gives(gives)), (
        f"{text}\n wanted {gives}\n got {describe(coded()[name])}"
    )


@pytest.mark.parametrize("name", NEVER)
def test_the_record_is_not_made(name: str) -> None:
    text, gives = NEVER[name]
    told = describe(coded()[name])
    assert not meets(coded()[name], parse_gives(gives)), f"{text}\n never {gives}\n got {told}"
