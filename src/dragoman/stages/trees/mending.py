"""Trees put right before anything reads them: regular slips of the parser that the tree itself gives away.

A clause has one subject, a core argument takes no preposition, a neuter article agrees with its noun,
what stands before an infinitive's mark may be its governor's: where a tree breaks such a rule and one
reading mends it, that reading is taken. Nothing here knows a word; the closed classes are the language's.
"""

from __future__ import annotations

from dragoman.languages.lexicon import Lexicon
from dragoman.stages.trees.clauses import ClauseMender
from dragoman.stages.trees.misreadings import MisreadingMender
from dragoman.stages.trees.needs import list_marked, needs
from dragoman.stages.trees.objects import OBJECTS, SUBJECTS
from dragoman.stages.trees.particles import ParticleMender
from dragoman.stages.trees.tree import Tree

CORE = (*OBJECTS, "nsubj", "expl:pv")
CLAUSES = ("ccomp", "advcl", "acl", "xcomp", "parataxis", "acl:relcl")
DETERMINERS = ("DET", "NUM")


def mend_tree(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree with its regular slips mended; itself where there are none."""
    mender = _Mender(tree, lexicon)
    for kinds, verbs, mend in MARKED[tree.function.verb_second]:
        if kinds <= tree.kinds and (not verbs or not verbs.isdisjoint(tree.uses)):
            mend(mender)
            tree = mender.tree
    return tree


class _Mender(MisreadingMender, ClauseMender, ParticleMender):
    """All the rules for one sentence."""

    # ── one rule each ────────────────────────────────────────────────────────

    @needs("ADV")
    def name_adverbs(self) -> None:
        """A capitalised "adverb" is a name, and the subject of a verb that has none."""
        for at, tag in enumerate(self.tree.tags):
            if tag != "ADV" or self.tree.children[at]:
                continue
            token = self.tree.tokens[at]
            if not token.form[0].isupper():
                continue
            relation, head = self.tree.relations[at], self.tree.heads[at]
            nominal = relation in ("nsubj", "obj", "iobj", "nsubj:pass")
            if not nominal and (token.lemma[:1].islower() or relation != "advmod"):
                continue
            self.change(at, upos="PROPN")
            verbal = head > at and self.tree.tokens[head].upos == "VERB" and self._is_active(head)
            if not nominal and verbal and self.tree.kid(head, *SUBJECTS) is None:
                self.change(at, deprel="nsubj")

    @needs("mark")
    def relate_clauses(self) -> None:
        """A subordinator that is a relative pronoun too, of a clause without a subject, is that pronoun."""
        if self.function.relative_pronouns.isdisjoint(self.tree.words):
            return
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
        if self.function.neuter_pronouns.isdisjoint(self.tree.words):
            return
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

    def lower_determiners(self) -> None:
        """An article that the parser took for a subject beside its own noun is that noun's."""
        if self.tree.kinds.isdisjoint(DETERMINERS):
            return
        for at, tag in enumerate(self.tree.tags[:-1]):
            if tag not in DETERMINERS or self.tree.relations[at] not in CORE:
                continue
            tree, noun = self.tree, at + 1
            if tag == "DET" and tree.children[at] == [noun] and tree.tags[noun] == "PROPN":
                self.lift(noun, tree.heads[at], tree.relations[at])  # "De VS" read as one name
                self.change(at, head=noun, deprel="det")
                continue
            if tree.children[at]:
                continue
            alike = tag == "DET" or tree.relations[noun] == tree.relations[at]
            if tree.tags[noun] in ("NOUN", "PROPN") and tree.heads[noun] == tree.heads[at] and alike:
                self.change(at, head=noun, deprel="det" if tag == "DET" else "nummod")

    @needs(verbs=("amod",))
    def qualify_nouns(self) -> None:
        """A participle between an article and its noun qualifies that noun: "between a serving president"."""
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            if tree.relations[at] != "amod" or not 0 <= head < at or "VerbForm=" not in tree.tokens[at].feats:
                continue
            for noun in tree.kids(at, "obj", "nsubj")[:1]:
                articles = [k for k in tree.kids(noun, "det", "case") if k < at]
                if noun > at and articles and head < min(articles):
                    relation = "nmod" if tree.tokens[head].upos in ("NOUN", "PROPN") else "obl"
                    self.change(noun, head=head, deprel=relation)
                    self.change(at, head=noun, deprel="amod")

    @needs(verbs=("root", "conj", "parataxis", "ccomp"), second=True)
    def fill_front_field(self) -> None:
        """Where the verb stands second, a phrase between subject and verb is the subject's."""
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

    @needs(verbs=("advcl",), second=True)
    def lower_participles(self) -> None:
        """A participle right before the noun it was given as subject qualifies that noun, and the noun is the
        subject above: "door Peru gesteunde rebellen beschoten Chili"."""
        for at in self.verbs():
            tree, head = self.tree, self.tree.heads[at]
            if tree.relations[at] != "advcl" or head < 0 or not tree.has_feature(at, "VerbForm=Part"):
                continue
            noun = tree.kid(at, "nsubj")
            if noun != at + 1 or tree.tokens[noun].upos != "NOUN" or tree.kid(at, "aux", "mark") is not None:
                continue
            if tree.kid(head, *SUBJECTS) is None:
                self.lift(noun, head, "nsubj")
                self.change(at, head=noun, deprel="amod")

    def find_subjects(self) -> None:
        """What stands first in a finite clause without a subject is its subject, unless it cannot be."""
        if self.tree.kinds.isdisjoint(OBJECTS):
            return
        for at in self.verbs():
            tree = self.tree
            if tree.relations[at] in ("conj", "acl:relcl", "acl", "xcomp") or tree.has_feature(
                at, "Mood=Imp"
            ):
                continue
            if tree.kid(at, *SUBJECTS) is not None or not tree.is_finite(at) or not self._is_active(at):
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


RULES = (
    _Mender.name_neighbours,
    _Mender.name_addressed,
    _Mender.find_verbs,
    _Mender.crown_told,
    _Mender.crown_second,
    _Mender.join_verbs,
    _Mender.lower_agents,
    _Mender.name_appositions,
    _Mender.name_minded,
    _Mender.join_appositions,
    _Mender.raise_agents,
    _Mender.free_goals,
    _Mender.raise_taken,
    _Mender.join_compounds,
    _Mender.open_conditions,
    _Mender.lower_shared,
    _Mender.raise_outcomes,
    _Mender.name_actives,
    _Mender.raise_described,
    _Mender.close_attributions,
    _Mender.free_names,
    _Mender.name_adverbs,
    _Mender.name_adjectives,
    _Mender.raise_leaders,
    _Mender.free_plurals,
    _Mender.raise_said,
    _Mender.name_participles,
    _Mender.activate,
    _Mender.free_particles,
    _Mender.move_particles,
    _Mender.free_calls,
    _Mender.drop_particles,
    _Mender.name_plurals,
    _Mender.name_nouns,
    _Mender.join_backwards,
    _Mender.raise_main_clauses,
    _Mender.free_conjuncts,
    _Mender.raise_finite,
    _Mender.head_phrases,
    _Mender.join_prepositions,
    _Mender.raise_holders,
    _Mender.raise_contents,
    _Mender.name_examples,
    _Mender.crown_verbs,
    _Mender.raise_conjuncts,
    _Mender.relate_clauses,
    _Mender.free_contents,
    _Mender.lower_determiners,
    _Mender.qualify_nouns,
    _Mender.raise_conditions,
    _Mender.raise_listed,
    _Mender.pair_sides,
    _Mender.lower_owners,
    _Mender.free_articles,
    _Mender.own_relatives,
    _Mender.share_subjects,
    _Mender.join_heads,
    _Mender.lower_second_subjects,
    _Mender.find_objects,
    _Mender.name_objects,
    _Mender.lower_objects,
    _Mender.free_recipients,
    _Mender.raise_objects,
    _Mender.raise_names,
    _Mender.raise_before_particle,
    _Mender.lower_bare_objects,
    _Mender.raise_obliques,
    _Mender.fill_front_field,
    _Mender.close_speech,
    _Mender.raise_participles,
    _Mender.lower_participles,
    _Mender.raise_subjects,
    _Mender.find_subjects,
)
"""The rules in the order in which they are tried: each sees what those before it have mended."""
MARKED = {second: list_marked(RULES, second=second) for second in (False, True)}
"""The same with what they need, for languages that put the verb second and for others."""
