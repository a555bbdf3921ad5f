"""Charts: the specification of a dyad's series, in both languages, and what is missing told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from msgspec import structs
from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.analysis.drawing import draw_dyad, save_chart
from dragoman.analysis.dyads import DyadSeries, trace_dyad
from dragoman.errors import DataError, DragomanError


@pytest.fixture
def series(tmp_path: Path) -> DyadSeries:
    events = [make_event("USA", "CHN", type_) for type_ in ("ACCUSE", "SANCTION", "SANCTION", "AID")]
    with dragoman.open(fill_store(tmp_path / "news.db", [make_record("story", events=events)])) as desk:
        return trace_dyad(desk, "USA", "CHN")


def test_cooperation_stands_up_and_conflict_hangs_down(series: DyadSeries) -> None:
    bars = draw_dyad(series)["datasets"]["quads"]
    assert [(bar["base"], bar["top"]) for bar in bars] == [(0, 1), (0, -1), (-1, -3)]


def test_a_chart_speaks_both_languages(series: DyadSeries) -> None:
    assert "share of stories" in json.dumps(draw_dyad(series, "en"))
    assert "deel van de berichten" in json.dumps(draw_dyad(series, "nl"))
    with pytest.raises(DataError, match="do not speak “xx”"):
        draw_dyad(series, "xx")


def test_no_text_and_no_colour_is_left_open(series: DyadSeries, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    assert "word(" not in json.dumps(draw_dyad(series))
    save_chart(draw_dyad(series), tmp_path / "chart.svg")
    assert "var(" not in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_a_missing_library_is_told_with_what_to_do(
    series: DyadSeries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(DragomanError, match=r"dragoman\[charts\]"):
        save_chart(draw_dyad(series), tmp_path / "chart.svg")


def test_months_are_named_in_the_readers_language_and_ticks_have_room(series: DyadSeries) -> None:
    axis = draw_dyad(series, "nl")["vconcat"][-1]["encoding"]["x"]["axis"]
    assert "'mrt'" in axis["labelExpr"]
    assert axis["tickCount"] == {"interval": "month", "step": 1}
    years = structs.replace(series, periods=series.periods * 200)
    axis = draw_dyad(years)["vconcat"][-1]["encoding"]["x"]["axis"]
    assert axis["tickCount"] == {"interval": "year", "step": 2}


@pytest.mark.parametrize(("by", "told"), [("year", "utcyear"), ("week", "utcdate(datum.value) + ' ' + [")])
def test_a_tick_says_no_more_than_its_period(series: DyadSeries, by: str, told: str) -> None:
    drawn = draw_dyad(structs.replace(series, by=by))["vconcat"][-1]["encoding"]["x"]["axis"]["labelExpr"]
    assert told in drawn
    assert ("utcmonth" in drawn) is (by != "year")


def test_what_was_usual_is_drawn_only_where_stories_are_enough(series: DyadSeries) -> None:
    (period,) = series.periods
    assert period.against_past is not None
    for stories, drawn in ((4, None), (5, -2.0)):
        past = structs.replace(period.against_past, usual_mean=-2.0, usual_stories=stories)
        told = structs.replace(series, periods=(structs.replace(period, against_past=past),))
        assert draw_dyad(told)["datasets"]["periods"][0]["usual"] == drawn
