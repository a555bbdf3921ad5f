"""Names of countries that stand bare beside one another, given the places in the clause that they must have.

The parser learns from text in which two names side by side are one name, and takes "Rusland Litouwen" in a
verb-final clause, or a name right after the verb, for it. Two countries are never one name; what is known of
them tells where one argument ends and the next begins. Works on mended trees; knows no word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.atlas.atlas import Atlas
from dragoman.stages.mentions import Mention, Names, find_mentions
from dragoman.stages.trees.title_names import join_titles
from dragoman.stages.trees.tree import Tree

GLUED = ("flat", "appos", "nmod", "compound", "fixed", "conj", "nmod:poss", "list")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
OBJECTS = ("obj", "iobj")
LOOSE = ("advmod", "nmod", "obl", "dep", "vocative", "parataxis", "dislocated")


def place_names(tree: Tree, known: Names, atlas: Atlas, language: str) -> Tree:
    """The tree with its bare country names placed; itself where they stand well.

    `known` are the names of the sentence.
    """
    tree = join_titles(tree, atlas, language)
    if not known.whole and not known.halves:
        return tree
    found = find_mentions(tree, known, atlas, language, None).found
    if not found:
        return tree
    names = [one for one in found if _is_country(one)]
    placer = _Placer(tree, found)
    for name in found:
        if name not in names:
            placer.join_title(name)
    for name in names:
        placer.free_article(name)
    for left, right in pairwise(found):
        if left in names and right in names and right.first == left.last + 1:
            placer.part_neighbours(left, right)
        elif right.first == left.last + 2 and tree.tags[left.last + 1] == "CCONJ":
            placer.join_halves(left, right)
    if tree.function.verb_second:
        for name in names:
            placer.free_from_noun(name)
        for name in names:
            placer.take_in(name)
    for name in names:
        placer.lower_second_subject(name)
    return placer.tree


def _is_country(mention: Mention) -> bool:
    hit = mention.best()
    return hit.entry.kind in ("country", "city") and hit.form in ("name", "capital")


class _Placer:
    """One sentence while its names are placed."""

    def __init__(self, tree: Tree, found: Sequence[Mention]) -> None:
        self.tree = tree
        self.found = found
        self.function = tree.function

    def join_title(self, name: Mention) -> None:
        """A subject right before the name of an organisation tells what it is: "waakhond Amnesty"."""
        at, tree = self._head(name), self.tree
        if tree.relations[at] != "nsubj":
            return
        for noun in tree.kids(tree.heads[at], "nsubj"):
            if (
                tree.tokens[noun].upos == "NOUN"
                and tree.edges(noun)[1] + 1 == tree.edges(at)[0] == name.first
            ):
                self._change(at, head=noun, deprel="appos")
                return

    def free_article(self, name: Mention) -> None:
        """A neuter "article" right before a country's name is the subject: "dat het Rusland aanviel"."""
        at, tree = self._head(name), self.tree
        before = name.first - 1
        if (
            name.first != name.last
            or before < 0
            or tree.heads[before] != at
            or tree.relations[before] != "det"
        ):
            return
        verb = tree.heads[at]
        alone = all(k == before for k in tree.children[at])
        if not alone or tree.lemma(before) not in self.function.neuter_pronouns or not self._is_verb(verb):
            return
        if tree.relations[at] not in (*SUBJECTS, *OBJECTS, *LOOSE):
            return
        if any(k != at for k in tree.kids(verb, *SUBJECTS)):
            return
        self._change(at, deprel=self._object_of(verb, at))
        self._change(before, upos="PRON", head=verb, deprel="nsubj")

    def part_neighbours(self, left: Mention, right: Mention) -> None:
        """Two countries side by side are two arguments: subject and object, or two objects."""
        a, b, tree = self._head(left), self._head(right), self.tree
        joined = tree.relations[a] == "conj" and tree.heads[b] == a and tree.relations[b] in ("flat", "appos")
        first = self._first_joined(a) if joined else a
        if first != a:  # "dat Peru en Chili Bolivia erkennen"
            a, verb, relation = first, tree.heads[first], tree.relations[first]
        elif tree.heads[b] == a and tree.relations[b] in GLUED:
            verb, relation = tree.heads[a], tree.relations[a]
        elif tree.heads[a] == b and tree.relations[a] in GLUED:
            verb, relation = tree.heads[b], tree.relations[b]
        else:
            return
        if not self._is_verb(verb) or self._has_case(a) or self._has_case(b):
            return
        if tree.heads[a] == b:
            self._change(b, head=verb, deprel="dep")
            self._change(a, head=verb, deprel=relation)
        subject = next((k for k in self.tree.kids(verb, *SUBJECTS) if k not in (a, b)), None)
        if subject is None and self._is_active(verb):
            self._change(a, deprel="nsubj")
        elif relation in SUBJECTS and not self._is_active(verb):
            return
        self._change(b, head=verb, deprel=self._object_of(verb, b))

    def join_halves(self, left: Mention, right: Mention) -> None:
        """Two names with a part in common are joined, not one inside the other: "North and South Korea"."""
        a, whole = self._head(left), range(right.first, right.last + 1)
        b = self.tree.heads[a]
        if b not in whole or self.tree.relations[a] not in ("compound", "amod"):
            return
        for part in whole:
            if self.tree.heads[part] == a:
                self._change(part, head=b, deprel="compound")
        self._change(a, deprel="conj")

    def free_from_noun(self, name: Mention) -> None:
        """A bare name glued to the noun before or after it is an object of the verb."""
        at, tree = self._head(name), self.tree
        noun = tree.heads[at]
        if noun < 0 or tree.relations[at] not in GLUED or tree.relations[at] == "conj" or self._has_case(at):
            return
        verb = tree.heads[noun]
        if not self._is_verb(verb) or tree.tokens[noun].upos != "NOUN" or not self._is_active(verb):
            return
        own = tree.below(at)
        starts = next(k for k in tree.below(noun) if k not in own)
        finite = self._finite(verb)
        if tree.relations[noun] == "nsubj" and noun + 1 == name.first and -1 < finite < noun:
            # "in 1972 bezocht de Amerikaanse president China"
            owned = tree.kid(noun, "amod") is not None and tree.relations[at] in ("appos", "flat")
            if owned and tree.kid(verb, *OBJECTS) is None:
                self._change(at, head=verb, deprel="obj")
            return
        titled = tree.kid(noun, "amod") is not None and tree.relations[at] in ("appos", "flat")
        if tree.relations[noun] == "nsubj" and noun + 1 == name.first and titled and finite > name.last:
            if tree.kid(verb, *OBJECTS, "ccomp", "xcomp") is None and tree.kid(verb, "mark") is not None:
                self._change(at, head=verb, deprel="obj")  # "dat de Amerikaanse president China bezocht"
            return
        bare = tree.relations[noun] == "obj" and tree.kid(noun, "case") is None
        if bare and name.last + 1 == starts and tree.kid(verb, "iobj") is None:
            self._change(at, head=verb, deprel="iobj")

    def take_in(self, name: Mention) -> None:
        """A bare name that is no adverb: the subject right before the finite verb, an object after it."""
        at, tree = self._head(name), self.tree
        verb = tree.heads[at]
        if not self._is_verb(verb) or tree.relations[at] not in LOOSE or self._has_case(at):
            return
        finite = next(
            (
                k
                for k in sorted((verb, *tree.kids(verb, "aux", "cop")))
                if tree.has_feature(k, "VerbForm=Fin")
            ),
            None,
        )
        if finite is None or finite != name.last + 1 or not self._is_active(verb):
            return
        subjects = tree.kids(verb, *SUBJECTS)
        others = [k for k in subjects if k > finite]
        if any(tree.tokens[k].upos != "PROPN" for k in others) or len(others) != len(subjects):
            return
        self._change(at, upos="PROPN", deprel="nsubj")

    def lower_second_subject(self, name: Mention) -> None:
        """A clause has one subject: the bare name among two, if it comes later, is an object."""
        at, tree = self._head(name), self.tree
        verb = tree.heads[at]
        if tree.relations[at] != "nsubj" or not self._is_verb(verb) or self._has_case(at):
            return
        if self._is_active(verb) and any(k < at for k in tree.kids(verb, "nsubj")):
            self._change(at, deprel=self._object_of(verb, at))

    # ── questions ────────────────────────────────────────────────────────────

    def _head(self, name: Mention) -> int:
        """The token of the name whose head stands outside it."""
        inside = range(name.first, name.last + 1)
        return next((at for at in inside if self.tree.heads[at] not in inside), name.first)

    def _first_joined(self, at: int) -> int:
        """The head of the coordination that the name at `at` closes, whole names counted as one."""
        while self.tree.relations[at] == "conj" and self.tree.heads[at] >= 0:
            at = self.tree.heads[at]
            whole = next((one for one in self.found if one.first <= at <= one.last), None)
            at = self._head(whole) if whole is not None else at
        return at

    def _finite(self, verb: int) -> int:
        """The finite verb of the clause, -1 when there is none."""
        forms = sorted((verb, *self.tree.kids(verb, "aux", "cop")))
        return next((k for k in forms if self.tree.has_feature(k, "VerbForm=Fin")), -1)

    def _object_of(self, verb: int, at: int) -> str:
        """The object that the verb has room for."""
        return "iobj" if any(k != at for k in self.tree.kids(verb, "obj")) else "obj"

    def _has_case(self, at: int) -> bool:
        return self.tree.kid(at, "case") is not None

    def _is_verb(self, at: int) -> bool:
        return at >= 0 and self.tree.tokens[at].upos == "VERB"

    def _is_active(self, at: int) -> bool:
        return self.tree.kid(at, "aux:pass", "nsubj:pass", "obl:agent") is None

    def _change(self, at: int, **fields: str | int) -> None:
        head = fields.pop("head", None)
        if head is not None:
            if at == head or at in self.tree.above(int(head)):
                return
            fields["head"] = int(head) + 1
        self.tree = self.tree.change(at, **fields)
