"""Statements of real stories: who says what, found or missed, and is it the right speaker?

Usage: python -m evaluation.statements [--json] [--errors N] [--overlap 0.5] [--stories FOLDER]
evaluation/gold/statements holds offsets only; the texts are read from ../shared/stories. A statement is
found when of the characters that its content and the coded one cover together at least the stated part is
shared. A speaker is right by its country, else its group; a name when its last word is among the coded ones.
"public" are the speakers that hold office or power, or are a state or an international body: whose country a
story tells, while that of a private person is often known only from elsewhere.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, field

from dragoman.errors import DataError, DragomanError
from dragoman.inputs import take_inputs
from dragoman.pipeline import Coder
from dragoman.records import Statement, Story, StoryRecord
from dragoman.scoring.gold import parse_participant
from dragoman.scoring.matching import Edges, shared
from dragoman.scoring.score import Balance, Fault, Share

GOLD = Path(__file__).with_name("gold") / "statements"
STORIES = Path(__file__).resolve().parents[2] / "shared" / "stories"
OVERLAPS = (0.3, 0.5, 0.8)
PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "REB", "COP", None})  # None: a state, a body
COUNTRY = 3  # letters of a country's code
TOUCHING = 0.1  # from here a coded statement is the same one with other edges


class SpokenWords(Struct, frozen=True, forbid_unknown_fields=True):
    """An annotated statement: speaker as gold writes it, kind, and the offsets of cue and content."""

    speaker: str | None
    kind: str
    cue: Edges
    content: Edges

    @property
    def codes(self) -> frozenset[str]:
        """The codes of which the coded speaker must have one."""
        return frozenset(parse_participant(one).code for one in (self.speaker or "").split(";") if one)

    @property
    def is_public(self) -> bool:
        """Whether somebody with office or power speaks, a state or an international body."""
        speakers = [parse_participant(one) for one in (self.speaker or "").split(";") if one]
        return any(
            one.sector in PUBLIC and not (one.sector is None and one.name and len(one.code) == COUNTRY)
            for one in speakers
        )

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the speakers' names, in lower case."""
        names = [parse_participant(one).name for one in (self.speaker or "").split(";") if one]
        return frozenset(name.split()[-1].casefold() for name in names if name)


class SpokenStory(Struct, frozen=True, forbid_unknown_fields=True):
    """The statements of a story that stands elsewhere: its id, file, length and the start of its SHA-256."""

    story: str
    source: str
    length: int
    sha: str
    statements: tuple[SpokenWords, ...]


class Figures(Struct):
    """What was counted at one overlap: by kind ("all" too), and speakers and names of what was found."""

    balance: dict[str, Balance] = field(default_factory=dict)
    speaker: dict[str, Share] = field(default_factory=dict)
    public: Share = field(default_factory=Share)
    name: Share = field(default_factory=Share)
    faults: list[Fault] = field(default_factory=list)

    def summarise(self) -> dict[str, dict[str, float]]:
        """By kind: precision, recall and F1, the share of right speakers; over all public ones and names."""
        rows = {}
        for kind, balance in self.balance.items():
            rows[kind] = {
                "wanted": balance.right + balance.missed,
                "precision": round(balance.precision, 3),
                "recall": round(balance.recall, 3),
                "f1": round(balance.f1, 3),
                "speaker": round(self.speaker.get(kind, Share()).value or 0.0, 3),
            }
        if "all" in rows:
            rows["all"]["public"] = round(self.public.value or 0.0, 3)
            rows["all"]["name"] = round(self.name.value or 0.0, 3)
        return rows


def read_annotations(path: Path) -> tuple[SpokenStory, ...]:
    """The annotated stories of one language; raises DataError naming the file when one is malformed."""
    try:
        lines = path.read_bytes().splitlines()
        return tuple(msgspec.json.decode(line, type=SpokenStory) for line in lines if line.strip())
    except OSError as error:
        raise DataError(f"gold cannot be read: {error.strerror}", where=str(path)) from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(
            str(error), where=str(path), remedy="see evaluation/gold/statements/README.md"
        ) from None


