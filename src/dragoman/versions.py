"""What records are made with today, told without loading it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman import __version__
from dragoman.atlas.overlay import load_atlas
from dragoman.codebook.codebook import load_codebook
from dragoman.overlay import NONE, Overlay
from dragoman.records import Versions

_HERE = Path(__file__).parent
_DATA = ("codebook", "languages", "atlas", "syntax/models")
_ENDINGS = (".toml", ".tsv", ".json", ".npz", ".onnx", ".model", ".msgpack")


class _Model(Struct, frozen=True):
    name: str
    version: str


def tell_versions(overlay: Overlay = NONE) -> Versions:
    """The versions that a story read and coded now carries. Raises DataError when a data file is amiss."""
    model = msgspec.json.decode((_HERE / "syntax/models/model.json").read_bytes(), type=_Model)
    codebook, atlas = load_codebook(overlay=overlay), load_atlas(overlay)
    return Versions(
        __version__, codebook.profile, atlas.version, f"{model.name} {model.version}", overlay.version
    )


def digest_data(overlay: Overlay = NONE) -> str:
    """The beginning of the SHA-256 of all data records are made with: also of edits that no version tells."""
    digest = hashlib.sha256()
    paths = sorted(path for folder in _DATA for path in (_HERE / folder).rglob("*"))
    for path in paths:
        if path.suffix in _ENDINGS:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(_HERE).as_posix()}\0{len(content)}\0".encode() + content)
    for folder in overlay.folders:
        digest.update(folder.digest.encode())
    return digest.hexdigest()[:16]
