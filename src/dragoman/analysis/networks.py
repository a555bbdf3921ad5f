"""Who acts on whom: the strongest ties between the actors that take part most, with places to draw them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer

_ROUNDS = 200  # of majorization; positions stand still well before
_EDGES = 4  # shown at most, for each node that may be: more cannot be told apart
_APART = 0.09  # least distance of two nodes, of the drawing's width
Matrix = NDArray[np.float64]


class Tie(Struct, frozen=True):
    """A row of the question ties."""

    actor: str
    recipient: str
    quad: str
    events: int
    score: float


class Node(Struct, frozen=True, kw_only=True):
    """An actor, the events of its ties that are shown, and where it is drawn (0 to 1 from left and top)."""

    code: str
    events: int
    x: float
    y: float


class Edge(Struct, frozen=True, kw_only=True):
    """What one did to another: events by quad, the quad of most of them, and their mean score."""

    actor: str
    recipient: str
    events: int
    quads: dict[str, int]
    quad: str
    score_mean: float


class Network(Struct, frozen=True, kw_only=True):
    """Nodes and edges, most events first; how many actors and directed ties there are in all."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_actors: int
    all_ties: int


def trace_network(
    desk: Desk,
    since: str,
    until: str,
    *,
    quads: Collection[str] = (),
    around: str | None = None,
    least: int = 1,
    most: int = 30,
) -> Network:
    """The network of the days from `since` to `until` (ISO 8601).

    `quads` limits the events; `around` leaves the ties of one actor and those among its partners. Ties of
    fewer than `least` events are left out, then all actors but the `most` that take part in most events, and
    all but the strongest ties among these.
    """
    rows = [Tie(*row) for row in fetch_answer(desk, "ties", since=since, until=until)]
    return build_network(rows, quads=quads, around=around, least=least, most=most)


def build_network(
    rows: Sequence[Tie],
    *,
    quads: Collection[str] = (),
    around: str | None = None,
    least: int = 1,
    most: int = 30,
) -> Network:
    """The network of these ties; see `trace_network`."""
    told: defaultdict[tuple[str, str], list[Tie]] = defaultdict(list)
    for row in rows:
        if not quads or row.quad in quads:
            told[row.actor, row.recipient].append(row)
    edges = [_join(pair, ties) for pair, ties in told.items()]
    edges = [edge for edge in edges if edge.events >= least]
    actors = _count(edges)
    if around is not None:
        near = {
            code
            for edge in edges
            for code in (edge.actor, edge.recipient)
            if around in (edge.actor, edge.recipient)
        }
        edges = [edge for edge in edges if {edge.actor, edge.recipient} <= near]
    counts = _count(edges)
    ranked = sorted(counts, key=lambda code: (code != around, -counts[code], code))[:most]
    shown = set(ranked)
    kept = [edge for edge in edges if edge.actor in shown and edge.recipient in shown]
    kept.sort(key=lambda edge: (-edge.events, edge.actor, edge.recipient))
    kept = kept[: _EDGES * most]
    counts = _count(kept)
    codes = [code for code in ranked if counts[code]]
    places = place_nodes(codes, kept)
    nodes = tuple(
        Node(code=code, events=counts[code], x=x, y=y) for code, (x, y) in zip(codes, places, strict=True)
    )
    return Network(nodes=nodes, edges=tuple(kept), all_actors=len(actors), all_ties=len(told))


def place_nodes(codes: Sequence[str], edges: Sequence[Edge]) -> list[tuple[float, float]]:
    """Places from 0 to 1 where nodes that have more to do with each other lie closer; always the same.

    Classical scaling of the shortest paths, then stress majorization (Gansner, Koren and North, 2004).
    """
    size = len(codes)
    if size < 3:
        return [(0.25 + 0.5 * at, 0.5) for at in range(size)]
    far = _measure_paths(codes, edges)
    spots = _scale(far)
    weights = np.where(far > 0, 1.0 / np.maximum(far, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_ROUNDS):
        gaps = _measure_gaps(spots)
        pull = -weights * far / np.maximum(gaps, 1e-9)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        spots = inverse @ (pull @ spots)
    return [(round(float(x), 4), round(float(y), 4)) for x, y in _spread(spots)]


def _join(pair: tuple[str, str], ties: Sequence[Tie]) -> Edge:
    quads = {tie.quad: tie.events for tie in ties}
    events = sum(quads.values())
    return Edge(
        actor=pair[0],
        recipient=pair[1],
        events=events,
        quads=quads,
        quad=min(quads, key=lambda quad: (-quads[quad], quad)),
        score_mean=round(sum(tie.score for tie in ties) / events, 2),
    )


def _count(edges: Sequence[Edge]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for edge in edges:
        counts[edge.actor] += edge.events
        counts[edge.recipient] += edge.events
    return counts


def _measure_paths(codes: Sequence[str], edges: Sequence[Edge]) -> Matrix:
    """The shortest paths; a tie is the shorter the more events it has."""
    at = {code: place for place, code in enumerate(codes)}
    events = np.zeros((len(codes), len(codes)))
    for edge in edges:
        events[at[edge.actor], at[edge.recipient]] += edge.events
    events += events.T
    with np.errstate(divide="ignore"):
        far = np.where(events > 0, 1.0 / (1.0 + np.log1p(events)) + 0.5, np.inf)
    np.fill_diagonal(far, 0.0)
    for middle in range(len(codes)):
        far = np.minimum(far, far[:, middle : middle + 1] + far[middle : middle + 1, :])
    reach = far[np.isfinite(far)].max()
    return np.where(np.isfinite(far), far, reach * 0.7)


def _scale(far: Matrix) -> Matrix:
    size = len(far)
    centre = np.eye(size) - 1.0 / size
    values, vectors = np.linalg.eigh(-0.5 * centre @ (far**2) @ centre)
    spots = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    # The sign of an axis is arbitrary: the node farthest out lies to its positive end.
    spots *= np.where(spots[np.abs(spots).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    return np.asarray(spots + 1e-3 * np.column_stack([np.cos(np.arange(size)), np.sin(np.arange(size))]))


def _measure_gaps(spots: Matrix) -> Matrix:
    return np.asarray(np.sqrt(((spots[:, None, :] - spots[None, :, :]) ** 2).sum(axis=2)))


def _spread(spots: Matrix) -> Matrix:
    """The places within 0 to 1, nodes that lie on each other pushed apart."""
    low, high = spots.min(axis=0), spots.max(axis=0)
    spots = (spots - low) / np.maximum(high - low, 1e-9)
    least = min(_APART, 0.8 / np.sqrt(len(spots)))
    for _ in range(60):
        gaps = _measure_gaps(spots)
        np.fill_diagonal(gaps, 1.0)
        close = np.maximum(least - gaps, 0.0) / np.maximum(gaps, 1e-6)
        if not close.any():
            break
        away = (spots[:, None, :] - spots[None, :, :]) * close[:, :, None]
        spots = spots + 0.5 * away.sum(axis=1)
    low, high = spots.min(axis=0), spots.max(axis=0)
    return np.asarray((spots - low) / np.maximum(high - low, 1e-9))
