"""Settings: which dragoman.toml holds, and what it says of data and store."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.settings import find_settings, find_store


def test_the_nearest_settings_hold_below_their_folder(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('[data]\nwith = ["mine"]\n')
    (tmp_path / "in" / "side").mkdir(parents=True)
    folder, settings = find_settings(tmp_path / "in" / "side")
    assert (folder, settings.data.with_) == (tmp_path.resolve(), ("mine",))


def test_the_store_is_meant_from_where_the_settings_stand(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('[store]\npath = "kept/desk.db"\n')
    (tmp_path / "inside").mkdir()
    assert find_store(tmp_path / "inside") == tmp_path.resolve() / "kept" / "desk.db"


def test_without_settings_the_store_is_news_db_here(tmp_path: Path) -> None:
    assert find_store(tmp_path) == tmp_path / "news.db"


def test_an_unknown_key_is_refused_with_what_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('[store]\nfile = "x"\n')
    with pytest.raises(DataError, match=r"unknown field `file`.*\[store\] path"):
        find_store(tmp_path)
