"""Names that mean two things: what the rest of the story says decides, or the doubt stays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from dragoman.atlas.atlas import Atlas, NameHit
from dragoman.stages.actors.eras import find_era
from dragoman.stages.actors.resolution import Rules
from dragoman.stages.actors.short_names import ShortNames
from dragoman.stages.actors.towns import place_towns
from dragoman.stages.mentions import PARTY, Mention, Mentions
from dragoman.stages.trees.tree import Tree

STATE = "country"
RULED = 3  # words between a place and the title of its ruler
COMPANIES = ("body", "organisation", "city")  # whose name of one word may be a person's surname


def settle_mentions(
    trees: Sequence[Tree],
    mentions: Sequence[Mentions],
    atlas: Atlas,
    rules: Rules,
    language: str,
    on: str | None = None,
) -> list[Mentions]:
    """The mentions with the readings that the story rules out left out, and short names put in; `on` is
    the day of the story."""
    mentions = place_towns(trees, mentions)
    plain = frozenset(
        hit.entry.country
        for own in mentions
        for mention in (*own.found, *own.prefixes.values())
        if len({h.entry.country for h in mention.hits if h.form != PARTY}) == 1
        for hit in mention.hits
        if hit.entry.country and hit.form != PARTY
    )
    parts = _name_parts(trees, mentions, atlas, language)
    written = {
        (hit.entry.country, tree.tokens[mention.first].form)
        for tree, own in zip(trees, mentions, strict=True)
        for mention in own.found
        for hit in mention.hits
    }
    settled = []
    shorts = ShortNames(trees, mentions, plain, atlas, rules, language)
    for tree, own in zip(trees, mentions, strict=True):
        found = []
        for mention in own.found:
            form = tree.tokens[mention.first].form
            if form in parts and _is_person(mention, form, written):
                continue
            if len(mention.hits) > 1:
                hits = _settle(mention, tree, trees, plain, atlas, rules, language)
                if are_rivals(hits):
                    hits = _take_usual(hits, trees, atlas, rules, on)
                mention = Mention(mention.first, mention.last, hits)
            found.append(mention)
        short = shorts.find(tree, own) if shorts.meant else []
        if not short and tuple(found) == own.found:
            settled.append(own)
            continue
        found += short
        found.sort(key=attrgetter("first"))
        by_token = {at: one for one in found for at in range(one.first, one.last + 1)}
        settled.append(Mentions(tuple(found), by_token, own.prefixes))
    return settled


def are_rivals(hits: Sequence[NameHit]) -> bool:
    """Whether a name is that of two countries, or of parties of two and nothing else."""
    if len(hits) < 2:
        return False
    if all(hit.form == PARTY for hit in hits):
        return len({hit.entry.country for hit in hits}) > 1
    return len({hit.entry.country for hit in hits if hit.entry.kind == STATE}) > 1


def _settle(
    mention: Mention,
    tree: Tree,
    trees: Sequence[Tree],
    plain: frozenset[str],
    atlas: Atlas,
    rules: Rules,
    language: str,
) -> tuple[NameHit, ...]:
    """The readings that the words beside a name leave, and the countries named without doubt."""
    kept = mention.hits
    for rival in rules.rival:
        if len(mention.hits) > 1 and any(hit.entry.id == rival.place for hit in mention.hits):
            ruled = _is_ruled(mention, tree, rival.rulers.get(language, ()))
            told = plain if ruled else plain | find_era(trees, atlas).countries
            local = ruled or (rival.of in told and not rival.against & told)
            kept = tuple(hit for hit in mention.hits if (hit.entry.id == rival.place) == local) or kept
    if are_rivals(kept):
        kept = tuple(hit for hit in kept if hit.entry.country in plain) or kept
    return kept


def _is_ruled(mention: Mention, tree: Tree, rulers: Sequence[str]) -> bool:
    """Whether beside a name stands the title of somebody who rules or serves there ("Georgia's governor")."""
    for at in range(max(0, mention.first - RULED), min(len(tree.tokens), mention.last + RULED + 1)):
        for ruler in rulers:
            words = ruler.split()
            if words == tree.forms[at : at + len(words)]:
                return True
    return False


def _take_usual(
    hits: tuple[NameHit, ...], trees: Sequence[Tree], atlas: Atlas, rules: Rules, on: str | None
) -> tuple[NameHit, ...]:
    """The readings of the state that news usually means by a name of two, where one is so listed.

    Not where the story names somebody of the other state, nor where an undated story is, by those it
    names, of a time when the usual one was called otherwise.
    """
    countries = {hit.entry.country for hit in hits if hit.entry.kind == STATE}
    for usual in rules.usual:
        if countries != {usual.country, *usual.over}:
            continue
        era = find_era(trees, atlas)
        entry = atlas.entry(usual.country)
        begun = entry.since if entry is not None else None
        early = on is None and begun is not None and era.middle is not None and era.middle < begun
        meant = usual.over if early or era.countries & usual.over else {usual.country}
        return tuple(hit for hit in hits if hit.entry.country in meant)
    return hits


def _name_parts(
    trees: Sequence[Tree], mentions: Sequence[Mentions], atlas: Atlas, language: str
) -> frozenset[str]:
    """The words of names that begin with a first name ("Anna Holland", "Jordan Smith")."""
    found: set[str] = set()
    for tree, own in zip(trees, mentions, strict=True):
        names = [at for at, token in enumerate(tree.tokens) if token.upos == "PROPN"]
        for at, after in pairwise(names):
            if after == at + 1 and at not in own.by_token:
                first, last = tree.tokens[at].form, tree.tokens[after].form
                if atlas.gender(first, language) is not None:
                    found |= {first, last}
    return frozenset(found)


def _is_person(mention: Mention, form: str, written: set[tuple[str | None, str]]) -> bool:
    """Whether a name of one word is a person's in this story: a company's or town's, or that of a country
    which the story names by no other word."""
    if mention.first != mention.last:
        return False
    if {hit.entry.kind for hit in mention.hits} <= set(COMPANIES):
        return True
    countries = {hit.entry.country for hit in mention.hits}
    return not any(country in countries and word != form for country, word in written)
