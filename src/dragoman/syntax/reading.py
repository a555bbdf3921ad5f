"""The read half: stories in, parses out; the sentences of all stories share the model's batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dragoman.records import Parse, Segment, Sentence, Story
from dragoman.syntax.segments import segment_story


class Analyser(Protocol):
    """What reads segments: `dragoman.syntax.reader.Reader`."""

    model: str

    def analyse(self, segments: Sequence[Segment], language: str | Sequence[str]) -> list[Sentence]:
        """The segments analysed, in order."""
        ...


def read_stories(stories: Sequence[Story], reader: Analyser) -> Iterator[Parse]:
    """The parses of `stories`, in order; raises DataError for a language without a word table."""
    segments = [segment_story(story.text, story.language) for story in stories]
    flat = [segment for own in segments for segment in own]
    languages = [story.language for story, own in zip(stories, segments, strict=True) for _ in own]
    sentences = iter(reader.analyse(flat, languages))
    for story, own in zip(stories, segments, strict=True):
        yield Parse(story.id, story.language, reader.model, tuple(next(sentences) for _ in own))
