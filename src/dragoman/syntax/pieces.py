"""Words into pieces: the adapter of the Unigram tokenizer."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import sentencepiece

from dragoman.errors import ModelError

LONGEST_FORM = 64  # characters of a word that are looked at; what is longer is no word
MOST_PIECES = 12  # pieces a word may take; the first and the last carry its meaning
_CACHE_SIZE = 20_000
_META = "▁"


class Pieces:
    """Piece ids of words, with the words met lately remembered."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelError(
                "the tokenizer of the syntax model is missing", where=str(path), remedy="reinstall dragoman"
            )
        self._model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._meta = int(self._model.piece_to_id(_META))
        self.unknown = int(self._model.unk_id())
        self.padding = int(self._model.pad_id())
        self.end = int(self._model.eos_id())
        self.encode_word = lru_cache(maxsize=_CACHE_SIZE)(self._encode_word)

    def find_id(self, piece: str) -> int:
        """The id of one piece, that of the unknown piece when there is none."""
        return int(self._model.piece_to_id(piece))

    def _encode_word(self, form: str) -> tuple[int, ...]:
        """One or more piece ids; the lone word mark before punctuation is left out."""
        ids = self._model.encode(form[:LONGEST_FORM])
        if len(ids) > 1 and ids[0] == self._meta:
            ids = ids[1:]
        if len(ids) > MOST_PIECES:
            ids = ids[: MOST_PIECES // 2] + ids[-MOST_PIECES // 2 :]
        return tuple(int(i) for i in ids) or (self.unknown,)
