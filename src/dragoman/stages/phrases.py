"""The parts of a noun phrase that say who it is: names, role words, owners, a personal name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from dragoman.atlas.atlas import Atlas, Role
from dragoman.languages.function import Function
from dragoman.records import Story
from dragoman.stages.mentions import Mention, Mentions
from dragoman.stages.tree import Tree

DESCRIBING = (
    "flat",
    "fixed",
    "compound",
    "nmod:desc",
    "appos",
    "amod",
    "nmod:poss",
    "det:poss",
    "nmod:unmarked",
)
NAME_GAP = 2  # words like "van den" or "al" that may stand inside a personal name


class Phrase(Struct):
    """What was read off a noun phrase; `owners` holds, per modifier, its coordinated positions."""

    first: int
    last: int
    names: list[Mention] = field(default_factory=list)
    owners: list[list[int]] = field(default_factory=list)
    role: Role | None = None
    role_at: int | None = None
    person: str | None = None


class PhraseReader:
    """Reads the phrases of one story."""

    def __init__(self, story: Story, atlas: Atlas, function: Function, mentions: Sequence[Mentions]) -> None:
        self.story = story
        self.atlas = atlas
        self.function = function
        self.mentions = mentions

    def read(self, tree: Tree, at: int) -> Phrase:
        """The parts of the phrase headed by `at`."""
        mentions = self.mentions[tree.number]
        positions = self.positions(tree, at)
        phrase = Phrase(min(positions), max(positions))
        name_words: list[int] = []
        for position in positions:
            mention = mentions.by_token.get(position)
            if mention is not None:
                if mention not in phrase.names:
                    phrase.names.append(mention)
            elif not self._take_role(tree, at, position, phrase) and self._is_name_word(tree, position):
                name_words.append(position)
        phrase.person = self._join_name(tree, name_words)
        for position in positions:
            relation = tree.relations[position]
            if position == at or tree.heads[position] not in positions:
                continue
            if relation.startswith(("amod", "nmod", "compound", "det:poss", "flat")):
                group = [position, *[k for k in tree.kids(position, "conj")]]
                if any(self._may_own(tree, one) for one in group):
                    phrase.owners.append(group)
        if at in mentions.prefixes:
            phrase.names.append(mentions.prefixes[at])
        return phrase

    def _take_role(self, tree: Tree, at: int, position: int, phrase: Phrase) -> bool:
        """Notes the role a word tells; the head's own role wins over those of its modifiers."""
        token = tree.tokens[position]
        if not (token.upos in ("NOUN", "PROPN", "ADJ") or tree.is_nominalised(position)) or (
            position != at and tree.relations[position] == "amod"
        ):
            return False
        if (
            position != at
            and tree.relations[position].startswith("nmod")
            and tree.relations[position] != "nmod:desc"
        ):
            return False
        role = self.atlas.role(token.lemma, token.form, self.story.language)
        if role is None:
            return False
        if phrase.role is None or position == at:
            phrase.role, phrase.role_at = role, position
        return True

    def _is_name_word(self, tree: Tree, position: int) -> bool:
        owning = tree.relations[position] in ("nmod:poss", "amod") or tree.relations[position] == "nmod"
        return tree.tokens[position].upos in ("PROPN", "X") and not owning

    def _may_own(self, tree: Tree, at: int) -> bool:
        mentions = self.mentions[tree.number]
        if at in mentions.by_token or at in mentions.prefixes:
            return True
        relation = tree.relations[at]
        return relation in ("nmod:poss", "det:poss") or relation.startswith("nmod")

    def positions(self, tree: Tree, at: int) -> list[int]:
        """The head and the modifiers that describe it, without clauses and conjuncts."""
        found = [at]
        for position in found:
            for kid in tree.children[position]:
                relation = tree.relations[kid]
                describes = relation.startswith(("flat", "compound")) or relation in DESCRIBING
                if relation == "appos" and position != at:
                    describes = False
                owned = (
                    relation.startswith("nmod")
                    and (position == at or tree.relations[position] == "appos")
                    and (tree.case(kid) in self.function.owner_prepositions or not tree.case(kid))
                )
                if describes or owned:
                    found.append(kid)
        return sorted(found)

    def _join_name(self, tree: Tree, positions: list[int]) -> str | None:
        """The longest run of neighbouring name words."""
        runs: list[list[int]] = []
        for position in positions:
            between = range(runs[-1][-1] + 1, position) if runs else range(0)
            if (
                runs
                and all(
                    tree.tokens[k].upos in ("ADP", "DET", "PUNCT") and len(tree.tokens[k].form) <= 4
                    for k in between
                )
                and len(between) <= NAME_GAP
            ):
                runs[-1].append(position)
            else:
                runs.append([position])
        if not runs:
            return None
        run = max(runs, key=len)
        return self.story.text[tree.tokens[run[0]].start : tree.tokens[run[-1]].end]
