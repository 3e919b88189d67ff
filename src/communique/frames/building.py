"""Rows of a table as a DataFrame with the right types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.exports.tables import Cell, Column, Row, Shaped

# Days stand as days: pandas has no date of its own, so they are datetimes at midnight.
PANDAS = {
    "text": "str", "category": "category", "list": "object", "integer": "Int64", "number": "float64", "flag": "bool",
    "date": "datetime64[s]",
}  # fmt: skip


def pandas_frame(table: Shaped, rows: Iterable[Row]) -> Any:
    """A pandas DataFrame: dates as datetime64, lists as Python lists, closed vocabularies as categories."""
    import pandas

    series = {
        column.name: pandas.Series(_cells(column, cells), dtype=PANDAS[column.kind])
        for column, cells in _by_column(table, rows)
    }
    return pandas.DataFrame(series)


def polars_frame(table: Shaped, rows: Iterable[Row]) -> Any:
    """A polars DataFrame: dates as Date, lists as List(String), closed vocabularies as Categorical."""
    import polars

    kinds: dict[str, Any] = {
        "text": polars.String, "category": polars.Categorical, "list": polars.List(polars.String),
        "integer": polars.Int64, "number": polars.Float64, "flag": polars.Boolean, "date": polars.Date,
    }  # fmt: skip
    return polars.DataFrame(
        [polars.Series(column.name, cells, dtype=kinds[column.kind]) for column, cells in _by_column(table, rows)]
    )


def _by_column(table: Shaped, rows: Iterable[Row]) -> list[tuple[Column, list[Cell]]]:
    cells: list[list[Cell]] = [[] for _ in table.columns]
    for row in rows:
        for column, cell in zip(cells, row, strict=True):
            column.append(cell)
    return list(zip(table.columns, cells, strict=True))


def _cells(column: Column, cells: list[Cell]) -> list[Any]:
    """Whole numbers where they are numbers: pandas takes None for a number's absence, but not for a list's."""
    return [[] if cell is None else cell for cell in cells] if column.kind == "list" else list(cells)
