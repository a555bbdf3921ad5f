"""Who says what: reported speech found by its cue, its speaker and its content."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dragoman.languages.discourse import load_discourse
from dragoman.records import Actor, Span
from dragoman.stages.actors import ActorFinder
from dragoman.stages.frames import Found, fillers
from dragoman.stages.speakers import SpeakerFinder
from dragoman.stages.tree import Tree

QUOTES_OPEN = "\"'“„«‘`‚‹"
QUOTES = QUOTES_OPEN + "”»’´›"
DOUBLE_QUOTES = '"“”„«»'  # single ones are apostrophes too often
EDGE = " \t\n,;:.-–—{}()" + QUOTES
MODIFYING = ("compound", "amod", "flat", "nmod:poss", "nmod:desc", "nmod:unmarked", "det", "obl")
MIN_CONTENT = 4  # tokens: fewer before a closing cue clause are no reported sentence


class Saying(Struct):
    """One piece of reported speech. `content` is a span of the story; `at` the cue's token."""

    tree: Tree
    at: int
    act: str
    speakers: tuple[Actor, ...]
    cue: Span
    content: Span
    addressees: tuple[Actor, ...]
    speaker_at: int | None


class SpeechFinder:
    """Finds the reported speech of one story."""

    def __init__(self, text: str, trees: Sequence[Tree], actors: ActorFinder) -> None:
        self.text = text
        self.trees = trees
        self.actors = actors
        discourse = load_discourse(actors.language)
        self.speakers = SpeakerFinder(text, trees, actors, discourse)

    def find(self, tree: Tree, found: dict[int, Found]) -> list[Saying]:
        """The sayings whose cue stands in this sentence."""
        sayings = [
            one
            for at, frame in found.items()
            if frame.frame.kind == "say" and (one := self._by_verb(tree, at, frame))
        ]
        sayings += self._by_source(tree)
        kept: list[Saying] = []
        for saying in sorted(sayings, key=lambda s: (s.content.start, -s.content.end)):
            if not any(
                (k.content.start, k.content.end) == (saying.content.start, saying.content.end) for k in kept
            ):
                kept.append(saying)
        return kept

    # ── a verb or noun of saying ─────────────────────────────────────────────

    def _by_verb(self, tree: Tree, at: int, found: Found) -> Saying | None:
        speaker_at = next((p for role in found.actor_roles for p in fillers(tree, found.slots, role)), None)
        content = self._content(tree, at, found, speaker_at)
        if content is None:
            return None
        speakers = self.speakers.find(tree, speaker_at, content) if speaker_at is not None else ()
        addressees = tuple(
            actor
            for role in found.recipient_roles
            for p in fillers(tree, found.slots, role)
            for actor in self.actors.find(tree, p)
        )
        act = found.frame.act or ""
        if act == "claim" and tree.is_negated(at) is not None:
            return None
        return Saying(tree, at, act, speakers, tree.span(at, at, self.text), content, addressees, speaker_at)

    def _content(self, tree: Tree, at: int, found: Found, speaker_at: int | None) -> Span | None:
        inside = [
            p
            for role in found.content_roles
            for p in fillers(tree, found.slots, role)
            if p != speaker_at and p != at
        ]
        inside = [p for p in inside if p in tree.below(at) and not self._is_pointer(tree, p)]
        if inside:
            edges = [tree.edges(p) for p in inside]
            first, last = min(e[0] for e in edges), max(e[1] for e in edges)
            if not first <= at <= last:
                return self._trim(tree, first, last)
            if last - at > at - first:
                return self._trim(tree, at + 1, last)
            if first < at:
                return self._trim(tree, first, self._cue_start(tree, at) - 1)
        quote = self._quoted(tree, at)
        if quote is not None:
            return quote
        relation, head = tree.relations[at], tree.heads[at]
        if (
            relation in ("parataxis", "advcl", "conj", "acl:relcl", "ccomp", "discourse", "appos", "dep")
            and head >= 0
        ) and (relation in ("parataxis", "discourse", "dep") or self._opens_with_so(tree, at)):
            return self._around(tree, at, head)
        inverted = self._before_inversion(tree, at)
        if inverted is not None:
            return inverted
        for kid in tree.kids(at, "parataxis", "ccomp"):
            first, last = tree.edges(kid)
            if not first <= at <= last:
                return self._trim(tree, first, last)
        if relation == "root" or relation == "parataxis":
            anaphor = next(
                (
                    k
                    for k in tree.children[at]
                    if tree.lemma(k) in tree.function.anaphoric
                    and tree.relations[k] in ("obj", "nsubj:pass", "advmod", "nsubj")
                ),
                None,
            )
            if anaphor is not None and tree.number > 0 and anaphor != speaker_at:
                previous = self.trees[tree.number - 1]
                return self._trim(previous, 0, len(previous.tokens) - 1)
        return None

    def _before_inversion(self, tree: Tree, at: int) -> Span | None:
        """What stands before a closing cue clause that opens with its finite verb (", heeft hij gezegd")."""
        own = [at, *tree.kids(at, "aux", "nsubj", "nsubj:pass", "iobj")]
        first = min(own)
        opener = tree.tokens[first]
        if first < MIN_CONTENT or tree.tokens[first - 1].form != "," or opener.upos not in ("VERB", "AUX"):
            return None
        closing = all(
            token.upos == "PUNCT" for token in tree.tokens[max(tree.edges(k)[1] for k in own) + 1 :][-2:]
        )
        return self._trim(tree, 0, first - 1) if closing else None

    def _is_pointer(self, tree: Tree, at: int) -> bool:
        """A lone "so", "that" or "the charge" points to content told elsewhere."""
        pointing = tree.function.dialogue_openers | tree.function.anaphoric
        if not tree.children[at]:
            return tree.lemma(at) in pointing or tree.tokens[at].upos in ("PRON", "ADV")
        below = [tree.relations[kid] for kid in tree.children[at]]
        definite = any(tree.has_feature(kid, "Definite=Def") for kid in tree.children[at])
        return tree.tokens[at].upos == "NOUN" and below == ["det"] and definite

    def _around(self, tree: Tree, at: int, head: int) -> Span | None:
        """What the clause above says when the cue clause is inserted into it or follows it."""
        first, last = tree.edges(at)
        outer_first, outer_last = tree.edges(head)
        if last >= outer_last - 1 or first > head:
            return self._trim(tree, outer_first, first - 1) if first > outer_first else None
        if first <= outer_first + 1:
            return self._trim(tree, last + 1, outer_last)
        return self._trim(tree, outer_first, outer_last)

    def _cue_start(self, tree: Tree, at: int) -> int:
        """Where the words of the cue clause itself begin, when its content stands before it."""
        own = [at, *tree.kids(at, "aux", "nsubj", "nsubj:pass", "advmod", "obl")]
        after = [tree.edges(k)[0] if k != at else k for k in own]
        return min(p for p in after if p > 0) if any(p > 0 for p in after) else at

    def _opens_with_so(self, tree: Tree, at: int) -> bool:
        return any(tree.lemma(k) in tree.function.dialogue_openers for k in tree.children[at] if k < at)

    def _quoted(self, tree: Tree, at: int) -> Span | None:
        """The longest quotation in the sentence that does not hold the cue itself."""
        start, end = tree.sentence.start, tree.sentence.end
        marks = [i for i in range(start, end) if self.text[i] in '"“”„«»']
        best: Span | None = None
        for left, right in zip(marks[::2], marks[1::2], strict=False):
            if (
                right - left > 15
                and not left < tree.tokens[at].start < right
                and (best is None or right - left > best.end - best.start)
            ):
                best = Span(left + 1, right, self.text[left + 1 : right])
        return best

    # ── a source: "according to", "volgens" ──────────────────────────────────

    def _by_source(self, tree: Tree) -> list[Saying]:
        found: list[Saying] = []
        function = tree.function
        for at, token in enumerate(tree.tokens):
            lemma = tree.lemma(at)
            if lemma not in function.according and token.form.lower() not in function.according:
                continue
            after = lemma in function.according_after
            noun, clause = self._source_noun(tree, at)
            if noun is None:
                continue
            if not after and not self._is_source(tree, at, noun):
                continue
            first, last = tree.edges(noun)
            first = min(first, at)
            content = self._rest(tree, None if after else clause, first, last)
            if content is None:
                continue
            cue_end = max([at, *(k for k in tree.kids(at, "fixed") if k < noun)])
            cue = tree.span(at, cue_end, self.text)
            found.append(
                Saying(tree, at, "claim", self.speakers.find(tree, noun, content), cue, content, (), noun)
            )
        return found

    def _source_noun(self, tree: Tree, at: int) -> tuple[int | None, int | None]:
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
        if (
            relation in ("case", "mark", "fixed", "advmod")
            and head >= 0
            and head > at
            and tree.tokens[head].upos in ("NOUN", "PROPN", "PRON")
        ):
            return head, tree.heads[head] if tree.heads[head] >= 0 else None
        for kid in tree.kids(at, "obl", "nsubj", "nmod", "obj", "flat", "appos"):
            if kid > at:
                return kid, head if head >= 0 else None
        return None, None

    def _is_source(self, tree: Tree, at: int, noun: int) -> bool:
        return tree.relations[noun].startswith(("obl", "advmod", "nmod", "advcl", "parataxis", "dep", "root"))

    def _rest(self, tree: Tree, clause: int | None, first: int, last: int) -> Span | None:
        """The clause without its source phrase; the longer side when the source stands within."""
        outer_first, outer_last = tree.edges(clause) if clause is not None else (0, len(tree.tokens) - 1)
        if outer_first >= first and outer_last <= last:
            outer_first, outer_last = 0, len(tree.tokens) - 1
        left = (outer_first, first - 1)
        right = (last + 1, outer_last)
        if left[1] - left[0] >= right[1] - right[0]:
            return self._trim(tree, *left)
        return self._trim(tree, *right)

    def _trim(self, tree: Tree, first: int, last: int) -> Span | None:
        """The words from `first` to `last` without edge punctuation, quotes and conjunctions like "that"."""
        while first <= last and (tree.tokens[first].upos == "PUNCT" or self._is_subordinator(tree, first)):
            first += 1
        while last >= first and tree.tokens[last].upos == "PUNCT":
            last -= 1
        if last < first:
            return None
        start, end = tree.tokens[first].start, tree.tokens[last].end
        while start < end and self.text[start] in EDGE:
            start += 1
        return Span(start, end, self.text[start:end]) if start < end else None

    def _is_subordinator(self, tree: Tree, at: int) -> bool:
        return (
            tree.relations[at] == "mark"
            and tree.tokens[at].upos == "SCONJ"
            and tree.lemma(at) not in tree.function.conditions
        )


def kind_of(text: str, saying: Saying) -> str:
    """Direct between quotation marks, mixed when part of the content is, else indirect."""
    content = saying.content
    around = text[max(0, content.start - 2) : content.start] + text[content.end : content.end + 2]
    if sum(mark in around for mark in '"“”„«»') and any(
        text[content.start - 1 : content.start] == m for m in '"“„«'
    ):
        return "direct"
    return "mixed" if any(mark in content.text for mark in '"“”„«»') or "``" in content.text else "indirect"
