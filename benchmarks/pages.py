"""Thirty-five invented pages of fifteen layouts: text and date as found, beside plain trafilatura.

python -m benchmarks.pages
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import trafilatura

from dragoman.records import Story
from dragoman.sources import take_in

PAGES = Path(__file__).parents[1] / "tests" / "sources" / "pages"


def main() -> None:
    """Print for both: pages whose text is exact, the mean F1 of their words, pages whose day is right."""
    rows = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))["page"]
    totals = {"dragoman": Counter[str](), "trafilatura": Counter[str]()}
    words = {"dragoman": 0.0, "trafilatura": 0.0}
    for row in rows:
        path = PAGES / f"{row['name']}.html"
        wanted = "\n\n".join(row.get("body", ()))
        for name, (text, day) in (("dragoman", _read(path)), ("trafilatura", _read_plain(path))):
            totals[name]["exact"] += text == wanted
            totals[name]["day"] += not wanted or day == row.get("published")
            words[name] += _agree(text, wanted)
    print(f"{'':12} {'text exact':>10} {'F1 of words':>12} {'day right':>10}   of {len(rows)} pages")
    for name, found in totals.items():
        print(f"{name:12} {found['exact']:>10} {words[name] / len(rows):>12.3f} {found['day']:>10}")


def _read(path: Path) -> tuple[str, str | None]:
    (taken,) = take_in([path])
    return (taken.text, taken.published) if isinstance(taken, Story) else ("", None)


def _read_plain(path: Path) -> tuple[str, str | None]:
    found = trafilatura.bare_extraction(
        path.read_bytes(), with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None:
        return "", None
    return "\n\n".join((found.text or "").split("\n")), found.date


def _agree(text: str, wanted: str) -> float:
    ours, theirs = Counter(text.split()), Counter(wanted.split())
    if not ours and not theirs:
        return 1.0
    return 2 * sum((ours & theirs).values()) / (sum(ours.values()) + sum(theirs.values()))


if __name__ == "__main__":
    main()
