"""Readings of whole sentences: clauses, voices and nouns that the parser or the words make hard to see."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.languages.proofs import describe
from dragoman.pipeline import Coder
from dragoman.records import Story

# what is read -> language, sentence, and what must stand in the records
GIVES: dict[str, tuple[str, str, str]] = {
    "what a missing paper asks for is not told": (
        "en",
        "The Peruvian minister made no mention of plans for a summit with Chile.",
        "PER GOV, CHL negated",
    ),
    "a resolution asks for whoever adopted it": (
        "en",
        "The European Parliament adopted a resolution calling on Peru to free the Chileans.",
        "EU LEG > PER",
    ),
    "a state that protests complains": (
        "nl",
        "Peru protesteerde bij Chili tegen de aanval.",
        "ACCUSE/disapprove PER > CHL",
    ),
    "what is done by doing is done": (
        "nl",
        "Door de grens te sluiten voor Chileense vrachtwagens heeft Peru de spanningen opgevoerd.",
        "SANCTION/discontinue PER > CHL",
    ),
    "a verb used as a noun has its sides in prepositions": (
        "nl",
        "Het bombarderen van Peru door Chili leidde tot onrust.",
        "ASSAULT/aerial CHL > PER",
    ),
    "they fight between whom it is fought": (
        "nl",
        "Tussen Peru en Chili is opnieuw gevochten.",
        "ASSAULT PER, CHL",
    ),
    "a clause that closes with who said it has a speaker": (
        "nl",
        "Peru heeft zijn grens geopend, maar weigert Chilenen de toegang, heeft de politie van Peru gemeld.",
        "REJECT/change PER > CHL",
    ),
    "ambassadors are summoned by another state": (
        "nl",
        "Peru heeft de Chileense ambassadeur ontboden.",
        "ACCUSE/disapprove PER > CHL",
    ),
    "plans that are not announced are not refused": (
        "en",
        "The United States had not announced any plans to withdraw its troops from Peru.",
        "RETREAT/withdraw USA > PER negated",
    ),
    "what happens while another promises is not promised": (
        "en",
        "Peru vowed support for Chile, while Brazil called for a ceasefire.",
        "REQUEST/yield BRA",
    ),
    "what opens with its verb is a main clause": (
        "nl",
        "De premier van Peru zei dat er niemand gewond was en kondigde sancties tegen Chili aan.",
        "SANCTION/discontinue PER GOV > CHL",
    ),
    "forces are of whoever backs them": (
        "nl",
        "Door Rusland gesteunde separatisten beschoten Oekra\u00efense stellingen.",
        "RUS REB > UKR",
    ),
    "a ministry is of whoever runs it": (
        "en",
        "The health ministry run by Hamas said Israeli strikes had killed 50 Palestinians.",
        "ASSAULT ISR > PSE",
    ),
    "where people meet is no party": (
        "en",
        "Pakistan met India in Doha. The two countries signed a truce.",
        "SUPPORT PAK, IND",
    ),
    "the pair are the two told of": (
        "en",
        "Two Iranians arrived in Nairobi. Kenya said the pair had shelled Israeli positions.",
        "IRN CVL > ISR",
    ),
    "who is blamed has an envoy recalled": (
        "en",
        "Peru accused Chile of spying and recalled its ambassador.",
        "SANCTION/withdraw PER > CHL",
    ),
    "sanctions under a condition threaten whoever must meet it": (
        "nl",
        "Peru kondigde sancties aan als Chili zijn leger niet terugroept.",
        "THREATEN/relations PER > CHL",
    ),
    "what prompts others is no doubt": (
        "en",
        "The dispute prompted Peru to expel two Chilean diplomats.",
        "SANCTION/expel PER > CHL",
    ),
    "the country attacked is another's": (
        "en",
        "Iran launched missiles at Israel in its first direct attack on the country.",
        "ASSAULT/aerial IRN > ISR",
    ),
    "behind a comma the main clause goes on": (
        "en",
        "Peru has given Chile a week to close its consulate, accusing Chilean agents of spying.",
        "ACCUSE/allege PER > CHL",
    ),
    "a move that is no event was somebody's": (
        "en",
        "India revoked the special status of Kashmir. Pakistan rejected the move.",
        "REJECT/change PAK > IND",
    ),
    "those killed at it fell to whoever was told to attack": (
        "nl",
        "Peru bestormde een Chileens schip. Daarbij werden negen Brazilianen gedood.",
        "ASSAULT PER > BRA",
    ),
    "all parties are no political parties": (
        "nl",
        "Peru riep alle partijen op tot kalmte.",
        "REQUEST/change PER",
    ),
    "met is a verb": (
        "en",
        "Kim Jong-un met Xi Jinping.",
        "CONSULT PRK GOV, CHN GOV",
    ),
    "a hyphen does not cut a name": (
        "en",
        "President Moon Jae-in called for sanctions against Pyongyang.",
        "REQUEST/change KOR",
    ),
    "not to rule out an attack is a threat": (
        "en",
        "Peru refused to rule out an attack on Chile.",
        "THREATEN/violence PER > CHL",
    ),
    "a promise to block is a refusal": (
        "en",
        "Chile wants a treaty. Peru vowed to block it.",
        "REJECT/change PER",
    ),
    "what was told is decried": (
        "nl",
        "Peru schoot een Chileens vliegtuig neer. Chili sprak van een dolkstoot.",
        "ACCUSE/disapprove CHL > PER",
    ),
    "the strikes condemned are those told of": (
        "en",
        "Peru bombed two Chilean bases. Bolivia condemned the strikes.",
        "ACCUSE/disapprove BOL > PER",
    ),
    "an import ban is a sanction": (
        "nl",
        "Rusland stelt een invoerverbod op Turkse groenten in.",
        "SANCTION/discontinue RUS > TUR",
    ),
    "a meeting is called, not called off": (
        "en",
        "Russia called an emergency meeting of the UN Security Council.",
        "CONSULT",
    ),
    "a blow of one's own is regretted": (
        "nl",
        "Israël betreurde het voorval.",
        "CONCEDE ISR",
    ),
    "an acronym is a name in small letters too": (
        "nl",
        "De Navo-landen veroordeelden Rusland.",
        "ACCUSE/disapprove NATO GOV > RUS",
    ),
}


@cache
def coder() -> Coder:
    return Coder.load()


@pytest.mark.parametrize("name", GIVES)
def test_a_sentence_is_read_as_meant(name: str) -> None:
    language, text, wanted = GIVES[name]
    story = Story(id="reading", language=language, published="2024-03-05", text=text)
    (parse,) = coder().read([story])
    assert wanted in describe(coder().code(story, parse))


def test_a_condition_belongs_to_the_threat_and_is_not_what_is_threatened() -> None:
    text = "Peru threatened to expel Chilean diplomats if Bolivia does not recognise Ecuador."
    story = Story(id="reading", language="en", published="2024-03-05", text=text)
    (parse,) = coder().read([story])
    events = coder().code(story, parse).events
    threat = next(event for event in events if event.type == "THREATEN")
    within = {event.type: event.factuality for event in events if event.of == threat.id}
    assert threat.mode == ("expel",)
    assert within == {"SANCTION": "hypothetical", "SUPPORT": "negated"}


def test_a_ministers_surname_may_be_a_word_and_is_known_where_the_language_is_at_home() -> None:
    text = "Minister Blok heeft de Turkse ambassadeur ontboden."
    story = Story(id="reading", language="nl", published="2019-10-09", text=text)
    (parse,) = coder().read([story])
    assert "ACCUSE/disapprove NLD GOV > TUR" in describe(coder().code(story, parse))
