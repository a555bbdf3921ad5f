"""`dragoman.toml`: what holds for all commands in a folder and below it.

    [data]
    with = ["my-words"]     # folders of your own words, types and actors (see overlay.py)

    [store]
    path = "news.db"        # the store that add, watch, ask, export and desk use

It is looked for from the working directory upward; paths in it are meant from where it stands.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError

SETTINGS = "dragoman.toml"

STORE = "news.db"
"""The store, in the working directory, where no settings name another."""


class DataSettings(Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """Where the user's own data stand."""

    with_: tuple[str, ...] = ()


class StoreSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the store stands."""

    path: str | None = None


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    data: DataSettings = DataSettings()
    store: StoreSettings = StoreSettings()


def find_settings(start: Path) -> tuple[Path, Settings]:
    """The nearest settings from the folder `start` upward, and the folder they stand in.

    Without any: `start` and empty settings. Raises DataError when the file is not as it should be.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        path = folder / SETTINGS
        if path.is_file():
            return folder, _read_settings(path)
    return start, Settings()


def find_store(start: Path) -> Path:
    """The store that the settings of `start` name, else `news.db` in it; raises DataError as above."""
    folder, settings = find_settings(start)
    return folder / settings.store.path if settings.store.path else start / STORE


def _read_settings(path: Path) -> Settings:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        remedy = 'it may hold [data] with = ["folder", …] and [store] path = "news.db", and nothing else'
        raise DataError(str(error), where=str(path), remedy=remedy) from None
