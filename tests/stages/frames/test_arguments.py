"""Every construction is brought to the slots of an active main clause."""

from __future__ import annotations

from hand_made import make_tree

from dragoman.stages.frames.arguments import noun_slots, verb_slots
from dragoman.stages.trees.relatives import antecedent
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.voice import is_passive


def uncontrolled(at: int) -> str | None:
    return None


def controlled_by(kind: str) -> object:
    return lambda at: kind


def slots(tree: Tree, at: int, control: object = uncontrolled) -> dict[str, list[str]]:
    """The slots with the forms that fill them."""
    found = verb_slots(tree, at, control)  # type: ignore[arg-type]
    return {role: [tree.tokens[one].form for one in filled] for role, filled in found.items()}


PASSIVE = (
    "Rusland/Rusland/PROPN/nsubj:pass<5 werd/worden/AUX/aux:pass<5/VerbForm=Fin door/door/ADP/case<4 "
    "Duitsland/Duitsland/PROPN/obl:agent<5 veroordeeld/veroordelen/VERB/root<0/VerbForm=Part"
)
CONTROL = (
    "France/France/PROPN/nsubj<2 urged/urge/VERB/root<0/VerbForm=Fin Turkey/Turkey/PROPN/obj<2 "
    "to/to/PART/mark<5 condemn/condemn/VERB/xcomp<2/VerbForm=Inf Russia/Russia/PROPN/obj<5"
)
SUBJECT_RELATIVE = (
    "De/de/DET/det<2 president/president/NOUN/nsubj<6 die/die/PRON/nsubj<5/PronType=Rel "
    "Israël/Israël/PROPN/obj<5 veroordeelde/veroordelen/VERB/acl:relcl<2/VerbForm=Fin "
    "zweeg/zwijgen/VERB/root<0/VerbForm=Fin"
)
BARE_RELATIVE = (
    "The/the/DET/det<2 men/man/NOUN/nsubj<6 Iran/Iran/PROPN/nsubj<5 had/have/AUX/aux<5/VerbForm=Fin "
    "arrested/arrest/VERB/acl:relcl<2/VerbForm=Part returned/return/VERB/root<0/VerbForm=Fin"
)
PARTICIPLE = (
    "Journalists/journalist/NOUN/nsubj<5 arrested/arrest/VERB/acl<1/Tense=Past|VerbForm=Part "
    "by/by/ADP/case<4 Iran/Iran/PROPN/obl:agent<2 returned/return/VERB/root<0/VerbForm=Fin"
)
SHARED = (
    "Germany/Germany/PROPN/nsubj<2 condemned/condemn/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2 "
    "and/and/CCONJ/cc<5 praised/praise/VERB/conj<2/VerbForm=Fin Ukraine/Ukraine/PROPN/obj<5"
)
PURPOSE = (
    "De/de/DET/det<2 minister/minister/NOUN/nsubj<3 reisde/reizen/VERB/root<0/VerbForm=Fin "
    "om/om/SCONJ/mark<7 Israël/Israël/PROPN/obj<7 te/te/ADP/mark<7 prijzen/prijzen/VERB/advcl<3/VerbForm=Inf"
)
ATTACHED_LOW = (
    "Israel/Israel/PROPN/nsubj<2 launched/launch/VERB/root<0/VerbForm=Fin raids/raid/NOUN/obj<2 "
    "on/on/ADP/case<5 Syria/Syria/PROPN/nmod<3"
)


def test_a_passive_becomes_active() -> None:
    tree = make_tree(PASSIVE, "nl")
    assert is_passive(tree, 4)
    found = slots(tree, 4)
    assert (found["nsubj"], found["obj"]) == (["Duitsland"], ["Rusland"])


def test_the_object_is_the_subject_of_what_it_is_urged_to_do() -> None:
    assert slots(make_tree(CONTROL), 4, controlled_by("object"))["nsubj"] == ["Turkey"]


def test_the_subject_is_the_subject_of_what_it_promises_to_do() -> None:
    assert slots(make_tree(CONTROL), 4, controlled_by("subject"))["nsubj"] == ["France"]


