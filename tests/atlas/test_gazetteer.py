"""Towns and regions by name, and which of several namesakes is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.gazetteer import Spot, choose_spot, load_gazetteer
from dragoman.errors import DataError

NOWHERE: frozenset[str] = frozenset()


def spot(country: str, people: int) -> Spot:
    return Spot(f"x:{country}", "Springfield", country, 0.0, 0.0, people)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Goma", "COD"),
        ("Parijs", "FRA"),
        ("Londen", "GBR"),
        ("Loehansk", "UKR"),
        ("Bali", "IDN"),
        ("Hodeida", "YEM"),
    ],
)
def test_a_name_in_either_language_finds_its_country(name: str, country: str) -> None:
    length, spots = load_gazetteer().find([name], 0)
    found = choose_spot(spots, NOWHERE)
    assert length == 1
    assert found is not None
    assert found.country == country


def test_the_longest_name_wins() -> None:
    assert load_gazetteer().find(["South", "China", "Sea"], 0)[0] == 3


def test_a_country_named_in_the_story_decides() -> None:
    assert choose_spot([spot("USA", 900_000), spot("CAN", 20_000)], frozenset({"CAN"})) == spot("CAN", 20_000)


def test_the_far_larger_town_is_meant_when_nothing_else_tells() -> None:
    assert choose_spot([spot("USA", 900_000), spot("CAN", 60_000)], NOWHERE) == spot("USA", 900_000)


def test_two_of_about_the_same_size_leave_a_doubt() -> None:
    assert choose_spot([spot("USA", 900_000), spot("CAN", 600_000)], NOWHERE) is None


def test_a_small_town_needs_its_country() -> None:
    assert choose_spot([spot("USA", 20_000)], NOWHERE) is None


def test_a_region_has_no_inhabitants_and_says_so() -> None:
    (sea,) = load_gazetteer().find(["Oostzee"], 0)[1]
    assert (sea.precision, sea.name) == ("region", "Baltic Sea")


def test_a_file_that_is_no_gazetteer_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.msgpack"
    path.write_bytes(b"no")
    with pytest.raises(DataError, match="gazetteer_build"):
        load_gazetteer(path)
