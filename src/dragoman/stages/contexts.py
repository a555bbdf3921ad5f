"""Why: the contexts of an event, by its own nature, its participants, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.languages.contexts import STRONG, ContextLexicon
from dragoman.records import Event
from dragoman.stages.tree import Tree

# What a hint is worth by where it stands, seen from the event. A context is told from 1.0 on, so that a
# strong word counts alone in the sentence and with company in the paragraph.
IN_SENTENCE = 1.0
IN_PARAGRAPH = 0.5
IN_STORY = 0.2
STORY_LIMIT = 0.6  # the rest of the story confirms a context and never tells it alone
TOLD = STRONG


class ContextFinder:
    """Finds the contexts of the events of one story."""

    def __init__(self, codebook: Codebook, words: ContextLexicon, trees: Sequence[Tree]) -> None:
        self.codebook = codebook
        self.trees = trees
        # A pattern counts once a sentence, however often its words stand there.
        self._hints = [
            {(context, pattern): weight for context, pattern, weight in words.find(_words(tree))}
            for tree in trees
        ]

    def place(self, event: Event) -> Event:
        """The event with its contexts, the surest first and equals in the codebook's order."""
        return replace(event, context=self.find(event))

    def find(self, event: Event) -> tuple[str, ...]:
        """The contexts of an event; () when nothing tells one."""
        number = self._sentence_of(event.trigger.start)
        weights = self.weigh(number)
        sectors = {actor.sector for actor in (*event.actor, *event.recipient)}
        kinds = {event.type, *(f"{event.type}/{mode}" for mode in event.mode)}
        for name, context in self.codebook.contexts.items():
            if kinds & set(context.events) or sectors & set(context.sectors):
                weights[name] = weights.get(name, 0.0) + TOLD
        order = list(self.codebook.contexts)
        told = [name for name, weight in weights.items() if weight >= TOLD]
        return tuple(sorted(told, key=lambda name: (-weights[name], order.index(name))))

    def weigh(self, number: int) -> dict[str, float]:
        """What the words say for each context, seen from sentence `number`; each pattern counts once."""
        near: dict[tuple[str, str], float] = {}
        far: dict[str, float] = {}
        paragraph = self.trees[number].sentence.paragraph
        for other, hints in enumerate(self._hints):
            beside = self.trees[other].sentence.paragraph == paragraph and abs(other - number) == 1
            factor = IN_SENTENCE if other == number else IN_PARAGRAPH if beside else IN_STORY
            for key, weight in hints.items():
                if factor == IN_STORY:
                    far[key[0]] = far.get(key[0], 0.0) + factor * weight
                else:
                    near[key] = max(near.get(key, 0.0), factor * weight)
        weights: dict[str, float] = {}
        for (context, _), weight in near.items():
            weights[context] = weights.get(context, 0.0) + weight
        return {
            context: weight + min(far.get(context, 0.0), STORY_LIMIT) for context, weight in weights.items()
        }

    def _sentence_of(self, start: int) -> int:
        inside = (n for n, tree in enumerate(self.trees) if tree.sentence.start <= start < tree.sentence.end)
        return next(inside, 0)


def _words(tree: Tree) -> tuple[tuple[str, str], ...]:
    return tuple((token.form.lower(), token.lemma.lower()) for token in tree.tokens)
