"""Every format is written piece by piece: ten times the pages take the same memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from communique.exports.account import Account, Terms
from communique.exports.formats import FORMATS
from communique.model import Page

# Python keeps some thousand small tuples for its next use: memory, but not memory that grows.
KEPT = 300_000
ALL = Terms(also=("planned", "negated", "possible"), undated="published")


class Copies:
    """So many copies of a page, each made when it is asked for."""

    def __init__(self, page: Page, number: int) -> None:
        self.plain, self.number = msgspec.json.encode(page), number

    def __iter__(self) -> Iterator[Page]:
        return (msgspec.json.decode(self.plain, type=Page) for _ in range(self.number))


def peak(form: str, pages: Copies, folder: Path) -> int:
    tracemalloc.start()
    if FORMATS[form].kind == "text":
        for _ in FORMATS[form].write(pages, Account(), ALL):
            pass
    else:
        FORMATS[form].write_to(pages, folder / str(pages.number), Account(), ALL)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"parquet"}))
def test_memory_does_not_grow_with_the_pages(form: str, page: Page, tmp_path: Path) -> None:
    peak(form, Copies(page, 1), tmp_path)  # what is loaded once
    few, many = peak(form, Copies(page, 5), tmp_path), peak(form, Copies(page, 50), tmp_path)
    assert many < few * 1.5 + KEPT, f"{few:,} bytes for 5 pages, {many:,} for 50"


def test_parquet_holds_a_group_of_rows_and_no_more(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GROUP", "GROUP_OF_PAGES", "WAITING"):
        monkeypatch.setattr(f"communique.exports.parquet.{name}", 20)
    peak("parquet", Copies(page, 1), tmp_path)
    few, many = peak("parquet", Copies(page, 10), tmp_path), peak("parquet", Copies(page, 80), tmp_path)
    assert many < few * 2 + KEPT, f"{few:,} bytes for 10 pages, {many:,} for 80"
