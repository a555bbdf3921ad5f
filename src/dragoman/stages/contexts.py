"""Why: the contexts of an event, by its own nature, its participants, and the words around it."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.records import Event, Statement
from dragoman.stages.surroundings import TOLD, Surroundings


class ContextFinder:
    """Finds the contexts of the events and statements of one story."""

    def __init__(self, codebook: Codebook, surroundings: Surroundings) -> None:
        self.codebook = codebook
        self.surroundings = surroundings

    def place(self, event: Event) -> Event:
        """The event with its contexts."""
        return replace(event, context=self.find(event))

    def find(self, event: Event) -> tuple[str, ...]:
        """The contexts of an event, the surest first, equals in the codebook's order; () for none."""
        weights = self.surroundings.weigh(self.surroundings.sentence_of(event.trigger.start))
        sectors = {actor.sector for actor in (*event.actor, *event.recipient)}
        kinds = {event.type, *(f"{event.type}/{mode}" for mode in event.mode)}
        for name, context in self.codebook.contexts.items():
            if kinds & set(context.events) or sectors & set(context.sectors):
                weights[name] = weights.get(name, 0.0) + TOLD
        return self._list_told(weights)

    def place_statement(self, statement: Statement) -> Statement:
        """The statement with the contexts that the words around its content tell."""
        weights = self.surroundings.weigh(self.surroundings.sentence_of(statement.content.start))
        return replace(statement, context=self._list_told(weights))

    def _list_told(self, weights: dict[str, float]) -> tuple[str, ...]:
        order = list(self.codebook.contexts)
        told = [name for name, weight in weights.items() if weight >= TOLD]
        return tuple(sorted(told, key=lambda name: (-weights[name], order.index(name))))
