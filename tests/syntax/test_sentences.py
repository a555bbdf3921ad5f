"""Where sentences end within a paragraph."""

from __future__ import annotations

import pytest

from dragoman.syntax.segments import segment_story
from dragoman.syntax.sentences import MOST_WORDS


def split(text: str, language: str) -> list[str]:
    return [text[segment.start : segment.end] for segment in segment_story(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nl", ["Mr. De Vos sprak o.a. met drs. J. Bos.", "Hij vertrok."]),
        ("nl", ["'Ga weg!' riep hij.", "'s Avonds was het stil."]),
        ("nl", ["„Wij zwijgen.”", "Daarna ging hij."]),
        ("nl", ["Appels, peren enz.", "Daarna niets."]),
        ("nl", ["Hij zei: „Ik ga.” en hij ging.", "Klaar."]),
        ("nl", ["Dat was alles...", "Of niet?!", "Nee."]),
        ("en", ["He met Mr. Smith of Acme Inc. yesterday.", "It rained."]),
        ("en", ["They flew to the U.S.", "The talks failed."]),
        ("en", ['"Is it over?" she asked.', "Nobody knew (not even he.)", "Right."]),
        ("de", ["Am 3. Mai traf er Dr. Weiß.", "Es regnete."]),
        ("de", ["„Nein.“", "Mehr sagte sie nicht."]),
        ("fr", ["M. Dupont est parti en sept. 2020.", "« Bien. »", "Il a ri."]),
        ("es", ["¿Qué pasa?", "¡Nada!", "El Sr. Gil se fue."]),
        ("it", ["Il sig. Rossi nacque nel II secolo a.C.", "La guerra finì."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


def test_unbalanced_quotation_marks_lose_nothing() -> None:
    assert split('Hij zei: "Ik ga. Ik kom niet terug. Toen ging hij.', "nl") == [
        'Hij zei: "Ik ga.',
        "Ik kom niet terug.",
        "Toen ging hij.",
    ]


def test_a_heading_on_the_same_line_stands_alone() -> None:
    assert split("Nieuwe onderhandelingen In de stad begint het overleg.", "nl") == [
        "Nieuwe onderhandelingen",
        "In de stad begint het overleg.",
    ]


def test_a_text_without_a_stop_is_cut_at_weak_marks() -> None:
    segments = segment_story("aap noot mies, " * 1_000, "nl")
    assert max(len(segment.words) for segment in segments) <= MOST_WORDS
    assert all(segment.words[-1].form == "," for segment in segments)
