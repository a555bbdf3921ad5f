"""What hangs on what: phrases that the parser tied to the verb and that belong to the noun before them.

"Called off a visit by Chad's minister" read as a passive, "hand over weapons" as weapons over which a hand
goes, "hackers linked to Chad attacked" as hackers who linked.
"""

from __future__ import annotations

from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.objects import SUBJECTS
from dragoman.stages.trees.phrase_heads import PhraseMender

NOUNS = ("NOUN", "PROPN")
TOLD = "Mood=Ind|Tense=Past|VerbForm=Fin"  # the features of a verb that tells
MAIN = ("root", "ccomp", "parataxis", "conj")
LOOSE = ("advcl", "conj", "parataxis", "ccomp", "xcomp", "dep")


class AttachmentMender(PhraseMender):
    """The rules about phrases hung one word too high."""

    def name_neighbours(self) -> None:
        """A word for what lies next to another, before a name, is no verb: "blamed neighbouring Chad"."""
        if self.function.neighbouring.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            noun = at + 1
            if tree.forms[at] not in tree.function.neighbouring or noun >= len(tree.tokens):
                continue
            if tree.heads[noun] != at or tree.tokens[noun].upos not in NOUNS:
                continue
            relation = "obj" if tree.relations[at] in LOOSE else tree.relations[at]
            self.lift(noun, head, relation)
            self.change(at, head=noun, deprel="amod", upos="ADJ", lemma=tree.forms[at], feats="")
            for kid in list(self.tree.children[at]):
                self.change(kid, head=head)

    def lower_agents(self) -> None:
        """In an active clause "by" and its name belong to the object before them: "shunned talks by Chad"."""
        agents = self.function.agent_prepositions
        if agents.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            tree = self.tree
            things = tree.kids(at, "obj")
            if not things or tree.kid(at, "aux:pass", "nsubj:pass") is not None:
                continue
            for kid in tree.kids(at, "obl", "obl:agent", "nsubj"):
                thing, first = things[-1], tree.edges(kid)[0]
                after = thing < kid and (first - 1 == thing or first - 1 in tree.below(thing))
                bare = tree.tags[kid] == "NOUN" and len(tree.children[kid]) == 1  # "took the town by force"
                if after and not bare and tree.case(kid) in agents and tree.tags[kid] in NOUNS:
                    self.change(kid, head=things[-1], deprel="nmod")
                    break

    @needs("VERB", "mark", second=False)
    def free_goals(self) -> None:
        """A past participle takes no mark of the infinitive: before a noun that is a preposition
        ("opened its borders to Chadians ordered out")."""
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            if head < 0 or not tree.has_feature(at, "Tense=Past"):
                continue
            mark = tree.kid(at, "mark")
            if mark is None:
                continue
            nouns = [k for k in tree.children[at] if mark < k < at and tree.tags[k] in NOUNS]
            first = len(nouns) == 1 and tree.edges(nouns[0])[0] == mark + 1 and nouns[0] == at - 1
            if not first or tree.lemma(mark) not in tree.function.infinitive_marks:
                continue
            self.lift(nouns[0], head, "obl" if tree.tags[head] == "VERB" else "nmod")
            self.change(mark, head=nouns[0], deprel="case", upos="ADP")
            self.change(at, head=nouns[0], deprel="acl")

    @needs("VERB", "aux", "nsubj", second=False)
    def name_appositions(self) -> None:
        """After an auxiliary and its verb no subject follows: behind a comma that is an apposition
        ("was refusing entry to Chadians, the biggest group")."""
        for at in self.verbs():
            tree = self.tree
            opener = tree.kid(at, "aux")
            subject = next((kid for kid in tree.kids(at, "nsubj") if kid > at), None)
            if opener is None or subject is None or not opener < at < subject:
                continue
            comma = tree.edges(subject)[0]
            comma -= tree.forms[comma] != ","
            noun = comma - 1
            if tree.forms[comma] == "," and noun > at and tree.tags[noun] in NOUNS:
                self.change(subject, head=noun, deprel="appos")

    @needs("appos", "cc")
    def join_appositions(self) -> None:
        """What "and" opens is joined to what stands before it, and names nothing again."""
        for at, relation in enumerate(self.tree.relations):
            if relation != "appos" or self.tree.tags[at] not in NOUNS:
                continue
            joint = self.tree.kid(at, "cc")
            if joint is not None and self.tree.edges(at)[0] == joint:
                self.change(at, deprel="conj")

    @needs("expl")
    def name_minded(self) -> None:
        """Who is ready or willing is somebody: "Chad says it is prepared to talk"."""
        function = self.function
        for at, relation in enumerate(self.tree.relations):
            head = self.tree.heads[at]
            pronoun = relation == "expl" and self.tree.forms[at] in function.neuter_pronouns
            if pronoun and self.tree.lemma(head) in function.minded:
                self.change(at, deprel="nsubj")

    @needs("VERB", "xcomp")
    def raise_agents(self) -> None:
        """By whom somebody is "held hostage" belongs to the participle and not to the noun after it."""
        for at in self.verbs():
            tree, noun = self.tree, self.tree.kid(at, "xcomp")
            if noun is None or tree.tags[noun] not in ("NOUN", "ADJ") or tree.kid(at, "obj") is not None:
                continue
            for kid in tree.kids(noun, "obl:agent"):
                self.change(kid, head=at)

    @needs("VERB", "case", second=False)
    def raise_taken(self) -> None:
        """What follows a verb and its particle is the verb's object: "handed over their weapons"."""
        for at in self.verbs():
            tree, particle = self.tree, at + 1
            if particle >= len(tree.tokens) or tree.relations[particle] != "case":
                continue
            noun = tree.heads[particle]
            if tree.heads[noun] != at or not tree.relations[noun].startswith(("obl", "obj")):
                continue
            if any(k != noun for k in tree.kids(at, "obj", "ccomp")) or not self._is_active(at):
                continue
            if self.lexicon.takes_particle(tree.lemma(at), tree.forms[particle], tree.lemma(noun)):
                self.change(particle, head=at, deprel="compound:prt")
                self.change(noun, deprel="obj")

    @needs("NOUN", "PROPN", "obl", second=False)
    def join_compounds(self) -> None:
        """A name right before a noun without a preposition of its own is part of its phrase: "gave them to
        United Nations monitors"."""
        for at in range(2, len(self.tree.tokens)):
            tree, name = self.tree, at - 1
            if tree.tags[at] != "NOUN" or tree.relations[at] != "obl" or tree.tags[name] != "PROPN":
                continue
            if tree.kid(at, "case", "det", "nummod", "amod") is not None or name in tree.below(at):
                continue
            marks = tree.kids(name, "case")
            if not marks or not tree.relations[name].startswith(("nmod", "obl")) or self._is_dated(at):
                continue
            self.change(name, head=at, deprel="compound")
            for mark in marks:
                self.change(mark, head=at)

    @needs("conj", "nmod")
    def lower_shared(self) -> None:
        """What follows the second of two joined nouns is its own where the first is told apart already:
        "Colombian police and agents of Peru's army"."""
        for at in range(len(self.tree.tokens)):
            tree, first = self.tree, self.tree.heads[at]
            if tree.relations[at] != "nmod" or first < 0 or tree.tags[first] != "NOUN":
                continue
            joined = [k for k in tree.kids(first, "conj") if k < at and tree.tags[k] == "NOUN"]
            if not joined or tree.edges(joined[-1])[1] + 1 != tree.edges(at)[0]:
                continue
            own = tree.kids(first, "amod", "nmod:poss", "compound")
            told = any(tree.tokens[k].form[:1].isupper() for k in own)
            if told and tree.kid(joined[-1], "amod", "nmod:poss", "compound", "nmod") is None:
                self.change(at, head=joined[-1])

    @needs(verbs=("advcl",))
    def raise_outcomes(self) -> None:
        """A participle after a comma tells what came of the clause, and not of a participle inside it:
        "fired on a bus carrying pilgrims, killing ten"."""
        for at in self.verbs():
            tree, inner = self.tree, self.tree.heads[at]
            if tree.relations[at] != "advcl" or inner < 0 or tree.relations[inner] != "acl":
                continue
            if tree.kid(at, "mark", "nsubj") is not None or inner > at or tree.edges(at)[0] < at - 1:
                continue
            if tree.forms[at - 1] != "," or tree.forms[inner - 1] == ",":
                continue
            verb = next((k for k in tree.above(inner) if tree.tags[k] == "VERB" and tree.is_finite(k)), None)
            if verb is not None and verb < inner:
                self.change(at, head=verb)

    def open_conditions(self) -> None:
        """A clause that opens with its auxiliary before a subject is a condition: "should Chad refuse"."""
        if self.function.inverted.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            tree = self.tree
            if tree.relations[at] not in LOOSE:
                continue
            opener = tree.kid(at, "aux")
            subject = tree.kid(at, "nsubj", "nsubj:pass")
            if opener is None or subject is None:
                continue
            first = next(k for k in tree.below(at) if tree.tags[k] != "PUNCT")
            asked = tree.sentence.tokens[-1].form in self.function.question_marks
            if tree.forms[opener] in self.function.inverted and opener == first < subject and not asked:
                self.change(at, deprel="advcl")

    def _is_dated(self, at: int) -> bool:
        """Whether the noun is one that stands without a preposition for a time ("last week")."""
        return self.tree.lemma(at) in self.function.time_nouns

    @needs(verbs=("root", "ccomp", "parataxis", "conj"), second=False)
    def crown_second(self) -> None:
        """Of two past tenses that nothing joins, the first qualifies the subject and the second tells:
        "Hackers linked to Chad attacked a bank"."""
        for first in self.verbs():
            tree = self.tree
            if tree.relations[first] not in MAIN or not tree.has_feature(first, "Tense=Past"):
                continue
            subject = tree.kid(first, "nsubj", "nsubj:pass")
            if subject is None or subject != first - 1:
                continue
            if (
                tree.tags[subject] not in NOUNS
                or tree.kid(first, "aux", "aux:pass", "mark", "cop") is not None
            ):
                continue
            second = self._find_second(first)
            if second is None:
                continue
            above, relation = tree.heads[first], tree.relations[first]
            self.lift(second, above, relation)
            self.change(second, feats=TOLD)
            self.lift(subject, second, "nsubj")
            self.lift(first, subject, "acl")
            for kid in self.tree.kids(first, "punct", "advcl", "conj", "parataxis", "obl", "obj"):
                if kid > second:
                    self.change(kid, head=second)

    def _find_second(self, first: int) -> int | None:
        """A past tense under the verb at `first` that tells of its own, nothing joining the two."""
        tree = self.tree
        for at in tree.kids(first, *LOOSE):
            if at < first + 2 or tree.tags[at] != "VERB" or not tree.has_feature(at, "Tense=Past"):
                continue
            if tree.forms[at - 1] == "," or any(
                kid < at for kid in tree.kids(first, "obj", "ccomp") if kid != at
            ):
                continue
            if tree.kid(at, "mark", "cc", "aux:pass", *SUBJECTS) is not None:
                continue
            if any(not tree.is_finite(aux) for aux in tree.kids(at, "aux")):
                continue  # "denied having hacked"
            if tree.edges(at)[0] == at or tree.kid(at, "aux", "advmod") == tree.edges(at)[0]:
                return at
        return None
