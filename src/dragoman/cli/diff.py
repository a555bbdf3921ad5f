"""`dragoman diff`: what a change of words, types or actors gained, lost and changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import Json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dragoman.editing.differences import Change, Comparison
    from dragoman.scoring.score import Score

_SIGNS = {"gained": ("+", "green"), "lost": ("−", "red"), "changed": ("~", "yellow")}


def diff(
    old: Annotated[Path, typer.Argument(help="Records before, as dragoman code or recode writes them.")],
    new: Annotated[Path, typer.Argument(help="Records after, of the same stories.")],
    gold: Annotated[
        Path | None, typer.Option("--gold", help="Gold stories: show the scores before and after.")
    ] = None,
    top: Annotated[int, typer.Option("--top", "-n", min=1, help="Changes shown for each entry.")] = 10,
    json: Json = False,
) -> None:
    """Compare two runs over the same stories: records gained, lost and changed, by entry.

    [bold]Examples[/bold]

      dragoman diff old.jsonl new.jsonl

      dragoman diff old.jsonl new.jsonl --gold gold.jsonl

      dragoman diff old.jsonl new.jsonl --json | jq '.changes[] | select(.kind == "lost")'
    """
    from dragoman.editing.differences import compare_runs, read_records, score_runs
    from dragoman.scoring.gold import read_gold

    before, after = read_records(old), read_records(new)
    found = compare_runs(before, after)
    scores = score_runs(read_gold(gold), before, after) if gold else None
    if json:
        _print_json(found, scores)
        return
    from rich.console import Console

    console = Console(highlight=False)
    for entry, changes in found.by_entry().items():
        _show_entry(console, entry, changes, top)
    _sum_up(console, found)
    if scores:
        _show_scores(console, *scores)


def _print_json(found: Comparison, scores: tuple[Score, Score] | None) -> None:
    import msgspec

    from dragoman.scoring.table import summarise_score

    plain: dict[str, Any] = {kind: found.count(kind) for kind in _SIGNS}  # type: ignore[arg-type]
    plain |= msgspec.to_builtins(found)
    if scores:
        plain["score"] = {"before": summarise_score(scores[0]), "after": summarise_score(scores[1])}
    print(msgspec.json.encode(plain).decode())


def _show_entry(console: Console, entry: str, changes: list[Change], top: int) -> None:
    from rich.table import Table
    from rich.text import Text

    kinds = [change.kind for change in changes]
    counts = " ".join(f"{sign}{kinds.count(kind)}" for kind, (sign, _) in _SIGNS.items() if kind in kinds)
    console.print(Text(f" {entry}", style="bold").append(f"  {counts}", style="not bold"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(min_width=3, justify="right")
    grid.add_column(overflow="fold")
    for change in changes[:top]:
        sign, style = _SIGNS[change.kind]
        grid.add_row(Text(sign, style=style), _tell(change))
    console.print(grid)
    if len(changes) > top:
        console.print(Text(f"    … {len(changes) - top} more (--top)", style="dim"))


def _tell(change: Change) -> Text:
    """The record, what changed in it, and its words on a line below."""
    from rich.text import Text

    from dragoman.cli.labels import label_event, label_parties, label_standing, mark_trigger

    event = change.event
    line = Text(f"{label_event(event)}  {label_parties(event)}  [{label_standing(event)}]")
    for name, (was, now) in change.fields.items():
        line.append(f"  {name}: {was} ⇒ {now}", style="bold")
    if change.note:
        line.append(f"  ({'is' if change.now is None else 'was'} {change.note})", style="dim")
    line.append("\n").append_text(mark_trigger(event.evidence, event.trigger))
    return line.append(f"  {change.story}", style="dim")


def _sum_up(console: Console, found: Comparison) -> None:
    from rich.text import Text

    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in _SIGNS)  # type: ignore[arg-type]
    stories = "story" if found.stories == 1 else "stories"
    line = f" {counts}, {found.same} as before, in {found.stories} {stories}"
    for name, only in (("old", found.only_old), ("new", found.only_new)):
        if only:
            line += (
                f"; {len(only)} only in the {name} run ({', '.join(only[:3])}{' …' if len(only) > 3 else ''})"
            )
    console.print(Text(line, style="bold"))


def _show_scores(console: Console, before: Score, after: Score) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("on gold")
    for column in ("before", "after", "change"):
        table.add_column(column, justify="right")
    for name, was, now in _list_figures(before, after):
        if was is None or now is None:
            continue
        step = now - was
        style = "green" if step > 0 else "red" if step < 0 else "dim"
        table.add_row(name, f"{was:.3f}", f"{now:.3f}", Text(f"{step:+.3f}" if step else "=", style=style))
    console.print(table)


def _list_figures(before: Score, after: Score) -> list[tuple[str, float | None, float | None]]:
    figures: list[tuple[str, float | None, float | None]] = []
    for name in ("dyad", "type", "statements"):
        for figure in ("precision", "recall", "f1"):
            was, now = (getattr(getattr(score, name), figure) for score in (before, after))
            figures.append((f"{name} {'F1' if figure == 'f1' else figure}", was, now))
    for name in ("actor", "recipient", "sector", "factuality", "said_by", "speaker"):
        figures.append((name, getattr(before, name).value, getattr(after, name).value))
    return figures
