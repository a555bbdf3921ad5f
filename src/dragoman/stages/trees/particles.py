"""Particles put right: what belongs to a separable verb, and what was only taken for its particle."""

from __future__ import annotations

from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.objects import Mender

PARTICLE = "compound:prt"


class ParticleMender(Mender):
    """The rules about the particles of separable verbs."""

    def free_particles(self) -> None:
        """A separable verb's particle is no preposition of the phrase that follows it."""
        for at in self.verbs():
            if "_" not in self.tree.lemmas[at]:
                continue
            particle = self.tree.lemmas[at].partition("_")[0]
            detached = not self.tree.forms[at].startswith(particle)
            if not detached or self.tree.kid(at, PARTICLE) is not None:
                continue
            for place in range(at + 1, len(self.tree.tokens)):
                if self.tree.forms[place] != particle or self.tree.relations[place] != "case":
                    continue
                noun = self.tree.heads[place]
                clause = self.tree.heads[noun]
                if clause != at and self.tree.kid(clause, "expl:pv") is not None:
                    break  # "zei zich niet aan de afspraak te houden"
                if at in self.tree.above(noun)[:2]:
                    self.change(place, head=at, deprel=PARTICLE)
                    if self.tree.relations[noun].startswith("obl") and self.tree.kid(noun, "case") is None:
                        self.change(noun, deprel="obj")
                break

    @needs("VERB", "compound:prt", "conj")
    def move_particles(self) -> None:
        """A particle behind a second verb is that verb's, where the first is none with it: "vergeleek Peru
        met een dief en kondigde wraak aan"."""
        for at in self.verbs():
            tree = self.tree
            particle, dash, first = tree.lemmas[at].partition("_")
            for place in tree.kids(at, PARTICLE) if dash else ():
                joined = [k for k in tree.kids(at, "conj") if at < k < place and tree.tags[k] == "VERB"]
                if not joined or tree.forms[place] != particle or tree.kid(joined[-1], PARTICLE) is not None:
                    continue
                second = joined[-1]
                whole = f"{particle}_{tree.lemmas[second]}"
                if self.lexicon.find(whole, "VERB") and not self.lexicon.find(tree.lemmas[at], "VERB"):
                    self.change(at, lemma=first)
                    self.change(second, lemma=whole)
                    self.change(place, head=second)

    @needs("VERB", "compound:prt")
    def drop_particles(self) -> None:
        """A participle is written in one with its particle; one that stands apart is none."""
        for at in self.verbs():
            lemma = self.tree.tokens[at].lemma
            particle, dash, verb = lemma.partition("_")
            if not dash or not self.tree.has_feature(at, "VerbForm=Part") or particle in self.tree.forms[at]:
                continue
            for kid in self.tree.kids(at, PARTICLE):
                if kid < at and self.tree.forms[kid] == particle:
                    self.change(at, lemma=verb)
                    self.change(kid, deprel="advmod")

    @needs("NOUN", "compound:prt")
    def name_plurals(self) -> None:
        """A plural is no particle but the object: "stuurde Peru tenten"."""
        for at, token in enumerate(self.tree.tokens):
            if token.upos != "NOUN" or self.tree.relations[at] != PARTICLE:
                continue
            verb = self.tree.heads[at]
            if self.tree.has_feature(at, "Number=Plur") and self.tree.kid(verb, "iobj") is None:
                for other in self.tree.kids(verb, "obj")[:1]:
                    self.change(other, deprel="iobj")
                self.change(at, deprel="obj")
