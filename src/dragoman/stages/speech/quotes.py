"""Reported speech without a cue: quotations nobody is said to speak, headlines, and speech that goes on.

"Merkel: Greece must pay" and "'No deal' - Merkel" name their speaker beside the words. A quoted sentence
without a cue belongs to who spoke just before, else to the person its paragraph is about. A sentence in the
mood of reported speech that follows reported speech goes on with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.composition import Acts
from dragoman.languages.discourse import Discourse
from dragoman.records import Actor, Span
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.speech.quotations import Quotation
from dragoman.stages.speech.sayings import Saying, trim_content, trim_quoted
from dragoman.stages.speech.speakers import SpeakerFinder
from dragoman.stages.trees.tree import Tree, list_within

MIN_WORDS = 4  # fewer words between marks are words set apart, not speech
BEFORE = 20  # characters before a quotation that tell whether a sentence ended there
LONGEST_LABEL = 9  # tokens before a headline's colon
SUBJECTS = ("nsubj", "nsubj:pass")
CLOSING_DASHES = ("-", "–", "—")
LABELLING = frozenset({":", *CLOSING_DASHES})


class QuoteFinder:
    """Finds the sayings of one story that have no cue."""

    def __init__(
        self,
        text: str,
        trees: Sequence[Tree],
        actors: ActorFinder,
        speakers: SpeakerFinder,
        quotations: Sequence[Quotation],
        discourse: Discourse,
        acts: Acts,
    ) -> None:
        self.text = text
        self.trees = trees
        self.actors = actors
        self.speakers = speakers
        self.quotations = quotations
        self.discourse = discourse
        self.acts = acts

    def find(self, sayings: Sequence[Saying]) -> list[Saying]:
        """What the sayings found by cue and source leave over."""
        made: list[Saying] = []
        for tree in self.trees:
            named = self._named_beside(tree, [*sayings, *made])
            if named is not None:
                made.append(named)
        for quotation in self.quotations:
            one = self._attribute(quotation, [*sayings, *made])
            if one is not None:
                made.append(one)
        for tree in self.trees:
            further = self._go_on(tree, [*sayings, *made])
            if further is not None:
                made.append(further)
        return made

    # ── headlines ────────────────────────────────────────────────────────────

    def _named_beside(self, tree: Tree, sayings: Sequence[Saying]) -> Saying | None:
        """ "Speaker: words" and "'Words' - Speaker"."""
        if LABELLING.isdisjoint(tree.forms) or any(one.tree is tree for one in sayings):
            return None
        tokens = tree.tokens
        for at, token in enumerate(tokens):
            label: range | None = None
            if token.form == ":" and 0 < at <= LONGEST_LABEL and at + 2 < len(tokens):
                label, first, last = range(at), at + 1, len(tokens) - 1
            elif self._is_closing_dash(tree, at):
                label, first, last = range(at + 1, len(tokens)), 0, at - 1
            if label is None or any(tokens[p].upos in ("VERB", "AUX") for p in label):
                continue
            content = self._content(tree, first, last)
            if content is None or not self._has_verb(content):
                return None
            quoted = any(one.start <= content.start < one.end for one in self.quotations)
            head = next((p for p in label if tree.heads[p] not in label and tokens[p].upos != "PUNCT"), None)
            if head is None or tokens[head].upos not in ("NOUN", "PROPN"):
                return None
            speakers = self.speakers.find(tree, head, content)
            persons = [one for one in speakers if quoted or _is_person(one)]
            if not persons:
                return None
            return Saying(tree, None, self.acts.plain, speakers, None, content, (), head)
        return None

    def _is_closing_dash(self, tree: Tree, at: int) -> bool:
        """Whether a dash stands between a quotation and a few words at the end."""
        tokens = tree.tokens
        late = len(tokens) - 1 - LONGEST_LABEL <= at < len(tokens) - 1 and at > 2
        return late and tokens[at].form in CLOSING_DASHES and tokens[at - 1].upos == "PUNCT"

    def _content(self, tree: Tree, first: int, last: int) -> Span | None:
        content = trim_content(self.text, tree, first, last)
        if content is None:
            return None
        for one in self.quotations:
            if not one.inner and one.start <= content.start < one.end:
                return trim_quoted(self.text, one.start, one.end)
        return content

    # ── quotations that stand alone ──────────────────────────────────────────

    def _attribute(self, quotation: Quotation, sayings: Sequence[Saying]) -> Saying | None:
        """The saying that a quoted sentence without a cue makes; None for words set apart."""
        if quotation.inner or len(self.text[quotation.start : quotation.end].split()) < MIN_WORDS:
            return None
        if any(
            one.content.start < quotation.end and quotation.start < one.content.end
            for one in sayings
            if not quotation.holds(one.content.start, one.content.end)
            or (one.content.start, one.content.end) == (quotation.start, quotation.end)
        ) or any(self._nearly(one.content, quotation) for one in sayings):
            return None
        content = trim_quoted(self.text, quotation.start, quotation.end)
        if content is None or not self._has_verb(content) or not self._is_sentence(quotation):
            return None
        tree = self._tree_at(content.start)
        speakers = self._last_speaker(tree, content, sayings) or self._about(tree, content)
        return Saying(tree, None, self.acts.plain, speakers, None, content)

    def _nearly(self, content: Span, quotation: Quotation) -> bool:
        both = min(content.end, quotation.end) - max(content.start, quotation.start)
        return both > 0 and both * 2 > quotation.end - quotation.start

    def _is_sentence(self, quotation: Quotation) -> bool:
        """Whether the words between the marks are a sentence of their own."""
        opens = self.text[quotation.start].isupper()
        before = self.text[max(0, quotation.start - BEFORE) : quotation.start].rstrip("\"'“”„«»‘’`‚‹ \t\n")[
            -1:
        ]
        return opens and before in ("", ".", "!", "?", ":", ",", ";", "…", "”", "–", "-")

    def _last_speaker(self, tree: Tree, content: Span, sayings: Sequence[Saying]) -> tuple[Actor, ...]:
        """Who was quoted last, in this paragraph or at the end of the one before."""
        before = [one for one in sayings if one.content.end <= content.start and one.parent is None]
        last = max(before, key=lambda one: one.content.end, default=None)
        if last is None or not last.speakers:
            return ()
        gap = tree.sentence.paragraph - last.tree.sentence.paragraph
        close = tree.number - last.tree.number <= 1
        near = gap == 0 if last.cue is not None or last.speakers else False
        return last.speakers if (near and close) or (gap == 1 and close and last.cue is None) else ()

    def _about(self, tree: Tree, content: Span) -> tuple[Actor, ...]:
        """The person who is the subject of the sentence before in the paragraph, or of this one's rest."""
        for number in (tree.number, tree.number - 1):
            if number < 0 or self.trees[number].sentence.paragraph != tree.sentence.paragraph:
                continue
            other = self.trees[number]
            for at in range(len(other.tokens)):
                inside = content.start <= other.tokens[at].start < content.end
                if other.relations[at] in SUBJECTS and not inside and other.heads[at] >= 0:
                    if other.relations[other.heads[at]] not in ("root", "conj", "parataxis", "ccomp"):
                        continue
                    found = [one for one in self.speakers.find(other, at, content) if _is_person(one)]
                    if found:
                        return tuple(found)
        return ()

    # ── speech that goes on ──────────────────────────────────────────────────

    def _go_on(self, tree: Tree, sayings: Sequence[Saying]) -> Saying | None:
        """A sentence in the mood of reported speech right after reported speech, without a cue of its own."""
        if tree.number == 0 or tree.function.past_future.isdisjoint(tree.words):
            return None
        if any(self._touches(one, tree) for one in sayings):
            return None
        root = tree.heads.index(-1) if -1 in tree.heads else None
        if root is None or not any(
            tree.forms[kid] in tree.function.past_future for kid in tree.kids(root, "aux")
        ):
            return None
        before = self.trees[tree.number - 1]
        if before.sentence.paragraph != tree.sentence.paragraph:
            return None
        for one in sayings:
            closes = one.content.end >= before.sentence.end - 2 and one.content.start < before.sentence.end
            if one.tree is before and closes and one.speakers and one.parent is None:
                content = trim_content(self.text, tree, 0, len(tree.tokens) - 1)
                if content is None:
                    return None
                return Saying(tree, None, one.act, one.speakers, None, content)
        return None

    def _touches(self, saying: Saying, tree: Tree) -> bool:
        start, end = tree.sentence.start, tree.sentence.end
        return saying.tree is tree or (saying.content.start < end and start < saying.content.end)

    def _tree_at(self, start: int) -> Tree:
        return next((tree for tree in self.trees if tree.sentence.end > start), self.trees[-1])

    def _has_verb(self, content: Span) -> bool:
        return any(
            content.start <= token.start < content.end
            and (token.upos in ("VERB", "AUX") or "VerbForm=Fin" in token.feats)
            for tree in list_within(self.trees, content.start, content.end)
            for token in tree.tokens
        )


def _is_person(actor: Actor) -> bool:
    """Whether an actor can speak in person: somebody with a name, an office or a role."""
    return actor.name is not None or actor.sector is not None
