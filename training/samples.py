"""From sentences to tensors: label sets, typographic variants, batches of like length."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from dragoman.syntax.lemmas import SAME, derive_scripts
from dragoman.syntax.pieces import Pieces
from training.treebanks import Sentence, Word

KINDS = ("upos", "feats", "front", "tail", "deprel")
IGNORE = -100
_LEAST = {"upos": 1, "feats": 2, "front": 2, "tail": 2, "deprel": 2}
_LONGEST = 256  # pieces of a sentence; longer ones are not trained on
_PARTICLE = "compound:prt"


@dataclass(frozen=True)
class Sample:
    """One sentence ready for the network; every label is a string, None where no loss is taken."""

    forms: tuple[str, ...]
    labels: dict[str, tuple[str | None, ...]]
    heads: tuple[int, ...]
    style: str


def make_sample(sentence: Sentence, style: str) -> Sample:
    scripts = [plan_lemma(word, number, sentence, style) for number, word in enumerate(sentence, 1)]
    labels: dict[str, tuple[str | None, ...]] = {
        "upos": tuple(word.upos for word in sentence),
        "feats": tuple(word.feats for word in sentence),
        "front": tuple(front for front, _ in scripts),
        "tail": tuple(tail for _, tail in scripts),
        "deprel": tuple(word.deprel for word in sentence),
    }
    return Sample(tuple(w.form for w in sentence), labels, tuple(w.head for w in sentence), style)


def plan_lemma(word: Word, number: int, sentence: Sentence, style: str) -> tuple[str | None, str | None]:
    """The edit scripts to learn for a word.

    A Dutch verb whose particle stands apart learns its lemma without the particle, a Dutch compound
    learns the lemma of its last part: the reader puts both together again.
    """
    lemma = word.lemma
    if lemma is None or (lemma == "_" and word.form != "_"):
        return None, None
    if style == "<nl>" and "_" in lemma and word.form != lemma:
        for other in sentence:
            if (
                other.head == number
                and other.deprel == _PARTICLE
                and lemma.startswith(f"{other.form.lower()}_")
            ):
                return derive_scripts(word.form, lemma[len(other.form) + 1 :])
        if word.upos != "VERB":
            part = lemma.rpartition("_")[2]
            at = word.form.lower().rfind(part[: max(3, len(part) - 3)].lower())
            if at <= 0:
                return None, None
            _, tail = derive_scripts(word.form[at:], part)
            return ("l0-0+" if lemma == lemma.lower() else SAME[0]), tail
    return derive_scripts(word.form, lemma)


def list_labels(samples: Iterable[Sample]) -> dict[str, list[str]]:
    """The label set of every kind, most frequent first."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for sample in samples:
        for kind in KINDS:
            counts[kind].update(label for label in sample.labels[kind] if label is not None)
    return {kind: [label for label, n in counts[kind].most_common() if n >= _LEAST[kind]] for kind in KINDS}


# ── typography of the news ──

_QUOTES = {
    '"': "“”",
    "''": "“”",
    "``": "“”",
    "'": "‘’",
    "“": '""',
    "”": '""',
    "‘": "''",
    "’": "''",
    ",,": "„”",
}
_DASHES = {"-": "–", "--": "—", "–": "-", "—": "–"}


def vary_typography(sample: Sample, dice: random.Random) -> Sample:
    """The same sentence in other typography: quotes, dashes, apostrophes, case, no full stop."""
    forms = list(sample.forms)
    upos = sample.labels["upos"]
    if dice.random() < 0.4:
        opened: Counter[str] = Counter()
        for i, form in enumerate(forms):
            if form in _QUOTES and upos[i] == "PUNCT":
                forms[i] = _QUOTES[form][opened[form] % 2]
                opened[form] += 1
    if dice.random() < 0.3:
        for i, form in enumerate(forms):
            if form in _DASHES and upos[i] == "PUNCT":
                forms[i] = _DASHES[form]
            elif "'" in form and len(form) > 1 and upos[i] != "PUNCT":
                forms[i] = form.replace("'", "’")
    chance = dice.random()
    if chance < 0.04:
        forms[0] = forms[0].lower()
    elif chance < 0.06:
        forms[0] = forms[0].upper()
    elif chance < 0.08 and len(forms) < 20:
        forms = [form.upper() for form in forms]
    result = replace(sample, forms=tuple(forms))
    last = len(forms)
    if (
        dice.random() < 0.06
        and last > 2
        and forms[-1] == "."
        and last not in sample.heads
        and sample.heads[-1]
    ):
        labels = {kind: values[:-1] for kind, values in sample.labels.items()}
        result = replace(result, forms=result.forms[:-1], heads=sample.heads[:-1], labels=labels)
    return result


