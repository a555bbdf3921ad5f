"""Clauses put right: which verb is the main one, and what a clause hangs on."""

from __future__ import annotations

from dragoman.stages.trees.infinitives import InfinitiveMender
from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.objects import SUBJECTS


class ClauseMender(InfinitiveMender):
    """The rules that give clauses their place."""

    @needs(verbs=("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"))
    def name_participles(self) -> None:
        """A participle that is counted or qualified where a noun stands is one ("zes Poolse gevangenen")."""
        for at in self.verbs():
            tree = self.tree
            if tree.relations[at] not in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"):
                continue
            counted = tree.kid(at, "nummod", "amod") is not None
            verbal = tree.kid(at, "obj", "nsubj", "aux", "cop", "mark", "xcomp") is not None
            other = tree.has_feature(at, "VerbForm=Inf") or tree.has_feature(at, "VerbForm=Fin")
            if counted and not verbal and not other:
                self.change(at, upos="NOUN")

    @needs(verbs=("conj", "parataxis"), second=True)
    def close_speech(self) -> None:
        """A clause that opens with its finite verb, joined by no word, has its subject next:
        "…, heeft de politie van Peru gemeld"."""
        for at in self.verbs():
            tree = self.tree
            if tree.relations[at] not in ("conj", "parataxis") or tree.kid(at, "cc", *SUBJECTS) is not None:
                continue
            finite = next((k for k in tree.kids(at, "aux") if tree.has_feature(k, "VerbForm=Fin")), -1)
            objects = tree.kids(at, "obj")
            comma = finite > 0 and tree.tokens[finite - 1].form == ","
            alone = len(objects) == 1 and tree.edges(objects[0])[0] == finite + 1
            if comma and alone and self._is_active(at):
                self.change(objects[0], deprel="nsubj")

    @needs(verbs=("conj",))
    def raise_conjuncts(self) -> None:
        """A finite verb is joined to a verb, never to a name or noun ("stegen op van Arica en beschoten …");
        what follows it is its own."""
        for at in self.verbs():
            tree = self.tree
            head = tree.heads[at]
            if tree.relations[at] != "conj" or not 0 <= head < at or not tree.has_feature(at, "VerbForm=Fin"):
                continue
            if tree.tokens[head].upos not in ("NOUN", "PROPN", "ADJ") or tree.kid(head, "cop") is not None:
                continue
            above = next((k for k in tree.above(head) if tree.tokens[k].upos == "VERB"), None)
            if above is None or not tree.has_feature(above, "VerbForm=Fin") or above > at:
                continue
            opener = tree.kid(at, "cc")
            if opener is None or tree.kid(at, *SUBJECTS) is not None:
                continue
            self.change(at, head=above)
            for kid in tree.kids(above, "obj", "obl", "iobj", "xcomp", "ccomp", "compound:prt"):
                if kid > at:
                    self.change(kid, head=at)

    @needs(verbs=("acl", "amod", "nmod"))
    def crown_verbs(self) -> None:
        """A finite verb before the noun that the parser made the root, with a subject, is the root itself
        ("Amnesty bekritiseerde Peru")."""
        for at in self.verbs():
            tree = self.tree
            root = tree.heads[at]
            if root < at or tree.heads[root] >= 0 or tree.relations[at] not in ("acl", "amod", "nmod"):
                continue
            if tree.tokens[root].upos not in ("NOUN", "PROPN") or not tree.has_feature(at, "VerbForm=Fin"):
                continue
            subject = tree.kid(at, "nsubj")
            if subject is None or subject > at or tree.kid(root, "case", "cop") is not None:
                continue
            self.lift(at, -1, "root")
            self.change(root, head=at, deprel="obj")
            for kid in tree.kids(root, "punct", "obl", "advmod", "parataxis", "conj"):
                if kid < at or kid > root:
                    self.change(kid, head=at)

    @needs(verbs=("acl:relcl",), second=True)
    def free_contents(self) -> None:
        """After a name and no comma, "dat" opens what is said and no clause about the name
        ("waarschuwde Peru dat het …")."""
        for at in self.verbs():
            tree = self.tree
            name = tree.heads[at]
            if tree.relations[at] != "acl:relcl" or name < 0 or tree.tokens[name].upos != "PROPN":
                continue
            verb = tree.heads[name]
            opener = next(
                (k for k in tree.kids(at, "nsubj", "obj", "mark") if k == tree.edges(at)[0] and k > 0), None
            )
            if opener is None or tree.lemma(opener) not in self.function.neuter_pronouns:
                continue
            if tree.tokens[opener - 1].form == "," or verb < 0 or tree.tokens[verb].upos != "VERB":
                continue
            if tree.relations[name] not in ("obj", "iobj") or not self.lexicon.takes_clause(tree.lemma(verb)):
                continue
            self.change(opener, upos="SCONJ", deprel="mark", feats="")
            self.change(at, head=verb, deprel="ccomp")
