"""Objects put right: whose they are, and what is one, where the parser slipped regularly."""

from __future__ import annotations

from dragoman.languages.lexicon import Lexicon
from dragoman.stages.trees.needs import needs
from dragoman.stages.trees.tree import Tree

NOMINAL = ("NOUN", "PROPN", "PRON")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "expl")
OBJECTS = ("obj", "iobj")
RECEIVING = ("obj", "nmod", "PROPN")  # what there must be for a recipient to be given to the object
COMPLEMENTS = ("xcomp", "ccomp", "advcl")


class Mender:
    """One sentence in the mending: its tree as it stands, and how to change it."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.function = tree.function
        self.lexicon = lexicon
        self._verbs_of: Tree | None = None  # the tree whose verbs are known
        self._verbs: list[int] = []

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

    def verbs(self) -> list[int]:
        """Positions of the verbs, as they stand now."""
        if self._verbs_of is not self.tree:
            self._verbs_of = self.tree
            self._verbs = [at for at, tag in enumerate(self.tree.tags) if tag == "VERB"]
        return self._verbs

    def _is_active(self, at: int) -> bool:
        return self.tree.kid(at, "aux:pass", "nsubj:pass", "obl:agent") is None

    def _phrase_head(self, at: int) -> int:
        """The head of the name or noun phrase that ends at `at`."""
        while self.tree.relations[at] in ("flat", "appos", "fixed") and self.tree.heads[at] >= 0:
            at = self.tree.heads[at]
        return at


class ObjectMender(Mender):
    """The rules that find, name, lower, raise and share objects."""

    @needs("acl:relcl", "det")
    def own_relatives(self) -> None:
        """A relative pronoun before its noun tells whose it is: "Peru, wiens minister …"."""
        if self.function.relative_pronouns.isdisjoint(self.tree.lemmas):
            return
        for at, token in enumerate(self.tree.tokens):
            tree, noun = self.tree, self.tree.heads[at]
            if token.deprel != "det" or tree.lemmas[at] not in self.function.relative_pronouns:
                continue
            if any(tree.relations[k] == "acl:relcl" for k in (noun, *tree.above(noun))):
                self.change(at, deprel="nmod:poss")

    @needs(verbs=("conj",), second=True)
    def share_subjects(self) -> None:
        """Where the verb stands second, a conjunct that opens with it has its subject from before: what
        follows it is an object ("X prees Spanje en stuurde Italië een nota")."""
        for at in self.verbs():
            tree = self.tree
            opener = tree.kid(at, "cc")
            if tree.relations[at] != "conj" or opener is None:
                continue
            finite = next((k for k in (*tree.kids(at, "aux"), at) if tree.has_feature(k, "VerbForm=Fin")), -1)
            after = [k for k in tree.kids(at, "nsubj") if k > finite]
            subject = after[0] if after else None
            if finite != opener + 1 or subject is None or tree.tokens[subject].upos == "PRON":
                continue
            if tree.lemma(finite) in self.function.obligation and self._is_inverted(tree.heads[at]):
                continue  # "is er geen ruimte en moet Oslo wijken": each has a subject of its own
            if tree.kid(tree.heads[at], "nsubj", "nsubj:pass") is not None and self._is_active(at):
                taken = tree.kid(at, "obj") is not None or len(after) > 1
                self.change(subject, deprel="iobj" if taken else "obj")
                for other in after[1:]:
                    self.change(other, deprel="obj")

    def _is_inverted(self, at: int) -> bool:
        """Whether the subject of the predicate at `at` follows its finite verb."""
        tree = self.tree
        finite = [k for k in (at, *tree.kids(at, "aux", "cop")) if tree.has_feature(k, "VerbForm=Fin")]
        return any(subject > min(finite, default=at) for subject in tree.kids(at, "nsubj"))

    @needs("VERB", "obl", second=True)
    def find_objects(self) -> None:
        """A noun phrase without a preposition that measures no time is the object of a verb that has none."""
        for at in self.verbs():
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
        if self.function.naming_verbs.isdisjoint(self.tree.words):
            return
        for at in self.verbs():
            tree = self.tree
            if tree.lemma(at) not in self.function.naming_verbs or tree.kid(at, "xcomp") is not None:
                continue
            after, neuter = at + 1, tree.function.neuter_pronouns
            if after < len(tree.tokens) and tree.relations[after] == "mark" and tree.lemmas[after] in neuter:
                self._name_told(at, after)  # "noemde dat een schande"
                continue
            before = at - 1
            if before > 0 and tree.tags[before] == "ADJ" and tree.relations[before] == "xcomp":
                self.lift(before, at, "xcomp")  # "heeft het plan om te kopen absurd genoemd"
                continue
            objects = [k for k in tree.kids(at, *OBJECTS) if tree.kid(k, "case") is None]
            if len(objects) == 2 and self._is_active(at):
                self.change(objects[0], deprel="obj")
                self.change(objects[1], deprel="xcomp")

    @needs("VERB", "obj", "nmod", "PROPN")
    def free_recipients(self) -> None:
        """A bare name right before a verb's object is its indirect object ("verleende Egypte steun")."""
        tree = self.tree
        if not any(
            tag == "PROPN" and tree.relations[at].startswith("nmod") and tree.heads[at] > at
            for at, tag in enumerate(tree.tags)
        ):
            return
        for at in self.verbs():
            tree = self.tree
            for noun in tree.kids(at, "obj"):
                owned = tree.kids(noun, "nmod")
                first = tree.edges(noun)[0] if owned else noun
                bare = [k for k in owned if k == first and tree.kid(k, "case") is None]
                if bare and tree.tokens[bare[0]].upos == "PROPN" and tree.kid(at, "iobj") is None:
                    self.change(bare[0], head=at, deprel="iobj")

    def _name_told(self, verb: int, pronoun: int) -> None:
        """Gives a verb of naming the pronoun for its object and the noun behind it for what it is called;
        a clause that the noun was taken for the subject of is joined to the verb."""
        tree, noun = self.tree, self.tree.heads[pronoun]
        clause = noun if tree.tags[noun] == "VERB" else None
        if clause is not None:
            noun = next((k for k in tree.kids(clause, "nsubj") if k > pronoun), -1)
            if noun < 0 or tree.kid(clause, "cc") != tree.edges(noun)[1] + 1:
                return
        if tree.tags[noun] != "NOUN" or tree.kid(noun, "det") != pronoun + 1:
            return
        self.lift(pronoun, verb, "obj")
        self.change(pronoun, upos="PRON")
        self.lift(noun, verb, "xcomp")
        if clause is not None:
            self.lift(clause, verb, "conj")

    def _is_time(self, at: int) -> bool:
        """Whether the noun names a time, or is counted from one ("deze week", "zondag")."""
        word = self.tree.lemma(at).lower().rpartition("_")[2]
        form = self.tree.forms[at]
        return any(one in self.function.time_nouns for one in (word, form)) or form.startswith(("'", "’"))

    @needs("VERB", "PROPN")
    def join_heads(self) -> None:
        """Two names with a comma between them before a verb are both its subject: "Lula, Boric meet"."""
        for at in self.verbs():
            names = self.tree.kids(at, "nsubj", "iobj", "obj", "appos")
            names = [k for k in names if k < at and self.tree.tags[k] == "PROPN"]
            if len(names) != 2 or self.tree.edges(names[1])[1] != at - 1:
                continue
            first, second = names
            comma = self.tree.edges(second)[0] - 1
            comma += self.tree.forms[comma + 1] == ","
            plural = not self.tree.has_feature(at, "Number=Sing")
            if self.tree.forms[comma] == "," and self.tree.edges(first)[1] >= comma - 1 and plural:
                self.change(second, head=first, deprel="conj")
                self.change(first, deprel="nsubj")

    def lower_second_subjects(self) -> None:
        """An active clause has one subject; of two that stand side by side the later one is an object."""
        if self.tree.relations.count("nsubj") < 2 and "nsubj:outer" not in self.tree.kinds:
            return
        for at in self.verbs():
            subjects = self.tree.kids(at, "nsubj")
            if len(subjects) != 2 or not self._is_active(at) or self.tree.kid(at, "cop") is not None:
                continue
            pronoun = self.tree.lemma(subjects[0]) in self.function.relative_pronouns
            if pronoun and self.tree.tokens[subjects[0]].upos == "PRON" and self.tree.kid(at, "obj") is None:
                self.change(subjects[0], deprel="obj")  # "wat Peru afwees"
                continue
            if any(self.tree.tokens[k].upos not in ("NOUN", "PROPN") for k in subjects):
                continue
            taken = self.tree.kid(at, "obj") is not None
            self.change(subjects[1], deprel="iobj" if taken else "obj")
