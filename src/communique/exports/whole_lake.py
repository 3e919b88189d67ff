"""The record as a lake of Parquet files by table and month of publication, for DuckDB, pandas, polars, Arrow and R."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from communique.exports.account import Account, Terms
from communique.exports.lake_copies import PART, note_copies
from communique.exports.lakes import EXPORTED, Entry, Lake, LakeError
from communique.exports.parquet import Tables, month_in
from communique.exports.telling import threads_of
from communique.exports.threaded import RECORD_TABLES, record_rows
from communique.model import Page


def write(pages: Iterable[Page], to: Path, account: Account, terms: Terms) -> None:
    """Write a record as a lake; an earlier export there is replaced. Raises LakeError where a batch writes there."""
    lake = Lake(to)
    with lake.lock():
        lake.make()
        before = lake.settle()
        if any(entry.part not in (EXPORTED, PART) for entry in before):
            raise LakeError(f"{to} holds what `communique batch` has read; export to another folder")
        name = f"{EXPORTED}-{uuid4().hex[:8]}"
        with lake.staging(name) as folder:
            number = write_record(pages, folder, name, account)
            files = lake.stage(folder, name)
        for entry in before:
            lake.retire(entry)
        lake.commit(Entry(part=EXPORTED, reader="", counts={"pages": number}, files=files, staged=name))
        note_copies(lake)


def write_record(pages: Iterable[Page], folder: Path, name: str, account: Account) -> int:
    """Write the tables of a record into a folder; returns how many pages there were."""
    number = 0
    readers = getattr(pages, "reader_of", lambda page: "")
    with Tables(folder, name, account) as tables:
        for number, page in enumerate(pages, start=1):
            tables.add(page, number, readers(page), threads_of(pages, page))
        for whole in RECORD_TABLES.values():
            for row in record_rows(whole, pages):
                tables.put(whole, month_in(whole, row), row)
    return number
