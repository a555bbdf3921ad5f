"""Floors hold, break, rise and never fall."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.errors import DataError

sys.path.insert(0, str(Path(__file__).parents[2]))

from evaluation.gate import Floors, compare_floors, load_floors, raise_floors, write_floors

HERE = frozenset[str]()
FLOORS = Floors(margin={"dev": 0.02, "cuts": 0.002}, floor={"own nl": {"dyad": 0.5}, "dev nl": {"dyad": 0.4}})


def verdicts(measured: dict[str, dict[str, float]], skipped: frozenset[str] = HERE) -> dict[str, str]:
    return {f"{one.group} {one.figure}": one.verdict for one in compare_floors(measured, FLOORS, skipped)}


def test_a_figure_on_its_floor_holds_and_below_it_breaks() -> None:
    assert verdicts({"own nl": {"dyad": 0.5}, "dev nl": {"dyad": 0.39}}) == {
        "own nl dyad": "holds",
        "dev nl dyad": "broken",
    }


def test_a_figure_without_floor_is_new() -> None:
    assert verdicts({"own nl": {"dyad": 0.6, "type": 0.7}, "dev nl": {"dyad": 0.6}})["own nl type"] == "new"


def test_what_could_not_be_measured_here_is_skipped_and_what_was_forgotten_is_broken() -> None:
    found = verdicts({}, frozenset({"dev"}))
    assert found == {"dev nl dyad": "skipped", "own nl dyad": "broken"}


def test_floors_rise_to_the_measurement_less_the_margin() -> None:
    lifted = raise_floors({"own nl": {"dyad": 0.6, "type": 0.7777}}, FLOORS)
    assert lifted.floor["own nl"] == {"dyad": 0.58, "type": 0.757}


def test_floors_never_fall_nor_vanish() -> None:
    lifted = raise_floors({"own nl": {"dyad": 0.3}}, FLOORS)
    assert lifted.floor == FLOORS.floor


def test_each_kind_of_measurement_has_its_margin() -> None:
    assert raise_floors({"cuts nl": {"words": 0.99}}, FLOORS).floor["cuts nl"] == {"words": 0.988}


def test_silence_on_decoys_has_no_margin() -> None:
    assert raise_floors({"own nl": {"quiet": 1.0}}, Floors()).floor["own nl"] == {"quiet": 1.0}


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    write_floors(FLOORS, path)
    assert load_floors(path) == FLOORS


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('floor = "high"')
    with pytest.raises(DataError, match=r"floors\.toml"):
        load_floors(path)
