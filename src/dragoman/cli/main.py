"""`dragoman`: the commands put together, and every error told in one line."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman import __version__
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from collections.abc import Sequence

REFUSED = 1
"""Exit status when something was refused; the rest came out."""
FAILED = 2
"""Exit status when nothing could be done."""
GARBAGE = 50_000
"""Objects made between two looks for garbage: some MB of it at most."""
SINGLE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Threads of numpy's products: waiting threads doubled the processor time."""


def build_app() -> typer.Typer:
    """The command line application. Its commands load models and libraries only when they run."""
    from dragoman.cli.add import add
    from dragoman.cli.archive import archive
    from dragoman.cli.ask import ask
    from dragoman.cli.atlas import atlas
    from dragoman.cli.brief import brief
    from dragoman.cli.check import check
    from dragoman.cli.code import code
    from dragoman.cli.desk import desk
    from dragoman.cli.diff import diff
    from dragoman.cli.explain import explain
    from dragoman.cli.export import export
    from dragoman.cli.gaps import gaps
    from dragoman.cli.isolation import isolation
    from dragoman.cli.issues import issues
    from dragoman.cli.judge import judge
    from dragoman.cli.mcp import mcp
    from dragoman.cli.merge import merge, same
    from dragoman.cli.overview import Overview
    from dragoman.cli.parse import parse
    from dragoman.cli.read import read
    from dragoman.cli.rebuild import rebuild
    from dragoman.cli.recode import recode
    from dragoman.cli.relations import relations
    from dragoman.cli.score import parity, score
    from dragoman.cli.statements import statements
    from dragoman.cli.watch import watch
    from dragoman.cli.who import who

    app = typer.Typer(
        name="dragoman",
        cls=Overview,
        help="Reads news stories and keeps the record of who did what to whom, and who said it.",
        epilog="Try: dragoman read story.txt",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode="rich",
    )
    app.callback(help=app.info.help)(_answer)
    for panel, commands in (
        ("Stories", (read, statements, explain, code, parse)),
        ("The store", (add, watch, desk, judge, merge, same, export, rebuild)),
        ("Relations", (relations, isolation, issues, brief, mcp)),
        ("Words, actors and scores", (recode, diff, gaps, check, who, score, parity)),
    ):
        for command in commands:
            app.command(rich_help_panel=panel)(command)
    app.add_typer(ask, rich_help_panel="The store")
    app.add_typer(archive, rich_help_panel="The store")
    app.add_typer(atlas, rich_help_panel="Words, actors and scores")
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dragoman {__version__}")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit status.

    0: done. 1: done, but something was refused. 2: not done; one line on standard error says why.
    """
    for threads in SINGLE:
        os.environ.setdefault(threads, "1")
    # Starting makes a million objects and hardly any garbage; looking for it at Python's pace was a fifth of
    # what `read` took.
    gc.set_threshold(GARBAGE)
    try:
        build_app()(arguments)
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        sys.exit(FAILED)


def _answer(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Options before any command."""
