"""Undertakings and contentions as tables, read from sample pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from communique.store import open_record
from communique.threads import save_page

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.mark.model
def test_samples_give_undertakings_and_contentions_with_their_sides(tmp_path: Path) -> None:
    record = open_record(tmp_path / "r.db")
    for name in ("rabat-visit-called-off.html", "drone-denial.txt"):
        save_page(record, communique.read(SAMPLES / name), "test")
    record.close()
    desk = communique.open(tmp_path / "r.db")
    owed = desk.undertakings()
    assert len(owed)
    assert set(owed["state"]) <= {"open", "accepted", "declined", "scheduled", "moved", "cancelled", "done", "overdue"}
    assert str(owed["due_to"].dtype) == "datetime64[s]"
    known = set(desk.commitments()["id"])
    assert all(set(ids) <= known for ids in owed["commitments"])
    disputed = desk.contentions()
    assert len(disputed)
    assert all(len(row) for row in disputed["asserted_by"] + disputed["denied_by"])
