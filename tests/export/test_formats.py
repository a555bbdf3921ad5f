"""Every format read back by something that is not ours."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import msgspec
import pytest
from stand_in import StandInCoder
from stored import TEXT, code, tell

from dragoman.errors import StoreError
from dragoman.export.formats import export_store, tell_format
from dragoman.records import Actor, When, Where
from dragoman.store.desk import Desk
from dragoman.store.writer import Entry, Writer

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def code_rich() -> Entry:
    """A story whose first event is asserted, dated and placed, with words that must be escaped."""
    story = tell(
        "r",
        f'=Cmd("x")\t{TEXT}\n"Weer".',
        title="-1+1",
        published="2022-07-08",
        url="https://x.org/r?a=1&b=2",
    )
    (parse,) = StandInCoder().read([story])
    record = StandInCoder().code(story, parse)
    changes = {
        "said_by": None,
        "date": When("2022-07", "story"),
        "place": Where("Bali", "IDN", -8.5, 115.1, "geonames:1650535", 0, 4, "region"),
        "context": ("diplomatic", "military"),
    }
    first = msgspec.structs.replace(record.events[0], **changes)
    west = msgspec.structs.replace(record.events[0], id="e3", said_by=None, actor=(Actor(
        text="het Westen", start=0, end=1, group="WEST"),))  # fmt: skip
    return Entry(
        story=story,
        source="x",
        parse=parse,
        record=msgspec.structs.replace(record, events=(first, record.events[1], west)),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    with Writer(tmp_path / "news.db") as writer:
        run = writer.begin_run("add", [])
        writer.add(run, [code(tell("a", published="2021")), code_rich()])
    return Desk(tmp_path / "news.db")


def test_csv_comes_back_as_it_was_and_starts_no_formula(desk: Desk, tmp_path: Path) -> None:
    assert export_store(desk, "csv", tmp_path / "e.csv", {}) == {"events": 5}
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[2]["evidence"] == f"'{desk.story('r').text}"
    assert (rows[2]["title"], rows[2]["contexts"], rows[2]["lat"]) == ("'-1+1", "diplomatic,military", "-8.5")


def test_csv_into_a_folder_gives_a_file_a_table(desk: Desk, tmp_path: Path) -> None:
    counts = export_store(desk, "csv", tmp_path / "tables", {"since": "2022", "type": "ACCUSE"})
    assert counts == {"events": 1, "statements": 1, "relations": 1, "stories": 1}
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "events.csv", "relations.csv", "statements.csv", "stories.csv",
    ]  # fmt: skip


def test_jsonl_is_what_code_writes(desk: Desk, tmp_path: Path) -> None:
    export_store(desk, "jsonl", tmp_path / "out.jsonl", {})
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert lines == [msgspec.json.encode(desk.record(name)) for name in ("a", "r")]
    export_store(desk, "jsonl", tmp_path / "out.jsonl", {"country": "IDN"})
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").open()] == ["r"]


def test_parquet_has_lists_numbers_and_nulls(desk: Desk, tmp_path: Path) -> None:
    export_store(desk, "parquet", tmp_path / "e.parquet", {})
    sql = f"SELECT actors, contexts, lat, claimed, place, evidence FROM '{tmp_path / 'e.parquet'}'"
    rows = duckdb.sql(sql).fetchall()
    assert rows[0] == (["CHN"], [], None, True, None, TEXT)
    assert rows[2] == (["CHN"], ["diplomatic", "military"], -8.5, False, "Bali", desk.story("r").text)


def test_an_empty_answer_is_a_parquet_file_all_the_same(desk: Desk, tmp_path: Path) -> None:
    export_store(desk, "parquet", tmp_path / "e.parquet", {"type": "AID"})
    assert duckdb.sql(
        f"SELECT count(*), typeof(any_value(lat)) FROM '{tmp_path / 'e.parquet'}'"
    ).fetchall() == [(0, "DOUBLE")]


def test_plover_has_the_fields_of_its_manual_and_only_what_happened(desk: Desk, tmp_path: Path) -> None:
    assert export_store(desk, "plover", tmp_path / "p.jsonl", {}) == {"events": 1}
    told = json.loads((tmp_path / "p.jsonl").read_text())
    text = desk.story("r").text
    assert (told["id"], told["date"], told["event"], told["mode"]) == (
        "r/e1",
        "2022-07-01",
        ["ACCUSE"],
        ["disapprove"],
    )
    assert told["actor"] == [{"code": "CHN", "sector": None, "entity_text": "China", "identifier_id": None}]
    assert (told["quad_code"], told["event_scale"], told["event_loc"]["name"]) == (3, -2.0, "Bali")
    assert text[told["text_info"]["start"] : told["text_info"]["end"]] == told["event_text"]


def test_plover_marks_what_did_not_happen_when_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    export_store(desk, "plover", tmp_path / "p.jsonl", {"factuality": "negated"})
    assert {tuple(json.loads(line)["mode"]) for line in (tmp_path / "p.jsonl").open()} == {
        ("disapprove", "negated")
    }


def test_gdelt_has_a_row_for_each_pair_in_its_columns(desk: Desk, tmp_path: Path) -> None:
    assert export_store(desk, "gdelt", tmp_path / "g.tsv", {}) == {"rows": 2}
    with (tmp_path / "g.tsv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert len(first) == 58
    expected = {"Actor1CountryCode": "CHN", "Actor2Code": "RUSGOV", "Day": "20220701", "EventRootCode": "11",
                "QuadClass": "3", "ActionGeo_Lat": "-8.5",
                "SOURCEURL": "https://x.org/r?a=1&b=2"}  # fmt: skip
    assert expected.items() <= first.items()
    assert second["Actor1KnownGroupCode"] == "WEST"


def test_graphml_has_what_one_did_to_the_other(desk: Desk, tmp_path: Path) -> None:
    export_store(desk, "graphml", tmp_path / "d.graphml", {"actor": "CHN"})
    graph = ElementTree.parse(tmp_path / "d.graphml").getroot().find(f"{SPACE}graph")
    assert graph is not None
    (edge,) = graph.findall(f"{SPACE}edge")
    data = {one.get("key"): one.text for one in edge}
    assert (edge.get("source"), edge.get("target")) == ("CHN", "RUS")
    assert (data["events"], data["mean_score"], data["verbal_conflict"]) == ("1", "-2.0", "1")
    assert [node.get("id") for node in graph.findall(f"{SPACE}node")] == ["CHN", "RUS"]


def test_rdf_can_be_asked_who_did_what_on_what_words(desk: Desk, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    assert export_store(desk, "rdf", tmp_path / "r.ttl", {}) == {"events": 5}
    graph = rdflib.Graph().parse(tmp_path / "r.ttl")
    found = graph.query(
        """
        PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX d: <urn:dragoman:term:>
        SELECT ?code ?words ?place WHERE {
            ?event a sem:Event ; sem:hasPlace ?where ;
                sem:hasActor [ rdf:value ?who ; sem:roleType d:actor ] ;
                prov:wasDerivedFrom [ prov:value ?words ] .
            ?who d:code ?code . ?where d:country ?place .
        }
        """
    )
    assert [tuple(map(str, row)) for row in found] == [("CHN", desk.story("r").text, "IDN")]


# ── files ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "name", "told"),
    [
        (None, "x.ttl", "rdf"),
        (None, "x.tsv", "gdelt"),
        ("plover", "x.jsonl", "plover"),
        (None, "x.JSONL", "jsonl"),
    ],
)
def test_the_format_is_the_one_given_or_that_of_the_ending(given: str | None, name: str, told: str) -> None:
    assert tell_format(given, Path(name)) == told


def test_a_format_that_is_none_is_told() -> None:
    with pytest.raises(StoreError, match="“xls” is no format — give --format csv, jsonl"):
        tell_format("xls", None)
    with pytest.raises(StoreError, match="the format is not told"):
        tell_format(None, Path("x.out"))


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        export_store(desk, "jsonl", tmp_path / "no" / "x.jsonl", {})
    with pytest.raises(StoreError, match="cannot be printed"):
        export_store(desk, "parquet", None, {})
