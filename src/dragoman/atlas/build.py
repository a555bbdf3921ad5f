"""The build: the atlas's TOML and TSV files into the one compiled file that lookups read.

`python -m dragoman.atlas.build` writes it; `--check` only tells whether it is current.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from dragoman.atlas.atlas import COMPILED
from dragoman.atlas.entries import read_names
from dragoman.atlas.gender_words import read_genders
from dragoman.atlas.holders import read_persons
from dragoman.atlas.publishers import read_publishers
from dragoman.atlas.role_words import read_roles
from dragoman.atlas.schema import FOLDER
from dragoman.atlas.tables import Tables, pack_tables


def build_atlas(folder: Path = FOLDER) -> bytes:
    """The compiled atlas of a folder's files; the same files give the same bytes."""
    names = read_names(folder)
    codes = frozenset(one.country for one in names.entries if one.kind == "country" and one.country)
    tables = Tables(
        names,
        read_persons(folder),
        {path.name.split(".")[1]: read_roles(path) for path in sorted(folder.glob("roles.*.toml"))},
        read_genders(folder),
        read_publishers(folder, codes),
    )
    return msgspec.msgpack.encode(pack_tables(tables, "1+"), order="deterministic")


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
