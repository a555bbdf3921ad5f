"""As many stories as are asked for: `python -m benchmarks.story_generator 100000 many.jsonl`.

Real stories are told again and again: the countries of a story are exchanged for others, with their
adjectives, inhabitants and capitals, persons for other persons, by their full names and their surnames alike,
numbers and years for others, and all but the first paragraph stand in another order. Whatever is exchanged is
the same throughout a story, and every story has its own id and day of publication. Story `n` of a seed is
always the same, however many are made. `--words 120` keeps the paragraphs that hold the first 120 words, for
long runs of short stories.

The stories are those of `--stories` (default: the English and Dutch ones of ../shared/stories where these are
there, else the project's own examples and gold).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import dragoman
from dragoman.records import Story
from dragoman.sources import Refusal, take_in

ATLAS = Path(dragoman.__file__).parent / "atlas"
SHARED = Path("../shared/stories")
OWN = (
    Path("examples/en-shoal.json"),
    Path("examples/nl-haven.json"),
    Path("evaluation/gold/en/stories.jsonl"),
    Path("evaluation/gold/nl/stories.jsonl"),
)
FIRST_DAY = date(2020, 1, 1)
DAYS = 5 * 365
MANY = 40  # words of a paragraph at least, where it is cut
WORDS = 4  # of a name at most
LONGEST = 40  # letters of a name at most

_PARAGRAPHS = re.compile(r"\n\s*\n|\n")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


class Slot(NamedTuple):
    """A place in a text where something stands that is exchanged: its kind, what it is, and its form."""

    kind: str
    key: str
    form: str


Paragraph: TypeAlias = Sequence[str | Slot]
Forms: TypeAlias = dict[str, dict[str, str]]
"""By country, its forms: name, adjective, inhabitant, inhabitants, capital."""


class Template(NamedTuple):
    """A story as paragraphs with slots."""

    story: Story
    paragraphs: list[Paragraph]


class Names:
    """What can be exchanged in texts of one language, and for what."""

    def __init__(self, language: str) -> None:
        self.countries = read_countries(language)
        self.persons = read_persons()
        self.first_names = {name.split()[0] for name in self.persons}
        self._found: dict[str, Slot] = {}
        for code, forms in self.countries.items():
            for form, text in forms.items():
                self._found.setdefault(text, Slot("country", code, form))

    def cut(self, paragraph: str, met: dict[str, str]) -> Paragraph:
        """The paragraph in pieces; `met` are the full names by surname met so far, and takes up more."""
        pieces: list[str | Slot] = []
        at = 0
        for start, end, slot in sorted(self._list_slots(paragraph, met)):
            if start >= at:
                pieces += (paragraph[at:start], slot)
                at = end
        return [*pieces, paragraph[at:]]

    def _list_slots(self, text: str, met: dict[str, str]) -> Iterator[tuple[int, int, Slot]]:
        for match in _NUMBER.finditer(text):
            kind = "year" if re.fullmatch(r"(?:19|20)\d\d", match.group()) else "number"
            yield *match.span(), Slot(kind, match.group(), "")
        for match in _NAME.finditer(text):
            words = [(one.start() + match.start(), one.group()) for one in re.finditer(r"\S+", match.group())]
            at = 0
            while at < len(words):
                taken = 1
                for size in range(min(WORDS, len(words) - at), 0, -1):
                    start, end = words[at][0], words[at + size - 1][0] + len(words[at + size - 1][1])
                    slot = self._name(text[start:end], met)
                    if slot is not None:
                        yield start, end, slot
                        taken = size
                        break
                at += taken

    def _name(self, words: str, met: dict[str, str]) -> Slot | None:
        if words in self._found:
            return self._found[words]
        first, _, last = words.partition(" ")
        if first in self.first_names and last[:1].isupper() and " " not in last and len(words) <= LONGEST:
            met.setdefault(last, words)
            return Slot("person", words, "full")
        return Slot("person", met[words], "last") if words in met else None


def read_countries(language: str) -> Forms:
    """The forms of every country that has all of them in the language."""
    found: Forms = {}
    for path in sorted((ATLAS / "countries").glob("*.toml")):
        for code, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
            forms = {
                "name": _first(told.get(language)),
                "adjective": _first(told.get("adjective"), language),
                "inhabitant": _first(told.get("inhabitant"), language),
                "capital": _first(told.get("capital"), language),
            }
            if all(forms.values()):
                one, _, more = forms["inhabitant"].partition("+")
                found[code] = {**forms, "inhabitant": one, **({"inhabitants": one + more} if more else {})}
    return found


def _first(told: Any, language: str = "") -> str:
    if isinstance(told, dict):
        told = told.get(language)
    return str(told[0]) if isinstance(told, list) and told else ""


def read_persons() -> list[str]:
    """Names of two words of persons who held office."""
    lines = (ATLAS / "holders.tsv").read_text(encoding="utf-8").splitlines()
    names = {cell for line in lines for cell in line.split("\t")[:3]}
    return sorted(
        name for name in names if re.fullmatch(r"[^\W\d_]{2,} [^\W\d_]{3,}", name) and name.istitle()
    )


def cut_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, those of many words cut into some of a few sentences."""
    for paragraph in filter(str.strip, _PARAGRAPHS.split(text)):
        held: list[str] = []
        for sentence in _SENTENCES.split(paragraph.strip()):
            held.append(sentence)
            if sum(len(one.split()) for one in held) >= MANY:
                yield " ".join(held)
                held = []
        if held:
            yield " ".join(held)


