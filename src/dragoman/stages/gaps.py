"""Gaps: predicates that stand between known actors and gave no record.

A verb, a predicative adjective or noun, or a noun of doing counts when two different resolved actors fill
its roles, or one actor and a noun of doing. Actors that were only guessed from the context do not count, nor
do bare places. What is covered is left out: words of a record, of a statement's cue, and the verb or
noun of a phrase whose other part carries the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dragoman.languages.aside import Aside
from dragoman.languages.lexicon import Lexicon
from dragoman.records import Actor, Span, StoryRecord
from dragoman.stages.actors.codes import code_of
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.frames.arguments import Slots, noun_slots, verb_slots
from dragoman.stages.frames.evoking import PARTS
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.trees.tree import Tree

GUESSED = ("context", "home")
COVERING = ("say", "operate", "charge")  # frames that give no event of their own
OBJECTS = ("obj", "nsubj:pass")
CORE = ("nsubj", "obj", "iobj")
DEPENDENT = ("obl", "nmod")


class Gap(Struct, frozen=True):
    """One predicate without a record.

    `roles` tells where the actors stand ("nsubj", "obl:tegen"), with their codes; `others` are the lemmas of
    nouns in its object. `state` is "new" (no entry has the word), "unmatched" (entries of `frames` have
    it, none fits here) or "doubted" (an entry fits, and `reason` says why there is no record).
    """

    lemma: str
    part: str
    predicate: Span
    sentence: Span
    roles: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    state: str
    frames: tuple[str, ...] = ()
    reason: str | None = None


class GapFinder:
    """Finds the gaps of one story from what the coder saw in it and the record it made."""

    def __init__(
        self, text: str, lexicon: Lexicon, actors: ActorFinder, aside: Aside, record: StoryRecord
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.actors = actors
        self.aside = aside
        self.record = record
        self.told = {event.trigger.start for event in record.events}
        self.told |= {mention.trigger.start for event in record.events for mention in event.mentions}
        self.told |= {statement.cue.start for statement in record.statements if statement.cue}

    def find(self, trees: Sequence[Tree], found: Sequence[dict[int, Found]]) -> list[Gap]:
        """The gaps of the story, in text order."""
        return [
            gap
            for tree, own in zip(trees, found, strict=True)
            for at in range(len(tree.tokens))
            if (gap := self._look(tree, at, own)) is not None
        ]

    def _look(self, tree: Tree, at: int, found: dict[int, Found]) -> Gap | None:
        part = self._part(tree, at)
        if part is None or self._is_covered(tree, at, found):
            return None
        lemma = tree.lemma(at)
        slots = noun_slots(tree, at, _no_control) if part == "noun" else verb_slots(tree, at, _no_control)
        people = self._people(tree, slots)
        different = {(code_of(actor), actor.sector) for _, actor in people}
        if len(different) < 2 and not (different and self._meets_doing(tree, at, part, slots)):
            return None
        items = [item for item in self.lexicon.find(lemma, tree.tokens[at].upos) if _fits(item.part, part)]
        frames = tuple(dict.fromkeys(item.entry.frame for item in items))
        reason = None
        state = "unmatched" if frames else "new"
        if at in found:
            reason = self._doubt(tree, at, found[at])
            if reason is None:
                return None  # it is told in another mention of the same event
            state, frames = "doubted", (found[at].item.entry.frame,)
        sentence = tree.sentence
        return Gap(
            lemma.replace("_", ""),
            part,
            tree.span(at, at, self.text),
            Span(sentence.start, sentence.end, self.text[sentence.start : sentence.end]),
            tuple((role, str(code_of(actor))) for role, actor in people),
            tuple(self._others(tree, slots)),
            state,
            frames,
            reason,
        )

    def _part(self, tree: Tree, at: int) -> str | None:
        """What kind of predicate the token is, None for none."""
        token = tree.tokens[at]
        function = tree.function
        if token.upos == "VERB":
            lemma = tree.lemma(at)
            modal = lemma in (
                function.future | function.obligation | function.possibility | function.volition
            )
            return None if modal or tree.is_nominalised(at) or tree.relations[at] == "case" else "verb"
        if token.upos not in ("NOUN", "ADJ"):
            return None
        if tree.kid(at, "cop") is not None:
            return None if self._names_actor(tree, at) else "adjective" if token.upos == "ADJ" else "noun"
        return "noun" if token.upos == "NOUN" and not self._names_actor(tree, at) else None

    def _names_actor(self, tree: Tree, at: int) -> bool:
        """Whether the noun names somebody, and is not merely somebody's ("the Russian invasion")."""
        if tree.lemma(at) in tree.function.country_nouns:
            return True
        return any(actor.sector or actor.name for actor in self.actors.find_one(tree, at))

    def _is_covered(self, tree: Tree, at: int, found: dict[int, Found]) -> bool:
        if tree.tokens[at].start in self.told:
            return True
        if any(at in one.used for one in found.values()):
            return True
        own = found.get(at)
        if own is not None and own.frame.kind in COVERING:
            return True
        objects = tree.kids(at, *OBJECTS)
        if any(tree.tokens[one].start in self.told for one in objects):
            return True
        head = tree.heads[at]
        return head >= 0 and tree.relations[at] in OBJECTS and tree.tokens[head].start in self.told

    def _people(self, tree: Tree, slots: Slots) -> list[tuple[str, Actor]]:
        """The resolved actors with their roles, each position once."""
        seen: set[int] = set()
        people: list[tuple[str, Actor]] = []
        for role in slots:
            if not (role in (*CORE, "owner") or role.startswith(("obl:", "nmod:"))):
                continue
            for position in fillers(tree, slots, role):
                if position in seen or self._is_place(tree, position):
                    continue
                seen.add(position)
                people += [
                    (role, actor)
                    for actor in self.actors.find(tree, position)
                    if (actor.country or actor.group) and actor.via not in GUESSED
                ]
        return people

    def _is_place(self, tree: Tree, at: int) -> bool:
        """Whether the phrase tells where and not who ("in Berlin"); "to" and "against" tell whom."""
        case = tree.case(at).partition("_")[0]
        function = tree.function
        return case in function.place_prepositions and case not in function.target_prepositions

    def _meets_doing(self, tree: Tree, at: int, part: str, slots: Slots) -> bool:
        """Whether the predicate is, or governs, a noun of doing."""
        if part == "noun":
            return tree.kid(at, "cop") is None and self._tells_of_doing(tree, at)
        return any(
            self._tells_of_doing(tree, position) for role in CORE for position in fillers(tree, slots, role)
        )

    def _tells_of_doing(self, tree: Tree, at: int) -> bool:
        if tree.tokens[at].upos != "NOUN" or self._names_actor(tree, at):
            return False
        lemma = tree.lemma(at)
        if self.aside.reason("noun", lemma) is not None:
            return False
        known = any(item.part == "noun" for item in self.lexicon.find(lemma, "NOUN"))
        return known or self.aside.tells_of_doing(lemma)

    def _others(self, tree: Tree, slots: Slots) -> Iterable[str]:
        for position in fillers(tree, slots, "obj"):
            if tree.tokens[position].upos == "NOUN" and not self._names_actor(tree, position):
                yield tree.lemma(position)

    def _doubt(self, tree: Tree, at: int, found: Found) -> str | None:
        token = tree.tokens[at]
        for doubt in self.record.doubts:
            if doubt.start <= token.start < doubt.end and doubt.reason.startswith(found.item.label):
                return doubt.reason.rpartition(": ")[2]
        return None


def _fits(entry_part: str, part: str) -> bool:
    return any(upos in PARTS[entry_part] for upos in {"verb": ["VERB"], "noun": ["NOUN"]}.get(part, ["ADJ"]))


def _no_control(at: int) -> str | None:
    return None
