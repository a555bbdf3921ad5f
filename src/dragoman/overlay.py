"""A user's own folders of words, meanings, types and actors, laid over the data that comes with the program.

    my-words/
      off.toml            shipped entries and frames that are switched off
      frames.toml         meanings: new ones, or another reading of a shipped one
      ontology.toml       types and modes: further ones, a type split by issue, or an ontology of one's own
      nl/*.toml           entries of a language; also classes.toml, aside.toml, forms.tsv
      actors/*.toml       countries/*.toml, groups.toml, bodies.toml …, in the schema of the atlas

`dragoman.toml` names folders that always hold (see settings.py). Here is only where they stand and what they
hold by digest; each loader reads its own files from them. Of two folders the later wins.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from dragoman.errors import DataError
from dragoman.settings import SETTINGS, find_settings

FILES = ("off.toml", "frames.toml", "ontology.toml")
ACTORS = "actors"
DATA = (".toml", ".tsv")
LANGUAGE = re.compile(r"[a-z]{2}")


class Folder(Struct, frozen=True):
    """One folder: where it stands, and the digest of the data files in it."""

    path: str
    digest: str

    @property
    def name(self) -> str:
        """Its own name and the beginning of its digest: what a record carries."""
        return f"{Path(self.path).name}+{self.digest[:8]}"


class Overlay(Struct, frozen=True):
    """The folders that are laid over the shipped data, the last one topmost; false when there are none.

    Two overlays are equal when they stand in the same places and hold the same: loaders keep what they
    read by it.
    """

    folders: tuple[Folder, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folders)

    @property
    def version(self) -> str | None:
        """What a record made with it carries, None without folders."""
        return " ".join(folder.name for folder in self.folders) or None

    def files(self, *parts: str) -> list[Path]:
        """The file of that name in every folder that has it."""
        paths = (Path(folder.path).joinpath(*parts) for folder in self.folders)
        return [path for path in paths if path.is_file()]

    def folder_paths(self, *parts: str) -> list[Path]:
        """The subfolder of that name in every folder that has it."""
        paths = (Path(folder.path).joinpath(*parts) for folder in self.folders)
        return [path for path in paths if path.is_dir()]

    def languages(self) -> tuple[str, ...]:
        """The languages that the folders have entries for, sorted."""
        found = {path.name for path in self._subfolders() if LANGUAGE.fullmatch(path.name)}
        return tuple(sorted(found))

    def _subfolders(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from (path for path in Path(folder.path).iterdir() if path.is_dir())


NONE = Overlay()
"""The shipped data alone."""


def open_overlay(folders: Iterable[str | Path]) -> Overlay:
    """The overlay of these folders; raises DataError for one that is missing or holds what nobody reads."""
    return Overlay(tuple(_open_folder(Path(folder)) for folder in folders))


def find_overlay(start: Path) -> Overlay:
    """The overlay that the nearest `dragoman.toml` names, from the folder `start` upward; NONE without one.

    Folders are meant from where that file stands. Raises DataError when it is not as it should be.
    """
    folder, settings = find_settings(start)
    return open_overlay(folder / name for name in settings.data.with_)


def _open_folder(folder: Path) -> Folder:
    if not folder.is_dir():
        raise DataError("there is no such folder of words", where=str(folder))
    files = _list_data(folder)
    if not files:
        raise DataError("holds no data file", where=str(folder), remedy="see docs/your-own-words.md")
    for path in files:
        _check_place(path.relative_to(folder), folder)
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return Folder(str(folder.resolve()), digest.hexdigest())


def _list_data(folder: Path) -> Sequence[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in DATA and path.name != SETTINGS)


def _check_place(path: Path, folder: Path) -> None:
    first, *rest = path.parts
    known = first in FILES if not rest else first == ACTORS or bool(LANGUAGE.fullmatch(first))
    if not known:
        raise DataError(
            "is no file of an overlay",
            where=str(folder / path),
            remedy=f"known are {', '.join(FILES)}, a folder for each language (nl/, en/), and {ACTORS}/",
        )
