"""`communique batch`: every archive once and whole in the lake, whatever happens on the way."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from archives_made import lines, record, story, web_archive
from typer.testing import CliRunner

from communique.batch.lake import filling, parts
from communique.batch.lake.filling import Alone, Batch, together
from communique.batch.lake.inputs import inputs_at
from communique.batch.lake.parts import counted, cut, groups_of, part_of, records_of
from communique.cli import app
from communique.exports.lakes import Input, Lake, LakeError

TABLES = ("pages", "articles", "events", "statements", "claims", "commitments", "actors", "whole")


def rows(lake: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table, in an order of their own, whichever file and place they lie in."""
    import duckdb

    left_out = "EXCLUDE (position)" if table == "whole" else ""
    told = duckdb.sql(f"SELECT * {left_out} FROM '{lake}/{table}/*/*.parquet'").fetchall()
    return sorted(told, key=repr)


def all_rows(lake: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(lake, table) for table in TABLES}


def fill(to: Path, *addresses: Path | str, pages: int = 500, again: bool = False) -> Batch:
    """Read into a lake by this process alone."""
    lake = Lake(to)
    batch = Batch(lake)
    with lake.lock():
        lake.make()
        batch.fill([str(address) for address in addresses], Alone(lake), pages=pages, again=again)
    return batch


