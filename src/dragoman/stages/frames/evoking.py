"""What a word may evoke: the lexicon's entries for it, sorted once by what a sentence must have for them.

A word that news uses all the time ("take", "make") is listed in dozens of idioms, hardly one of which stands
in a given sentence. Which words these need is gathered here, so that one question leaves them all out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from dragoman.languages.lexicon import Item, Lexicon
from dragoman.stages.trees.tree import Tree

# A word may be tagged one way and used another: participles as adjectives, gerunds as nouns.
PARTS = {
    "verb": ("VERB", "AUX", "ADJ"),
    "phrase": ("VERB", "AUX", "ADJ"),
    "noun": ("NOUN", "PROPN", "VERB"),
    "adjective": ("ADJ", "VERB", "ADV"),
}
WORDLESS = frozenset({"PUNCT", "DET", "ADP", "PRON", "NUM", "CCONJ", "SCONJ"})  # parts without entries
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = ("nsubj", "obj", "obl", "nmod")
MOST_MET = 50_000  # words whose entries are kept in memory


class Evoked(Struct, frozen=True):
    """The entries of a word: all, those of its part of speech, and of these the ones that need no other word.

    Of the rest, each needs one of `keys` in its sentence, which tell its place among the fitting ones.
    """

    items: tuple[Item, ...]
    fitting: tuple[Item, ...]
    free: tuple[Item, ...]
    keys: dict[str, tuple[int, ...]]

    def standing(self, words: frozenset[str]) -> Sequence[Item]:
        """The fitting entries whose listed words are among those of the sentence."""
        met = self.keys.keys() & words
        if not met:
            return self.free
        places = {place for word in met for place in self.keys[word]}
        standing = [place for place in places if self.fitting[place].may_stand(words)]
        if not standing:
            return self.free
        free = [place for place, item in enumerate(self.fitting) if not item.listed] if self.free else []
        return [self.fitting[place] for place in sorted(free + standing)]


def sort_entries(items: tuple[Item, ...], upos: str) -> Evoked:
    """The entries as a word with this part of speech may evoke them."""
    fitting = tuple(item for item in items if upos in PARTS[item.part])
    keys: dict[str, tuple[int, ...]] = {}
    for place, item in enumerate(fitting):
        for word in min(item.listed, key=len) if item.listed else ():
            keys[word] = (*keys.get(word, ()), place)
    free = tuple(item for item in fitting if not item.listed)
    return Evoked(items, fitting, free, keys)


class _Met(dict[tuple[str, str], Evoked | None]):
    """What each lemma that was met evokes as a part of speech, None where nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __missing__(self, key: tuple[str, str]) -> Evoked | None:
        if len(self) >= MOST_MET:
            self.clear()
        items = self.lexicon.find(*key)
        self[key] = met = sort_entries(items, key[1]) if items else None
        return met


class Evoker:
    """Finds what the words of one language evoke; remembers what it has met."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.met = _Met(lexicon)

    def find(self, tree: Tree, at: int) -> Evoked | None:
        """What the word at `at` may evoke, None when nothing."""
        token = tree.tokens[at]
        lemma, upos = token.lemma, token.upos
        if upos in VERBAL:
            gerund = upos == "VERB" and tree.relations[at].partition(":")[0] in NOMINAL
            if gerund or "_" in lemma:
                return self._find_verb(lemma, upos, token.form if gerund else "")
        return self.met[lemma, upos]

    def _find_verb(self, lemma: str, upos: str, gerund: str) -> Evoked | None:
        """What a verb evokes by a form used as a noun, or by its particle, besides its own entries."""
        items = self.lexicon.find(lemma, upos)
        if gerund:  # entries of a verbal noun that is listed under its own form ("the fighting between …")
            items = (*items, *(item for item in self.lexicon.find(gerund, "NOUN") if item.part == "noun"))
        particle, _, verb = lemma.partition("_")
        if verb:
            items = (*items, *self._idioms_of(particle, verb))
        return sort_entries(items, upos) if items else None

    def _idioms_of(self, particle: str, verb: str) -> list[Item]:
        """Phrases of the bare verb whose preposition the parser may have taken for a particle."""
        return [
            item
            for item in self.lexicon.find(verb, "VERB")
            if item.part == "phrase" and any(role == f"obl:{particle}" for role, _ in item.with_)
        ]


@cache
def load_evoker(lexicon: Lexicon) -> Evoker:
    """The evoker of a lexicon, one a process."""
    return Evoker(lexicon)
