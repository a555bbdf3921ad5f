"""A score for people, as a table, and for programs, as plain data."""

from __future__ import annotations

from dragoman.scoring.score import Balance, Score, Share

DIGITS = 4


def summarise_score(score: Score) -> dict[str, object]:
    """The figures by name; shares between 0 and 1, None when there was nothing to judge."""
    return {
        "stories": score.stories,
        "dyad": _balance(score.dyad),
        "type": _balance(score.type),
        "actors": {"actor": _share(score.actor), "recipient": _share(score.recipient)},
        "sector": _share(score.sector),
        "factuality": _share(score.factuality),
        "said_by": _share(score.said_by),
        "statements": _balance(score.statements) | {"speaker": _share(score.speaker)},
        "relations": _balance(score.relations)
        | {
            "issues": _share(score.issues),
            "since": _share(score.since),
            "factuality": _share(score.standing),
        },
        "by_type": {name: _balance(balance) for name, balance in sorted(score.by_type.items())},
    }


def render_score(score: Score, *, types: bool = True) -> str:
    """The score as lines of text; `types` adds a line for each event type."""
    lines = [f"{'':12}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'extra':>7}{'missed':>7}"]
    rows = [("dyad", score.dyad), ("type", score.type), ("statements", score.statements)]
    told = score.relations.right + score.relations.extra + score.relations.missed
    rows += [("relations", score.relations)] if told else []
    lines += [_row(name, balance) for name, balance in rows]
    shares = [
        ("actor", score.actor),
        ("recipient", score.recipient),
        ("sector", score.sector),
        ("factuality", score.factuality),
        ("said_by", score.said_by),
        ("speaker", score.speaker),
    ]
    if told:
        shares += [("issues", score.issues), ("since", score.since), ("standing", score.standing)]
    lines += [_share_row(name, share) for name, share in shares]
    if types:
        lines += [_row(f"  {name}", balance) for name, balance in sorted(score.by_type.items())]
    return "\n".join([f"{score.stories} stories", *lines])


def _row(name: str, balance: Balance) -> str:
    return (
        f"{name:12}{balance.precision:10.3f}{balance.recall:8.3f}{balance.f1:8.3f}"
        f"{balance.right:7}{balance.extra:7}{balance.missed:7}"
    )


def _share_row(name: str, share: Share) -> str:
    value = "-" if share.value is None else f"{share.value:.3f}"
    return f"{name:12}{value:>26}  ({share.right} of {share.all})"


def _balance(balance: Balance) -> dict[str, float | int | None]:
    return {
        "precision": round(balance.precision, DIGITS),
        "recall": round(balance.recall, DIGITS),
        "f1": round(balance.f1, DIGITS),
        "right": balance.right,
        "extra": balance.extra,
        "missed": balance.missed,
    }


def _share(share: Share) -> float | None:
    return None if share.value is None else round(share.value, DIGITS)
