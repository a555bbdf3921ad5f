"""Trees put right before anything reads them: regular slips of the parser that the tree itself gives away.

A clause has one subject, a core argument takes no preposition, a neuter article agrees with its noun,
what stands before an infinitive's mark may be its governor's: where a tree breaks such a rule and one
reading mends it, that reading is taken. Nothing here knows a word; the closed classes are the language's.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.languages.lexicon import Lexicon
from dragoman.stages.tree import Tree

NOMINAL = ("NOUN", "PROPN", "PRON")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "expl")
OBJECTS = ("obj", "iobj")
CORE = (*OBJECTS, "nsubj", "expl:pv")
PARTICLE = "compound:prt"
CLAUSES = ("ccomp", "advcl", "acl", "xcomp", "parataxis", "acl:relcl")


def mend_tree(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree with its regular slips mended; itself where there are none."""
    mender = _Mender(tree, lexicon)
    for mend in (
        mender.name_adverbs,
        mender.free_particles,
        mender.head_phrases,
        mender.relate_clauses,
        mender.free_articles,
        mender.share_subjects,
        mender.find_objects,
        mender.name_objects,
        mender.lower_objects,
        mender.free_recipients,
        mender.raise_objects,
        mender.raise_obliques,
        mender.fill_front_field,
        mender.find_subjects,
    ):
        mend()
    return mender.tree


