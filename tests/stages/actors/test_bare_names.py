"""Names of countries side by side are arguments of their own; well-placed ones stay."""

from __future__ import annotations

import pytest
from hand_made import make_sentence

from dragoman.atlas.atlas import Atlas
from dragoman.languages.function import load_function
from dragoman.stages.actors.bare_names import place_names
from dragoman.stages.mentions import list_names
from dragoman.stages.trees.tree import Tree

FIN, PART = "VerbForm=Fin", "VerbForm=Part"


def place(words: str, language: str = "nl") -> dict[str, tuple[str, str]]:
    """Relation and head's form of every token that was changed, by its form."""
    before = make_sentence(words)
    tree, atlas = Tree(before, 0, load_function(language)), Atlas.load()
    after = place_names(tree, list_names(tree, atlas, language), atlas, language)
    return {
        new.form: (new.deprel, after.tokens[new.head - 1].form)
        for old, new in zip(before.tokens, after.tokens, strict=True)
        if old != new
    }


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        (
            "Peru/Peru/PROPN/nsubj<4 Chili/Chili/PROPN/flat<1 zou/zullen/AUX/aux<4 "
            "aanvallen/aan_vallen/VERB/root<0",
            {"Chili": ("obj", "aanvallen")},
        ),
        (
            f"Peru/Peru/PROPN/nsubj<2 stuurde/sturen/VERB/root<0/{FIN} Chili/Chili/PROPN/nsubj<2 "
            "tenten/tent/NOUN/obj<2",
            {"Chili": ("iobj", "stuurde")},
        ),
        (
            f"Peru/Peru/PROPN/nsubj<5 heeft/hebben/AUX/aux<5/{FIN} Chili/Chili/PROPN/nmod<4 "
            f"tenten/tent/NOUN/obj<5 geleverd/leveren/VERB/root<0/{PART}",
            {"Chili": ("iobj", "geleverd")},
        ),
        (
            f"dat/dat/SCONJ/mark<5 het/het/DET/det<3 Chili/Chili/PROPN/nsubj<5 had/hebben/AUX/aux<5/{FIN} "
            f"aangevallen/aan_vallen/VERB/root<0/{PART}",
            {"het": ("nsubj", "aangevallen"), "Chili": ("obj", "aangevallen")},
        ),
        (
            f"toen/toen/ADV/advmod<2 bezocht/bezoeken/VERB/root<0/{FIN} de/de/DET/det<5 "
            "Peruaanse/Peruaans/ADJ/amod<5 president/president/NOUN/nsubj<2 Chili/Chili/PROPN/appos<5",
            {"Chili": ("obj", "bezocht")},
        ),
    ],
)
def test_a_bare_name_gets_its_place(words: str, changed: dict[str, tuple[str, str]]) -> None:
    assert place(words) == changed


@pytest.mark.parametrize(
    "words",
    [
        f"Peru/Peru/PROPN/nsubj<2 prees/prijzen/VERB/root<0/{FIN} Chili/Chili/PROPN/obj<2",
        f"buurland/buurland/NOUN/nsubj<3 Chili/Chili/PROPN/appos<1 prees/prijzen/VERB/root<0/{FIN} "
        "Peru/Peru/PROPN/obj<3",
        "Peru/Peru/PROPN/nsubj<4 en/en/CCONJ/cc<3 Chili/Chili/PROPN/conj<1 spraken/spreken/VERB/root<0",
    ],
)
def test_a_well_placed_name_stays(words: str) -> None:
    assert not place(words)
