"""Regular slips of the parser are put right where the tree gives them away; right trees stay as they are."""

from __future__ import annotations

from hand_made import make_sentence

from dragoman.languages.function import load_function
from dragoman.languages.lexicon import load_lexicon
from dragoman.stages.trees.mending import mend_tree
from dragoman.stages.trees.tree import Tree

FIN, INF = "VerbForm=Fin", "VerbForm=Inf"


def mend(words: str, language: str = "nl") -> dict[str, tuple[str, str]]:
    """Relation and head's form of every token whose analysis the mending changed, by its form."""
    before = make_sentence(words)
    after = mend_tree(Tree(before, 0, load_function(language)), load_lexicon(language))
    return {
        new.form: (new.deprel, after.tokens[new.head - 1].form)
        for old, new in zip(before.tokens, after.tokens, strict=True)
        if old != new
    }


def test_a_right_tree_stays_as_it_is() -> None:
    assert not mend(
        f"Peru/Peru/PROPN/nsubj<2 vroeg/vragen/VERB/root<0/{FIN} Chili/Chili/PROPN/obj<2 om/om/ADP/case<5 "
        "hulp/hulp/NOUN/obl<2"
    )


def test_a_name_taken_for_an_adverb_is_the_subject() -> None:
    words = (
        f"Soedan/Soedan/ADV/advmod<4 heeft/hebben/AUX/aux<4/{FIN} troepen/troep/NOUN/obj<4 "
        "gestuurd/sturen/VERB/root<0/VerbForm=Part"
    )
    assert mend(words) == {"Soedan": ("nsubj", "gestuurd")}


def test_a_particle_is_no_preposition() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 kondigde/aan_kondigen/VERB/root<0/{FIN} aan/aan/ADP/case<4 "
        f"troepen/troep/NOUN/obj<6 te/te/ADP/mark<6 sturen/sturen/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"aan": ("compound:prt", "kondigde")}


def test_a_clause_without_subject_has_its_subordinator_for_a_pronoun() -> None:
    words = (
        f"Mali/Mali/PROPN/nsubj<7 ,/,/PUNCT/punct<6 dat/dat/SCONJ/mark<6 Niger/Niger/PROPN/obj<6 "
        f"scherp/scherp/ADJ/advmod<6 veroordeelde/veroordelen/VERB/ccomp<7/{FIN} "
        f"zwijgt/zwijgen/VERB/root<0/{FIN}"
    )
    assert mend(words) == {"dat": ("nsubj", "veroordeelde"), "veroordeelde": ("acl:relcl", "Mali")}


def test_a_neuter_article_of_a_plural_noun_is_a_pronoun() -> None:
    words = (
        f"Irak/Irak/PROPN/nsubj<2 zei/zeggen/VERB/root<0/{FIN} dat/dat/SCONJ/mark<6 het/het/DET/det<5 "
        f"gijzelaars/gijzelaar/NOUN/obj<6/Number=Plur vrijlaat/vrij_laten/VERB/ccomp<2/{FIN}"
    )
    assert mend(words) == {"het": ("nsubj", "vrijlaat")}


