"""One piece of reported speech in the making, and where its content begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from dragoman.records import Actor, Span
from dragoman.stages.trees.tree import Tree, list_within

QUOTES = "\"'“„«‘`‚‹”»’´›‟‛″"
PAIRS = (("“", "”"), ("‘", "’"), ("„", "”"), ("„", "“"), ("«", "»"), ("``", "''"), ('"', '"'))
STOP = ";"
EDGE = " \t\r\n,;:.-–—{}()[]" + QUOTES


class Saying(Struct):
    """Who says what. `content` is a span of the story; `at` the cue's token in `tree`, None without a cue.

    `parent` is the saying whose content holds this one ("X says that Y denies that Z …"); `held` when the
    cue is no word of saying but of thinking, hoping or fearing.
    """

    tree: Tree
    at: int | None
    act: str
    speakers: tuple[Actor, ...]
    cue: Span | None
    content: Span
    addressees: tuple[Actor, ...] = ()
    speaker_at: int | None = None
    parent: Saying | None = None
    held: bool = False


def identify(story: str, saying: Saying) -> str:
    """The id of the statement a saying becomes: the same for the same words of the same story."""
    cue = saying.cue.start if saying.cue else None
    key = f"{story} {saying.content.start} {saying.content.end} {cue}"
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def trim_content(text: str, tree: Tree, first: int, last: int) -> Span | None:
    """The words from token `first` to `last` without edge punctuation, quotes and a leading "that"."""
    while first <= last and (tree.tokens[first].upos == "PUNCT" or _is_subordinator(tree, first)):
        first += 1
    while last >= first and tree.tokens[last].upos == "PUNCT":
        last -= 1
    if last < first:
        return None
    start, end = tree.tokens[first].start, tree.tokens[last].end
    while start < end and text[start] in EDGE:
        start += 1
    start, end = _keep_pairs(text, start, end)
    return Span(start, end, text[start:end]) if start < end else None


def _keep_pairs(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the mark at its edge whose partner stands within ('called it "a farce"')."""
    for opening, closing in PAIRS:
        inside = text[start:end]
        if opening == closing:
            if inside.count(opening) % 2 == 0:
                continue
            opened = text[inside.index(opening) + start - 1 : inside.index(opening) + start].isspace()
        elif inside.count(opening) == inside.count(closing):
            continue
        else:
            opened = inside.count(opening) > inside.count(closing)
        if opened and text.startswith(closing, end):
            return start, end + len(closing)
        if not opened and text.endswith(opening, 0, start):
            return start - len(opening), end
    return start, end


def trim_quoted(text: str, start: int, end: int) -> Span | None:
    """The words of a quotation without space, stops and commas at its edges; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1] in ".,;" or text[end - 1].isspace()):
        end -= 1
    return Span(start, end, text[start:end]) if start < end else None


def is_set_apart(tree: Tree, at: int, clause: int) -> bool:
    """Whether a clause after the cue stands behind a stop ("Students argued; police moved in")."""
    first = tree.edges(clause)[0]
    return at < first and any(tree.tokens[k].form == STOP for k in (first - 1, first))


def top_predicates(trees: Sequence[Tree], content: Span) -> Iterator[tuple[Tree, int]]:
    """The topmost predicates inside a content, with what is coordinated to them."""
    for tree in list_within(trees, content.start, content.end):
        inside = {at for at, token in enumerate(tree.tokens) if content.start <= token.start < content.end}
        for at in sorted(inside):
            if tree.heads[at] not in inside and tree.tokens[at].upos != "PUNCT":
                yield tree, at
                for kid in tree.kids(at, "conj", "parataxis"):
                    if kid in inside:
                        yield tree, kid


def _is_subordinator(tree: Tree, at: int) -> bool:
    return (
        tree.relations[at] == "mark"
        and tree.tokens[at].upos == "SCONJ"
        and tree.lemma(at) not in tree.function.conditions
    )
