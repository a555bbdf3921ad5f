"""Gaps: which predicates count as standing between known actors without a record."""

from __future__ import annotations

from hand_made import make_story

from dragoman.atlas.atlas import Atlas
from dragoman.codebook.codebook import load_codebook
from dragoman.languages.aside import Aside
from dragoman.pipeline import code_study, study_story
from dragoman.stages.gaps import Gap, GapFinder

ASIDE = Aside({("verb", "resemble"): "being"}, ("ment",), frozenset({"monument"}))


def find_gaps(*sentences: str, language: str = "en") -> list[Gap]:
    story, parse = make_story(*sentences, language=language)
    codebook, atlas = load_codebook(), Atlas.load()
    study = study_story(story, parse, codebook, atlas)
    record = code_study(study, codebook, atlas)
    return GapFinder(story.text, study.lexicon, study.actors, ASIDE, record).find(study.trees, study.found)


def clause(verb: str, then: str, lemma: str | None = None) -> str:
    return f"Norway/Norway/PROPN/nsubj<2 {verb}/{lemma or verb[:-1]}/VERB/root<0/VerbForm=Fin {then}"


def test_an_unknown_verb_between_two_actors_is_new() -> None:
    (gap,) = find_gaps(clause("outbids", "Russia/Russia/PROPN/obj<2"))
    assert (gap.lemma, gap.part, gap.state) == ("outbid", "verb", "new")
    assert gap.roles == (("nsubj", "NOR"), ("obj", "RUS"))
    assert (gap.predicate.text, gap.sentence.text) == ("outbids", "Norway outbids Russia")


def test_a_predicate_that_gave_a_record_is_no_gap() -> None:
    assert find_gaps(clause("condemns", "Russia/Russia/PROPN/obj<2")) == []


def test_a_verb_that_has_entries_which_do_not_fit_is_unmatched() -> None:
    (gap,) = find_gaps(clause("plays", "Russia/Russia/PROPN/obj<2"))
    assert gap.state == "unmatched" and gap.frames


def test_one_actor_and_a_noun_of_doing_are_enough() -> None:
    found = find_gaps(clause("eyes", "settlement/settlement/NOUN/obj<2", "eye"))
    assert [(gap.lemma, gap.others) for gap in found] == [("eye", ("settlement",))]


def test_one_actor_and_a_thing_are_not() -> None:
    assert find_gaps(clause("eyes", "monument/monument/NOUN/obj<2", "eye")) == []


def test_the_place_where_is_no_second_actor() -> None:
    assert find_gaps(clause("sleeps", "in/in/ADP/case<4 Sweden/Sweden/PROPN/obl<2")) == []


def test_a_noun_between_two_owners_counts() -> None:
    found = find_gaps(
        "The/the/DET/det<3 Norwegian/Norwegian/ADJ/amod<3 gesture/gesture/NOUN/nsubj<6 to/to/ADP/case<5 "
        "Sweden/Sweden/PROPN/nmod<3 lapsed/lapse/VERB/root<0/VerbForm=Fin"
    )
    assert ("gesture", "noun") in [(gap.lemma, gap.part) for gap in found]


def test_an_entry_that_fits_but_gave_no_record_tells_why() -> None:
    (gap,) = find_gaps(clause("condemns", "settlement/settlement/NOUN/obj<2"))
    assert (gap.state, gap.frames) == ("doubted", ("condemn",))
    assert gap.reason == "no recipient could be linked"