# ── batches ──


@dataclass
class Batch:
    pieces: Tensor
    first: Tensor
    last: Tensor
    heads: Tensor
    labels: dict[str, Tensor]
    numbers: list[int]  # which samples these rows are

    def to(self, device: torch.device) -> Batch:
        labels = {kind: value.to(device) for kind, value in self.labels.items()}
        move: list[Any] = [x.to(device) for x in (self.pieces, self.first, self.last, self.heads)]
        return Batch(*move, labels, self.numbers)


def make_batches(
    samples: list[Sample], labels: dict[str, list[str]], pieces: Pieces, size: int, dice: random.Random | None
) -> Iterator[Batch]:
    """Batches of at most `size` padded pieces, in random order when there are dice."""
    index = {kind: {label: i for i, label in enumerate(labels[kind])} for kind in KINDS}
    encoded = [encode_forms(s.forms, s.style, pieces) for s in samples]
    noise = (lambda n: n + dice.uniform(-1.5, 1.5)) if dice else (lambda n: float(n))
    order = sorted(
        (i for i in range(len(samples)) if dice is None or len(encoded[i][0]) <= _LONGEST),
        key=lambda i: noise(len(encoded[i][0])),
    )
    groups: list[list[int]] = []
    widest = 0
    for i in order:
        widest = max(widest, len(encoded[i][0]))
        if not groups or widest * (len(groups[-1]) + 1) > size:
            groups.append([])
            widest = len(encoded[i][0])
        groups[-1].append(i)
    if dice:
        dice.shuffle(groups)
    for group in groups:
        yield _make_batch([samples[i] for i in group], [encoded[i] for i in group], index, pieces, group)


def encode_forms(
    forms: tuple[str, ...], style: str, pieces: Pieces
) -> tuple[list[int], list[int], list[int]]:
    """Piece ids with the style mark before and the end mark after; first and last piece of every word."""
    ids, first, last = [pieces.find_id(style)], [0], [0]
    for form in forms:
        word = pieces.encode_word(form)
        first.append(len(ids))
        ids.extend(word)
        last.append(len(ids) - 1)
    ids.append(pieces.end)
    return ids, first, last


def _make_batch(
    samples: list[Sample],
    encoded: list[tuple[list[int], list[int], list[int]]],
    index: dict[str, dict[str, int]],
    pieces: Pieces,
    numbers: list[int],
) -> Batch:
    rows, wide = len(samples), max(len(ids) for ids, _, _ in encoded)
    words = max(len(first) for _, first, _ in encoded)
    all_ids = torch.full((rows, wide), pieces.padding)
    first, last = torch.zeros(rows, words, dtype=torch.long), torch.zeros(rows, words, dtype=torch.long)
    heads = torch.full((rows, words), IGNORE)
    labels = {kind: torch.full((rows, words), IGNORE) for kind in KINDS}
    for row, (sample, (ids, a, b)) in enumerate(zip(samples, encoded, strict=True)):
        end = len(a)
        all_ids[row, : len(ids)] = torch.tensor(ids)
        first[row, :end], last[row, :end] = torch.tensor(a), torch.tensor(b)
        heads[row, 1:end] = torch.tensor(sample.heads)
        for kind in KINDS:
            found = [IGNORE if x is None else index[kind].get(x, IGNORE) for x in sample.labels[kind]]
            labels[kind][row, 1:end] = torch.tensor(found)
    return Batch(all_ids, first, last, heads, labels, numbers)
