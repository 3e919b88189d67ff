"""Parquet files whose rows are pages: columns `html` or `text`, and perhaps `url` and `date`, as in JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from communique.pages.raw import Raw, lost

PARQUET = b"PAR1"
# What a line of JSON may say of a page; other columns are not looked at.
COLUMNS = ("html", "text", "url", "uri", "link", "date", "published")
# Rows unpacked at a time. A page of HTML has some hundred kilobytes: these are a few megabytes.
ROWS = 64


def raws_in_parquet(stream: BinaryIO, name: str) -> Iterator[Raw]:
    """The rows of a Parquet file, each as the line of JSON it could have been. What is damaged costs itself."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        yield lost("Parquet files are read with pyarrow: pip install communique[frames].", name)
        return
    number = 0
    try:
        file = pq.ParquetFile(stream)
        known = [column for column in file.schema_arrow.names if column in COLUMNS]
        if not {"html", "text"} & set(known):
            yield lost("This Parquet file has no column html or text.", name)
            return
        for batch in file.iter_batches(batch_size=ROWS, columns=known):
            for row in batch.to_pylist():
                number += 1
                line = json.dumps({column: _plain(value) for column, value in row.items()}).encode()
                yield Raw(form="line", data=line, uri=f"{name}#{number}", archive=name, offset=number, number=number)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield lost(f"This Parquet file is damaged after row {number}: {error}.", name, name, number)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
