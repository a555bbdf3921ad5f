"""What says that a part exists: its manifest, written last; and archive.json, which says what an archive is.

A reader believes manifests alone: a file that none names is no part of the archive, whatever its name. A pack
is a manifest too, of large files that took the place of the parts it holds, which count no more from the
moment it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from dragoman.archive.folder import Folder, open_folder, tell_address
from dragoman.archive.tables import SCHEMA
from dragoman.errors import StoreError
from dragoman.records import Versions
from dragoman.store.days import tell_now

FORMAT = "dragoman-archive"
ABOUT = "archive.json"
PARTS = "parts"

_TRIES = 5  # looks at a folder of manifests that changes meanwhile
T = TypeVar("T", bound=Struct)


class About(Struct, frozen=True, kw_only=True):
    """archive.json: what the archive was begun with, when (UTC), and how its input is cut into parts.

    `data` is a digest of all words, codebook, atlas and model, None in archives that did not keep it.
    """

    format: str = FORMAT
    schema: int = SCHEMA
    begun: str
    versions: Versions
    cut: dict[str, int] = {}
    data: str | None = None


class PartFile(Struct, frozen=True):
    """A file of a part: its table, its name within the archive, rows, size, and digest of its bytes."""

    table: str
    name: str
    rows: int
    bytes: int
    sha256: str


class Counts(Struct, frozen=True, kw_only=True):
    """How much a part holds. `coded` of the `stories` have records; `characters` are those of all texts."""

    stories: int = 0
    coded: int = 0
    events: int = 0
    statements: int = 0
    relations: int = 0
    refused: int = 0
    characters: int = 0

    def __add__(self, other: Counts) -> Counts:
        names = self.__struct_fields__
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})


class Held(Struct, frozen=True):
    """A part that a pack took in: its number, and the digest of its input."""

    number: int
    digest: str


class Manifest(Struct, frozen=True, kw_only=True):
    """A part, or a pack of parts when it `holds` some; `digest` is that of its input.

    `first_day` and `last_day` bound the publication of its stories; `versions` are those of its records.
    """

    schema: int = SCHEMA
    number: int
    digest: str
    counts: Counts
    first_day: str | None
    last_day: str | None
    versions: tuple[Versions, ...]
    files: tuple[PartFile, ...]
    holds: tuple[Held, ...] = ()

    @property
    def name(self) -> str:
        """The name of its files, without their ending."""
        if not self.holds:
            return name_part(self.number)
        return name_pack(self.holds[0].number, self.holds[-1].number, self.digest)

    @property
    def bytes(self) -> int:
        """The size of all its files."""
        return sum(file.bytes for file in self.files)


def begin_archive(
    root: str | Path, versions: Versions, cut: Mapping[str, int] | None = None, data: str | None = None
) -> About:
    """The archive's description: written when there is none, else checked against what is given.

    Raises StoreError when the archive was made with other data or cut otherwise: parts must not mix.
    """
    folder = open_folder(root)
    content = folder.read(ABOUT)
    if content is None:
        about = About(begun=tell_now(), versions=versions, cut=dict(cut or {}), data=data)
        folder.write(ABOUT, _encode(about))
        return about
    about = _decode_about(content, folder.address)
    for name, had, given in (
        *((name, getattr(about.versions, name), getattr(versions, name)) for name in _VERSIONS),
        ("cut", about.cut, dict(cut or {})),
    ):
        if had != given:
            raise StoreError(
                f"was begun with {name} {_tell(had)}, and this run has {_tell(given)}",
                where=folder.address,
                remedy="name a new folder, or go on with what it was begun with",
            )
    if data is not None and about.data not in (None, data):
        raise StoreError(
            f"was begun with other words, codebook, atlas or model (data {about.data}) than there are now "
            f"({data})",
            where=folder.address,
            remedy="put the files back as they were, or name a new folder and code everything again",
        )
    return about


_VERSIONS = Versions.__struct_fields__


def read_about(root: str | Path | Folder) -> About:
    """The archive's description. Raises StoreError when the folder is no archive, or a newer one."""
    folder = _open(root)
    content = folder.read(ABOUT)
    if content is None:
        remedy = "dragoman code STORIES -o FOLDER/ makes one"
        raise StoreError("is no archive: it has no archive.json", where=folder.address, remedy=remedy)
    return _decode_about(content, folder.address)


def is_archive(address: str | Path) -> bool:
    """Whether the path or address is that of an archive. Raises StoreError as `open_folder` does."""
    told = tell_address(address)
    if "://" not in told:
        return (Path(told) / ABOUT).is_file()
    return not told.startswith(("http://", "https://")) and open_folder(told).read(ABOUT) is not None


