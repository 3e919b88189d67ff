"""A record of an earlier schema keeps what was threaded, and gains what a new one has."""

from pathlib import Path
from typing import Any

from told import act, actor, page

from communique import threads
from communique.store import open_record

PERU, CHILE = actor("Peru", "PER", "state"), actor("Chile", "CHL", "state")


def as_of_schema_10(record: Any) -> None:
    """Take out of a record what schema 11 brought."""
    for statement in ("DROP TABLE former", "DROP INDEX happening_met", "ALTER TABLE happening DROP COLUMN day"):
        record.execute(statement)
    record.execute("PRAGMA user_version = 10")


def test_ids_of_before_and_days_of_meetings_are_known_in_a_record_of_schema_10(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    later = page(
        "later", "2025-03-05", act("Peru met Chile in Tacna", by=(PERU, CHILE), date="2025-03-04", place="Tacna")
    )
    threads.save_page(record, later, "reader")
    (before,) = threads.happenings(record)
    threads.save_page(
        record,
        page(
            "earlier",
            "2025-03-04",
            act("Peru met Chile in Tacna on copper", by=(PERU, CHILE), date="2025-03-04", place="Tacna"),
        ),
        "reader",
    )
    (now,) = threads.happenings(record)
    assert now.id != before.id
    as_of_schema_10(record)
    record.close()
    brought_up = open_record(tmp_path / "record.db")
    assert threads.renamed(brought_up, before.id) == now.id
    assert [one.id for one in threads.met(brought_up)] == [now.id]
    assert list(threads.check(brought_up)) == []
