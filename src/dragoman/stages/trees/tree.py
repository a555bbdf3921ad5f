"""A sentence as a tree: the questions every stage asks of Universal Dependencies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from dragoman.languages.function import Function
from dragoman.records import Sentence, Span, Token
from dragoman.stages.trees.relations import BITS, WANTED, matches

CORE_SUBJECTS = ("nsubj", "csubj")
NAME_RELATIONS = ("flat", "flat:name", "compound")
NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "nsubj:pass", "obl:agent")  # of a participle as a noun
NEGATING = frozenset({"advmod", "det", "cc", "cc:preconj", "mark", "case", "advmod:neg"})
REFERRING = ("Definite=Def", "PronType=Dem", "Poss=Yes")  # of a noun's article or possessive
_START, _END = attrgetter("sentence.start"), attrgetter("sentence.end")


class Tree:
    """One sentence with its children indexed; positions are 0-based, -1 is above the root."""

    __slots__ = (
        "_cases",
        "_edges",
        "below_as",
        "children",
        "forms",
        "function",
        "heads",
        "kinds",
        "lemmas",
        "number",
        "relations",
        "sentence",
        "tags",
        "tokens",
        "uses",
        "words",
    )

    def __init__(self, sentence: Sentence, number: int, function: Function) -> None:
        self.sentence = sentence
        self.number = number
        self.function = function
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.heads = heads = [token.head - 1 for token in self.tokens]
        self.relations = [token.deprel for token in self.tokens]
        self.tags = [token.upos for token in self.tokens]
        self.forms = [token.form.lower() for token in self.tokens]
        self.lemmas = [token.lemma.lower() for token in self.tokens]
        self.children = children = [[] for _ in heads]  # type: list[list[int]]
        self.below_as = below_as = [0] * len(heads)  # the bits of the relations of the dependents
        for position, head in enumerate(heads):
            if head >= 0:
                children[head].append(position)
                below_as[head] |= BITS[self.relations[position]]
        self.words = _list_words(self.forms, self.lemmas)
        self.kinds = _list_kinds(self.relations, self.tags)
        self.uses = frozenset(zip(self.tags, self.relations, strict=True))
        self._cases: dict[int, str] | None = None
        self._edges: list[tuple[int, int]] | None = None

    def change(self, at: int, **fields: str | int) -> Tree:
        """The tree with other fields of the token at `at`."""
        tokens = list(self.tokens)
        tokens[at] = replace(tokens[at], **fields)
        return Tree(replace(self.sentence, tokens=tuple(tokens)), self.number, self.function)

    def kids(self, at: int, *relations: str) -> list[int]:
        """Dependents of `at` with one of the relations; "obl" also means "obl:arg", "obl:unmarked" …"""
        wanted = WANTED[relations]
        if not self.below_as[at] & wanted:
            return []
        own, found = self.relations, []
        for kid in self.children[at]:
            if BITS[own[kid]] & wanted:
                found.append(kid)
        return found

    def kid(self, at: int, *relations: str) -> int | None:
        """The first dependent of `at` with one of the relations."""
        wanted = WANTED[relations]
        if self.below_as[at] & wanted:
            own = self.relations
            for kid in self.children[at]:
                if BITS[own[kid]] & wanted:
                    return kid
        return None

    def lemma(self, at: int) -> str:
        """The lemma in lower case."""
        return self.lemmas[at]

    def has_feature(self, at: int, feature: str) -> bool:
        """Whether "Name=Value" is among the token's features."""
        return feature in self.tokens[at].feats

    def case(self, at: int) -> str:
        """The preposition of `at`, its fixed parts joined by "_" ("because_of"); "" when there is none."""
        cases = self._cases
        if cases is None:
            cases = self._cases = self._list_cases()
        return cases.get(at, "")

    def list_hosts(self, prepositions: frozenset[str]) -> set[int]:
        """What phrases hang on that begin with one of the prepositions."""
        cases = self._cases
        if cases is None:
            cases = self._cases = self._list_cases()
        return {self.heads[at] for at, case in cases.items() if case.partition("_")[0] in prepositions}

    def _list_cases(self) -> dict[int, str]:
        """The prepositions by the position of what they mark."""
        if "case" not in self.kinds:
            return {}
        relations, tags = self.relations, self.tags
        marks: dict[int, int] = {}
        for mark, relation in enumerate(relations):
            if relation == "case" and tags[mark] != "PART":
                marks.setdefault(self.heads[mark], mark)
        if "flat" in self.kinds:  # "in Port-au-Prince": hung on the last part
            hung: dict[int, int] = {}
            for part, relation in enumerate(relations):
                at = self.heads[part]
                if at >= 0 and at not in marks and at not in hung and matches(relation, ("flat",)):
                    before = [k for k in self.kids(part, "case") if k < at and tags[k] != "PART"]
                    if before:
                        hung[at] = before[0]
            marks |= hung
        if "fixed" not in self.kinds:
            return {at: self.lemmas[mark] for at, mark in marks.items()}
        parts = {at: [mark, *self.kids(mark, "fixed")] for at, mark in marks.items()}
        return {at: "_".join([self.lemmas[part] for part in own]) for at, own in parts.items()}

    def is_negated(self, at: int) -> int | None:
        """The position of a negation word directly on `at`, or None."""
        negations = self.function.negations
        if negations.isdisjoint(self.words):
            return None
        for kid in self.children[at]:
            if self.relations[kid] in NEGATING and (
                self.lemmas[kid] in negations
                or self.forms[kid] in negations
                or self._opens_negated(kid)  # "no longer"
            ):
                return kid
        return None

    def _opens_negated(self, at: int) -> bool:
        """Whether an adverb carries a negation of its own."""
        negations = self.function.negations
        return self.tokens[at].upos == "ADV" and any(
            self.relations[kid] == "advmod" and self.forms[kid] in negations for kid in self.children[at]
        )

    def above(self, at: int) -> list[int]:
        """The heads of `at` up to the root, nearest first."""
        path: list[int] = []
        heads, most = self.heads, len(self.tokens)
        head = heads[at]
        while head >= 0 and len(path) < most:
            path.append(head)
            head = heads[head]
        return path

    def below(self, at: int) -> list[int]:
        """`at` and everything under it, in text order."""
        found = [at]
        for position in found:
            found += self.children[position]
        found.sort()
        return found

    def edges(self, at: int) -> tuple[int, int]:
        """First and last token position of the subtree of `at`."""
        edges = self._edges
        if edges is None:
            edges = self._edges = _list_edges(self.heads)
        return edges[at]

    def span(self, first: int, last: int, text: str) -> Span:
        """The text from token `first` to token `last`."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(start, end, text[start:end])

    def is_nominalised(self, at: int) -> bool:
        """Whether a participle stands as a noun ("de gedetineerden", "the wounded")."""
        return (
            "VerbForm=Part" in self.tokens[at].feats
            and matches(self.relations[at], NOMINAL)
            and not self.kids(at, "aux", "nsubj", "obj")
        )

    def is_finite(self, at: int) -> bool:
        """Whether the verb at `at`, or one of its auxiliaries, is finite."""
        if "VerbForm=Fin" in self.tokens[at].feats:
            return True
        return any("VerbForm=Fin" in self.tokens[kid].feats for kid in self.kids(at, "aux", "cop"))


def _list_words(forms: list[str], lemmas: list[str]) -> frozenset[str]:
    """The forms and lemmas of a sentence in small letters; of a separable verb also without the mark.

    A stage that looks for certain words asks here first: most sentences have none of them.
    """
    words = {*forms, *lemmas}
    if "_" in "".join(lemmas):
        words.update([lemma.replace("_", "") for lemma in lemmas if "_" in lemma])
    return frozenset(words)


def _list_kinds(relations: list[str], tags: list[str]) -> frozenset[str]:
    """The relations, with what they are subtypes of, and the parts of speech that a sentence has.

    A rule for some of them asks here first: there is nothing to do in most sentences.
    """
    kinds = {*relations, *tags}
    return frozenset(kinds.union(map(_BASES.__getitem__, kinds)))


def _list_edges(heads: list[int]) -> list[tuple[int, int]]:
    """The first and last position of each subtree."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    for at, head in enumerate(heads):
        while head >= 0 and first[head] > at:
            first[head] = at
            head = heads[head]
    for at in range(len(heads) - 1, -1, -1):
        head = heads[at]
        while head >= 0 and last[head] < at:
            last[head] = at
            head = heads[head]
    return list(zip(first, last, strict=True))


