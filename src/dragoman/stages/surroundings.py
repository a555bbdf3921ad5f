"""What the words around a sentence say: the weight of each context or theme, seen from there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from dragoman.languages.contexts import STRONG, ContextLexicon
from dragoman.stages.trees.tree import Tree

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
        self._starts = [tree.sentence.start for tree in trees]

    @cached_property
    def _hints(self) -> list[dict[tuple[str, str], float]]:
        """The hints by sentence; a pattern counts once a sentence, however often its words stand there."""
        return [
            {
                (name, pattern): weight
                for name, pattern, weight in self.words.find(tree.forms, tree.lemmas, telling)
            }
            if (telling := self.words.list_telling(tree.words))
            else {}
            for tree in self.trees
        ]

    @cached_property
    def _telling(self) -> list[tuple[int, dict[tuple[str, str], float]]]:
        """The sentences with any hint, and their hints."""
        return [(number, hints) for number, hints in enumerate(self._hints) if hints]

    def weigh(self, number: int) -> dict[str, float]:
        """What the words say for each context, seen from sentence `number`; told from TOLD on."""
        if number not in self._weights:
            self._weights[number] = self._weigh(number)
        return dict(self._weights[number])

    def _weigh(self, number: int) -> dict[str, float]:
        near: dict[tuple[str, str], float] = {}
        paragraph = self.trees[number].sentence.paragraph
        around = [
            other
            for other in (number - 1, number, number + 1)
            if 0 <= other < len(self.trees) and self.trees[other].sentence.paragraph == paragraph
        ]
        for other in around:
            factor = IN_SENTENCE if other == number else IN_PARAGRAPH
            for key, weight in self._hints[other].items():
                near[key] = max(near.get(key, 0.0), factor * weight)
        weights: dict[str, float] = {}
        for (name, _), weight in near.items():
            weights[name] = weights.get(name, 0.0) + weight
        far = dict.fromkeys(weights, 0.0)
        for other, hints in self._telling if weights else ():
            if other not in around:
                for (name, _), weight in hints.items():
                    if name in far:
                        far[name] += IN_STORY * weight
        return {name: weight + min(far[name], STORY_LIMIT) for name, weight in weights.items()}

    def share(self, name: str) -> float:
        """The share of the story's sentences, between 0 and 1, that tell `name` by words of their own.

        0 when fewer than two do: one sentence is no story.
        """
        told = self._told.get(name, 0)
        return told / len(self._hints) if told > 1 else 0.0

    @cached_property
    def _told(self) -> Counter[str]:
        """How many sentences tell each context by words of their own."""
        told: Counter[str] = Counter()
        for _, hints in self._telling:
            weights: dict[str, float] = {}
            for (name, _), weight in hints.items():
                weights[name] = weights.get(name, 0.0) + weight
            told.update(name for name, weight in weights.items() if weight >= TOLD)
        return told

    def sentence_of(self, start: int) -> int:
        """The number of the sentence that holds the offset; 0 when none does."""
        number = bisect_right(self._starts, start) - 1
        return number if number >= 0 and start < self.trees[number].sentence.end else 0
