"""What a phrase can mean, by the name that `times.toml` gives it: functions from its parts to days.

A meaning takes the context and the parts that the phrase names, and gives an interval or raises Unresolved.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from dragoman.stages.times import ages, composed, counted, named, parts
from dragoman.stages.times.context import Context, Node, Unresolved
from dragoman.stages.times.intervals import Interval


def read_node(node: Node, context: Context) -> Interval:
    """The interval that a node means; raises Unresolved when the context does not tell, or there is none."""
    try:
        return MEANINGS[node.means](context, **node.args)
    except (ValueError, OverflowError) as error:
        raise Unresolved(str(error)) from None


def read_nothing(context: Context, **told: Any) -> Interval:
    """What recurs, or is no date: nothing, and nothing inside it either."""
    raise Unresolved("no single time")


MEANINGS: dict[str, Callable[..., Interval]] = {
    "day": named.read_day,
    "date": named.read_date,
    "month": named.read_month,
    "year": named.read_year,
    "short": named.read_short,
    "weekday": named.read_weekday,
    "turned_weekday": named.read_turned_weekday,
    "day_of": named.read_day_of,
    "dated_weekday": named.read_dated_weekday,
    "season": ages.read_season,
    "turned_season": ages.read_turned_season,
    "turned_month": ages.read_turned_month,
    "numbered": ages.read_numbered,
    "decade": ages.read_decade,
    "century": ages.read_century,
    "holiday": ages.read_holiday,
    "period": ages.read_period,
    "turn": counted.read_turn,
    "current": counted.read_current,
    "weekend": counted.read_weekend,
    "second_turn": counted.read_second_turn,
    "distance": counted.read_distance,
    "far_weekday": counted.read_far_weekday,
    "beyond": counted.read_beyond,
    "told_distance": counted.read_told_distance,
    "stretch": counted.read_stretch,
    "some": counted.read_some,
    "within": counted.read_within,
    "earlier": counted.read_earlier,
    "later": counted.read_later,
    "part": parts.read_part,
    "since": composed.read_since,
    "after": composed.read_after,
    "until": composed.read_until,
    "deadline": composed.read_deadline,
    "from": composed.read_from,
    "before_or_for": composed.read_before_or_for,
    "before": composed.read_before,
    "itself": composed.read_itself,
    "range": composed.read_range,
    "days": composed.read_days,
    "inside": parts.read_inside,
    "part_half": parts.read_half,
    "inside_range": parts.read_inside_range,
    "ranked": parts.read_ranked,
    "ranked_weekday": parts.read_ranked_weekday,
    "ranked_stretch": parts.read_ranked_stretch,
    "around": parts.read_around,
    "holiday_weekend": parts.read_holiday_weekend,
    "beside": parts.read_beside,
    "roughly": composed.read_roughly,
    "same": composed.read_same,
    "nights": composed.read_nights,
    "told": composed.read_told,
    "nothing": read_nothing,
}


@cache
def needs_of(means: str, given: frozenset[str]) -> tuple[list[str], list[str]]:
    """What a meaning needs that is not given, and what is given that it does not know."""
    reader = MEANINGS.get(means)
    if reader is None:
        return [f"to be one of {', '.join(MEANINGS)}"], []
    asked = list(inspect.signature(reader).parameters.values())[1:]
    if any(part.kind is part.VAR_KEYWORD for part in asked):
        return [], []
    needed = [part.name for part in asked if part.default is part.empty and part.name not in given]
    return needed, sorted(given - {part.name for part in asked})
