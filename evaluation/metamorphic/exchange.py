"""Two countries change places in sentences of gold: names, adjectives, inhabitants and capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from dragoman.atlas.forms import expand_form, inflect_adjective
from dragoman.atlas.schema import FOLDER, Country, Endings, Forms, read_countries, read_toml
from dragoman.pipeline import Coder, Study
from dragoman.records import Story, StoryRecord
from dragoman.scoring.gold import GoldStory
from dragoman.stages.trees.tree import Tree
from dragoman.syntax.segments import segment_story
from evaluation.conformance.cases import Case
from evaluation.metamorphic.clauses import Variant

SPELT = frozenset({"nl", "en", "de", "fr", "es", "it"})
# An adjective or capital of two states, or of a state and a union; names with an article or in the plural.
SHARING = frozenset(["KOR", "PRK", "COD", "COG", "GNQ", "GNB", "SSD", "DOM", "PSE", "BEL", "VAT"])
ODD_NAMES = frozenset(["ARE", "PHL", "CAF", "MDV", "SLB", "COM", "BHS", "SYC", "GMB", "SLE"])
ARTICLE = frozenset(["USA", "GBR", "NLD"])  # their names are left alone, the other terms change places
DIRECT = frozenset({"atlas", "adjective", "inhabitant", "capital", "coreference", "context", "home", "place"})


class Term(Struct, frozen=True):
    """A form of a country, and the forms for the same use of any country that it can stand for."""

    country: str
    use: str  # "name", "adjective", "inflected", "inhabitant", "inhabitants", "capital"


class Exchanger:
    """Knows the terms of all countries in a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        endings: dict[str, Endings] = read_toml(FOLDER / "endings.toml", dict[str, Endings])
        self.forms: dict[tuple[str, str], str] = {}
        self.terms: dict[str, Term] = {}
        for code, country in dict(read_countries(FOLDER, SPELT)).items():
            if code in SHARING | ODD_NAMES or country.until or country.country:
                continue
            for use, form in self._list_terms(country, endings[language]):
                if use == "name" and code in ARTICLE:
                    continue
                self.forms.setdefault((code, use), form)
                self.terms.setdefault(form, Term(code, use))
        longest = sorted(self.terms, key=len, reverse=True)
        self.pattern = re.compile(
            r"\b(?:(?P<article>[Aa]n? ))?(?P<term>" + "|".join(map(re.escape, longest)) + r")\b"
        )

    def find_countries(self, text: str) -> tuple[str, ...]:
        """The countries whose terms stand in the text, in order."""
        found = (self.terms[match["term"]].country for match in self.pattern.finditer(text))
        return tuple(dict.fromkeys(found))

    def exchange(self, text: str, a: str, b: str) -> tuple[str, list[tuple[int, int]]] | None:
        """The text with the two exchanged, and where terms stood; None when one has no counterpart."""
        other, spans, parts, done = {a: b, b: a}, [], [], 0
        for match in self.pattern.finditer(text):
            term = self.terms[match["term"]]
            if term.country not in other:
                continue
            form = self.forms.get((other[term.country], term.use))
            if form is None:
                return None
            article = match["article"]
            if article:
                vowel = form[0] in "AEIOU" and not form.startswith(("Eu", "Uk", "Ug", "Ur"))
                article = f"{article[0]}n " if vowel else f"{article[0]} "
            parts += [text[done : match.start()], article or "", form]
            spans.append(match.span("term"))
            done = match.end()
        return "".join([*parts, text[done:]]), spans

    def _list_terms(self, country: Country, endings: Endings) -> Iterator[tuple[str, str]]:
        def first(forms: Forms) -> str | None:
            return next(iter([*forms.get(self.language, []), *forms.get("all", [])]), None)

        name, adjective = first(country.names()), first(country.adjective)
        if name:
            yield "name", name
        if adjective:
            yield "adjective", adjective
            yield "inflected", inflect_adjective(adjective, endings)[-1]
        people = [*country.inhabitant.get(self.language, [])]
        if people:
            both = expand_form(people[0]) if "+" in people[0] else people[:2]
            if len(both) == 2:
                yield "inhabitant", both[0]
                yield "inhabitants", both[1]
        capital = country.capital if isinstance(country.capital, dict) else {"all": country.capital}
        town = first(capital)
        if town:
            yield "capital", town


def make_exchanges(
    texts: Sequence[GoldStory | Case], coder: Coder, kind: str, each: int = 3
) -> Iterator[Variant]:
    """Sentences with two countries that the coder makes a record of, exchanged; `each`: pairs at most.

    Sentences are left out that name anybody or anything but countries and times, or one of the two by
    anything but a term that was exchanged (a town, an office, a nickname).
    """
    exchangers = {language: Exchanger(language) for language in ("en", "nl")}
    singles = [
        Story(id=f"{story.id} {number}", text=story.text[part.start : part.end], language=story.language,
              published=story.published)
        for story in texts
        if story.language in exchangers
        for number, part in enumerate(segment_story(story.text, story.language))
    ]  # fmt: skip
    singles = [one for one in singles if len(exchangers[one.language].find_countries(one.text)) > 1]
    for story, parse in zip(singles, coder.read(singles), strict=True):
        study, record = coder.study(story, parse)
        exchanger = exchangers[story.language]
        made = 0
        for a, b in combinations(exchanger.find_countries(story.text), 2):
            changed = exchanger.exchange(story.text, a, b)
            if changed is None or made == each or not _is_plain(study, record, {a, b}, changed[1]):
                continue
            made += 1
            yield Variant(kind, "exchanged", story.language, story.text, changed[0], (a, b))


def _is_plain(study: Study, record: StoryRecord, pair: set[str], spans: list[tuple[int, int]]) -> bool:
    actors = [
        actor
        for event in record.events
        for actor in (*event.actor, *event.recipient, *filter(None, [event.said_by]))
    ]
    if not actors or any((one.office or one.name) and one.country in pair for one in actors):
        return False
    if any(one.country in pair and one.via not in DIRECT for one in actors):
        return False
    for tree, mentions in zip(study.trees, study.actors.mentions, strict=True):
        for mention in mentions.found:
            start, end = tree.tokens[mention.first].start, tree.tokens[mention.last].end
            codes = {hit.entry.country for hit in mention.hits}
            touched = [(first, last) for first, last in spans if first < end and start < last]
            if touched and any(start < first or last + 2 < end for first, last in touched):
                return False  # a longer name: "the Warsaw Pact"
            if codes & pair and not touched:
                return False
        if _names_others(tree, mentions.by_token.keys(), record):
            return False
    return True


def _names_others(tree: Tree, known: Collection[int], record: StoryRecord) -> bool:
    """Whether a name stands in the sentence that is neither in the atlas of names nor a time."""
    times = [(one.start, one.end) for one in record.times if one.start is not None and one.end is not None]
    return any(
        token.upos == "PROPN" and at not in known and not any(s <= token.start < e for s, e in times)
        for at, token in enumerate(tree.tokens)
        if at > 0
    )
