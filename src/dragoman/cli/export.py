"""`dragoman export`: the records of the store in the formats that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import asked as by
from dragoman.cli.options import Since, Store, Until, settle_store


def export(
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="The file, or for tables a folder; - prints.", show_default=False
        ),
    ] = Path("-"),
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="csv, jsonl, parquet, plover, gdelt, rdf or graphml.",
            show_default="by the file's ending",
        ),
    ] = None,
    actor: by.Actor = None,
    recipient: by.Recipient = None,
    party: by.Party = None,
    between: by.Between = None,
    type: by.Type = None,
    mode: by.Mode = None,
    context: by.Context = None,
    quad: by.Quad = None,
    factuality: by.Factuality = None,
    standing: by.Standing = None,
    claimed: by.Claimed = None,
    said_by: by.SaidBy = None,
    country: by.Country = None,
    confidence: by.Confidence = None,
    since: Since = None,
    until: Until = None,
    text: by.Text = None,
    story: by.Story = None,
    publisher: by.Publisher = None,
    language: by.StoryLanguage = None,
    store: Store = None,
) -> None:
    """Write the store's records, or those that fit, for other programs.

    csv and parquet give the events, or into a folder a file a table; jsonl what `dragoman code` writes, of
    the stories with a fitting event; plover the fields of PLOVER's manual; gdelt a tab-separated table in
    GDELT's columns; rdf Turtle in the Simple Event Model with PROV; graphml the dyads as a graph.

    plover, gdelt and graphml hold only what the writer tells as having happened, unless --factuality,
    --standing or --claimed ask otherwise. docs/export.md tells the columns.

    [bold]Examples[/bold]

      dragoman export -o events.csv --since 2022

      dragoman export -o tables/ --format parquet

      dragoman export -o usa-china.graphml --between USA CHN

      dragoman export --format plover --actor Rusland > plover.jsonl
    """
    import dragoman
    from dragoman.export.formats import export_store, tell_format

    target = None if str(output) == "-" else output
    asked = by.settle_asked(
        actor=actor, recipient=recipient, party=party, between=between, type=type, mode=mode, context=context,
        quad=quad, factuality=factuality, standing=standing, claimed=claimed, said_by=said_by,
        country=country, confidence=confidence, since=since, until=until, text=text, story=story,
        publisher=publisher, language=language,
    )  # fmt: skip
    settled = tell_format(format, target)
    with dragoman.open(settle_store(store)) as desk:
        counts = export_store(desk, settled, target, asked)
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    print(f"Exported {told}{f' → {target}' if target else ''}", file=sys.stderr)