def test_a_relative_pronoun_gives_way_to_its_noun() -> None:
    tree = make_tree(SUBJECT_RELATIVE, "nl")
    assert antecedent(tree, 2) == 1
    assert slots(tree, 4)["nsubj"] == ["president"]


def test_a_relative_clause_without_a_pronoun_has_its_noun_as_object() -> None:
    found = slots(make_tree(BARE_RELATIVE), 4)
    assert (found["nsubj"], found["obj"]) == (["Iran"], ["men"])


def test_a_past_participle_has_its_noun_as_object() -> None:
    found = slots(make_tree(PARTICIPLE), 1)
    assert (found["nsubj"], found["obj"]) == (["Iran"], ["Journalists"])


def test_a_second_conjunct_shares_the_subject_but_not_the_object() -> None:
    found = slots(make_tree(SHARED), 4)
    assert (found["nsubj"], found["obj"]) == (["Germany"], ["Ukraine"])


def test_a_purpose_has_the_subject_of_its_main_clause() -> None:
    assert slots(make_tree(PURPOSE, "nl"), 6)["nsubj"] == ["minister"]


def test_a_phrase_attached_to_the_object_counts_for_the_verb_too() -> None:
    assert slots(make_tree(ATTACHED_LOW), 1)["obl:on"] == ["Syria"]


def test_a_noun_is_owned_by_adjective_and_by_phrase() -> None:
    tree = make_tree(
        "The/the/DET/det<3 Russian/Russian/ADJ/amod<3 attack/attack/NOUN/root<0 on/on/ADP/case<5 "
        "Ukraine/Ukraine/PROPN/nmod<3"
    )
    found = noun_slots(tree, 2, uncontrolled)
    assert (found["owner"], found["nmod:on"]) == ([1], [4])


def test_a_loop_of_heads_comes_to_an_end() -> None:
    tree = make_tree(
        "go/go/VERB/conj<2/VerbForm=Inf went/go/VERB/conj<1/VerbForm=Inf home/home/ADV/root<0",
    )
    assert "nsubj" not in slots(tree, 0)


def test_of_two_objects_the_relative_pronoun_is_the_subject() -> None:
    tree = make_tree(
        "ministers/minister/NOUN/nsubj<5 die/die/PRON/obj<4/PronType=Rel Israël/Israël/PROPN/obj<4 "
        "prezen/prijzen/VERB/acl:relcl<1/VerbForm=Fin zwegen/zwijgen/VERB/root<0/VerbForm=Fin",
        "nl",
    )
    found = slots(tree, 3)
    assert (found["nsubj"], found["obj"]) == (["ministers"], ["Israël"])


def test_of_two_objects_the_one_before_to_is_the_subject() -> None:
    tree = make_tree(
        "France/France/PROPN/nsubj<2 wants/want/VERB/root<0/VerbForm=Fin China/China/PROPN/obj<5 "
        "to/to/PART/mark<5 condemn/condemn/VERB/xcomp<2/VerbForm=Inf Russia/Russia/PROPN/obj<5"
    )
    found = slots(tree, 4)
    assert (found["nsubj"], found["obj"]) == (["China"], ["Russia"])


def test_of_two_subjects_the_later_one_is_the_object() -> None:
    tree = make_tree(
        "Als/als/SCONJ/mark<4 Rusland/Rusland/PROPN/nsubj<4 Georgië/Georgië/PROPN/nsubj<4 "
        "aanvalt/aan_vallen/VERB/advcl<5/VerbForm=Fin stijgen/stijgen/VERB/root<0/VerbForm=Fin",
        "nl",
    )
    found = slots(tree, 3)
    assert (found["nsubj"], found["obj"]) == (["Rusland"], ["Georgië"])


def test_a_bare_adverb_may_be_a_particle() -> None:
    tree = make_tree(
        "They/they/PRON/nsubj<2 blew/blow/VERB/root<0/VerbForm=Fin bridges/bridge/NOUN/obj<2 "
        "up/up/ADV/advmod<2"
    )
    assert slots(tree, 1)["compound:prt"] == ["up"]
