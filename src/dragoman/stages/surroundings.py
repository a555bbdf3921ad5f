"""What the words around a sentence say: the weight of each context or theme, seen from there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dragoman.languages.contexts import STRONG, ContextLexicon
from dragoman.stages.tree import Tree

# What a hint is worth by where it stands, seen from the event. A context is told from 1.0 on, so that a
# strong word counts alone in the sentence and with company in the paragraph.
IN_SENTENCE = 1.0
IN_PARAGRAPH = 0.5
IN_STORY = 0.2
STORY_LIMIT = 0.6  # the rest of the story confirms a context and never tells it alone
TOLD = STRONG


class Surroundings:
    """The hints of one story, sentence by sentence."""

    def __init__(self, words: ContextLexicon, trees: Sequence[Tree]) -> None:
        self.words = words
        self.trees = trees
        self._weights: dict[int, dict[str, float]] = {}

    @cached_property
    def _hints(self) -> list[dict[tuple[str, str], float]]:
        """The hints by sentence; a pattern counts once a sentence, however often its words stand there."""
        return [
            {(name, pattern): weight for name, pattern, weight in self.words.find(_words(tree))}
            for tree in self.trees
        ]

    def weigh(self, number: int) -> dict[str, float]:
        """What the words say for each context, seen from sentence `number`; told from TOLD on."""
        if number not in self._weights:
            self._weights[number] = self._weigh(number)
        return dict(self._weights[number])

    def _weigh(self, number: int) -> dict[str, float]:
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
        for (name, _), weight in near.items():
            weights[name] = weights.get(name, 0.0) + weight
        return {name: weight + min(far.get(name, 0.0), STORY_LIMIT) for name, weight in weights.items()}

    def share(self, name: str) -> float:
        """The share of the story's sentences, between 0 and 1, that tell `name` by words of their own.

        0 when fewer than two do: one sentence is no story.
        """
        told = sum(sum(w for (one, _), w in hints.items() if one == name) >= TOLD for hints in self._hints)
        return told / len(self._hints) if told > 1 else 0.0

    def sentence_of(self, start: int) -> int:
        """The number of the sentence that holds the offset."""
        inside = (n for n, tree in enumerate(self.trees) if tree.sentence.start <= start < tree.sentence.end)
        return next(inside, 0)


def _words(tree: Tree) -> tuple[tuple[str, str], ...]:
    return tuple(zip(tree.forms, tree.lemmas, strict=True))
