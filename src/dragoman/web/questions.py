"""What is asked of a page: the store to ask, the filters that its address holds, the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dragoman.analysis.actors import settle_actor
from dragoman.errors import DragomanError, StoreError
from dragoman.store.desk import Desk
from dragoman.web.addresses import Address
from dragoman.web.shelf import Shelf
from dragoman.web.words import Words

SHEET = 50
"""Rows on one sheet of a list."""
LAST_SHEET = 200
"""The last sheet that is shown: who wants more narrows the question or downloads the table."""

_CODES = frozenset(
    {
        "actor",
        "recipient",
        "party",
        "between",
        "said_by",
        "speaker",
        "about",
        "country",
        "type",
        "mode",
        "context",
    }
)
"""Names whose values may be several with commas between."""
_ACTORS = frozenset({"actor", "recipient", "party", "between", "said_by", "speaker", "about"})
"""Names under which an actor may be named in words too: China, Verenigde Staten."""
_CODE = re.compile(r"[A-Z]{2,}|Q\d+|.*\d.*|[a-z-]+:.*|\?")

T = TypeVar("T", bound=Struct)
A = TypeVar("A")
S = TypeVar("S", bound=Struct)


class WrongQuestion(DragomanError):
    """The address asks what the page cannot answer."""


class Question(Struct, frozen=True):
    """One request to a page. `desk` may be read until the page is made."""

    desk: Desk
    shelf: Shelf
    address: Address
    words: Words

    def keep(self, key: object, ask: Callable[[Desk], A], *, patient: bool = True) -> A:
        """An answer that is the same for all readers until the store changes: for what is slow to count.

        Who is not `patient` may get one of a little earlier; see `Shelf.keep`.
        """
        return self.shelf.keep(key, ask, patient=patient)

    def one(self, name: str, otherwise: str = "") -> str:
        """The first value under a name."""
        return self.address.one(name) or otherwise

    def need(self, name: str) -> str:
        """The value under a name; raises WrongQuestion when it is missing."""
        value = self.address.one(name)
        if not value:
            raise WrongQuestion(f"the address lacks “{name}=”", where=self.address.path)
        return value

    def number(self, name: str, otherwise: int, *, least: int = 1, most: int = LAST_SHEET) -> int:
        """A whole number under a name, within bounds; raises WrongQuestion for what is none."""
        stated = self.address.one(name)
        if not stated:
            return otherwise
        if not stated.isascii() or not stated.isdigit() or not least <= int(stated) <= most:
            raise WrongQuestion(
                f"“{stated[:40]}” is no {name}", where=self.address.path, remedy=f"{least} to {most}"
            )
        return int(stated)

    def filter(self, kind: type[T]) -> T:
        """The filter of that kind (`EventFilter` …) that the address holds; raises WrongQuestion."""
        given: dict[str, Any] = {}
        for name in kind.__struct_fields__:
            values = [value.strip() for value in self.address.all(name) if value.strip()]
            if name in _CODES:
                values = [part.strip() for value in values for part in value.split(",") if part.strip()]
            if name in _ACTORS:
                values = [_settle(value) for value in values]
            if values:
                given[name] = values if len(values) > 1 else values[0]
        try:
            return msgspec.convert(given, kind, strict=False)
        except msgspec.ValidationError as error:
            raise WrongQuestion(f"cannot be asked: {error}", where=self.address.path) from error


def keep_answer(ask: Callable[[Question], S]) -> Callable[[Question], S]:
    """The same page, whose context is kept for its address and language until the store changes."""

    @wraps(ask)
    def answer(question: Question) -> S:
        key = (ask.__name__, str(question.address), question.words.language)
        return question.keep(key, lambda desk: ask(replace(question, desk=desk)))

    return answer


def list_asked(asked: Struct) -> list[tuple[str, str]]:
    """What a filter holds, as pairs of a name and one value, to be shown and taken out one by one."""
    pairs: list[tuple[str, str]] = []
    for name in asked.__struct_fields__:
        value = getattr(asked, name)
        if value is None:
            continue
        if isinstance(value, (list, tuple)):
            pairs += [(name, str(one)) for one in value]
        else:
            pairs.append((name, str(int(value)) if isinstance(value, bool) else str(value)))
    return pairs


def spread(asked: Struct) -> dict[str, Any]:
    """The filter as the keywords that `Desk.events` and its like take."""
    return {name: value for name in asked.__struct_fields__ if (value := getattr(asked, name)) is not None}


def _settle(stated: str) -> str:
    """The code of an actor that is named in words; a code, an id or unknown words stay as they are."""
    if _CODE.fullmatch(stated):
        return stated
    try:
        return settle_actor(stated)
    except StoreError:
        return stated
