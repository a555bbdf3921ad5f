"""A run into one file of JSON lines, in input order; one that is cut off can be taken up again."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.batch import code_cut, cut_batches
from dragoman.coders import CoderLoad, Load
from dragoman.errors import DragomanError, SourceError
from dragoman.inputs import Given, is_kept, take_inputs
from dragoman.overlay import NONE, Overlay
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources import Refusal
from dragoman.sources.columns import Columns
from dragoman.unfinished import Begun, Unfinished, encode_refusal, find_unfinished
from dragoman.versions import digest_data, tell_versions

SHOWN = 20
"""Refusals that are told one by one; when there are more, all are in a file."""

Progress = Callable[[int, int], None]


class Coded(Struct, frozen=True):
    """A story's record as one line of UTF-8 JSON without its newline, and how many events it holds."""

    line: bytes
    events: int


class Summary(Struct, frozen=True, kw_only=True):
    """What a run did: stories coded, events in them, seconds it took, and how many stories were refused.

    `refused` are the first refusals with their reasons, all of them unless they are `listed` in a file.
    `before` is how many stories an earlier run had done.
    """

    coded: int
    events: int
    refusals: int
    refused: tuple[Refusal, ...]
    seconds: float
    listed: Path | None = None
    before: int = 0


def code_stories(
    inputs: Sequence[str | Path],
    output: Path | None,
    *,
    language: str | None = None,
    published: str | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    parses: Path | None = None,
    overlay: Overlay = NONE,
    columns: Columns | None = None,
    refused: Path | None = None,
    resume: bool = False,
    restart: bool = False,
    load: Load | None = None,
) -> Summary:
    """Code every story of `inputs` into `output`, one JSON record a line, in input order.

    `output` None writes to standard output as records come. A file appears whole, when all is done; until
    then what is done lies beside it (see `unfinished.py`), also when the run is cut off. It is taken up with
    `resume`, or thrown away with `restart`. `processes` None uses every core this process may run on, and one
    for small inputs. `progress` is called with the numbers coded and refused so far. Whatever befalls one
    story is a `Refusal` and costs only that story; all are listed in the file `refused`, one JSON object a
    line, if that is given or they are many.

    What the file `parses` holds is not read again, nor are the stories of inputs that are themselves such
    files. `overlay` is laid over the shipped data; `columns` says which column of a table is which part of a
    story. Raises `DragomanError` when the output cannot be written, the options cannot be used, the coder
    cannot be loaded, or an unfinished run lies there that was not asked for or was of something else.
    """
    started = time.monotonic()
    load = load or CoderLoad(parses, overlay, reading=not all(map(is_kept, inputs)))
    _check_output(output, inputs, refused)
    report = refused or (output and name_report(output))
    leave_out = [path for path in (output, report) if path]
    taken = take_inputs(inputs, language, published=published, leave_out=leave_out, columns=columns)
    batches = cut_batches(taken)
    if output is None:
        if resume or restart:
            raise DragomanError("standard output cannot be taken up again", remedy="name a file by --output")
        summary = _print_records(batches, load, processes, refused)
    else:
        if restart:
            shutil.rmtree(find_unfinished(output), ignore_errors=True)
        options = {
            "language": language,
            "published": published,
            "columns": str(sorted(columns.items())) if columns else None,
            "parses": str(parses) if parses else None,
        }
        begun = Begun(versions=tell_versions(overlay), data=digest_data(overlay), options=options)
        with Unfinished(output, begun, resume=resume) as unfinished:
            summary = _write_records(unfinished, batches, load, processes, progress, output, refused)
    return msgspec.structs.replace(summary, seconds=time.monotonic() - started)


def _write_records(
    unfinished: Unfinished,
    batches: Iterator[list[Given]],
    load: Load,
    processes: int | None,
    progress: Progress | None,
    output: Path,
    refused: Path | None,
) -> Summary:
    before = unfinished.done.coded + unfinished.done.refused
    if progress and before:
        progress(unfinished.done.coded, unfinished.done.refused)
    waiting = unfinished.leave_done(batches)
    for outcomes in code_cut(waiting, load, encode_record, processes=processes):
        lines, events, turned_away = _sort_outcomes(outcomes)
        unfinished.put(lines, events, turned_away)
        if progress:
            progress(unfinished.done.coded, unfinished.done.refused)
    done = unfinished.done
    first = unfinished.list_refused(SHOWN)
    if refused is None and done.refused > SHOWN:
        refused = name_report(output)
    unfinished.finish(refused)
    return Summary(
        coded=done.coded,
        events=done.events,
        refusals=done.refused,
        refused=first,
        seconds=0.0,
        listed=refused,
        before=before,
    )


def _print_records(
    batches: Iterator[list[Given]], load: Load, processes: int | None, refused: Path | None
) -> Summary:
    coded = events = refusals = 0
    first: list[Refusal] = []
    report = refused.open("wb") if refused else None
    try:
        for outcomes in code_cut(batches, load, encode_record, processes=processes):
            lines, more, turned_away = _sort_outcomes(outcomes)
            sys.stdout.buffer.write(b"".join(line + b"\n" for line in lines))
            sys.stdout.buffer.flush()
            coded += len(lines)
            events += more
            refusals += len(turned_away)
            if report:
                report.writelines(map(encode_refusal, turned_away))
                turned_away = turned_away[: max(0, SHOWN - len(first))]
            # Without a file they are told one by one at the end, and nowhere else.
            first += (msgspec.structs.replace(one, story=None) for one in turned_away)
    finally:
        if report:
            report.close()
    return Summary(
        coded=coded, events=events, refusals=refusals, refused=tuple(first), seconds=0.0, listed=refused
    )


def name_report(output: Path) -> Path:
    """Where many refusals are listed when no file is named for them."""
    return output.with_name(f"{output.stem}.refused.jsonl")


def encode_record(story: Story, parse: Parse, record: StoryRecord) -> Coded:
    """The record as a line of the output contract."""
    return Coded(msgspec.json.encode(record), len(record.events))


def _sort_outcomes(outcomes: Sequence[Coded | Refusal]) -> tuple[list[bytes], int, list[Refusal]]:
    """The records as lines, the number of events in them, and the refusals."""
    coded = [one for one in outcomes if isinstance(one, Coded)]
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    return [one.line for one in coded], sum(one.events for one in coded), refused


def _check_output(output: Path | None, inputs: Sequence[str | Path], refused: Path | None) -> None:
    for path, what in ((output, "the records"), (refused, "what is refused")):
        if path is None:
            continue
        if path.is_dir():
            raise SourceError("is a folder", where=str(path), remedy=f"name a file for {what}")
        if not path.parent.is_dir():
            raise SourceError(
                "has no folder to stand in", where=str(path), remedy=f"make {path.parent} first"
            )
        if any(str(given) != "-" and Path(given).resolve() == path.resolve() for given in inputs):
            raise SourceError("is also an input", where=str(path), remedy=f"name another file for {what}")
    if output is not None and refused is not None and output.resolve() == refused.resolve():
        raise SourceError(
            "is to hold both the records and what is refused", where=str(output), remedy="name two files"
        )
