"""Who a pronoun stands for: rules over number, gender, person or body, salience and speech.

Candidates are tried in the order of their salience: the subjects of the clauses above, the earlier
subjects of the sentence, its other phrases, then the sentences before. The first that fits decides; when it
names nobody who can be linked, or two different actors fit equally well, the pronoun is not linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from dragoman.languages.function import Function
from dragoman.records import Actor, Doubt, Span
from dragoman.stages.natures import Nature, NatureReader
from dragoman.stages.tree import Tree

Finder = Callable[[Tree, int], tuple[Actor, ...]]
REACH = 2  # sentences back that a pronoun may reach
SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj", "obl:agent")
OTHERS = ("obl", "nmod")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")


class Heard(Protocol):
    """Reported speech, as far as pronouns care."""

    @property
    def content(self) -> Span:
        """What is said."""

    @property
    def speakers(self) -> tuple[Actor, ...]:
        """Who says it."""

    @property
    def addressees(self) -> tuple[Actor, ...]:
        """To whom it is said."""


class Wanted(Struct, frozen=True):
    """What a pronoun asks of whom it stands for."""

    person: bool  # only a person will do
    many: bool | None  # several, one, or either
    body: bool  # only a state, group or organisation will do
    gender: str | None
    owning: bool  # a possessive: its clause's subject is the likeliest owner


class PronounResolver:
    """Answers whom the pronouns of one story stand for."""

    def __init__(self, text: str, trees: Sequence[Tree], function: Function, natures: NatureReader) -> None:
        self.text = text
        self.trees = trees
        self.function = function
        self.natures = natures
        self.heard: Sequence[Heard] = ()
        self.doubts: list[Doubt] = []

    def is_personal(self, tree: Tree, at: int) -> bool:
        """Whether the token is a pronoun of the speaker or the addressee."""
        form, function = tree.tokens[at].form.lower(), self.function
        return form in function.first_singular | function.first_plural | function.second_person

    def resolve(self, tree: Tree, at: int, find: Finder) -> tuple[Actor, ...]:
        """Whom the pronoun at `at` stands for; () when nobody, or when it is in doubt."""
        if self.is_personal(tree, at):
            return self._in_speech(tree, at)
        wanted = self._wanted(tree, at)
        if wanted is None:
            return ()
        speakers = self._quoted_speakers(tree, at)
        for level in self._levels(tree, at, wanted):
            fitting: list[tuple[Tree, int]] = []
            for host, candidate in level:
                if self._fits(host, candidate, wanted):
                    fitting.append((host, candidate))
            if not fitting:
                pair = self._pair(level, find) if wanted.many else ()
                if pair:
                    return pair
                continue
            found = [find(host, candidate) for host, candidate in fitting]
            linked = [actors for actors in found if actors]
            linked = [actors for actors in linked if not any(_same(actors[0], s) for s in speakers)]
            if wanted.gender:
                linked = [a for a in linked if self.natures.gender_of(a[0]) in (None, wanted.gender)]
            if not linked:
                if any(not actors for actors in found):
                    return ()
                continue
            if len({_key(actors) for actors in linked}) > 1 or len(linked) < len(fitting):
                self._doubt(tree, at, linked)
                return ()
            return linked[0]
        return ()

    # ── what is asked ────────────────────────────────────────────────────────

    def _wanted(self, tree: Tree, at: int) -> Wanted | None:
        """What the pronoun asks of its antecedent; None when it is of no kind that is linked."""
        token, function = tree.tokens[at], self.function
        form = token.form.lower()
        owning = form in function.possessives or "Poss=Yes" in token.feats
        owning = owning and tree.relations[at] not in ("nsubj", "obj", "iobj", "obl")
        if tree.relations[at].startswith("expl"):
            return None
        many = form in function.plural_pronouns
        feminine, masculine = form in function.feminine, form in function.masculine
        if many and feminine:  # "zij", "ze": the verb tells
            number = self._verb_number(tree, at)
            if number is None and not tree.relations[at].startswith("nsubj"):
                number = "Plur"
            if number is None:
                return None
            many, feminine = number == "Plur", number == "Sing"
        if many:
            return Wanted(False, True, False, None, owning)
        if form in function.neuter_pronouns:
            if form in function.anaphoric and form not in function.bodily:
                return None  # "that", "dit": what was told, not who
            return Wanted(False, False, True, None, owning)
        if feminine or masculine:
            both = owning and form in function.bodily  # "zijn", "haar": a state's as well
            return Wanted(not both, False, False, "f" if feminine else "m", owning)
        if owning:
            return Wanted(False, None, form in function.bodily, None, owning)
        if form in function.singular_pronouns and tree.relations[at].startswith("nsubj"):
            return Wanted(True, False, False, None, False)
        return None

    def _verb_number(self, tree: Tree, at: int) -> str | None:
        """ "Sing" or "Plur" of the finite verb whose subject the pronoun is."""
        head = tree.heads[at]
        if head < 0 or not tree.relations[at].startswith("nsubj"):
            return None
        for verb in (head, *tree.kids(head, "aux", "cop", "aux:pass")):
            for number in ("Sing", "Plur"):
                if f"Number={number}" in tree.tokens[verb].feats and tree.tokens[verb].upos in (
                    "VERB",
                    "AUX",
                ):
                    return number
        return None

    def _fits(self, tree: Tree, at: int, wanted: Wanted) -> bool:
        token = tree.tokens[at]
        if token.upos == "PRON":
            return self._same_kind(tree, at, wanted)
        nature: Nature = self.natures.read(tree, at)
        if wanted.person and not nature.person:
            return False
        if wanted.body:
            return not nature.person and not nature.many
        if wanted.many is True:
            return nature.many or nature.body
        if wanted.many is False and nature.many:
            return False
        if not wanted.person and not (nature.person or nature.body):
            return False
        return wanted.gender is None or nature.gender is None or nature.body or nature.gender == wanted.gender

    def _same_kind(self, tree: Tree, at: int, wanted: Wanted) -> bool:
        """Whether another pronoun may stand for the same."""
        own = self._wanted(tree, at)
        if own is None:
            return False
        if wanted.gender and own.gender and wanted.gender != own.gender:
            return False
        return own.many == wanted.many or wanted.many is None

    # ── where it is looked for ───────────────────────────────────────────────

    def _levels(self, tree: Tree, at: int, wanted: Wanted) -> Iterator[list[tuple[Tree, int]]]:
        """Candidates in groups of falling salience; within a group none is likelier than another."""
        barred = self._barred(tree, at, wanted)

        def usable(position: int) -> bool:
            return (
                position != at
                and position not in barred
                and tree.tokens[position].upos in NOMINAL
                and at not in tree.below(position)
            )

        for above in tree.above(at):
            yield [(tree, k) for k in tree.kids(above, *SUBJECTS) if usable(k)]
        earlier = [k for k in range(at - 1, -1, -1) if usable(k)]
        for position in earlier:
            if tree.relations[position] in SUBJECTS:
                yield [(tree, position)]
        yield [(tree, k) for k in earlier if tree.relations[k] in (*OBJECTS, *OTHERS)]
        for back in range(1, REACH + 1):
            if tree.number - back < 0:
                return
            previous = self.trees[tree.number - back]
            if previous.sentence.paragraph < tree.sentence.paragraph - 1:
                return
            mains = [k for k in range(len(previous.tokens)) if previous.relations[k] in SUBJECTS]
            for depth in sorted({len(previous.above(k)) for k in mains}):
                yield [(previous, k) for k in mains if len(previous.above(k)) == depth]
            yield [
                (previous, k)
                for k in range(len(previous.tokens))
                if previous.relations[k].startswith((*OBJECTS, "obl")) and previous.tokens[k].upos in NOMINAL
            ]

    def _barred(self, tree: Tree, at: int, wanted: Wanted) -> set[int]:
        """Who it cannot be: the subject of its own clause, unless it owns something."""
        if wanted.owning or tree.relations[at].startswith("nsubj"):
            return set()
        clause = next((k for k in tree.above(at) if tree.tokens[k].upos in ("VERB", "AUX")), None)
        return set(tree.kids(clause, *SUBJECTS)) if clause is not None else set()

    def _pair(self, level: list[tuple[Tree, int]], find: Finder) -> tuple[Actor, ...]:
        """A subject and its companion for "they" ("Rutte met Macron. They …")."""
        for host, candidate in level:
            if host.relations[candidate] not in SUBJECTS:
                continue
            verb = host.heads[candidate]
            others = [
                k for k in host.kids(verb, "obj", "obl")
                if host.relations[k] == "obj" or host.case(k) in host.function.companion_prepositions
            ]  # fmt: skip
            first = find(host, candidate)
            for other in others:
                if self.natures.read(host, other).person and (second := find(host, other)) and first:
                    return (*first, *second)
        return ()

    # ── speech ───────────────────────────────────────────────────────────────

    def _over(self, tree: Tree, at: int) -> Heard | None:
        """The innermost speech that holds the token."""
        start = tree.tokens[at].start
        over = [one for one in self.heard if one.content.start <= start < one.content.end]
        return min(over, key=lambda one: one.content.end - one.content.start, default=None)

    def _in_speech(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The speaker for "I" and "we", who is addressed for "you"."""
        said = self._over(tree, at)
        if said is None:
            return ()
        form = tree.tokens[at].form.lower()
        if form in self.function.second_person:
            return said.addressees[:1]
        return said.speakers if form in self.function.first_plural else said.speakers[:1]

    def _quoted_speakers(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Who speaks where the pronoun stands between quotation marks: "he" there is another."""
        said = self._over(tree, at)
        if said is None:
            return ()
        before = self.text[max(0, said.content.start - 2) : said.content.start + 1]
        return said.speakers if any(mark in before for mark in self.function.quotes) else ()

    def _doubt(self, tree: Tree, at: int, linked: Sequence[tuple[Actor, ...]]) -> None:
        token = tree.tokens[at]
        names = " or ".join(dict.fromkeys(actors[0].text for actors in linked))
        reason = f"{names}: not linked" if len(linked) > 1 else "more than one may be meant: not linked"
        self.doubts.append(Doubt(token.start, token.end, token.form, reason))


def _same(a: Actor, b: Actor) -> bool:
    return (a.name or a.country or a.group, a.sector) == (b.name or b.country or b.group, b.sector)


def _key(actors: tuple[Actor, ...]) -> tuple[object, ...]:
    return tuple((one.name, one.country, one.group, one.sector) for one in actors)
