"""Where outlets are at home: by name and address, shipped and a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.overlay import extend_atlas
from dragoman.atlas.publishers import read_publishers
from dragoman.errors import DataError

CODES = frozenset({"NOR"})


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [
        ("NOS Nieuws", None, "NLD"),
        ("nos  nieuws", None, "NLD"),
        ("vrt.be", None, "BEL"),
        (None, "https://www.bbc.co.uk/news/1", "GBR"),
        ("The Editors", "https://edition.cnn.com/2024", "USA"),
    ],
)
def test_an_outlet_by_name_or_address(publisher: str | None, url: str | None, country: str) -> None:
    outlet = Atlas.load().outlet(publisher, url)
    assert outlet is not None and outlet.country == country


def test_an_agency_is_at_home_nowhere() -> None:
    outlet = Atlas.load().outlet("Reuters", "https://www.reuters.example.nl/")
    assert outlet is not None and outlet.country is None


@pytest.mark.parametrize("address", ["De Havenbode", "https://[bad", "", "http://nos.nl.example.org/"])
def test_an_unknown_outlet_is_none(address: str) -> None:
    assert Atlas.load().outlet(address, None) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[NOW]\n"The Skerry Post" = ["skerrypost.example"]', "unknown country 'NOW'"),
        ('[NOR]\n"The Skerry Post" = ["post.example"]\n"The Post" = ["post.example"]', "is an outlet of"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "publishers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=told):
        read_publishers(tmp_path, CODES)


def test_a_users_own_outlets_come_first(tmp_path: Path) -> None:
    (tmp_path / "publishers.toml").write_text(
        '[NOR]\n"The Skerry Post" = ["skerrypost.example", "BBC"]', encoding="utf-8"
    )
    atlas = extend_atlas(Atlas.load(), tmp_path)
    own, taken = atlas.outlet(None, "https://skerrypost.example/1"), atlas.outlet("BBC", None)
    assert own is not None and own.country == "NOR"
    assert taken is not None and taken.country == "NOR"
