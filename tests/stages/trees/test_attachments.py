"""Phrases that the parser hung on the wrong word are hung on the right one; others stay."""

from __future__ import annotations

from hand_made import make_sentence

from dragoman.languages.function import load_function
from dragoman.languages.lexicon import load_lexicon
from dragoman.stages.trees.mending import mend_tree
from dragoman.stages.trees.tree import Tree

FIN, PAST = "VerbForm=Fin", "Mood=Ind|Tense=Past|VerbForm=Fin"


def mend(words: str) -> dict[str, tuple[str, str]]:
    """Relation and head's form of every token whose place the mending changed, by its form."""
    before = make_sentence(words)
    after = mend_tree(Tree(before, 0, load_function("en")), load_lexicon("en"))
    return {
        new.form: (new.deprel, after.tokens[new.head - 1].form if new.head else "-")
        for old, new in zip(before.tokens, after.tokens, strict=True)
        if (old.head, old.deprel) != (new.head, new.deprel)
    }


def test_a_neighbour_before_a_name_is_no_verb() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<2 accused/accuse/VERB/root<0/{PAST} neighbouring/neighbour/VERB/xcomp<2 "
        "Niger/Niger/PROPN/obj<3 of/of/ADP/case<6 theft/theft/NOUN/obl<3"
    )
    assert mend(words) == {
        "neighbouring": ("amod", "Niger"),
        "Niger": ("obj", "accused"),
        "theft": ("obl", "accused"),
    }


def test_by_in_an_active_clause_belongs_to_the_object() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<2 cancelled/cancel/VERB/root<0/{PAST} a/a/DET/det<4 visit/visit/NOUN/obj<2 "
        "by/by/ADP/case<6 Niger/Niger/PROPN/obl:agent<2"
    )
    assert mend(words) == {"Niger": ("nmod", "visit")}


def test_by_in_a_passive_stays() -> None:
    words = (
        "Chad/Chad/PROPN/nsubj:pass<3 was/be/AUX/aux:pass<3/VerbForm=Fin attacked/attack/VERB/root<0/"
        "VerbForm=Part by/by/ADP/case<5 Niger/Niger/PROPN/obl:agent<3"
    )
    assert not mend(words)


def test_a_particle_before_its_object_is_no_preposition() -> None:
    words = (
        f"Rebels/rebel/NOUN/nsubj<2 handed/hand/VERB/root<0/{PAST} over/over/ADP/case<4 "
        "weapons/weapon/NOUN/obl<2"
    )
    assert mend(words) == {"over": ("compound:prt", "handed"), "weapons": ("obj", "handed")}


def test_a_name_before_a_noun_is_part_of_its_phrase() -> None:
    words = (
        f"Rebels/rebel/NOUN/nsubj<2 talked/talk/VERB/root<0/{PAST} to/to/ADP/case<4 Chad/Chad/PROPN/obl<2 "
        "officials/official/NOUN/obl<2"
    )
    assert mend(words) == {"to": ("case", "officials"), "Chad": ("compound", "officials")}


def test_a_time_after_a_name_is_no_part_of_its_phrase() -> None:
    words = (
        f"Rebels/rebel/NOUN/nsubj<2 met/meet/VERB/root<0/{PAST} in/in/ADP/case<4 Chad/Chad/PROPN/obl<2 "
        "today/today/NOUN/obl<2"
    )
    assert not mend(words)


def test_what_follows_the_second_of_two_nouns_is_its_own() -> None:
    words = (
        "Chadian/Chadian/ADJ/amod<2 police/police/NOUN/nsubj<8 and/and/CCONJ/cc<4 agents/agent/NOUN/conj<2 "
        "of/of/ADP/case<7 Niger's/Niger/PROPN/nmod:poss<7 army/army/NOUN/nmod<2 "
        f"met/meet/VERB/root<0/{PAST}"
    )
    assert mend(words) == {"army": ("nmod", "agents")}


