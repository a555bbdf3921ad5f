"""Reported speech by its source: "according to", "volgens", "in the words of", and hearsay without one."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.composition import Acts
from dragoman.languages.discourse import Discourse
from dragoman.records import Span
from dragoman.stages.speech.contents import ContentFinder
from dragoman.stages.speech.quotations import outer_over
from dragoman.stages.speech.sayings import Saying, trim_content
from dragoman.stages.speech.speakers import SpeakerFinder
from dragoman.stages.trees.tree import Tree

MODIFYING = ("compound", "amod", "flat", "nmod:poss", "nmod:desc", "nmod:unmarked", "det", "obl")
SOURCES = ("obl", "advmod", "nmod", "advcl", "parataxis", "dep", "root", "discourse", "orphan")


class SourceFinder:
    """Finds the sayings of one story that name a source instead of a verb."""

    def __init__(
        self,
        text: str,
        trees: Sequence[Tree],
        speakers: SpeakerFinder,
        contents: ContentFinder,
        discourse: Discourse,
        acts: Acts,
    ) -> None:
        self.text = text
        self.trees = trees
        self.speakers = speakers
        self.contents = contents
        self.discourse = discourse
        self.hearsay = [phrase.split() for phrase in discourse.hearsay]
        self.openers = frozenset(words[0] for words in self.hearsay)
        self.acts = acts

    def find(self, tree: Tree) -> list[Saying]:
        """The sayings of a sentence by "according to" and the like, and by hearsay words."""
        return [*self._by_preposition(tree), *self._by_words(tree), *self._by_hearsay(tree)]

    # ── according to ─────────────────────────────────────────────────────────

    def _by_preposition(self, tree: Tree) -> list[Saying]:
        found: list[Saying] = []
        function = tree.function
        if function.according.isdisjoint(tree.words):
            return found
        for at, lemma in enumerate(tree.lemmas):
            if lemma not in function.according and tree.forms[at] not in function.according:
                continue
            after = lemma in function.according_after
            noun, clause = self._noun(tree, at)
            if noun is None or (not after and not tree.relations[noun].startswith(SOURCES)):
                continue
            first, last = tree.edges(noun)
            first = min(first, at)
            content = self._rest(tree, None if after else clause, first, last)
            if content is None:
                continue
            cue_end = max([at, *(k for k in tree.kids(at, "fixed") if k < noun)])
            found.append(self._saying(tree, at, cue_end, noun, content))
        return found

    def _noun(self, tree: Tree, at: int) -> tuple[int | None, int | None]:
        """The head of the source's phrase, and the clause it belongs to."""
        relation, head = tree.relations[at], tree.heads[at]
        near = next(
            (
                position
                for position in range(at + 1, len(tree.tokens))
                if tree.tokens[position].upos in ("NOUN", "PROPN", "PRON")
                and not tree.relations[position].startswith(MODIFYING)
            ),
            None,
        )
        if relation == "case" and head > at and near is not None and near < head and tree.heads[near] == head:
            return near, tree.heads[head] if tree.heads[head] >= 0 else None
        nominal = head > at and tree.tokens[head].upos in ("NOUN", "PROPN", "PRON")
        if relation in ("case", "mark", "fixed", "advmod") and nominal:
            return head, tree.heads[head] if tree.heads[head] >= 0 else None
        for kid in tree.kids(at, "obl", "nsubj", "nmod", "obj", "flat", "appos"):
            if kid > at:
                return kid, head if head >= 0 else None
        return None, None

    def _rest(self, tree: Tree, clause: int | None, first: int, last: int) -> Span | None:
        """The clause without its source phrase; the longer side when the source stands within."""
        outer_first, outer_last = self.contents.edges(tree, clause) if clause is not None else (0, -1)
        if outer_last < 0 or (outer_first >= first and outer_last <= last):
            outer_first, outer_last = 0, len(tree.tokens) - 1
        if self._closes(tree, first, last):
            outer_first = 0  # "…, according to X" at the end holds for all that went before
        left, right = (outer_first, first - 1), (last + 1, outer_last)
        side = left if left[1] - left[0] >= right[1] - right[0] else right
        content = trim_content(self.text, tree, *side)
        return content and self.contents.widen(tree, first, content)

    def _closes(self, tree: Tree, first: int, last: int) -> bool:
        """Whether the source phrase closes its sentence, behind a comma and outside quotation marks."""
        rest = tree.tokens[last + 1 :]
        paused = "," in [one.form for one in tree.tokens[max(0, first - 1) : first + 1]]
        if not paused or any(one.upos != "PUNCT" for one in rest):
            return False
        return outer_over(self.contents.quotations, tree.tokens[last].start, tree.tokens[last].end) is None

    # ── in the words of ──────────────────────────────────────────────────────

    def _by_words(self, tree: Tree) -> list[Saying]:
        """ "In the words of the premier, …": an oblique noun of words or opinion with its owner."""
        found: list[Saying] = []
        if self.discourse.words.isdisjoint(tree.words):
            return found
        for at, lemma in enumerate(tree.lemmas):
            if lemma not in self.discourse.words or not tree.relations[at].startswith("obl"):
                continue
            if tree.case(at) not in self.discourse.words_prepositions:
                continue
            owner = tree.kid(at, "nmod", "nmod:poss")
            if owner is None:
                continue
            first, last = tree.edges(at)
            content = self._rest(tree, tree.heads[at], first, last)
            if content is not None:
                found.append(self._saying(tree, first, at, owner, content))
        return found

    # ── hearsay ──────────────────────────────────────────────────────────────

    def _by_hearsay(self, tree: Tree) -> list[Saying]:
        """ "Reportedly", "naar verluidt", "zou hebben": said by somebody the story does not name."""
        forms = tree.forms
        for words in self.hearsay if not self.openers.isdisjoint(tree.words) else ():
            for at in range(len(forms) - len(words) + 1) if words[0] in tree.words else ():
                if forms[at : at + len(words)] == words:
                    return self._heard(tree, at, at + len(words) - 1)
        if tree.function.hearsay_modals.isdisjoint(tree.words):
            return []
        for at, form in enumerate(forms):
            if form not in tree.function.hearsay_modals or not is_hearsay(tree, at):
                continue
            token = tree.tokens[at]
            if outer_over(self.contents.quotations, token.start, token.end) is None:
                return self._heard(tree, at, at)
        return []

    def _heard(self, tree: Tree, first: int, last: int) -> list[Saying]:
        """The clause of a hearsay word: the whole when the word stands within, the rest when at its edge."""
        head = tree.heads[first]
        while head >= 0 and first <= head <= last:
            head = tree.heads[head]
        clause = head if head >= 0 else first
        for above in (clause, *tree.above(clause)):
            clause = above
            if tree.is_finite(above) or tree.relations[above] in ("root", "ccomp", "parataxis"):
                break
        start, end = self.contents.edges(tree, clause)
        if first <= start:
            start = last + 1
        elif last >= end:
            end = first - 1
        content = trim_content(self.text, tree, start, end)
        if content is None:
            return []
        cue = tree.span(first, last, self.text)
        return [Saying(tree, first, self.acts.hearsay, (), cue, content)]

    def _saying(self, tree: Tree, first: int, last: int, noun: int, content: Span) -> Saying:
        speakers = self.speakers.find(tree, noun, content)
        cue = tree.span(first, last, self.text)
        return Saying(tree, first, self.acts.plain, speakers, cue, content, (), noun)


def is_hearsay(tree: Tree, modal: int) -> bool:
    """Whether a modal reports what others say: over a perfect infinitive, under no condition."""
    verb = tree.heads[modal]
    if verb < 0 or not tree.relations[modal].startswith("aux"):
        return False
    perfect = any(
        tree.lemma(kid) in tree.function.perfect and "VerbForm=Inf" in tree.tokens[kid].feats
        for kid in tree.kids(verb, "aux")
    )
    conditional = any(
        tree.lemma(kid) in tree.function.conditions
        for clause in (verb, *tree.kids(verb, "advcl", "parataxis"))
        for kid in tree.children[clause]
    )
    return perfect and not conditional
