"""`dragoman statements`: who said what about whom, as a table or for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import Columns, Inputs, Json, Language, Published, settle_columns, tell_refusals


def statements(
    inputs: Inputs,
    speaker: Annotated[
        str | None, typer.Option("--speaker", "-s", help="Only of this speaker: CHN, “CHN GOV”, or a name.")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", "-a", help="Only about or to this actor: a code or a name.")
    ] = None,
    act: Annotated[
        str | None, typer.Option("--act", help="Only this act: claim, deny, accuse, demand, promise, warn …")
    ] = None,
    issue: Annotated[
        str | None, typer.Option("--issue", "-i", help="Only on this issue or context: Taiwan, economic …")
    ] = None,
    json: Json = False,
    language: Language = None,
    published: Published = None,
    columns: Columns = None,
) -> None:
    """List who said what about whom in stories: the speaker, the act, the words, the stance.

    What is told as an act without its words ("urged Israel to stop") stands beside the statements.

    [bold]Examples[/bold]

      dragoman statements story.txt

      dragoman statements stories.jsonl --speaker CHN --about USA

      dragoman statements archive/ --act deny --json

      dragoman statements stories.jsonl --issue Taiwan
    """
    import msgspec
    from rich.console import Console

    from dragoman.batch import code_few
    from dragoman.cli.statement_view import show_utterances
    from dragoman.codebook.codebook import load_codebook
    from dragoman.sources import Refusal
    from dragoman.utterances import Wanted, check_wanted, list_utterances

    codebook = load_codebook()
    wanted = check_wanted(Wanted(speaker=speaker, about=about, act=act, issue=issue), codebook)
    console = Console(highlight=False)
    refused: list[Refusal] = []
    mapped = settle_columns(columns)
    for made in code_few(inputs, language=language, published=published, columns=mapped):
        if isinstance(made, Refusal):
            refused.append(made)
            continue
        found = list(list_utterances(made[1], codebook, wanted))
        if json:
            for one in found:
                print(msgspec.json.encode(one).decode())
        elif found:
            show_utterances(console, made[1], found)
    tell_refusals(refused)
