"""A record of the first release is brought up to what a new record has."""

import sqlite3
from pathlib import Path
from typing import Any

from communique.store import check, open_record
from communique.store.record import APPLICATION, statements_of

FIRST = Path(__file__).parent / "schema_1.sql"


def shape(record: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every table, index, view and trigger, with the columns of each."""
    names = [row[0] for row in record.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")]
    return {name: [tuple(c)[1:] for c in record.execute(f"PRAGMA table_xinfo({name})")] for name in names}


def test_the_first_schema_becomes_the_present_one(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    for statement in statements_of(FIRST.read_text(encoding="utf-8")):
        old.execute(statement)
    old.execute(f"PRAGMA application_id = {APPLICATION}")
    old.execute("PRAGMA user_version = 1")
    old.close()
    brought_up, new = open_record(tmp_path / "old.db"), open_record(tmp_path / "new.db")
    assert shape(brought_up) == shape(new)
    assert list(check(brought_up)) == []
