"""What a brief is made of: sections of lines, each with its sources."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Source(Struct, frozen=True, kw_only=True):
    """The words that a line stands on: `start` and `end` are offsets into the text of the story."""

    story: str
    record: str
    publisher: str | None
    published: str | None
    language: str
    title: str | None
    url: str | None
    start: int
    end: int
    text: str


class Line(Struct, frozen=True, kw_only=True):
    """One sentence, the days it is of in words, and its sources."""

    sentence: str
    days: str
    sources: tuple[Source, ...]


class Group(Struct, frozen=True, kw_only=True):
    """Lines that belong together, with a title and a word on how things stand where there is one."""

    lines: tuple[Line, ...]
    title: str | None = None
    note: str | None = None


class Section(Struct, frozen=True, kw_only=True):
    """A part of the brief."""

    kind: Literal["changed", "between", "pledged", "within", "said", "relations"]
    title: str
    groups: tuple[Group, ...]


class Brief(Struct, frozen=True, kw_only=True):
    """A brief of the days from `since` to `until` in a language, made of `stories`."""

    language: str
    since: str
    until: str
    title: str
    made: str
    stories: int
    publishers: int
    sections: tuple[Section, ...]
