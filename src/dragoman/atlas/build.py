"""The build: the atlas's TOML and TSV files into the one compiled file that lookups read.

`python -m dragoman.atlas.build` writes it; `--check` only tells whether it is current.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import msgspec
from msgspec import Raw

from dragoman.atlas.atlas import COMPILED, Compiled
from dragoman.atlas.entries import read_names
from dragoman.atlas.genders import read_genders
from dragoman.atlas.holders import read_persons
from dragoman.atlas.roles import RoleTable, read_roles
from dragoman.atlas.schema import FOLDER


def build_atlas(folder: Path = FOLDER) -> bytes:
    """The compiled atlas of a folder's files; the same files give the same bytes."""
    roles: dict[str, RoleTable] = {
        path.name.split(".")[1]: read_roles(path) for path in sorted(folder.glob("roles.*.toml"))
    }
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    parts = [
        encoder.encode(part)
        for part in (read_names(folder), read_persons(folder), roles, read_genders(folder))
    ]
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()
    return encoder.encode(Compiled(f"1+{digest[:8]}", *(Raw(part) for part in parts)))


def main(arguments: list[str]) -> int:
    """Writes the compiled file, or with --check returns 1 when it is not current."""
    built = build_atlas()
    if "--check" in arguments:
        return 0 if COMPILED.exists() and COMPILED.read_bytes() == built else 1
    COMPILED.write_bytes(built)
    sys.stdout.write(f"{COMPILED}: {len(built):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
