"""From words to syntax: segments of any number and length in, analysed sentences out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from pathlib import Path

import numpy as np

from dragoman.errors import ModelError
from dragoman.records import Segment, Sentence
from dragoman.syntax.analysis import Analysis, append_part, join_particles, make_tokens
from dragoman.syntax.lemmas import Lexicon, choose_lemma, load_lexicon, split_compound
from dragoman.syntax.model import Answer, Ids, Model
from dragoman.syntax.parts import Batch, Part, cut_parts, group_parts, lay_parts
from dragoman.syntax.pieces import Pieces
from dragoman.syntax.tree import choose_heads

BEST_TAILS = 4  # tail scripts to choose a lemma from, where the language has a lexicon
REMEMBERED = 8_192  # sentences whose analysis is kept, about 1.5 kB each: wire copies repeat them
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})  # parts of speech whose lemmas a lexicon can confirm
_COMPOUNDED = frozenset({"NOUN", "ADJ"})  # parts of speech whose compounds are set off in the lemma
MOST_KEPT = 20_000  # words whose lemmas are kept: those beyond are rare, and would fill memory in long runs
_MODELS = Path(__file__).parent / "models"

_Key = tuple[str, str]  # a language and the words of a sentence, parted by line breaks


class Reader:
    """The syntax model with its tokenizer and tables."""

    def __init__(
        self, model: Model, pieces: Pieces, lexicons: dict[str, Path], remembered: int = REMEMBERED
    ) -> None:
        self._model = model
        self._pieces = pieces
        self._lexicons = lexicons
        self._loaded: dict[str, Lexicon] = {}  # each when its language is first met
        settings = model.settings
        self.model = f"{settings.name} {settings.version}"
        self._joined = frozenset(settings.joined_particles)
        self._styles = {language: pieces.find_id(piece) for language, piece in settings.styles.items()}
        self._relations = (*settings.labels.deprel, "root")  # the last for whatever the root heads
        self._make_lemma = lru_cache(maxsize=MOST_KEPT)(self._choose_lemma)
        self._known: dict[_Key, Analysis] = {}  # in the order of their last use
        self._remembered = remembered

    @classmethod
    def load(cls, folder: Path | None = None, *, remembered: int = REMEMBERED) -> Reader:
        """The reader in `folder`, by default the one that comes with the package.

        `remembered` is how many sentences it keeps the analysis of, to read none of them twice.
        Raises ModelError when a file is missing or does not fit.
        """
        folder = folder or _MODELS
        model = Model(folder)
        lexicons = {language: folder / name for language, name in model.settings.lexicons.items()}
        return cls(model, Pieces(folder / "pieces.model"), lexicons, remembered)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the model was trained on."""
        return tuple(self._styles)

    def analyse(self, segments: Sequence[Segment], language: str | Sequence[str]) -> list[Sentence]:
        """The segments analysed, in their order.

        `language` is one code for all segments or one for each. A segment without words gives a
        sentence without tokens. Raises ModelError for a language the model does not know.
        """
        languages = [language] * len(segments) if isinstance(language, str) else list(language)
        if len(languages) != len(segments):
            raise ValueError(f"{len(segments)} segments but {len(languages)} languages")
        for unknown in set(languages).difference(self._styles):
            raise ModelError(
                f"the syntax model does not read {unknown!r}", remedy=f"one of {', '.join(self._styles)}"
            )
        keys = [
            (code, "\n".join([word.form for word in segment.words]))
            for code, segment in zip(languages, segments, strict=True)
        ]
        found = self._recall(keys, segments)
        return [
            Sentence(s.start, s.end, s.paragraph, make_tokens(s.words, found[key]))
            for s, key in zip(segments, keys, strict=True)
        ]

    def forget(self) -> None:
        """Drops the analyses that are kept, so that all is read anew: for measurements."""
        self._known.clear()

    def _recall(self, keys: Sequence[_Key], segments: Sequence[Segment]) -> dict[_Key, Analysis]:
        """The analyses of all sentences; those that were not met lately are read, each once."""
        found: dict[_Key, Analysis] = {}
        fresh: dict[_Key, Segment] = {}
        for key, segment in zip(keys, segments, strict=True):
            if key in found or key in fresh:
                continue
            known = self._known.pop(key, None)
            if known is None:
                fresh[key] = segment
            else:
                found[key] = self._known[key] = known
        made = self._read_sentences(list(fresh.values()), [code for code, _ in fresh])
        for key, analysis in zip(fresh, made, strict=True):
            found[key] = self._known[key] = analysis
        for key in list(self._known)[: max(0, len(self._known) - self._remembered)]:
            del self._known[key]
        return found

    def _read_sentences(self, segments: Sequence[Segment], languages: Sequence[str]) -> list[Analysis]:
        encode, closing = self._pieces.encode_word, self._pieces.end
        parts: list[Part] = []
        for number, (segment, code) in enumerate(zip(segments, languages, strict=True)):
            encoded = [encode(word.form) for word in segment.words]
            parts += cut_parts(number, segment.words, encoded, self._styles[code], closing)
        made: dict[int, Analysis] = {}
        for group in group_parts(parts):
            made |= zip(map(id, group), self._read(group, languages), strict=True)
        sentences = [Analysis([], [], [], [], []) for _ in segments]
        for part in parts:
            before, own = sentences[part.sentence], made[id(part)]
            sentences[part.sentence] = append_part(before, own) if before.heads else own
        return sentences

    def _read(self, parts: Sequence[Part], languages: Sequence[str]) -> Iterator[Analysis]:
        batch = lay_parts(parts)
        codes = [languages[part.sentence] for part in parts]
        tails = BEST_TAILS if any(code in self._lexicons for code in codes) else 1
        answer = self._model.read_batch(batch.pieces, batch.first, batch.last, batch.places, tails)
        heads = choose_heads(answer.arcs, batch.lengths)
        head, relation = self._label(answer, heads, batch)
        labels = self._model.settings.labels
        digits = answer.tail + 1
        packed = (digits @ (len(labels.tail) + 1) ** np.arange(tails)).tolist()
        single = digits[:, 0].tolist()
        upos, feats, front = answer.upos.tolist(), answer.feats.tolist(), answer.front.tolist()
        end = 0
        for part, code in zip(parts, codes, strict=True):
            start, end = end + 1, end + len(part.sizes)
            tail = packed if code in self._lexicons else single
            forms = [word.form for word in part.words]
            lemmas = map(
                self._make_lemma, forms, repeat(code), upos[start:end], front[start:end], tail[start:end]
            )
            analysis = Analysis(
                list(lemmas),
                [labels.upos[number] for number in upos[start:end]],
                [labels.feats[number] for number in feats[start:end]],
                head[start:end],
                [self._relations[number] for number in relation[start:end]],
            )
            if code in self._joined:
                join_particles(part.words, analysis)
            yield analysis

    def _label(self, answer: Answer, heads: Ids, batch: Batch) -> tuple[list[int], list[int]]:
        """The head and the relation number of every word of the batch, the roots among them."""
        real = np.arange(heads.shape[1])[None, :] <= batch.lengths[:, None]
        above = (heads + batch.places[:, :1])[real]
        relations = self._model.label_relations(answer.as_word, answer.as_head[above])
        flat = heads[real]
        relations[flat == 0] = len(self._relations) - 1
        return flat.tolist(), relations.tolist()

    def _choose_lemma(self, form: str, language: str, upos: int, front: int, tails: int) -> str:
        """The lemma from label numbers; where the language has a lexicon, one it knows if there is one.

        `tails` holds the numbers of the best tail scripts, counted from 1, as digits of one number.
        """
        labels = self._model.settings.labels
        lexicon = self._find_lexicon(language)
        known: frozenset[str] = frozenset()
        if lexicon is not None and labels.upos[upos] in _CONTENT:
            known = lexicon.words
        scripts = []
        while tails:
            tails, digit = divmod(tails, len(labels.tail) + 1)
            scripts.append(labels.tail[digit - 1])
        lemma = choose_lemma(form, labels.front[front], scripts, known)
        if lexicon is not None and labels.upos[upos] in _COMPOUNDED:
            return split_compound(lemma, lexicon)
        if lexicon is not None and labels.upos[upos] == "VERB":
            return lexicon.verbs.get(lemma, lemma)
        return lemma or form

    def _find_lexicon(self, language: str) -> Lexicon | None:
        if language in self._lexicons and language not in self._loaded:
            self._loaded[language] = load_lexicon(self._lexicons[language])
        return self._loaded.get(language)
