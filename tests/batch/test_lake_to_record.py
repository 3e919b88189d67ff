"""A lake becomes a record without anything being read again: the same record as from the pages."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from archives_made import lines, story, web_archive
from test_lakes import all_rows, fill
from typer.testing import CliRunner

from communique.batch.adding import Tally, add_pages
from communique.cli import app
from communique.exports.formats import FORMATS, pages_of
from communique.exports.kept import kept_pages
from communique.exports.lakes import Entry, Lake, LakeError
from communique.store import open_record

pytestmark = pytest.mark.model
# Times of writing, and numbers without meaning.
PASSING = ("added", "at")


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a record says, table by table, times of writing left out."""
    record = sqlite3.connect(file)
    # The index of findings keeps no columns of its own; the view over the findings says what is in it.
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'finding_index%' ORDER BY name"
    tables = [*(row[0] for row in record.execute(named)), "finding_term"]
    found = {}
    for table in tables:
        names = [row[1] for row in record.execute(f"PRAGMA table_info({table})") if row[1] not in PASSING]
        rows = record.execute(f"SELECT {', '.join(names)} FROM {table}")
        found[table] = sorted(rows, key=repr)
    record.close()
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Archives whose pages come in an order that is not that of their months."""
    folder = tmp_path_factory.mktemp("archive")
    web_archive(folder / "b.warc.gz", range(6))
    lines(folder / "a.jsonl", range(4, 9))
    (folder / "c.html").write_text(story(20), encoding="utf-8")
    return folder


def added(paths: list[Path], to: Path, again: bool = False) -> Tally:
    tally = Tally()
    record = open_record(to)
    add_pages(record, map(str, paths), tally=tally, again=again)
    record.close()
    return tally


def test_the_record_of_a_lake_is_that_of_its_pages(archive: Path, tmp_path: Path) -> None:
    fill(tmp_path / "lake", archive, pages=4)
    added([archive], tmp_path / "pages.db")
    tally = added([tmp_path / "lake"], tmp_path / "lake.db")
    assert tally.pages == {"new": 12}
    assert everything(tmp_path / "lake.db") == everything(tmp_path / "pages.db")
    assert added([tmp_path / "lake"], tmp_path / "lake.db").pages == {"unchanged": 12}
    assert added([archive], tmp_path / "lake.db").pages == {"unchanged": 12}, "nothing is to be read again"


def test_a_record_goes_into_a_lake_and_back(archive: Path, tmp_path: Path) -> None:
    added([archive], tmp_path / "first.db")
    FORMATS["parquet"].write_to(pages_of(open_record(tmp_path / "first.db", readonly=True)), tmp_path / "lake")
    added([tmp_path / "lake"], tmp_path / "second.db")
    assert everything(tmp_path / "second.db") == everything(tmp_path / "first.db")


def test_an_export_and_a_batch_write_the_same_columns_and_rows(archive: Path, tmp_path: Path) -> None:
    fill(tmp_path / "batch", archive)
    added([archive], tmp_path / "r.db")
    FORMATS["parquet"].write_to(pages_of(open_record(tmp_path / "r.db", readonly=True)), tmp_path / "export")
    one, other = all_rows(tmp_path / "batch"), all_rows(tmp_path / "export")
    assert one.keys() == other.keys()
    for table in set(one) - {"events", "whole"}:  # an export also knows the happening that an event tells of
        assert one[table] == other[table], table
    assert {row[0] for row in one["events"]} == {row[0] for row in other["events"]}


def test_add_takes_pages_and_lakes_side_by_side(archive: Path, tmp_path: Path) -> None:
    fill(tmp_path / "lake", archive / "b.warc.gz")
    done = CliRunner().invoke(
        app, ["add", str(archive / "c.html"), str(tmp_path / "lake"), "--record", str(tmp_path / "r.db")]
    )
    assert done.exit_code == 0
    assert "7 pages (7 new)" in done.output


def test_a_lake_that_lacks_a_file_says_so(archive: Path, tmp_path: Path) -> None:
    fill(tmp_path / "lake", archive / "b.warc.gz")
    next((tmp_path / "lake" / "whole" / "month=2024-03").glob("*-*.parquet")).unlink()
    with pytest.raises(LakeError, match="run the batch again"):
        list(kept_pages(Lake(tmp_path / "lake")))
    done = CliRunner().invoke(app, ["add", str(tmp_path / "lake"), "--record", str(tmp_path / "r.db")])
    assert done.exit_code == 1
    assert "run the batch again" in done.output


def test_an_entry_tells_what_was_read(archive: Path, tmp_path: Path) -> None:
    fill(tmp_path / "lake", archive / "b.warc.gz")
    [entry] = [entry for entry in Lake(tmp_path / "lake").entries() if entry.inputs]
    assert isinstance(entry, Entry)
    assert entry.counts["pages"] == 6
    assert entry.inputs[0].size == (archive / "b.warc.gz").stat().st_size
    told = json.loads((tmp_path / "lake" / "_manifest" / "parts" / f"{entry.part}.json").read_text())
    assert told["files"] == sorted(told["files"])
