"""Lemmas from edit scripts, and the parts of compounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.syntax.lemmas import (
    Lexicon,
    apply_scripts,
    choose_lemma,
    derive_scripts,
    load_lexicon,
    split_compound,
)

LEXICON = Lexicon(
    words=frozenset({"rebel", "wens"}),
    whole={"bestuursraad": "bestuur_raad", "levensduur": "levensduur"},
    left={"vredes": "vrede", "bestuursraads": "bestuur_raad"},
    right=frozenset({"wens", "lid"}),
    verbs={"inhouden": "in_houden"},
)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("opgericht", "op_richten"),
        ("meedoen", "mee_doen"),
        ("De", "de"),
        ("NATO", "NATO"),
        ("PARIS", "Paris"),
        ("cities", "city"),
        ("was", "be"),
        ("Häuser", "Haus"),
        ("n't", "not"),
        (".", "."),
    ],
)
def test_derived_scripts_give_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_scripts(form, *derive_scripts(form, lemma)) == lemma


def test_scripts_carry_over_to_other_words() -> None:
    assert apply_scripts("afgebroken", *derive_scripts("opgeroepen", "op_roepen")) == "af_broken"


def test_scripts_that_do_not_fit_leave_the_word() -> None:
    assert apply_scripts("Ja", *derive_scripts("opgericht", "op_richten")) == "ja"


def test_a_known_lemma_wins_over_a_likelier_unknown_one() -> None:
    head, _ = derive_scripts("rebellen", "rebel")
    assert choose_lemma("rebellen", head, ["2+", "3+"], LEXICON.words) == "rebel"


def test_without_a_known_lemma_the_likeliest_stands() -> None:
    assert choose_lemma("zurfen", "l0-0+", ["2+", "0+"], LEXICON.words) == "zurf"


@pytest.mark.parametrize(
    ("lemma", "parts"),
    [
        ("vredeswens", "vrede_wens"),
        ("Vredeswens", "Vrede_wens"),
        ("bestuursraad", "bestuur_raad"),
        ("bestuursraadslid", "bestuur_raad_lid"),
        ("levensduur", "levensduur"),
        ("Rabo-ploeg", "Rabo_ploeg"),
        ("Noord-Iers", "Noord-Iers"),
        ("onbekend", "onbekend"),
    ],
)
def test_compounds_show_their_parts(lemma: str, parts: str) -> None:
    assert split_compound(lemma, LEXICON) == parts


def test_a_lexicon_file_tells_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("word\thuis\nwoord\tboom\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"lexicon\.tsv:2"):
        load_lexicon(path)
