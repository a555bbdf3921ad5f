"""`dragoman ask`: what the store holds, by filters, free text or SQL, as tables or for programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli import asked as by
from dragoman.cli.answers import SHOWN, answer, print_rows
from dragoman.cli.options import Json, Since, Store, Until, settle_store

ask = typer.Typer(
    name="ask",
    help="Ask the store: events, statements, relations, actors, stories, judgements; or your own SQL.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@ask.command()
def events(
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
    order: by.Order = "newest",
    limit: by.Limit = None,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """Who did what to whom, each with the words it rests on.

    [bold]Examples[/bold]

      dragoman ask events --actor "United States" --recipient CHN --since 2022

      dragoman ask events --between Rusland Oekraïne --type ASSAULT --asserted

      dragoman ask events --party CHN --text "fishing vess*" --csv > events.csv
    """
    asked = by.settle_asked(
        actor=actor, recipient=recipient, party=party, between=between, type=type, mode=mode, context=context,
        quad=quad, factuality=factuality, standing=standing, claimed=claimed, said_by=said_by,
        country=country, confidence=confidence, since=since, until=until, text=text, story=story,
        publisher=publisher, language=language,
    )  # fmt: skip
    answer("events", asked, order, limit, store, json=json, csv=csv)


@ask.command()
def statements(
    speaker: by.Speaker = None,
    about: by.About = None,
    issue: by.Issue = None,
    side: by.Side = None,
    act: by.Act = None,
    kind: by.Kind = None,
    since: Since = None,
    until: Until = None,
    text: by.Text = None,
    story: by.Story = None,
    publisher: by.Publisher = None,
    language: by.StoryLanguage = None,
    order: by.Order = "newest",
    limit: by.Limit = None,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """Who said what about whom.

    [bold]Examples[/bold]

      dragoman ask statements --speaker CHN --about USA --since 2023

      dragoman ask statements --issue Taiwan --side against

      dragoman ask statements --act deny --text chemical --json
    """
    asked = by.settle_asked(
        speaker=speaker, about=about, issue=issue, side=side, act=act, kind=kind, since=since, until=until,
        text=text, story=story, publisher=publisher, language=language,
    )  # fmt: skip
    answer("statements", asked, order, limit, store, json=json, csv=csv)


@ask.command()
def relations(
    party: by.Party = None,
    between: by.Between = None,
    change: by.Change = None,
    issue: by.Issue = None,
    since: Since = None,
    until: Until = None,
    story: by.Story = None,
    publisher: by.Publisher = None,
    language: by.StoryLanguage = None,
    order: by.Order = "newest",
    limit: by.Limit = None,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """How the stories say that two states stand; `dragoman relations` makes series of events.

    [bold]Examples[/bold]

      dragoman ask relations --between USA CHN --change worse

      dragoman ask relations --party Rusland --since 2022 --csv
    """
    asked = by.settle_asked(
        party=party, between=between, change=change, issue=issue, since=since, until=until, story=story,
        publisher=publisher, language=language,
    )  # fmt: skip
    answer("relations", asked, order, limit, store, json=json, csv=csv)


@ask.command()
def stories(
    text: by.Text = None,
    story: by.Story = None,
    publisher: by.Publisher = None,
    language: by.StoryLanguage = None,
    source: by.Source = None,
    state: by.State = None,
    since: Since = None,
    until: Until = None,
    order: by.Order = "newest",
    limit: by.Limit = None,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """The stories, by words in them, day, publisher, source or state.

    [bold]Examples[/bold]

      dragoman ask stories --text "south china sea" --since 2022-06

      dragoman ask stories --state kept --csv
    """
    asked = by.settle_asked(
        text=text, story=story, publisher=publisher, language=language, source=source, state=state,
        since=since, until=until,
    )  # fmt: skip
    answer("stories", asked, order, limit, store, json=json, csv=csv)


@ask.command()
def actors(
    name: Annotated[
        str | None, typer.Argument(help="A code or a name; without it, all.", show_default=False)
    ] = None,
    unlinked: Annotated[bool, typer.Option("--unlinked", help="Only those the atlas does not know.")] = False,
    limit: by.Limit = None,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """How actors were named in the stories, the most frequent first.

    [bold]Examples[/bold]

      dragoman ask actors Rusland

      dragoman ask actors --unlinked --limit 20
    """
    import dragoman
    from dragoman.analysis.actors import settle_parties

    (party,) = settle_parties([name]) if name else (None,)
    person = party is not None and party[0] == "Q" and party[1:].isdigit()
    most = limit or (SHOWN if not (json or csv) else sys.maxsize)
    with dragoman.open(settle_store(store)) as desk:
        code = "" if unlinked else None if person else party
        print_rows(
            desk.actors(code, entity=party if person else None, limit=most), "actors", json=json, csv=csv
        )


@ask.command()
def judgements(
    story: Annotated[str | None, typer.Option("--story", help="The story's id.", show_default=False)] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="right, wrong or corrected.", show_default=False)
    ] = None,
    user: Annotated[str | None, typer.Option("--user", help="Who judged.", show_default=False)] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what was withdrawn or replaced.")] = False,
    gold: Annotated[bool, typer.Option("--gold", help="Print gold: one JSON story a line.")] = False,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """What people said of records, the latest first.

    With --gold the judged stories come out in the form of evaluation/gold, to be scored against.

    [bold]Examples[/bold]

      dragoman ask judgements --verdict wrong

      dragoman ask judgements --gold > gold.jsonl
    """
    import msgspec

    import dragoman
    from dragoman.store.judgements import gather_gold, list_judgements

    with dragoman.open(settle_store(store)) as desk:
        if gold:
            for one in gather_gold(desk):
                print(msgspec.json.encode(one).decode())
            return
        found = list_judgements(desk, story=story, verdict=verdict, user=user, current=not all_)
        print_rows(found, "judgements", json=json, csv=csv)


@ask.command()
def sql(
    question: Annotated[str, typer.Argument(help="One SELECT, or - to read it from standard input.")] = "",
    tables: Annotated[bool, typer.Option("--tables", help="List the tables and their columns.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.")] = 1000,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="At most so long.")] = 10.0,
    store: Store = None,
    json: Json = False,
    csv: by.Csv = False,
) -> None:
    """Your own question in SQL. It can only read. docs/store.md tells what the tables hold.

    [bold]Examples[/bold]

      dragoman ask sql "SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC"

      dragoman ask sql "SELECT actor, recipient, avg(score), count(*) FROM dyads_once GROUP BY 1, 2"

      dragoman ask sql --tables

      dragoman ask sql - --csv < question.sql > answer.csv
    """
    import msgspec

    import dragoman
    from dragoman.cli.row_view import show_answer, show_tables
    from dragoman.export.tables import write_cells

    with dragoman.open(settle_store(store)) as desk:
        if tables or not question:
            show_tables(desk.list_tables())
            return
        told = sys.stdin.read() if question == "-" else question
        found = desk.ask_sql(told, rows=limit, seconds=seconds)
    if json:
        for row in found.rows:
            print(msgspec.json.encode(dict(zip(found.columns, row, strict=True))).decode())
    elif csv:
        write_cells(found.rows, found.columns, sys.stdout)
    else:
        show_answer(found)
    if found.more:
        print(f"The first {limit:,} rows; --limit shows more.", file=sys.stderr)
