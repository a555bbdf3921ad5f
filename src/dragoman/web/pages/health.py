"""Data health: what came in and what did not, what was left in doubt and why, made with which versions."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.store.desk import Desk
from dragoman.store.rows import Rows
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.questions import Question

_LISTED = 25
_RUNS = 12


class Tallied(Struct, frozen=True, kw_only=True):
    """How many stories, and how many of them were coded."""

    name: str | None
    stories: int
    coded: int


class Month(Struct, frozen=True, kw_only=True):
    """Stories by month of publication (None: undated) and language."""

    month: str | None
    language: str
    stories: int


class Left(Struct, frozen=True, kw_only=True):
    """Stories that are kept but not coded, by state and reason."""

    state: str
    reason: str | None
    stories: int


class Refusal(Struct, frozen=True, kw_only=True):
    """What could not be taken in: where it stood, what is wrong, what to do, when."""

    place: str
    what: str
    remedy: str
    started: str


class Version(Struct, frozen=True, kw_only=True):
    """What records were made with, and how many stories."""

    dragoman: str
    codebook: str
    atlas: str
    model: str
    overlay: str
    stories: int


class Doubted(Struct, frozen=True, kw_only=True):
    """A reason for doubt (or words not linked), how often, and an example."""

    reason: str
    times: int
    example: str


class Feed(Struct, frozen=True, kw_only=True):
    """Where a watched feed stands."""

    source: str
    name: str
    polled: str | None
    due: str | None
    failures: int
    problem: str | None
    taken: int


class Run(Struct, frozen=True, kw_only=True):
    """A run of a command. `finished` is null while it works, or when it was cut off."""

    command: str
    started: str
    finished: str | None
    added: int
    revised: int
    known: int
    refused: int


class HealthPage(Struct, frozen=True, kw_only=True):
    """The context of data health. `doubts` are all there are; `reasons` and `unlinked` the most frequent."""

    stories: int
    coded: int
    events: int
    statements: int
    refused: int
    doubts: int
    publishers: list[Tallied]
    languages: list[Tallied]
    months: list[Month]
    left: list[Left]
    refusals: list[Refusal]
    versions: list[Version]
    reasons: list[Doubted]
    unlinked: list[Doubted]
    feeds: list[Feed]
    runs: list[Run]
    chart: dict[str, Any] | None


def ask_health(question: Question) -> HealthPage:
    """The health of the whole store."""
    told: dict[str, Any] = question.keep("health", gather_health)
    months = told["months"]
    return HealthPage(**told, chart=draw_months(months, question) if len(months) > 1 else None)


def gather_health(desk: Desk) -> dict[str, Any]:
    """All that the page tells but its chart."""

    def ask(kind: type[Any], sql: str) -> list[Any]:
        return [kind(**dict(zip(kind.__struct_fields__, row, strict=True))) for row in desk.fetch(sql)]

    def one(sql: str) -> int:
        return int(desk.fetch(sql)[0][0] or 0)

    left = ask(
        Left,
        "SELECT state, reason, count(*) FROM stories WHERE state <> 'coded' GROUP BY 1, 2 ORDER BY 3 DESC",
    )
    stories = one("SELECT count(*) FROM stories")
    return {
        "stories": stories,
        "coded": stories - sum(row.stories for row in left),
        "events": one("SELECT count(*) FROM events"),
        "statements": one("SELECT count(*) FROM statements"),
        "refused": one("SELECT count(*) FROM refusals"),
        "doubts": one("SELECT count(*) FROM doubts"),
        "publishers": ask(Tallied, _tally("publisher", f"LIMIT {_LISTED}")),
        "languages": ask(Tallied, _tally("language")),
        "months": ask(
            Month,
            "SELECT substr(first_day, 1, 7), language, count(*) FROM stories GROUP BY 1, 2 ORDER BY 1, 2",
        ),
        "left": left,
        "refusals": ask(
            Refusal,
            "SELECT place, what, remedy, started FROM refusals JOIN runs USING (run) "
            f"ORDER BY run DESC LIMIT {_LISTED}",
        ),
        "versions": ask(
            Version,
            "SELECT dragoman, codebook, atlas, model, overlay, n FROM "
            "(SELECT version, count(*) AS n FROM records GROUP BY version) JOIN versions USING (version) "
            "ORDER BY version DESC",
        ),
        "reasons": ask(
            Doubted,
            "SELECT reason, times, (SELECT min(text) FROM doubts d WHERE d.reason = most.reason) FROM "
            "(SELECT reason, count(*) AS times FROM doubts GROUP BY reason ORDER BY 2 DESC, 1 "
            f"LIMIT {_LISTED}) most ORDER BY times DESC, reason",
        ),
        "unlinked": ask(
            Doubted,
            "SELECT text, sum(times), max(sector) FROM met WHERE code = '' GROUP BY text "
            f"ORDER BY 2 DESC, 1 LIMIT {_LISTED}",
        ),
        "feeds": ask(
            Feed,
            "SELECT source, name, polled, due, failures, problem, taken FROM sources "
            "ORDER BY failures DESC, name",
        ),
        "runs": ask(
            Run,
            "SELECT command, started, finished, added, revised, known, refused FROM runs "
            f"ORDER BY run DESC LIMIT {_RUNS}",
        ),
    }


def _tally(column: str, end: str = "") -> str:
    """Stories by a column, coded ones apart: two counts by index, rather than one of all rows."""
    return (
        f"SELECT a.{column}, a.n, a.n - ifnull(b.n, 0) FROM "
        f"(SELECT {column}, count(*) AS n FROM stories GROUP BY {column}) a LEFT JOIN "
        f"(SELECT {column} || '' AS {column}, count(*) AS n FROM stories WHERE state <> 'coded' GROUP BY 1) "
        f"b ON b.{column} = a.{column} OR (b.{column} IS NULL AND a.{column} IS NULL) "
        f"ORDER BY 2 DESC, 1 {end}"
    )


def draw_months(months: list[Month], question: Question) -> dict[str, Any]:
    """Stories by month as a Vega-Lite specification, a shade for each language."""
    words = question.words
    values = [
        {"month": f"{row.month}-01", "language": words.name("language", row.language), "stories": row.stories}
        for row in months
        if row.month
    ]
    return {
        "width": "container",
        "height": 110,
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None},
            "y": {"field": "stories", "type": "quantitative", "title": words("health.stories")},
            "color": {
                "field": "language",
                "type": "nominal",
                "title": None,
                "scale": {
                    "range": ["var(--coop-deed)", "var(--conf-word)", "var(--coop-word)", "var(--soft)"]
                },
                "legend": {"orient": "bottom"},
            },
            "tooltip": [
                {
                    "field": "month",
                    "type": "temporal",
                    "timeUnit": "yearmonth",
                    "title": words("health.month"),
                },
                {"field": "language", "title": words("health.language")},
                {"field": "stories", "title": words("health.stories")},
            ],
        },
    }


class RefusedRow(Struct, frozen=True, kw_only=True):
    """A refused input, for downloads."""

    place: str
    what: str
    remedy: str
    started: str


def list_rows(question: Question) -> Rows[Any]:
    """All that was refused."""
    sql = f"SELECT place, what, remedy, started FROM refusals JOIN runs USING (run) LIMIT {MOST_ROWS}"
    rows = question.desk.fetch(sql)
    return Rows(RefusedRow, [RefusedRow(place=a, what=b, remedy=c, started=d) for a, b, c, d in rows])


HEALTH = Page(
    name="health",
    ask=ask_health,
    table=list_rows,
    scripts=(
        "vendor/vega/vega.min.js",
        "vendor/vega-lite/vega-lite.min.js",
        "vendor/vega-embed/vega-embed.min.js",
        "charts.js",
    ),
)
