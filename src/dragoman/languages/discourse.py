"""How a language reports speech beyond its verbs: documents, hearsay, sources, unnamed speakers."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.languages.function import FOLDER


class Discourse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Word classes of reported speech in one language; lemmas unless said otherwise.

    `documents` speak for their authors ("a report by the UN"), who stand behind `author_prepositions`.
    `anybody` and the roles of `anybody_sectors` may come from any country when nothing says
    from where; `vague` words beside them do not say it.
    """

    documents: frozenset[str]
    author_prepositions: frozenset[str]
    anybody: frozenset[str]
    anybody_sectors: frozenset[str]
    vague: frozenset[str]


@cache
def load_discourse(language: str) -> Discourse:
    """The word classes of `language`; raises DataError with file and field when the file is wrong."""
    path = FOLDER / language / "discourse.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Discourse)
    except FileNotFoundError:
        raise DataError(f"no words of reported speech for language {language!r}", where=str(path)) from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/discourse.py") from None