@pytest.mark.model
def test_archives_of_every_kind_are_read_into_the_tables(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    web_archive(tmp_path / "a.warc.gz", range(3))
    lines(tmp_path / "b.jsonl", range(3, 5))
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.html").write_text(story(5), encoding="utf-8")
    table = pa.table({"text": ["Talks begin\n\nGhana met Togo."], "url": ["https://rows.example/1"], "other": [1]})
    pq.write_table(table, tmp_path / "e.parquet")
    batch = fill(tmp_path / "lake", tmp_path)
    assert (batch.tally.seen, batch.tally.stories, batch.failed) == (7, 7, 0)
    told = rows(tmp_path / "lake", "pages")
    assert sum(1 for row in told if "news.example" in str(row[1])) == 3
    assert "https://rows.example/1" in {row[1] for row in told}
    assert str(tmp_path / "c" / "d.html") in {row[1] for row in told}
    events = Counter(row[1] for row in rows(tmp_path / "lake", "events"))
    assert events["CONSULT"] >= 6
    assert {row[-1] for row in rows(tmp_path / "lake", "events")} <= {"2024-03", "2024-04", "undated"}


@pytest.mark.model
def test_what_is_in_the_lake_is_not_read_again(tmp_path: Path) -> None:
    web_archive(tmp_path / "a.warc.gz", range(3))
    fill(tmp_path / "lake", tmp_path / "a.warc.gz")
    before = all_rows(tmp_path / "lake")
    again = fill(tmp_path / "lake", tmp_path / "a.warc.gz")
    assert (again.parts, again.tally.seen, again.before) == (0, 0, 3)
    lines(tmp_path / "b.jsonl", range(3, 5))
    more = fill(tmp_path / "lake", tmp_path / "a.warc.gz", tmp_path / "b.jsonl")
    assert (more.parts, more.tally.seen, more.before) == (1, 2, 3)
    assert len(rows(tmp_path / "lake", "pages")) == 5
    whole = fill(tmp_path / "lake", tmp_path / "a.warc.gz", again=True)
    assert whole.tally.seen == 3
    (tmp_path / "b.jsonl").unlink()
    assert set(map(repr, before["events"])) <= set(map(repr, all_rows(tmp_path / "lake")["events"]))
    assert len(rows(tmp_path / "lake", "pages")) == 5, "what was read stays when its file goes"


@pytest.mark.model
def test_a_file_that_has_grown_is_read_anew_and_nothing_is_there_twice(tmp_path: Path) -> None:
    archive = web_archive(tmp_path / "a.warc.gz", range(3))
    fill(tmp_path / "lake", archive)
    web_archive(archive, range(5))
    os.utime(archive, ns=(1, 1))
    batch = fill(tmp_path / "lake", archive)
    assert batch.tally.seen == 5
    fill(tmp_path / "fresh", archive)
    assert all_rows(tmp_path / "lake") == all_rows(tmp_path / "fresh")


@pytest.mark.model
def test_a_large_file_is_cut_into_parts_that_lose_and_double_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SMALL", 100)
    monkeypatch.setattr(filling, "SMALL", 100)
    picture = record(90, "PNG", kind="image/png")
    archive = tmp_path / "a.warc.gz"
    numbered = [record(number) for number in range(5)]
    archive.write_bytes(
        b"".join([picture, numbered[0], picture, numbered[1], picture, numbered[2], b"damaged", *numbered[3:], picture])
    )
    whole, cut = fill(tmp_path / "whole", archive), fill(tmp_path / "cut", archive, pages=2)
    assert (whole.parts, cut.parts) == (1, 3)
    assert whole.tally.left_out == cut.tally.left_out == {"image/png": 4}
    assert whole.tally.damaged == cut.tally.damaged == 1
    assert all_rows(tmp_path / "whole") == all_rows(tmp_path / "cut")
    assert fill(tmp_path / "cut", archive, pages=3).parts == 0, "it stays cut as it was"


@pytest.mark.parametrize("packing", ["by record", "as a whole", "not"])
def test_a_part_begins_where_its_first_record_lies(tmp_path: Path, packing: str) -> None:
    """Every record once, in parts of any size, with damage and pictures between them."""
    whole = [record(number) for number in range(9)]
    whole[4:4] = [record(90, "PNG", kind="image/png"), b"damaged" if packing == "by record" else b""]
    plain = b"".join(gzip.decompress(one) for one in whole if one[:2] == b"\x1f\x8b")
    data = {"by record": b"".join(whole), "as a whole": gzip.compress(plain), "not": plain}[packing]
    archive = tmp_path / ("a.warc" if packing == "not" else "a.warc.gz")
    archive.write_bytes(data)
    [one] = inputs_at(str(archive))
    expected = list(records_of(part_of([(0, one)]), lambda reason: None))
    for pages in (1, 2, 4, 20):
        found = counted(one, pages)
        left_out: list[str] = []
        parts = cut([(0, one)], found)
        told = [raw for part in parts for raw in records_of(part, left_out.append)]
        assert told == expected
        assert left_out == ["image/png"]
        assert all(part.start for part in parts[1:]) is (packing != "as a whole" or len(parts) == 1)


class Mortal(Alone):
    """A crew that ends after some parts, its last work staged and not committed."""

    left = 2

    def read(self, waiting):  # type: ignore[no-untyped-def]
        for number, entry in enumerate(super().read(waiting)):
            if number == self.left:
                raise KeyboardInterrupt
            yield entry


@pytest.mark.model
def test_a_batch_that_was_broken_off_anywhere_goes_on_where_it_was(tmp_path: Path) -> None:
    for number in range(5):
        web_archive(tmp_path / f"{number}.warc.gz", range(2 * number, 2 * number + 2))
    addresses = [str(tmp_path / "*.warc.gz")]
    lake = Lake(tmp_path / "lake")
    for at in (0, 1, 1):
        batch, crew = Batch(lake), Mortal(lake)
        crew.left = at
        lake.make()
        with pytest.raises(KeyboardInterrupt):
            batch.fill(addresses, crew, pages=1)
        stray = tmp_path / "lake" / "events" / "month=2024-03" / "of-nobody.parquet"
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(b"half a file")
    rest = fill(tmp_path / "lake", *addresses, pages=1)
    assert (rest.before, rest.tally.seen) == (4, 6)
    fill(tmp_path / "fresh", *addresses, pages=1)
    assert all_rows(tmp_path / "lake") == all_rows(tmp_path / "fresh")
    assert not (tmp_path / "lake" / "_staged").exists()


@pytest.mark.model
@pytest.mark.parametrize("moved", [0, 3, 99])
def test_a_part_whose_files_were_being_moved_is_settled(
    tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed right after the entry was written, when some of its files had been moved."""
    archive = web_archive(tmp_path / "a.warc.gz", range(4))
    publish = Lake._publish

    def cut_short(self: Lake, staged: str, files: tuple[str, ...]) -> None:
        kept = Path(self.at("_staged", staged)).with_suffix(".kept")
        if files and "columns" not in staged:
            Path(self.at("_staged", staged)).rename(kept)
            for file in files[:moved]:
                (Path(self.root) / file).parent.mkdir(parents=True, exist_ok=True)
                (kept / file).rename(Path(self.root) / file)
            kept.rename(Path(self.at("_staged", staged)))
            raise KeyboardInterrupt
        publish(self, staged, files)

    monkeypatch.setattr(Lake, "_publish", cut_short)
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "lake", archive)
    monkeypatch.undo()
    assert fill(tmp_path / "lake", archive).parts == 0
    fill(tmp_path / "fresh", archive)
    assert all_rows(tmp_path / "lake") == all_rows(tmp_path / "fresh")


@pytest.mark.model
def test_a_part_that_two_have_read_is_in_the_lake_once(tmp_path: Path) -> None:
    class Twice(Alone):
        def read(self, waiting):  # type: ignore[no-untyped-def]
            for part in waiting:
                yield from super().read([part, part])

    archive = web_archive(tmp_path / "a.warc.gz", range(3))
    lake = Lake(tmp_path / "lake")
    lake.make()
    Batch(lake).fill([str(archive)], Twice(lake))
    assert len(rows(tmp_path / "lake", "pages")) == 3


@pytest.mark.model
def test_a_lake_whose_file_is_gone_reads_that_part_again(tmp_path: Path) -> None:
    archive = web_archive(tmp_path / "a.warc.gz", range(3))
    fill(tmp_path / "lake", archive)
    next((tmp_path / "lake" / "events" / "month=2024-03").glob("*-*.parquet")).unlink()
    assert fill(tmp_path / "lake", archive).tally.seen == 3


@pytest.mark.model
def test_what_is_damaged_costs_itself_and_is_listed_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(record(1) + b"no record at all" + record(2)[:-40])
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and then nothing")
    (tmp_path / "c.jsonl").write_text(json.dumps({"html": story(3)}) + "\nno json\n", encoding="utf-8")
    complaints: list[str] = []
    lake = Lake(tmp_path / "lake")
    lake.make()
    batch = Batch(lake, complaints.append)
    batch.fill([str(tmp_path), str(tmp_path / "gone")], Alone(lake))
    assert batch.tally.stories >= 2
    assert batch.failed == 1
    told = "\n".join(complaints)
    for part in ("gone: cannot be read", "breaks off", "This Parquet file is damaged", "Line 2 is no JSON object"):
        assert part in told
    assert sum(len(row[8]) for row in rows(tmp_path / "lake", "pages")) == batch.tally.problems


def test_files_are_grouped_the_same_way_when_some_are_done() -> None:
    files = [(0, Input(f"{n:03}", f"/{n:03}", 10, "")) for n in range(100)]
    whole = list(groups_of(files, lambda one: False, 7))
    assert [one for group in whole for one in group] == files
    done = {one for group in whole[2:5] + whole[9:10] for _, one in group}
    rest = list(groups_of(files, lambda one: one in done, 7))
    assert rest == whole[:2] + whole[5:9] + whole[10:]


def test_few_files_are_shared_out_among_the_readers() -> None:
    assert together(104, 500, 1) == 500
    assert together(8, 500, 2) == 1
    assert together(104, 500, 2) == 13
    assert together(1_000_000, 500, 8) == 500


def test_addresses_are_paths_folders_globs_and_storages(tmp_path: Path) -> None:
    import fsspec

    for name in ("a.html", "b.warc.gz", "c.png", "d.parquet"):
        (tmp_path / name).write_bytes(b"x")
    assert [Path(one.name).name for one in inputs_at(str(tmp_path))] == ["a.html", "b.warc.gz", "d.parquet"]
    assert [Path(one.name).name for one in inputs_at(str(tmp_path / "*.warc.gz"))] == ["b.warc.gz"]
    storage = fsspec.filesystem("memory")
    storage.pipe("/archive/2024/a.html", b"x")
    storage.pipe("/archive/2025/b.html", b"yy")
    assert [(one.name, one.size) for one in inputs_at("memory://archive")] == [
        ("memory:///archive/2024/a.html", 1),
        ("memory:///archive/2025/b.html", 2),
    ]
    assert [one.name for one in inputs_at("memory://archive/*/b*.html")] == ["memory:///archive/2025/b.html"]
    with pytest.raises(OSError, match="no page or archive"):
        list(inputs_at("memory://nowhere/*.html"))


@pytest.mark.model
def test_a_lake_may_lie_in_any_storage(tmp_path: Path) -> None:
    import fsspec

    storage = fsspec.filesystem("memory")
    storage.pipe("/crawl/a.warc.gz", web_archive(tmp_path / "a.warc.gz", range(3)).read_bytes())
    for seen in (3, 0):
        batch = fill("memory://lake", "memory://crawl/a.warc.gz")  # type: ignore[arg-type]
        assert batch.tally.seen == seen
    found = [name for name in storage.find("/lake/events") if not name.endswith("columns.parquet")]
    assert found
    assert not storage.exists("/lake/_staged")


@pytest.mark.model
def test_the_command_says_what_it_read_and_what_it_cannot_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = web_archive(tmp_path / "a.warc.gz", range(2))

    def batch(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["batch", *more])
        return done.exit_code, done.output

    status, told = batch(str(archive), "--to", str(tmp_path / "lake"), "--workers", "1")
    assert status == 0
    assert "2 pages read" in told
    assert "2 articles" in told
    status, told = batch(str(tmp_path / "gone"), "--to", str(tmp_path / "other"), "--workers", "1")
    assert status == 1
    assert "gone: cannot be read" in told
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "communique.batch.lake.on_ray", raising=False)
    status, told = batch(str(archive), "--to", str(tmp_path / "lake"), "--workers", "2")
    assert status == 1
    assert told.strip() == "communique batch needs ray: pip install communique[ray]"


def test_two_batches_do_not_write_to_one_lake(tmp_path: Path) -> None:
    first, second = Lake(tmp_path), Lake(tmp_path)
    with first.lock(), pytest.raises(LakeError, match="another process"), second.lock():
        pass


def test_a_lake_of_a_newer_communique_is_refused(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.make()
    lake.put("_manifest/lake.json", b'{"schema": 99, "communique": "9.0"}')
    with pytest.raises(LakeError, match="upgrade communique"):
        lake.make()
    with pytest.raises(LakeError, match="is no lake"):
        Lake(tmp_path / "none").check()
