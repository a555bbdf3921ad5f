"""What states and bodies are called for short once they are known ("the North", "the Commission")."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.atlas.atlas import Atlas, Entry, NameHit
from dragoman.stages.actors.resolution import Rules
from dragoman.stages.mentions import Mention, Mentions
from dragoman.stages.trees.tree import Tree


class ShortNames:
    """The short names of one story; `plain` are the countries that it names beyond doubt."""

    def __init__(
        self,
        trees: Sequence[Tree],
        mentions: Sequence[Mentions],
        plain: frozenset[str],
        atlas: Atlas,
        rules: Rules,
        language: str,
    ) -> None:
        groups = {
            hit.entry.group
            for own in mentions
            for mention in (*own.found, *own.prefixes.values())
            for hit in mention.hits
            if hit.entry.group
        }
        self.meant: dict[str, Entry] = {}
        for short in rules.short:
            entry = atlas.entry(short.entry)
            if entry is not None and not short.beside.isdisjoint(plain | groups):
                words = short.words.get(language, ())
                self.meant.update(
                    (word, entry) for word in words if not self._is_shared(word, trees, mentions, entry)
                )

    def find(self, tree: Tree, own: Mentions) -> list[Mention]:
        """The short names in a sentence: words with an article that are part of no longer name."""
        found = []
        for at, token in enumerate(tree.tokens if self.meant else ()):
            entry = self.meant.get(token.form)
            if entry is None or at in own.by_token or tree.kid(at, "det") is None:
                continue
            if at + 1 == len(tree.tokens) or not tree.tokens[at + 1].form[:1].isupper():
                found.append(Mention(at, at, (NameHit(entry, "name"),)))
        return found

    def _is_shared(
        self, word: str, trees: Sequence[Tree], mentions: Sequence[Mentions], entry: Entry
    ) -> bool:
        """Whether the word is part of another name in the story ("the Election Commission")."""
        for tree, own in zip(trees, mentions, strict=True):
            for at, token in enumerate(tree.tokens):
                if token.form != word:
                    continue
                mention = own.by_token.get(at)
                if mention is not None:
                    others = {(hit.entry.country, hit.entry.group) for hit in mention.hits}
                    if others != {(entry.country, entry.group)}:
                        return True
                elif at > 1 and tree.tokens[at - 1].upos in ("PROPN", "ADJ") and _is_capital(tree, at - 1):
                    return True
        return False


def _is_capital(tree: Tree, at: int) -> bool:
    return tree.tokens[at].form[:1].isupper()
