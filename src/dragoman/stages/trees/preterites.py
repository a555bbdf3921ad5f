"""Sentences without a finite verb in which a participle is the verb: its past tense has the same form.

"De Turkse minister Ekin bekritiseerde president Sali": the parser may take the verb for a participle that
describes the president, and the minister for a heading. Knows no word: the endings are the language's.
"""

from __future__ import annotations

from dragoman.languages.lexicon import Lexicon
from dragoman.stages.trees.tree import Tree

FINITE = "VerbForm=Fin"
NOMINAL = ("NOUN", "PROPN", "PRON")
BEFORE = (*NOMINAL, "PUNCT", "NUM")  # what a subject may end with
DESCRIBING = ("amod", "acl")


def free_preterite(tree: Tree) -> Tree:
    """The tree with such a participle made its verb; itself where there is none, or more than one."""
    endings = tree.function.preterite_ends
    if not endings or any(FINITE in token.feats for token in tree.tokens):
        return tree
    top = tree.heads.index(-1)
    if _is_past_root(tree, top, endings):
        return tree.change(top, feats=tree.tokens[top].feats.replace("VerbForm=Part", FINITE))
    if tree.tokens[top].upos not in NOMINAL:
        return tree
    before = next((at for at in range(1, top) if _is_between(tree, at, top, endings)), None)
    if before is not None:
        return _raise_verb(tree, top, before)
    found = [at for at in range(top + 1, len(tree.tokens)) if _may_be_verb(tree, at, endings)]
    return _make_verb(tree, top, found[0]) if len(found) == 1 else tree


def free_joined(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree with a verb in the past tense found where it was taken for an adjective before its object:
    "riep zijn gezant terug en eiste excuses"."""
    endings, joined = tree.function.preterite_ends, tree.function.participle_starts
    if not endings or not tree.kinds.issuperset(("CCONJ", "amod", "conj")):
        return tree
    for at in range(2, len(tree.tokens)):
        noun, form = tree.heads[at], tree.forms[at]
        if (
            tree.relations[at] != "amod"
            or noun <= at
            or not form.endswith(endings)
            or form.startswith(joined)
        ):
            continue
        mark = at - 1
        whole = tree.relations[noun] == "conj" and tree.edges(noun)[0] == mark and tree.heads[mark] == noun
        if not whole or tree.relations[mark] != "cc" or tree.kid(noun, "det") is not None:
            continue
        lemma = next((one for one in _infinitives(form, endings) if _is_verb(one, lexicon)), None)
        over = next((k for k in tree.above(noun) if tree.tokens[k].upos == "VERB"), None)
        if lemma is None or over is None or tree.kid(over, "nsubj") is None:
            continue
        tree = tree.change(at, head=over + 1, deprel="conj", upos="VERB", lemma=lemma, feats=FINITE)
        tree = tree.change(mark, head=at + 1)
        return tree.change(noun, head=at + 1, deprel="obj")
    return tree


def _is_verb(lemma: str, lexicon: Lexicon) -> bool:
    return any(item.part != "noun" for item in lexicon.by_lemma.get(lemma, ()))


def _infinitives(form: str, endings: tuple[str, ...]) -> list[str]:
    """What the infinitive of a form in the past tense may be: "eiste" is of "eisen"."""
    return [form.removesuffix(end) + "en" for end in endings if form.endswith(end)]


def _is_past_root(tree: Tree, top: int, endings: tuple[str, ...]) -> bool:
    """Whether the verb that heads the sentence has the ending of both and no auxiliary: a past tense."""
    verb = tree.tags[top] == "VERB" and tree.has_feature(top, "VerbForm=Part")
    return verb and tree.forms[top].endswith(endings) and tree.kid(top, "aux", "aux:pass", "cop") is None


def _is_between(tree: Tree, at: int, top: int, endings: tuple[str, ...]) -> bool:
    """Whether a participle that describes the root stands between it and a noun that hangs on itself."""
    described = tree.heads[at] == top and tree.relations[at].startswith(DESCRIBING)
    verb = (
        tree.tags[at] == "VERB" and tree.has_feature(at, "VerbForm=Part") and tree.forms[at].endswith(endings)
    )
    nouns = [kid for kid in tree.children[at] if kid < at and tree.tags[kid] in NOMINAL]
    bare = len(nouns) == 1 and tree.edges(nouns[0])[1] == at - 1 and tree.kid(nouns[0], "case") is None
    return described and verb and bare and tree.kid(top, "case") is None


def _raise_verb(tree: Tree, top: int, verb: int) -> Tree:
    subject = next(kid for kid in tree.children[verb] if kid < verb and tree.tags[kid] in NOMINAL)
    feats = tree.tokens[verb].feats.replace("VerbForm=Part", FINITE)
    tree = tree.change(verb, head=0, deprel="root", feats=feats)
    tree = tree.change(subject, deprel="nsubj")
    tree = tree.change(top, head=verb + 1, deprel="obj")
    for kid in list(tree.children[top]):
        if tree.relations[kid] == "punct" and kid > top:
            tree = tree.change(kid, head=verb + 1)
    return tree


def _may_be_verb(tree: Tree, at: int, endings: tuple[str, ...]) -> bool:
    """Whether a participle stands where the verb does: right after a noun phrase, with nothing before it."""
    return (
        tree.tokens[at].upos == "VERB"
        and tree.forms[at].endswith(endings)
        and tree.has_feature(at, "VerbForm=Part")
        and tree.relations[at].startswith(DESCRIBING)
        and tree.tokens[at - 1].upos in BEFORE
        and not any(kid < at for kid in tree.children[at])
        and any(tree.tokens[k].upos in NOMINAL for k in range(at + 1, len(tree.tokens)))
    )


def _make_verb(tree: Tree, top: int, verb: int) -> Tree:
    after = [kid for kid in tree.children[top] if kid > verb]
    described = tree.heads[verb]
    feats = tree.tokens[verb].feats.replace("VerbForm=Part", FINITE)
    tree = tree.change(verb, head=0, deprel="root", feats=feats)
    tree = tree.change(top, head=verb + 1, deprel="nsubj")
    if described > verb and described not in after:
        after.append(described)
    objects = 0
    for kid in sorted(after):
        relation = tree.relations[kid]
        if tree.tokens[kid].upos in NOMINAL:
            cased = tree.kid(kid, "case") is not None
            relation = "obl" if cased or objects else "obj"
            objects += not cased
        tree = tree.change(kid, head=verb + 1, deprel=relation)
    return tree
