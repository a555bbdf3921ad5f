"""Phrases whose noun the parser took for a part of a preposition: "in gesprek met", "op verzoek van"."""

from __future__ import annotations

from dragoman.stages.trees.coordination import JoinMender
from dragoman.stages.trees.needs import needs

PARTICLE = "compound:prt"


class PhraseMender(JoinMender):
    """The rules about what heads a phrase."""

    @needs("fixed", "ADP")
    def head_phrases(self) -> None:
        """The noun heads a phrase that the parser took for one fixed preposition ("is in gesprek met")."""
        for at, token in enumerate(self.tree.tokens):
            relation = self.tree.relations[at]
            if token.upos == "ADP" and relation == "case":
                self._head_order(at)
            if token.upos != "ADP" or relation in ("case", "mark", "fixed", "advmod", "cc"):
                continue
            fixed = self.tree.kids(at, "fixed")
            if relation == PARTICLE:  # "staat op het punt": a particle is one word
                relation = "obl"
            if not fixed or self.tree.tokens[fixed[-1]].upos != "NOUN" or fixed[-1] != at + len(fixed):
                continue
            noun, head, kids = fixed[-1], self.tree.heads[at], list(self.tree.children[at])
            self.lift(noun, head, relation)
            self.change(at, head=noun, deprel="case")
            for kid in kids:
                if kid != noun:
                    self.change(kid, head=noun, **({"deprel": "det"} if kid in fixed else {}))

    @needs("fixed")
    def join_prepositions(self) -> None:
        """An adjective tied to the preposition after it is a part of that: "dicht bij een akkoord"."""
        for at, token in enumerate(self.tree.tokens[:-1]):
            tree, noun = self.tree, self.tree.heads[at]
            if token.upos not in ("ADJ", "ADV") or noun < at or tree.relations[at] not in ("amod", "advmod"):
                continue
            part = tree.kid(at, "fixed")
            if part == at + 1 and tree.tags[part] == "ADP" and tree.kid(noun, "case") is None:
                self.change(at, upos="ADP", deprel="case")

    def name_examples(self) -> None:
        """What "among them" names is said of the noun before: "landen, waaronder Peru en Chili"."""
        if self.function.examples.isdisjoint(self.tree.words):
            return
        for at, token in enumerate(self.tree.tokens):
            tree, name = self.tree, self.tree.heads[at]
            if token.upos != "ADV" or tree.lemmas[at] not in self.function.examples or name != at + 1:
                continue
            noun = tree.heads[name]
            if not 0 <= noun < at or tree.tags[name] not in ("PROPN", "NOUN"):
                continue
            while tree.relations[noun] == "nmod" and tree.heads[noun] >= 0:
                noun = tree.heads[noun]
            if tree.tags[noun] in ("NOUN", "PROPN") and tree.kid(name, "nsubj", "cop") is None:
                self.change(name, head=noun, deprel="appos")

    def raise_contents(self) -> None:
        """What a verb tells of "the country" is not the country's: "beschuldigt het emiraat van steun"."""
        states = self.function.country_nouns
        if states.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            for noun in self.tree.kids(at, "obj", "nsubj:pass"):
                tree = self.tree
                if tree.lemmas[noun] not in states or tree.kid(noun, "det") is None:
                    continue
                for kid in tree.kids(noun, "nmod"):
                    if tree.tags[kid] == "NOUN" and tree.case(kid) in self._content_cases(tree.lemmas[at]):
                        self.change(kid, head=at, deprel="obl")

    def _content_cases(self, lemma: str) -> set[str]:
        """The prepositions under which a verb has what it is about ("van" of "beschuldigen")."""
        entries = (item.entry for item in self.lexicon.find(lemma, "VERB"))
        roles = (role for entry in entries if not entry.with_ for role in entry.content or ())
        return {role[4:] for role in roles if role.startswith("obl:") and ">" not in role}

    def raise_holders(self) -> None:
        """Whoever holds a place is whom it belongs to: "gebied in handen van rebellen"."""
        if self.function.held.isdisjoint(self.tree.words):
            return
        for at in range(1, len(self.tree.tokens)):
            tree = self.tree
            place, opener = at - 2, tree.kid(at, "case")
            if tree.forms[at] not in self.function.held or tree.relations[at] not in ("nmod", "fixed"):
                continue
            if opener != at - 1 or place < 0 or tree.tags[place] != "NOUN" or at in tree.above(place):
                continue
            for holder in tree.kids(at, "nmod")[:1]:
                if tree.case(holder) in self.function.owner_prepositions:
                    self.lift(holder, place, "nmod")
                    self.lift(opener, holder, "dep")
                    self.lift(at, holder, "dep")

    def _head_order(self, at: int) -> None:
        """Gives a phrase like "op verzoek van Peru", taken for a preposition of Peru, its noun as head."""
        tree, fixed = self.tree, self.tree.kids(at, "fixed")
        nouns = [k for k in fixed if tree.lemmas[k] in self.function.heeded | self.function.commissions]
        last = fixed[-1] if fixed else at
        if not nouns or tree.tags[last] != "ADP" or tree.heads[at] < last:
            return
        noun, name = nouns[0], tree.heads[at]
        self.lift(noun, tree.heads[name], tree.relations[name])
        self.lift(name, noun, "nmod")
        self.lift(last, name, "case")
        self.change(noun, upos="NOUN")
        for kid in (at, *fixed):
            if kid not in (noun, last):
                self.lift(kid, noun, "case" if kid == at else "det")

    @needs("ADJ", "nsubj", second=True)
    def name_adjectives(self) -> None:
        """A bare capitalised "adjective" that is the subject is a name ("Zinke beweerde")."""
        for at, tag in enumerate(self.tree.tags):
            subject = tag == "ADJ" and self.tree.relations[at] == "nsubj" and not self.tree.children[at]
            if subject and self.tree.tokens[at].form[0].isupper():
                self.change(at, upos="PROPN")

    @needs("fixed", "nmod")
    def raise_leaders(self) -> None:
        """Whoever leads a force owns it: "een coalitie van tien landen onder leiding van Peru"."""
        for at, tag in enumerate(self.tree.tags):
            tree, name = self.tree, self.tree.heads[at]
            if tag != "ADP" or tree.relations[at] != "case" or tree.case(name) not in self.function.led:
                continue
            host, parts = tree.heads[name], tree.kids(at, "fixed")
            if tree.relations[name] != "nmod" or tree.tags[host] != "NOUN":
                continue
            while tree.relations[host] == "nmod" and tree.tags[tree.heads[host]] == "NOUN":
                host = tree.heads[host]
            self.lift(name, host, "nmod")
            self.lift(parts[-1], name, "case")
            for part in (at, *parts[:-1]):
                self.lift(part, name, "dep")

    @needs("nmod:poss", second=True)
    def free_plurals(self) -> None:
        """A common noun with "'s" before another noun is a plural and the subject, the other its object:
        "hebben Peruaanse commando's drie Chilenen gedood"."""
        for at, tag in enumerate(self.tree.tags):
            tree, noun = self.tree, self.tree.heads[at]
            if tag != "NOUN" or tree.relations[at] != "nmod:poss" or not tree.forms[at].endswith("'s"):
                continue
            verb = tree.heads[noun]
            alone = tree.relations[noun] == "nsubj" and tree.tags[verb] == "VERB" and noun > at
            if alone and tree.kid(verb, "obj") is None and self._is_active(verb):
                self.change(noun, deprel="obj")
                self.change(at, head=verb, deprel="nsubj")

    @needs("acl", "obj", second=True)
    def raise_said(self) -> None:
        """An infinitive behind the object of a verb that takes none is what the verb says, and the object
        its own: "zei het besluit te betreuren"."""
        for at in self.verbs():
            tree, noun = self.tree, self.tree.heads[at]
            verb = tree.heads[noun] if noun >= 0 else -1
            if tree.relations[at] != "acl" or not 0 <= verb < noun < at or tree.relations[noun] != "obj":
                continue
            marks = [tree.lemmas[kid] for kid in tree.kids(at, "mark")]
            if len(marks) != 1 or marks[0] not in self.function.infinitive_marks:
                continue
            entries = [item.entry for item in self.lexicon.find(tree.lemmas[verb], "VERB") if not item.with_]
            saying = any("xcomp" in (entry.content or ()) for entry in entries)
            if saying and not self.lexicon.takes_object(tree.lemmas[verb]):
                self.change(at, head=verb, deprel="xcomp")
                self.change(noun, head=at, deprel="obj")
