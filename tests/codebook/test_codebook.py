"""The codebook holds together, and a slip in it is told by file and entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.codebook.codebook import FOLDER, load_codebook
from dragoman.errors import DataError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped codebook in a folder where it may be spoiled."""
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> str:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_codebook(folder)
    return str(caught.value)


def test_there_are_sixteen_types() -> None:
    assert len(load_codebook().types) == 16


def test_a_score_is_the_modes_own_or_the_types() -> None:
    codebook = load_codebook()
    assert codebook.score("ACCUSE", ("disapprove",)) == -2.0
    assert codebook.score("ACCUSE", ()) == -3.0


def test_every_mode_of_every_type_can_be_reached() -> None:
    codebook = load_codebook()
    reached = {(frame.type, frame.mode) for frame in codebook.frames.values()}
    reached |= {(name, mode) for name, table in codebook.content_modes.items() for mode in table.values()}
    reached |= {(to[0], to[1]) for to in codebook.stopped.values()}
    reached |= {(row.to, row.to_mode) for row in codebook.normal_forms}
    demanded = {(name, mode) for name, one in codebook.types.items() for mode in one.modes}
    assert demanded <= reached


def test_tables_of_composition_speak_of_types_and_modes_that_exist() -> None:
    codebook = load_codebook()
    for row in codebook.normal_forms:
        assert row.type in codebook.types
        assert row.to_mode is None or row.to_mode in codebook.types[row.to].modes
    for name, (to, mode) in codebook.stopped.items():
        assert name in codebook.types
        assert not mode or mode in codebook.types[to].modes
    for name, table in codebook.content_modes.items():
        assert set(table.values()) <= codebook.types[name].modes.keys()


def test_an_unknown_type_is_told_with_its_frame(copy: Path) -> None:
    told = spoil(copy, "frames.toml", 'type = "CONSULT"', 'type = "CONSULTATION"')
    assert "frames.toml: frame meet" in told
    assert "one of AGREE" in told


def test_an_unknown_mode_is_told_with_those_allowed(copy: Path) -> None:
    told = spoil(copy, "frames.toml", 'mode = "phone"', 'mode = "telephone"')
    assert "frames.toml: frame phone" in told
    assert "visit" in told


def test_an_unknown_key_is_told_with_its_file(copy: Path) -> None:
    told = spoil(copy, "plover.toml", "score = 2.5", "scores = 2.5")
    assert "plover.toml" in told
