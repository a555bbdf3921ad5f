"""The page docs/schema.md, made from schema.sql and its comments.

python -m dragoman.store.schema_page > docs/schema.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

_SECTION = re.compile(r"-- ── (.+?) ─+$")
_TABLE = re.compile(r"CREATE TABLE (\w+) \(\s*(?:-- (.*))?$")
_COLUMN = re.compile(r"    (\w+) +(TEXT|INTEGER|REAL|BLOB)\b([^-]*?),?\s*(?:-- (.*))?$")
_MORE = re.compile(r"\s+-- (.*)$")
_VIEW = re.compile(r"CREATE VIEW (\w+) AS")
_SEARCHED = re.compile(r"CREATE VIRTUAL TABLE (\w+) USING fts5")
_CONTENT = re.compile(r"(.*), content = '(\w+)'")
_HEAD = """\
# The tables of a store

Made from `src/dragoman/store/schema.sql` by `python -m dragoman.store.schema_page > docs/schema.md`; a test
holds the two together. [store.md](store.md) tells how to ask them.
"""


class Column(Struct):
    """A column, its kind, and what it means."""

    name: str
    kind: str
    meaning: str


class Table(Struct):
    """A table, view or full-text index, what it is for, and its columns."""

    section: str
    name: str
    meaning: str
    columns: list[Column]


def read_tables(script: str) -> list[Table]:
    """The tables of a schema in the order they stand, as its comments tell them."""
    tables: list[Table] = []
    section, comment = "", ""
    inside = searched = False
    for line in script.splitlines():
        if match := _SECTION.match(line):
            section, comment = match[1], ""
        elif match := _TABLE.match(line):
            tables.append(Table(section, match[1], " ".join(filter(None, (comment, match[2]))), []))
            inside, comment = True, ""
        elif match := _VIEW.match(line):
            tables.append(Table(section, match[1], comment, []))
            comment = ""
        elif match := _SEARCHED.match(line):
            tables.append(Table(section, match[1], comment, []))
            searched = True
        elif searched and (match := _CONTENT.match(line.strip())):
            tables[-1].columns = [Column(name, "words", f"of {match[2]}") for name in match[1].split(", ")]
            searched = False
        elif inside and line.startswith(")"):
            inside = False
        elif inside and (match := _COLUMN.match(line)):
            tables[-1].columns.append(Column(match[1], match[2], match[4] or _tell_target(match[3])))
        elif inside and (match := _MORE.match(line)) and tables[-1].columns:
            last = tables[-1].columns[-1]
            last.meaning = f"{last.meaning} {match[1]}".strip()
        elif line.startswith("-- "):
            comment = f"{comment} {line[3:]}".strip()
        elif not line.strip():
            comment = ""
    return tables


def write_page(tables: list[Table]) -> str:
    """The page, in Markdown."""
    return _HEAD + "".join(_write_parts(tables))


def _write_parts(tables: list[Table]) -> Iterator[str]:
    section = ""
    for table in tables:
        if table.section != section:
            section = table.section
            yield f"\n## {section[:1].upper()}{section[1:]}\n"
        yield f"\n### {table.name}\n\n"
        if table.meaning:
            yield f"{table.meaning[:1].upper()}{table.meaning[1:].rstrip('.')}.\n\n"
        if table.columns:
            yield "| column | kind | meaning |\n|---|---|---|\n"
            for column in table.columns:
                yield f"| {column.name} | {column.kind} | {column.meaning.replace('|', chr(92) + '|')} |\n"


def _tell_target(rest: str) -> str:
    match = re.search(r"REFERENCES (\w+)", rest)
    return f"key of {match[1]}" if match else ""


def main() -> None:
    """Print the page."""
    script = (files("dragoman.store") / "schema.sql").read_text(encoding="utf-8")
    print(write_page(read_tables(script)), end="")


if __name__ == "__main__":
    main()
