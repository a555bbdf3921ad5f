"""From words to syntax: segments of any number and length in, analysed sentences out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from dragoman.errors import ModelError
from dragoman.records import Segment, Sentence, Token, Word
from dragoman.syntax.lemmas import Lexicon, choose_lemma, load_lexicon, split_compound
from dragoman.syntax.model import Answer, Ids, Model
from dragoman.syntax.pieces import Pieces
from dragoman.syntax.tree import choose_heads

MOST_PIECES = 256  # pieces read at once; a longer sentence is read in parts
BATCH_PIECES = (
    512  # padded pieces in one call of the model: what fits the cache; 2,048 cost a third more time
)
_PARTICLE = "compound:prt"
_LOOSE = "parataxis"  # how a later part of an overlong sentence hangs on the part before it
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})  # parts of speech whose lemmas a lexicon can confirm
_COMPOUNDED = frozenset({"NOUN", "ADJ"})  # parts of speech whose compounds are set off in the lemma
_PARTICLES = frozenset({"ADP", "ADV", "ADJ", "NOUN"})  # what a separable verb's particle can be
_MODELS = Path(__file__).parent / "models"


class Part(NamedTuple):
    """A run of words read at once: a sentence, or a piece of an overlong one."""

    segment: int
    style: int
    words: tuple[Word, ...]
    pieces: list[int]
    first: list[int]
    last: list[int]


class Reader:
    """The syntax model with its tokenizer and tables."""

    def __init__(self, model: Model, pieces: Pieces, lexicons: dict[str, Path]) -> None:
        self._model = model
        self._pieces = pieces
        self._lexicons = lexicons
        self._loaded: dict[str, Lexicon] = {}  # each when its language is first met
        settings = model.settings
        self.model = f"{settings.name} {settings.version}"
        self._joined = frozenset(settings.joined_particles)
        self._styles = {language: pieces.find_id(piece) for language, piece in settings.styles.items()}
        self._make_lemma = lru_cache(maxsize=65_536)(self._choose_lemma)

    @classmethod
    def load(cls, folder: Path | None = None) -> Reader:
        """The reader in `folder`, by default the one that comes with the package.

        Raises ModelError when a file is missing or does not fit.
        """
        folder = folder or _MODELS
        model = Model(folder)
        lexicons = {language: folder / name for language, name in model.settings.lexicons.items()}
        return cls(model, Pieces(folder / "pieces.model"), lexicons)

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
        parts = [part for i, segment in enumerate(segments) for part in self._cut(i, segment, languages[i])]
        tokens: list[list[Token]] = [[] for _ in parts]
        for group in _group_parts(parts):
            chosen = [parts[i] for i in group]
            for i, made in zip(group, self._read(chosen, languages), strict=True):
                tokens[i] = made
        gathered: list[list[Token]] = [[] for _ in segments]
        for part, made in zip(parts, tokens, strict=True):
            _append_part(gathered[part.segment], made)
        return [
            Sentence(s.start, s.end, s.paragraph, tuple(found))
            for s, found in zip(segments, gathered, strict=True)
        ]

    def _cut(self, number: int, segment: Segment, language: str) -> Iterator[Part]:
        """The parts of a segment: one, unless it has too many pieces; then cut after punctuation."""
        style = self._styles.get(language)
        if style is None:
            raise ModelError(
                f"the syntax model does not read {language!r}", remedy=f"one of {', '.join(self._styles)}"
            )
        encoded = [self._pieces.encode_word(word.form) for word in segment.words]
        start = 0
        while start < len(encoded):
            end, size = start, 2
            while end < len(encoded) and size + len(encoded[end]) <= MOST_PIECES:
                size += len(encoded[end])
                end += 1
            if end < len(encoded):
                end = _find_break(segment.words, start, end)
            ids, first, last = [style], [0], [0]
            for word in encoded[start:end]:
                first.append(len(ids))
                ids.extend(word)
                last.append(len(ids) - 1)
            ids.append(self._pieces.end)
            yield Part(number, style, segment.words[start:end], ids, first, last)
            start = end

    def _read(self, parts: Sequence[Part], languages: Sequence[str]) -> Iterator[list[Token]]:
        wide = max(len(part.pieces) for part in parts)
        size = max(len(part.first) for part in parts)
        pieces = np.full((len(parts), wide), self._pieces.padding, dtype=np.int64)
        first = np.zeros((len(parts), size), dtype=np.int64)
        last = np.zeros((len(parts), size), dtype=np.int64)
        for row, part in enumerate(parts):
            pieces[row, : len(part.pieces)] = part.pieces
            first[row, : len(part.first)] = part.first
            last[row, : len(part.last)] = part.last
        answer = self._model.read_batch(pieces, first, last)
        lengths = np.array([len(part.words) for part in parts], dtype=np.int64)
        heads = choose_heads(answer.arcs, lengths)
        relations = self._label(answer, heads, lengths)
        labels = self._model.settings.labels
        digits = answer.tail + 1
        packed = digits @ (len(labels.tail) + 1) ** np.arange(answer.tail.shape[2])
        rows = (answer.upos, answer.feats, answer.front, heads, relations)
        listed = [array.tolist() for array in rows]
        for row, part in enumerate(parts):
            end = len(part.words) + 1
            language = languages[part.segment]
            upos, feats, front, head, relation = (array[row][1:end] for array in listed)
            tail = (packed if language in self._lexicons else digits[:, :, 0])[row, 1:end].tolist()
            tokens = [
                Token(
                    word.form,
                    word.start,
                    word.end,
                    self._make_lemma(word.form, language, upos[i], front[i], tail[i]),
                    labels.upos[upos[i]],
                    labels.feats[feats[i]],
                    head[i],
                    "root" if head[i] == 0 else labels.deprel[relation[i]],
                )
                for i, word in enumerate(part.words)
            ]
            yield self._join_particles(tokens) if language in self._joined else tokens

    def _label(self, answer: Answer, heads: Ids, lengths: Ids) -> Ids:
        """Relation numbers [sentence, word] of the words within their sentences, 0 elsewhere."""
        real = np.arange(heads.shape[1])[None, :] <= lengths[:, None]
        above = np.take_along_axis(answer.as_head, heads[:, :, None], axis=1)
        relations = np.zeros_like(heads)
        relations[real] = self._model.label_relations(answer.as_word[real], above[real])
        return relations

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

    def _join_particles(self, tokens: list[Token]) -> list[Token]:
        """Puts a particle that stands apart before the lemma of its verb, unless the verb has several."""
        particles: dict[int, list[Token]] = {}
        for token in tokens:
            if token.deprel == _PARTICLE and token.head:
                particles.setdefault(token.head - 1, []).append(token)
        for place, found in particles.items():
            verb = tokens[place]
            if len(found) == 1 and found[0].upos in _PARTICLES and "_" not in verb.lemma:
                tokens[place] = replace(verb, lemma=f"{found[0].form.lower()}_{verb.lemma}")
        return tokens


def _group_parts(parts: Sequence[Part]) -> Iterator[list[int]]:
    """Numbers of parts of like length, together at most BATCH_PIECES padded pieces."""
    group: list[int] = []
    for i in sorted(range(len(parts)), key=lambda i: len(parts[i].pieces), reverse=True):
        if group and (len(group) + 1) * len(parts[group[0]].pieces) > BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _find_break(words: Sequence[Word], start: int, end: int) -> int:
    """Where to end a part at the latest by `end`: after punctuation in its second half, if there is any."""
    for place in range(end, start + (end - start) // 2, -1):
        if not any(letter.isalnum() for letter in words[place - 1].form):
            return place
    return max(end, start + 1)


def _append_part(tokens: list[Token], part: list[Token]) -> None:
    """Adds a part's tokens; the root of a later part hangs on the root of the one before."""
    shift = len(tokens)
    if not shift:
        tokens.extend(part)
        return
    anchor = next(i for i, token in enumerate(tokens, 1) if token.head == 0)
    for token in part:
        head, relation = (token.head + shift, token.deprel) if token.head else (anchor, _LOOSE)
        tokens.append(replace(token, head=head, deprel=relation))
