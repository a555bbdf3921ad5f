"""A language's lexicon: its entries read from TOML, checked, and indexed by lemma."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.codebook.codebook import Codebook, load_codebook
from dragoman.errors import DataError
from dragoman.languages.function import FOLDER
from dragoman.languages.matchers import Matcher, list_words, make_matcher
from dragoman.languages.overrides import load_off, override_items
from dragoman.languages.proofs import parse_gives
from dragoman.languages.schema import Entry
from dragoman.overlay import NONE, Overlay
from dragoman.tables import read_table

Part = Literal["verb", "phrase", "noun", "adjective"]
# The tables beside the entries, each with its own schema; every other TOML file of a language holds entries.
OTHER_FILES = {
    "aside.toml",
    "classes.toml",
    "contexts.toml",
    "discourse.toml",
    "function.toml",
    "issues.toml",
    "themes.toml",
    "times.toml",
    "words.toml",
}
OWN_OTHER_FILES = {"aside.toml", "classes.toml"}  # of a user's folder: whatever else stands there is entries


class Item(msgspec.Struct, frozen=True):
    """An entry with its place in the lexicon: part of speech, file, and resolved restrictions."""

    entry: Entry
    part: Part
    language: str
    file: str
    number: int
    lemmas: tuple[str, ...]
    with_: tuple[tuple[str, Matcher], ...]
    without: tuple[tuple[str, Matcher], ...]
    folder: str | None = None
    listed: tuple[frozenset[str], ...] = ()  # the words of each restriction that is a mere list of words
    promises: bool = False  # binds whoever does it: what it governs by default is an infinitive

    @property
    def label(self) -> str:
        """How the entry is named in `why`: "nl/condemn veroordelen", a user's "my-words/nl/condemn …"."""
        name = f"{self.language}/{self.entry.frame} {self.lemmas[0]}"
        return f"{self.folder}/{name}" if self.folder else name

    @property
    def where(self) -> str:
        """Where the entry stands, for messages: its file, part, number and lemmas."""
        folder = f"{self.folder}/" if self.folder else ""
        return f"{folder}{self.language}/{self.file}: {self.part} {self.number} ({', '.join(self.lemmas)})"

    def may_stand(self, words: frozenset[str]) -> bool:
        """Whether each restriction that lists words finds one of them among those of a sentence.

        Nine in ten idioms fail here, at a twentieth of what it costs to look for their roles.
        """
        return not self.listed or not any(map(words.isdisjoint, self.listed))


class Lexicon(msgspec.Struct, frozen=True, eq=False):
    """All entries of a language, by lemma; more restricted entries come first."""

    language: str
    items: tuple[Item, ...]
    by_lemma: dict[str, tuple[Item, ...]]
    by_suffix: tuple[tuple[str, tuple[Item, ...]], ...]
    classes: dict[str, tuple[str, ...]]
    cases: dict[str, frozenset[str]] = msgspec.field(default_factory=dict)  # what `addressing_cases` has told

    def find(self, lemma: str, upos: str) -> tuple[Item, ...]:
        """The entries a word with this lemma and part of speech may belong to."""
        found = self.by_lemma.get(lemma, ())
        if found:
            return found
        key = lemma.lower().replace("_", "")
        found = self.by_lemma.get(key, ())
        if not found and upos == "NOUN":
            for suffix, items in self.by_suffix:
                if key.endswith(suffix) and len(key) > len(suffix) + 1:
                    return items
        return found

    def is_addressing(self, lemma: str) -> bool:
        """Whether the verb takes an object and a clause ("ask Iran to", "accuse Iran of")."""
        return any(
            item.part == "verb"
            and "obj" in (item.entry.recipient or ())
            and {"xcomp", "ccomp"} & set(item.entry.content or ())
            for item in self.by_lemma.get(lemma.replace("_", ""), ())
        )

    def gives(self, lemma: str, thing: str) -> bool:
        """Whether the verb names whom it gives such a thing to as an indirect object ("sent Chad tents")."""
        return any(
            "iobj" in (item.entry.recipient or ())
            and any(role == "obj" and matcher.accepts(thing) for role, matcher in item.with_)
            for item in self.by_lemma.get(lemma.replace("_", ""), ())
        )

    def takes_particle(self, lemma: str, particle: str, thing: str) -> bool:
        """Whether the verb with this particle does something to such a thing ("hand over weapons")."""
        for item in self.by_lemma.get(lemma, ()):
            parted = dict(item.with_)
            own, what = parted.get("compound:prt"), parted.get("obj")
            if own is not None and what is not None and own.accepts(particle) and what.accepts(thing):
                return True
        return False

    def takes_infinitive(self, lemma: str) -> bool:
        """Whether an infinitive after the verb is what it is about ("threaten to", "call on Iran to")."""
        return any(
            item.part in ("verb", "phrase") and "xcomp" in (item.entry.content or ())
            for item in self.by_lemma.get(lemma.replace("_", ""), ())
        )

    def takes_clause(self, lemma: str) -> bool:
        """Whether a clause after the verb may be what it says ("warned Iran that")."""
        return any(
            item.part == "verb" and "ccomp" in (item.entry.content or ("ccomp",))
            for item in self.by_lemma.get(lemma.replace("_", ""), ())
        )

    def takes_object(self, lemma: str) -> bool:
        """Whether the verb, when an infinitive may follow, can have an object of its own ("ask Iran to")."""
        plain = (
            item.entry
            for item in self.by_lemma.get(lemma.replace("_", ""), ())
            if (item.part == "verb" and not item.with_)
            or (len(item.with_) == 1 and item.with_[0][0] == "obj" and item.with_[0][1].builtin)
        )
        return any(
            "obj" in (entry.recipient or ())
            or ("iobj" in (entry.recipient or ()) and "xcomp" in (entry.content or ()))
            for entry in plain
        )

    def is_promising(self, lemma: str) -> bool:
        """Whether the verb binds its subject to what an infinitive after it tells ("pledged to")."""
        return any(item.promises for item in self.by_lemma.get(lemma.replace("_", ""), ()))

    def addressing_cases(self, lemma: str) -> frozenset[str]:
        """The prepositions under which the verb names whom it addresses ("bij" of "aandringen")."""
        key = lemma.replace("_", "")
        items = self.by_lemma.get(key)
        if items is None:
            return frozenset()
        cases = self.cases.get(key)
        if cases is None:
            cases = self.cases[key] = frozenset(
                role[4:]
                for item in items
                if item.part == "verb" and {"xcomp", "ccomp"} & set(item.entry.content or ())
                for role in item.entry.recipient or ()
                if role.startswith("obl:") and ">" not in role
            )
        return cases

    def summary(self) -> str:
        """A line for people: how many entries of which part."""
        parts = Counter(item.part for item in self.items)
        return (
            f"{self.language}: {len(self.items)} entries ({', '.join(f'{n} {p}' for p, n in parts.items())})"
        )


