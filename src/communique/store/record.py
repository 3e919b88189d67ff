"""Open a record: make it, bring it up to the present schema, or say plainly why not."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from communique.model import Source, content_id

HERE = Path(__file__).parent
SCHEMA = 11
# "COMQ": tells a record from any other SQLite file, and `file` from both.
APPLICATION = 0x434F4D51
# How long one process waits for another's transaction. A page's transaction takes milliseconds; ten seconds means
# something else holds the file, and the error says so.
PATIENCE_MS = 10_000
# Different questions and changes kept ready: storing a page asks some two hundred.
PREPARED = 400
# Of the record kept in memory, in KiB: a page touches some five hundred places spread over all its indexes, which one
# that comes later touches again. With 64 MiB, pages that come to a record of 4.8 GB ask the system for twice as many pieces
# of the file as with 256; a small record never fills it. A reader has less: an explorer has several.
WRITER_CACHE, READER_CACHE = 256 * 1024, 12 * 1024
# Pages of 4 KiB that the file beside the record grows by before they are written into it: what many pages touch is then
# written once. At SQLite's 1,000 that was every third page's storing; 64 MiB are also what a killed `add` leaves.
CHECKPOINT = 16_000

# The digest of no bytes at all.
OF_NOTHING = "sha256:" + hashlib.sha256(b"").hexdigest()

Record = sqlite3.Connection


class RecordError(RuntimeError):
    """The file is no record, or one this version cannot open; the message says what to do."""


def open_record(path: str | Path, *, readonly: bool = False) -> Record:
    """Open the record at `path`; without `readonly`, make it where there is none.

    Raises RecordError where the file is missing (readonly), is not a record, or was written by a newer communique.
    """
    file = Path(path)
    if not readonly:
        file.parent.mkdir(parents=True, exist_ok=True)
    if readonly and not file.is_file():
        raise RecordError(f"there is no record at {file}; make one with: communique add PAGES --record {file}")
    try:
        record = _connect(file, readonly)
        _settle(record, file, readonly)
    except sqlite3.Error as error:
        raise RecordError(f"{file} cannot be opened as a record: {error}") from error
    return record


def page_id(source: Source) -> str:
    """What makes a page the same page: its bytes, and its address where it came from the web.

    A file is the same file under another name; two outlets that serve the same bytes are two pages, and so are two
    places in an archive where nothing could be read.
    """
    by_place = source.digest == OF_NOTHING or source.uri.startswith(("http://", "https://"))
    return content_id("page", source.digest, source.uri if by_place else None)


@contextmanager
def transaction(record: Record) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile. Inside another it is a part that can fail by itself."""
    inside = record.in_transaction
    record.execute("SAVEPOINT part" if inside else "BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if record.in_transaction:  # SQLite itself gives up the whole of it where the disk is full
            record.execute("ROLLBACK TO part" if inside else "ROLLBACK")
        raise
    record.execute("RELEASE part" if inside else "COMMIT")


def _connect(file: Path, readonly: bool) -> Record:
    where = f"file:{quote(str(file.absolute()))}?mode={'ro' if readonly else 'rwc'}"
    record = sqlite3.connect(
        where, uri=True, isolation_level=None, timeout=PATIENCE_MS / 1000, check_same_thread=False,
        cached_statements=PREPARED,
    )  # fmt: skip
    record.row_factory = sqlite3.Row
    record.execute("PRAGMA foreign_keys = ON")
    record.execute(f"PRAGMA cache_size = -{READER_CACHE if readonly else WRITER_CACHE}")
    record.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
    return record


def _settle(record: Record, file: Path, readonly: bool) -> None:
    version = _version(record)
    if version > SCHEMA:
        raise RecordError(
            f"{file} was written by a newer communique (schema {version}, this one knows {SCHEMA}): upgrade communique"
        )
    if _application(record) != APPLICATION and (readonly or version or _has_tables(record)):
        raise RecordError(f"{file} is a database, but not a communique record; give --record another file")
    if readonly:
        if version < SCHEMA:
            raise RecordError(f"{file} has the older schema {version}: any `communique add` brings it up to {SCHEMA}")
        return
    record.execute("PRAGMA journal_mode = WAL")
    record.execute("PRAGMA synchronous = NORMAL")
    if version < SCHEMA:
        _bring_up(record)


def _bring_up(record: Record) -> None:
    """From nothing, or from an older schema, to the present one, in one transaction."""
    record.create_function("figures_of", 1, figures_of, deterministic=True)
    with transaction(record):
        version = _version(record)  # another process may have been quicker
        files = [HERE / "schema.sql"] if version == 0 else migrations_after(version)
        for file in files if version < SCHEMA else ():
            for statement in statements_of(file.read_text(encoding="utf-8")):
                record.execute(statement)
        record.execute(f"PRAGMA application_id = {APPLICATION}")
        record.execute(f"PRAGMA user_version = {SCHEMA}")


def migrations_after(version: int, folder: Path = HERE / "migrations") -> list[Path]:
    """The files that take a record from `version` to the present schema, in order."""
    return sorted(file for file in folder.glob("[0-9]*.sql") if int(file.name.split("_")[0]) > version)


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script, a trigger's body left whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def figures_of(rank: str) -> int:
    """The figures of the id of what is led by a telling of this rank, as a number."""
    return int(content_id("led", rank).rpartition("-")[2], 16)


def _version(record: Record) -> int:
    return int(record.execute("PRAGMA user_version").fetchone()[0])


def _application(record: Record) -> int:
    return int(record.execute("PRAGMA application_id").fetchone()[0])


def _has_tables(record: Record) -> bool:
    return record.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
