"""Records in the user's own types: split by words of their sentence, and renamed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.records import Doubt, Event, Statement
from dragoman.stages.trees.tree import Tree


class Recaster:
    """Casts the finished records of one story into the types of the overlay's ontology.

    It comes last: everything before it works in terms of the shipped codebook. `doubts` tells what was left
    out.
    """

    def __init__(self, codebook: Codebook, language: str, trees: Sequence[Tree]) -> None:
        self.codebook = codebook
        self.trees = trees
        self.splits = [split for split in codebook.ontology.splits if split.language == language]
        self.doubts: list[Doubt] = []

    def recast(
        self, events: Sequence[Event], statements: Sequence[Statement]
    ) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
        """The records in the user's types, and the statements that point to them.

        Where only the user's types count, records of no such type are left out, and nothing points to them.
        """
        if not self.codebook.ontology:
            return tuple(events), tuple(statements)
        made = [one for event in events if (one := self._recast_one(event)) is not None]
        kept = {event.id for event in made}
        gone = {event.id for event in events} - kept
        if not gone:
            return tuple(made), tuple(statements)
        return (
            tuple(
                replace(
                    event,
                    of=None if event.of in gone else event.of,
                    disputed=tuple(one for one in event.disputed if one not in gone),
                )
                for event in made
            ),
            tuple(replace(one, events=tuple(e for e in one.events if e in kept)) for one in statements),
        )

    def _recast_one(self, event: Event) -> Event | None:
        type_, modes = event.type, event.mode
        words = self._words(event)
        for split in self.splits:
            if split.type != event.type or (split.when is not None and split.when not in event.mode):
                continue
            if not any(split.meets(word) for word in words):
                continue
            if split.mode is not None:
                modes = (*modes, *(mode for mode in (split.mode,) if mode not in modes))
            else:
                type_ = split.into or type_
        own = self.codebook.ontology.rename(type_, modes)
        if own is None:
            where = event.evidence
            self.doubts.append(
                Doubt(where.start, where.end, where.text, f"{event.why}: {type_} is not in the ontology")
            )
            return None
        entry = self.codebook.types[own]
        if own != event.type:
            modes = tuple(mode for mode in modes if mode in entry.modes)
        if (own, modes) == (event.type, event.mode):
            return event
        score = self.codebook.score(own, modes) if own != event.type else event.score
        return replace(event, type=own, mode=modes, quad=entry.quad, score=score)

    def _words(self, event: Event) -> set[str]:
        """The lemmas and forms of the sentence in which the event is told first."""
        for tree in self.trees:
            if tree.sentence.start <= event.trigger.start < tree.sentence.end:
                lemmas = {tree.lemma(at).replace("_", "") for at in range(len(tree.tokens))}
                return lemmas | {token.form.lower() for token in tree.tokens}
        return set()
