"""The times of one story: each expression in its sentence, read by the tense of its clause; and what an event
takes from them.

An event's date comes from its own clause. What stands in a clause above serves it when that clause tells no
event of its own; what belongs to another predicate (a verb of saying, a request) never does. Else the event
has the date of its story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec import Struct

from dragoman.languages.times import load_times
from dragoman.records import Span, Story, When
from dragoman.stages.frames.finder import Found as Frame
from dragoman.stages.times.context import Lean
from dragoman.stages.times.edtf import write_edtf
from dragoman.stages.times.finder import (
    Found,
    Published,
    Told,
    find_in_stretches,
    read_expression,
)
from dragoman.stages.times.grammar import load_grammar
from dragoman.stages.times.intervals import Interval
from dragoman.stages.times.runs import list_stretches
from dragoman.stages.trees.tree import Tree

HISTORICAL_YEARS = 2
"""An event that ended this many calendar years before its story is background, not news."""
NEAR = timedelta(days=45)
"""A day this near to the story that hangs on a noun may as well date the verb: parsers confuse the two."""
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X")


class Placed(Struct, frozen=True):
    """A time expression of a sentence: its highest word, and the predicate or noun it belongs to."""

    told: Told
    top: int
    owner: int | None


class StoryTimes:
    """The time expressions of a story by sentence."""

    def __init__(self, story: Story, trees: Sequence[Tree], frames: Sequence[dict[int, Frame]]) -> None:
        self.story = story
        self.published = Published.read(story.published)
        self.told: list[Told] = []
        self._frames = {tree.number: own for tree, own in zip(trees, frames, strict=True)}
        self._placed: dict[int, list[Placed]] = {}
        grammar = load_grammar(story.language)
        known = grammar.forms
        days = frozenset(word for words in grammar.classes.table.days.values() for word in words)
        stretches = list_stretches(story.text, story.language, [tree.sentence.start for tree in trees])
        begun = {start for start, _ in stretches}
        skip = {
            token.start
            for number, tree in enumerate(trees)
            if number == 0 or tree.sentence.start in begun
            for token in _list_others(tree, known, days)
        }
        self._read(find_in_stretches(story.text, story.language, stretches, skip), trees)

    def _read(self, found: Sequence[Found], trees: Sequence[Tree]) -> None:
        present = load_times(self.story.language).present
        anchor: Interval | None = None
        at = 0
        for one in found:
            while at + 1 < len(trees) and trees[at].sentence.end <= one.start:
                at += 1
            tree = trees[at] if trees else None
            top = _find_top(tree, one.start, one.readings[0][0]) if tree is not None else None
            lean: Lean = "past" if tree is None or top is None else tell_lean(tree, top, present)
            told = read_expression(one, self.published, lean, anchor)
            if told is None:
                continue
            self.told.append(told)
            if told.interval.first and told.interval.last:
                anchor = told.interval
            if tree is not None and top is not None:
                owner = self._find_owner(tree, top, told.interval)
                self._placed.setdefault(tree.number, []).append(Placed(told, top, owner))

    def list_whens(self) -> tuple[When, ...]:
        """All expressions of the story with a date that could be told, in text order."""
        return tuple(self._write(told) for told in self.told)

    def date_event(self, tree: Tree, at: int, parts: Iterable[int]) -> Told | None:
        """The expression that dates the event at `at` (with `parts` of its phrase), or None."""
        placed = self._placed.get(tree.number)
        if not placed:
            return None
        own = {at, *parts}
        frames = self._frames[tree.number]
        mine = [one for one in placed if one.owner in own]
        above = at
        while not mine:
            serving = _find_serving(tree, above, frames)
            if serving is None:
                return None
            mine = [one for one in placed if one.owner == serving]
            above = serving
        return min(mine, key=lambda one: (_days(one.told.interval), abs(one.top - at))).told

    def date(self, told: Told | None) -> When | None:
        """What an event is dated with: the expression, else its story's date, else None."""
        if told is not None:
            return self._write(told)
        return When(self.story.published, "story") if self.story.published else None

    def is_historical(self, told: Told | None) -> bool:
        """Whether an event so dated lies well before its story."""
        if told is None or told.interval.last is None or self.published.first is None:
            return False
        return told.interval.last.year <= self.published.first.year - HISTORICAL_YEARS

    def _write(self, told: Told) -> When:
        text = self.story.text[told.start : told.end]
        return When(write_edtf(told.interval), "text", text, told.start, told.end)

    def _find_owner(self, tree: Tree, top: int, interval: Interval) -> int | None:
        """The predicate that the expression dates, or the noun it describes."""
        frames = self._frames[tree.number]
        for position in tree.above(top):
            token = tree.tokens[position]
            if position in frames or token.upos in ("VERB", "AUX") or tree.kid(position, "cop") is not None:
                return self._pass_saying(tree, top, position)
            if token.upos in NOMINAL and not self._is_near(interval):
                return position
        return None

    def _pass_saying(self, tree: Tree, top: int, owner: int) -> int:
        """Not what is said but the saying, where the words stand between it and the subject of what is said
        ("said on Friday he may leave"): parsers take them for the clause that follows."""
        head = tree.heads[owner]
        subject = tree.kid(owner, "nsubj", "nsubj:pass")
        between = subject is not None and head < top < tree.edges(subject)[0]
        marked = tree.kid(owner, "mark")
        if between and tree.relations[owner] == "ccomp" and (marked is None or marked > top) and head >= 0:
            return head
        return owner

    def _is_near(self, interval: Interval) -> bool:
        day = self.published.last
        if day is None or interval.first is None or interval.last is None or _days(interval) > 7:
            return False
        return abs(interval.first - day) <= NEAR


