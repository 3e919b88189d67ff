"""The whole record as JSON Lines, and back: every page with its findings, and all that readers have said.

The first line says what the file is. Then come corrections, verdicts, watches, audits and failures, then the pages, each
in the order of its id: the same record gives the same bytes, whatever order its pages came in. What the threads join is
worked out anew, so it is not written.
"""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from communique import __version__
from communique.model import Page
from communique.store import Record, load_page, page_id
from communique.store.record import transaction
from communique.threads import catch_up, save_page

FORMAT = 1
# What readers have said and what could not be read, by the columns that put each in order.
SAID = {
    "correction": "id",
    "correction_target": "correction, position",
    "verdict": "id",
    "watch": "id",
    "audit": "kind, finding",
    "failure": "uri",
}


class NotARecord(ValueError):
    """The file is no record as JSON Lines, or one of a newer communique; the message says which line and why."""


class Kept(msgspec.Struct, forbid_unknown_fields=True):
    """A line with a page: what was read, by whom, and when it first came in."""

    page: Page
    reader: str
    added: str


def whole_lines(record: Record) -> Iterator[str]:
    """The record line by line, in one order of its own."""
    yield _line({"record": FORMAT, "made_by": f"communique {__version__}"})
    for table, order in SAID.items():
        for row in record.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            yield _line({table: dict(row)})
    for name, reader, added in record.execute("SELECT id, reader, added FROM page ORDER BY id").fetchall():
        page = load_page(record, name)
        assert page is not None
        yield msgspec.json.encode(Kept(page, reader, added)).decode() + "\n"


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_whole(record: Record, to: Path) -> int:
    """Write the record to a file, packed where its name ends in .gz. Returns the number of lines. Raises OSError."""
    number = 0
    with _opened(to, "wt") as sink:
        for line in whole_lines(record):
            sink.write(line)
            number += 1
    return number


def read_whole(record: Record, file: Path, step: Callable[[], None] = lambda: None) -> int:
    """Bring a written record into this one, page by page; `step` is called after each. Returns the number of pages.

    What this record has already stays unless the file has the same page read otherwise: then the file's reading stands.
    It may be stopped at any moment and begun again. Raises NotARecord, OSError.
    """
    pages = number = 0
    catch_up(record)
    with _opened(file, "rt") as lines:
        for number, line in enumerate(lines, 1):
            try:
                pages += _take(record, line, number == 1)
            except (ValueError, sqlite3.Error) as error:
                raise NotARecord(f"{file}, line {number}: {error}") from error
            step()
    if not number:
        raise NotARecord(f"{file} is empty")
    return pages


def _take(record: Record, line: str, first: bool) -> int:
    if first:
        told = json.loads(line)
        if not isinstance(told, dict) or told.get("record") != FORMAT:
            raise ValueError(f'a record begins with {{"record":{FORMAT}, ...}}; write one with: export --as record')
        return 0
    if line.startswith('{"page"'):
        _take_page(record, msgspec.json.decode(line, type=Kept))
        return 1
    ((table, row),) = json.loads(line).items()
    if table not in SAID:
        raise ValueError(f"{table} is no part of a record; it has page, {', '.join(SAID)}")
    marks = ", ".join(f":{name}" for name in row)
    with transaction(record):
        record.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(map(_column, row))}) VALUES ({marks})", row)
    return 0


def _column(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no column")
    return f'"{name}"'


def _take_page(record: Record, kept: Kept) -> None:
    save_page(record, kept.page, kept.reader)
    with transaction(record):
        record.execute("UPDATE page SET added = ? WHERE id = ?", (kept.added, page_id(kept.page.source)))


@contextmanager
def _opened(file: Path, mode: str) -> Iterator[IO[str]]:
    """The file as text, unpacked where its name ends in .gz; packed without a time, so that the same gives the same."""
    if file.suffix != ".gz":
        with file.open(mode, encoding="utf-8", newline="\n") as plain:
            yield plain
    elif "w" in mode:
        with (
            file.open("wb") as sink,
            gzip.GzipFile("", "wb", fileobj=sink, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as text,
        ):
            yield text
    else:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as packed_text:
            yield packed_text
