"""The names of countries, groups, bodies and places in a sentence, by longest match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dragoman.atlas.atlas import Atlas, NameHit
from dragoman.atlas.sectors import load_sectors, people_sector, state_sector
from dragoman.records import Actor
from dragoman.stages.trees.tree import Tree

# Which reading of a name to prefer when it has several: states act more often than towns do.
KINDS = ("country", "group", "organisation", "body", "people", "place", "city")
PLACES = ("country", "people", "place", "city")
ADJECTIVE = "adjective"
PARTY = "party"
NAMING = ("name", "abbreviation", PARTY)  # forms that are the actor's own name
ACTING_FORMS = (*NAMING, "adjective", "inhabitant", "metonym", "capital", "city")
_KIND_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
_FORM_RANKS = {form: rank for rank, form in enumerate(ACTING_FORMS)}


class Mention(Struct, frozen=True):
    """A name from token `first` to token `last` (inclusive) and what the atlas says of it."""

    first: int
    last: int
    hits: tuple[NameHit, ...]

    def best(self, preferred: frozenset[str] = frozenset()) -> NameHit:
        """The likeliest reading; countries in `preferred` (named elsewhere in the story) win ties."""
        if len(self.hits) == 1:
            return self.hits[0]
        best, least = self.hits[0], (2, 0, 0)
        for hit in self.hits:
            entry = hit.entry
            other = 0 if entry.country and entry.country in preferred else 1
            rank = other, _KIND_RANKS[entry.kind], _FORM_RANKS[hit.form]
            if rank < least:
                best, least = hit, rank
        return best


class Mentions(Struct, frozen=True):
    """All names of a sentence, findable by any of their tokens; `prefixes` holds "VN" of "VN-gezant"."""

    found: tuple[Mention, ...]
    by_token: dict[int, Mention]
    prefixes: dict[int, Mention]


class Names(Struct, frozen=True):
    """What names of a sentence may mean on any day, by position; `halves` are those within "VN-gezant"."""

    whole: tuple[Mention, ...]
    halves: tuple[tuple[int, tuple[NameHit, ...], tuple[NameHit, ...]], ...]


def list_names(tree: Tree, atlas: Atlas, language: str) -> Names:
    """The names in the sentence, left to right, longest match first: they stand however the tree changes."""
    words: Sequence[str] = [token.form for token in tree.tokens]
    whole: list[Mention] = []
    halves: list[tuple[int, tuple[NameHit, ...], tuple[NameHit, ...]]] = []
    free = 0
    for at in atlas.list_starts(words, language):
        if at < free:
            continue
        length, hits = atlas.find(words, at, language)
        if length and hits:
            whole.append(Mention(at, at + length - 1, hits))
            free = at + length
            continue
        solid = atlas.solid(words[at], language)
        if solid:
            halves.append((at, solid, ()))
            continue
        prefix, dash, rest = words[at].partition("-")
        while dash and rest:
            length, hits = atlas.find([prefix], 0, language)
            if length and hits:
                halves.append((at, hits, atlas.find([rest], 0, language)[1]))
                break
            more, dash, rest = rest.partition("-")
            prefix = f"{prefix}-{more}"
    cut = _list_elliptic(tree, whole, atlas, language)
    return Names(tuple(sorted((*whole, *cut), key=lambda one: one.first)), tuple(halves))


def _list_elliptic(tree: Tree, whole: Sequence[Mention], atlas: Atlas, language: str) -> list[Mention]:
    """Names whose last part stands with the next one: "Noord- en Zuid-Korea", "North and South Korea"."""
    found: list[Mention] = []
    words = [token.form for token in tree.tokens]
    for one in whole:
        joint, first = one.first - 1, one.first - 2
        if first < 0 or tree.tags[joint] != "CCONJ" or any(m.first <= first <= m.last for m in whole):
            continue
        rest = words[one.first].partition("-")[2]
        if words[first].endswith("-") and rest:
            full = [words[first] + rest]
        elif one.last == one.first + 1 and tree.tags[first] in ("PROPN", "ADJ", "NOUN"):
            full = [words[first], words[one.last]]
        else:
            continue
        length, hits = atlas.find(full, 0, language)
        if hits and length == len(full):
            found.append(Mention(first, first, hits))
    return found


def find_mentions(tree: Tree, names: Names, atlas: Atlas, language: str, on: str | None) -> Mentions:
    """The names of the sentence that are no part of a person's, with what they mean on that day."""
    if not names.whole and not names.halves:
        return Mentions((), {}, {})
    found = [Mention(one.first, one.last, atlas.keep_valid(one.hits, on)) for one in names.whole]
    prefixes: dict[int, Mention] = {}
    for at, first, second in names.halves:
        hits, others = atlas.keep_valid(first, on), atlas.keep_valid(second, on)
        prefixes[at] = Mention(at, at, hits)
        if others and all(hit.form == ADJECTIVE for hit in (*hits, *others)):  # "Frans-Duits"
            found.append(Mention(at, at, others))
    found.sort(key=lambda one: one.first)
    by_token = {at: one for one in found for at in range(one.first, one.last + 1)}
    kept = [one for one in found if not is_in_person(tree, one, by_token, atlas, language)]
    kept = [one for one in kept if not _is_of_money(tree, one)]
    if len(kept) < len(found):
        by_token = {at: one for one in kept for at in range(one.first, one.last + 1)}
    return Mentions(tuple(kept), by_token, prefixes)


