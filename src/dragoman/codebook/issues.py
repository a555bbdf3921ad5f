"""The issues that relations and statements are about: their names in the codebook's order."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.codebook.codebook import FOLDER
from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = FOLDER / "issues.toml"


class _Issues(msgspec.Struct, forbid_unknown_fields=True):
    issue: dict[str, str]


@cache
def list_issues() -> tuple[str, ...]:
    """The names of the issues; raises DataError when their file is wrong."""
    try:
        return tuple(read_table(PATH, _Issues).issue)
    except FileNotFoundError:
        raise DataError("the file is missing", where=str(PATH), remedy="see codebook/issues.py") from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(PATH), remedy="see codebook/issues.py") from None