def take_texts(annotated: Sequence[SpokenStory], folder: Path) -> tuple[Story, ...]:
    """The stories that were annotated, in that order; raises DataError when one is missing or another."""
    if not folder.is_dir():
        remedy = "the texts are not part of this repository: name their folder with --stories"
        raise DataError("the stories of the statement gold are not there", where=str(folder), remedy=remedy)
    paths = [folder / source for source in dict.fromkeys(one.source for one in annotated)]
    found = {given.id: given for given in take_inputs(paths) if isinstance(given, Story)}
    for one in annotated:
        story = found.get(one.story)
        if story is None or hashlib.sha256(story.text.encode()).hexdigest()[:12] != one.sha:
            problem = "is not there" if story is None else "has another text than the one annotated"
            raise DataError(f"story {one.story} {problem}", where=str(folder / one.source))
    return tuple(found[one.story] for one in annotated)


def pair_statements(
    wanted: Sequence[SpokenWords], given: Sequence[Statement], overlap: float
) -> dict[int, int]:
    """Which annotated statement got which coded one: the likest first, then the same speaker."""
    options = sorted(
        (-likeness, not is_speaker_right(one, two), at, to)
        for at, one in enumerate(wanted)
        for to, two in enumerate(given)
        if (likeness := measure_likeness(one.content, (two.content.start, two.content.end))) >= overlap
    )
    pairs: dict[int, int] = {}
    for _, _, at, to in options:
        if at not in pairs and to not in pairs.values():
            pairs[at] = to
    return pairs


def measure_likeness(a: Edges, b: Edges) -> float:
    """Characters shared over characters covered by either."""
    both = shared(a, b)
    return both / (a[1] - a[0] + b[1] - b[0] - both) if both else 0.0


def is_speaker_right(wanted: SpokenWords, given: Statement) -> bool:
    """Whether the coded speaker's country, else its group, is one of those annotated."""
    speaker = given.speaker
    return speaker is not None and (speaker.country or speaker.group or "?").upper() in wanted.codes


def is_name_right(wanted: SpokenWords, given: Statement) -> bool:
    """Whether the coded speaker bears one of the annotated names."""
    speaker = given.speaker
    words = f"{speaker.name or ''} {speaker.text}".casefold() if speaker is not None else ""
    return any(surname in words for surname in wanted.surnames)


def score_statements(
    annotated: Sequence[SpokenStory],
    texts: Mapping[str, str],
    records: Mapping[str, Sequence[Statement]],
    overlap: float,
) -> Figures:
    """The figures of coded statements, by story id, at one overlap; faults in the order of the stories."""
    figures = Figures()
    for story in annotated:
        given = records.get(story.story, ())
        _score_story(story, texts[story.story], given, overlap, figures)
    return figures


def _score_story(
    story: SpokenStory, text: str, given: Sequence[Statement], overlap: float, figures: Figures
) -> None:
    pairs = pair_statements(story.statements, given, overlap)
    free = [two for to, two in enumerate(given) if to not in pairs.values()]
    blamed: list[Statement] = []  # coded with other edges: told with the statement they belong to
    for at, wanted in enumerate(story.statements):
        told = f"{wanted.kind} {wanted.speaker}: {text[slice(*wanted.content)]}"
        if at in pairs:
            _count_speaker(story.story, wanted, given[pairs[at]], told, figures)
        else:
            near = _find_nearest(wanted, [one for one in free if one not in blamed])
            kind = "edges" if near else "missed"
            blamed += [near] if near else []
            record = f"{_name(near)}: {near.content.text}" if near else ""
            figures.faults.append(Fault(kind, story.story, told, record))
        for balance in _balances(figures, wanted.kind):
            balance.right += at in pairs
            balance.missed += at not in pairs
    for two in free:
        for balance in _balances(figures, two.kind):
            balance.extra += 1
        if two not in blamed:
            figures.faults.append(
                Fault("extra", story.story, "", f"{two.kind} {_name(two)}: {two.content.text}")
            )


