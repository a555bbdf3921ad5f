"""Infinitives and their governors: which of the phrases between the two belong to which."""

from __future__ import annotations

from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.objects import COMPLEMENTS, NOMINAL, OBJECTS, ObjectMender

GOVERNED = ("xcomp", "ccomp", "advcl")
PARTICLE = "compound:prt"


class InfinitiveMender(ObjectMender):
    """The rules that raise a phrase from an infinitive to its governor, or lower it."""

    @needs("VERB", "xcomp")
    def lower_objects(self) -> None:
        """An object of a modal, or its second subject, goes to the infinitive ("wil Iran wapens geven")."""
        function = self.function
        modals = function.volition | function.obligation | function.possibility | function.future
        if modals.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            tree = self.tree
            if tree.lemma(at) not in modals:
                continue
            verb = next((k for k in tree.kids(at, "xcomp") if tree.has_feature(k, "VerbForm=Inf")), None)
            if verb is None or tree.kid(verb, "mark") is not None:
                continue
            subjects = tree.kids(at, "nsubj")
            for one in (*subjects[1:], *tree.kids(at, *OBJECTS)):
                if tree.tokens[one].upos in NOMINAL and one < verb:
                    taken = self.tree.kid(verb, "obj") is not None
                    self.change(one, head=verb, deprel="iobj" if taken else "obj")

    @needs(verbs=("xcomp", "ccomp", "advcl"))
    def raise_objects(self) -> None:
        """The first of an infinitive's two objects, right after the verb above, is that verb's."""
        for at in self.verbs():
            tree = self.tree
            head = tree.heads[at]
            if head < 0 or head > at or tree.relations[at] not in COMPLEMENTS:
                continue
            mark = next(
                (k for k in tree.kids(at, "mark") if tree.lemma(k) in tree.function.infinitive_marks), None
            )
            if mark is None or tree.tokens[head].upos != "VERB" or tree.kid(head, *OBJECTS) is not None:
                continue
            if self._is_active(head) and not tree.is_finite(head):
                continue
            objects = [k for k in tree.kids(at, *OBJECTS) if k < at and tree.tokens[k].upos in NOMINAL]
            opener = next(
                (k for k in tree.kids(at, "case", "advmod", "mark", "expl") if head < k < mark), None
            )
            if len(objects) < 2 and not (objects and opener is not None and opener > objects[0]):
                continue
            first = objects[0]
            start = tree.edges(first)[0]
            between = [
                k
                for k in range(head + 1, start)
                if tree.tokens[k].upos not in ("PRON", "ADV", "PROPN", "NOUN", "DET", "ADJ")
            ]
            subject = tree.kid(head, "nsubj")
            addressing = self.lexicon.is_addressing(tree.lemma(head))
            if addressing and not between and subject is not None and subject != first:
                self.change(first, head=head, deprel="obj")

    @needs("VERB", "xcomp", "nmod", second=True)
    def raise_names(self) -> None:
        """A name before another noun without a mark of its own is whom the verb addresses ("vroeg de NAVO
        schepen te sturen")."""
        for at in self.verbs():
            tree, verb = self.tree, self.tree.heads[at]
            if tree.relations[at] != "xcomp" or not 0 <= verb < at or tree.kid(verb, *OBJECTS) is not None:
                continue
            if not self.lexicon.is_addressing(tree.lemma(verb)) or not self._is_active(verb):
                continue
            for noun in tree.kids(at, "obj"):
                name = next((k for k in tree.kids(noun, "nmod") if tree.tags[k] == "PROPN"), None)
                if name is None or not verb < name < noun or tree.kid(name, "case") is not None:
                    continue
                for kid in tree.kids(noun, "det"):
                    if kid < name:
                        self.change(kid, head=name)
                self.change(name, head=verb, deprel="obj")

    @needs("VERB", "aux:pass", second=True)
    def activate(self) -> None:
        """An infinitive with an auxiliary of the future is active ("gingen dorpen beschieten")."""
        for at in self.verbs():
            tree = self.tree
            aux = tree.kid(at, "aux:pass")
            if aux is None or tree.forms[at] != tree.lemma(at).replace("_", ""):
                continue
            if tree.lemma(aux) in self.function.future:
                self.change(aux, deprel="aux")
                for subject in tree.kids(at, "nsubj:pass"):
                    self.change(subject, deprel="nsubj")

    @needs(verbs=("xcomp", "ccomp", "advcl"), second=True)
    def free_calls(self) -> None:
        """A verb's particle is no preposition of what follows: "riep Peru op de grens te sluiten"."""
        for at in self.verbs():
            tree = self.tree
            verb = tree.heads[at]
            if tree.relations[at] not in GOVERNED or not 0 <= verb < at or not tree.is_finite(verb):
                continue
            lemma = tree.lemma(verb)
            marked = any(tree.lemma(k) in tree.function.infinitive_marks for k in tree.kids(at, "mark"))
            if "_" in lemma or not marked or tree.kid(verb, PARTICLE) is not None:
                continue
            for place in range(verb + 1, at):
                noun, whole = tree.heads[place], f"{tree.forms[place]}_{lemma}"
                if tree.relations[place] != "case" or at not in (noun, *tree.above(noun)[:1]):
                    continue
                objects = (*tree.kids(at, *OBJECTS), *tree.kids(verb, *OBJECTS))
                called = [k for k in objects if verb < k < place]
                fits = self.lexicon.is_addressing if called else self.lexicon.takes_infinitive
                if not fits(whole):
                    continue
                self.change(verb, lemma=whole)
                self.change(place, head=verb, deprel=PARTICLE)
                for kid in called[:1]:
                    self.change(kid, head=verb, deprel="obj")
                if noun != at and self.tree.relations[noun].startswith("obl"):
                    taken = any(k != noun for k in self.tree.kids(at, "obj"))
                    self.change(noun, head=at, deprel="iobj" if taken else "obj")
                break

    @needs("compound:prt", verbs=("xcomp", "ccomp", "advcl"))
    def raise_before_particle(self) -> None:
        """What stands before the detached particle of a verb is that verb's, not the infinitive's after it
        ("droeg Peru op de grens te sluiten")."""
        for at in self.verbs():
            tree = self.tree
            verb = tree.heads[at]
            if verb < 0 or verb > at or tree.relations[at] not in GOVERNED or not tree.is_finite(verb):
                continue
            particle = next((k for k in tree.kids(verb, PARTICLE) if verb < k < at), None)
            if particle is None:  # "riep Peru op in te grijpen"
                own = (k for k in tree.kids(at, PARTICLE) if tree.lemma(verb).startswith(f"{tree.forms[k]}_"))
                particle = next((k for k in own if verb < k < at), None)
                if particle is not None:
                    self.change(particle, head=verb)
                    tree = self.tree
            if particle is None or not self._is_active(verb):
                continue
            for kid in tree.kids(at, *OBJECTS):
                if verb < kid < particle:
                    self.change(kid, head=verb, deprel="iobj" if tree.kid(verb, "obj") is not None else "obj")

    @needs(verbs=("xcomp",), second=True)
    def lower_bare_objects(self) -> None:
        """An object of a verb that takes none but an infinitive is the infinitive's ("dreigt Peru te …")."""
        for at in self.verbs():
            tree = self.tree
            verb = tree.heads[at]
            if tree.relations[at] != "xcomp" or verb < 0 or verb > at or tree.tokens[verb].upos != "VERB":
                continue
            mark = next(
                (k for k in tree.kids(at, "mark") if tree.lemma(k) in tree.function.infinitive_marks), None
            )
            lemma = tree.lemma(verb)
            if mark is None or not self._is_active(verb) or not self.lexicon.takes_infinitive(lemma):
                continue
            if self.lexicon.takes_object(lemma):
                continue
            purpose = any(tree.lemma(k) in tree.function.purpose_marks for k in tree.kids(at, "mark"))
            for kid in reversed(tree.kids(verb, *OBJECTS)) if not purpose else ():
                inside = {*self.tree.below(at), *tree.below(kid)}
                between = (k for k in range(kid, at) if k not in inside)
                if verb < kid < at and tree.tokens[kid].upos in NOMINAL and not any(between):
                    taken = self.tree.kid(at, "obj") is not None
                    self.change(kid, head=at, deprel="iobj" if taken else "obj")

    @needs(verbs=("xcomp", "ccomp", "advcl"))
    def raise_obliques(self) -> None:
        """Whom a verb addresses by a preposition is not its infinitive's ("dringt bij Iran op")."""
        for at in self.verbs():
            tree = self.tree
            head = tree.heads[at]
            if head < 0 or head > at or tree.relations[at] not in COMPLEMENTS:
                continue
            cases = self.lexicon.addressing_cases(tree.lemma(head))
            for kid in tree.kids(at, "obl") if cases else ():
                start = tree.edges(kid)[0]
                inverted = {k for one in tree.kids(head, "nsubj") for k in tree.below(one)}
                between = [
                    k
                    for k in range(head + 1, start)
                    if tree.tokens[k].upos not in ("PRON", "ADV", "ADP") and k not in inverted
                ]
                if kid < at and tree.case(kid) in cases and start > head and not between:
                    self.change(kid, head=head)
                    break
