"""Who a pronoun stands for: rules over number, gender, person or body, salience and speech.

Candidates are tried in the order of their salience: the subjects of the clauses above, the earlier
subjects of the sentence, its other phrases, then the sentences before. The first that fits decides; when it
names nobody who can be linked, or two different actors fit equally well, the pronoun is not linked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from dragoman.languages.function import Function
from dragoman.records import Actor, Doubt, Span
from dragoman.stages.actors.candidates import (
    SUBJECTS,
    Candidate,
    Finder,
    list_barred,
    list_candidates,
    takes_up_thing,
)
from dragoman.stages.actors.natures import Nature, NatureReader
from dragoman.stages.trees.tree import Tree


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
        form, function = tree.forms[at], self.function
        return (
            form in function.first_singular or form in function.first_plural or form in function.second_person
        )

    def resolve(self, tree: Tree, at: int, find: Finder) -> tuple[Actor, ...]:
        """Whom the pronoun at `at` stands for; () when nobody, or when it is in doubt."""
        if self.is_personal(tree, at):
            return self._in_speech(tree, at)
        wanted = self._wanted(tree, at)
        if wanted is None:
            return ()
        if wanted.owning and tree.relations[tree.heads[at]] == "conj":  # "a player and his family"
            joined = find(tree, tree.heads[tree.heads[at]])
            if len(joined) == 1 and wanted.many is not True:
                return joined
        if wanted.body and tree.relations[at] == "obj" and takes_up_thing(tree, at, find):
            return ()
        others = [*self._quoted_speakers(tree, at)]
        barred = list_barred(tree, at, wanted.owning)
        for position in barred:
            others += find(tree, position)
        own = {other.country for other in others if other.country} if not wanted.owning else set()
        compatriots: tuple[Actor, ...] = ()
        near = tree.tokens[at].form.lower() in self.function.definite  # "die" points to what is just told
        for levels in list_candidates(self.trees, tree, at, barred, wanted.many is False):
            for strict in (True, False) if wanted.many else (False,):
                for level in levels:
                    level = [one for one in level if not near or tree.number - one.tree.number <= 1]
                    found = self._try(tree, at, level, wanted, strict, others, find)
                    if found and wanted.many and {one.country for one in found} <= own:
                        compatriots = compatriots or found  # what states do to "them" they do to others first
                    elif found is not None:
                        return found
        return compatriots

    def _try(
        self,
        tree: Tree,
        at: int,
        level: list[Candidate],
        wanted: Wanted,
        strict: bool,
        others: list[Actor],
        find: Finder,
    ) -> tuple[Actor, ...] | None:
        """Whom a level of candidates gives; () to stop there, None to look further."""
        fitting = [one for one in level if self._fits(one, wanted, strict)]
        if not fitting:
            return (self._pair(level, find) or None) if wanted.many and not strict else None
        found = [self._actors(one, find) for one in fitting]
        linked = [actors for actors in found if actors and not any(_same(actors[0], o) for o in others)]
        if wanted.gender:
            linked = [a for a in linked if self.natures.gender_of(a[0]) in (None, wanted.gender)]
        if not linked:
            return () if any(not actors for actors in found) else None
        unlinked = sum(not actors for actors in found)
        codes = {actor.country or actor.group for actors in linked for actor in actors}
        if len(linked) > 1 and len(codes) == 1 and wanted.many and not unlinked:
            shared = linked[0][0]  # whoever of them is meant, the country is the same
            same = {actor.sector for actors in linked for actor in actors} == {shared.sector}
            sector = shared.sector if same else None
            return (replace(shared, name=None, office=None, id=None, sector=sector),)
        if len({_key(actors) for actors in linked}) > 1 or unlinked:
            self._doubt(tree, at, linked)
            return ()
        return linked[0]

    def _actors(self, one: Candidate, find: Finder) -> tuple[Actor, ...]:
        """The actors of a candidate: of one conjunct where one is meant, else of the whole phrase."""
        found = find(one.tree, one.at)
        if one.alone and len(found) > 1:
            token = one.tree.tokens[one.at]
            own = [a for a in found if a.start <= token.start < a.end]
            return tuple(own[:1]) or found[:1]
        return found

    # ── what is asked ────────────────────────────────────────────────────────

    def _wanted(self, tree: Tree, at: int) -> Wanted | None:
        """What the pronoun asks of its antecedent; None when it is of no kind that is linked."""
        token, function = tree.tokens[at], self.function
        form = token.form.lower()
        owning = form in function.possessives or "Poss=Yes" in token.feats
        owning = owning and tree.relations[at] not in ("nsubj", "obj", "iobj", "obl")
        if tree.relations[at].startswith("expl") or self._is_empty(tree, at):
            return None
        many = form in function.plural_pronouns
        feminine, masculine = form in function.feminine, form in function.masculine
        if many and feminine:  # "zij", "ze": the verb tells
            number = self._verb_number(tree, at)
            if number is None and not tree.relations[at].startswith("nsubj"):
                number = "Plur"
            if number is None:
                return None
            if number == "Sing":  # a woman, or what Dutch calls "she": a union, a government
                return Wanted(False, False, False, "f", owning)
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

    def _is_empty(self, tree: Tree, at: int) -> bool:
        """Whether "it" only holds the place of a clause ("it is unclear when …")."""
        head = tree.heads[at]
        if head < 0 or tree.forms[at] not in self.function.neuter_pronouns:
            return False
        kinds = ("ccomp", "csubj", "advcl", "csubj:pass")
        clause = tree.kid(head, *kinds, *(("xcomp",) if tree.heads[head] < 0 else ()))
        predicate = tree.tokens[head].upos == "ADJ" and tree.kid(head, "cop") is not None
        return predicate and clause is not None and tree.lemma(head) not in self.function.minded

    def _fits(self, one: Candidate, wanted: Wanted, strict: bool) -> bool:
        """Whether the candidate is of the kind the pronoun asks for; `strict`: several, and no body."""
        tree, at = one.tree, one.at
        if tree.tokens[at].upos == "PRON":
            return self._same_kind(tree, at, wanted)
        nature: Nature = self.natures.read(tree, at, one.alone)
        many = nature.many or (not one.alone and self._verb_number(tree, at) == "Plur" and not nature.body)
        if wanted.person and (not nature.person or many):
            return False
        if wanted.body:
            return not nature.person and not many
        if wanted.many is True:
            return many or (nature.body and not strict)
        if wanted.many is False and many:
            return False
        if not wanted.person and not (nature.person or nature.body):
            return False
        if (
            nature.body
            and wanted.gender == "f"
            and self.function.neuter_lands
            and self.natures.is_land(tree, at)
        ):
            return False  # "haar" is a government's or a union's, no country's
        if nature.body and not wanted.owning and tree.relations[at] not in SUBJECTS:
            return False  # a union called "she" is one that acts
        return wanted.gender is None or nature.gender is None or nature.body or nature.gender == wanted.gender

    def _same_kind(self, tree: Tree, at: int, wanted: Wanted) -> bool:
        """Whether another pronoun may stand for the same."""
        own = self._wanted(tree, at)
        if own is None or (own.body and wanted.person) or (own.person and wanted.body):
            return False
        if wanted.gender and own.gender and wanted.gender != own.gender:
            return False
        return own.many == wanted.many or wanted.many is None

    def _pair(self, level: list[Candidate], find: Finder) -> tuple[Actor, ...]:
        """A subject and its companion for "they" ("Rutte met Macron. They …")."""
        for one in level:
            host, candidate = one.tree, one.at
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
        form = tree.forms[at]
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