class _Bases(dict[str, str]):
    """Of each relation that was met what it is a subtype of, itself where it is none."""

    def __missing__(self, relation: str) -> str:
        self[relation] = base = relation.partition(":")[0]
        return base


_BASES = _Bases()


def list_within(trees: Sequence[Tree], start: int, end: int) -> Sequence[Tree]:
    """Those of a story's sentences that hold any of the text from `start` to `end`."""
    first = bisect_right(trees, start, key=_END)
    return trees[first : bisect_left(trees, end, first, key=_START)]


def refers_back(tree: Tree, at: int) -> bool:
    """Whether it is a noun that points back to something known: "the meeting", "their talks"."""
    if tree.tokens[at].upos != "NOUN":
        return False
    marks = tree.kids(at, "det", "nmod:poss", "det:poss")
    return any(tree.has_feature(mark, feature) for mark in marks for feature in REFERRING)


def is_bare_definite(tree: Tree, at: int) -> bool:
    """Whether a noun is definite and nothing further says which it is."""
    below = [kid for kid in tree.children[at] if tree.relations[kid] not in ("case", "punct")]
    return bool(below) and all(
        tree.relations[kid] == "det" and tree.forms[kid] in tree.function.definite for kid in below
    )


def outline(tree: Tree) -> str:
    """The sentence's dependencies on one line, for people who debug an entry."""
    return " ".join(f"{t.form}/{t.lemma}/{t.deprel}<{t.head}" for t in tree.tokens)
