"""Joints put right: to what a clause or a noun is joined, where the parser slipped regularly."""

from __future__ import annotations

from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.objects import SUBJECTS, ObjectMender
from dragoman.stages.trees.voice import is_behind_comma

INFINITIVES = ("xcomp", "advcl", "acl")
NOMINAL = ("NOUN", "PROPN")
PAIRED = ("nmod", "conj")  # what there must be for a pair to be parted wrongly
OWNED = ("obj", "nmod", "PROPN")  # what there must be for a name to be given to the object behind it
SUBORDINATE = ("ccomp", "advcl", "acl:relcl", "acl", "csubj")


class JoinMender(ObjectMender):
    """The rules about what is joined to what."""

    @needs(verbs=("conj",))
    def join_backwards(self) -> None:
        """A clause is joined to one before it, never to the one that follows ("maar weigert …, zei hij")."""
        for at in self.verbs():
            tree = self.tree
            head = tree.heads[at]
            if tree.relations[at] != "conj" or head < at or at == 0:
                continue
            if tree.tokens[at - 1].upos == "CCONJ":
                self.change(at - 1, head=at)
            elif tree.kid(at, "cc") is None:
                continue
            before = tree.heads[head]
            if 0 <= before < at and tree.tokens[before].upos == "VERB":
                self.change(at, head=before)

    @needs(verbs=("conj",), second=True)
    def raise_main_clauses(self) -> None:
        """Where the verb stands last in a subordinate clause, a conjunct that opens with its finite verb is
        no part of one: "zei dat er niemand gewond was en kondigde sancties aan"."""
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            if tree.relations[at] != "conj" or head < 0 or not tree.relations[head].startswith(SUBORDINATE):
                continue
            joint = tree.kid(at, "cc")
            if joint is None or tree.kid(head, "mark") is None or tree.kid(at, *SUBJECTS) is not None:
                continue
            own = (at, *tree.kids(at, "aux", "cop", "aux:pass"))
            if not any(k == joint + 1 and tree.has_feature(k, "VerbForm=Fin") for k in own):
                continue
            last = tree.edges(at)[1]
            while last > joint and tree.tokens[last].upos == "PUNCT":
                last -= 1
            if last == joint + 1:  # "dat hij kwam en ging"
                continue
            above = next((k for k in tree.above(head) if tree.tokens[k].upos in ("VERB", "ADJ")), -1)
            if 0 <= above < head and tree.kid(above, "mark") is None:
                self.change(at, head=above)

    @needs(verbs=("amod",))
    def free_conjuncts(self) -> None:
        """A participle between "and" and its noun is a verb: "… and imposed sanctions"."""
        for at in self.verbs():
            tree, noun = self.tree, self.tree.heads[at]
            if tree.relations[at] != "amod" or noun <= at or tree.tokens[at - 1].upos != "CCONJ":
                continue
            verb = tree.heads[noun]
            if (
                not 0 <= verb < at
                or tree.tokens[verb].upos != "VERB"
                or tree.relations[noun] not in ("obj", "conj")
            ):
                continue
            if tree.kid(noun, "det", "nmod:poss", "case") is None:
                self.change(at, head=verb, deprel="conj")
                self.change(noun, head=at, deprel="obj")
                self.change(at - 1, head=at)

    @needs(verbs=("conj",))
    def raise_finite(self) -> None:
        """A finite verb is joined to a finite one, not to an infinitive: "vowed to help and sent troops"."""
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            if tree.relations[at] != "conj" or head < 0 or not tree.has_feature(at, "VerbForm=Fin"):
                continue
            marked = tree.has_feature(head, "VerbForm=Inf") and tree.kid(head, "mark") is not None
            if not marked or tree.kid(at, *SUBJECTS) is not None or tree.relations[head] not in INFINITIVES:
                continue
            above = tree.heads[head]
            if above >= 0 and tree.is_finite(above) and tree.tokens[above].upos == "VERB":
                self.change(at, head=above)

    @needs(verbs=("acl",))
    def raise_conditions(self) -> None:
        """What a condition hangs on is the act, not its object: "announced sanctions if Peru attacks"."""
        conditions = self.function.conditions
        for at in self.verbs() if not conditions.isdisjoint(self.tree.words) else ():
            tree, noun = self.tree, self.tree.heads[at]
            marks = (tree.lemma(k) for k in tree.kids(at, "mark"))
            if tree.relations[at] != "acl" or conditions.isdisjoint(marks) or not tree.is_finite(at):
                continue
            verb = tree.heads[noun]
            if tree.relations[noun] in ("obj", "obl", "iobj") and tree.tokens[verb].upos == "VERB":
                self.change(at, head=verb, deprel="advcl")

    @needs(verbs=("advcl",))
    def raise_participles(self) -> None:
        """A participle behind a comma goes with the main clause, not with an infinitive before it:
        "told Peru to leave, accusing it of spying"."""
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            if tree.relations[at] != "advcl" or not 0 <= head < at or not is_behind_comma(tree, at):
                continue
            infinitive = tree.has_feature(head, "VerbForm=Inf") and tree.relations[head] in INFINITIVES
            if not infinitive or tree.kid(at, "mark", *SUBJECTS) is not None:
                continue
            above = next((k for k in tree.above(head) if tree.is_finite(k)), -1)
            if above >= 0 and tree.tokens[above].upos == "VERB":
                self.change(at, head=above)

    @needs("VERB", "obj", "nmod", "PROPN")
    def raise_subjects(self) -> None:
        """A bare name before the verb is no modifier of the object behind it: "the Emirates cut ties"."""
        for at in self.verbs():
            tree = self.tree
            if tree.kid(at, *SUBJECTS) is not None or not tree.is_finite(at) or not self._is_active(at):
                continue
            for noun in tree.kids(at, "obj"):
                for kid in tree.kids(noun, "nmod"):
                    if kid < at < noun and tree.tokens[kid].upos == "PROPN" and not tree.case(kid):
                        self.change(kid, head=at, deprel="nsubj")

    @needs("nmod", "conj")
    def lower_owners(self) -> None:
        """What a bare conjunct is of stands right behind it, and is no part of the noun above both: "talks
        between Mali and leaders of the Union"."""
        owning = self.function.owner_prepositions
        if owning.isdisjoint(self.tree.words):
            return
        for at, token in enumerate(self.tree.tokens):
            if token.deprel != "nmod":
                continue
            tree, head = self.tree, self.tree.heads[at]
            before = tree.edges(at)[0] - 1
            if tree.case(at) not in owning or not head < before:
                continue
            first = tree.heads[before]
            joined = tree.relations[before] == "conj" and tree.heads[first] == head
            if joined and tree.tokens[before].upos == "NOUN" and tree.tokens[first].upos == "PROPN":
                self.change(at, head=before)

    def raise_listed(self) -> None:
        """Whoever is listed is no part of another's name: in "minister Lee, President Park and minister Kim"
        each stands beside the first."""
        if "flat" not in self.tree.kinds and "appos" not in self.tree.kinds:
            return
        for at in range(len(self.tree.tokens) - 1, -1, -1):  # the last first: who hangs on it climbs as far
            tree, head = self.tree, self.tree.heads[at]
            if tree.tokens[at].upos not in NOMINAL or head < 0 or tree.relations[at] not in ("flat", "conj"):
                continue
            if tree.relations[at] == "flat":
                if tree.kid(at, "cc") is None:
                    continue
            elif tree.relations[head] not in ("flat", "appos"):
                continue
            first = head
            while tree.relations[first] in ("flat", "appos", "conj"):
                first = tree.heads[first]
            if first >= 0 and tree.tokens[first].upos in NOMINAL:
                self.change(at, head=first, deprel="conj")

    @needs("nmod", "conj")
    def pair_sides(self) -> None:
        """What stands between two stands between both: the second is no conjunct of the noun above."""
        for at, token in enumerate(self.tree.tokens):
            if token.deprel != "nmod":
                continue
            tree, noun = self.tree, self.tree.heads[at]
            others = [k for k in tree.kids(noun, "conj") if k > at and tree.tags[k] != "VERB"]
            if not others or f"nmod:{tree.case(at)}" not in tree.function.both_sides:
                continue
            if tree.kid(at, "conj") is None:
                self.change(others[0], head=at)
