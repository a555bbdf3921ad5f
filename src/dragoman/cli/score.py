"""`dragoman score` and `dragoman parity`: how good the records are, against gold and between languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


def score(
    gold: Annotated[Path, typer.Argument(help="A gold file (.json, .jsonl) or a folder of them.")],
    output: Annotated[Path, typer.Argument(help="What `dragoman code` wrote for its stories.")],
    errors: Annotated[int, typer.Option("--errors", min=0, help="Print up to this many faults.")] = 0,
    json: Json = False,
) -> None:
    """Score coded stories against gold records.

    What each figure means stands in the documentation of dragoman.scoring.score.

    [bold]Examples[/bold]

      dragoman code gold.jsonl -o out.jsonl && dragoman score gold.jsonl out.jsonl

      dragoman score gold/ out.jsonl --errors 50
    """
    import json as encoder

    from dragoman.scoring.gold import read_gold
    from dragoman.scoring.output import read_output
    from dragoman.scoring.score import score_stories
    from dragoman.scoring.table import render_score, summarise_score

    result = score_stories(read_gold(gold), read_output(output))
    print(encoder.dumps(summarise_score(result), indent=1) if json else render_score(result))
    for fault in result.faults[:errors] if not json else ():
        print(f"{fault.kind:8} {fault.story}: {fault.record} | {fault.text}")


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
