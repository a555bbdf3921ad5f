"""How far a long run is: a bar on a terminal, else a line now and then, with the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Move = Callable[[int, int], None]
"""To be called with the number of stories done, and of those refused beside them."""

_PAUSE = 10.0
"""Seconds between two lines where there is no terminal."""
_MINUTE, _HOUR = 60, 3600


@contextmanager
def show_progress(verb: str, count: Callable[[], int | None], *, shown: bool) -> Iterator[Move | None]:
    """What to call as the run goes on, None when nothing is to be `shown`.

    `count` tells about how many stories there are, None when nobody can know.
    """
    if not shown:
        yield None
    elif sys.stderr.isatty():
        with _draw_bar(verb, count()) as move:
            yield move
    else:
        yield _print_lines(verb, count())


@contextmanager
def _draw_bar(verb: str, total: int | None) -> Iterator[Move]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=total)
        begun = time.monotonic()
        first: int | None = None

        def move(done: int, refused: int) -> None:
            nonlocal first
            if first is None:
                first = done + refused
            note = f"{verb} ({refused:,} refused)" if refused else verb
            if not total:
                note += tell_left(None, done + refused, first, time.monotonic() - begun)
            bar.update(task, completed=done + refused, description=note)

        yield move


def _print_lines(verb: str, total: int | None) -> Move:
    begun = told = time.monotonic()
    first: int | None = None

    def tell(done: int, refused: int) -> None:
        nonlocal told, first
        now = time.monotonic()
        if first is None:
            # What was passed over before the first batch says nothing about the pace.
            first = done + refused
        if now - told < _PAUSE:
            return
        told = now
        of = f" of about {total:,}" if total else ""
        left = tell_left(total, done + refused, first, now - begun)
        print(f"{verb}: {done:,}{of}, refused {refused:,}{left}", file=sys.stderr, flush=True)

    return tell


def tell_left(total: int | None, done: int, first: int, seconds: float) -> str:
    """`, 3 min left` by the pace since `first` were done, the pace itself without a `total`, or nothing."""
    if done <= first or seconds <= 0:
        return ""
    if not total:
        return f", {(done - first) / seconds:,.1f} a second"
    if total <= done:
        return ""
    left = (total - done) * seconds / (done - first)
    if left < _MINUTE:
        return f", {left:.0f} s left"
    return f", {left / _MINUTE:.0f} min left" if left < _HOUR else f", {left / _HOUR:.1f} h left"
