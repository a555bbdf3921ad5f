"""`dragoman judge`: whether a record of the store is right, wrong, or how it should be."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.cli.options import Json, Store, settle_store

_LISTED = ("actor", "recipient", "mode", "issues")


def judge(
    record: Annotated[
        str, typer.Argument(help="STORY/RECORD, as dragoman ask events shows it.", show_default=False)
    ],
    verdict: Annotated[str, typer.Argument(help="right, wrong, corrected or withdrawn.", show_default=False)],
    type: Annotated[str | None, typer.Option("--type", help="The right type of event.")] = None,
    mode: Annotated[list[str] | None, typer.Option("--mode", help="The right modes (repeatable).")] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="The right actors (repeatable): “USA GOV (Joe Biden)”."),
    ] = None,
    recipient: Annotated[list[str] | None, typer.Option("--recipient", help="The right recipients.")] = None,
    factuality: Annotated[
        str | None, typer.Option("--factuality", help="actual, negated, future, hypothetical, historical.")
    ] = None,
    said_by: Annotated[
        str | None, typer.Option("--said-by", help="The source that claims it; - when the writer says it.")
    ] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", help="The words of the story that tell it.")
    ] = None,
    change: Annotated[
        str | None, typer.Option("--change", help="How a relation stands: worse, better, strained …")
    ] = None,
    issue: Annotated[
        list[str] | None, typer.Option("--issue", help="The right issues of a relation (repeatable).")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="When a relation changed or since when: 2014, 2014/..")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="The right speaker of a statement.")
    ] = None,
    content: Annotated[str | None, typer.Option("--content", help="The right words of a statement.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why, or what to think of.")] = None,
    user: Annotated[
        str | None, typer.Option("--user", help="Who judges.", show_default="who is logged in")
    ] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Write down what you think of a record: an event, a statement or a relation.

    A later judgement of yours takes the place of the earlier one, and every one is kept. Judged stories can
    be exported as gold and scored against.

    [bold]Examples[/bold]

      dragoman judge en-shoal/851f4b3478eb right

      dragoman judge en-shoal/851f4b3478eb corrected --type MOBILIZE --actor "CHN MIL" --note "no arrest"

      dragoman judge en-shoal/0c1d2e3f4a5b corrected --change better --actor FRA --actor ITA --since 2014/..

      dragoman ask judgements && dragoman score --against judgements
    """
    import getpass

    import msgspec

    from dragoman.errors import StoreError
    from dragoman.store import judgements
    from dragoman.store.database import check_store
    from dragoman.store.writer import Writer

    story, slash, identity = record.rpartition("/")
    if not slash:
        raise StoreError(
            f"“{record}” is no record", remedy="give STORY/RECORD, as dragoman ask events shows it"
        )
    given: dict[str, Any] = {
        "type": type,
        "mode": mode,
        "actor": actor,
        "recipient": recipient,
        "factuality": factuality,
        "said_by": said_by,
        "evidence": evidence,
        "change": change,
        "issues": issue,
        "since": since,
        "speaker": speaker,
        "content": content,
    }
    changes = {name: value for name, value in given.items() if value not in (None, [])}
    # A dash leaves empty what would otherwise keep its value.
    changes = {
        name: ([] if name in _LISTED else None) if value in ("-", ["-"]) else value
        for name, value in changes.items()
    }
    path = settle_store(store)
    check_store(path)
    with Writer(path) as writer:
        made = judgements.judge(
            writer,
            story,
            identity,
            verdict,
            user=user or getpass.getuser(),
            changes=changes or None,
            note=note,
        )
    if json:
        print(msgspec.json.encode(made).decode())
    else:
        print(f"{made.story}/{made.id}: {made.kind} {made.verdict}, says {made.user}")
