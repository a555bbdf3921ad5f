"""The network: who acts on whom, drawn and as a table."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.analysis.drawing import QUADS
from dragoman.analysis.networks import Edge, Network, Tie, build_network
from dragoman.store.questions import fetch_answer
from dragoman.store.rows import Rows
from dragoman.web.page import Page
from dragoman.web.questions import Question, WrongQuestion, keep_answer
from dragoman.web.spans import Shown, choose_span

NAMES = tuple(quad for quad, _ in QUADS)
SIZES = (20, 40, 60)
_TABLE = 60  # ties in the table beside it


class NetworkPage(Struct, frozen=True, kw_only=True):
    """The context of the network.

    `quads` are those asked for, all when none is; ties of fewer than `least` events and all but `most` actors
    are left out; `around` is the actor whose ties are shown.
    """

    span: Shown
    quads: tuple[str, ...]
    all_quads: tuple[str, ...]
    least: int
    most: int
    sizes: tuple[int, ...]
    around: str | None
    network: Network
    table: tuple[Edge, ...]


class TieRow(Struct, frozen=True, kw_only=True):
    """A tie of the network, flat, for downloads."""

    actor: str
    recipient: str
    events: int
    quad: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    score_mean: float


def ask_network(question: Question) -> NetworkPage:
    """The network that the address asks for."""
    span = choose_span(question, heavy=True)
    quads = tuple(quad for quad in question.address.all("quad") if quad)
    wrong = [quad for quad in quads if quad not in NAMES]
    if wrong:
        raise WrongQuestion(f"“{wrong[0][:40]}” is no quad", where="/network", remedy=", ".join(NAMES))
    ties = question.keep(
        ("ties", span.since, span.until),
        lambda desk: [Tie(*row) for row in fetch_answer(desk, "ties", since=span.since, until=span.until)],
    )
    most = question.number("most", SIZES[1], least=2, most=SIZES[-1])
    least = question.number("least", 1, most=1_000_000)
    around = question.one("around").upper() or None
    network = build_network(ties, quads=quads, around=around, least=least, most=most)
    return NetworkPage(
        span=span,
        quads=quads,
        all_quads=NAMES,
        least=least,
        most=most,
        sizes=SIZES,
        around=around,
        network=network,
        table=network.edges[:_TABLE],
    )


def list_rows(question: Question) -> Rows[Any]:
    """All ties shown."""
    return Rows(TieRow, [flatten_edge(edge) for edge in ask_network(question).network.edges])


def flatten_edge(edge: Edge) -> TieRow:
    """The edge as a row."""
    return TieRow(
        actor=edge.actor,
        recipient=edge.recipient,
        events=edge.events,
        quad=edge.quad,
        score_mean=edge.score_mean,
        **{quad.replace(" ", "_"): edge.quads.get(quad, 0) for quad in NAMES},
    )


NETWORK = Page(
    name="network",
    ask=keep_answer(ask_network),
    table=list_rows,
    scripts=("vendor/cytoscape/cytoscape.min.js", "network.js"),
)
