"""The book of identity: what is in it is known, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.identity import PATH, load_identity
from dragoman.errors import DataError


def test_modes_of_one_deed_and_types_that_tell_it() -> None:
    book = load_identity()
    assert book.may_be_one("ASSAULT", frozenset({"drone"}), "ASSAULT", frozenset({"aerial"}))
    assert book.may_be_one("ASSAULT", frozenset(), "ASSAULT", frozenset({"abduct"}))
    assert not book.may_be_one("ASSAULT", frozenset({"drone"}), "ASSAULT", frozenset({"beat"}))
    assert book.may_be_one("MOBILIZE", frozenset({"weapons"}), "ASSAULT", frozenset({"aerial"}))
    assert not book.may_be_one("THREATEN", frozenset({"expel"}), "SANCTION", frozenset({"expel"}))
    assert "ASSAULT" in book.list_types("MOBILIZE")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[bounds.ASSAULT]", "[bounds.ASSAULTS]", "ASSAULTS"),
        ("same = ", "sane = ", "sane"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "identity.toml"
    path.write_text(PATH.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=told):
        load_identity(path)
