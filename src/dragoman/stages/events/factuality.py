"""How sure: what negation, modals, conditions and governing predicates make of an event."""

from __future__ import annotations

from dragoman.stages.events.conditions import condition_on, find_condition, find_open_subject, name_condition
from dragoman.stages.events.modals import apply_modal, is_modal
from dragoman.stages.events.verdicts import Verdict, Weighed, weaken
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.trees.tenses import (
    is_bare_infinitive,
    is_coming,
    is_headline_future,
    is_outcome,
    is_past,
    is_pending,
    is_present,
)
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.voice import is_behind_comma

CHARGES = ("advcl", "xcomp", "ccomp", "obl", "nmod", "obj")
SUBORDINATE = ("ccomp", "acl", "acl:relcl")
EVENTFUL = ("ask", "refuse", "threaten", "promise")
CAUSES = {"future": "will", "prepared": "prepared", "announced": "announced", "attempted": "attempted"}
PRESUPPOSED = ("appos", "acl:relcl")


def judge(tree: Tree, at: int, found: dict[int, Found]) -> Verdict:
    """The verdict on the predicate at `at`, by the path from it to the root."""
    verdict = Verdict("actual", "", [], False, False, None)
    _own_marks(tree, at, verdict, found[at].used if at in found else ())
    aim = tree.has_feature(at, "VerbForm=Inf") and tree.case(at) in tree.function.aims
    if aim and tree.lemmas[at] not in tree.function.heeded:
        weaken(verdict, "hypothetical", at, "purpose")  # "gericht op het herstellen van de orde"
    came_from, position = at, at
    for head in tree.above(at):
        relation = tree.relations[position]
        if relation in PRESUPPOSED and tree.kid(position, "mark") is None:
            if relation == "acl:relcl":
                _negate_noun(tree, head, verdict)  # "there is no way that …", "no state that recognised it"
            break  # what a relative clause or an apposition tells holds whatever is said of its noun
        governor = found.get(head)
        governs = governor is not None and _takes_content(governor) and _is_content(tree, governor, position)
        if governs:
            assert governor is not None
            _govern(tree, head, governor, position, verdict)
            _own_marks(tree, head, verdict, governor.used) if governor.frame.kind == "operate" else None
        elif position != at and _lacks(tree, position, head, found):
            weaken(verdict, "negated", tree.is_negated(head) or head, "negation")
            verdict.cause = ""  # a plan that was not announced is no refusal
        elif _is_unsure(tree, position, head, governor):
            weaken(verdict, "hypothetical", head, "denial" if governor is None else "charge")
        elif relation in ("conj", "aux", "cop", "compound") and tree.tokens[head].upos in ("VERB", "AUX"):
            if not tree.is_finite(position):
                _own_marks(tree, head, verdict)
        elif relation == "xcomp" and is_modal(tree, head):
            apply_modal(tree, head, verdict)
            _own_marks(tree, head, verdict)
        elif not is_outcome(tree, came_from, position) and (
            (relation in ("xcomp", "advcl", "acl") and is_bare_infinitive(tree, position))
            or (relation == "csubj" and is_bare_infinitive(tree, position) and not is_past(tree, head))
            or (relation.startswith("advcl") and find_condition(tree, position) is not None)
        ):
            mark = find_condition(tree, position) if relation.startswith("advcl") else None
            reason = "purpose" if mark is None else "condition"
            weaken(verdict, "hypothetical", position if mark is None else mark, reason)
            verdict.aside = verdict.aside or mark is not None
        elif relation.startswith("advcl") and is_pending(tree, position):
            weaken(verdict, "future", position, "pending")
        elif (
            governor is None
            and relation in ("obj", "nsubj:pass", "xcomp")
            and tree.tokens[at].upos == "NOUN"
            and position == at
        ):
            if tree.lemma(head) in tree.function.volition:
                apply_modal(tree, head, verdict)  # "wants a meeting"
            _own_marks(tree, head, verdict)
        elif relation == "nmod" and tree.tokens[at].upos == "NOUN" and _negate_noun(tree, head, verdict):
            verdict.cause = ""  # nobody refuses what he only leaves out
        came_from, position = position, head
    if tree.sentence.tokens[-1].form in tree.function.question_marks:
        weaken(verdict, "hypothetical", len(tree.tokens) - 1, "question")
    return verdict


def _takes_content(governor: Found) -> bool:
    """Whether it governs a proposition: an act does when its entry names one ("accuse of")."""
    kind = governor.frame.kind
    return kind != "charge" and (kind != "act" or governor.item.entry.content is not None)


def _is_content(tree: Tree, governor: Found, position: int) -> bool:
    if tree.relations[position] == "advcl":
        marks = [tree.lemma(k) for k in tree.kids(position, "mark")]
        apart = marks and tree.function.relative_pronouns.isdisjoint(marks)
        if apart and governor.frame.kind in EVENTFUL and tree.is_finite(position):
            return False  # "vowed to help, while Peru called for calm" tells two things
        if not marks and is_behind_comma(tree, position):
            return False  # "gave Peru a week to leave, accusing it of spying"
    return any(position in fillers(tree, governor.slots, role) for role in governor.content_roles)