def list_parts(root: str | Path | Folder) -> tuple[Manifest, ...]:
    """The manifests of all that the archive holds now, in order of their numbers.

    Parts that a pack holds are left out. Raises StoreError for a manifest that cannot be read.
    """
    folder = _open(root)
    for _ in range(_TRIES):
        names = _list_manifests(folder)
        found = [_read(folder, name) for name in names]
        # A pack that came, and its parts that went, between two looks must not be missed.
        if None not in found and _packs(_list_manifests(folder)) == _packs(names):
            return _leave_held([one for one in found if one is not None])
    raise StoreError("changes all the time", where=folder.address, remedy="wait for what compacts it")


def list_superseded(root: str | Path | Folder) -> tuple[Manifest, ...]:
    """The manifests of parts that a pack holds and that are still there."""
    folder = _open(root)
    found = [one for name in _list_manifests(folder) if (one := _read(folder, name)) is not None]
    live = {one.name for one in _leave_held(found)}
    return tuple(one for one in found if one.name not in live)


def list_done(root: str | Path | Folder) -> dict[int, str]:
    """By number, the digest of the input of every part, whether it stands alone or in a pack."""
    return {held.number: held.digest for one in list_parts(root) for held in tell_held(one)}


def is_done(root: str | Path, number: int, digest: str) -> bool:
    """Whether the part of that number, made from input with that digest, is there.

    Raises StoreError when it is there and was made from other input: parts must not mix.
    """
    folder = open_folder(root)
    alone = _read(folder, f"{name_part(number)}.json")
    if alone is not None:
        had: str | None = alone.digest
    else:
        packs = [_read(folder, name) for name in _packs(_list_manifests(folder))]
        held = [own for pack in packs if pack is not None for own in pack.holds if own.number == number]
        had = held[0].digest if held else None
    if had is not None and had != digest:
        raise StoreError(
            f"part {number} was made from other stories",
            where=folder.address,
            remedy="give the same input with the same options as before, or name a new folder",
        )
    return had is not None


def find_part(root: str | Path, number: int, digest: str) -> Manifest | None:
    """The manifest of the part of that number, made from input with that digest; None when it does not
    stand there by itself."""
    found = _read(open_folder(root), f"{name_part(number)}.json")
    return found if found is not None and found.digest == digest else None


def tell_held(manifest: Manifest) -> tuple[Held, ...]:
    """The parts that a manifest stands for: itself, or those that the pack holds."""
    return manifest.holds or (Held(manifest.number, manifest.digest),)


def write_manifest(folder: Folder, manifest: Manifest) -> None:
    """Makes the part exist; its files must be in place."""
    folder.write(f"{PARTS}/{manifest.name}.json", _encode(manifest))


def name_part(number: int) -> str:
    """`part-000017`."""
    return f"part-{number:06}"


def name_pack(first: int, last: int, digest: str) -> str:
    """`pack-000000-000332-5f0c2a91`: its first and last part, and which parts it holds."""
    return f"pack-{first:06}-{last:06}-{digest[:8]}"


def _list_manifests(folder: Folder) -> list[str]:
    return [name for name in folder.list_names(PARTS) if name.endswith(".json")]


def _packs(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("pack-")]


def _leave_held(found: list[Manifest]) -> tuple[Manifest, ...]:
    """Those that no larger one holds, in order of their numbers."""
    covered: dict[int, Manifest] = {}
    for one in sorted(found, key=lambda one: len(one.holds)):
        for held in tell_held(one):
            covered[held.number] = one
    live = {one.name for one in covered.values()}
    return tuple(sorted((one for one in found if one.name in live), key=lambda one: one.number))


def _read(folder: Folder, name: str) -> Manifest | None:
    content = folder.read(f"{PARTS}/{name}")
    if content is None:
        return None
    return _decode(content, Manifest, f"{folder.address}/{PARTS}/{name}")


def _decode_about(content: bytes, where: str) -> About:
    about = _decode(content, About, f"{where}/{ABOUT}")
    if about.format != FORMAT:
        raise StoreError("is no archive of Dragoman", where=where, remedy="name a folder of dragoman code")
    return about


def _decode(content: bytes, kind: type[T], where: str) -> T:
    try:
        schema = msgspec.json.decode(content, type=_Schema).schema
        if schema <= SCHEMA:
            return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError as error:
        remedy = "dragoman archive check tells what is amiss"
        raise StoreError(f"cannot be understood ({error})", where=where, remedy=remedy) from error
    remedy = "use the version of Dragoman that wrote it, or a newer one"
    raise StoreError(f"has schema {schema}, and this program knows {SCHEMA}", where=where, remedy=remedy)


class _Schema(Struct, frozen=True):
    schema: int


def _encode(given: Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(given), indent=1) + b"\n"


def _open(root: str | Path | Folder) -> Folder:
    return open_folder(root) if isinstance(root, str | Path) else root


def _tell(value: object) -> str:
    return "none" if value is None else str(value)
