"""What the store answers with: plain rows, and tables of them for the libraries that analysts use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints, overload

import msgspec
from msgspec import Struct

from dragoman.errors import DragomanError


class EventRow(Struct, frozen=True, kw_only=True):
    """An event, flat. `actors` and `recipients` are codes; days are ISO 8601 and bound the event's date."""

    story: str
    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: str
    score: float
    factuality: str
    claimed: bool
    standing: str
    said_by: str | None
    date: str | None
    first_day: str | None
    last_day: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    confidence: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    evidence: str
    starts: int
    ends: int
    title: str | None
    published: str | None
    publisher: str | None
    language: str
    url: str | None


class StatementRow(Struct, frozen=True, kw_only=True):
    """A statement, flat. `speaker` is a code, None when the speaker is not linked."""

    story: str
    id: str
    speaker: str | None
    speaker_name: str
    sector: str | None
    kind: str
    act: str
    about: tuple[str, ...]
    addressees: tuple[str, ...]
    issues: tuple[str, ...]
    content: str
    starts: int
    ends: int
    first_day: str | None
    title: str | None
    published: str | None
    publisher: str | None
    language: str
    url: str | None


class RelationRow(Struct, frozen=True, kw_only=True):
    """How a relation stands, as a story tells it, flat."""

    story: str
    id: str
    one: str
    other: str | None
    change: str
    issues: tuple[str, ...]
    factuality: str
    claimed: bool
    said_by: str | None
    since: str | None
    evidence: str
    starts: int
    ends: int
    title: str | None
    published: str | None
    publisher: str | None
    language: str
    url: str | None


class StoryRow(Struct, frozen=True, kw_only=True):
    """A story without its text. `state` is coded, kept (its language is not coded) or failed."""

    id: str
    language: str
    title: str | None
    published: str | None
    first_day: str | None
    publisher: str | None
    url: str | None
    source: str
    state: str
    reason: str | None
    added: str
    events: int
    statements: int


class ActorRow(Struct, frozen=True, kw_only=True):
    """A way in which an actor was named in the stories, and how often; `code` is None when not linked."""

    code: str | None
    entity: str | None
    name: str
    text: str
    sector: str | None
    office: str | None
    via: str | None
    times: int


T = TypeVar("T", bound=Struct)
LISTS = frozenset({"modes", "contexts", "actors", "recipients", "about", "addressees", "issues"})
"""The columns that the store keeps as codes or names with commas between."""


Form = Literal["text", "whole", "real", "truth", "list"]
_FORMS: dict[Any, Form] = {int: "whole", float: "real", bool: "truth"}
_PANDAS = {"text": "string", "whole": "Int64", "real": "float64", "truth": "bool", "list": "object"}


class Rows(Sequence[T], Generic[T]):
    """An answer: a sequence of rows, and a table for pandas, Polars or Arrow where installed."""

    def __init__(self, kind: type[T], rows: Sequence[T]) -> None:
        self.kind = kind
        self._rows = rows

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...
    def __getitem__(self, at: int | slice) -> T | Rows[T]:
        return Rows(self.kind, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.kind.__name__}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, lists where a column holds several values."""
        lists = [name for name, form in self.forms.items() if form == "list"]
        told = [msgspec.structs.asdict(row) for row in self._rows]
        return [row | {name: list(row[name]) for name in lists} for row in told]

    def to_pandas(self) -> Any:
        """A pandas table with a column for each field; raises DragomanError when pandas is not installed."""
        table = _load("pandas").DataFrame(self.to_dicts(), columns=self.columns)
        return table.astype({name: _PANDAS[form] for name, form in self.forms.items()})

    def to_polars(self) -> Any:
        """A Polars table; raises DragomanError when Polars is not installed."""
        polars = _load("polars")
        types = {
            "text": polars.String,
            "whole": polars.Int64,
            "real": polars.Float64,
            "truth": polars.Boolean,
        }
        types["list"] = polars.List(polars.String)
        return polars.DataFrame(self.to_dicts(), {name: types[form] for name, form in self.forms.items()})

    def to_arrow(self) -> Any:
        """An Arrow table; raises DragomanError when pyarrow is not installed."""
        arrow = _load("pyarrow")
        types = {
            "text": arrow.string(),
            "whole": arrow.int64(),
            "real": arrow.float64(),
            "truth": arrow.bool_(),
        }
        types["list"] = arrow.list_(arrow.string())
        schema = arrow.schema([(name, types[form]) for name, form in self.forms.items()])
        return arrow.Table.from_pylist(self.to_dicts(), schema)

    @property
    def forms(self) -> dict[str, Form]:
        """By column what it holds, also when there are no rows."""
        return tell_forms(self.kind)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.kind.__struct_fields__)


def tell_forms(kind: type[Struct]) -> dict[str, Form]:
    """By column of such rows whether it holds text, whole or real numbers, truth, or lists of text."""
    hints = get_type_hints(kind)
    return {name: _tell_form(hints[name]) for name in kind.__struct_fields__}


def _tell_form(hint: Any) -> Form:
    if get_origin(hint) is tuple:
        return "list"
    # str | None: what is missing is null in every library.
    (kind,) = [one for one in get_args(hint) or (hint,) if one is not type(None)][:1]
    return _FORMS.get(kind, "text")


def make_rows(kind: type[T], columns: Sequence[str], answer: Sequence[Sequence[Any]]) -> Rows[T]:
    """Rows of `kind` from what SQL answered: lists cut at their commas, 0 and 1 as truth where meant."""
    truths = frozenset({"claimed"})
    made = []
    for values in answer:
        given = {
            name: tuple(value.split(",")) if name in LISTS and value else () if name in LISTS
            else bool(value) if name in truths else value
            for name, value in zip(columns, values, strict=True)
        }  # fmt: skip
        made.append(kind(**given))
    return Rows(kind, made)


def _load(library: str) -> Any:
    import importlib

    try:
        return importlib.import_module(library)
    except ImportError as error:
        raise DragomanError(f"{library} is not installed", remedy=f"pip install {library}") from error
