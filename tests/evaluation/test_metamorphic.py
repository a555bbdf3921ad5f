"""The coder follows changes of a text: a sample of each kind, with the shares that may not fall."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from dragoman.pipeline import Coder

sys.path.insert(0, str(Path(__file__).parents[2]))

from evaluation.conformance.cases import load_cases
from evaluation.metamorphic.__main__ import share_right
from evaluation.metamorphic.clauses import Variant, make_changes, make_passives
from evaluation.metamorphic.exchange import Exchanger, make_exchanges
from evaluation.metamorphic.judging import Judged, judge_variants


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    coder = Coder.load()
    variants: list[Variant] = [*list(make_passives())[::4], *list(make_changes())[::9]]
    variants += make_exchanges(load_cases()[::10], coder, "swap")
    return judge_variants(variants, coder)


def test_there_are_sixty_clauses_a_language_in_the_passive() -> None:
    passives = list(make_passives())
    assert min(sum(one.language == language for one in passives) for language in ("en", "nl")) >= 60
    assert passives[0].text == "Chile was attacked by Armenia."


def test_forms_agree_and_adjectives_are_inflected() -> None:
    texts = {one.text for one in make_passives()}
    assert "Maandag werd een Egyptisch vliegveld door Finse gevechtsvliegtuigen gebombardeerd." in texts
    assert "On Monday three Polish diplomats were expelled by Kenya." in texts


@pytest.mark.parametrize(
    ("language", "text", "changed"),
    [
        ("en", "An Iranian envoy met Chile's president.", "A Chilean envoy met Iran's president."),
        (
            "nl",
            "Iraanse troepen bij Santiago, zei een Chileen.",
            "Chileense troepen bij Teheran, zei een Iraniër.",
        ),
    ],
)
def test_every_term_of_two_countries_is_exchanged(language: str, text: str, changed: str) -> None:
    found = Exchanger(language).exchange(text, "IRN", "CHL")
    assert found is not None
    assert found[0] == changed


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        (("passive",), 0.95),
        (("negation", "denial", "possibility"), 0.95),
        (("condition",), 0.7),
        (("report", "hearsay"), 0.85),
        (("swap",), 0.95),
    ],
)
def test_the_coder_follows(judged: list[Judged], kinds: tuple[str, ...], least: float) -> None:
    chosen = [one for one in judged if one.variant.kind in kinds]
    share = share_right(Counter(one.verdict for one in chosen))
    assert share is not None
    assert share >= least, [(one.variant.text, one.verdict) for one in chosen if one.verdict != "right"]