def test_the_object_of_a_modal_belongs_to_its_infinitive() -> None:
    words = (
        f"Japan/Japan/PROPN/nsubj<2 wil/willen/VERB/root<0/{FIN} Peru/Peru/PROPN/nsubj<2 "
        f"graan/graan/NOUN/obj<5 geven/geven/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"Peru": ("iobj", "geven")}


def test_who_is_asked_belongs_to_the_asking() -> None:
    words = (
        f"Japan/Japan/PROPN/nsubj<2 smeekte/smeken/VERB/root<0/{FIN} Peru/Peru/PROPN/obj<6 "
        f"graan/graan/NOUN/obj<6 te/te/ADP/mark<6 kopen/kopen/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"Peru": ("obj", "smeekte")}


def test_what_stands_first_in_a_clause_without_subject_is_its_subject() -> None:
    words = (
        f"Artillerie/artillerie/NOUN/obj<4 heeft/hebben/AUX/aux<4/{FIN} Charkov/Charkov/PROPN/obj<4 "
        "beschoten/beschieten/VERB/root<0/VerbForm=Part"
    )
    assert mend(words) == {"Artillerie": ("nsubj", "beschoten")}


def test_whom_a_verb_addresses_by_a_preposition_is_not_its_infinitives() -> None:
    words = (
        f"Japan/Japan/PROPN/nsubj<2 dringt/aan_dringen/VERB/root<0/{FIN} bij/bij/ADP/case<4 "
        f"Peru/Peru/PROPN/obl<7 aan/aan/ADP/compound:prt<2 te/te/ADP/mark<7 "
        f"wachten/wachten/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"Peru": ("obl", "dringt")}


def test_one_phrase_stands_before_the_second_verb() -> None:
    words = (
        "levering/levering/NOUN/nsubj:pass<5 aan/aan/ADP/case<3 Peru/Peru/PROPN/obl<5 "
        f"is/zijn/AUX/aux:pass<5/{FIN} voltooid/voltooien/VERB/root<0/VerbForm=Part"
    )
    assert mend(words) == {"Peru": ("nmod", "levering")}


def test_a_bare_oblique_is_the_object() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 loofde/loven/VERB/root<0/{FIN} het/het/DET/det<4 "
        "geduld/geduld/NOUN/obl<2 van/van/ADP/case<6 Chili/Chili/PROPN/nmod<4"
    )
    assert mend(words) == {"geduld": ("obj", "loofde")}


def test_a_bare_time_is_no_object() -> None:
    assert not mend(
        f"Peru/Peru/PROPN/nsubj<2 zweeg/zwijgen/VERB/root<0/{FIN} deze/deze/DET/det<4 "
        "maandagavond/maandag_avond/NOUN/obl<2"
    )


def test_a_conjunct_that_opens_with_its_verb_shares_the_subject() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 zweeg/zwijgen/VERB/root<0/{FIN} en/en/CCONJ/cc<4 "
        f"gaf/geven/VERB/conj<2/{FIN} Chili/Chili/PROPN/nsubj<4 graan/graan/NOUN/obj<4"
    )
    assert mend(words) == {"Chili": ("iobj", "gaf")}


def test_the_second_object_of_a_verb_of_naming_is_the_name() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 noemde/noemen/VERB/root<0/{FIN} de/de/DET/det<4 stap/stap/NOUN/obj<2 "
        "een/een/DET/det<6 klucht/klucht/NOUN/obj<2"
    )
    assert mend(words) == {"klucht": ("xcomp", "noemde")}


def test_an_object_of_a_verb_that_takes_none_is_the_infinitives() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 dreigt/dreigen/VERB/root<0/{FIN} Chili/Chili/PROPN/iobj<2 "
        f"sancties/sanctie/NOUN/obj<6 te/te/ADP/mark<6 geven/geven/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"Chili": ("iobj", "geven")}


def test_what_stands_before_a_particle_is_its_verbs() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 droeg/op_dragen/VERB/root<0/{FIN} Chili/Chili/PROPN/obj<7 "
        "op/op/ADP/compound:prt<2 troepen/troep/NOUN/obj<7 te/te/ADP/mark<7 "
        f"sturen/sturen/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"Chili": ("obj", "droeg")}


def test_a_particle_among_others_is_still_its_verbs() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 riep/op_roepen/VERB/root<0/{FIN} Chili/Chili/PROPN/obj<7 "
        "op/op/ADP/compound:prt<7 in/in/ADP/compound:prt<7 te/te/ADP/mark<7 "
        f"grijpen/in_grijpen/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"Chili": ("obj", "riep"), "op": ("compound:prt", "riep")}


def test_a_particle_before_a_noun_is_no_preposition() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 riep/roepen/VERB/root<0/{FIN} Chili/Chili/PROPN/obj<7 op/op/ADP/case<5 "
        f"troepen/troep/NOUN/obl<7 te/te/ADP/mark<7 sturen/sturen/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {
        "riep": ("root", "sturen"),
        "Chili": ("obj", "riep"),
        "op": ("compound:prt", "riep"),
        "troepen": ("obj", "sturen"),
    }


