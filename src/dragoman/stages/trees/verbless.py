"""Sentences whose only verb the parser took for a preposition: "Kim met Xi"."""

from __future__ import annotations

from dragoman.languages.forms import Forms
from dragoman.stages.trees.tree import Tree

VERBS = ("VERB", "AUX")
NAMES = ("PROPN", "NOUN")
FINITE = "VerbForm=Fin"
TOLD = "Mood=Ind|Tense=Past|VerbForm=Fin"


def find_verb(tree: Tree, forms: Forms | None) -> Tree:
    """The tree with its verb as the root, between the name before it and the name after it.

    Itself where it has a verb, or where no "preposition" is listed as the form of one.
    """
    if any(tag in VERBS for tag in tree.tags[1:]):
        return tree
    root = tree.heads.index(-1)
    if forms is None or any(_is_verb(tree, at, forms) for at in range(len(tree.tokens))):
        return tree
    if tree.tokens[root].upos == "ADP" and tree.forms[root] in forms.verbs:
        return tree.change(root, upos="VERB", feats=FINITE, lemma=forms.verbs[tree.forms[root]])
    for at, token in enumerate(tree.tokens):
        after = tree.heads[at]
        if token.upos != "ADP" or tree.relations[at] != "case" or tree.forms[at] not in forms.verbs:
            continue
        if root >= at or tree.heads[after] != root:
            continue
        kids = [kid for kid in tree.children[root] if kid > at and kid != after]
        tree = tree.change(
            at, head=0, deprel="root", upos="VERB", feats=FINITE, lemma=forms.verbs[tree.forms[at]]
        )
        name = tree.tokens[root].upos if tree.tokens[root].upos in NAMES else NAMES[0]
        tree = tree.change(root, head=at + 1, deprel="nsubj", upos=name)
        tree = tree.change(after, head=at + 1, deprel="obj")
        for kid in kids:
            tree = tree.change(
                kid, head=at + 1, deprel="obl" if tree.relations[kid] == "nmod" else tree.relations[kid]
            )
        return tree
    return tree


def free_described(tree: Tree, forms: Forms | None) -> Tree:
    """The tree in which a past tense between a name and its object is no adjective: "Peru eased visa rules".

    Itself where the clause has a verb of its own, or an article shows that the word describes.
    """
    if forms is None or tree.function.verb_second:
        return tree
    root = tree.heads.index(-1)
    if tree.tags[root] == "ADJ" and _stands_alone(tree, root) and _is_past(tree, root, forms):
        # "The students rioted."
        tree = tree.change(root, upos="VERB", feats=TOLD, lemma=forms.verbs[tree.forms[root]])
    if "amod" not in tree.kinds:
        return tree
    for at in range(1, len(tree.tokens)):
        describes = tree.relations[at] == "amod" and tree.tags[at] in ("ADJ", "VERB")
        if not describes or not _is_past(tree, at, forms):
            continue
        found = _read_clause(tree, at)
        if found is None:
            continue
        subject, given, thing = found
        head, relation = tree.heads[thing] + 1, tree.relations[thing]
        punctuation = [kid for kid in tree.kids(thing, "punct") if kid > thing]
        tree = tree.change(
            at,
            head=head,
            deprel="ccomp" if relation.startswith("nsubj") else relation,
            upos="VERB",
            feats=TOLD,
            lemma=forms.verbs[tree.forms[at]],
        )
        tree = tree.change(thing, head=at + 1, deprel="obj")
        tree = tree.change(subject, head=at + 1, deprel="nsubj")
        if given is not None:
            tree = tree.change(given, head=at + 1, deprel="iobj")
        for kid in punctuation:
            tree = tree.change(kid, head=at + 1)
    return tree


def _stands_alone(tree: Tree, root: int) -> bool:
    """Whether the root has a subject, and no verb beside it."""
    return tree.kid(root, "nsubj") is not None and tree.kid(root, "cop", "aux") is None


def _is_past(tree: Tree, at: int, forms: Forms) -> bool:
    """Whether the form is listed as one of a verb and ends like a past tense, or is irregular."""
    lemma = forms.verbs.get(tree.forms[at])
    return lemma is not None and lemma != tree.forms[at] and not tree.forms[at].endswith(("ing", "s"))


def _read_clause(tree: Tree, at: int) -> tuple[int, int | None, int] | None:
    """Subject, receiver and object around the "adjective" at `at`, where they read like a clause."""
    subject, noun = at - 1, tree.heads[at]
    given = noun if tree.relations[noun] == "compound" and tree.tags[noun] == "PROPN" else None
    thing = tree.heads[noun] if given is not None else noun
    if not subject < at < noun <= thing or tree.tags[subject] not in NAMES:
        return None
    told = tree.tags[subject] == "PROPN" or any(
        tree.tokens[kid].form[:1].isupper() for kid in tree.kids(subject, "amod", "compound")
    )
    if not told:
        return None
    first = tree.edges(subject)[0]
    opens = first == 0 or tree.tags[first - 1] == "PUNCT"
    if not opens or tree.heads[subject] not in (at, noun, thing, tree.heads[thing]):
        return None
    if any(tree.tags[k] == "DET" and k < at for k in tree.below(thing)) or tree.kid(thing, "cop", "case"):
        return None
    over, relation = tree.heads[thing], tree.relations[thing]
    if relation == "root":
        told = any(FINITE in token.feats for token in tree.tokens)
        return None if told else (subject, given, thing)
    others = [kid for kid in tree.kids(over, "nsubj") if kid != thing]
    spoken = relation in ("ccomp", "parataxis", "nsubj") and thing < over and bool(others)
    return (subject, given, thing) if spoken and others[0] > thing else None


def _is_verb(tree: Tree, at: int, forms: Forms) -> bool:
    """Whether a token is a verb; a capital that opens the sentence may be a name taken for one."""
    token = tree.tokens[at]
    name = at == 0 and token.form[:1].isupper() and tree.forms[at] not in forms.verbs
    return token.upos in VERBS and not (name and not tree.kids(at, "obj", "nsubj", "aux"))
