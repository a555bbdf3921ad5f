"""The shape of a language's lexicon files, checked on load.

A language folder holds TOML files of `[[verb]]`, `[[phrase]]`, `[[noun]]` and `[[adjective]]`
entries (any file name: split them by theme), `classes.toml` (named lists of lemmas that entries
may refer to) and `function.toml` (negation, modals, prepositions …). Each entry carries its
proof: an example sentence and the record it must give, run by a test through the pipeline.
"""

from __future__ import annotations

from msgspec import Struct

Words = str | list[str]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """Ties a word to a frame and says where the roles stand.

    `lemma` (of a verb, noun or adjective; for a phrase the verb is `verb`). Role lists are tried
    in order: "nsubj", "obj", "iobj", "obl:PREPOSITION", "nmod:PREPOSITION", "owner" (possessor,
    nationality adjective, of-phrase), "ccomp", "xcomp", "A>B" (B found below A). `with` and
    `without` restrict the match: role -> lemma, list of lemmas, "@class", "-suffix", or
    "@actor" (somebody who can be linked), "@person" (a known holder of an office), "@bare" (a verb in its
    base form: "insisted that it leave").
    """

    frame: str
    example: str
    gives: str
    lemma: Words | None = None
    verb: Words | None = None
    actor: list[str] | None = None
    recipient: list[str] | None = None
    content: list[str] | None = None
    with_: dict[str, Words] = {}
    without: dict[str, Words] = {}
