"""`dragoman archive`: what it tells of a folder, how it ends, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_by_hand import fill_archive
from store_by_hand import make_event, make_record
from typer.testing import CliRunner, Result

from dragoman.cli.archive import read_size
from dragoman.cli.main import build_app
from dragoman.errors import StoreError
from dragoman.sources.refusals import Refusal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    records = [make_record(f"s{n}", f"2023-0{n}-05", [make_event("NOR", "ISL", "ACCUSE")]) for n in (1, 2, 3)]
    refused = [Refusal("feed", "is no story", "give another")]
    return Path(fill_archive(str(tmp_path / "decade"), [[one] for one in records], refused))


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "120"}).invoke(build_app(), ["archive", *arguments])


def test_info_tells_what_it_holds(root: Path) -> None:
    told = run("info", str(root)).stdout
    assert "3 stories, 2023-01-05 to 2023-03-05" in told and "3 events" in told and "1 refused" in told
    assert "3 parts" in told and "made with dragoman 0" in told


def test_info_as_json_counts_bytes_by_table(root: Path) -> None:
    told = json.loads(run("info", str(root), "--json").stdout)
    assert (told["counts"]["stories"], told["parts"], told["packs"]) == (3, 3, 0)
    assert told["bytes"]["events"] > 0


def test_check_of_a_whole_archive_says_so(root: Path) -> None:
    done = run("check", str(root))
    assert done.exit_code == 0 and "Whole" in done.stderr
    assert json.loads(run("check", str(root), "--json").stdout) == {"whole": True, "problems": []}


def test_check_ends_with_status_1_and_names_what_is_amiss(root: Path) -> None:
    (root / "events" / "part-000001.parquet").write_bytes(b"harmed")
    done = run("check", str(root))
    assert done.exit_code == 1
    assert "events/part-000001.parquet: is not as it was written" in done.stdout and "--resume" in done.stdout
    assert json.loads(run("check", str(root), "--json").stdout)["problems"][0]["where"].startswith("events/")


def test_compact_makes_few_files_of_many_and_keeps_the_rows(root: Path) -> None:
    assert "3 parts into 1 pack; 13 files now" in run("compact", str(root)).stderr
    assert json.loads(run("info", str(root), "--json").stdout)["counts"]["events"] == 3
    assert run("check", str(root)).exit_code == 0
    assert json.loads(run("compact", str(root), "--json").stdout)["packs"] == 0


@pytest.mark.parametrize("command", ["info", "check", "compact"])
def test_a_folder_that_is_no_archive_is_told(command: str, tmp_path: Path) -> None:
    error = run(command, str(tmp_path)).exception
    assert isinstance(error, StoreError) and "is no archive" in str(error)


@pytest.mark.parametrize(
    ("stated", "size"), [("128MB", 128_000_000), ("1.5 gb", 1_500_000_000), ("700", 700)]
)
def test_a_size_is_read(stated: str, size: int) -> None:
    assert read_size(stated) == size


@pytest.mark.parametrize("stated", ["", "much", "0MB", "-1GB", "1TB"])
def test_what_is_no_size_is_told(stated: str) -> None:
    with pytest.raises(StoreError, match="is no size"):
        read_size(stated)
