"""Whole clauses that the parser read as something else, and that the tree itself gives away.

"The army shelled positions" read as "army-shelled positions", an active verb read as a passive without its
auxiliary, whom something is given to read as a part of the gift's name.
"""

from __future__ import annotations

from dragoman.stages.trees.attachments import AttachmentMender
from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.objects import OBJECTS, SUBJECTS

GIVEN = ("obj", "compound", "PROPN")  # what there must be for a name to be taken into a gift's
TOLD = "Mood=Ind|Tense=Past|VerbForm=Fin"  # the features of a verb that tells
ADDRESSED = ("vocative", "parataxis", "discourse", "dislocated")
PHRASES = ("obj", "obl", "nsubj", "nsubj:pass", "root")


class MisreadingMender(AttachmentMender):
    """The rules about verbs and their nearest nouns."""

    @needs("acl:relcl")
    def name_addressed(self) -> None:
        """Who opens a sentence and is told more of by a relative clause is its subject, and nobody's address:
        "Weah, who lost, filed a complaint"."""
        tree = self.tree
        if tree.heads[0] <= 0 or tree.relations[0] not in ADDRESSED:
            return
        verb = tree.heads[0]
        if tree.kid(0, "acl:relcl") is None or tree.kid(verb, *SUBJECTS) is not None:
            return
        if tree.tokens[verb].upos == "VERB" and tree.forms[0].lower() != tree.tokens[0].form:
            self.change(0, deprel="nsubj", upos="PROPN")

    @needs(verbs=("amod",))
    def find_verbs(self) -> None:
        """A past tense between a subject and its object is the verb: "The army shelled positions"."""
        for at in self.verbs():
            tree, noun = self.tree, self.tree.heads[at]
            if tree.relations[at] != "amod" or noun <= at or tree.relations[noun] != "root":
                continue
            before = [k for k in tree.children[at] if k < at and tree.tokens[k].upos in ("NOUN", "PROPN")]
            if not self._is_told() or len(before) != 1 or tree.edges(before[0])[1] != at - 1:
                continue
            if tree.kid(before[0], "det", "amod", "compound", "nmod:poss") is None:
                continue
            self.lift(at, -1, "root")
            self.change(at, feats=TOLD)
            self.change(noun, head=at, deprel="obj")
            self.change(before[0], deprel="nsubj")
            for kid in list(self.tree.children[noun]):
                if self.tree.relations[kid] == "punct":
                    self.change(kid, head=at)

    def crown_told(self) -> None:
        """Where no verb is finite, a past tense between the root and its object is the verb of the sentence:
        "Soldiers serving in Chad shelled positions"."""
        tree = self.tree
        root = next((at for at, head in enumerate(tree.heads) if head < 0), -1)
        if not self._is_told() or tree.tokens[root].upos not in ("NOUN", "PROPN"):
            return
        if tree.kid(root, "cop") is not None or any(
            "VerbForm=Fin" in token.feats and tree.relations[at] not in ("acl:relcl", "aux", "amod")
            for at, token in enumerate(tree.tokens)
        ):
            return
        for at in self.verbs():
            noun = tree.heads[at]
            if tree.relations[at] != "amod" or not root < at < noun or not tree.has_feature(at, "Tense=Past"):
                continue
            if tree.tokens[at - 1].upos in ("DET", "ADJ", "ADP", "PUNCT", "NUM", "ADV", "CCONJ"):
                continue
            self.lift(at, -1, "root")
            self.change(at, feats=TOLD)
            self.lift(noun, at, "obj")
            self.lift(root, at, "nsubj")
            return

    @needs(verbs=("amod", "acl"))
    def join_verbs(self) -> None:
        """A past tense after "and" that the parser gave to the noun behind it is a second verb:
        "took off from Rome and bombed targets"."""
        for at in self.verbs():
            tree, noun = self.tree, self.tree.heads[at]
            if tree.relations[at] not in ("amod", "acl") or noun < at:
                continue
            joint = tree.kid(at, "cc")
            if joint != at - 1:
                continue
            verb = tree.heads[noun]
            if tree.relations[noun] == "conj" and verb >= 0:  # "set cars ablaze and hurled stones"
                verb = tree.heads[verb]
            plain = tree.kid(noun, "amod", "acl") == at and tree.kid(noun, "det", "case", "nmod:poss") is None
            joined = 0 <= verb < joint and tree.tokens[verb].upos == "VERB"
            if tree.relations[noun].startswith((*PHRASES, "conj")) and joined and plain:
                self.change(at, head=verb, deprel="conj", feats=TOLD)
                self.change(noun, head=at, deprel="obj")
                for kid in tree.kids(verb, "obl"):
                    if kid > noun:
                        self.change(kid, head=at)

    @needs("nsubj:pass", verbs=("root",))
    def name_actives(self) -> None:
        """The verb of a told sentence that has no auxiliary is no passive: "Chad mediated"."""
        for at in self.verbs():
            tree = self.tree
            if tree.relations[at] != "root" or not self._is_told():
                continue
            subject = tree.kid(at, "nsubj:pass")
            if subject is None:
                continue
            bare = tree.kid(at, "aux", "aux:pass", "cop", "obl:agent", "obj") is None and subject < at
            agents = self.function.agent_prepositions
            if bare and not any(tree.case(k) in agents for k in tree.kids(at, "obl")):
                self.change(subject, deprel="nsubj")

    @needs("VERB", "obj", "compound", "PROPN")
    def free_names(self) -> None:
        """A name between a verb of giving and what is given is whom it is given to: "sent Chad tents"."""
        for at in self.verbs():
            tree = self.tree
            if tree.kid(at, "iobj") is not None:
                continue
            for noun in tree.kids(at, "obj"):
                names = [k for k in tree.kids(noun, "compound") if tree.tokens[k].upos == "PROPN"]
                names = [k for k in names if tree.edges(k)[0] == at + 1 and not tree.tokens[k].form.isupper()]
                if not names or not self.lexicon.gives(tree.lemma(at), tree.lemma(noun)):
                    continue
                if tree.kid(noun, "nmod:poss") is None:
                    self.change(names[0], head=at, deprel="iobj")

    @needs(verbs=("obj",), second=True)
    def name_nouns(self) -> None:
        """An "infinitive" that is an object and of somebody's is a plural noun, where the lexicon knows no
        such verb: "heeft kampen van opstandelingen bestookt"."""
        for at in self.verbs():
            tree = self.tree
            if tree.relations[at] != "obj" or tree.kid(at, "det", "mark", *OBJECTS, *SUBJECTS) is not None:
                continue
            kids = [
                k for k in tree.kids(at, "nmod", "obl") if tree.case(k) in self.function.owner_prepositions
            ]
            if kids and not self.lexicon.find(tree.lemma(at), "VERB"):
                self.change(at, upos="NOUN", feats="Number=Plur")
                for kid in kids:
                    self.change(kid, deprel="nmod")

    def raise_described(self) -> None:
        """What follows "denounced as unacceptable" is what is denounced."""
        if self.function.as_prepositions.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            tree = self.tree
            if tree.kid(at, *OBJECTS) is not None:
                continue
            for kid in tree.kids(at, "xcomp", "obl", "advcl"):
                subject = tree.kid(kid, *SUBJECTS)
                if tree.case(kid) in tree.function.as_prepositions and subject is not None and subject > kid:
                    self.change(subject, head=at, deprel="obj")
                    break

    @needs("VERB", "nsubj")
    def close_attributions(self) -> None:
        """Between a comma and a closing verb stands that verb's subject: "Gunmen killed ten, police said"."""
        for at in self.verbs():
            tree = self.tree
            subject = tree.kid(at, "nsubj")
            if subject is None or subject == at - 1:
                continue
            last = [k for k in tree.kids(at, "nsubj", *OBJECTS) if subject < k < at]
            last = [k for k in last if tree.edges(k)[1] == at - 1]
            if not last:
                continue
            clause = tree.kid(at, "ccomp")
            told = None if clause is not None else self._find_told(subject, at)
            clause = clause if told is None else told
            if clause is None or not subject < clause < at:
                continue
            opener = tree.edges(last[0])[0] - 1
            if tree.tokens[opener].form != "," or opener < clause or tree.kid(clause, *SUBJECTS) is not None:
                continue
            passive = tree.kid(clause, "aux:pass") is not None
            self.change(last[0], deprel="nsubj")
            if told is not None:
                self.lift(told, at, "ccomp")
                self.change(told, feats=TOLD)
            self.change(subject, head=clause, deprel="nsubj:pass" if passive else "nsubj")

    def _find_told(self, subject: int, at: int) -> int | None:
        """A past tense that the parser hung on the subject of a closing verb, though no other is finite."""
        tree = self.tree
        own = [k for k in tree.kids(subject, "acl") if tree.tags[k] == "VERB" and subject < k < at]
        bare = [k for k in own if tree.kid(k, "mark", "aux", "nsubj", "obl:agent") is None]
        past = [k for k in bare if tree.has_feature(k, "Tense=Past")]
        return past[0] if len(past) == 1 and tree.forms[past[0] - 1] != "," else None

    def _is_told(self) -> bool:
        """Whether the sentence ends like one, with a full stop: headlines do not."""
        return self.tree.sentence.tokens[-1].form == "."
