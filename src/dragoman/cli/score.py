"""`dragoman score` and `dragoman parity`: how good the records are, against gold and between languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Store, settle_store

if TYPE_CHECKING:
    from dragoman.scoring.gold import GoldStory
    from dragoman.scoring.output import Output

Json = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


def score(
    gold: Annotated[
        Path | None,
        typer.Argument(help="A gold file (.json, .jsonl) or a folder of them.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Argument(help="What `dragoman code` wrote for its stories.", show_default=False)
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            help="judgements: score the records of the store against its judgements.",
            show_default=False,
        ),
    ] = None,
    store: Store = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="Print up to this many faults.")] = 0,
    json: Json = False,
) -> None:
    """Score coded stories against gold records, or against what people judged in the store.

    What each figure means stands in the documentation of dragoman.scoring.score. Of a judged story, records
    that nobody judged count neither way.

    [bold]Examples[/bold]

      dragoman code gold.jsonl -o out.jsonl && dragoman score gold.jsonl out.jsonl

      dragoman score gold/ out.jsonl --errors 50

      dragoman score --against judgements --store news.db
    """
    import json as encoder

    from dragoman.scoring.score import score_stories
    from dragoman.scoring.table import render_score, summarise_score

    result = score_stories(*_take_sides(gold, output, against, store))
    print(encoder.dumps(summarise_score(result), indent=1) if json else render_score(result))
    for fault in result.faults[:errors] if not json else ():
        print(f"{fault.kind:8} {fault.story}: {fault.record} | {fault.text}")


def _take_sides(
    gold: Path | None, output: Path | None, against: str | None, store: Path | None
) -> tuple[Sequence[GoldStory], Mapping[str, Output]]:
    """The gold and the output that were asked for; raises DragomanError when they are not both there."""
    from dragoman.errors import DragomanError

    if against is not None:
        if against != "judgements" or gold is not None:
            remedy = "give --against judgements and no gold, or a gold file and an output"
            raise DragomanError("nothing can be scored so", remedy=remedy)
        return _take_judged(store)
    if gold is None or output is None:
        raise DragomanError(
            "two files are needed", remedy="dragoman score GOLD OUTPUT, or --against judgements"
        )
    from dragoman.scoring.gold import read_gold
    from dragoman.scoring.output import read_output

    return read_gold(gold), read_output(output)


def _take_judged(store: Path | None) -> tuple[Sequence[GoldStory], Mapping[str, Output]]:
    import dragoman
    from dragoman.errors import StoreError
    from dragoman.scoring.output import view_records
    from dragoman.store.judgements import gather_gold

    path = settle_store(store)
    with dragoman.open(path) as desk:
        judged = tuple(gather_gold(desk))
        records = [record for one in judged if (record := desk.record(one.id)) is not None]
    if not judged:
        remedy = "judge records in the desk, or with dragoman judge"
        raise StoreError("nothing is judged yet", where=str(path), remedy=remedy)
    return judged, view_records(records)


def parity(
    first: Annotated[Path, typer.Argument(help="Coded stories in one language.")],
    second: Annotated[Path, typer.Argument(help="The same stories, by id, coded in another language.")],
    errors: Annotated[int, typer.Option("--errors", min=0, help="Print up to this many unmet records.")] = 0,
    json: Json = False,
) -> None:
    """Compare the records of the same stories told in two languages.

    Of the published records in one language, the share with the same type and participants in the other.

    [bold]Examples[/bold]

      dragoman parity dutch.jsonl english.jsonl

      dragoman parity dutch.jsonl english.jsonl --errors 50
    """
    import json as encoder

    import msgspec

    from dragoman.scoring.output import read_output
    from dragoman.scoring.parity import compare_languages

    result = compare_languages(read_output(first), read_output(second))
    if json:
        print(encoder.dumps(msgspec.to_builtins(result), indent=1, ensure_ascii=False))
        return
    print(f"{result.stories} stories in both")
    for name, share in ((first.name, result.first), (second.name, result.second)):
        value = "-" if share.value is None else f"{share.value:.3f}"
        print(f"{value:>7}  of the records of {name} are met  ({share.right} of {share.all})")
    for one in result.unmet[:errors]:
        print(f"unmet    {(first, second)[one.side].name} {one.story}: {one.record} | {one.text}")
