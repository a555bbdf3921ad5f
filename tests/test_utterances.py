"""Who said what about whom, and only what is wanted."""

from __future__ import annotations

import pytest
from hand_made import code_by_hand

from dragoman.codebook.codebook import load_codebook
from dragoman.utterances import UnknownName, Wanted, check_wanted, list_utterances

FIN = "VerbForm=Fin"
SAID = (
    f"Germany/Germany/PROPN/nsubj<2 said/say/VERB/root<0/{FIN} that/that/SCONJ/mark<5 "
    f"Iran/Iran/PROPN/nsubj<5 sanctioned/sanction/VERB/ccomp<2/{FIN} Oman/Oman/PROPN/obj<5"
)
URGED = (
    f"France/France/PROPN/nsubj<2 urged/urge/VERB/root<0/{FIN} Turkey/Turkey/PROPN/obj<2 "
    "to/to/PART/mark<5 condemn/condemn/VERB/xcomp<2/VerbForm=Inf Russia/Russia/PROPN/obj<5"
)


def listed(**wanted: str) -> list[tuple[str, str | None]]:
    record = code_by_hand(SAID, URGED)
    found = list_utterances(record, load_codebook(), Wanted(**wanted))
    return [(one.act, one.speakers[0].country) for one in found]


def test_an_act_told_without_its_words_stands_beside_the_statements() -> None:
    assert listed() == [("claim", "DEU"), ("demand", "FRA")]


@pytest.mark.parametrize(
    ("wanted", "acts"),
    [
        ({"speaker": "DEU"}, ["claim"]),
        ({"speaker": "germany"}, ["claim"]),
        ({"speaker": "ITA"}, []),
        ({"about": "OMN"}, ["claim"]),
        ({"about": "TUR"}, ["demand"]),
        ({"act": "demand"}, ["demand"]),
        ({"issue": "Taiwan"}, []),
    ],
)
def test_only_what_is_wanted_comes_out(wanted: dict[str, str], acts: list[str]) -> None:
    assert [act for act, _ in listed(**wanted)] == acts


def test_an_issue_may_be_written_small() -> None:
    assert check_wanted(Wanted(issue="taiwan"), load_codebook()).issue == "Taiwan"


@pytest.mark.parametrize("wanted", [Wanted(act="shout"), Wanted(issue="cheese")])
def test_what_nobody_defined_is_refused_with_what_is_allowed(wanted: Wanted) -> None:
    with pytest.raises(UnknownName, match="one of"):
        check_wanted(wanted, load_codebook())
