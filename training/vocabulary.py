"""The tokenizer of the model: the base model's pieces, cut down to those the six languages use."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto
from wordfreq import top_n_list

from training.base import Base
from training.treebanks import FILES, LANGUAGES, STYLES, read_conllu

SPECIALS = ("<unk>", "<s>", "</s>", "<pad>")
WORDS_PER_LANGUAGE = 150_000
_FIRST_EAST_ASIAN = 0x2E80  # single characters from here on are left to <unk>


def build_tokenizer(base: Base, shared: Path, out: Path) -> np.ndarray:
    """Writes the SentencePiece model to `out`; returns each kept piece's row in the base embeddings."""
    full = sentencepiece.SentencePieceProcessor(model_proto=_make_model(base, range(4, len(base.pieces))))
    offset = len(SPECIALS) + len(STYLES) - 4
    used = Counter(i for word in set(_list_words(shared)) for i in full.encode(word))
    kept = [
        row
        for row in range(4, len(base.pieces))
        if used[row + offset] or (len(base.pieces[row]) == 1 and ord(base.pieces[row]) < _FIRST_EAST_ASIAN)
    ]
    out.write_bytes(_make_model(base, kept))
    start = base.pieces.index("<s>")
    rows = [base.pieces.index(name) for name in SPECIALS] + [start] * len(STYLES) + kept
    return np.array(rows)


def _list_words(shared: Path) -> Iterable[str]:
    for language in LANGUAGES:
        for word in top_n_list(language, WORDS_PER_LANGUAGE):
            yield word
            yield word.capitalize()
    for name in FILES:
        for sentence in read_conllu(shared / "treebanks" / f"{name}.conllu"):
            yield from (word.form for word in sentence)
    for path in sorted((shared / "stories").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from json.loads(line)["text"].split()


def _make_model(base: Base, rows: Iterable[int]) -> bytes:
    """A Unigram model with the base's normalizer (NFKC of XLM-R) and the pieces of these rows."""
    model = proto.ModelProto()
    model.trainer_spec.model_type = proto.TrainerSpec.UNIGRAM
    model.trainer_spec.unk_id, model.trainer_spec.bos_id = 0, 1
    model.trainer_spec.eos_id, model.trainer_spec.pad_id = 2, 3
    model.normalizer_spec.CopyFrom(_read_normalizer())
    for name in (*SPECIALS, *STYLES):
        kind = (
            proto.ModelProto.SentencePiece.UNKNOWN
            if name == "<unk>"
            else proto.ModelProto.SentencePiece.CONTROL
        )
        model.pieces.add(piece=name, score=0.0, type=kind)
    for row in rows:
        model.pieces.add(piece=base.pieces[row], score=float(base.scores[row]))
    return model.SerializeToString()


def _read_normalizer() -> proto.NormalizerSpec:
    """SentencePiece's own `nmt_nfkc` tables, taken from a throw-away model."""
    with tempfile.TemporaryDirectory() as folder:
        prefix = Path(folder) / "m"
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["a b c"] * 10),
            model_prefix=str(prefix),
            vocab_size=8,
            hard_vocab_limit=False,
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
        )
        made = proto.ModelProto()
        made.ParseFromString(prefix.with_suffix(".model").read_bytes())
        return made.normalizer_spec
