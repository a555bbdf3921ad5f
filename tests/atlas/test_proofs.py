"""Proofs: every sentence of proofs.tsv names whom it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.proofs import PROOFS, Proof, read_proofs, try_proof
from dragoman.atlas.schema import FOLDER
from dragoman.errors import DataError


def test_every_proof_holds() -> None:
    atlas = Atlas.load()
    told = [
        f"{proof.where}: {told}"
        for proof in read_proofs(FOLDER / PROOFS)
        if (told := try_proof(atlas, proof))
    ]
    assert told == []


def test_there_are_proofs_enough_in_both_languages() -> None:
    counts = Counter(proof.language for proof in read_proofs(FOLDER / PROOFS))
    assert min(counts["nl"], counts["en"]) >= 150 and counts.total() >= 300


def test_a_proof_that_fails_tells_what_it_got() -> None:
    proof = Proof("groups.toml", "en", "2020", "The Swiss voted.", "Swiss", "AUT")
    assert try_proof(Atlas.load(), proof) == "Swiss on 2020: wanted AUT, got CHE"


def test_words_that_do_not_stand_in_the_sentence_are_refused(tmp_path: Path) -> None:
    path = tmp_path / PROOFS
    path.write_text("file\tlanguage\tdate\tsentence\twords\tcode\ngroups.toml\ten\t2020\tNo.\tYes\tCHE\n")
    with pytest.raises(DataError, match="line 2"):
        list(read_proofs(path))
