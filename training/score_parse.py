"""Scores a reader on gold words: `python -m training.score_parse FILE.conllu… [--reader FOLDER]`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from dragoman.records import Segment, Token
from dragoman.records import Word as PlainWord
from dragoman.syntax.reader import Reader
from training.treebanks import Sentence, is_held, read_conllu

KINDS = ("UPOS", "FEATS", "lemma", "UAS", "LAS", "LAS full")


def make_segment(sentence: Sentence) -> Segment:
    words, at = [], 0
    for word in sentence:
        words.append(PlainWord(word.form, at, at + len(word.form)))
        at += len(word.form) + 1
    return Segment(0, at, 0, tuple(words))


def score_tokens(gold: Sentence, tokens: Sequence[Token]) -> list[bool]:
    """Per kind of KINDS one row for every word, in order of the words."""
    rows = []
    for wanted, got in zip(gold, tokens, strict=True):
        head = wanted.head == got.head
        bare = (wanted.deprel or "").partition(":")[0] == got.deprel.partition(":")[0]
        rows += [
            wanted.upos == got.upos,
            wanted.feats == got.feats,
            wanted.lemma == got.lemma,
            head,
            head and bare,
            head and wanted.deprel == got.deprel,
        ]
    return rows


def score_file(path: Path, reader: Reader, language: str, *, held: bool = False) -> dict[str, float]:
    """Percentages by kind, and the number of words; with `held` only the sentences kept from training."""
    gold = [s for s in read_conllu(path) if not held or is_held(s)]
    made = reader.analyse([make_segment(s) for s in gold], language)
    rows = [x for s, m in zip(gold, made, strict=True) for x in score_tokens(s, m.tokens)]
    words = len(rows) // len(KINDS)
    scores: dict[str, float] = {"words": words}
    for place, kind in enumerate(KINDS):
        scores[kind] = round(100 * sum(rows[place :: len(KINDS)]) / max(1, words), 2)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--reader", type=Path)
    parser.add_argument("--language", help="by default the folder's name, or the file name before `_`")
    parser.add_argument("--held", action="store_true", help="only the tenth that training leaves out")
    options = parser.parse_args()
    reader = Reader.load(options.reader)
    print(f"{'file':28}{'words':>8}" + "".join(f"{kind:>10}" for kind in KINDS))
    for path in options.files:
        scores = score_file(path, reader, options.language or path.name.partition("_")[0], held=options.held)
        print(f"{path.stem:28}{scores['words']:8.0f}" + "".join(f"{scores[k]:10.2f}" for k in KINDS))


if __name__ == "__main__":
    main()
