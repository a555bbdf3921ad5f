"""The gate: no score may fall below its floor.

Usage: python -m evaluation.gate [--raise] [--json]
Measures the own gold always; the development gold, the statements of real stories, the word and sentence
cuts and the syntax model on the treebanks when ../shared is there. `--raise` lifts floors to what is measured
now less a small margin; they never go down; it also writes down what was measured, in figures.md. Exit status
1 when a floor is broken.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.pipeline import Coder
from dragoman.scoring.gold import GoldStory, read_gold
from dragoman.scoring.output import view_records
from dragoman.scoring.score import Score, score_stories
from evaluation.measure import code_gold
from evaluation.places import measure_all
from evaluation.segmentation import DEV_SETS, TREEBANKS, score_treebank
from evaluation.statements import measure_statements
from training.score_parse import score_file

HERE = Path(__file__).parent
GOLD = HERE / "gold"
FLOORS = HERE / "floors.toml"
FIGURES = HERE / "figures.md"
SHARED = HERE.resolve().parents[1] / "shared"
OWN_GOLD = {"own": ("stories.jsonl", "decoys.jsonl"), "news": ("news.jsonl", "quiet.jsonl")}
FRESH_GOLD = ("fresh", "wire")  # of these the half whose errors nobody reads
DEV_GOLD = ("nl/gsr-dev.jsonl", "en/gsr-dev.jsonl", "nl/blinken-wang-2022-07.json")
PARSED = ("nl/nl_alpino-ud-dev", "nl/nl_lassysmall-ud-dev", "en/en_ewt-ud-dev")
SPEAKERS_AT = 0.5  # the overlap at which a statement counts as found when its speaker is judged
MARGIN = 0.02  # a record or two on the own gold: what an honest change elsewhere may cost
HEADER = """\
# Scores that may not fall, between 0 and 1; what they mean stands in src/dragoman/scoring/score.py.
# Written by `python -m evaluation.gate --raise`: what was measured less the margin, never lower than before.
"""

Figures = dict[str, float]


class Floors(Struct, forbid_unknown_fields=True):
    """The floors by group and figure, and the margins under a measurement at which they are set."""

    margin: dict[str, float] = {}
    floor: dict[str, Figures] = {}


class Line(Struct, frozen=True):
    """One figure held against its floor; `measured` is None when the group was not measured."""

    group: str
    figure: str
    measured: float | None
    floor: float | None
    verdict: str  # "holds" | "broken" | "new" | "skipped"


def load_floors(path: Path = FLOORS) -> Floors:
    """The floors, none when there is no file; raises DataError when it is not as it should be."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Floors)
    except FileNotFoundError:
        return Floors()
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        remedy = '[floor."group"] with lines like figure = 0.5'
        raise DataError(str(error), where=str(path), remedy=remedy) from None


def compare_floors(measured: dict[str, Figures], floors: Floors, skipped: frozenset[str]) -> list[Line]:
    """A line for every figure measured or demanded; demanded and not measured is broken, or skipped."""
    lines = []
    for group in sorted(measured.keys() | floors.floor.keys()):
        given, demanded = measured.get(group, {}), floors.floor.get(group, {})
        for figure in dict.fromkeys([*given, *demanded]):
            value, floor = given.get(figure), demanded.get(figure)
            if value is None:
                verdict = "skipped" if _source(group) in skipped else "broken"
            else:
                verdict = "new" if floor is None else "holds" if value >= floor else "broken"
            lines.append(Line(group, figure, value, floor, verdict))
    return lines


