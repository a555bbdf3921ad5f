"""A dyad's series for people: a table of periods, the changes, and the words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.analysis.comparison import Comparison
from dragoman.analysis.dyads import DyadSeries, Period
from dragoman.analysis.evidence import EvidenceRow
from dragoman.analysis.periods import PRECISION
from dragoman.analysis.tallies import Tally
from dragoman.cli.labels import flatten_text
from dragoman.store.rows import RelationRow

_WIDE = 118  # columns of a terminal that has room for all
_WIDTH = 11  # characters of the bar from -10 to +10


def show_series(
    console: Console,
    series: DyadSeries,
    names: tuple[str, str],
    told: Sequence[RelationRow],
    newest: Sequence[EvidenceRow],
) -> None:
    """Print the series, with how stories tell of the relation and the newest events behind it."""
    one, other = names
    console.print(
        f"[bold]{one} – {other}[/bold]  [dim]{series.since} to {series.until}, by {series.by}[/dim]"
    )
    console.print(_sum_up(series), style="dim")
    if not series.events:
        return
    wide = console.width >= _WIDE
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("from", no_wrap=True)
    for column in ("events", "words", "deeds", "stories", "share")[: 5 if wide else 3]:
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("mean score" if wide else "mean", no_wrap=True)
    table.add_column("95 %", no_wrap=True)
    table.add_column("against the year before")
    for empty, group in groupby(_trim(series.periods), key=lambda period: period.events == 0):
        periods = list(group)
        if empty and len(periods) > 2:
            table.add_row("…", style="dim")
            continue
        for period in periods:
            table.add_row(period.first[: PRECISION[series.by]], *_show_period(period, wide))
    console.print(table)
    _show_changes(console, series)
    for relation in told:
        words = flatten_text(relation.evidence)
        console.print(f"  told as [bold]{relation.change}[/bold], {relation.published or '?'}: ", end="")
        console.print(Text(f"“{words}”"), Text(f"({relation.publisher or relation.story})", style="dim"))
    for row in newest:
        kind = "/".join((row.type, *row.modes))
        console.print(f"  {row.first_day} {kind:20} ", Text(f"“{flatten_text(row.evidence)}”"), end=" ")
        console.print(Text(f"({row.publisher or row.story})", style="dim"))


def _sum_up(series: DyadSeries) -> str:
    way = {
        "both": "",
        "sent": f" from {series.one} to {series.other}",
        "received": f" from {series.other} to {series.one}",
    }
    counted = _count(series.events, "event"), _count(series.stories, "story", "stories")
    told = f"{counted[0]}{way[series.direction]} in {counted[1]}"
    if series.claimed:
        told += f"; {series.claimed} more only claimed by a source"
    if series.too_coarse:
        told += f"; {series.too_coarse} of a date wider than a {series.by} left out"
    return told


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _trim(periods: Sequence[Period]) -> Sequence[Period]:
    """The periods from the first with events to the last."""
    filled = [at for at, period in enumerate(periods) if period.events]
    return periods[filled[0] : filled[-1] + 1] if filled else ()


def _show_period(period: Period, wide: bool) -> list[Text | str]:
    band = period.mean_band
    cells: list[Text | str] = [
        str(period.events) if period.events else "·",
        _show_tally(period.words),
        _show_tally(period.deeds),
    ]
    if wide:
        cells.append(str(period.stories) if period.stories else "")
        cells.append(f"{period.share:.1%}" if period.share is not None else "")
    return [
        *cells,
        _show_mean(period, wide),
        f"{band[0]:+.1f} to {band[1]:+.1f}" if band else "",
        _show_comparison(period.against_past, wide) if period.events else "",
    ]


def _show_tally(tally: Tally) -> str:
    return f"{tally.events} ({tally.score_mean:+.1f})" if tally.score_mean is not None else "–"


def _show_mean(period: Period, wide: bool) -> Text:
    """The mean, with its place between -10 and +10 where there is room."""
    if period.score_mean is None:
        return Text("")
    colour = "green" if period.score_mean > 0 else "red" if period.score_mean < 0 else "default"
    told = Text(f"{period.score_mean:+5.1f} ", style=colour if period.enough and not wide else "")
    if not wide:
        return told
    at = round((period.score_mean + 10) / 20 * (_WIDTH - 1))
    bar = "".join("●" if k == at else "┼" if k == _WIDTH // 2 else "─" for k in range(_WIDTH))
    return told.append(bar, style=colour if period.enough else "dim")


def _show_comparison(compared: Comparison | None, wide: bool) -> Text:
    if compared is None or compared.change is None or compared.change_band is None:
        return Text("too few stories", style="dim")
    low, high = compared.change_band
    told = f"{compared.change:+.1f} ({low:+.1f} to {high:+.1f})" if wide else f"{compared.change:+.1f}"
    style = {"better": "green", "worse": "red"}.get(compared.verdict, "dim")
    return Text(f"{compared.verdict} {told}" if style != "dim" else told, style=style)


def _show_changes(console: Console, series: DyadSeries) -> None:
    digits = 10 if series.by in ("day", "week") else 7
    for change in series.changes:
        if change.measure == "score":
            level = f"mean score from {change.before:+.1f} to {change.after:+.1f}"
        else:
            level = f"share of stories from {change.before:.1%} to {change.after:.1%}"
        day, chance = change.day[:digits], f"[dim](p = {change.p:g})[/dim]"
        console.print(f"  since [bold]{day}[/bold] on another level: {level} {chance}")
    if not series.changes and len(series.periods) >= 6:
        console.print("  no change of level that chance would not give as well", style="dim")
    console.print()
