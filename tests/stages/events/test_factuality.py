"""What the words around a predicate say about whether it happened."""

from __future__ import annotations

import pytest
from hand_made import make_tree

from dragoman.stages.events.conditions import condition_on
from dragoman.stages.events.factuality import judge

FIN, INF, PART = "VerbForm=Fin", "VerbForm=Inf", "VerbForm=Part"

ONE_CLAUSE = [
    ("en", f"Russia/Russia/PROPN/nsubj<2 attacked/attack/VERB/root<0/{FIN}", "actual"),
    (
        "en",
        f"Russia/Russia/PROPN/nsubj<4 did/do/AUX/aux<4/{FIN} not/not/PART/advmod<4 "
        f"attack/attack/VERB/root<0/{INF}",
        "negated",
    ),
    (
        "en",
        f"Russia/Russia/PROPN/nsubj<3 will/will/AUX/aux<3/{FIN} attack/attack/VERB/root<0/{INF}",
        "future",
    ),
    (
        "en",
        f"Russia/Russia/PROPN/nsubj<3 may/may/AUX/aux<3/{FIN} attack/attack/VERB/root<0/{INF}",
        "hypothetical",
    ),
    ("en", f"No/no/DET/det<2 army/army/NOUN/nsubj<3 attacked/attack/VERB/root<0/{FIN}", "negated"),
    (
        "nl",
        f"Rusland/Rusland/PROPN/nsubj<3 zal/zullen/AUX/aux<3/{FIN} aanvallen/aan_vallen/VERB/root<0/{INF}",
        "future",
    ),
    (
        "nl",
        f"Rusland/Rusland/PROPN/nsubj<3 kan/kunnen/AUX/aux<3/{FIN} aanvallen/aan_vallen/VERB/root<0/{INF}",
        "hypothetical",
    ),
    (
        "nl",
        f"Rusland/Rusland/PROPN/nsubj<2 vluchtte/vluchten/VERB/root<0/{FIN} niet/niet/ADV/advmod<2",
        "negated",
    ),
    (
        "nl",
        f"Rusland/Rusland/PROPN/nsubj<4 heeft/hebben/AUX/aux<4/{FIN} nooit/nooit/ADV/advmod<4 "
        f"aangevallen/aan_vallen/VERB/root<0/{PART}",
        "negated",
    ),
]

IF = (
    f"If/if/SCONJ/mark<3 Russia/Russia/PROPN/nsubj<3 attacks/attack/VERB/advcl<5/{FIN} "
    f"prices/price/NOUN/nsubj<5 rise/rise/VERB/root<0/{FIN}"
)
VERB_FIRST = (
    f"Valt/vallen/VERB/advcl<4/{FIN} Rusland/Rusland/PROPN/nsubj<1 dan/dan/ADV/advmod<4 "
    f"stijgen/stijgen/VERB/root<0/{FIN} prijzen/prijs/NOUN/nsubj<4"
)
PURPOSE = (
    f"Troepen/troep/NOUN/nsubj<2 kwamen/komen/VERB/root<0/{FIN} om/om/SCONJ/mark<5 te/te/ADP/mark<5 "
    f"vechten/vechten/VERB/advcl<2/{INF}"
)
WHEN = (
    f"When/when/SCONJ/mark<3 Russia/Russia/PROPN/nsubj<3 attacked/attack/VERB/advcl<5/{FIN} "
    f"prices/price/NOUN/nsubj<5 rose/rise/VERB/root<0/{FIN}"
)


@pytest.mark.parametrize(("language", "words", "factuality"), ONE_CLAUSE)
def test_words_of_the_clause_decide(language: str, words: str, factuality: str) -> None:
    tree = make_tree(words, language)
    assert judge(tree, tree.heads.index(-1), {}).factuality == factuality


def test_a_condition_is_hypothetical_and_leaves_its_main_clause_alone() -> None:
    tree = make_tree(IF)
    assert judge(tree, 2, {}).factuality == "hypothetical"
    assert judge(tree, 4, {}).factuality == "actual"
    assert condition_on(tree, 4) == 2


def test_a_clause_that_opens_with_its_verb_is_a_condition() -> None:
    assert judge(make_tree(VERB_FIRST, "nl"), 0, {}).factuality == "hypothetical"


def test_a_clause_of_time_happened() -> None:
    assert judge(make_tree(WHEN), 2, {}).factuality == "actual"


def test_a_purpose_did_not_happen() -> None:
    assert judge(make_tree(PURPOSE, "nl"), 4, {}).factuality == "hypothetical"


def test_a_question_did_not_happen() -> None:
    tree = make_tree(
        f"Did/do/AUX/aux<3/{FIN} Russia/Russia/PROPN/nsubj<3 attack/attack/VERB/root<0/{INF} "
        "?/?/PUNCT/punct<3"
    )
    assert judge(tree, 2, {}).factuality == "hypothetical"


PRES, PAST = "Tense=Pres|VerbForm=Fin", "Tense=Past|VerbForm=Fin"


@pytest.mark.parametrize(
    ("tense", "date", "factuality"),
    [
        (PRES, "volgende/volgend/ADJ/amod<4 week/week/NOUN/obl<2", "future"),
        (PAST, "volgende/volgend/ADJ/amod<4 week/week/NOUN/obl<2", "actual"),
        (PRES, "deze/deze/DET/det<4 week/week/NOUN/obl<2", "actual"),
        (PRES, "in/in/ADP/case<4 juni/juni/PROPN/obl<2", "future"),
    ],
)
def test_a_present_dated_ahead_is_future(tense: str, date: str, factuality: str) -> None:
    tree = make_tree(
        f"Rusland/Rusland/PROPN/nsubj<2 bezoekt/bezoeken/VERB/root<0/{tense} {date} China/China/PROPN/obj<2",
        "nl",
    )
    assert judge(tree, 1, {}).factuality == factuality


def test_a_perfect_under_a_past_future_is_hearsay() -> None:
    tree = make_tree(
        f"Rusland/Rusland/PROPN/nsubj<4 zou/zullen/AUX/aux<4/{PAST} hebben/hebben/AUX/aux<4/{INF} "
        f"aangevallen/aan_vallen/VERB/root<0/{PART}",
        "nl",
    )
    assert judge(tree, 3, {}).factuality == "hypothetical"


def test_a_present_with_a_condition_waits_for_it() -> None:
    tree = make_tree(
        f"Rusland/Rusland/PROPN/nsubj<2 sluit/sluiten/VERB/root<0/{PRES} grenzen/grens/NOUN/obj<2 "
        f"als/als/SCONJ/mark<6 Peru/Peru/PROPN/nsubj<6 weigert/weigeren/VERB/advcl<2/{PRES}",
        "nl",
    )
    verdict = judge(tree, 1, {})
    assert (verdict.factuality, verdict.cause) == ("future", "condition")
