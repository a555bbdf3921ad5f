"""`dragoman parse`: stories or given words to syntax, as CoNLL-U, JSON or a file of kept parses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Columns, Inputs, Json, Language, settle_columns, tell_refusals

if TYPE_CHECKING:
    from dragoman.records import Parse, Story
    from dragoman.sources import Refusal
    from dragoman.syntax.reader import Reader

BATCH = 64
"""Stories read at once: their sentences share the model's batches."""
BLOCKS = 2_000
"""Sentences of given words read at once."""


def parse(
    inputs: Inputs,
    words: Annotated[
        bool, typer.Option("--words", help="The files are CoNLL-U: take their words as given.")
    ] = False,
    json: Json = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; a name in .parquet keeps the parses."),
    ] = None,
    language: Language = None,
    columns: Columns = None,
) -> None:
    """Print the syntax of stories as CoNLL-U: words, tags, lemmas, heads and relations.

    With --words a treebank's own words are taken as given and the same sentences come back with our
    analysis, so that anyone can score it.

    [bold]Examples[/bold]

      dragoman parse story.txt

      dragoman parse stories.jsonl --output stories.parquet

      dragoman parse --words nl_alpino-ud-dev.conllu --language nl > ours.conllu
    """
    from dragoman.errors import SourceError
    from dragoman.languages.tables import WORD_LANGUAGES
    from dragoman.sources import take_in
    from dragoman.syntax.reader import Reader

    keeps = output is not None and output.suffix == ".parquet"
    if words and keeps:
        raise SourceError(
            "given words have no story that a kept parse could belong to",
            where=str(output),
            remedy="write CoNLL-U, or give the stories without --words",
        )
    reader = Reader.load()
    refused: list[Refusal] = []
    if words:
        pieces = _read_given(inputs, reader, language, json)
        _put_out(pieces, output)
        return
    taken = take_in(inputs, language, languages=WORD_LANGUAGES, columns=settle_columns(columns))
    read = _read_batches(taken, reader, refused)
    if output is not None and keeps:
        from dragoman.syntax.parses import write_parses

        count = write_parses(output, read)
        print(f"Kept {count:,} {'parse' if count == 1 else 'parses'} → {output}", file=sys.stderr)
    else:
        _put_out((_show(story, made, json) for story, made in read), output)
    tell_refusals(refused)


def _read_batches(
    given: Iterable[Story | Refusal], reader: Reader, refused: list[Refusal]
) -> Iterator[tuple[Story, Parse]]:
    """The stories among `given` with their parses; what is refused is added to `refused`."""
    from dragoman.sources import Refusal
    from dragoman.syntax.reading import read_stories

    batch: list[Story] = []
    for taken in given:
        if isinstance(taken, Refusal):
            refused.append(taken)
            continue
        batch.append(taken)
        if len(batch) == BATCH:
            yield from zip(batch, read_stories(batch, reader), strict=True)
            batch = []
    yield from zip(batch, read_stories(batch, reader), strict=True)


def _show(story: Story, made: Parse, json: bool) -> str:
    import msgspec

    from dragoman.syntax.conllu import write_conllu

    if json:
        return msgspec.json.encode(made).decode() + "\n"
    return f"# newdoc id = {story.id}\n" + write_conllu(made.sentences, story.text, f"{story.id}-")


def _read_given(inputs: Sequence[str], reader: Reader, language: str | None, json: bool) -> Iterator[str]:
    """The CoNLL-U (or JSON) of files whose words are taken as given, in pieces."""
    import msgspec

    from dragoman.languages.tables import WORD_LANGUAGES
    from dragoman.records import Parse
    from dragoman.sources.language import detect_language, match_language
    from dragoman.syntax.conllu import annotate_blocks, read_conllu
    from dragoman.syntax.given import rebuild_segments

    allowed = WORD_LANGUAGES
    for given in inputs:
        blocks = read_conllu(sys.stdin.buffer.read() if given == "-" else Path(given))
        text, segments = rebuild_segments(blocks)
        code = match_language(language, allowed) if language else detect_language(text, allowed)
        if json:
            sentences = tuple(reader.analyse(segments, code))
            yield msgspec.json.encode(Parse(Path(given).stem, code, reader.model, sentences)).decode() + "\n"
            continue
        for at in range(0, len(blocks), BLOCKS):
            some = blocks[at : at + BLOCKS]
            _, own = rebuild_segments(some)
            yield annotate_blocks(some, reader.analyse(own, code))


def _put_out(pieces: Iterator[str], output: Path | None) -> None:
    """Print the pieces, or write them to `output`, which appears whole or not at all."""
    from dragoman.errors import SourceError

    if output is None or str(output) == "-":
        for piece in pieces:
            sys.stdout.write(piece)
        return
    partial = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        os.replace(partial, output)
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", where=str(output)) from error
    finally:
        partial.unlink(missing_ok=True)
