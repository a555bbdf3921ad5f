"""How relations stand and changed, as the story itself tells: who with whom, since when, over what."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec import structs

from dragoman.records import Actor, Relation, Span, Story, When
from dragoman.stages.actors.codes import code_of
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.events.drafter import Drafter
from dragoman.stages.events.factuality import judge
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.speech.topics import TopicFinder
from dragoman.stages.times.edtf import OPEN
from dragoman.stages.times.finder import Told
from dragoman.stages.times.story import StoryTimes
from dragoman.stages.trees.tree import Tree

ALONE = "isolated"  # the one standing that needs no second actor


class RelationFinder:
    """Finds the relations told in one story."""

    def __init__(
        self, story: Story, actors: ActorFinder, topics: TopicFinder, times: StoryTimes, drafter: Drafter
    ) -> None:
        self.story = story
        self.actors = actors
        self.topics = topics
        self.times = times
        self.drafter = drafter

    def find(self, tree: Tree, found: dict[int, Found]) -> list[Relation]:
        """The relations of a sentence, in text order."""
        made = []
        for at in sorted(found):
            one = found[at]
            if one.frame.kind != "relate" or one.frame.change is None:
                continue
            relation = self._make(tree, at, one, one.frame.change, found)
            if relation is not None:
                made.append((at, relation))
        return [relation for at, relation in made if not self._is_part(tree, at, relation, made)]

    def _is_part(self, tree: Tree, at: int, relation: Relation, made: Sequence[tuple[int, Relation]]) -> bool:
        """Whether a word above tells of the same actors, and this one only how: "from bad to worse"."""
        return any(
            at != other and set(relation.actors) == set(told.actors) and other in tree.above(at)[:2]
            for other, told in made
        )

    def _make(self, tree: Tree, at: int, one: Found, change: str, found: dict[int, Found]) -> Relation | None:
        people = self._gather(tree, one)
        codes = tuple(dict.fromkeys(code for actor in people if (code := code_of(actor))))
        if len(codes) < (1 if change == ALONE else 2):
            return None
        trigger = tree.span(at, at, self.story.text)
        first, last = tree.edges(at)
        evidence = self._trim(tree, first, last)
        own = {(actor.start, actor.end) for actor in people}
        issues = [
            topic.issue
            for topic in self.topics.find_issues(evidence)
            if not any(start <= topic.start < end for start, end in own)
        ]
        saying = self.drafter.saying_over(tree, at)
        told = self.times.date_event(tree, at, tree.below(at))
        key = f"{self.story.id} {change} {trigger.start} {' '.join(codes)}"
        return Relation(
            actors=codes,
            change=change,
            issues=tuple(dict.fromkeys(issues)),
            evidence=evidence,
            id=hashlib.sha256(key.encode()).hexdigest()[:12],
            factuality=judge(tree, at, found).factuality,
            said_by=saying.speakers[0] if saying and saying.speakers else None,
            since=self._date(tree, at, told) if told is not None else None,
            trigger=trigger,
            why=one.item.label,
        )

    def _date(self, tree: Tree, at: int, told: Told) -> When | None:
        """When it changed, or since when it stands so: "since the coup of 2023" is open at its end too."""
        when = self.times.date(told)
        inside = next((k for k, token in enumerate(tree.tokens) if token.start >= told.start), at)
        path = [inside, *tree.above(inside)]
        lasting = any(
            tree.forms[kid] in tree.function.since
            for position in path[: path.index(at) if at in path else 0]
            for kid in tree.kids(position, "case", "mark")
        )
        if when is None or not lasting or "/" in when.edtf:
            return when
        return structs.replace(when, edtf=f"{when.edtf}/{OPEN}")

    def _gather(self, tree: Tree, one: Found) -> list[Actor]:
        """Everybody in the roles of the entry, each position once."""
        positions = dict.fromkeys(
            position
            for role in (*one.actor_roles, *one.recipient_roles)
            for position in fillers(tree, one.slots, role)
        )
        return [actor for position in positions for actor in self.actors.find(tree, position)]

    def _trim(self, tree: Tree, first: int, last: int) -> Span:
        while last > first and tree.tokens[last].upos == "PUNCT":
            last -= 1
        return tree.span(first, last, self.story.text)