class _Mender:
    """One sentence in the mending."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.function = tree.function
        self.lexicon = lexicon

    def change(self, at: int, **fields: str | int) -> None:
        """Gives the token at `at` another head (0-based), relation or tag, and reads the tree anew."""
        head = fields.pop("head", None)
        if head is not None:
            if at == head or at in self.tree.above(int(head)):
                return  # it would close a loop
            fields["head"] = int(head) + 1
        self.tree = self.tree.change(at, **fields)

    def lift(self, at: int, head: int, relation: str) -> None:
        """Hangs the token at `at` on `head` (-1: the root) whatever stands between."""
        self.tree = self.tree.change(at, head=head + 1, deprel=relation)

    def verbs(self) -> Iterator[int]:
        """Positions of the verbs, as they stand now."""
        return (at for at, token in enumerate(self.tree.tokens) if token.upos == "VERB")

    # ── one rule each ────────────────────────────────────────────────────────

    def name_adverbs(self) -> None:
        """A capitalised "adverb" is a name, and the subject of a verb that has none."""
        for at, token in enumerate(self.tree.tokens):
            if token.upos != "ADV" or not token.form[0].isupper() or self.tree.children[at]:
                continue
            relation, head = self.tree.relations[at], self.tree.heads[at]
            nominal = relation in ("nsubj", "obj", "iobj", "nsubj:pass")
            if not nominal and (token.lemma[:1].islower() or relation != "advmod"):
                continue
            self.change(at, upos="PROPN")
            verbal = head > at and self.tree.tokens[head].upos == "VERB" and self._is_active(head)
            if not nominal and verbal and self.tree.kid(head, *SUBJECTS) is None:
                self.change(at, deprel="nsubj")

    def free_particles(self) -> None:
        """A separable verb's particle is no preposition of the phrase that follows it."""
        for at in self.verbs():
            particle, dash, _ = self.tree.lemma(at).partition("_")
            detached = dash and not self.tree.forms[at].startswith(particle)
            if not detached or self.tree.kid(at, PARTICLE) is not None:
                continue
            for place in range(at + 1, len(self.tree.tokens)):
                if self.tree.forms[place] != particle or self.tree.relations[place] != "case":
                    continue
                noun = self.tree.heads[place]
                if at in self.tree.above(noun)[:2]:
                    self.change(place, head=at, deprel=PARTICLE)
                    if self.tree.relations[noun].startswith("obl") and self.tree.kid(noun, "case") is None:
                        self.change(noun, deprel="obj")
                break

    def head_phrases(self) -> None:
        """The noun heads a phrase that the parser took for one fixed preposition ("is in gesprek met")."""
        for at, token in enumerate(self.tree.tokens):
            relation = self.tree.relations[at]
            if token.upos != "ADP" or relation in (PARTICLE, "case", "mark", "fixed", "advmod", "cc"):
                continue
            fixed = self.tree.kids(at, "fixed")
            if not fixed or self.tree.tokens[fixed[-1]].upos != "NOUN" or fixed[-1] != at + len(fixed):
                continue
            noun, head, kids = fixed[-1], self.tree.heads[at], list(self.tree.children[at])
            self.lift(noun, head, relation)
            self.change(at, head=noun, deprel="case")
            for kid in kids:
                if kid != noun:
                    self.change(kid, head=noun, **({"deprel": "det"} if kid in fixed else {}))

    def relate_clauses(self) -> None:
        """A subordinator that is a relative pronoun too, of a clause without a subject, is that pronoun."""
        for at in range(1, len(self.tree.tokens)):
            tree = self.tree
            if tree.relations[at] != "mark" or tree.lemma(at) not in tree.function.relative_pronouns:
                continue
            clause = tree.heads[at]
            comma = tree.tokens[at - 1].form == ","
            noun = at - 2 if comma else at - 1
            if noun < 0 or tree.tokens[noun].upos not in ("NOUN", "PROPN") or not tree.is_finite(clause):
                continue
            if tree.relations[clause] not in CLAUSES or tree.kid(clause, *SUBJECTS) is not None:
                continue
            active = self._is_active(clause)
            if not (active or comma) or not any(tree.kids(clause, "obj", "obl", "xcomp", "ccomp")):
                continue
            noun = self._phrase_head(noun)
            self.change(at, upos="PRON", deprel="nsubj" if active else "nsubj:pass", feats="PronType=Rel")
            self.change(clause, head=noun, deprel="acl:relcl")

    def free_articles(self) -> None:
        """A neuter "article" of a plural noun is a pronoun: the subject of the clause."""
        for at, token in enumerate(self.tree.tokens):
            tree = self.tree
            if tree.relations[at] != "det" or tree.lemma(at) not in tree.function.neuter_pronouns:
                continue
            noun = tree.heads[at]
            verb = tree.heads[noun]
            if verb < 0 or tree.tokens[verb].upos != "VERB" or not tree.has_feature(noun, "Number=Plur"):
                continue
            if token.form.lower() in tree.function.plural_pronouns or tree.kid(verb, *SUBJECTS) is not None:
                continue
            if tree.is_finite(verb) and tree.relations[noun].startswith(("obj", "obl")):
                self.change(at, upos="PRON", head=verb, deprel="nsubj")

    def share_subjects(self) -> None:
        """Where the verb stands second, a conjunct that opens with it has its subject from before: what
        follows it is an object ("X prees Spanje en stuurde Italië een nota")."""
        for at in self.verbs() if self.function.verb_second else ():
            tree = self.tree
            opener = tree.kid(at, "cc")
            if tree.relations[at] != "conj" or opener is None:
                continue
            finite = next((k for k in (*tree.kids(at, "aux"), at) if tree.has_feature(k, "VerbForm=Fin")), -1)
            subject = next((k for k in tree.kids(at, "nsubj") if k > finite), None)
            if finite != opener + 1 or subject is None or tree.tokens[subject].upos == "PRON":
                continue
            if tree.kid(tree.heads[at], "nsubj", "nsubj:pass") is not None and self._is_active(at):
                taken = tree.kid(at, "obj") is not None
                self.change(subject, deprel="iobj" if taken else "obj")

    def find_objects(self) -> None:
        """A noun phrase without a preposition that measures no time is the object of a verb that has none."""
        for at in self.verbs() if self.function.verb_second else ():
            tree = self.tree
            if tree.kid(at, "obj", "ccomp") is not None or not self._is_active(at):
                continue
            if tree.kid(at, *SUBJECTS) is None and tree.relations[at] not in ("xcomp", "conj", "advcl"):
                continue
            bare = [
                k
                for k in tree.kids(at, "obl")
                if tree.tokens[k].upos in ("NOUN", "PROPN")
                and tree.kid(k, "case") is None
                and not self._is_time(k)
            ]
            if len(bare) == 1:
                self.change(bare[0], deprel="obj")

    def name_objects(self) -> None:
        """Of two objects of a verb of naming the second is the name ("noemde het akkoord een vergissing")."""
        for at in self.verbs():
            tree = self.tree
            objects = [k for k in tree.kids(at, *OBJECTS) if tree.kid(k, "case") is None]
            if tree.lemma(at) not in self.function.naming_verbs or tree.kid(at, "xcomp") is not None:
                continue
            if len(objects) == 2 and self._is_active(at):
                self.change(objects[0], deprel="obj")
                self.change(objects[1], deprel="xcomp")

    def lower_objects(self) -> None:
        """An object of a modal, or its second subject, goes to the infinitive ("wil Iran wapens geven")."""
        function = self.function
        modals = function.volition | function.obligation | function.possibility | function.future
        for at in self.verbs():
            tree = self.tree
            verb = next((k for k in tree.kids(at, "xcomp") if tree.has_feature(k, "VerbForm=Inf")), None)
            if tree.lemma(at) not in modals or verb is None or tree.kid(verb, "mark") is not None:
                continue
            subjects = tree.kids(at, "nsubj")
            for one in (*subjects[1:], *tree.kids(at, *OBJECTS)):
                if tree.tokens[one].upos in NOMINAL and one < verb:
                    taken = self.tree.kid(verb, "obj") is not None
                    self.change(one, head=verb, deprel="iobj" if taken else "obj")

    def free_recipients(self) -> None:
        """A bare name right before a verb's object is its indirect object ("verleende Egypte steun")."""
        for at in self.verbs():
            tree = self.tree
            for noun in tree.kids(at, "obj"):
                first = tree.edges(noun)[0]
                bare = [k for k in tree.kids(noun, "nmod") if k == first and tree.kid(k, "case") is None]
                if bare and tree.tokens[bare[0]].upos == "PROPN" and tree.kid(at, "iobj") is None:
                    self.change(bare[0], head=at, deprel="iobj")

    def raise_objects(self) -> None:
        """The first of an infinitive's two objects, right after the verb above, is that verb's."""
        for at in self.verbs():
            tree = self.tree
            head = tree.heads[at]
            if head < 0 or head > at or tree.relations[at] not in ("xcomp", "ccomp", "advcl"):
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

    def raise_obliques(self) -> None:
        """Whom a verb addresses by a preposition is not its infinitive's ("dringt bij Iran op")."""
        for at in self.verbs():
            tree = self.tree
            head = tree.heads[at]
            if head < 0 or head > at or tree.relations[at] not in ("xcomp", "ccomp", "advcl"):
                continue
            cases = self.lexicon.addressing_cases(tree.lemma(head))
            for kid in tree.kids(at, "obl") if cases else ():
                start = tree.edges(kid)[0]
                between = [
                    k for k in range(head + 1, start) if tree.tokens[k].upos not in ("PRON", "ADV", "ADP")
                ]
                if kid < at and tree.case(kid) in cases and start > head and not between:
                    self.change(kid, head=head)
                    break

    def fill_front_field(self) -> None:
        """Where the verb stands second, a phrase between subject and verb is the subject's."""
        if not self.function.verb_second:
            return
        for at in self.verbs():
            tree = self.tree
            if (
                tree.relations[at] not in ("root", "conj", "parataxis", "ccomp")
                or tree.kid(at, "mark") is not None
            ):
                continue
            fronted = [
                k
                for k in (at, *tree.kids(at, "aux", "aux:pass", "cop"))
                if tree.has_feature(k, "VerbForm=Fin")
            ]
            subject = next(
                (k for k in tree.kids(at, "nsubj", "nsubj:pass") if tree.tokens[k].upos == "NOUN"), None
            )
            if not fronted or subject is None or subject > fronted[0]:
                continue
            for kid in tree.kids(at, "obl"):
                if subject < kid < fronted[0] and tree.kid(kid, "case") is not None:
                    self.change(kid, head=subject, deprel="nmod")

    def find_subjects(self) -> None:
        """What stands first in a finite clause without a subject is its subject, unless it cannot be."""
        for at in self.verbs():
            tree = self.tree
            if tree.kid(at, *SUBJECTS) is not None or not tree.is_finite(at) or not self._is_active(at):
                continue
            if tree.relations[at] in ("conj", "acl:relcl", "acl", "xcomp") or tree.has_feature(
                at, "Mood=Imp"
            ):
                continue
            finite = next(
                (k for k in (at, *tree.kids(at, "aux", "cop")) if tree.has_feature(k, "VerbForm=Fin")), at
            )
            objects = [k for k in tree.kids(at, *OBJECTS) if tree.tokens[k].upos in ("NOUN", "PROPN")]
            objects = [k for k in objects if tree.kid(k, "case") is None]
            if not objects or not (objects[0] < finite or len(objects) > 1):
                continue
            first = objects[0]
            singular = tree.has_feature(finite, "Number=Sing")
            plural = tree.has_feature(first, "Number=Plur")
            if plural == singular and (plural or tree.has_feature(finite, "Number=Plur")):
                continue
            if tree.kids(at, "mark") and len(objects) < 2:
                continue
            self.change(first, deprel="nsubj")

    # ── questions ────────────────────────────────────────────────────────────

    def _is_active(self, at: int) -> bool:
        return self.tree.kid(at, "aux:pass", "nsubj:pass", "obl:agent") is None

    def _is_time(self, at: int) -> bool:
        """Whether the noun names a time, or is counted from one ("deze week", "zondag")."""
        word = self.tree.lemma(at).lower().rpartition("_")[2]
        form = self.tree.tokens[at].form.lower()
        return any(one in self.function.time_nouns for one in (word, form)) or form.startswith(("'", "’"))

    def _phrase_head(self, at: int) -> int:
        """The head of the name or noun phrase that ends at `at`."""
        while self.tree.relations[at] in ("flat", "appos", "fixed") and self.tree.heads[at] >= 0:
            at = self.tree.heads[at]
        return at
