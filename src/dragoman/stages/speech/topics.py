"""What a statement is about: the actors and the named issues inside its content."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.issues import IssueLexicon
from dragoman.records import Actor, Event, Span, Topic
from dragoman.stages.actors.codes import code_of
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.mentions import named_actor
from dragoman.stages.trees.tree import Tree, list_within


class TopicFinder:
    """Finds what the statements of one story are about."""

    def __init__(self, text: str, trees: Sequence[Tree], actors: ActorFinder, issues: IssueLexicon) -> None:
        self.text = text
        self.trees = trees
        self.actors = actors
        self.issues = issues
        self._named: dict[int, list[tuple[str, int, int]]] = {}

    def find_issues(self, content: Span) -> tuple[Topic, ...]:
        """The issues named in the content, each once, in text order."""
        found: dict[str, Topic] = {}
        for tree in self.trees:
            if tree.sentence.end <= content.start or tree.sentence.start >= content.end:
                continue
            for issue, first, last in self._list_named(tree):
                start, end = tree.tokens[first].start, tree.tokens[last].end
                if content.start <= start and end <= content.end:
                    found.setdefault(issue, Topic(issue, start, end, self.text[start:end]))
        return tuple(found.values())

    def _list_named(self, tree: Tree) -> list[tuple[str, int, int]]:
        """The issues that a sentence names, with their first and last word."""
        named = self._named.get(tree.number)
        if named is None:
            words = (
                list(zip(tree.forms, tree.lemmas, strict=True)) if self.issues.may_name(tree.words) else []
            )
            named = self._named[tree.number] = list(self.issues.find(words))
        return named

    def find_actors(
        self, content: Span, events: Sequence[Event], speakers: Sequence[Actor]
    ) -> tuple[Actor, ...]:
        """The actors inside the content, each code and sector once: those of its events, then others named.

        The speakers themselves are not what they speak about.
        """
        own = {(code_of(one), one.sector, one.name) for one in speakers}
        found: dict[tuple[str | None, str | None], Actor] = {}
        for event in events:
            for actor in (*event.actor, *event.recipient):
                if content.start <= actor.start < content.end:
                    self._add(found, actor, own)
        told = {code for code, _ in found}
        for tree in list_within(self.trees, content.start, content.end):
            for mention in self.actors.mentions[tree.number].found:
                start = tree.tokens[mention.first].start
                if content.start <= start < content.end:
                    hit = mention.best(self.actors.certain)
                    actor = named_actor(tree, mention, hit, self.text)
                    if hit.entry.kind != "city" and code_of(actor) not in told:
                        self._add(found, actor, own)
        return tuple(sorted(found.values(), key=lambda actor: actor.start))

    def _add(
        self,
        found: dict[tuple[str | None, str | None], Actor],
        actor: Actor,
        own: set[tuple[str | None, str | None, str | None]],
    ) -> None:
        code = code_of(actor)
        if code and (code, actor.sector, actor.name) not in own:
            found.setdefault((code, actor.sector), actor)
