"""What was refused while an archive was made, read back from its parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.archive.folder import open_folder
from dragoman.archive.manifests import list_parts
from dragoman.archive.parts import connect
from dragoman.sources.refusals import Refusal

_TABLE = "refusals"


def list_refused(root: str | Path) -> Iterator[Refusal]:
    """Everything refused, part by part, in the order it came in each.

    Raises StoreError when the folder holds a manifest that cannot be read.
    """
    folder = open_folder(root)
    with connect() as connection:
        if folder.files is not None:
            connection.register_filesystem(folder.files)
        files = (file for part in list_parts(folder) for file in part.files if file.table == _TABLE)
        for file in files:
            if file.rows:
                query = "SELECT place, what, remedy FROM read_parquet(?)"
                rows = connection.execute(query, [folder.locate(file.name)]).fetchall()
                yield from (Refusal(*row) for row in rows)
