"""Tries the rules of the codebook on our coder, or on another program's output.

Usage: python -m evaluation.conformance [OUTPUT.jsonl] [--rule ID] [--language XX] [--failures] [--json]
       python -m evaluation.conformance --stories > stories.jsonl

Without OUTPUT our own coder reads and codes the texts. With it, that file is judged: one JSON object a story
with `id` and `events`, as `dragoman code` writes them. `--stories` writes the texts for another program.

Examples: python -m evaluation.conformance --rule aid --failures
          dragoman code stories.jsonl -o out.jsonl && python -m evaluation.conformance out.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.scoring.output import read_output
from evaluation.conformance.cases import Case, load_cases, load_known, load_rules
from evaluation.conformance.checking import Checked, check_cases, code_cases, count_rules


def choose_cases(cases: Sequence[Case], rule: str | None, language: str | None) -> list[Case]:
    """The cases of one rule or family of rules ("aid", "aid.arms"), and of one language; all by default."""
    return [
        case
        for case in cases
        if (rule is None or case.rule == rule or case.rule.startswith(f"{rule}."))
        and language in (None, case.language)
    ]


def render_table(checked: Sequence[Checked]) -> str:
    """Passed of all cases by rule and language, with the totals."""
    counts = count_rules(checked)
    languages = sorted({one.case.language for one in checked})
    lines = [f"{'rule':42}" + "".join(f"{language:>10}" for language in languages)]
    rows = [*counts.items(), ("all", _add_up(counts, languages))]
    for rule, row in rows:
        cells = [f"{row[x][0]}/{row[x][1]}" if x in row else "-" for x in languages]
        lines.append(f"{rule:42}" + "".join(f"{cell:>10}" for cell in cells))
    return "\n".join(lines)


def summarise(checked: Sequence[Checked]) -> dict[str, object]:
    """The same as plain data, with every failure."""
    counts = count_rules(checked)
    languages = sorted({one.case.language for one in checked})
    rules = load_rules()

    def cells(row: dict[str, tuple[int, int]]) -> dict[str, dict[str, int]]:
        return {name: {"passed": passed, "cases": total} for name, (passed, total) in row.items()}

    return {
        "all": cells(_add_up(counts, languages)),
        "rules": {name: {"statement": rules[name].statement} | cells(row) for name, row in counts.items()},
        "failures": [
            {"id": one.case.id, "missing": one.missing, "forbidden": one.forbidden, "given": one.given}
            for one in checked
            if not one.passed
        ],
    }


def render_failure(one: Checked) -> str:
    """A failed case for people: the text, what was missing, what was wrong, what was given."""
    lines = [f"{one.case.id}: {one.case.text}"]
    lines += [f"    missing   {text}" for text in one.missing]
    lines += [f"    forbidden {text}" for text in one.forbidden]
    return "\n".join([*lines, f"    given     {one.given}"])


def main() -> int:
    """Prints the score by rule; exit status 1 when a case fails that is no known failure of our coder."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.conformance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("output", type=Path, nargs="?", help="another program's output (JSON lines)")
    parser.add_argument("--rule", help="one rule, or the rules that begin so ('aid')")
    parser.add_argument("--language", help="one language: en or nl")
    parser.add_argument("--failures", action="store_true", help="print every failed case")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--stories", action="store_true", help="write the texts as JSON lines and stop")
    options = parser.parse_args()
    cases = choose_cases(load_cases(), options.rule, options.language)
    if not cases:
        parser.error(
            f"no case of rule {options.rule!r}: the rules stand in evaluation/conformance/rules.toml"
        )
    if options.stories:
        for case in cases:
            fields = {"id": case.id, "text": case.text, "published": case.published}
            print(json.dumps(fields | {"language": case.language}, ensure_ascii=False))
        return 0
    outputs = read_output(options.output) if options.output else code_cases(cases, Coder.load())
    checked = check_cases(cases, outputs)
    if options.json:
        print(json.dumps(summarise(checked), indent=1, ensure_ascii=False))
    else:
        if options.failures:
            print("\n".join(render_failure(one) for one in checked if not one.passed))
        print(render_table(checked))
    known = load_known() if options.output is None else {}
    return int(any(not one.passed and one.case.id not in known for one in checked))


def _add_up(
    counts: dict[str, dict[str, tuple[int, int]]], languages: Sequence[str]
) -> dict[str, tuple[int, int]]:
    return {
        language: (
            sum(row[language][0] for row in counts.values() if language in row),
            sum(row[language][1] for row in counts.values() if language in row),
        )
        for language in languages
    }


if __name__ == "__main__":
    raise SystemExit(main())
