"""Tables in TOML, kept read where Python keeps compiled modules: reading TOML is a tenth of a start.

What is kept holds only for the very bytes it was read from, so that whoever edits a table never meets an old
one. It is written by the rules for byte code: in `__pycache__` or under PYTHONPYCACHEPREFIX, not at all with
PYTHONDONTWRITEBYTECODE or where nobody may write, and for the package's own files only.
"""

from __future__ import annotations

import os
import sys
import tomllib
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
PACKAGE = Path(__file__).parent
FORMAT = b"1"  # what is kept by another format counts as nothing


def read_table(path: Path, kind: type[T], package: Path = PACKAGE) -> T:
    """What the TOML file holds, checked against `kind`.

    Raises msgspec.MsgspecError where it is no TOML or does not fit, OSError where it cannot be read.
    """
    content = path.read_bytes()
    kept = _name_kept(path) if path.is_relative_to(package) else None
    if kept is None:
        return msgspec.toml.decode(content, type=kind)
    stamp = FORMAT + sha256(content).digest()
    found = _read_kept(kept, stamp)
    if found is not None:
        try:
            return msgspec.msgpack.decode(found, type=kind)
        except msgspec.MsgspecError:  # then the table itself does not fit, and below it is told why
            pass
    made = msgspec.toml.decode(content, type=kind)
    if found is None and not sys.dont_write_bytecode:
        table = tomllib.loads(content.decode("utf-8"))
        if _is_plain(table):
            _keep(kept, stamp + msgspec.msgpack.encode(table))
    return made


def _name_kept(path: Path) -> Path | None:
    """Where the table is kept; None where this Python keeps no byte code."""
    try:
        return Path(cache_from_source(f"{path}.py")).with_suffix(".table")
    except NotImplementedError:
        return None


def _read_kept(kept: Path, stamp: bytes) -> bytes | None:
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    return content[len(stamp) :] if content.startswith(stamp) else None


def _is_plain(value: Any) -> bool:
    """Whether it is made of what msgpack tells apart as TOML does: no dates."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return isinstance(value, str | int | float)


def _keep(kept: Path, content: bytes) -> None:
    """Writes the file whole or not at all."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, kept)
    except OSError:
        pass
