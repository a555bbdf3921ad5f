"""The adapter of the neural model: pieces in, labels and scores out. ONNX Runtime stops here."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from msgspec import Struct
from numpy.typing import NDArray

from dragoman.errors import ModelError

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]

_REMEDY = "reinstall dragoman, or name a folder made by training/export.py"


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """The label sets, in the order of the model's outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    front: tuple[str, ...]
    tail: tuple[str, ...]
    deprel: tuple[str, ...]


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What `model.json` holds beside the weights.

    `styles` maps a language to the piece that opens its sentences, `joined_particles` names the
    languages whose verbs carry a particle apart in their lemma, `lexicons` the languages with a table
    of words and compound parts, by file name.
    """

    name: str
    version: str
    styles: dict[str, str]
    joined_particles: tuple[str, ...]
    lexicons: dict[str, str]
    labels: Labels


class Answer(Struct, frozen=True):
    """What the model says of a batch: label numbers by word, counted over all sentences, and arc scores.

    Of every sentence the first word is the root. `tail` holds the best few for each word, best first.
    `arcs` is [sentence, word, head]; `as_word` and `as_head` are the words in the relation space.
    """

    upos: Ids
    feats: Ids
    front: Ids
    tail: Ids
    arcs: Floats
    as_word: Floats
    as_head: Floats


class Model:
    """The weights, loaded; one thread, so that the same story gives the same answer."""

    def __init__(self, folder: Path) -> None:
        self.settings = _read_settings(folder / "model.json")
        onnxruntime.disable_telemetry_events()  # nothing is told to anybody
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            with np.load(folder / "relations.npz") as tables:
                self._weight = tables["weight"].astype(np.float32)
                self._bias = tables["bias"].astype(np.float32)
        except Exception as problem:  # ONNX Runtime raises its own kinds; a user needs one
            raise ModelError(str(problem), where=str(folder), remedy=_REMEDY) from problem

    def read_batch(self, pieces: Ids, first: Ids, last: Ids, places: Ids, tails: int) -> Answer:
        """Analyses sentences of equally many pieces, given as `pieces` [sentence, piece].

        `first` and `last` tell for every word, the root of each sentence among them, where its first and
        last piece stand in all pieces laid flat; `places` [sentence, word] where the words of a sentence
        stand in that list, anything past its end. `tails` is how many tail scripts to give for a word.
        """
        given = {"pieces": pieces, "first": first, "last": last, "places": places}
        upos, feats, front, tail, arcs, as_word, as_head = self._session.run(None, given)
        labels = (upos.argmax(1), feats.argmax(1), front.argmax(1), _rank_best(tail, tails))
        return Answer(*labels, arcs, as_word, as_head)

    def label_relations(self, word: Floats, head: Floats) -> Ids:
        """The relation number of each pair of a word and its head, both in the relation space."""
        both, alone, above = np.split(self._weight, 3)
        scores = (word * head) @ both + word @ alone + head @ above + self._bias
        return np.asarray(scores.argmax(1))


def _rank_best(scores: Floats, count: int) -> Ids:
    """The numbers of the best `count` of each row, best first; overwrites `scores`."""
    rows = np.arange(len(scores))
    best = np.empty((len(scores), count), dtype=np.int64)
    for place in range(count):
        if place:
            scores[rows, best[:, place - 1]] = -np.inf
        best[:, place] = scores.argmax(1)
    return best


def _read_settings(path: Path) -> Settings:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except OSError as problem:
        raise ModelError("the syntax model is missing", where=str(path), remedy=_REMEDY) from problem
    except msgspec.MsgspecError as problem:
        raise ModelError(str(problem), where=str(path), remedy=_REMEDY) from problem
