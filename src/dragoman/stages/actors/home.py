"""The home country of a story: whose government, police or parliament its bare words mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from dragoman.atlas.atlas import Atlas, NameHit
from dragoman.atlas.gazetteer import choose_spot, load_gazetteer
from dragoman.atlas.publishers import find_host
from dragoman.records import Story
from dragoman.stages.actors.resolution import HomeRules
from dragoman.stages.actors.rivals import are_rivals
from dragoman.stages.mentions import PARTY, Mention, Mentions
from dragoman.stages.trees.tree import Tree

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-.'’][^\W_]+)*")
DATELINE_REACH = 8  # words of the first sentence among which the dash of a dateline stands
BODY = "body"  # kind of the entries of parliaments, courts and the like
DASHES = ("-", "–", "—", "--")


class Home(Struct, frozen=True):
    """The home country, or None when no country stands out; `reason` says on what it rests.
    `by_publisher`: on where the story's publisher is at home, for the text itself leaves it open."""

    country: str | None
    reason: str
    by_publisher: bool = False


def find_home(
    story: Story,
    trees: Sequence[Tree],
    mentions: Sequence[Mentions],
    persons: Counter[str],
    atlas: Atlas,
    rules: HomeRules,
    certain: frozenset[str],
) -> Home:
    """The country that title, dateline and the names in the text point to, if one stands out; else, where the
    text names no other country more than in passing, the publisher's.

    `persons` counts the office holders named in full, by country.
    """
    points: Counter[str] = Counter()
    signs: dict[str, list[str]] = {}

    def add(country: str | None, weight: float, sign: str) -> None:
        if country is not None:
            points[country] += weight  # type: ignore[assignment]
            if sign not in signs.setdefault(country, []):
                signs[country].append(sign)

    for country in list_titled(story, atlas):
        add(country, rules.title, "the title")
    add(_dateline(trees, mentions, certain) or _capitals(trees, atlas, story), rules.dateline, "the dateline")
    first = trees[0].sentence.paragraph if trees else 0
    one_block = bool(trees) and trees[-1].sentence.paragraph == first
    for tree, own in zip(trees, mentions, strict=True):
        leading = tree.sentence.paragraph == first
        heavy = rules.block if one_block and tree.number else rules.lead
        for mention in (*own.found, *own.prefixes.values()):
            weight = heavy if leading else rules.mention
            if are_rivals(mention.hits):
                continue
            entry = mention.best(certain).entry
            if entry.sector not in rules.everywhere:
                body = rules.body if entry.kind == BODY and leading else 0.0
                add(entry.country, weight + body, "its names")
    for country, count in persons.items():
        add(country, rules.person * count, "its office holders")
    best = _standing_out(points, rules)
    if best is not None:
        return Home(best, f"{best}, by {' and '.join(signs[best])}")
    published = _publisher(story, atlas, rules)
    rivals = (weight for country, weight in points.items() if country != published)
    if published is not None and all(weight < rules.least for weight in rivals):
        return Home(published, f"{published}, where its publisher is", by_publisher=True)
    if not points:
        return Home(None, "no country is named")
    (best, most), *_ = points.most_common(1)
    return Home(None, f"no country stands out ({best} has {most / sum(points.values()):.0%} of the signs)")


def _standing_out(points: Counter[str], rules: HomeRules) -> str | None:
    """The country that has most of the points, or is well ahead of the next; None when no one is."""
    if not points:
        return None
    (best, most), *rest = points.most_common(2)
    total, second = sum(points.values()), rest[0][1] if rest else 0
    ahead = most / total >= rules.plurality and most >= rules.ahead * second
    return best if most >= rules.least and (most / total >= rules.share or ahead) else None


def list_titled(story: Story, atlas: Atlas) -> Sequence[str]:
    """The countries that the title names."""
    return _list_titled(story.title, story.language, story.published, atlas) if story.title else ()


@lru_cache(maxsize=8)  # a story asks several times
def _list_titled(title: str, language: str, on: str | None, atlas: Atlas) -> Sequence[str]:
    words = WORD.findall(title)
    found: list[str] = []
    at = 0
    while at < len(words):
        length, hits = atlas.find(words, at, language, on)
        hits = tuple(hit for hit in hits if hit.form != PARTY)  # its country is what the title must tell
        if hits and (country := _likeliest(hits).entry.country) is not None:
            found.append(country)
        at += max(length, 1)
    return found


def _likeliest(hits: tuple[NameHit, ...]) -> NameHit:
    return Mention(0, 0, hits).best()


def _dateline(trees: Sequence[Tree], mentions: Sequence[Mentions], certain: frozenset[str]) -> str | None:
    """The country of a place that opens the text before a dash ("GENEVA, 3 May –")."""
    if not trees or not mentions[0].found or mentions[0].found[0].first > 0:
        return None
    forms = [token.form for token in trees[0].tokens[:DATELINE_REACH]]
    if not any(form in DASHES for form in forms):
        return None
    hit = mentions[0].found[0].best(certain)
    return hit.entry.country if hit.form in ("name", "capital", "city") else None


def _capitals(trees: Sequence[Tree], atlas: Atlas, story: Story) -> str | None:
    """The country of a town written in capitals before the dash that opens the text ("KAMPALA - Police")."""
    forms = [token.form for token in trees[0].tokens[:DATELINE_REACH]] if trees else []
    dash = next((at for at, form in enumerate(forms) if form in DASHES), 0)
    words = [form.title() for form in forms[:dash] if form.isupper() and len(form) > 1]
    if not words or not forms[0].isupper():
        return None
    _, hits = atlas.find(words, 0, story.language, story.published)
    if hits:
        return _likeliest(hits).entry.country
    _, spots = load_gazetteer().find(words, 0)
    spot = choose_spot(spots, frozenset())
    return spot.country if spot is not None else None


def _publisher(story: Story, atlas: Atlas, rules: HomeRules) -> str | None:
    """The home country of the story's outlet, else the country of its address by the ending; None for
    agencies and world services."""
    outlet = atlas.outlet(story.publisher, story.url)
    if outlet is not None:
        return outlet.country
    for address in (story.url, story.publisher):
        host = find_host(address) if address else None
        if host is not None and (country := rules.domains.get(host.rsplit(".", 1)[-1])):
            return country
    return None
