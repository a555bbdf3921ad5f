"""The ruler for words and sentences: `segment_story` against the cuts of a treebank.

Method. The text of a treebank is rebuilt from its written words: SpaceAfter=No is honoured within a
sentence, sentences are joined five by five with one space, and each five are given to `segment_story`
as one text, so that no line break helps. As in the CoNLL 2018 shared task, characters are counted
without white space; a sentence or written token is right when both its ends are, a syntactic word of
a contraction is matched by form (lower case) within the span of the contraction, by the longest common
subsequence. F1 = 2 · right / (gold + system).

Headings, list entries and captions carry no end mark; joined with a space nothing but their sense tells
them from what follows (in a story a line break does). So sentence F1 is given three times: over all
sentences; over those that end in an end mark, with or without closing quotes and brackets behind it
("marked"); and over all with a line break instead of the space behind those that do not ("lined").

Usage: python -m evaluation.segmentation [FILE.conllu …] [--language nl] [--json] [--errors N]
Without files: all dev sets of ../shared/treebanks; the language is the first two letters of a file's name.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.records import Segment
from dragoman.syntax.conllu import Block, read_conllu
from dragoman.syntax.given import rebuild_segments
from dragoman.syntax.segments import segment_story

TREEBANKS = Path(__file__).resolve().parents[2] / "shared" / "treebanks"
DEV_SETS = (
    "nl/nl_alpino-ud-dev",
    "nl/nl_lassysmall-ud-dev",
    "en/en_ewt-ud-dev",
    "de/de_gsd-ud-dev",
    "de/de_pud-ud-test",
    "fr/fr_gsd-ud-dev",
    "fr/fr_sequoia-ud-dev",
    "es/es_ancora-ud-dev",
    "es/es_gsd-ud-dev",
    "it/it_pud-ud-test",
)
GROUP = 5

Unit = tuple[int, int]


@dataclass
class Count:
    """Right, gold and system numbers of one kind of unit."""

    right: int = 0
    gold: int = 0
    system: int = 0

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.right / (self.gold + self.system) if self.gold + self.system else 0.0


@dataclass
class Scores:
    """All counts of one treebank, with examples of what went wrong."""

    sentences: Count = field(default_factory=Count)
    marked: Count = field(default_factory=Count)  # sentences of texts made only of those with an end mark
    lines: Count = field(default_factory=Count)  # all sentences, unmarked ones on lines of their own
    words: Count = field(default_factory=Count)
    errors: list[str] = field(default_factory=list)


def score_treebank(path: Path, language: str) -> Scores:
    """The scores of `segment_story` on the treebank at `path`."""
    scores = Scores()
    treebank = read_conllu(path)
    for blocks in _group(treebank):
        text, gold = rebuild_segments(blocks, separator=" ")
        _compare(text, gold, segment_story(text, language), scores)
        ends = {own.end for own, block in zip(gold, blocks, strict=True) if not _has_end_mark(block)}
        lined = "".join("\n" if at in ends else letter for at, letter in enumerate(text))
        _count(scores.lines, _list_spans(gold), _list_spans(segment_story(lined, language)))
    for blocks in _group([block for block in treebank if _has_end_mark(block)]):
        text, gold = rebuild_segments(blocks, separator=" ")
        _count(scores.marked, _list_spans(gold), _list_spans(segment_story(text, language)))
    return scores


def _has_end_mark(block: Block) -> bool:
    return re.search(r"[.!?…]\W*$", "".join(word.form for word in block.words[-3:])) is not None


def _list_spans(segments: list[Segment]) -> set[Unit]:
    return {(segment.start, segment.end) for segment in segments}


def _group(blocks: list[Block]) -> Iterator[list[Block]]:
    for at in range(0, len(blocks), GROUP):
        yield blocks[at : at + GROUP]


def _compare(text: str, gold: list[Segment], system: list[Segment], scores: Scores) -> None:
    _count(scores.sentences, _list_spans(gold), _list_spans(system))
    gold_stops, system_stops = ({segment.end for segment in side} for side in (gold, system))
    for stop in sorted(gold_stops ^ system_stops):
        side = "S missed" if stop in gold_stops else "S extra "
        scores.errors.append(f"{side} {text[max(0, stop - 50) : stop]}⏎{text[stop : stop + 35]}")
    gold_words, system_words = _gather(gold), _gather(system)
    right = sum(
        _match(gold_words[span], system_words[span]) for span in gold_words.keys() & system_words.keys()
    )
    right += _match_split(gold_words, system_words)
    scores.words.right += right
    scores.words.gold += sum(map(len, gold_words.values()))
    scores.words.system += sum(map(len, system_words.values()))
    for span in sorted(system_words.keys() ^ gold_words.keys()):
        side = "W gold  " if span in gold_words else "W system"
        context = (
            f"{text[max(0, span[0] - 15) : span[0]]}⟦{text[slice(*span)]}⟧{text[span[1] : span[1] + 15]}"
        )
        scores.errors.append(f"{side} {context}")
    for span in sorted(system_words.keys() & gold_words.keys()):
        if _match(gold_words[span], system_words[span]) < len(gold_words[span]):
            context = (
                f"{text[max(0, span[0] - 30) : span[0]]}⟦{text[slice(*span)]}⟧{text[span[1] : span[1] + 15]}"
            )
            scores.errors.append(f"W forms {gold_words[span]} {system_words[span]} {context}")


def _count(count: Count, gold: set[Unit], system: set[Unit]) -> None:
    count.right += len(gold & system)
    count.gold += len(gold)
    count.system += len(system)


def _gather(segments: list[Segment]) -> dict[Unit, list[str]]:
    """Forms by span: several under one span are the words of a contraction."""
    gathered: dict[Unit, list[str]] = {}
    for segment in segments:
        for word in segment.words:
            gathered.setdefault((word.start, word.end), []).append(word.form.lower())
    return gathered


def _match_split(gold: dict[Unit, list[str]], system: dict[Unit, list[str]]) -> int:
    """Words right by form where one side shares a span that the other cuts exactly."""
    right = 0
    for one, other in ((gold, system), (system, gold)):
        starts = {span[0]: span for span in other}
        for (start, end), forms in one.items():
            if len(forms) == 1 or (start, end) in other:
                continue
            pieces: list[str] = []
            at = start
            while at < end and at in starts and starts[at][1] <= end:
                pieces.extend(other[starts[at]])
                at = starts[at][1]
            right += _match(forms, pieces) if at == end else 0
    return right


def _match(gold: list[str], system: list[str]) -> int:
    """The length of the longest common subsequence."""
    if gold == system:
        return len(gold)
    row = [0] * (len(system) + 1)
    for form in gold:
        before = row
        row = [0]
        for at, other in enumerate(system):
            row.append(before[at] + 1 if form == other else max(before[at + 1], row[at]))
    return row[-1]


def main() -> None:
    """Print a table (or JSON) of sentence and word F1 per treebank."""
    parser = argparse.ArgumentParser(description="Score words and sentences against treebanks.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--language", help="of all files; else told by their names")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N of each kind")
    options = parser.parse_args()
    paths = options.files or [TREEBANKS / f"{name}.conllu" for name in DEV_SETS]
    rows = []
    for path in paths:
        scores = score_treebank(path, options.language or path.name[:2])
        rows.append(
            {
                "treebank": path.stem,
                "sentence_f1": round(scores.sentences.f1, 2),
                "marked_sentence_f1": round(scores.marked.f1, 2),
                "lined_sentence_f1": round(scores.lines.f1, 2),
                "word_f1": round(scores.words.f1, 2),
                "sentences": scores.sentences.gold,
                "marked_sentences": scores.marked.gold,
                "words": scores.words.gold,
            }
        )
        for kind in "SW":
            for line in [error for error in scores.errors if error[0] == kind][: options.errors]:
                print(line)
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'treebank':28}{'sentences':>10}{'F1':>8}{'marked':>8}{'F1':>8}{'lined':>8}{'words':>9}{'F1':>8}")
    for row in rows:
        print(
            f"{row['treebank']:28}{row['sentences']:>10}{row['sentence_f1']:>8.2f}"
            f"{row['marked_sentences']:>8}{row['marked_sentence_f1']:>8.2f}{row['lined_sentence_f1']:>8.2f}"
            f"{row['words']:>9}{row['word_f1']:>8.2f}"
        )


if __name__ == "__main__":
    main()
