"""What a mention is like, as far as a pronoun cares: person or not, one or several, man or woman."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.languages.function import Function
from dragoman.languages.times import load_times
from dragoman.records import Actor
from dragoman.stages.actors.phrases import Phrase, PhraseReader
from dragoman.stages.mentions import Mentions
from dragoman.stages.trees.tree import Tree

SHARED = ("collective", "organisation")


class Nature(Struct, frozen=True):
    """`person`: somebody, not a body or thing; `many`: speaks of several; `body`: a state, group or
    organisation; `gender`: "f", "m" or None where nothing tells."""

    person: bool
    many: bool
    body: bool
    gender: str | None


class NatureReader:
    """Tells the nature of mentions of one story."""

    def __init__(
        self,
        language: str,
        function: Function,
        atlas: Atlas,
        reader: PhraseReader,
        mentions: Sequence[Mentions],
        certain: frozenset[str],
    ) -> None:
        self.language = language
        self.atlas = atlas
        self.reader = reader
        self.mentions = mentions
        self.certain = certain
        dated = load_times(language)
        self._dated = frozenset(name for names in (*dated.months, *dated.weekdays) for name in names)
        self._ages = tuple(function.aged)
        self._age_ends = frozenset(one[at:] for one in function.aged for at in range(len(one)))

    def read(self, tree: Tree, at: int, alone: bool = False) -> Nature:
        """The nature of the phrase headed by `at`; `alone`: of this conjunct by itself."""
        token = tree.tokens[at]
        phrase = self.reader.read(tree, at)
        if self.is_aged(tree, at):
            return Nature(True, False, False, None)
        joined = not alone and any(
            tree.tokens[k].upos in ("NOUN", "PROPN", "PRON") for k in tree.kids(at, "conj")
        )
        plural = "Number=Plur" in token.feats
        if tree.forms[at] in self._dated:  # "Monday" is nobody
            return Nature(False, plural or joined, False, None)
        mention = self.mentions[tree.number].by_token.get(at)
        if mention is not None and not phrase.person:
            hit = mention.best(self.certain)
            people = hit.form == "inhabitant" or hit.entry.kind == "people"
            return Nature(people and not plural, joined or (plural and people), not people, None)
        role = phrase.role
        if phrase.person and role is None and phrase.person.isupper():  # "AI", "OCHA" is nobody
            return Nature(False, plural or joined, True, None)
        if phrase.person and (role is None or role.kind == "person"):
            return Nature(True, joined, False, self._gender(tree, at, phrase))
        if role is not None:
            shared = role.kind in SHARED
            return Nature(
                not shared and not plural and not joined,
                plural or joined,
                shared,
                None if shared else self._gender(tree, at, phrase),
            )
        return Nature(False, plural or joined, False, None)

    def is_land(self, tree: Tree, at: int) -> bool:
        """Whether it is a country called by its name."""
        mention = self.mentions[tree.number].by_token.get(at)
        return mention is not None and mention.best(self.certain).entry.kind == "country"

    def is_aged(self, tree: Tree, at: int) -> bool:
        """Whether the phrase is called by an age alone ("the 71-year-old"), cut into words or not."""
        form = tree.tokens[at].form
        if form not in self._age_ends and not form.endswith(self._ages):
            return False
        first = max(tree.edges(at)[0], at - 4)
        return "".join(token.form for token in tree.tokens[first : at + 1]).endswith(self._ages)

    def gender_of(self, actor: Actor) -> str | None:
        """The gender that a person's first name tells."""
        return self.atlas.gender(actor.name.split()[0], self.language) if actor.name else None

    def _gender(self, tree: Tree, at: int, phrase: Phrase) -> str | None:
        words = [tree.tokens[at].form]
        if phrase.role_at is not None:
            words += [tree.tokens[phrase.role_at].form, tree.lemma(phrase.role_at)]
        words += [tree.tokens[k].form for k in range(phrase.first, phrase.last + 1)]
        if phrase.person:
            words.insert(0, phrase.person.split()[0])
        return next((g for word in words if (g := self.atlas.gender(word, self.language))), None)