def _is_of_money(tree: Tree, mention: Mention) -> bool:
    """Whether a name only says what money is meant ("five million U.S. dollars")."""
    after = mention.last + 1
    return after < len(tree.tokens) and tree.lemmas[after] in tree.function.currencies


def find_all_mentions(
    trees: Sequence[Tree], names: Sequence[Names], atlas: Atlas, language: str, on: str | None
) -> list[Mentions]:
    """The mentions of every sentence of a story; `names` are listed where they are not given."""
    names = names or [list_names(tree, atlas, language) for tree in trees]
    return [find_mentions(tree, own, atlas, language, on) for tree, own in zip(trees, names, strict=True)]


def is_in_person(
    tree: Tree, mention: Mention, named: Mapping[int, Mention], atlas: Atlas, language: str
) -> bool:
    """Whether a name of one word is part of a person's name ("Jordan Smith", "George Washington")."""
    at = mention.first
    if at != mention.last or tree.tokens[at].upos != "PROPN":
        return False

    def neighbour(other: int) -> bool:
        if not 0 <= other < len(tree.tokens) or other in named or tree.tokens[other].upos != "PROPN":
            return False
        joined = tree.heads[other] == at or tree.heads[at] == other or tree.heads[other] == tree.heads[at]
        return joined and atlas.find_role([tree.tokens[other].form], 0, language)[1] is None

    form = tree.tokens[at].form
    if neighbour(at + 1) and atlas.gender(form, language) is not None:
        return True
    before = at - 1
    return neighbour(before) and atlas.gender(tree.tokens[before].form, language) is not None


def named_actor(tree: Tree, mention: Mention, hit: NameHit, text: str) -> Actor:
    """The actor a name stands for; inhabitants are civilians, capitals and seats of power governments."""
    entry = hit.entry
    sector = entry.sector
    if sector is None and hit.form == "inhabitant":
        sector = people_sector()
    if sector is None and hit.form in ("capital", "metonym"):
        sector = state_sector()
    span = tree.span(mention.first, mention.last, text)
    return Actor(
        text=span.text,
        start=span.start,
        end=span.end,
        name=None if entry.kind in PLACES else entry.name,
        country=entry.country,
        group=None if entry.country else _group_code(entry.group, sector),
        sector=sector,
        id=entry.id,
        via="atlas" if hit.form in NAMING else hit.form,
    )


def _group_code(group: str | None, sector: str | None) -> str | None:
    """A group's code; organisations of no country count under their sector's, told apart by name."""
    return sector if group and sector in load_sectors().countryless else group


def country_named(country: str, tree: Tree, at: int, via: str) -> Actor:
    """An actor for a country that the words at `at` imply."""
    token = tree.tokens[at]
    return Actor(text=token.form, start=token.start, end=token.end, country=country, via=via)


def same_as_any(actor: Actor, others: Sequence[Actor]) -> bool:
    """Whether one of the others has the same country, group, sector and name."""
    return any(
        (actor.country, actor.group, actor.sector, actor.name) == (o.country, o.group, o.sector, o.name)
        for o in others
    )
