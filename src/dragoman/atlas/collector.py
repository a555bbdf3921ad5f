"""The collector: entries and the forms of their names, gathered in the order of the files."""

from __future__ import annotations

from collections import defaultdict

from dragoman.atlas.forms import expand_forms, inflect_adjective, spell_variants
from dragoman.atlas.records import Entry, NameForm
from dragoman.atlas.schema import Endings, Forms, Named
from dragoman.atlas.tables import Membership, Row


class Collector:
    """Gathers entries and their forms in the order of the files: the first is the likeliest reading."""

    def __init__(self, endings: dict[str, Endings]) -> None:
        self.endings = endings
        self.coded = [language for language, ends in endings.items() if not ends.states_only]
        self.entries: list[Entry] = []
        self.forms: dict[str, dict[str, list[Row]]] = {language: defaultdict(list) for language in endings}
        self.members: dict[str, list[Membership]] = {}

    def add_entry(self, entry: Entry) -> int:
        """The entry's place in the table."""
        self.entries.append(entry)
        return len(self.entries) - 1

    def add_form(self, written: str, language: str, form: NameForm, place: int) -> None:
        """Enters every spelling of a form."""
        for words in spell_variants(written, self.endings[language]):
            row = (words[1:], form, place)
            rows = self.forms[language][words[0]]
            if row not in rows:
                rows.append(row)

    def add_forms(self, forms: Forms, form: NameForm, place: int) -> None:
        """Enters the forms of every language."""
        for language in self.coded:
            for written in expand_forms(forms, language):
                self.add_form(written, language, form, place)

    def add_named(self, item: Named, place: int, form: NameForm = "name") -> None:
        """Enters names, abbreviations, adjectives and inhabitants."""
        self.add_forms(item.names(), form, place)
        self.add_forms(item.short, "abbreviation", place)
        self.add_forms(item.inhabitant, "inhabitant", place)
        for language in self.coded:
            for written in expand_forms(item.adjective, language):
                for inflected in inflect_adjective(written, self.endings[language]):
                    self.add_form(inflected, language, "adjective", place)
