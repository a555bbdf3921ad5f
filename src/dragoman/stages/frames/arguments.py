"""Who stands where around a predicate: its roles in the form of an active main clause.

Passives, agents, control and raising, relative clauses, participles, coordination with a shared
subject, prepositional phrases attached one noun too low: all are brought to the same slots
("nsubj", "obj", "iobj", "obl:PREPOSITION", "owner", "nmod:PREPOSITION", "ccomp", "xcomp" …), so
that an entry of the lexicon describes the active main clause only.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.stages.frames.nominals import find_commissioners, is_used_as_noun
from dragoman.stages.trees.relatives import RELATING, antecedent, lacks_relative
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.voice import is_passive

Slots = dict[str, list[int]]
Control = Callable[[int], str | None]  # position of a governing predicate -> "subject" | "object"

CLAUSES = ("ccomp", "xcomp", "advcl", "parataxis", "csubj", "acl")
PARTICLE = "compound:prt"
MARKED = frozenset({"nsubj", "csubj", "obl", "nmod", "obj", "iobj"})  # what a preposition may mark, or a role
MAX_INHERITANCE = 8  # chains of shared subjects longer than this are parser loops, not language


def verb_slots(tree: Tree, at: int, control: Control) -> Slots:
    """The slots of a verb or of a predicative noun or adjective at position `at`."""
    slots: Slots = {}
    passive = is_passive(tree, at)
    nominal = is_used_as_noun(tree, at)
    for kid in tree.children[at]:
        if not (nominal and _place_nominal(tree, kid, slots)):
            _place(tree, at, kid, passive, slots)
    if not passive and "nsubj" not in slots and len(slots.get("obj", ())) > 1:
        _split_objects(tree, at, slots)
    if not passive and len(slots.get("nsubj", ())) > 1:  # a predicate has one subject, and it comes first
        spare = "obj" if "obj" not in slots else "iobj"
        slots.setdefault(spare, []).append(slots["nsubj"].pop())
    if not passive and "iobj" not in slots and "nsubj" in slots and len(slots.get("obj", ())) == 2:
        slots["iobj"] = slots["obj"][:1]  # of two bare objects the first is the indirect one
    for host in list(slots.get("obj", ())):
        for kid in tree.kids(host, "nmod"):
            _add(slots, f"obl:{tree.case(kid)}", kid)
    for host in tree.kids(at, "obl"):
        for kid in tree.kids(host, "nmod") if len(tree.children[host]) == 2 else ():  # "by phone with Peru"
            role = f"obl:{tree.case(kid)}"
            if role not in slots and tree.case(kid) in tree.function.companion_prepositions:
                _add(slots, role, kid)
    for kid in tree.kids(at, "obl"):
        if tree.case(kid) in tree.function.approximators and tree.kid(kid, "nummod", "amod") is not None:
            _add(slots, "obj" if passive or "nsubj" in slots else "nsubj", kid)
    if tree.relations[at] in ("conj", "parataxis"):
        _share(tree, at, passive, slots, control)
    shared = tree.relations[at] == "conj"  # "praised Peru and gave Chile aid"
    bare = "nsubj" not in slots and "iobj" in slots and "obj" in slots
    if bare and not shared and tree.is_finite(at) and not passive:
        slots["nsubj"] = slots.pop("iobj")  # "heeft een functionaris concessies aangeboden"
    asked = nominal and "obj" in slots and control(tree.heads[at]) == "object"  # "demands the release of …"
    if passive and "nsubj" not in slots:
        for agent in find_commissioners(tree, at):
            _add(slots, "nsubj", agent)
    if "nsubj" not in slots and not passive and not asked:
        for subject in inherited_subject(tree, at, control):
            _add(slots, "nsubj", subject)
    if passive and "obj" not in slots:
        for patient in inherited_subject(tree, at, control):
            _add(slots, "obj", patient)
    if tree.relations[at] == "acl:relcl" and not passive and "obj" not in slots and lacks_relative(tree, at):
        _add(slots, "obj", tree.heads[at])
    return _resolve_relatives(tree, slots)


def noun_slots(tree: Tree, at: int, control: Control) -> Slots:
    """The slots of a nominal predicate: owners, prepositional dependents, and those of its support verb."""
    slots: Slots = {}
    function = tree.function
    for kid in tree.children[at]:
        relation = tree.relations[kid]
        if relation in ("nmod:poss", "det:poss", "amod", "compound", "nmod:unmarked", "nmod:desc", "nummod"):
            _add(slots, "owner", kid)
        elif relation.startswith(("nmod", "obl")):
            case = tree.case(kid)
            _add(slots, f"nmod:{case}", kid)
            if case in function.owner_prepositions:
                _add(slots, "owner", kid)
                for below in tree.kids(kid, "nmod"):  # a phrase attached one noun too low
                    if tree.case(below) not in function.owner_prepositions:
                        _add(slots, f"nmod:{tree.case(below)}", below)
        elif relation in ("acl", "ccomp", "acl:relcl", "advcl", "xcomp"):
            _add(slots, "acl" if relation == "acl" else relation, kid)
        elif relation == "appos":
            _add(slots, "appos", kid)
    head = tree.heads[at]
    if head >= 0 and tree.relations[at] in ("obj", "nsubj", "nsubj:pass", "obl", "obl:arg"):
        for kid in tree.kids(head, "obl"):  # a phrase right after the noun may be the noun's
            role = f"nmod:{tree.case(kid)}"
            if tree.case(kid) and tree.edges(kid)[0] == tree.edges(at)[1] + 1 and role not in slots:
                _add(slots, role, kid)
    form = tree.tokens[at].form
    if "-" in form and form[0].isupper():  # "EU-sancties": the owner is the first part of the word itself
        _add(slots, "owner", at)
    return _resolve_relatives(tree, slots)


def _resolve_relatives(tree: Tree, slots: Slots) -> Slots:
    """The slots with the noun in the place of each relative pronoun."""
    if tree.kinds.isdisjoint(RELATING):
        return slots
    return {role: [antecedent(tree, one) for one in found] for role, found in slots.items()}


def inherited_subject(tree: Tree, at: int, control: Control, depth: int = 0) -> list[int]:
    """The understood subject of a predicate that shows none: by control, sharing or modification."""
    head, relation = tree.heads[at], tree.relations[at]
    if head < 0 or depth > MAX_INHERITANCE:
        return []
    base = relation.partition(":")[0]
    if base == "acl":
        if relation == "acl:relcl":
            return []
        if _is_infinitive(tree, at):
            return _owners(tree, head) or inherited_subject(tree, head, control, depth + 1)
        return [head]
    if base == "amod":
        return [head]
    if base in ("xcomp", "ccomp", "advcl", "conj", "parataxis", "csubj", "obl", "nmod", "obj"):
        if base in ("ccomp", "parataxis", "csubj") and tree.is_finite(at):
            return []
        if base == "conj" and tree.tokens[head].upos not in ("VERB", "AUX", "ADJ"):
            return []
        by_object = base == "xcomp" or (
            base == "advcl"
            and tree.kid(at, "mark") is not None
            and control(head) == "object"
            and _asks_somebody(tree, head, at)
        )
        return shown_subject(tree, head, control, object_control=by_object, depth=depth + 1)
    return []


def shown_subject(
    tree: Tree, at: int, control: Control, *, object_control: bool = False, depth: int = 0
) -> list[int]:
    """The subject of the predicate at `at`, or the object when that predicate controls by its object."""
    if object_control and control(at) != "subject":
        patients = tree.kids(at, "iobj", "obj") if not is_passive(tree, at) else tree.kids(at, "nsubj:pass")
        patients = [one for one in patients if tree.tokens[one].upos in ("PROPN", "PRON", "NOUN")]
        if patients:
            return patients
        if control(at) == "object":
            asked = [
                kid
                for kid in tree.kids(at, "obl")
                if tree.tags[kid] in ("PROPN", "PRON", "NOUN")
                and tree.lemmas[kid] not in tree.function.time_nouns
            ]
            if asked:
                return asked
    subjects = tree.kids(at, "nsubj", "nsubj:pass", "nsubj:outer")
    if subjects:
        return subjects
    if tree.relations[at] in ("obl", "nmod", "obj", "nsubj") and tree.tokens[at].upos == "NOUN":
        owners = _owners(tree, at)
        if owners:
            return owners
    return inherited_subject(tree, at, control, depth + 1)


def _place_nominal(tree: Tree, kid: int, slots: Slots) -> bool:
    """Places what a verb used as a noun has by prepositions: "het beschieten van Peru door Chili"."""
    case, relation = tree.case(kid), tree.relations[kid]
    if not case or not relation.startswith(("nmod", "obl")):
        return False
    if case in tree.function.agent_prepositions:
        _add(slots, "nsubj", kid)
    elif case == tree.function.object_preposition:
        _add(slots, "obj", kid)
    else:
        return False
    return True


def _place(tree: Tree, at: int, kid: int, passive: bool, slots: Slots) -> None:
    """Puts one dependent into its slot, as if the clause were active."""
    relation = tree.relations[kid]
    base = relation.partition(":")[0]
    if base not in MARKED:
        _add(slots, relation, kid)
        if relation != base:
            _add(slots, base, kid)
        if relation == "advmod" and tree.relations[at] == "acl:relcl":
            held = tree.function.relative_adverbs.get(tree.lemmas[kid])
            apart = tree.tokens[kid - 1].form == ","  # "…, waarop Peru vertrok" takes up a whole clause
            if held is not None and not apart:  # "een akkoord waarover Peru onderhandelt"
                _add(slots, f"obl:{held}", tree.heads[at])
        # "blew the bridge up": entries ask for the very word
        if relation == "advmod" and not tree.children[kid]:
            _add(slots, PARTICLE, kid)
        return
    case = tree.case(kid)
    agents = tree.function.agent_prepositions
    if relation in ("nsubj:pass", "csubj:pass") or (relation == "nsubj" and passive):
        _add(slots, "obj", kid)
    elif base in ("nsubj", "csubj"):
        _add(slots, "nsubj", kid)
        if base == "csubj":
            _add(slots, base, kid)
    elif relation == "obl:agent" or (passive and base == "obl" and case in agents):
        _add(slots, "nsubj" if passive else f"obl:{case}", kid)
    elif base in ("obl", "nmod") and relation != "nmod:poss":
        _add(slots, f"obl:{case}" if case else "obl", kid)
        first = next((k for k in tree.children[kid] if tree.relations[k] == "case"), None)
        if first is not None and tree.forms[first] != tree.lemma(first):
            _add(slots, f"obl:{tree.forms[first]}", kid)
    elif base == "obj" and case:  # a marked object is an oblique that the parser promoted
        _add(slots, f"obl:{case}", kid)
    elif base in ("obj", "iobj"):
        _add(slots, base, kid)
    else:
        _add(slots, relation, kid)
        if relation != base:
            _add(slots, base, kid)


def _share(tree: Tree, at: int, passive: bool, slots: Slots, control: Control) -> None:
    """A second conjunct shares subject and, when it has none of its own, the object of the first."""
    head = tree.heads[at]
    if tree.relations[at] != "conj" or tree.tokens[head].upos not in ("VERB", "AUX"):
        return
    if passive and is_passive(tree, head) and "obj" not in slots:
        for patient in tree.kids(head, "nsubj:pass"):
            _add(slots, "obj", patient)
    if passive and "nsubj" not in slots:
        for agent in tree.kids(head, "obl:agent"):
            _add(slots, "nsubj", agent)


def _split_objects(tree: Tree, at: int, slots: Slots) -> None:
    """Of two objects and no subject, one is a subject that the parser mistook.

    That is the relative pronoun ("die Israël veroordeelden"), or what stands before the clause's mark while
    another follows the verb ("wants China to condemn Russia", "accuse Iran of bombing Iraq"), or the first.
    """
    marks = tree.kids(at, "mark")
    for one in slots["obj"]:
        before = any(one < mark < at < other for mark in marks for other in slots["obj"])
        bare = tree.relations[at] == "xcomp" and not marks and tree.heads[at] < one < at
        before = before or (bare and any(other > at for other in slots["obj"]))
        if antecedent(tree, one) != one or before:
            if not before and not _agree(tree, at, antecedent(tree, one)):
                one = next(other for other in slots["obj"] if other != one)
            slots["obj"].remove(one)
            _add(slots, "nsubj", one)
            return
    if tree.is_finite(at):  # of two bare nouns about a finite verb the first is its subject, when it agrees
        first = min(slots["obj"])
        if _agree(tree, at, first):
            slots["obj"].remove(first)
            _add(slots, "nsubj", first)


def _agree(tree: Tree, at: int, subject: int) -> bool:
    """Whether the finite verb of `at` may have this subject: a plural subject takes no singular verb."""
    finite = [k for k in (at, *tree.kids(at, "aux", "cop")) if tree.has_feature(k, "VerbForm=Fin")]
    return not (
        tree.has_feature(subject, "Number=Plur") and any(tree.has_feature(k, "Number=Sing") for k in finite)
    )


def _asks_somebody(tree: Tree, at: int, clause: int) -> bool:
    """Whether the object of `at` may be who does what the clause says: of an infinitive, a name."""
    people = ("PROPN", "PRON") if _is_infinitive(tree, clause) else ("PROPN", "PRON", "NOUN")
    return any(tree.tokens[kid].upos in people for kid in tree.kids(at, "obj", "iobj"))


def _is_infinitive(tree: Tree, at: int) -> bool:
    return "VerbForm=Inf" in tree.tokens[at].feats or any(
        tree.lemma(kid) in tree.function.infinitive_marks for kid in tree.kids(at, "mark")
    )


def _owners(tree: Tree, at: int) -> list[int]:
    owners = tree.kids(at, "nmod:poss", "det:poss")
    near = (*tree.function.owner_prepositions, *tree.function.agent_prepositions)
    owners += [kid for kid in tree.kids(at, "nmod") if tree.case(kid) in near]
    return owners


def _add(slots: Slots, role: str, at: int) -> None:
    found = slots.setdefault(role, [])
    if at not in found:
        found.append(at)