class _File(msgspec.Struct, forbid_unknown_fields=True):
    verb: list[Entry] = []
    phrase: list[Entry] = []
    noun: list[Entry] = []
    adjective: list[Entry] = []


@cache
def load_lexicon(language: str, overlay: Overlay = NONE) -> Lexicon:
    """The lexicon of `language` with the overlay's entries; raises DataError with file and entry.

    An entry of the overlay takes the place of shipped ones for the same word with the same `with`.
    """
    folder = FOLDER / language
    classes = _load_classes(folder / "classes.toml")
    for path in overlay.files(language, "classes.toml"):
        for name, lemmas in _load_classes(path).items():
            classes[name] = (*classes.get(name, ()), *lemmas)
    codebook = load_codebook(overlay=overlay)
    items = _read_folder(folder, language, classes, codebook)
    for off in load_off(overlay):
        items = off.leave_out(items, language)
    for own in overlay.folder_paths(language):
        added = _read_folder(own, language, classes, codebook, own.parent.name)
        items = [*added, *override_items(items, added)]
    by_lemma: dict[str, list[Item]] = defaultdict(list)
    by_suffix: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for lemma in item.lemmas:
            if lemma.startswith("-"):
                by_suffix[lemma[1:].lower()].append(item)
            else:
                by_lemma[lemma.lower().replace("_", "")].append(item)
    return Lexicon(
        language,
        tuple(items),
        {lemma: _by_restriction(found) for lemma, found in by_lemma.items()},
        tuple((s, _by_restriction(by_suffix[s])) for s in sorted(by_suffix, key=len, reverse=True)),
        classes,
    )


def _read_folder(
    folder: Path,
    language: str,
    classes: dict[str, tuple[str, ...]],
    codebook: Codebook,
    own: str | None = None,
) -> list[Item]:
    """The entries of a language folder, in order of file and place; `own` names the overlay it is of."""
    items: list[Item] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name in (OWN_OTHER_FILES if own else OTHER_FILES):
            continue
        try:
            file = read_table(path, _File)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise DataError(str(error), where=str(path), remedy="see languages/schema.py") from None
        parts: list[tuple[Part, list[Entry]]] = [
            ("verb", file.verb),
            ("phrase", file.phrase),
            ("noun", file.noun),
            ("adjective", file.adjective),
        ]
        for part, entries in parts:
            for number, entry in enumerate(entries, 1):
                item = _check(entry, part, language, path, number, classes, codebook)
                items.append(msgspec.structs.replace(item, folder=own))
    return items


def _by_restriction(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: -len(item.with_) * 2 - len(item.without)))


def _check(
    entry: Entry,
    part: Part,
    language: str,
    path: Path,
    number: int,
    classes: dict[str, tuple[str, ...]],
    codebook: Codebook,
) -> Item:
    lemmas = list_words(entry.verb if part == "phrase" else entry.lemma)
    where = f"{path}: {part} {number} ({', '.join(lemmas) or 'no lemma'})"
    if not lemmas:
        key = "verb" if part == "phrase" else "lemma"
        raise DataError(f"a {part} entry needs `{key}`", where=where)
    if part == "phrase" and not entry.with_:
        raise DataError("a phrase needs `with`", where=where, remedy="or make it a [[verb]]")
    if entry.frame not in codebook.frames:
        raise DataError(f"unknown frame {entry.frame!r}", where=where, remedy="see codebook/frames.toml")
    try:
        parse_gives(entry.gives)
    except ValueError as error:
        raise DataError(f"`gives`: {error}", where=where, remedy="see languages/proofs.py") from None
    with_ = tuple((role, make_matcher(words, classes, where)) for role, words in entry.with_.items())
    return Item(
        entry,
        part,
        language,
        path.name,
        number,
        lemmas,
        with_,
        tuple((role, make_matcher(words, classes, where)) for role, words in entry.without.items()),
        listed=tuple(matcher.lemmas for _, matcher in with_ if not matcher.suffixes and not matcher.builtin),
        promises=codebook.frames[entry.frame].kind == "promise"
        and (entry.content is None or "xcomp" in entry.content),
    )


def _load_classes(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        return read_table(path, dict[str, tuple[str, ...]])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="name = [list of lemmas]") from None
