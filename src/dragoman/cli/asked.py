"""The options by which records of the store are asked for; `ask` and `export` share them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

Many = list[str] | None


def _several(name: str, help: str, *more: str) -> Any:
    return typer.Option(name, *more, help=f"{help} Repeatable: any of them.", show_default=False)


Actor = Annotated[Many, _several("--actor", "Who did it: a code, or a name in English or Dutch.", "-a")]
Recipient = Annotated[Many, _several("--recipient", "To whom it was done.", "-r")]
Party = Annotated[Many, _several("--party", "Who took part, on either side.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", help="Two actors, in either direction.", show_default=False),
]
SaidBy = Annotated[Many, _several("--said-by", "The source that claims it.")]
Type = Annotated[Many, _several("--type", "Type of event: ACCUSE, AID …", "-t")]
Mode = Annotated[Many, _several("--mode", "Mode of the event: arrest, aerial …")]
Context = Annotated[Many, _several("--context", "Context: military, economic …")]
Quad = Annotated[Many, _several("--quad", "“verbal conflict”, “material cooperation” …")]
Factuality = Annotated[Many, _several("--factuality", "actual, negated, future, hypothetical, historical.")]
Standing = Annotated[Many, _several("--standing", "How it stands: actual, denied, demanded, promised …")]
Claimed = Annotated[
    bool | None,
    typer.Option(
        "--claimed/--asserted", help="Only what a source claims, or what the writer says.", show_default=False
    ),
]
Country = Annotated[Many, _several("--country", "The country where it took place.")]
Confidence = Annotated[
    float | None,
    typer.Option("--confidence", min=0, max=1, help="At least this confidence.", show_default=False),
]
Text = Annotated[
    str | None,
    typer.Option("--text", help='Words: all must stand there; "a phrase", begin*.', show_default=False),
]
Story = Annotated[Many, _several("--story", "The story's id.")]
Publisher = Annotated[Many, _several("--publisher", "The story's publisher.")]
StoryLanguage = Annotated[Many, _several("--language", "The story's language.", "-l")]
Source = Annotated[Many, _several("--source", "The file, feed or address it came from.")]
State = Annotated[Many, _several("--state", "coded, kept (its language is not coded) or failed.")]
Speaker = Annotated[Many, _several("--speaker", "Who speaks.")]
About = Annotated[Many, _several("--about", "Whom it is about or addressed to.")]
Issue = Annotated[Many, _several("--issue", "The issue: Taiwan, trade …", "-i")]
Side = Annotated[Many, _several("--side", "The side it takes: for, against, neutral.")]
Act = Annotated[Many, _several("--act", "claim, deny, accuse, demand, promise, warn …")]
Kind = Annotated[Many, _several("--kind", "direct, indirect or mixed.")]
Change = Annotated[Many, _several("--change", "worse, better, strained, close or isolated.")]
Order = Annotated[str, typer.Option("--order", help="newest, oldest, or kept: as they came in.")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, help="At most so many.", show_default="50 in a table, else all"),
]
Csv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")]

_PARTIES = ("actor", "recipient", "party", "said_by", "speaker", "about")


def settle_asked(**given: Any) -> dict[str, Any]:
    """What was given as the desk is asked for it: names become codes, what was not given is left out.

    Raises StoreError for a name that means nobody, or several.
    """
    from dragoman.analysis.actors import settle_pair, settle_parties

    asked = {name: value for name, value in given.items() if value not in (None, [], ())}
    for name in _PARTIES:
        if name in asked:
            asked[name] = settle_parties(asked[name])
    if "country" in asked:
        asked["country"] = settle_parties(asked["country"])
    if "between" in asked:
        asked["between"] = settle_pair(*asked["between"])
    return asked


def check_order(order: str) -> Any:
    """The order as the desk takes it; raises StoreError for another."""
    from dragoman.errors import StoreError

    allowed: Sequence[str] = ("newest", "oldest", "kept")
    if order not in allowed:
        raise StoreError(f"“{order}” is no order", remedy=f"give {', '.join(allowed)}")
    return order
