"""What is said: the words that belong to a cue, by syntax, by quotation marks, or in another sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.discourse import Discourse
from dragoman.records import Span
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.speech.quotations import Quotation, outer_over
from dragoman.stages.speech.sayings import is_set_apart, trim_content, trim_quoted
from dragoman.stages.trees.tree import Tree, list_within

MIN_CONTENT = 4  # tokens: fewer before a closing cue clause are no reported sentence
MIN_QUOTED = 4  # words: fewer between marks are a word set apart, unless a colon or comma leads to them
NAMED = ("obj", "xcomp", "obl:as", "obl:als")
FULL = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X")
REMARKS = ("advcl", "ccomp", "dep", "parataxis")  # clauses that may be a remark of the writer's
LEADING = ":,"
BEYOND = 4  # characters from a sentence that ends in a colon to the quotation it leads to
LOOSE = ("parataxis", "discourse", "dep")
INSERTED = (*LOOSE, "advcl", "conj", "acl:relcl", "ccomp", "appos", "root")


class ContentFinder:
    """Finds the contents of the cues of one story."""

    def __init__(
        self, text: str, trees: Sequence[Tree], quotations: Sequence[Quotation], discourse: Discourse
    ) -> None:
        self.text = text
        self.trees = trees
        self.quotations = quotations
        self.discourse = discourse

    def find(self, tree: Tree, at: int, found: Found, speaker_at: int | None) -> Span | None:
        """The content of the cue at `at`; None when nothing is reported."""
        governed = self._governed(tree, at, found, speaker_at)
        quoted = self._quoted(tree, at, saying=found.frame.kind == "say")
        if quoted is not None and (governed is None or not self._overlaps(governed, quoted)):
            content: Span | None = quoted
        elif governed is not None:
            content = governed
        else:
            free = found.item.part != "noun" and found.frame.kind == "say"
            content = self._beside(tree, at, speaker_at) if free else None
        if content is None or not self._says_something(content):
            return None
        return self.widen(tree, at, content)

    def find_announced(self, tree: Tree, at: int, found: Found, speaker_at: int | None) -> Span | None:
        """What is made known in a clause, not as a bare noun ("announced a ban" tells the act alone)."""
        for kid in fillers(tree, found.slots, "xcomp"):
            if tree.tokens[kid].upos in ("VERB", "AUX", "ADJ") and kid in tree.below(at):
                first, last = self.edges(tree, kid)
                if not first <= at <= last:
                    return trim_content(self.text, tree, first, last)
        if fillers(tree, found.slots, "obj"):
            return None
        content = self._quoted(tree, at, saying=True) or self._beside(tree, at, speaker_at)
        return content and self.widen(tree, at, content)

    def _says_something(self, content: Span) -> bool:
        """Whether there is more to it than a pronoun ("which state media said")."""
        return any(
            content.start <= token.start < content.end and token.upos in FULL
            for tree in list_within(self.trees, content.start, content.end)
            for token in tree.tokens
        )

    def find_named(self, tree: Tree, at: int, found: Found, speaker_at: int | None) -> Span | None:
        """What a thing is called together with the thing ("called the threat irresponsible")."""
        inside = [
            p
            for role in NAMED
            for p in fillers(tree, found.slots, role)
            if p not in (speaker_at, at) and p in tree.below(at)
        ]
        if not inside:
            return None
        edges = [tree.edges(p) for p in inside]
        first, last = min(e[0] for e in edges), max(e[1] for e in edges)
        if first <= at <= last:
            first = at + 1
        return trim_content(self.text, tree, first, last)

    # ── by syntax ────────────────────────────────────────────────────────────

    def _governed(self, tree: Tree, at: int, found: Found, speaker_at: int | None) -> Span | None:
        """The phrases and clauses in the entry's content roles."""
        below = tree.below(at)
        inside: list[int] = []
        for role in found.content_roles:
            if role == "parataxis" and inside:
                continue
            inside += [
                p
                for p in fillers(tree, found.slots, role)
                if p not in (speaker_at, at)
                and p in below
                and self._is_reported(tree, p, found)
                and not (role == "parataxis" and is_set_apart(tree, at, p))
            ]
        if all(self._is_pointer(tree, p) for p in inside):
            return None
        spoken = found.frame.kind == "say"
        edges = [self.edges(tree, p) if spoken else self._without_relatives(tree, p) for p in inside]
        first, last = min(e[0] for e in edges), max(e[1] for e in edges)
        if not first <= at <= last:
            return trim_content(self.text, tree, first, last)
        if last - at > at - first:
            return trim_content(self.text, tree, at + 1, last)
        return trim_content(self.text, tree, first, self._cue_start(tree, at) - 1) if first < at else None

    def edges(self, tree: Tree, at: int) -> tuple[int, int]:
        """The edges of a clause without a remark of the writer's at its end ("…, although nobody knows")."""
        first, last = tree.edges(at)
        for kid in tree.below(at):
            if not tree.relations[kid].startswith(REMARKS):
                continue
            start, end = tree.edges(kid)
            while start < end and tree.tokens[start].upos == "PUNCT":
                start += 1
            if start <= at or end < last - 1:
                continue
            opener, pause = tree.lemma(start), tree.tokens[start - 1].form == ","
            told = any(tree.tokens[s].upos == "PRON" for s in tree.kids(kid, "nsubj"))
            if (opener in self.discourse.asides and pause) or (opener in self.discourse.meanwhile and told):
                last = start - 1
                break
        return first, last

    def _without_relatives(self, tree: Tree, at: int) -> tuple[int, int]:
        """The edges without a relative clause at the end, set off by a comma: the writer explains a name."""
        first, last = self.edges(tree, at)
        for kid in tree.below(at):
            if tree.relations[kid] != "acl:relcl":
                continue
            start, end = tree.edges(kid)
            closes = start > at and end >= last - 1
            if closes and "," in (tree.tokens[start].form, tree.tokens[start - 1].form):
                return first, start - 1
        return first, last

    def _is_reported(self, tree: Tree, at: int, found: Found) -> bool:
        """Whether what a noun of saying governs is its content, not a clause about it ("posted online")."""
        if tree.relations[at] == "acl:relcl" and tree.kid(at, "mark") is None:
            return False
        if found.item.part != "noun" or tree.relations[at] != "acl":
            return True
        return tree.kid(at, "mark") is not None

    def _is_pointer(self, tree: Tree, at: int) -> bool:
        """A lone "so", "that" or "the charge" points to content told elsewhere."""
        pointing = tree.function.dialogue_openers | tree.function.anaphoric
        if not tree.children[at]:
            return tree.lemma(at) in pointing or tree.tokens[at].upos in ("PRON", "ADV")
        below = [tree.relations[kid] for kid in tree.children[at]]
        definite = any(tree.has_feature(kid, "Definite=Def") for kid in tree.children[at])
        return tree.tokens[at].upos == "NOUN" and below == ["det"] and definite

    # ── by what stands beside ────────────────────────────────────────────────

    def _beside(self, tree: Tree, at: int, speaker_at: int | None) -> Span | None:
        """The clause that the cue clause is inserted in, follows or leads; else the sentence before."""
        relation, head = tree.relations[at], tree.heads[at]
        if relation in INSERTED and head >= 0 and (relation in LOOSE or self._opens_with_so(tree, at)):
            return self._around(tree, at, head)
        inverted = self._before_inversion(tree, at)
        if inverted is not None:
            return inverted
        for kid in tree.kids(at, "parataxis", "ccomp"):
            first, last = tree.edges(kid)
            if not first <= at <= last and not is_set_apart(tree, at, kid):
                return trim_content(self.text, tree, first, last)
        if relation in ("root", "parataxis"):
            return self._pointed_at(tree, at, speaker_at)
        return None

    def _pointed_at(self, tree: Tree, at: int, speaker_at: int | None) -> Span | None:
        """The sentence before, when the cue clause points to it ("heeft dat gezegd", "said so")."""
        pointing = [
            k
            for k in tree.children[at]
            if tree.lemma(k) in tree.function.anaphoric
            and tree.relations[k] in ("obj", "nsubj:pass", "advmod", "nsubj")
            and k != speaker_at
        ]
        if not pointing or tree.number == 0:
            return None
        previous = self.trees[tree.number - 1]
        return trim_content(self.text, previous, 0, len(previous.tokens) - 1)

    def _before_inversion(self, tree: Tree, at: int) -> Span | None:
        """What stands before a closing cue clause that opens with its finite verb (", heeft hij gezegd")."""
        own = [at, *tree.kids(at, "aux", "nsubj", "nsubj:pass", "iobj")]
        first = min(own)
        opener = tree.tokens[first]
        if first < MIN_CONTENT or tree.tokens[first - 1].form != "," or opener.upos not in ("VERB", "AUX"):
            return None
        end = max(p for k in own for p in tree.edges(k)[1:])
        rest = [p for p in range(end + 1, len(tree.tokens)) if tree.tokens[p].upos != "PUNCT"]
        below = set(tree.below(at))
        if all(p in below for p in rest) or not rest:
            return trim_content(self.text, tree, 0, first - 1)
        return None

    def _around(self, tree: Tree, at: int, head: int) -> Span | None:
        """What the clause above says when the cue clause is inserted into it or follows it."""
        first, last = tree.edges(at)
        outer_first, outer_last = tree.edges(head)
        if last >= outer_last - 1 or first > head:
            return trim_content(self.text, tree, outer_first, first - 1) if first > outer_first else None
        if first <= outer_first + 1:
            return trim_content(self.text, tree, last + 1, outer_last)
        return trim_content(self.text, tree, outer_first, outer_last)

    def _cue_start(self, tree: Tree, at: int) -> int:
        """Where the words of the cue clause itself begin, when its content stands before it."""
        own = [at, *tree.kids(at, "aux", "nsubj", "nsubj:pass", "advmod", "obl")]
        after = [tree.edges(k)[0] if k != at else k for k in own]
        return min(p for p in after if p > 0) if any(p > 0 for p in after) else at

    def _opens_with_so(self, tree: Tree, at: int) -> bool:
        return any(tree.lemma(k) in tree.function.dialogue_openers for k in tree.children[at] if k < at)

    # ── by quotation marks ───────────────────────────────────────────────────

    def _quoted(self, tree: Tree, at: int, *, saying: bool) -> Span | None:
        """The quotation that the cue introduces, closes or interrupts; None when none stands beside it."""
        cue = tree.tokens[at]
        start, end = tree.sentence.start, tree.sentence.end
        beside = [
            one
            for one in self.quotations
            if not one.inner
            and one.start < end + (BEYOND if self.text[end - 1] in LEADING else 0)
            and start <= one.end
            and not one.holds(cue.start, cue.end)
            and self._leads(tree, at, one, saying=saying)
        ]
        if not beside:
            return None
        before = [one for one in beside if one.end <= cue.start]
        after = [one for one in beside if one.start >= cue.end]
        if before and after and after[0].end <= end and self._is_interrupted(before[-1], after[0]):
            return trim_quoted(self.text, before[-1].start, after[0].end)
        chosen = max(before[-1:] + after[:1], key=lambda one: one.end - one.start)
        return trim_quoted(self.text, chosen.start, chosen.end)

    def _leads(self, tree: Tree, at: int, quotation: Quotation, *, saying: bool) -> bool:
        """Whether only the cue clause stands between cue and quotation, and the quotation is a sentence."""
        cue = tree.tokens[at]
        left, right = sorted(((cue.start, cue.end), (quotation.start, quotation.end)))
        between = [
            p
            for p, token in enumerate(tree.tokens)
            if left[1] <= token.start < right[0] and token.upos in ("VERB", "AUX")
        ]
        if any(p not in tree.kids(at, "aux", "cop", "aux:pass") for p in between):
            return False
        gap = self.text[left[1] : right[0]]
        paused = self.text[quotation.end - 1] in ".!?," or ":" in gap or "," in gap
        if ";" in gap or (not paused and not (saying and cue.end <= quotation.start)):
            return False
        words = self.text[quotation.start : quotation.end].split()
        if len(words) >= MIN_QUOTED and self._has_verb(quotation):
            return True
        return ":" in gap or (paused and self.text[quotation.start].isupper()) or "," in gap[:2]

    def _has_verb(self, quotation: Quotation) -> bool:
        return any(
            quotation.start <= token.start < quotation.end and "VerbForm=Fin" in token.feats
            for tree in list_within(self.trees, quotation.start, quotation.end)
            for token in tree.tokens
        )

    def _is_interrupted(self, before: Quotation, after: Quotation) -> bool:
        """Whether the cue stands in the middle of one quoted sentence."""
        return self.text[before.end - 1] not in ".!?" and self.text[after.start].islower()

    def widen(self, tree: Tree, at: int, content: Span) -> Span | None:
        """A content inside a quotation is all of it; a cue inside one reports no words outside it."""
        cue = tree.tokens[at]
        around = outer_over(self.quotations, cue.start, cue.end)
        whole = outer_over(self.quotations, content.start, content.end)
        if around is not None:
            return content if whole == around else None
        if whole is not None and len(content.text.split()) > 1:
            return trim_quoted(self.text, whole.start, whole.end)
        for one in self.quotations:  # a quotation that begins in the content and goes on behind it
            if not one.inner and content.start <= one.start < content.end < one.end and one.closed:
                return trim_quoted(self.text, content.start, one.end)
        return content

    def _overlaps(self, a: Span, b: Span) -> bool:
        return a.start < b.end and b.start < a.end
