"""Parquet and SQLite: types that readers get, and Datasette itself on the file with its metadata."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from communique.exports.account import Account
from communique.exports.formats import FORMATS
from communique.exports.lakes import Entry, Lake, LakeError
from communique.exports.parquet import LAKE_TABLES
from communique.exports.tables import TABLES
from communique.model import Page


@pytest.fixture
def lake(page: Page, tmp_path: Path) -> Path:
    FORMATS["parquet"].write_to((page,), tmp_path / "lake")
    return tmp_path / "lake"


@pytest.fixture
def database(page: Page, tmp_path: Path) -> Path:
    FORMATS["sqlite"].write_to((page,), tmp_path / "desk.sqlite")
    return tmp_path / "desk.sqlite"


def test_every_table_has_as_many_cells_as_columns(page: Page) -> None:
    for table in TABLES.values():
        rows = list(table.rows(page))
        assert rows, table.name
        assert {len(row) for row in rows} == {len(table.columns)}, table.name
        assert len(set(table.names)) == len(table.names), table.name
        assert all(column.meaning for column in table.columns)


def test_pandas_gets_dates_lists_and_categories(lake: Path) -> None:
    import pandas

    events = pandas.read_parquet(lake / "events").set_index("id")
    assert events["event"].dtype == "category"
    assert list(events.loc["event-met", "actor"]) == ["Ama Owusu", "Togo"]
    assert events.loc["event-met", "date_from"] == date(2024, 3, 4)
    assert events.loc["event-visit", "precision"] == "month"
    assert events.loc["event-met", "cameo"] == "040"


def test_polars_gets_dates_lists_and_categories(lake: Path) -> None:
    import polars

    events = polars.read_parquet(lake / "events")
    assert events.schema["date_from"] == polars.Date
    assert events.schema["actor"] == polars.List(polars.String)
    assert isinstance(events.schema["event"], polars.Categorical | polars.Enum)
    late = events.filter(polars.col("date_to") > date(2024, 4, 1))["id"].to_list()
    assert late == ["event-visit"]


def test_duckdb_asks_the_files(lake: Path) -> None:
    import duckdb

    told = duckdb.sql(
        f"SELECT country, count(*) FROM (SELECT unnest(actor_country) AS country FROM '{lake}/events/*/*.parquet') GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert told == [("BEN", 2), ("GHA", 2), ("TGO", 2)]
    assert duckdb.sql(f"DESCRIBE SELECT * FROM '{lake}/articles/*/*.parquet'").fetchall()


def test_a_parquet_file_says_what_its_columns_mean(lake: Path) -> None:
    import pyarrow.parquet as pq

    schema = pq.read_schema(lake / "events" / "month=undated" / "columns.parquet")
    assert schema.metadata[b"communique"]
    assert schema.metadata[b"communique_schema"] == b"1"
    assert b"CAMEO" in schema.field("cameo").metadata[b"meaning"]


def test_an_empty_record_still_gives_files_with_columns(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    FORMATS["parquet"].write_to((), tmp_path)
    assert pq.read_table(tmp_path / "events").num_rows == 0
    FORMATS["sqlite"].write_to((), tmp_path / "empty.db")


def test_many_rows_are_written_group_by_group(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr("communique.exports.parquet.GROUP", 10)
    account = Account()
    FORMATS["parquet"].write_to((page,) * 9, tmp_path, account)
    [written] = (tmp_path / "events" / "month=2024-03").glob("*.parquet")
    file = pq.ParquetFile(written)
    assert file.metadata.num_rows == account.written["events"] == 45
    assert file.metadata.num_row_groups > 1


def test_rows_lie_by_the_month_of_publication(page: Page, tmp_path: Path) -> None:
    months = ("2024-03-06", "2023-11-30", None)
    pages = [replace(page, articles=(replace(page.articles[0], published=day),)) for day in months]
    FORMATS["parquet"].write_to(pages, tmp_path)
    for table in ("pages", "articles", "events", "statements", "claims", "commitments", "whole"):
        folders = {folder.name for folder in (tmp_path / table).iterdir()}
        assert folders == {"month=2024-03", "month=2023-11", "month=undated"}, table


def test_a_month_that_comes_up_again_gets_another_file(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr("communique.exports.parquet.OPEN", 3)
    monkeypatch.setattr("communique.exports.parquet.WAITING", 10)
    days = [f"2024-{month:02}-01" for month in (1, 2, 3, 1, 2, 3)]
    pages = [replace(page, articles=(replace(page.articles[0], published=day),)) for day in days]
    FORMATS["parquet"].write_to(pages, tmp_path)
    assert pq.read_table(tmp_path / "events").num_rows == 30
    assert len(list((tmp_path / "events" / "month=2024-01").iterdir())) >= 2


def test_an_export_replaces_the_one_before_and_nothing_else(page: Page, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    for _ in range(2):
        FORMATS["parquet"].write_to((page,), tmp_path)
        assert pq.read_table(tmp_path / "events").num_rows == 5
    lake = Lake(tmp_path)
    lake.commit(Entry(part="of a batch", reader="r"))
    with pytest.raises(LakeError, match="holds what `communique batch` has read"):
        FORMATS["parquet"].write_to((page,), tmp_path)


def test_a_table_in_which_nothing_was_found_can_be_asked(tmp_path: Path) -> None:
    import duckdb

    FORMATS["parquet"].write_to((), tmp_path)
    for table in LAKE_TABLES:
        assert duckdb.sql(f"SELECT * FROM '{tmp_path}/{table.name}/*/*.parquet'").fetchall() == []


def asked(database: Path, path: str) -> object:
    """What Datasette itself answers, with the metadata written beside the file."""
    from datasette.app import Datasette

    async def ask() -> object:
        metadata = json.loads(database.with_suffix(".metadata.json").read_text(encoding="utf-8"))
        desk = Datasette([str(database)], metadata=metadata)
        await desk.invoke_startup()
        answer = await desk.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json() if ".json" in path else answer.text

    return asyncio.run(ask())


def test_datasette_serves_tables_views_facets_and_full_text(database: Path) -> None:
    events = asked(database, "/desk/events.json?_shape=array&factuality=actual")
    assert {row["id"] for row in events} == {"event-met", "event-bare", "event-lone"}  # type: ignore[attr-defined]
    met = next(row for row in events if row["id"] == "event-met")  # type: ignore[attr-defined]
    assert json.loads(met["actor"]) == ["Ama Owusu", "Togo"]
    meetings = asked(database, "/desk/meetings.json?_shape=array")
    assert [row["place"] for row in meetings] == ["Accra"]  # type: ignore[attr-defined]
    pairs = asked(database, "/desk/country_pairs.json?_shape=array")
    assert [(row["actor_country"], row["recipient_country"]) for row in pairs] == [("BEN", "TGO")]  # type: ignore[attr-defined]
    found = asked(database, "/desk/articles.json?_shape=array&_search=frank")
    assert len(found) == 1  # type: ignore[arg-type]


def test_datasette_shows_what_columns_mean(database: Path) -> None:
    page = str(asked(database, "/desk/events"))
    assert "Who did what to whom" in page
    assert "what is reported" in str(asked(database, "/")).lower() or "It says what was reported" in str(
        asked(database, "/")
    )
    assert "&lt;b&gt;" in str(asked(database, "/desk/articles")), "page text stays text"


def test_every_view_answers(database: Path) -> None:
    for view in ("meetings", "ahead", "country_pairs", "contested"):
        assert asked(database, f"/desk/{view}.json?_shape=array"), view
