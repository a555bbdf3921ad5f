"""Names of states in languages that are not coded yet."""

from __future__ import annotations

import pytest

from dragoman.atlas.atlas import Atlas


@pytest.mark.parametrize(
    ("words", "language", "code"),
    [
        ("deutschen", "de", "DEU"),
        ("Russlands", "de", "RUS"),
        ("Royaume-Uni", "fr", "GBR"),
        ("américaines", "fr", "USA"),
        ("rusos", "es", "RUS"),
        ("Países Bajos", "es", "NLD"),
        ("Regno Unito", "it", "GBR"),
        ("cinesi", "it", "CHN"),
    ],
)
def test_a_state_is_found_by_name_and_adjective(words: str, language: str, code: str) -> None:
    cut = words.split()
    length, hits = Atlas.load().find(cut, 0, language)
    assert length == len(cut) and hits[0].entry.country == code


def test_only_states_are_known_in_them() -> None:
    assert Atlas.load().find(["Hezbollah"], 0, "de") == (0, ())
