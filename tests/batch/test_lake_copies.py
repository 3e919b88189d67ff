"""Copies over a whole lake: the same as in a record of the same pages, in memory that does not grow with them."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import duckdb
import pytest

from communique.exports.lake_copies import digest_of, note_copies
from communique.exports.lakes import Entry, Lake
from communique.exports.parquet import Tables
from communique.model import Article, Page, Source
from communique.store import copied_texts, open_record, save_page

WORDS = [
    f"{first}{second}" for first in "bcdfghklmnprst" for second in ("arel", "ovik", "unta", "emor", "isal", "ydan")
]


def prose(number: int, length: int = 90) -> list[str]:
    drawn = random.Random(number)
    return [drawn.choice(WORDS) for _ in range(length)]


def page(number: int, words: list[str], day: str | None = "2024-05-01") -> Page:
    text = " ".join(words)
    article = Article(id=f"article-{number}", headline=None, text=text, published=day)
    return Page(
        source=Source(uri=f"https://n.example/{number}", digest=f"sha256:{number}", media_type="text/html"),
        articles=(article,),
    )


def pages() -> list[Page]:
    """Texts, and among them copies: to the letter, with words changed, cut short; and what only quotes an older text."""
    told = [page(n, prose(n)) for n in range(30)]
    told += [page(100 + n, prose(n), "2024-04-30") for n in range(3)]
    told += [page(200, [w if n % 12 else "changed" for n, w in enumerate(prose(5, 90))])]
    told += [page(300, prose(6)[:60], None)]
    told += [page(400, prose(77, 200) + prose(7))]
    told += [page(500, prose(7)[:10]), page(501, prose(7)[:10]), page(502, [*prose(7)[:9], "other"])]
    told += [page(600, prose(8, 90)), page(601, prose(8, 90))]
    return told


def lake_of(folder: Path, parts: list[list[Page]]) -> Lake:
    lake = Lake(folder)
    lake.make()
    for number, some in enumerate(parts):
        with lake.staging(f"p{number}") as staged:
            with Tables(staged, f"p{number}") as tables:
                for position, one in enumerate(some):
                    tables.add(one, position, "r")
            files = lake.stage(staged, f"p{number}")
        lake.commit(Entry(part=f"p{number}", reader="r", order=(0, "", number), files=files, staged=f"p{number}"))
    return lake


def found(lake: Path) -> set[frozenset[str]]:
    rows = duckdb.sql(f"SELECT text, list(article) FROM '{lake}/copies/*/*.parquet' GROUP BY text").fetchall()
    return {frozenset(articles) for _, articles in rows}


def test_a_lake_finds_the_copies_that_a_record_finds(tmp_path: Path) -> None:
    told = pages()
    random.Random(3).shuffle(told)
    record = open_record(tmp_path / "r.db")
    for one in told:
        save_page(record, one, "r")
    ids = dict(record.execute("SELECT key, id FROM article").fetchall())
    expected = {frozenset(ids[key] for key in keys) for keys in copied_texts(record)}
    lake = lake_of(tmp_path / "lake", [told[:15], told[15:]])
    assert note_copies(lake) == sum(len(group) - 1 for group in expected)
    assert found(tmp_path / "lake") == expected
    assert frozenset(("article-500", "article-501")) in expected
    assert frozenset(("article-6", "article-300")) in expected


def test_the_one_published_first_stands_for_all(tmp_path: Path) -> None:
    note_copies(lake_of(tmp_path / "lake", [pages()]))
    rows = duckdb.sql(
        f"SELECT article, text, copies, month FROM '{tmp_path}/lake/copies/*/*.parquet' WHERE first ORDER BY article"
    ).fetchall()
    assert ("article-100", "article-100", 2, "2024-04") in rows
    assert ("article-6", "article-6", 2, "2024-05") in rows, "an undated copy stands for none that is dated"


def test_copies_are_found_again_only_when_the_lake_has_changed(tmp_path: Path) -> None:
    lake = lake_of(tmp_path / "lake", [pages()])
    note_copies(lake)
    [before] = [entry for entry in lake.entries() if entry.part == "copies"]
    note_copies(lake)
    assert before in lake.entries()
    assert before.reader == digest_of(lake.entries())
    lake.commit(Entry(part="more", reader="r", staged="x"))
    note_copies(lake)
    assert before not in lake.entries()
    assert len(lake.settle()) == 3


def test_a_lake_without_copies_has_an_empty_table(tmp_path: Path) -> None:
    assert note_copies(lake_of(tmp_path / "none", [])) == 0
    assert note_copies(lake_of(tmp_path / "one", [[page(1, prose(1)), page(2, prose(2))]])) == 0
    assert found(tmp_path / "one") == set()


def test_memory_grows_by_numbers_and_not_by_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.exports.lake_copies.RANGE", 200)

    def peak(number: int) -> int:
        """For so many articles, the last tenth of which print what others do."""
        texts = number - number // 10
        told = [page(n, prose(n % texts, 300)) for n in range(number)]
        lake = lake_of(tmp_path / str(number), [told[start : start + 100] for start in range(0, number, 100)])
        tracemalloc.start()
        assert note_copies(lake) == number // 10
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(50)
    few, many = peak(500), peak(1_500)
    # A text of 300 words has 2,000 letters, and as words and runs in memory thirty times that.
    assert many - few < 1_000 * 1_000, f"{few:,} bytes for 500 articles, {many:,} for 1,500"
