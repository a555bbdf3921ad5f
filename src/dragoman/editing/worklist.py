"""The editors' worklist: the gaps of many stories, gathered by predicate, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from dragoman.batch import cut_batches
from dragoman.inputs import Given, Kept, take_inputs
from dragoman.languages.aside import load_aside
from dragoman.pipeline import Coder
from dragoman.records import Parse, Span, Story
from dragoman.sources import Refusal
from dragoman.stages.gaps import Gap, GapFinder


class Example(Struct, frozen=True):
    """A sentence in which the predicate stands, its offsets in the story, and who fills which role."""

    story: str
    sentence: Span
    predicate: Span
    roles: tuple[tuple[str, str], ...]
    reason: str | None


class Missing(Struct):
    """A predicate that stands between known actors without a record: how often, how, and where.

    `states` counts "new", "unmatched" and "doubted" (see `stages.gaps.Gap`), `roles` where actors stood
    ("nsubj + obj"), `objects` the nouns in its object. `aside` is the reason why the word was set aside;
    where an entry fits and the record was withheld, it is shown all the same.
    """

    language: str
    lemma: str
    part: str
    count: int = 0
    stories: int = 0
    states: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    objects: Counter[str] = field(default_factory=Counter)
    frames: tuple[str, ...] = ()
    aside: str | None = None
    examples: list[Example] = field(default_factory=list)


class Worklist(Struct, frozen=True):
    """Predicates by language and frequency, how many times others were set aside, what could not be read."""

    missing: list[Missing]
    set_aside: int
    stories: int
    refused: list[Refusal]

    def of(self, language: str) -> list[Missing]:
        """The predicates of one language, the most frequent first."""
        return [one for one in self.missing if one.language == language]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have any, sorted."""
        return tuple(sorted({one.language for one in self.missing}))


def list_gaps(
    inputs: Sequence[str | Path],
    coder: Coder,
    *,
    language: str | None = None,
    published: str | None = None,
    all_words: bool = False,
    examples: int = 3,
    progress: Callable[[int], None] | None = None,
) -> Worklist:
    """The worklist of the stories in `inputs`; `all_words` keeps what was set aside.

    `examples` is how many sentences each predicate keeps, `progress` is called with the number of stories
    done. Raises `DragomanError` when the options cannot be used or a data file is wrong.
    """
    gathered: dict[tuple[str, str, str], Missing] = {}
    refused: list[Refusal] = []
    stories = set_aside = 0
    for batch in cut_batches(take_inputs(inputs, language, published=published)):
        refused += [given for given in batch if isinstance(given, Refusal)]
        for story, gaps in _find_gaps(batch, coder):
            stories += 1
            aside = load_aside(story.language, coder.codebook.overlay)
            open_ = [gap for gap in gaps if gap.state == "doubted" or not aside.reason(gap.part, gap.lemma)]
            set_aside += len(gaps) - len(open_)
            _gather(story, gaps if all_words else open_, gathered, examples)
        if progress:
            progress(stories)
    for one in gathered.values():
        one.aside = load_aside(one.language, coder.codebook.overlay).reason(one.part, one.lemma)
    kept = sorted(
        gathered.values(), key=lambda one: (one.language, -one.count, -one.stories, one.lemma, one.part)
    )
    return Worklist(kept, set_aside, stories, refused)


def _find_gaps(batch: Sequence[Given], coder: Coder) -> Iterator[tuple[Story, list[Gap]]]:
    fresh = [given for given in batch if isinstance(given, Story)]
    read: list[tuple[Story, Parse]] = list(zip(fresh, coder.read(fresh) if fresh else (), strict=True))
    read += [(given.story, given.parse) for given in batch if isinstance(given, Kept)]
    for story, parse in read:
        study, record = coder.study(story, parse)
        aside = load_aside(story.language, coder.codebook.overlay)
        finder = GapFinder(story.text, study.lexicon, study.actors, aside, record)
        yield story, finder.find(study.trees, study.found)


def _gather(
    story: Story, gaps: list[Gap], gathered: dict[tuple[str, str, str], Missing], examples: int
) -> None:
    seen = set()
    for gap in gaps:
        key = (story.language, gap.lemma, gap.part)
        one = gathered.setdefault(key, Missing(*key))
        one.count += 1
        if key not in seen:
            seen.add(key)
            one.stories += 1
        one.states[gap.state] += 1
        one.roles[" + ".join(dict.fromkeys(role for role, _ in gap.roles))] += 1
        one.objects.update(gap.others)
        one.frames = tuple(dict.fromkeys((*one.frames, *gap.frames)))
        if len(one.examples) < examples:
            one.examples.append(Example(story.id, gap.sentence, gap.predicate, gap.roles, gap.reason))
