"""Names of parties, which tell their country only to who knows it already: many states have a Green Party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from dragoman.stages.mentions import PARTY, Mention, Mentions

LEADING = 0.5  # share of a story's names of states that makes its parties those of one state


def settle_parties(mentions: Sequence[Mentions], titled: Collection[str]) -> list[Mentions]:
    """The mentions, names of parties left only where their own sentence names their country, where the
    title does (`titled`), or where most of the story's names are that country's."""
    if not any(hit.form == PARTY for own in mentions for one in own.found for hit in one.hits):
        return list(mentions)
    counts = Counter(country for own in mentions for country in _list_countries(own))
    total = counts.total()
    told = {country for country, count in counts.items() if count >= LEADING * total} | {*titled}
    return [_leave_parties(own, told.union(_list_countries(own))) for own in mentions]


def _list_countries(own: Mentions) -> Iterator[str]:
    """The countries that a sentence names beyond doubt, by other names than those of parties."""
    for mention in (*own.found, *own.prefixes.values()):
        countries = {hit.entry.country for hit in mention.hits if hit.form != PARTY}
        if len(countries) == 1 and (country := countries.pop()):
            yield country


def _leave_parties(own: Mentions, near: Collection[str]) -> Mentions:
    """The mentions of a sentence without parties of countries that are not near."""
    found = []
    for mention in own.found:
        hits = tuple(hit for hit in mention.hits if hit.form != PARTY or hit.entry.country in near)
        if hits:
            found.append(mention if hits == mention.hits else Mention(mention.first, mention.last, hits))
    by_token = {at: one for one in found for at in range(one.first, one.last + 1)}
    return Mentions(tuple(found), by_token, own.prefixes)
