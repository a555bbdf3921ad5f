"""The reader: words in, syntax out, for any number and length of segments."""

from __future__ import annotations

import pytest

from dragoman.errors import ModelError
from dragoman.records import Segment, Sentence, Word
from dragoman.syntax.parts import MOST_PIECES
from dragoman.syntax.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def make_segment(text: str) -> Segment:
    words, at = [], 0
    for form in text.split():
        words.append(Word(form, at, at + len(form)))
        at += len(form) + 1
    return Segment(0, len(text), 0, tuple(words))


def find_lemma(sentence: Sentence, form: str) -> str:
    return next(token.lemma for token in sentence.tokens if token.form == form)


def has_one_tree(sentence: Sentence) -> bool:
    heads = [0, *(token.head for token in sentence.tokens)]
    for word in range(1, len(heads)):
        node, steps = word, 0
        while node and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node:
            return False
    return heads[1:].count(0) == 1


def test_an_english_clause_is_understood(reader: Reader) -> None:
    [sentence] = reader.analyse([make_segment("The minister condemned the attacks .")], "en")
    assert [(t.upos, t.lemma, t.head, t.deprel) for t in sentence.tokens] == [
        ("DET", "the", 2, "det"),
        ("NOUN", "minister", 3, "nsubj"),
        ("VERB", "condemn", 0, "root"),
        ("DET", "the", 5, "det"),
        ("NOUN", "attack", 3, "obj"),
        ("PUNCT", ".", 3, "punct"),
    ]


def test_a_dutch_passive_is_understood(reader: Reader) -> None:
    [sentence] = reader.analyse([make_segment("De aanval werd door Frankrijk veroordeeld .")], "nl")
    assert [t.deprel for t in sentence.tokens] == [
        "det",
        "nsubj:pass",
        "aux:pass",
        "case",
        "obl:agent",
        "root",
        "punct",
    ]
    assert find_lemma(sentence, "veroordeeld") == "veroordelen"


def test_a_particle_that_stands_apart_joins_its_verb(reader: Reader) -> None:
    [sentence] = reader.analyse([make_segment("De minister wees het voorstel gisteren af .")], "nl")
    assert find_lemma(sentence, "wees") == "af_wijzen"


def test_a_particle_within_the_verb_is_set_off(reader: Reader) -> None:
    [sentence] = reader.analyse([make_segment("De organisatie is in 1990 opgericht .")], "nl")
    assert find_lemma(sentence, "opgericht") == "op_richten"


@pytest.mark.parametrize(
    ("language", "text", "form", "lemma"),
    [
        ("de", "Die Regierung hat die Angriffe verurteilt .", "Angriffe", "Angriff"),
        ("fr", "Les ministres ont condamné les attaques .", "attaques", "attaque"),
        ("es", "Los ministros condenaron los ataques .", "condenaron", "condenar"),
        ("it", "I ministri hanno firmato gli accordi .", "accordi", "accordo"),
    ],
)
def test_other_languages_have_lemmas(reader: Reader, language: str, text: str, form: str, lemma: str) -> None:
    assert find_lemma(reader.analyse([make_segment(text)], language)[0], form) == lemma


def test_no_segments_give_no_sentences(reader: Reader) -> None:
    assert reader.analyse([], "nl") == []


def test_a_segment_without_words_gives_a_sentence_without_tokens(reader: Reader) -> None:
    assert reader.analyse([Segment(3, 3, 2, ())], "nl") == [Sentence(3, 3, 2, ())]


def test_order_and_spans_are_kept(reader: Reader) -> None:
    texts = ["Ja .", "De regering heeft het plan ingetrokken .", "Nee , zei hij ."]
    sentences = reader.analyse([make_segment(text) for text in texts], "nl")
    assert [" ".join(t.form for t in s.tokens) for s in sentences] == texts
    assert [(t.start, t.end) for t in sentences[0].tokens] == [(0, 2), (3, 4)]


def test_company_does_not_change_a_sentence(reader: Reader) -> None:
    texts = ["China warned Taiwan on Monday .", "No .", "The talks , he said , had failed again ."]
    together = reader.analyse([make_segment(text) for text in texts], "en")
    assert together == [reader.analyse([make_segment(text)], "en")[0] for text in texts]


def test_a_sentence_met_again_stands_where_it_stands(reader: Reader) -> None:
    segment = make_segment("China warned Taiwan on Monday .")
    later = Segment(
        10, 10 + segment.end, 4, tuple(Word(w.form, w.start + 10, w.end + 10) for w in segment.words)
    )
    first, again = reader.analyse([segment, later], "en")
    assert (again.start, again.paragraph, again.tokens[1].start) == (10, 4, 16)
    assert [(t.lemma, t.head) for t in again.tokens] == [(t.lemma, t.head) for t in first.tokens]


def test_remembered_sentences_are_bounded_and_change_nothing() -> None:
    fresh = Reader.load(remembered=2)
    segments = [make_segment(text) for text in ("He refused .", "No .", "She agreed .", "He refused .")]
    first = fresh.analyse(segments, "en")
    assert fresh.analyse(segments, "en") == first == Reader.load(remembered=0).analyse(segments, "en")


def test_languages_can_be_mixed(reader: Reader) -> None:
    segments = [make_segment("Hij weigerde ."), make_segment("He refused .")]
    sentences = reader.analyse(segments, ["nl", "en"])
    assert [find_lemma(s, f) for s, f in zip(sentences, ("weigerde", "refused"), strict=True)] == [
        "weigeren",
        "refuse",
    ]


def test_an_overlong_sentence_is_one_tree(reader: Reader) -> None:
    [sentence] = reader.analyse([make_segment("The army attacked , " * MOST_PIECES)], "en")
    assert len(sentence.tokens) == 4 * MOST_PIECES
    assert has_one_tree(sentence)


def test_an_unknown_language_is_refused(reader: Reader) -> None:
    with pytest.raises(ModelError, match=r"'fi'.*nl, en, de, fr, es, it"):
        reader.analyse([make_segment("Hallitus erosi .")], "fi")


def test_the_reader_names_its_model(reader: Reader) -> None:
    name, version = reader.model.split(" ")
    assert name and version
