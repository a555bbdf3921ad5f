"""A story's text as sentences cut into words, ready for the model."""

from __future__ import annotations

from dragoman.records import Segment
from dragoman.syntax.contractions import expand_words
from dragoman.syntax.datelines import find_dateline
from dragoman.syntax.paragraphs import split_paragraphs
from dragoman.syntax.sentences import split_sentences
from dragoman.syntax.words import cut_words


def segment_story(text: str, language: str) -> list[Segment]:
    """The sentences of `text` in order, with exact character offsets.

    Every visible character lies in exactly one written word; a sentence starts and ends on one.
    Raises DataError for a language without a word table.
    """
    segments: list[Segment] = []
    for paragraph, (start, end) in enumerate(split_paragraphs(text)):
        cuts = cut_words(text, start, end, language)
        begin = find_dateline(text, cuts)
        for sentence in (cuts[:begin], *split_sentences(text, cuts[begin:], language)):
            if not sentence:
                continue
            words = expand_words(text, sentence, language)
            segments.append(Segment(sentence[0][0], sentence[-1][1], paragraph, words))
    return segments