def test_a_participle_after_a_comma_tells_what_came_of_the_clause() -> None:
    words = (
        f"Gunmen/gunman/NOUN/nsubj<2 attacked/attack/VERB/root<0/{PAST} buses/bus/NOUN/obj<2 "
        "carrying/carry/VERB/acl<3/VerbForm=Ger pilgrims/pilgrim/NOUN/obj<4 ,/,/PUNCT/punct<7 "
        "killing/kill/VERB/advcl<4/VerbForm=Ger ten/ten/NUM/obj<7"
    )
    assert mend(words) == {"killing": ("advcl", "attacked")}


def test_an_auxiliary_that_opens_a_clause_makes_it_a_condition() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<2 vowed/vow/VERB/root<0/{PAST} to/to/PART/mark<4 "
        f"attack/attack/VERB/xcomp<2/VerbForm=Inf should/should/AUX/aux<7/{FIN} Niger/Niger/PROPN/nsubj<7 "
        "refuse/refuse/VERB/xcomp<2/VerbForm=Inf"
    )
    assert mend(words) == {"refuse": ("advcl", "vowed")}


def test_of_two_past_tenses_the_second_tells() -> None:
    words = (
        f"Hackers/hacker/NOUN/nsubj<2 linked/link/VERB/root<0/{PAST} to/to/ADP/case<4 "
        f"Chad/Chad/PROPN/obl<2 attacked/attack/VERB/advcl<2/{PAST} Niger/Niger/PROPN/obj<5"
    )
    assert mend(words) == {
        "Hackers": ("nsubj", "attacked"),
        "linked": ("acl", "Hackers"),
        "attacked": ("root", "-"),
    }


def test_a_participle_takes_no_mark_of_the_infinitive() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<2 opened/open/VERB/root<0/{PAST} borders/border/NOUN/obj<2 "
        "to/to/ADP/mark<6 Nigeriens/Nigerien/PROPN/obl<6 ordered/order/VERB/advcl<2/Tense=Past|VerbForm=Part "
        "out/out/ADV/advmod<6"
    )
    assert mend(words) == {
        "to": ("case", "Nigeriens"),
        "Nigeriens": ("obl", "opened"),
        "ordered": ("acl", "Nigeriens"),
    }


def test_what_follows_a_comma_after_the_verb_is_no_subject() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<3 was/be/AUX/aux<3/{FIN} shelling/shell/VERB/root<0/VerbForm=Part "
        "Niger/Niger/PROPN/obj<3 ,/,/PUNCT/punct<8 the/the/DET/det<8 weaker/weak/ADJ/amod<8 "
        "side/side/NOUN/nsubj<3"
    )
    assert mend(words) == {"side": ("appos", "Niger")}


def test_by_whom_somebody_is_held_hostage_belongs_to_the_participle() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<2 freed/free/VERB/root<0/{PAST} tourists/tourist/NOUN/obj<2 "
        "held/hold/VERB/acl<3/VerbForm=Part hostage/hostage/NOUN/xcomp<4 by/by/ADP/case<7 "
        "rebels/rebel/NOUN/obl:agent<5"
    )
    assert mend(words) == {"rebels": ("obl:agent", "held")}


def test_two_names_and_a_comma_before_a_verb_are_its_subject() -> None:
    words = (
        "Kiir/Kiir/PROPN/nsubj<4 ,/,/PUNCT/punct<1 Deby/Deby/PROPN/nsubj<4 "
        f"praise/praise/VERB/root<0/{FIN} Niger/Niger/PROPN/obj<4"
    )
    assert mend(words) == {"Deby": ("conj", "Kiir")}


def test_who_is_ready_is_somebody() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<2 says/say/VERB/root<0/{FIN} it/it/PRON/expl<5 is/be/AUX/cop<5 "
        "prepared/prepared/ADJ/ccomp<2 to/to/PART/mark<7 talk/talk/VERB/xcomp<5/VerbForm=Inf"
    )
    assert mend(words) == {"it": ("nsubj", "prepared")}


def test_what_and_opens_is_no_apposition() -> None:
    words = (
        f"Chad/Chad/PROPN/nsubj<4 and/and/CCONJ/cc<3 rebels/rebel/NOUN/appos<1 met/meet/VERB/root<0/{PAST}"
    )
    assert mend(words) == {"rebels": ("conj", "Chad")}
