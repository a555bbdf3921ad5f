"""The treebanks: what is read, what is held out, and how older conventions become today's."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

LANGUAGES = ("nl", "en", "de", "fr", "es", "it")
STYLES = ("<nl>", "<en>", "<de>", "<fr>", "<es>", "<it>", "<de-pud>", "<fr-sequoia>", "<es-ancora>")
HELD_TENTH = 10  # one sentence in so many, by the hash of its words, is held out of the files with no dev set


@dataclass(frozen=True)
class File:
    """How one treebank is used: its style mark, its share of an epoch, and what of it is believed."""

    style: str
    share: float = 1.0
    held: bool = False  # a tenth is held out for measuring
    rules: str = ""


FILES = {
    "nl/nl_alpino-rebuilt-news-cdb": File("<nl>", 1.0, rules="alud"),
    "nl/nl_alpino-rebuilt-extra": File("<nl>", 1.0, rules="alud"),
    "nl/nl_alpino-rebuilt-other": File("<nl>", 0.5, rules="alud"),
    "nl/nl_lassysmall-wiki-ud2.0-history": File("<nl>", 1.0, rules="ud2.0"),
    "en/en_ewt-ud-train": File("<en>"),
    "de/de_gsd-ud-dev": File("<de>", held=True),
    "de/de_pud-ud-test": File("<de-pud>", held=True),
    "fr/fr_gsd-ud-dev": File("<fr>", held=True),
    "fr/fr_sequoia-ud-train": File("<fr-sequoia>"),
    "es/es_gsd-ud-dev": File("<es>", held=True),
    "es/es_ancora-ud-dev": File("<es-ancora>", held=True),
    "it/it_pud-ud-test": File("<it>", held=True),
}


@dataclass(frozen=True)
class Word:
    """A word with its labels; None where the treebank is not believed and no loss is taken."""

    form: str
    lemma: str | None
    upos: str | None
    xpos: str
    feats: str | None
    head: int
    deprel: str | None


Sentence = list[Word]


def read_conllu(path: Path) -> Iterator[Sentence]:
    sentence: Sentence = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line == "\n":
                if sentence:
                    yield sentence
                sentence = []
            elif line[0] != "#":
                column = line.rstrip("\n").split("\t")
                if column[0].isdigit():
                    feats = "" if column[5] == "_" else column[5]
                    sentence.append(
                        Word(column[1], column[2], column[3], column[4], feats, int(column[6]), column[7])
                    )
    if sentence:
        yield sentence


def check_hashes(shared: Path) -> None:
    """Ends the program when a treebank is not the one the recipe was made for."""
    for line in (Path(__file__).parent / "data.sha256").read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        if hashlib.sha256((shared / name).read_bytes()).hexdigest() != wanted:
            raise SystemExit(f"{shared / name}: not the file of training/data.sha256")


def is_held(sentence: Sentence) -> bool:
    """Whether a sentence belongs to the tenth that is held out for measuring."""
    return zlib.crc32(" ".join(word.form for word in sentence).encode()) % HELD_TENTH == 0


def read_training(shared: Path) -> Iterator[tuple[str, File, Sentence]]:
    """Every sentence to train on: file name, its use, the sentence in today's conventions."""
    for name, use in FILES.items():
        for sentence in read_conllu(shared / "treebanks" / f"{name}.conllu"):
            if use.held and is_held(sentence):
                continue
            if use.rules == "alud":
                if any(word.xpos == "_" for word in sentence):
                    continue  # converted without its tags: no lemmas, guessed relations
                sentence = update_alud(sentence)
            elif use.rules == "ud2.0":
                if not any(word.deprel in _UD2_SIGNS for word in sentence):
                    continue
                sentence = update_ud20(sentence)
            yield name, use, sentence


# ── the rebuilt Alpino trees: a newer converter than the one of the dev sets ──

_AMOD_HEADS = {"NOUN", "PROPN", "NUM", "SYM"}


def update_alud(sentence: Sentence) -> Sentence:
    """Label differences seen between the rebuilt files and the dev sets, taken back by rule.

    Counted per tag on both: the newer converter adds Mood=Ind to finite verbs, PronType to
    determiners, and calls an adverb within a noun phrase advmod where the dev sets say amod.
    """
    copulas = {word.head for word in sentence if word.deprel == "cop"}
    result = []
    for word in sentence:
        feats = [f for f in (word.feats or "").split("|") if f and f != "Mood=Ind" and f != "PronType=Art"]
        upos, deprel, lemma = word.upos, word.deprel, word.lemma
        if word.xpos.startswith("VNW|onbep|grad") and upos == "ADJ" and deprel == "amod":
            upos, deprel, feats = "DET", "det", []
        if upos == "DET":
            feats = [f for f in feats if not f.startswith("PronType=")]
        if upos == "ADV" and deprel == "advmod" and word.head:
            head = sentence[word.head - 1]
            if head.upos in _AMOD_HEADS and word.head not in copulas:
                deprel = "amod"
        if word.xpos == "BW" and deprel == "cc:preconj" and upos == "ADV":
            upos = "CCONJ"
        if upos == "X" and lemma:
            lemma = lemma.replace("_", " ")
        result.append(replace(word, upos=upos, feats="|".join(feats), deprel=deprel, lemma=lemma))
    return result


# ── LassySmall of 2017: believed for heads and for the labels that have not changed ──

_UD2_SIGNS = {"obj", "obl", "nsubj:pass", "aux:pass", "flat:name", "fixed"}
_UD2_SAFE = {"nsubj", "case", "det", "amod", "punct", "cc", "conj", "root", "appos", "nummod", "obj"}
_UD2_DOUBTFUL_TAGS = {"AUX", "PROPN", "SYM", "X"}


def update_ud20(sentence: Sentence) -> Sentence:
    result = []
    for word in sentence:
        deprel = "flat" if word.deprel == "flat:name" else word.deprel
        safe = deprel in _UD2_SAFE or deprel == "flat"
        capital = word.form[:1].isupper() and word is not sentence[0]
        doubtful = word.upos in _UD2_DOUBTFUL_TAGS or capital or word.deprel == "mark"
        result.append(
            replace(
                word,
                lemma=None,
                upos=None if doubtful else word.upos,
                feats=None if doubtful else word.feats,
                deprel=deprel if safe else None,
            )
        )
    return result
