"""Datasette shows a record with words for every table that a person could open."""

import asyncio
from pathlib import Path
from typing import Any

from communique.store import open_record
from communique.store.describing import HIDDEN, metadata


def test_every_table_a_person_sees_is_described(tmp_path: Path) -> None:
    record = open_record(tmp_path / "desk.db")
    names = [row[0] for row in record.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    told = metadata("desk")["databases"]["desk"]["tables"]
    plain = [name for name in names if not HIDDEN.search(name)]
    assert "event_with_parties" in plain
    assert [name for name in plain if not told.get(name, {}).get("description")] == []


def test_datasette_serves_a_record_with_them(tmp_path: Path) -> None:
    from datasette.app import Datasette

    open_record(tmp_path / "desk.db").close()
    shown = Datasette([str(tmp_path / "desk.db")], metadata=metadata("desk"))

    async def ask(path: str) -> Any:
        return await shown.client.get(path)

    page = asyncio.run(ask("/desk/event_with_parties"))
    assert page.status_code == 200
    assert "events with their parties by name" in page.text
