"""The page of the schema is made from the schema."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from dragoman.store.schema_page import read_tables, write_page

ROOT = Path(__file__).parents[2]
SCRIPT = (files("dragoman.store") / "schema.sql").read_text(encoding="utf-8")


def test_the_page_is_as_the_schema_has_it() -> None:
    page = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert page == write_page(read_tables(SCRIPT)), (
        "make it anew: python -m dragoman.store.schema_page > docs/schema.md"
    )


def test_columns_come_with_their_comments_over_several_lines() -> None:
    (stories,) = (table for table in read_tables(SCRIPT) if table.name == "stories")
    told = {column.name: column.meaning for column in stories.columns}
    assert told["run"] == "key of runs"
    assert "kept: taken in, but its language is not coded; failed:" in told["state"]


def test_no_table_of_the_schema_is_left_out() -> None:
    made = [
        line.split()[2] for line in SCRIPT.splitlines() if line.startswith(("CREATE TABLE", "CREATE VIEW"))
    ]
    assert set(made) <= {table.name for table in read_tables(SCRIPT)}
