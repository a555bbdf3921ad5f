"""Whom a pronoun may stand for, by where they stand: the phrases before it in the order of their salience."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from dragoman.records import Actor
from dragoman.stages.trees.tree import Tree

Finder = Callable[[Tree, int], tuple[Actor, ...]]

SHORTEST = 4  # letters of a town in capitals: shorter ones are abbreviations
REACH = 2  # sentences back that a pronoun may reach
SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj", "obl:agent")
OTHERS = ("obl", "nmod")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")


class Candidate(Struct, frozen=True):
    """A phrase that may be meant; `alone`: this conjunct by itself."""

    tree: Tree
    at: int
    alone: bool


def list_candidates(
    trees: Sequence[Tree], tree: Tree, at: int, barred: set[int], alone: bool
) -> Iterator[list[list[Candidate]]]:
    """Candidates by sentence, the nearest first, in groups of falling salience.

    Within a group none is likelier than another. `barred` are positions of its own sentence that cannot be
    meant; with `alone` every conjunct is a candidate by itself.
    """
    yield [_each(tree, level, alone) for level in _in_sentence(tree, at, barred)]
    undergoes = tree.relations[at] == "nsubj:pass"
    for back in range(1, REACH + 1):
        previous = trees[tree.number - back] if tree.number >= back else None
        if previous is None or previous.sentence.paragraph < tree.sentence.paragraph - 1:
            return
        yield [_each(previous, level, alone) for level in _in_previous(previous, undergoes)]


def list_barred(tree: Tree, at: int, owning: bool) -> set[int]:
    """Who a pronoun cannot be: the doer of its own clause, unless it owns something."""
    if owning or tree.relations[at].startswith("nsubj"):
        return set()
    clause = next((k for k in tree.above(at) if tree.tokens[k].upos in ("VERB", "AUX")), None)
    if clause is None:
        return set()
    barred = set(tree.kids(clause, *SUBJECTS))
    if tree.relations[clause] == "xcomp":  # "called on the government to release them"
        barred |= set(tree.kids(tree.heads[clause], *SUBJECTS, "obj", "iobj", "obl"))
    elif not barred:
        barred = {k for above in tree.above(clause)[:1] for k in tree.kids(above, *SUBJECTS)}
    return barred


def _in_sentence(tree: Tree, at: int, barred: set[int]) -> Iterator[list[int]]:
    """The candidates of its own sentence: subjects of the clauses above, earlier subjects, the rest."""

    heads = tree.above(at)
    excluded = {at, *heads, *barred}

    def usable(position: int) -> bool:
        return position not in excluded and tree.tokens[position].upos in NOMINAL

    for above in heads:
        yield [k for k in tree.kids(above, *SUBJECTS) if usable(k)]
    earlier = [k for k in range(at - 1, -1, -1) if usable(k)]
    for position in earlier:
        if tree.relations[position] in SUBJECTS:
            yield [position]
    yield [k for k in earlier if tree.relations[k].startswith((*OBJECTS, *OTHERS))]


def _in_previous(tree: Tree, undergoes: bool) -> list[list[int]]:
    """The candidates of a sentence before: its subjects, the outermost first, then the rest.

    Who was hit, arrested or named there comes first for a pronoun that undergoes something in its turn.
    """
    places = tree.function.location_prepositions
    mains = [k for k in range(len(tree.tokens)) if tree.relations[k] in SUBJECTS]
    depths = sorted({len(tree.above(k)) for k in mains})
    levels = [[k for k in mains if len(tree.above(k)) == depth] for depth in depths]
    nominal = [
        k for k, token in enumerate(tree.tokens) if token.upos in NOMINAL and not _is_dateline(tree, k)
    ]
    objects = [k for k in nominal if tree.relations[k].startswith(OBJECTS)]
    rest = objects + [
        k
        for k in nominal
        if tree.relations[k].startswith("obl")
        and k not in objects
        and tree.case(k).partition("_")[0] not in places
    ]
    first = [[k for k in objects if len(tree.above(k)) == 1]] if undergoes else []
    return [*first, *levels, rest]


def _is_dateline(tree: Tree, at: int) -> bool:
    """Whether the word is the town in capitals that opens a story ("KAMPALA - Police …")."""
    form = tree.tokens[at].form
    return at == 0 and tree.number == 0 and form.isupper() and len(form) >= SHORTEST


def _each(tree: Tree, level: list[int], alone: bool) -> list[Candidate]:
    """The candidates of a level; where one is meant, every conjunct by itself."""
    if not alone:
        return [Candidate(tree, at, False) for at in level]
    return [
        Candidate(tree, one, True)
        for at in level
        for one in (at, *(k for k in tree.kids(at, "conj") if tree.tokens[k].upos in NOMINAL))
    ]


def takes_up_thing(tree: Tree, at: int, find: Finder) -> bool:
    """Whether "it", the object of a joined clause, is the thing that was the object of the first clause
    ("Oslo criticised the summit; Rome defended it")."""
    verb = tree.heads[at]
    if verb < 0 or tree.relations[verb] not in ("conj", "parataxis") or tree.kid(verb, "nsubj") is None:
        return False
    things = [k for k in tree.kids(tree.heads[verb], "obj") if k < at]
    return len(things) == 1 and tree.tags[things[0]] == "NOUN" and not find(tree, things[0])
