"""How a language reports speech beyond its verbs: documents, hearsay, sources, unnamed speakers."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.languages.function import FOLDER
from dragoman.tables import read_table


class Discourse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Word classes of reported speech in one language; lemmas unless said otherwise.

    `hearsay` are phrases of forms that report without a source, `quoting` the verbs by which others quote.
    `words` behind `words_prepositions` name a source ("in the words of"). `asides` open a clause that is
    the writer's own after what is said, `meanwhile` one whose subject is the speaker. `good` and `bad` words
    tell what a speaker is for and against, `regret` that he is sorry. `based` tells where a speaker is at
    home. `naming` verbs say what they call a thing; `organisations` point back to one that the story named
    ("the agency").
    `documents` speak for their authors ("a report by the UN"), who stand behind `author_prepositions`.
    `anybody` and the roles of `anybody_sectors` may come from any country when nothing says from where;
    `vague` words beside them do not say it. `media_sectors` report when they speak.
    """

    documents: frozenset[str]
    author_prepositions: frozenset[str]
    anybody: frozenset[str]
    anybody_sectors: frozenset[str]
    vague: frozenset[str]
    hearsay: tuple[str, ...]
    quoting: frozenset[str]
    naming: frozenset[str]
    based: frozenset[str]
    organisations: frozenset[str]
    words: frozenset[str]
    words_prepositions: frozenset[str]
    asides: frozenset[str]
    meanwhile: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    regret: frozenset[str]
    media_sectors: frozenset[str]


@cache
def load_discourse(language: str) -> Discourse:
    """The word classes of `language`; raises DataError with file and field when the file is wrong."""
    path = FOLDER / language / "discourse.toml"
    try:
        return read_table(path, Discourse)
    except FileNotFoundError:
        raise DataError(f"no words of reported speech for language {language!r}", where=str(path)) from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/discourse.py") from None