def make_template(story: Story, names: Names, words: int | None) -> Template:
    """The story with slots, cut after the paragraph that holds the word of that number."""
    met: dict[str, str] = {}
    kept: list[Paragraph] = []
    count = 0
    for paragraph in cut_paragraphs(story.text):
        kept.append(names.cut(paragraph, met))
        count += len(paragraph.split())
        if words is not None and count >= words:
            break
    return Template(story, kept)


def gather_templates(paths: Sequence[Path], words: int | None = None) -> list[Template]:
    """The stories of the files as templates; those that cannot be taken in are left out."""
    named: dict[str, Names] = {}
    found = []
    # File by file: translations of one story share its id.
    for story in chain.from_iterable(take_in([path]) for path in paths):
        if not isinstance(story, Refusal):
            if story.language not in named:
                named[story.language] = Names(story.language)
            found.append(make_template(story, named[story.language], words))
    return found


class Generator:
    """Tells stories anew: the one of a number is always the same."""

    def __init__(self, templates: Sequence[Template], seed: int = 1) -> None:
        self._templates = templates
        self._seed = seed
        languages = {one.story.language for one in templates}
        self._countries = {language: read_countries(language) for language in languages}
        self._persons = read_persons()

    def tell(self, number: int) -> dict[str, str | None]:
        """Story `number` as an object of a JSON lines file."""
        chance = random.Random(f"{self._seed} {number}")
        template = chance.choice(self._templates)
        base = template.story
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        fill = self._make_filler(chance, base.language, day)
        first, *others = ["".join(map(fill, one)) for one in template.paragraphs] or [""]
        chance.shuffle(others)
        return {
            "id": f"made-{self._seed}-{number:07}",
            "language": base.language,
            "published": day.isoformat(),
            "title": first.split(". ")[0][:120],
            "url": f"https://news-{number % 50}.example/{day:%Y/%m/%d}/{number}",
            "publisher": f"News {number % 50}",
            "text": "\n\n".join([first, *others]),
        }

    def _make_filler(self, chance: random.Random, language: str, day: date) -> Callable[[str | Slot], str]:
        countries = self._countries[language]
        codes = list(countries)
        chosen: dict[str, str] = {}
        taken: defaultdict[str, set[str]] = defaultdict(set)

        def choose(kind: str, key: str, among: Sequence[str]) -> str:
            if key not in chosen:
                drawn = chance.choice(among)
                while drawn in taken[kind]:
                    drawn = chance.choice(among)
                taken[kind].add(drawn)
                chosen[key] = drawn
            return chosen[key]

        def fill(piece: str | Slot) -> str:
            if isinstance(piece, str):
                return piece
            if piece.kind == "country":
                forms = countries[choose("country", piece.key, codes)]
                return forms.get(piece.form) or forms["inhabitant"]
            if piece.kind == "person":
                name = choose("person", piece.key, self._persons)
                return name if piece.form == "full" else name.rpartition(" ")[2]
            if piece.kind == "year":
                return str(day.year - max(0, 2020 - int(piece.key)))
            if len(piece.key) <= 2:
                return str(chance.randint(1, 28))
            return str(chance.randint(10 ** (len(piece.key) - 1), 10 ** len(piece.key) - 1))

        return fill


def find_stories() -> list[Path]:
    """The stories to tell anew: real ones where they are at hand, else the project's own."""
    shared = [SHARED / f"{name}.jsonl" for name in ("wikinews-en", "ntrex-dev-en", "ntrex-dev-nl")]
    return [path for path in shared if path.is_file()] or [path for path in OWN if path.exists()]


def write_stories(
    path: Path, many: int, *, seed: int = 1, words: int | None = None, stories: Sequence[Path] = ()
) -> None:
    """Write so many stories to a file of JSON lines, which appears whole."""
    generator = Generator(gather_templates(stories or find_stories(), words), seed)
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(many):
            file.write(json.dumps(generator.tell(number), ensure_ascii=False) + "\n")
    partial.replace(path)


def main() -> None:
    """Parse the command line and write the stories."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("many", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, help="of a story, in whole paragraphs (default: all)")
    parser.add_argument("--stories", type=Path, action="append", default=[])
    asked = parser.parse_args()
    write_stories(asked.output, asked.many, seed=asked.seed, words=asked.words, stories=asked.stories)


if __name__ == "__main__":
    main()
