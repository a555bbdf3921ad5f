"""What stands beside an event: a verdict and its arrest, no posture with its attack, what others did too."""

from __future__ import annotations

import pytest

from dragoman.languages.proofs import describe
from dragoman.pipeline import Coder
from dragoman.records import Story


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def code(coder: Coder, text: str, language: str = "en") -> str:
    """The events of the text in the notation of proofs."""
    story = Story(id="x", text=text, language=language, published="2023-05-02")
    (parse,) = coder.read([story])
    return describe(coder.code(story, parse))


def test_a_prison_sentence_is_a_verdict_and_an_arrest(coder: Coder) -> None:
    given = code(coder, "A Libyan court sentenced an Italian captain to four years in prison.")
    assert "SANCTION/convict LBY" in given
    assert "COERCE/arrest LBY" in given


def test_no_posture_stands_beside_the_attack_it_leads_to(coder: Coder) -> None:
    given = code(coder, "Eritrea sent troops into Ethiopia and attacked Djibouti.")
    assert "ASSAULT ERI > DJI" in given
    assert "MOBILIZE" not in given


@pytest.mark.parametrize(
    ("text", "language", "given"),
    [
        ("Latvia condemned Belarus. Estonia did so too.", "en", "ACCUSE/disapprove EST > BLR"),
        ("Latvia condemned Belarus, and so did Estonia.", "en", "ACCUSE/disapprove EST > BLR"),
        ("Letland veroordeelde Belarus. Estland deed dat ook.", "nl", "ACCUSE/disapprove EST > BLR"),
        ("Letland veroordeelde Belarus. Hetzelfde geldt voor Estland.", "nl", "ACCUSE/disapprove EST > BLR"),
    ],
)
def test_what_another_did_too_is_a_record_of_his_own(
    coder: Coder, text: str, language: str, given: str
) -> None:
    assert given in code(coder, text, language)


def test_talks_of_three_are_multilateral(coder: Coder) -> None:
    assert code(coder, "Chile, Peru and Bolivia held talks.").startswith("CONSULT/multilateral")
