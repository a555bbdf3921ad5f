"""Rows of the store for people: a table where the terminal is wide, else each row above its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from dragoman.cli.labels import flatten_text

if TYPE_CHECKING:
    from dragoman.store.asking import Answer
    from dragoman.store.judgements import Judgement
    from dragoman.store.rows import ActorRow, EventRow, RelationRow, StatementRow, StoryRow

_WIDE = 110
"""Columns from which the words have room beside the row; on less they stand below it."""


class Shown(Struct, frozen=True):
    """A row as it is shown: its cells, the words it rests on, and where they stand."""

    cells: tuple[str, ...]
    words: str
    place: str
    style: str = ""


def show_rows(rows: Sequence[Any], kind: str) -> None:
    """Print rows of that kind ("events", "stories" …)."""
    console = Console(highlight=False)
    columns, show = _KINDS[kind]
    shown = [show(row) for row in rows]
    if not shown:
        return
    if console.width >= _WIDE:
        console.print(_tabulate(columns, shown))
    else:
        for one in shown:
            head = Text("  ".join(cell for cell in one.cells if cell), style=one.style)
            console.print(Group(head, *_put_below(one)))


def show_answer(answer: Answer) -> None:
    """Print what a question in SQL gave."""
    table = _open_table(answer.columns)
    for row in answer.rows:
        table.add_row(*(Text("" if value is None else flatten_text(str(value))) for value in row))
    Console(highlight=False).print(table)


def show_tables(tables: Mapping[str, Sequence[str]]) -> None:
    """Print the tables of a store with their columns."""
    table = _open_table(("table", "columns"))
    for name, columns in tables.items():
        table.add_row(name, ", ".join(columns))
    Console(highlight=False).print(table)


def _tabulate(columns: Sequence[str], shown: Sequence[Shown]) -> Table:
    table = _open_table((*columns, "words") if any(one.words for one in shown) else (*columns, ""))
    table.columns[-1].ratio = 1
    for one in shown:
        cells = [Text(cell, style=one.style if at == 1 else "") for at, cell in enumerate(one.cells)]
        table.add_row(*cells, Group(*_list_words(one)))
    return table


def _open_table(columns: Sequence[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _list_words(one: Shown) -> list[Text]:
    return [part for part in (Text(one.words), Text(one.place, style="dim")) if part.plain]


def _put_below(one: Shown) -> list[Text]:
    return [Text("    ").append_text(part) for part in _list_words(one)]


def _show_event(row: EventRow) -> Shown:
    by = f" by {row.said_by}" if row.said_by else ""
    standing = f"claimed{by}" if row.claimed else ""
    if row.standing != "actual":
        standing = f"{standing}, {row.standing}" if standing else row.standing
    return Shown(
        (row.date or "", "/".join((row.type, *row.modes)), _pair(row.actors, row.recipients), standing),
        flatten_text(row.evidence),
        _tell_place(row.story, row.id, row.publisher),
        "bold" if not standing else "dim" if row.standing != "actual" else "italic",
    )


def _show_statement(row: StatementRow) -> Shown:
    speaker = " ".join(part for part in (row.speaker, row.sector) if part)
    name = flatten_text(row.speaker_name)
    topics = ", ".join((*row.about, *row.issues))
    words = flatten_text(row.content)
    return Shown(
        (
            row.first_day or "",
            " ".join(part for part in (speaker, name) if part) or "somebody",
            row.act,
            topics,
        ),
        f"“{words}”" if row.kind == "direct" else words,
        _tell_place(row.story, row.id, row.publisher),
    )


def _show_relation(row: RelationRow) -> Shown:
    pair = f"{row.one} – {row.other}" if row.other else row.one
    since = f"since {row.since}" if row.since else ""
    return Shown(
        (row.published or "", pair, row.change, ", ".join(row.issues), since),
        flatten_text(row.evidence),
        _tell_place(row.story, row.id, row.publisher),
        "bold",
    )


def _show_story(row: StoryRow) -> Shown:
    state = "" if row.state == "coded" else row.state
    return Shown(
        (
            row.published or "",
            row.id,
            row.language,
            row.publisher or "",
            str(row.events),
            str(row.statements),
            state,
        ),
        flatten_text(row.title or ""),
        flatten_text(row.reason or ""),
    )


def _show_actor(row: ActorRow) -> Shown:
    code = " ".join(part for part in (row.code or "?", row.sector) if part)
    return Shown(
        (f"{row.times:,}", code, flatten_text(row.name), flatten_text(row.office or ""), row.via or ""),
        flatten_text(row.text),
        row.entity if row.entity and row.entity != row.code else "",
    )


def _show_judgement(row: Judgement) -> Shown:
    state = "" if row.current else "replaced"
    return Shown(
        (row.made[:10], row.verdict, row.user, row.kind, flatten_text(row.note or ""), state),
        flatten_text(row.correction or ""),
        f"{row.story}/{row.id}",
    )


def _pair(actors: Sequence[str], recipients: Sequence[str]) -> str:
    told = ", ".join(actors)
    return f"{told} → {', '.join(recipients)}" if recipients else told


def _tell_place(story: str, identity: str, publisher: str | None) -> str:
    return flatten_text(f"{story}/{identity}" + (f" · {publisher}" if publisher else ""))


_KINDS: dict[str, tuple[tuple[str, ...], Callable[[Any], Shown]]] = {
    "events": (("date", "event", "who → whom", "stands"), _show_event),
    "statements": (("day", "speaker", "act", "about"), _show_statement),
    "relations": (("day", "who", "stands", "issues", "since"), _show_relation),
    "stories": (("day", "id", "", "publisher", "events", "said", "state"), _show_story),
    "actors": (("times", "code", "name", "office", "via"), _show_actor),
    "judgements": (("day", "verdict", "user", "kind", "note", ""), _show_judgement),
}