def raise_floors(measured: dict[str, Figures], floors: Floors) -> Floors:
    """The floors lifted to the measured values less the margin; none is lowered or dropped."""
    lifted = {group: dict(figures) for group, figures in floors.floor.items()}
    for group, figures in measured.items():
        own = lifted.setdefault(group, {})
        for figure, value in figures.items():
            margin = 0.0 if figure == "quiet" else floors.margin.get(_source(group), MARGIN)
            floor = max(0.0, math.floor((value - margin) * 1000) / 1000)
            own[figure] = max(own.get(figure, 0.0), floor)
    return Floors(floors.margin, lifted)


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Writes the floors with one table a group."""
    lines = [HEADER + "[margin]", *(f"{source} = {value}" for source, value in floors.margin.items())]
    for group in sorted(floors.floor):
        lines.append(f'\n[floor."{group}"]')
        lines += [f"{figure} = {value}" for figure, value in floors.floor[group].items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_figures(lines: list[Line], made_with: str, path: Path = FIGURES) -> None:
    """Writes down what was measured, and with what."""
    rows = [
        "# Figures",
        "",
        f"Measured with {made_with},",
        "by `python -m evaluation.gate --raise`. Between 0 and 1; F1 where the name says no other.",
        "",
        "- `own`: invented stories of this repository, the same in each language; `dev`: development gold",
        "- `news`: invented stories of each language, annotated twice; their `dyad` is to be read beside the",
        "  agreement of the two annotators in `gold/README.md`",
        "- `fresh` and `wire`: stories and wire passages of writers who never saw the coder; the half of",
        "  which nobody reads the errors",
        "- `cuts`: sentences and words on treebanks; `syntax`: the model on gold words, without subtypes",
        "- `places`: of the events found in invented sentences, where they happened",
        "- `statements`: of real stories, by overlap of the contents; the speakers are those of public role",
        "- `factuality`: of the core records, the share seen with the right factuality",
        "- `quiet`: of the stories without events, the share left without any",
        "",
        "| group | figure | measured | floor |",
        "|---|---|---|---|",
    ]
    for line in lines:
        if line.measured is not None:
            rows.append(f"| {line.group} | {line.figure} | {line.measured:.3f} | {line.floor or 0:.3f} |")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def measure_everything(coder: Coder) -> tuple[dict[str, Figures], frozenset[str]]:
    """All figures by group, and the kinds of groups that could not be measured here."""
    measured: dict[str, Figures] = {}
    for source, names in OWN_GOLD.items():
        for folder in sorted(path for path in GOLD.iterdir() if path.is_dir()):
            stories = [
                story for path in names if (folder / path).exists() for story in read_gold(folder / path)
            ]
            if stories:
                measured[f"{source} {folder.name}"] = measure_gold(tuple(stories), coder)
    for source in FRESH_GOLD:
        for folder in sorted(path for path in (GOLD / source).iterdir() if path.is_dir()):
            figures = measure_gold(read_gold(folder / "kept.jsonl"), coder)
            figures.pop("quiet", None)  # a floor without margin, under errors that nobody may read
            measured[f"{source} {folder.name}"] = figures
    for language, figures in measure_all(coder).items():
        measured[f"places {language}"] = {"precision": figures.precision, "recall": figures.recall}
    sources: list[tuple[str, Callable[[], Iterator[tuple[str, Figures]]]]] = [
        ("dev", lambda: _measure_dev(coder)),
        ("cuts", _measure_cuts),
        ("syntax", lambda: _measure_syntax(coder)),
        ("statements", lambda: _measure_statements(coder)),
    ]
    skipped = set()
    for source, measure in sources:
        if SHARED.is_dir():
            measured.update((f"{source} {name}", figures) for name, figures in measure())
        else:
            skipped.add(source)
    return measured, frozenset(skipped)


def measure_gold(gold: tuple[GoldStory, ...], coder: Coder) -> Figures:
    """The coder's figures on gold.

    `factuality` is the share of core records seen with the right factuality, `quiet` of the stories without
    events the share left without any.
    """
    output = view_records(code_gold(gold, coder))
    core = sum(event.core for story in gold for event in story.events)
    figures = _list_figures(score_stories(gold, output), core)
    decoys = [story.id for story in gold if not story.events]
    if decoys:
        quiet = [not any(e.factuality == "actual" for e in output[one].events) for one in decoys]
        figures["quiet"] = sum(quiet) / len(quiet)
    return figures


def _list_figures(score: Score, core: int) -> Figures:
    """What must not fall when more is found: shares among the found fall as harder records join them."""
    figures = {"dyad": score.dyad.f1, "type": score.type.f1, "factuality": score.factuality.right / core}
    if score.statements.right + score.statements.missed:
        figures["statements"] = score.statements.f1
    return figures


def _measure_dev(coder: Coder) -> Iterator[tuple[str, Figures]]:
    for name in DEV_GOLD:
        yield re.sub(r"\.jsonl?$", "", name), measure_gold(read_gold(SHARED / "gold" / name), coder)


def _measure_cuts() -> Iterator[tuple[str, Figures]]:
    for name in DEV_SETS:
        path = TREEBANKS / f"{name}.conllu"
        scores = score_treebank(path, path.name[:2])
        yield path.stem, {"sentences": scores.sentences.f1 / 100, "words": scores.words.f1 / 100}


def _measure_syntax(coder: Coder) -> Iterator[tuple[str, Figures]]:
    for name in PARSED:
        path = TREEBANKS / f"{name}.conllu"
        scores = score_file(path, coder.reader, path.name[:2])
        yield path.stem, {kind.lower(): scores[kind] / 100 for kind in ("UPOS", "lemma", "UAS", "LAS")}


def _measure_statements(coder: Coder) -> Iterator[tuple[str, Figures]]:
    for language, overlaps in measure_statements(coder).items():
        figures = {
            f"overlap{overlap:.0%}".rstrip("%"): one.balance["all"].f1 for overlap, one in overlaps.items()
        }
        shares = overlaps[SPEAKERS_AT]
        yield language, figures | {"speaker": shares.public.value or 0.0, "name": shares.name.value or 0.0}


def _source(group: str) -> str:
    return group.partition(" ")[0]


def _render(lines: list[Line], skipped: frozenset[str]) -> str:
    rows = [f"{'group':32}{'figure':12}{'measured':>10}{'floor':>8}  verdict"]
    for line in lines:
        measured = "-" if line.measured is None else f"{line.measured:.3f}"
        floor = "-" if line.floor is None else f"{line.floor:.3f}"
        rows.append(f"{line.group:32}{line.figure:12}{measured:>10}{floor:>8}  {line.verdict}")
    rows += [f"skipped: {source} ({SHARED} is not there)" for source in sorted(skipped)]
    broken = sum(line.verdict == "broken" for line in lines)
    rows.append(f"{broken} of {len(lines)} broken" if broken else f"all {len(lines)} hold")
    return "\n".join(rows)


def main() -> int:
    """Measures, compares, prints; 1 when a floor is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to what is measured"
    )
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    options = parser.parse_args()
    floors = load_floors()
    coder = Coder.load()
    measured, skipped = measure_everything(coder)
    lines = compare_floors(measured, floors, skipped)
    print(json.dumps(msgspec.to_builtins(lines), indent=1) if options.json else _render(lines, skipped))
    if options.lift:
        lifted = raise_floors(measured, floors)
        write_floors(lifted)
        made_with = f"{coder.codebook.profile}, atlas {coder.atlas.version}, model {coder.reader.model}"
        write_figures(compare_floors(measured, lifted, skipped), made_with)
    return int(any(line.verdict == "broken" for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
