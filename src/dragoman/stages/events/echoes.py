"""What another does too, told by a pro-verb: "Italy did so too", "the same goes for Spain"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.factuality import judge
from dragoman.stages.frames.finder import Found
from dragoman.stages.trees.tree import Tree

REACH = 3  # sentences back in which what others follow was told


class Echoes:
    """Finds clauses that say of another what the clause before said of somebody."""

    def __init__(self, actors: ActorFinder) -> None:
        self.actors = actors

    def find(
        self, tree: Tree, found: dict[int, Found], own: Sequence[Draft], before: Sequence[Draft]
    ) -> list[Draft]:
        """The drafts of the sentence's echoes; `own` are its other drafts, `before` those of earlier ones."""
        echoed: list[Draft] = []
        function = tree.function
        verbs = function.pro_verbs | function.holding_verbs | function.imitations.keys()
        if verbs.isdisjoint(tree.words):
            return echoed
        for at, token in enumerate(tree.tokens):
            if token.upos not in ("VERB", "AUX") or not tree.is_finite(at):
                continue
            actors = self._who(tree, at)
            follows = tree.lemma(at) in function.imitations
            source = _source(tree, at, own, before, REACH if follows else 1) if actors else None
            if source is None or {code_of(a) for a in actors} & {code_of(a) for a in source.actors}:
                continue
            verdict = judge(tree, at, found)
            others = tuple(a for a in source.recipients if code_of(a) not in {code_of(b) for b in actors})
            echoed.append(
                replace(
                    source,
                    tree=tree,
                    at=at,
                    found=Found(at, source.found.item, source.found.frame, {}, ()),
                    actors=actors,
                    recipients=others,
                    verdict=verdict,
                    factuality=verdict.factuality,
                    rule=f"{source.rule} · said of another too",
                    modes=list(source.modes),
                    contents=[],
                    echoed=source,
                )
            )
        return echoed

    def _who(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Of whom the clause says that he does it too; () when it says no such thing."""
        function, lemma = tree.function, tree.lemma(at)
        words = {tree.lemma(k) for k in tree.children[at]}
        if lemma in function.pro_verbs:
            too = bool(words & function.echoes) or bool(
                words & function.anaphoric and words & function.additives
            )
            places = tree.kids(at, "nsubj") if too else []
        elif lemma in function.holding_verbs:
            same = any(tree.lemma(k) in function.echoes for k in tree.kids(at, "nsubj"))
            places = tree.kids(at, "obl") if same else []
        elif lemma in function.imitations:
            nouns = {tree.lemma(k) for k in tree.kids(at, "obj", "compound", "obl")}
            places = tree.kids(at, "nsubj") if nouns & {*function.imitations[lemma]} else []
        else:
            return ()
        return tuple(actor for place in places for actor in self.actors.find(tree, place))


def _source(tree: Tree, at: int, own: Sequence[Draft], before: Sequence[Draft], reach: int) -> Draft | None:
    """The event told last, in the sentence or within reach before it: its main one. What only answers
    another event told there ("China vowed to hit back") is not what others join in."""
    main = [one for one in own if one.at < at and _is_main(one)]
    for back in range(1, reach + 1):
        if main:
            break
        main = [one for one in before if one.tree.number == tree.number - back and _is_main(one)]
        if reach > 1:
            main = [one for one in main if not any(_answers(one, other) for other in before)]
    return min(main, key=lambda one: len(one.tree.above(one.at)), default=None)


def _is_main(one: Draft) -> bool:
    return one.factuality == "actual" and one.parent is None and bool(one.actors)


def _answers(one: Draft, other: Draft) -> bool:
    """Whether an event goes back the way that an earlier one came."""
    if not 0 < one.tree.number - other.tree.number <= REACH:
        return False
    acting, meeting = ({code_of(a) for a in side} - {None} for side in (one.actors, one.recipients))
    return bool(
        acting & {code_of(a) for a in other.recipients} and meeting & {code_of(a) for a in other.actors}
    )
