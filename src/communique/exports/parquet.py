"""Tables of pages as Parquet files by month of publication: what a lake is made of."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from communique.exports.account import Account
from communique.exports.signing import COPIES, SIGNATURES, Shape, signature_rows
from communique.exports.tables import TABLES, Row, Shaped, columns
from communique.exports.telling import Threads
from communique.exports.threaded import RECORD_TABLES
from communique.model import Page
from communique.store import page_id

# Raised when a column changes its meaning or goes; a new column does not raise it.
SCHEMA = 1
# The month of what no day is known of.
UNDATED = "undated"
# The file of each table that has no rows, only columns: a table in which nothing was found can be asked all the same.
COLUMNS = "columns.parquet"
# Rows written at a time: large enough for good compression, small enough for a few megabytes of memory a table. A whole
# page has some thirty kilobytes, a row of a table less than one.
GROUP, GROUP_OF_PAGES = 5_000, 200
# Rows that wait in memory over all months and files open at a time, before the longest are written and closed.
WAITING, OPEN = 4 * GROUP, 64
Key = tuple[str, str]


WHOLE = Shape(
    "whole",
    "Pages with everything found in them, from which a record is made without reading them again.",
    columns(
        "id text the page's id",
        "page bytes the page, as `communique read --json` prints it",
        "reader text which communique, pipeline and lexicon read it",
        "position integer the page's place among those that were read with it",
    ),
)


def write_columns(folder: Path) -> None:
    """Write a file without rows for every table, so that each can be asked even where nothing was found."""
    for table in LAKE_TABLES:
        File(table, folder / table.name / f"month={UNDATED}" / COLUMNS).close()


LAKE_TABLES: tuple[Shaped, ...] = (*TABLES.values(), *RECORD_TABLES.values(), COPIES, SIGNATURES, WHOLE)


def month_of(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else UNDATED


def month_in(table: Shaped, row: Row) -> str:
    """The month that a row belongs to: that of its article's publication, or of the first report of its matter."""
    names = table.names
    at = names.index("published") if "published" in names else names.index("first")
    day = row[at]
    return month_of(day if isinstance(day, date) else None)


def month_of_page(page: Page) -> str:
    """The month of a page: that of the first of its articles that is dated."""
    from communique.exports.days import day_of

    return month_of(next(filter(None, (day_of(article.published) for article in page.articles)), None))


class Tables:
    """The tables of some pages, written month by month into a folder, in bounded memory.

    Rows wait until there is a group of them; the files of months that have not come up for long are closed, and a
    month that comes up again gets another file.
    """

    def __init__(self, folder: Path, name: str, account: Account | None = None) -> None:
        self.folder, self.name, self.account = folder, name, account or Account()
        self.shapes: dict[str, Shaped] = {}
        self.waiting: dict[Key, list[Row]] = {}
        self.number = 0
        self.files: dict[Key, File] = {}
        self.written = 0

    def add(self, page: Page, position: int, reader: str, threads: Threads | None = None) -> None:
        """Write everything that the tables hold of a page. Raises UnicodeEncodeError, and writes nothing, where its text
        has letters that no file can hold."""
        month, whole = month_of_page(page), msgspec.json.encode(page)
        for table in TABLES.values():
            for row in table.rows(page, threads):
                self.put(table, month if table.name == "pages" else month_in(table, row), row)
        for row in signature_rows(page):
            self.put(SIGNATURES, month_in(SIGNATURES, row), row)
        self.put(WHOLE, month, (page_id(page.source), whole, reader, position))

    def put(self, table: Shaped, month: str, row: Row) -> None:
        """Write one row."""
        if table not in (WHOLE, SIGNATURES):
            self.account.wrote(table.name)
        self.shapes[table.name] = table
        rows = self.waiting.setdefault((table.name, month), [])
        rows.append(row)
        self.number += 1
        if len(rows) >= (GROUP_OF_PAGES if table in (WHOLE, SIGNATURES) else GROUP):
            self._flush((table.name, month))
        elif self.number >= WAITING:
            self._flush(max(self.waiting, key=lambda key: len(self.waiting[key])))

    def _flush(self, key: Key) -> None:
        rows = self.waiting.pop(key)
        self.number -= len(rows)
        self._file(key).add(rows)

    def _file(self, key: Key) -> File:
        file = self.files.pop(key, None)
        if file is None:
            self.written += 1
            place = self.folder / key[0] / f"month={key[1]}" / f"{self.name}-{self.written}.parquet"
            file = File(self.shapes[key[0]], place)
        self.files[key] = file  # the last in line is the last that was used
        if len(self.files) > OPEN:
            self.files.pop(next(iter(self.files))).close()
        return file

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *error: object) -> None:
        for key in list(self.waiting) if error[0] is None else ():
            self._flush(key)
        for file in self.files.values():
            file.close()


class File:
    """A Parquet file of one table, written group by group; on the disk when it is closed."""

    def __init__(self, table: Shaped, place: Path) -> None:
        import pyarrow.parquet as pq

        place.parent.mkdir(parents=True, exist_ok=True)
        self.table, self.place = table, place
        self.writer = pq.ParquetWriter(place, schema_of(table), compression="zstd")

    def add(self, rows: list[Row]) -> None:
        self.writer.write_table(arrow_table(self.table, rows))

    def close(self) -> None:
        self.writer.close()
        with self.place.open("rb+") as written:
            os.fsync(written.fileno())


def schema_of(table: Shaped) -> Any:
    """The Arrow schema of a table, its meaning and the versions of schema and communique in the metadata."""
    import pyarrow as pa

    from communique import __version__

    kinds = {
        "text": pa.string(), "category": pa.dictionary(pa.int32(), pa.string()), "list": pa.list_(pa.string()),
        "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "date": pa.date32(), "bytes": pa.binary(),
        "integers": pa.list_(pa.int64()),
    }  # fmt: skip
    fields = [pa.field(c.name, kinds[c.kind], metadata={"meaning": c.meaning}) for c in table.columns]
    return pa.schema(
        fields, metadata={"meaning": table.meaning, "communique": __version__, "communique_schema": str(SCHEMA)}
    )


def arrow_table(table: Shaped, rows: list[Row]) -> Any:
    """Rows as an Arrow table."""
    import pyarrow as pa

    schema = schema_of(table)
    cells = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return pa.table([pa.array(cell, field.type) for cell, field in zip(cells, schema, strict=True)], schema=schema)
