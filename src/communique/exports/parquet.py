"""The record as Parquet files, one a table, for DuckDB, pandas, polars, Arrow and R."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from communique.exports.account import Account, Terms
from communique.exports.tables import TABLES, Row, Shaped
from communique.exports.telling import threads_of
from communique.exports.threaded import RECORD_TABLES, record_rows
from communique.model import Page

# Rows written at a time: large enough for good compression, small enough for a few megabytes of memory a table.
GROUP = 5_000


def write(pages: Iterable[Page], to: Path, account: Account, terms: Terms) -> None:
    """Write `to`/events.parquet, `to`/statements.parquet ...; files there already are replaced."""
    to.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(File(table, to, account)) for table in TABLES.values()}
        for page in pages:
            threads = threads_of(pages, page)
            for table in TABLES.values():
                files[table.name].add(table.rows(page, threads))
    for whole in RECORD_TABLES.values():
        with File(whole, to, account) as file:
            file.add(record_rows(whole, pages))


class File:
    """A Parquet file of one table, written group by group."""

    def __init__(self, table: Shaped, to: Path, account: Account) -> None:
        import pyarrow.parquet as pq

        self.table, self.account, self.rows = table, account, list[Row]()
        self.writer = pq.ParquetWriter(to / f"{table.name}.parquet", schema_of(table), compression="zstd")

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.account.wrote(self.table.name)
            self.rows.append(row)
            if len(self.rows) >= GROUP:
                self.flush()

    def flush(self) -> None:
        if self.rows:
            self.writer.write_table(arrow_table(self.table, self.rows))
            self.rows.clear()

    def __enter__(self) -> File:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self.flush()
        self.writer.close()


def schema_of(table: Shaped) -> Any:
    """The Arrow schema of a table, its meaning and the version of communique in the metadata."""
    import pyarrow as pa

    from communique import __version__

    kinds = {
        "text": pa.string(), "category": pa.dictionary(pa.int32(), pa.string()), "list": pa.list_(pa.string()),
        "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    fields = [pa.field(c.name, kinds[c.kind], metadata={"meaning": c.meaning}) for c in table.columns]
    return pa.schema(fields, metadata={"meaning": table.meaning, "communique": __version__})


def arrow_table(table: Shaped, rows: list[Row]) -> Any:
    """Rows as an Arrow table."""
    import pyarrow as pa

    schema = schema_of(table)
    cells = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return pa.table([pa.array(cell, field.type) for cell, field in zip(cells, schema, strict=True)], schema=schema)
