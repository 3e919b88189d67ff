"""The record as Parquet files, one a table, for DuckDB, pandas, polars, Arrow and R."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from communique.exports.account import Account, Terms
from communique.exports.tables import TABLES, Row, Table
from communique.exports.telling import threads_of
from communique.model import Page

# Rows written at a time: large enough for good compression, small enough for a few megabytes of memory a table.
GROUP = 5_000


def write(pages: Iterable[Page], to: Path, account: Account, terms: Terms) -> None:
    """Write `to`/events.parquet, `to`/statements.parquet ...; files there already are replaced."""
    import pyarrow.parquet as pq

    to.mkdir(parents=True, exist_ok=True)
    schemas = {table.name: schema_of(table) for table in TABLES.values()}
    writers = {
        name: pq.ParquetWriter(to / f"{name}.parquet", schema, compression="zstd") for name, schema in schemas.items()
    }
    waiting: dict[str, list[Row]] = {name: [] for name in TABLES}
    try:
        for page in pages:
            threads = threads_of(pages, page)
            for table in TABLES.values():
                rows = list(table.rows(page, threads))
                account.wrote(table.name, len(rows))
                waiting[table.name] += rows
                if len(waiting[table.name]) >= GROUP:
                    _flush(writers[table.name], table, schemas[table.name], waiting[table.name])
        for table in TABLES.values():
            _flush(writers[table.name], table, schemas[table.name], waiting[table.name])
    finally:
        for writer in writers.values():
            writer.close()


def schema_of(table: Table) -> Any:
    """The Arrow schema of a table, its meaning and the version of communique in the metadata."""
    import pyarrow as pa

    from communique import __version__

    kinds = {
        "text": pa.string(), "category": pa.dictionary(pa.int32(), pa.string()), "list": pa.list_(pa.string()),
        "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    fields = [pa.field(c.name, kinds[c.kind], metadata={"meaning": c.meaning}) for c in table.columns]
    return pa.schema(fields, metadata={"meaning": table.meaning, "communique": __version__})


def arrow_table(table: Table, rows: list[Row]) -> Any:
    """Rows as an Arrow table."""
    import pyarrow as pa

    schema = schema_of(table)
    cells = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return pa.table([pa.array(cell, field.type) for cell, field in zip(cells, schema, strict=True)], schema=schema)


def _flush(writer: Any, table: Table, schema: Any, rows: list[Row]) -> None:
    if rows:
        writer.write_table(arrow_table(table, rows).cast(schema))
        rows.clear()
