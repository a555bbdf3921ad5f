"""The table of words and compound parts, from the lemmas of the training treebanks and a word list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from wordfreq import top_n_list

from training.treebanks import Sentence

FREQUENT_WORDS = {"nl": 60_000}
FREQUENT_ELSEWHERE = 25_000  # words of the other languages

_TAGS = {"NOUN", "ADJ"}
_LISTED = {"NOUN", "ADJ", "VERB"}
_LINK = "s"  # the letter that most often links two parts; other links are learnt from the compounds seen
_SHORTEST_FIRST, _SHORTEST_LAST = 4, 5  # letters of a simple noun that may be a part of a new compound


def list_parts(sentences: Iterable[Sentence]) -> list[tuple[str, str, str]]:
    """Rows (kind, written, lemma) as `dragoman.syntax.lemmas.load_lexicon` reads them."""
    whole: dict[str, Counter[str]] = {}
    left: dict[str, Counter[str]] = {}
    right: set[str] = set()
    simple: set[str] = set()
    for sentence in sentences:
        for word in sentence:
            lemma = (word.lemma or "").lower()
            if word.upos not in _TAGS or not lemma.replace("_", "").isalpha():
                continue
            first, mark, last = lemma.rpartition("_")
            if not mark:
                whole.setdefault(lemma, Counter())[lemma] += 1
                if word.upos == "NOUN" and word.lemma == lemma:
                    simple.add(lemma)
                continue
            at = word.form.lower().rfind(last[: max(3, len(last) - 3)])
            if at <= 0:
                continue
            written = word.form[:at].lower()
            whole.setdefault(written + last, Counter())[lemma] += 1
            left.setdefault(written, Counter())[first] += 1
            right.add(last)
    firsts = {word: seen.most_common(1)[0][0] for word, seen in left.items()}
    for noun in sorted(simple):
        if len(noun) >= _SHORTEST_FIRST:
            firsts.setdefault(noun, noun)
            firsts.setdefault(noun + _LINK, noun)
        if len(noun) >= _SHORTEST_LAST:
            right.add(noun)
    rows = [
        ("whole", word, seen.most_common(1)[0][0]) for word, seen in sorted(whole.items()) if len(word) > 5
    ]
    rows += [("left", written, lemma) for written, lemma in sorted(firsts.items())]
    rows += [("right", word, word) for word in sorted(right)]
    return rows


def list_verbs(sentences: Iterable[Sentence]) -> list[tuple[str, str, str]]:
    """Rows of separable verbs; those that are also found unseparated are left out."""
    seen: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for word in sentence:
            if word.upos == "VERB" and word.lemma:
                seen.setdefault(word.lemma.replace("_", ""), Counter())[word.lemma] += 1
    return [
        ("verb", joined, next(iter(found)))
        for joined, found in sorted(seen.items())
        if len(found) == 1 and joined not in found
    ]


def list_words(sentences: Iterable[Sentence], language: str) -> list[tuple[str, str, str]]:
    """Rows of words known to exist: last parts of lemmas, and the language's most frequent words."""
    words = {
        word
        for word in top_n_list(language, FREQUENT_WORDS.get(language, FREQUENT_ELSEWHERE))
        if word.isalpha()
    }
    for sentence in sentences:
        for word in sentence:
            last = (word.lemma or "").rpartition("_")[2].lower()
            if word.upos in _LISTED and last.isalpha():
                words.add(last)
    return [("word", word, word) for word in sorted(words) if len(word) > 1]


def write_lexicon(rows: Iterable[tuple[str, str, str]], path: Path) -> None:
    lines = [
        f"{kind}\t{written}\n" if written == lemma else f"{kind}\t{written}\t{lemma}\n"
        for kind, written, lemma in rows
    ]
    path.write_text("".join(lines), encoding="utf-8")
