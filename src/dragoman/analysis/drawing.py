"""Charts of series: one Vega-Lite specification a kind in charts/, filled with data, for pages and for files.

Specifications name their colours as `var(--name)`, as the desk's pages do, and their texts as `word(key)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from dragoman.analysis.bands import ENOUGH
from dragoman.analysis.dyads import DyadSeries, Period
from dragoman.analysis.periods import By, step_period
from dragoman.errors import DataError, DragomanError

QUADS = (
    ("verbal cooperation", 1),
    ("material cooperation", 1),
    ("verbal conflict", -1),
    ("material conflict", -1),
)
"""The order in which quads are stacked from the middle line, up or down."""

_MOST_TICKS = 9
_APART: dict[By, tuple[tuple[str, int, int], ...]] = {
    "day": (
        ("day", 1, 1),
        ("week", 7, 1),
        ("month", 30, 1),
        ("month", 91, 3),
        ("year", 365, 1),
        ("year", 1826, 5),
    ),
    "week": (
        ("week", 1, 1),
        ("month", 4, 1),
        ("month", 13, 3),
        ("month", 26, 6),
        ("year", 52, 1),
        ("year", 260, 5),
    ),
    "month": (
        ("month", 1, 1),
        ("month", 3, 3),
        ("month", 6, 6),
        ("year", 12, 1),
        ("year", 24, 2),
        ("year", 60, 5),
    ),
    "year": (("year", 1, 1), ("year", 2, 2), ("year", 5, 5), ("year", 10, 10)),
}
"""An interval of Vega, how many periods it holds, and its step."""

PAPER = {
    "--paper": "#ffffff",
    "--line": "#cfcabd",
    "--soft": "#5b5f62",
    "--ink": "#1e2022",
    "--focus": "#b35900",
    "--coop-word": "#2f7fb5",
    "--coop-deed": "#0b4f86",
    "--conf-word": "#b26a00",
    "--conf-deed": "#b2381a",
}
"""The colours of charts in files: those of the desk by day (web/static/desk.css)."""

_CONFIG = {
    "background": PAPER["--paper"],
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": PAPER["--soft"],
        "titleColor": PAPER["--soft"],
        "gridColor": "#ece8de",
        "domainColor": PAPER["--line"],
        "tickColor": PAPER["--line"],
        "titleFontWeight": "normal",
    },
    "title": {"color": PAPER["--ink"], "anchor": "start", "fontWeight": "normal", "fontSize": 15},
}


def draw_dyad(series: DyadSeries, language: str = "en") -> dict[str, Any]:
    """The Vega-Lite specification of a dyad's series: mean scores with bands, events by quad, share of
    stories.

    Raises DataError for a language that charts do not speak.
    """
    words = {**_read_words(language), "day": _label_days(series.by, _read_words(language)["months"])}
    periods = []
    quads: list[dict[str, Any]] = []
    for period in series.periods:
        low, high = period.mean_band or (None, None)
        usual = period.against_past
        periods.append(
            {
                "first": period.first,
                "mean": period.score_mean,
                "low": low,
                "high": high,
                "enough": period.enough,
                # Lines break where nothing is known, and where the year before had too few stories to say.
                "usual": usual.usual_mean if usual and usual.usual_stories >= ENOUGH else None,
                "stories": period.stories,
                "share": period.share,
            }
        )
        quads += _stack_quads(period, step_period(period.first, series.by), words)
    spec: dict[str, Any] = _replace(_read_spec("dyad"), r"word\((.+)\)", words.__getitem__)
    ticks = {"ticks": _choose_ticks(len(series.periods), series.by)}
    spec = _replace(spec, r"list\((.+)\)", ticks.__getitem__)
    changes = [msgspec.to_builtins(change) for change in series.changes]
    spec["datasets"] = {"periods": periods, "quads": quads, "changes": changes}
    return spec


def _choose_ticks(periods: int, by: By) -> dict[str, Any]:
    """How far apart the ticks of an axis of so many periods are: as near as there is room for."""
    fitting = (one for one in _APART[by] if periods <= _MOST_TICKS * one[1])
    interval, _, step = next(fitting, _APART[by][-1])
    return {"interval": interval, "step": step}


def _label_days(by: By, months: str) -> str:
    """What a tick says, as an expression of Vega, whose own names of months are English everywhere."""
    month = f"{months.split()}[utcmonth(datum.value)]"
    year = "utcyear(datum.value)"
    if by == "year":
        return f"'' + {year}"
    told = f"{month} + ' ' + {year}"
    return told if by == "month" else f"utcdate(datum.value) + ' ' + {told}"


def _stack_quads(period: Period, end: str, words: dict[str, str]) -> list[dict[str, Any]]:
    """A bar for each quad of a period: cooperation stands up from the middle line, conflict hangs down."""
    bars = []
    heights = {1: 0, -1: 0}
    for quad, sign in QUADS:
        if count := period.quads.get(quad, 0):
            base = heights[sign]
            heights[sign] = base + sign * count
            told = {"told": words[quad], "events": count, "base": base, "top": heights[sign]}
            bars.append({"first": period.first, "end": end, **told})
    return bars


def save_chart(spec: dict[str, Any], path: Path, title: str = "") -> None:
    """Writes the chart as SVG, PNG or PDF, by the name of the file, in the colours of paper.

    Raises DragomanError when the extra `charts` is not installed or the name tells another format.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise DragomanError(
            "charts in files need vl-convert-python", remedy="pip install 'dragoman[charts]'"
        ) from error
    makers: dict[str, Callable[[str], str | bytes]] = {
        ".svg": vl_convert.vegalite_to_svg,
        ".png": lambda told: vl_convert.vegalite_to_png(told, scale=2),
        ".pdf": vl_convert.vegalite_to_pdf,
    }
    if path.suffix not in makers:
        raise DragomanError(
            "is no format for a chart", where=str(path), remedy="end it in .svg, .png or .pdf"
        )
    painted = _replace(spec, r"var\((.+)\)", PAPER.__getitem__)
    titled = {**painted, "config": _CONFIG, **({"title": title} if title else {})}
    made = makers[path.suffix](msgspec.json.encode(titled).decode())
    try:
        path.write_bytes(made.encode() if isinstance(made, str) else made)
    except OSError as error:
        raise DragomanError(f"cannot be written: {error.strerror}", where=str(path)) from error


def _replace(part: Any, pattern: str, tell: Callable[[str], Any]) -> Any:
    """The part of a specification, each text that is wholly the pattern replaced by what it stands for."""
    if isinstance(part, str):
        named = re.fullmatch(pattern, part)
        return tell(named[1]) if named else part
    if isinstance(part, list):
        return [_replace(one, pattern, tell) for one in part]
    if isinstance(part, dict):
        return {key: _replace(one, pattern, tell) for key, one in part.items()}
    return part


@cache
def _read_spec(name: str) -> dict[str, Any]:
    text = (files("dragoman.analysis") / "charts" / f"{name}.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, Any])


@cache
def _read_words(language: str) -> dict[str, str]:
    path = files("dragoman.analysis") / "charts" / "words.toml"
    words = msgspec.toml.decode(path.read_bytes(), type=dict[str, dict[str, str]])
    if language not in words:
        raise DataError(f"charts do not speak “{language}”", remedy=f"choose one of {', '.join(words)}")
    return words[language]
