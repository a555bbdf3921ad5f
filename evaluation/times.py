"""Measures the time grammar: on phrases of our own in news style, and on the Recognizers-Text cases.

Usage: python -m evaluation.times [--json] [--errors N] [--recognizers FOLDER]

**Own phrases** (`evaluation/gold/times-*.toml`) go through the whole pipeline, so that the tense of a
clause counts. A date is right when words and EDTF are both as written; what is told beyond the marked ones
is extra.

**Recognizers-Text cases** (when their folder is there; chat-like sentences) are read as plain text in the
past tense. Counted are expressions of type date and daterange, each for itself. Left out: clock times and
what holds one (time, timerange, datetime, datetimerange), durations alone, recurring sets, and expressions
to which they give no value (seasons without a year, 30 February, fiscal years). Where they give several
values, each counts as right. Their values are days and half-open ranges of days; ours are EDTF. An answer
is right when it overlaps the marked words and

- names the same first and last day (their excluded end is our last day or the next), open ends alike; or
- `range`: ends with the month, week, quarter or year whose first day is their end: to them "2014 to 2018"
  ends on 1 January 2018, to us with the year 2018; or
- `count`: is as precise as the unit counted in: "two years ago" is `2014~` to us and 7 November 2014 to
  them; the day must lie in it, for both ends of a range; or
- `part`: is or ends with a part ("early", "mid", "late") and shares more than half its days with theirs,
  who cut years and months in other places.

The share that is right by the first line alone is printed as `same days`.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.pipeline import Coder
from dragoman.records import Story
from dragoman.stages.times.edtf import read_edtf
from dragoman.stages.times.finder import tell_times
from dragoman.stages.times.intervals import Interval, whole

GOLD = Path(__file__).parent / "gold"
RECOGNIZERS = Path(__file__).parents[1] / ".." / "shared" / "times"
KINDS = ("date", "daterange")
DAY = timedelta(days=1)


class Wanted(NamedTuple):
    """One value of a Recognizers-Text expression: first day, first day after it, and their modifier."""

    first: date | None
    end: date | None
    mod: str


# ── own phrases ──────────────────────────────────────────────────────────────


def read_phrases(language: str) -> Iterator[tuple[Story, list[tuple[str, str]]]]:
    """Our phrases as stories, with the words and EDTF values marked in each."""
    gold = tomllib.loads((GOLD / f"times-{language}.toml").read_text(encoding="utf-8"))
    for number, group in enumerate(gold["group"]):
        for at, (text, *marked) in enumerate(group["phrases"]):
            pairs = list(zip(marked[::2], marked[1::2], strict=True))
            published = group["published"] or None
            yield (
                Story(id=f"{language}-{number}-{at}", text=text, language=language, published=published),
                pairs,
            )


def score_phrases(language: str, coder: Coder) -> tuple[Counter[str], list[str]]:
    """How many marked dates are right or missed and how many more were told, and the faults in words."""
    phrases = list(read_phrases(language))
    stories = [story for story, _ in phrases]
    counts: Counter[str] = Counter()
    faults = []
    for (story, pairs), parse in zip(phrases, coder.read(stories), strict=True):
        told = [(when.text or "", when.edtf) for when in coder.code(story, parse).times]
        counts["phrases"] += 1
        for pair in pairs:
            counts["wanted"] += 1
            counts["value"] += pair[1] in [edtf for _, edtf in told]
            counts["right"] += pair in told
        counts["extra"] += sum(pair not in pairs for pair in told)
        if told != pairs:
            faults.append(f"{story.published or '-':10} {story.text} | wanted {pairs} | told {told}")
    return counts, faults


# ── Recognizers-Text ─────────────────────────────────────────────────────────


def read_cases(path: Path) -> Iterator[tuple[str, str | None, str, int, int, list[Wanted]]]:
    """The expressions counted: sentence, reference date, words, their place, and the values they may have."""
    for case in json.loads(path.read_text(encoding="utf-8")):
        reference = (case.get("reference") or "")[:10] or None
        for result in case["results"]:
            if (result["type"] or "").rpartition(".")[2] not in KINDS:
                continue
            values = list(_list_values(result))
            length = len(result["text"])
            if values:
                yield (
                    case["input"],
                    reference,
                    result["text"],
                    result["start"],
                    result["start"] + length,
                    values,
                )


def _list_values(result: dict[str, Any]) -> Iterator[Wanted]:
    for value in result["values"] or ():
        if value.get("value") == "not resolved":
            continue
        mod = value.get("Mod") or ""
        if value["type"] == "date" and value.get("value"):
            day = _day(value["value"])
            yield Wanted(day, day + DAY if day else None, mod)
        elif value.get("start") or value.get("end"):
            yield Wanted(_day(value.get("start")), _day(value.get("end")), mod)
    told = result.get("value") or {}
    for side in ("FutureResolution", "PastResolution"):
        days = told.get(side) or {}
        if days.get("date"):
            day = _day(days["date"])
            if day:
                yield Wanted(day, day + DAY, "")
        elif days:
            yield Wanted(_day(days.get("startDate")), _day(days.get("endDate")), told.get("Mod") or "")


def _day(written: str | None) -> date | None:
    try:
        day = date.fromisoformat(written[:10]) if written else None
        return None if day == date.min else day  # to them 1 January 0001 is no day
    except ValueError:
        return None


def judge(ours: Interval, wanted: Wanted) -> str:
    """By which line the answer is right ("same", "range", "count", "part"), or ""."""
    if _first_fits(ours.first, wanted) and _last_fits(ours.last, wanted):
        return "same"
    parts = wanted.mod.split("-")
    if any(part in ("start", "mid", "end") for part in parts):
        return "part" if _lies_in(ours, wanted) else ""
    if None in (ours.first, ours.last, wanted.first, wanted.end):
        return ""
    assert ours.first and ours.last and wanted.first and wanted.end
    if ours.first == wanted.first and wanted.end in (
        whole(ours.grains[1], ours.last).first,
        whole("week", ours.last).first,
        whole("quarter", ours.last).first,
    ):
        return "range"
    if any(ours.vague) and ours.unit == "span":
        return "part" if _lies_in(ours, wanted) else ""
    low, high = whole(ours.grains[0], ours.first), whole(ours.grains[1], ours.last)
    assert low.first and low.last and high.first and high.last
    if any(ours.vague) and wanted.end == wanted.first + DAY:
        return "count" if ours.first <= wanted.first <= ours.last else ""
    if low.first <= wanted.first <= low.last and high.first <= wanted.end - DAY <= high.last:
        return "count" if ours.unit == "span" and ours.grains != ("day", "day") else ""
    return ""


def _first_fits(first: date | None, wanted: Wanted) -> bool:
    if first is None or wanted.first is None:
        return first is wanted.first
    return first == wanted.first or (wanted.mod == "after" and first == wanted.first + DAY)


def _last_fits(last: date | None, wanted: Wanted) -> bool:
    if last is None or wanted.end is None:
        return last is wanted.end
    return last in (wanted.end - DAY, wanted.end) and (last == wanted.end - DAY or wanted.first != last - DAY)


def _lies_in(ours: Interval, wanted: Wanted) -> bool:
    first, last = ours.first or date.min, ours.last or date.max
    low, high = wanted.first or date.min, (wanted.end - DAY) if wanted.end else date.max
    shared = (min(last, high) - max(first, low)).days + 1
    return shared * 2 > (last - first).days + 1 and (wanted.mod != "" or shared * 2 > (high - low).days + 1)


def score_cases(path: Path, language: str) -> tuple[Counter[str], list[str]]:
    """How many expressions are right and by which line, and the faults in words."""
    counts: Counter[str] = Counter()
    faults = []
    for text, reference, words, start, end, values in read_cases(path):
        counts["wanted"] += 1
        told = [one for one in tell_times(text, language, reference) if one[0] < end and start < one[1]]
        lines = [line for *_, edtf in told for value in values if (line := judge(read_edtf(edtf), value))]
        counts["found"] += bool(told)
        if lines:
            counts[min(lines, key=("same", "range", "count", "part").index)] += 1
            counts["right"] += 1
        else:
            wanted = " or ".join(f"{value.first}..{value.end} {value.mod}".strip() for value in values)
            said = [(text[low:high], edtf) for low, high, edtf in told]
            faults.append(f"{reference or '-':10} {text} | {words} | {wanted} | told {said}")
    return counts, faults


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N faults of each set")
    parser.add_argument("--recognizers", type=Path, default=RECOGNIZERS, help="folder of recognizers-*.json")
    options = parser.parse_args()
    coder = Coder.load()
    figures: dict[str, dict[str, float]] = {}
    for language in ("nl", "en"):
        counts, faults = score_phrases(language, coder)
        told = counts["right"] + counts["extra"]
        figures[f"news {language}"] = {
            **counts,
            "recall": round(counts["right"] / counts["wanted"], 3),
            "precision": round(counts["right"] / told, 3) if told else 0.0,
        }
        for fault in faults[: options.errors]:
            print(f"news {language}  {fault}")
        path = options.recognizers / f"recognizers-{language}.json"
        if path.is_file():
            counts, faults = score_cases(path, language)
            figures[f"recognizers {language}"] = {
                **counts,
                "share right": round(counts["right"] / counts["wanted"], 3),
                "same days": round(counts["same"] / counts["wanted"], 3),
            }
            for fault in faults[: options.errors]:
                print(f"recognizers {language}  {fault}")
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for name, row in figures.items():
        print(f"{name:16} " + "  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