def tell_lean(tree: Tree, at: int, present: frozenset[str]) -> Lean:
    """On which side of the story an expression is to be looked for, by the tense of its clause.

    `present` are the auxiliaries whose present tense with a participle tells no past.
    """
    for position in (at, *tree.above(at)):
        token = tree.tokens[position]
        verbal = token.upos in ("VERB", "AUX")
        helpers = [tree.tokens[kid] for kid in tree.kids(position, "aux", "aux:pass", "cop")]
        if not verbal and not helpers:
            continue
        function = tree.function
        for helper in helpers:
            lemma, form = helper.lemma.lower(), helper.form.lower()
            ahead = lemma in function.future or lemma in function.obligation
            ahead = ahead or lemma in function.possibility or lemma in function.volition
            if ahead or form in function.past_future or form in function.future:
                return "future"
        passed = any("Tense=Past" in helper.feats for helper in helpers)
        if not passed and any("Tense=Pres" in one.feats and one.lemma.lower() in present for one in helpers):
            return "future"
        feats = [token.feats, *(helper.feats for helper in helpers)]
        if any("Tense=Past" in one for one in feats) or (verbal and "VerbForm=Part" in token.feats):
            return "past"
        if verbal and ("VerbForm=Inf" in token.feats or "Tense=Pres" in token.feats):
            return "future"
        if any("Tense=Pres" in helper.feats for helper in helpers):
            return "future"
    return "past"


def _find_serving(tree: Tree, at: int, frames: dict[int, Frame]) -> int | None:
    """The predicate above whose time also dates `at`: it tells no event of its own, or shares its subject."""
    head = tree.heads[at]
    if head < 0:
        return None
    relation = tree.relations[at]
    if relation == "conj" and tree.kid(at, "nsubj", "nsubj:pass") is None:
        return head
    if head in frames or tree.is_finite(at) or relation.startswith(("acl", "advcl", "ccomp", "parataxis")):
        return None
    return head


def _find_top(tree: Tree | None, start: int, end: int) -> int | None:
    """The word of an expression that stands highest in the tree."""
    if tree is None:
        return None
    inside = [at for at, token in enumerate(tree.tokens) if start <= token.start < end]
    return min(inside, key=lambda at: len(tree.above(at)), default=None)


def _list_others(tree: Tree, known: set[str], days: frozenset[str]) -> Iterable[Span]:
    """Words that look like time words but are verbs, names ("USA Today"), or numbers that count a noun."""
    for at, form in enumerate(tree.forms):
        digits = form.isdigit()
        if not digits and form not in known:
            continue
        token = tree.tokens[at]
        if digits:
            head = tree.heads[at]
            counts = tree.relations[at] == "nummod" and head > at and tree.tokens[head].upos == "NOUN"
            if len(form) == 4 and counts and tree.forms[head] not in known:
                yield Span(token.start, token.end, form)
        elif (
            token.upos == "AUX"
            or (token.upos == "PROPN" and form in days)
            or (token.upos == "VERB" and ("VerbForm=Fin" in token.feats or "VerbForm=Inf" in token.feats))
        ):
            yield Span(token.start, token.end, form)


def _days(interval: Interval) -> int:
    if interval.first is None or interval.last is None:
        return 1_000_000
    return (interval.last - interval.first).days