def _count_speaker(story: str, wanted: SpokenWords, given: Statement, told: str, figures: Figures) -> None:
    if not wanted.speaker:
        return
    right = is_speaker_right(wanted, given)
    for kind in (wanted.kind, "all"):
        figures.speaker.setdefault(kind, Share()).count(right)
    if wanted.is_public:
        figures.public.count(right)
    if wanted.surnames:
        figures.name.count(is_name_right(wanted, given))
    if not right:
        figures.faults.append(Fault("speaker", story, told, _name(given)))


def _find_nearest(wanted: SpokenWords, free: Sequence[Statement]) -> Statement | None:
    likeness = [measure_likeness(wanted.content, (one.content.start, one.content.end)) for one in free]
    best = max(likeness, default=0.0)
    return free[likeness.index(best)] if best >= TOUCHING else None


def _balances(figures: Figures, kind: str) -> tuple[Balance, Balance]:
    return figures.balance.setdefault("all", Balance()), figures.balance.setdefault(kind, Balance())


def _name(statement: Statement) -> str:
    speaker, cue = statement.speaker, statement.cue
    who = f"{speaker.country or speaker.group} ({speaker.name or speaker.text})" if speaker else "nobody"
    return f"{who} [{cue.text if cue else ''}]"


def measure_statements(coder: Coder, folder: Path = STORIES) -> dict[str, dict[float, Figures]]:
    """The figures by language and overlap; raises DataError when the stories are not in the folder."""
    measured = {}
    for path in sorted(GOLD.glob("*.jsonl")):
        annotated = read_annotations(path)
        stories = take_texts(annotated, folder)
        records = [
            coder.code(story, parse) for story, parse in zip(stories, coder.read(stories), strict=True)
        ]
        measured[path.stem] = _score_overlaps(annotated, stories, records)
    return measured


def _score_overlaps(
    annotated: Sequence[SpokenStory], stories: Sequence[Story], records: Sequence[StoryRecord]
) -> dict[float, Figures]:
    texts = {story.id: story.text for story in stories}
    given = {record.id: record.statements for record in records}
    return {overlap: score_statements(annotated, texts, given, overlap) for overlap in OVERLAPS}


def _render(measured: Mapping[str, Mapping[float, Figures]]) -> str:
    head = f"{'':4}{'overlap':>8}  {'kind':10}{'wanted':>7}{'precision':>11}"
    rows = [head + f"{'recall':>8}{'F1':>8}{'speaker':>9}{'public':>8}{'name':>7}"]
    for language, overlaps in measured.items():
        for overlap, figures in overlaps.items():
            for kind, row in figures.summarise().items():
                line = f"{language:4}{overlap:8.1f}  {kind:10}{row['wanted']:7}{row['precision']:11.3f}"
                line += f"{row['recall']:8.3f}{row['f1']:8.3f}{row['speaker']:9.3f}"
                rows.append(line + (f"{row['public']:8.3f}{row['name']:7.3f}" if "name" in row else ""))
    return "\n".join(rows)


def main() -> int:
    """Prints the figures; 1 when the stories are not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N faults a language")
    parser.add_argument("--overlap", type=float, choices=OVERLAPS, default=0.5, help="whose faults to print")
    parser.add_argument("--stories", type=Path, default=STORIES, help="where the texts are")
    options = parser.parse_args()
    try:
        measured = measure_statements(Coder.load(), options.stories)
    except DragomanError as error:
        print(error)
        return 1
    if options.json:
        summary = {
            language: {str(overlap): figures.summarise() for overlap, figures in overlaps.items()}
            for language, overlaps in measured.items()
        }
        print(json.dumps(summary, indent=1))
    else:
        print(_render(measured))
    for overlaps in measured.values():
        for fault in overlaps[options.overlap].faults[: options.errors]:
            print(f"{fault.kind:8} {fault.story}: {fault.record}\n         got: {fault.text or '-'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
