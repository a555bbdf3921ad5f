"""How isolated an actor stands: what others do to it, against its own past and against its peers.

All measures are shares, so that an actor of whom much is told does not look less isolated for it. The index
is the mean rank among peers of four of them, from 0 (least isolated) to 1 (most); it orders actors and is no
amount of anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from dragoman.analysis.actors import settle_actor
from dragoman.analysis.bands import ENOUGH, Band
from dragoman.analysis.periods import Span, step_days
from dragoman.analysis.proportions import Share, bound_difference, bound_share, make_share
from dragoman.analysis.reading import settle_span
from dragoman.atlas.atlas import Atlas
from dragoman.store.desk import Desk
from dragoman.store.questions import read_answer

YEAR = 365

Kind = Literal["state", "other"]
"""Who is held against whom: states against states, others (groups, organisations) against others."""


class Standing(Struct, frozen=True):
    """A row of the question standing_of_actors."""

    code: str
    stories: int
    events: int
    received: int
    cooperation: int
    conflict: int
    condemnations: int
    condemners: int
    sanctions: int
    meetings: int
    partners: int
    others: int


class Measure(Struct, frozen=True, kw_only=True):
    """One share of an actor: now with its 95 % band, in the twelve months before, and against its peers.

    `change_band` is the 95 % band of the change, `changed` whether it holds no zero. `rank` is the part of
    the peers that are less isolated by this share, from 0 to 1; None for who is not ranked.
    """

    now: Share
    band: Band | None
    before: Share
    change_band: Band | None
    changed: bool
    rank: float | None


class Isolation(Struct, frozen=True, kw_only=True):
    """How isolated an actor stands in a time.

    `cooperation` is the share of what it received from others that was cooperation, `condemnation` the share
    that condemned it, `partners` the share of the others it dealt with that cooperated with it, `meetings`
    the share of its dealings that were meetings. `index` is the mean of their ranks; `place` its place among
    `peers` (states with states, others with others), 1 the most isolated. Only who received at least five
    acts from others, in at least five stories, is ranked.
    """

    code: str
    kind: Kind
    since: str
    until: str
    standing: Standing
    past: Standing
    cooperation: Measure
    condemnation: Measure
    partners: Measure
    meetings: Measure
    index: float | None
    place: int | None
    peers: int


def rank_isolation(desk: Desk, since: str | None = None, until: str | None = None) -> list[Isolation]:
    """The isolation of all actors in a time, states first, the most isolated before others, and those of whom
    too little is told last.

    Without `since` the time is the last twelve months of the stories read. Raises StoreError for dates that
    are none.
    """
    span = settle_span(desk, since, until)
    first = span.first if since else max(span.first, step_days(span.last, 1 - YEAR))
    past = step_days(first, -YEAR), step_days(first, -1)
    now = read_answer(desk, "standing_of_actors", Standing, since=first, until=span.last)
    before = {
        one.code: one
        for one in read_answer(desk, "standing_of_actors", Standing, since=past[0], until=past[1])
    }
    ranked: list[Isolation] = []
    kinds = _sort_kinds(now)
    for kind in get_args(Kind):
        group = [one for one in now if kinds[one.code] == kind]
        ranked += _rank_group(kind, group, before, Span(first, span.last))
    return sorted(
        ranked, key=lambda one: (one.index is None, one.kind != "state", -(one.index or 0), one.code)
    )


def trace_isolation(
    desk: Desk, actor: str, *, since: str | None = None, until: str | None = None
) -> Isolation | None:
    """The isolation of one actor (a code or a name) as `rank_isolation` has it; None when nothing is told."""
    code = settle_actor(actor)
    return next((one for one in rank_isolation(desk, since, until) if one.code == code), None)


def _sort_kinds(standings: Sequence[Standing]) -> dict[str, Kind]:
    atlas = Atlas.load()
    kinds: dict[str, Kind] = {}
    for one in standings:
        entry = atlas.entry(one.code)
        kinds[one.code] = "state" if entry is not None and entry.kind == "country" else "other"
    return kinds


def _rank_group(
    kind: Kind, group: Sequence[Standing], before: Mapping[str, Standing], span: Span
) -> list[Isolation]:
    known = [one for one in group if min(one.stories, one.received) >= ENOUGH]
    shares = {one.code: _list_shares(one) for one in known}
    made = []
    for one in group:
        past = before.get(one.code, Standing(one.code, *(0,) * 11))
        ranks = _rank_shares(one.code, shares)
        here, there = _list_shares(one), _list_shares(past)
        measures = [_measure(here[at], there[at], ranks[at]) for at in range(len(here))]
        told = [rank for rank in ranks if rank is not None]
        made.append(
            Isolation(
                code=one.code,
                kind=kind,
                since=span.first,
                until=span.last,
                standing=one,
                past=past,
                cooperation=measures[0],
                condemnation=measures[1],
                partners=measures[2],
                meetings=measures[3],
                index=round(sum(told) / len(told), 4) if told else None,
                place=None,
                peers=len(known),
            )
        )
    return _place(made)


def _list_shares(one: Standing) -> tuple[Share, Share, Share, Share]:
    return (
        make_share(one.cooperation, one.cooperation + one.conflict),
        make_share(one.condemnations, one.received),
        make_share(one.partners, one.others),
        make_share(one.meetings, one.events),
    )


def _rank_shares(
    code: str, shares: Mapping[str, tuple[Share, Share, Share, Share]]
) -> tuple[float | None, ...]:
    """For each share, the part of the peers that are less isolated by it, those alike counted half."""
    if code not in shares or len(shares) < 2:
        return (None,) * 4
    ranks: list[float | None] = []
    # Isolation grows with the share of condemnations, and falls with the three others.
    for at, sign in enumerate((-1, 1, -1, -1)):
        own = shares[code][at].share
        others = [one[at].share for peer, one in shares.items() if peer != code]
        known = [sign * share for share in others if share is not None]
        if own is None or not known:
            ranks.append(None)
            continue
        less, alike = sum(one < sign * own for one in known), sum(one == sign * own for one in known)
        ranks.append(round((less + alike / 2) / len(known), 4))
    return tuple(ranks)


def _measure(now: Share, before: Share, rank: float | None) -> Measure:
    change = bound_difference(now, before)
    changed = change is not None and (change[0] > 0 or change[1] < 0)
    return Measure(
        now=now, band=bound_share(now), before=before, change_band=change, changed=changed, rank=rank
    )


def _place(made: list[Isolation]) -> list[Isolation]:
    order = sorted((one.index for one in made if one.index is not None), reverse=True)
    return [replace(one, place=order.index(one.index) + 1) if one.index is not None else one for one in made]
