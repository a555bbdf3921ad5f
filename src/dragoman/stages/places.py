"""Where things happened: the places named in an event's own clause, with their point, region or country.

A place is told by a phrase with a preposition of place ("in Goma", "op Bali", "near the border town of …").
It is looked for in the event's clause, then in the clauses that clause serves, never in another sentence.
Which of several namesakes is meant, the countries of the phrase, of the event and of the story decide; in
doubt there is no point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.atlas.gazetteer import Gazetteer, Spot, choose_spot, load_gazetteer
from dragoman.atlas.records import NameHit
from dragoman.records import Where
from dragoman.stages.mentions import Mention, Mentions
from dragoman.stages.trees.tree import Tree

HOSTED = ("obl", "nmod", "advmod")
TOLD = ("ccomp", "parataxis")  # how a clause hangs from who tells it
GROUND = ("country", "place", "city", "people")  # kinds of atlas entries that lie somewhere
COUNTRY, REGION, PLACE = "country", "region", "place"
LARGE = 100_000  # inhabitants of a town that may be meant by the name of a land within a country
SEAT = "metonym"
NAMING = ("name", "abbreviation", "city", "capital")  # forms of a name that stand for the place itself
NOWHERE: tuple[Spot, ...] = ()
NOBODY: frozenset[str] = frozenset()


class PlaceFinder:
    """Finds the places that a story's phrases name."""

    def __init__(self, mentions: Sequence[Mentions], certain: frozenset[str], dated: frozenset[str]) -> None:
        self.mentions = mentions
        self.certain = certain
        self.dated = dated  # names of months and days, which towns bear too
        self.surnames: frozenset[str] = NOBODY  # of the story's persons
        self._read: dict[tuple[int, int, frozenset[str]], tuple[Where, ...]] = {}

    @property
    def gazetteer(self) -> Gazetteer:
        """The shipped gazetteer, opened when a place is first asked for."""
        return load_gazetteer()

    def find(
        self,
        tree: Tree,
        at: int,
        hosts: Sequence[int],
        targets: Sequence[int],
        near: frozenset[str],
        text: str,
        apart: frozenset[int] = frozenset(),
    ) -> tuple[Where, ...]:
        """The places of the clause of `at` with its `hosts`, else of the clause it serves; in text order.

        `targets` are phrases of what the event is done to on the spot ("bombed Lviv"). What somebody says
        is no part of where he says it; nor is what is told by the predicates `apart` ("marched in London
        against the war").
        """
        for level in ([at, *hosts], *([above] for above in self._served(tree, at, apart))):
            found: dict[int, Where] = {}
            for host in level:
                for kid in tree.kids(host, *HOSTED):
                    case = tree.case(kid).partition("_")[0]
                    if case not in tree.function.place_prepositions:
                        continue
                    # "calls on Paris", "sanctions on Iran" happen elsewhere; only lands are stood on
                    inside = case in tree.function.location_prepositions
                    for one in (kid, *tree.kids(kid, "conj")):
                        told = self.read(tree, one, near, text)
                        found.update({w.start: w for w in told if inside or self._is_ground(tree, one, w)})
            for target in targets if level[0] == at else ():
                for one in (target, *tree.kids(target, "conj")):
                    start = tree.tokens[one].start  # what is hit is the town, no embassy of its name
                    told = self.read(tree, one, near, text)
                    found.update({w.start: w for w in told if w.start <= start < w.end})
            if found:
                return _leave_wider([found[start] for start in sorted(found)])
        return ()

    def _is_ground(self, tree: Tree, at: int, where: Where) -> bool:
        """Whether the phrase headed by `at` is a region by name, on which one stands (not its borders)."""
        first = next(k for k, token in enumerate(tree.tokens) if token.start == where.start)
        path = [first, *tree.above(first)]
        within = path[: path.index(at)] if at in path else []
        return where.precision == REGION and not any(
            tree.relations[k].startswith("nmod") and tree.case(k) in tree.function.location_prepositions
            for k in within
        )

    def _served(self, tree: Tree, at: int, apart: frozenset[int]) -> Iterator[int]:
        """The clauses that the one of `at` serves, the nearest first, up to one in which it is told."""
        below = at
        for above in tree.above(at):
            if tree.relations[below].startswith(TOLD) or above in apart:
                return
            if tree.relations[below] != "conj" or tree.tokens[below].upos != "NOUN":
                yield above
            below = above

    def read(self, tree: Tree, at: int, near: frozenset[str], text: str) -> tuple[Where, ...]:
        """The place that the phrase headed by `at` names, the narrowest; () when it names none."""
        key = (tree.number, at, near)
        if key not in self._read:
            self._read[key] = self._find_named(tree, at, near, text)
        return self._read[key]

    def _find_named(self, tree: Tree, at: int, near: frozenset[str], text: str) -> tuple[Where, ...]:
        for first, length, spot in self._spots(tree, at, near):
            span = tree.span(first, first + length - 1, text)
            wide = self._is_called_region(tree, first)
            where = Where(
                name=spot.name,
                country=spot.country,
                lat=spot.lat,
                lon=spot.lon,
                id=spot.id,
                start=span.start,
                end=span.end,
                precision=REGION if wide else spot.precision,
            )
            joined = [kid for kid in tree.kids(first, "conj") if tree.tokens[kid].upos == "PROPN"]
            return (where, *(one for kid in joined for one in self.read(tree, kid, near, text)))
        for mention, hit in self._names(tree, at):
            if hit.entry.country and hit.form in NAMING and not self._describes(tree, mention, hit):
                span = tree.span(mention.first, mention.last, text)
                kind = COUNTRY if hit.entry.kind == COUNTRY else "region"
                return (
                    Where(hit.entry.name, hit.entry.country, None, None, None, span.start, span.end, kind),
                )
        return ()

    def country_of(self, tree: Tree, at: int) -> tuple[str, int] | None:
        """The country of the town or region named in the phrase headed by `at`, and the name's position."""
        for first, _, spot in self._spots(tree, at, NOBODY):
            if spot.country:
                return spot.country, first
        return None

    def _names(self, tree: Tree, at: int) -> list[tuple[Mention, NameHit]]:
        """The names of the atlas within the phrase."""
        if not self.mentions[tree.number].found:
            return []
        own = self._inside(tree, at)
        found = [one for one in self.mentions[tree.number].found if one.first in own or one.last in own]
        hits = [(one, one.best(self.certain)) for one in found]
        return [(one, hit) for one, hit in hits if hit.entry.kind in GROUND]

    def _spots(self, tree: Tree, at: int, near: frozenset[str]) -> Iterator[tuple[int, int, Spot]]:
        """The spots that names within the phrase mean: first word, words, spot; left to right."""
        own = self._inside(tree, at)
        if not any(tree.tokens[one].form[:1].isupper() for one in own):
            return
        words = [token.form for token in tree.tokens]
        names = self._names(tree, at)
        starts = {kid for one in own for kid in tree.kids(one, "amod") if words[kid][:1].isupper()}
        position = min(own | starts)
        while position <= max(own):
            length, spots = 0, NOWHERE
            proper = position in own and tree.tokens[position].upos == "PROPN"
            if proper or position in starts:
                length, spots = self.gazetteer.find(words, position)
            if position in starts and not own & set(range(position, position + length)):  # "Baltic Sea"
                length, spots = 0, NOWHERE
            if spots and not self._is_other(tree, position, length, spots):
                end = position + length
                beside = [hit for one, hit in names if not position <= one.first < end]
                said = frozenset(hit.entry.country for hit in beside if hit.entry.country)
                named = tuple(spot for spot in spots if spot.country in said)
                if said and not named:
                    spots = NOWHERE
                spot = choose_spot(named or spots, said if named else near, self.certain)
                if spot is not None:
                    yield position, length, spot
            position += max(1, length)

    def _describes(self, tree: Tree, mention: Mention, hit: NameHit) -> bool:
        """Whether a name before a noun tells whose it is ("the US air strike", "Florida Governor Lee")."""
        head = tree.heads[mention.last]
        if head < 0 or not tree.relations[mention.last].startswith("compound"):
            return False
        return hit.entry.kind == COUNTRY or tree.tokens[head].upos == "PROPN"

    def is_date(self, tree: Tree, at: int) -> bool:
        """Whether the word is a month or day beside another or a number ("May 24", "Sunday, May")."""
        if tree.forms[at] not in self.dated:
            return False
        near = [k for k in (at - 2, at - 1, at + 1) if 0 <= k < len(tree.tokens)]
        return any(tree.tokens[k].upos == "NUM" or tree.forms[k] in self.dated for k in near)

    def _is_other(self, tree: Tree, first: int, length: int, spots: Sequence[Spot]) -> bool:
        """Whether the name is no town's here: a country's, a month's, a part of a longer name's."""
        span = range(first, first + length)
        mention = self.mentions[tree.number].by_token.get(first)
        if mention is not None:
            hit = mention.best(self.certain)
            if _is_country(hit) or hit.entry.kind not in GROUND or hit.form == SEAT:
                return True  # there are towns called Hamas and White House
            if hit.entry.kind == PLACE and 0 < max(spot.people for spot in spots) < LARGE:
                return True  # and one in Ohio called Delaware
        if length == 1 and (tree.forms[first] in self.dated or tree.tokens[first].form in self.surnames):
            return True
        return any(
            tree.relations[one].startswith(("flat", "compound"))
            and tree.tokens[other].upos == "PROPN"
            and (one in span) != (other in span)
            for one in (*span, *(kid for k in span for kid in tree.children[k]))
            if (other := tree.heads[one]) >= 0
        )

    def _is_called_region(self, tree: Tree, first: int) -> bool:
        """Whether the name is that of the land around a town: "Donetsk province", "de regio Koersk"."""
        nouns = tree.function.region_nouns
        head = tree.heads[first]
        return (
            tree.lemma(first - 1) in nouns
            if first and head == first - 1
            else (head >= 0 and tree.lemma(head) in nouns)
        )

    def _inside(self, tree: Tree, at: int) -> set[int]:
        """The head of a phrase with what names it: parts of its name, appositions, of-phrases."""
        if not tree.children[at]:
            return {at}
        cases = tree.function.place_prepositions | tree.function.owner_prepositions
        inside = [at]
        for one in inside:
            if not tree.children[one]:
                continue
            inside += tree.kids(one, "flat", "compound", "appos")
            for kid in tree.kids(one, "nmod"):  # not "a war with Iran"
                if tree.case(kid).partition("_")[0] in cases or not tree.case(kid):
                    inside.append(kid)
        return set(inside)


def _is_country(hit: NameHit) -> bool:
    """Whether a country itself is named, not its capital."""
    return hit.entry.kind == COUNTRY and hit.form in ("name", "abbreviation")


def _leave_wider(found: Sequence[Where]) -> tuple[Where, ...]:
    """The places without a country in which another of them lies ("in Tripoli, in the north of Lebanon")."""
    inner = {one.country for one in found if one.precision != COUNTRY}
    return tuple(one for one in found if one.precision != COUNTRY or one.country not in inner)