def test_of_two_subjects_the_later_is_the_object() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 vroeg/vragen/VERB/root<0/{FIN} Chili/Chili/PROPN/nsubj<2 om/om/ADP/case<5 "
        "hulp/hulp/NOUN/obl<2"
    )
    assert mend(words) == {"Chili": ("obj", "vroeg")}


def test_a_finite_verb_is_joined_to_a_verb() -> None:
    words = (
        f"Toestellen/toestel/NOUN/nsubj<2 vertrokken/vertrekken/VERB/root<0/{FIN} uit/uit/ADP/case<4 "
        f"Arica/Arica/PROPN/obl<2 en/en/CCONJ/cc<6 beschoten/beschieten/VERB/conj<4/{FIN} "
        "dorpen/dorp/NOUN/obj<2"
    )
    assert mend(words) == {"beschoten": ("conj", "vertrokken"), "dorpen": ("obj", "beschoten")}


def test_a_finite_verb_with_a_subject_is_the_root() -> None:
    words = (
        f"Amnesty/Amnesty/PROPN/nsubj<2 prees/prijzen/VERB/acl<3/{FIN} Peru/Peru/PROPN/root<0 "
        "././PUNCT/punct<3"
    )
    assert mend(words) == {
        "prees": ("root", "."),
        "Peru": ("obj", "prees"),
        ".": ("punct", "prees"),
    }


def test_after_a_name_that_opens_what_is_said() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 waarschuwde/waarschuwen/VERB/root<0/{FIN} Chili/Chili/PROPN/iobj<2 "
        f"dat/dat/PRON/nsubj<6 troepen/troep/NOUN/obj<6 komen/komen/VERB/acl:relcl<3/{FIN}"
    )
    assert mend(words) == {"dat": ("mark", "komen"), "komen": ("ccomp", "waarschuwde")}


def test_a_relative_pronoun_beside_a_subject_is_the_object() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 zweeg/zwijgen/VERB/root<0/{FIN} wat/wat/PRON/nsubj<5/PronType=Rel "
        f"Chili/Chili/PROPN/nsubj<5 prees/prijzen/VERB/ccomp<2/{FIN}"
    )
    assert mend(words) == {"wat": ("obj", "prees")}


def test_what_a_bare_conjunct_is_of_stands_behind_it() -> None:
    words = (
        "overleg/overleg/NOUN/root<0 met/met/ADP/case<3 Mali/Mali/PROPN/nmod<1 en/en/CCONJ/cc<5 "
        "leiders/leider/NOUN/conj<3 van/van/ADP/case<8 de/de/DET/det<8 Unie/Unie/PROPN/nmod<1"
    )
    assert mend(words) == {"Unie": ("nmod", "leiders")}


def test_an_infinitive_that_is_somebodys_is_a_plural_noun() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<6 heeft/hebben/AUX/aux<6/{FIN} kampen/kampen/VERB/obj<6/{INF} "
        "van/van/ADP/case<5 rebellen/rebel/NOUN/obl:arg<3 bestookt/bestoken/VERB/root<0/VerbForm=Part"
    )
    assert mend(words) == {"kampen": ("obj", "bestookt"), "rebellen": ("nmod", "kampen")}


def test_a_name_before_another_noun_is_whom_the_verb_addresses() -> None:
    words = (
        f"Peru/Peru/PROPN/nsubj<2 vroeg/vragen/VERB/root<0/{FIN} de/de/DET/det<5 NAVO/NAVO/PROPN/nmod<5 "
        f"schepen/schip/NOUN/obj<7 te/te/ADP/mark<7 sturen/sturen/VERB/xcomp<2/{INF}"
    )
    assert mend(words) == {"NAVO": ("obj", "vroeg"), "de": ("det", "NAVO")}
