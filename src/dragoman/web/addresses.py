"""Addresses: every state of a page is a path with a query string, made and changed here only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct

Value = str | int | float | bool | None | Sequence[str]


class Address(Struct, frozen=True):
    """A page of the desk with what is asked of it; its text is what stands in `href`."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.path + (f"?{urlencode(self.query, quote_via=quote)}" if self.query else "")

    def all(self, name: str) -> tuple[str, ...]:
        """The values asked under that name."""
        return tuple(value for key, value in self.query if key == name)

    def one(self, name: str) -> str | None:
        """The first value asked under that name."""
        return next(iter(self.all(name)), None)

    def change(self, **asked: Value) -> Address:
        """The same page with other values under these names; None takes the name out."""
        kept = [pair for pair in self.query if pair[0] not in asked]
        return Address(self.path, (*kept, *_pairs(asked)))

    def narrow(self, name: str, value: str) -> Address:
        """The same page with one more value under that name, from its first sheet."""
        first = self.leave("page", "open")
        return first if value in first.all(name) else Address(self.path, (*first.query, (name, value)))

    def widen(self, name: str, value: str) -> Address:
        """The same page without that value, from its first sheet."""
        first = self.leave("page", "open")
        return Address(self.path, tuple(pair for pair in first.query if pair != (name, value)))

    def leave(self, *names: str) -> Address:
        """The same page without what is asked under these names."""
        return Address(self.path, tuple(pair for pair in self.query if pair[0] not in names))

    def turn(self, path: str) -> Address:
        """The same question to another page."""
        return Address(path, self.query)


def point(page: str, **asked: Value) -> Address:
    """The address of a page by its name: `point("events", actor="USA", type=["AID", "ACCUSE"])`."""
    return Address("/" if page == "briefing" else f"/{page}", tuple(_pairs(asked)))


def point_outside(url: str | None) -> str | None:
    """A story's own address when it is one of the web; anything else (`javascript:`) is no link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _pairs(asked: dict[str, Value]) -> Iterable[tuple[str, str]]:
    for name, value in asked.items():
        if value is None:
            continue
        if isinstance(value, bool):
            yield name, str(int(value))
        elif isinstance(value, (str, int, float)):
            yield name, str(value)
        else:
            yield from ((name, one) for one in value)