def _govern(tree: Tree, head: int, governor: Found, position: int, verdict: Verdict) -> None:
    frame = governor.frame
    (verdict.awaiting if verdict.aside else verdict.governors).append(governor)
    if frame.kind in ("ask", "refuse", "threaten", "act"):
        weaken(verdict, "hypothetical", head, frame.kind)
    elif frame.kind == "promise":
        weaken(verdict, "future", head, frame.kind)
    elif frame.kind == "say":
        if frame.act == "deny":
            weaken(verdict, "negated", head, "deny")
            verdict.cause = verdict.cause or "denied"  # to deny having done it is not to refuse it
        elif frame.content == "hypothetical" or _is_denied(tree, head):
            weaken(verdict, "hypothetical", head, frame.act or frame.kind)
        elif verdict.factuality == "negated" and is_bare_infinitive(tree, position):
            verdict.cause = verdict.cause or "will"  # "says not to sign": whoever says so will not
        elif frame.act == "warn" and not is_past(tree, position):
            weaken(verdict, "future", head, frame.act)
            verdict.cause = "condition"  # what a warning holds out comes only if it is not heeded
    elif frame.content in CAUSES:
        weaken(verdict, "future", head, frame.content)
        verdict.cause = verdict.cause or CAUSES[frame.content]
    elif frame.content == "stopped":
        verdict.stopped = not verdict.stopped
        verdict.steps.append(Weighed(head, "stopped", verdict.factuality))
    elif frame.content in ("negated", "hypothetical"):
        weaken(verdict, frame.content, head, frame.content)
        if frame.content == "negated":
            verdict.cause = verdict.cause or "failed"  # who does not manage to has refused nothing


def _own_marks(tree: Tree, at: int, verdict: Verdict, used: tuple[int, ...] = ()) -> None:
    function = tree.function
    for kid in tree.children[at]:
        lemma, relation = tree.lemma(kid), tree.relations[kid]
        if relation.startswith("aux") or tree.tokens[kid].upos == "AUX":
            apply_modal(tree, kid, verdict)
        elif relation == "det" and lemma in function.free_choice and tree.tags[at] == "NOUN":
            weaken(verdict, "hypothetical", kid, "condition")  # "will answer any attack"
        elif relation.startswith("advmod") and lemma in function.possibility_adverbs:
            weaken(verdict, "hypothetical", kid, "possibility")
            verdict.cause = verdict.cause or "may"
    if is_coming(tree, at) or is_headline_future(tree, at):
        weaken(verdict, "future", at, "time")
        if tree.tokens[at].upos == "VERB":  # a noun only names what is to come, nobody announces it there
            verdict.cause = verdict.cause or "will"
    if function.nearing and tree.case(at) in function.nearing and tree.tags[at] == "NOUN":
        weaken(verdict, "hypothetical", at, "nearness")
    negation = tree.is_negated(at)
    if negation is None and not function.negations.isdisjoint(tree.words):
        for kid in tree.kids(at, "obj", "nsubj", "nsubj:pass"):
            words = [k for k in tree.kids(kid, "det") if tree.lemma(k) in function.negations]
            negation = words[0] if words else negation
    if negation is None and not function.negations.isdisjoint(tree.words):
        terms = [k for k in tree.kids(at, "obl", "advmod", "nmod") if tree.lemma(k) in function.negated_terms]
        negation = next((word for k in terms if (word := tree.is_negated(k)) is not None), None)
    if negation in used:
        negation = None  # it is part of the idiom ("rules nothing out")
    if negation is not None:
        weaken(verdict, "negated", negation, "negation")
        verdict.absent = verdict.absent or tree.relations[negation] == "case"
        if any(tree.lemma(kid) in function.not_yet for kid in tree.kids(at, "advmod")):
            verdict.cause = verdict.cause or "not yet"  # what may still come is not refused
    mark = find_condition(tree, at) or find_open_subject(tree, at)
    if mark is not None:
        weaken(verdict, "hypothetical", mark, "condition")
        verdict.cause = verdict.cause or "if"
    clause = condition_on(tree, at)
    if clause is not None:
        if verdict.factuality == "actual" and (is_present(tree, at) or is_present(tree, clause)):
            # "Turkey closes its border if …"; "announced sanctions if Peru does not withdraw"
            weaken(verdict, "future", at, "condition")
            verdict.cause = name_condition(tree, clause)
        elif verdict.cause in ("will", "may"):
            verdict.cause = name_condition(tree, clause)


def _is_unsure(tree: Tree, at: int, head: int, governor: Found | None) -> bool:
    """Whether a clause or phrase tells what somebody is only charged with, or what its head takes back."""
    relation = tree.relations[at]
    if governor is None:
        return relation in SUBORDINATE and _is_denied(tree, head)
    return governor.frame.alleges and relation.partition(":")[0] in CHARGES


def _lacks(tree: Tree, at: int, head: int, found: dict[int, Found]) -> bool:
    """Whether the verb over a plan or an attempt denies that there is one ("has announced no plans to")."""
    under = found.get(at)
    return (
        under is not None
        and under.frame.kind == "operate"
        and tree.relations[at] in ("obj", "nsubj:pass")
        and tree.is_negated(head) is not None
    )


def _negate_noun(tree: Tree, at: int, verdict: Verdict) -> bool:
    """Negates what hangs on a noun that is not there ("no mention of a summit"); whether it did so."""
    negation = tree.is_negated(at)
    if negation is None or tree.tokens[at].upos != "NOUN":
        return False
    weaken(verdict, "negated", negation, "negation")
    verdict.absent = verdict.absent or tree.relations[negation] == "case"
    return True


def _is_denied(tree: Tree, at: int) -> bool:
    """Whether a word over a clause takes it back ("nothing shows that", "no sign that")."""
    subjects = [k for k in tree.kids(at, "nsubj") if tree.lemma(k) in tree.function.negations]
    return bool(subjects) or tree.is_negated(at) is not None
