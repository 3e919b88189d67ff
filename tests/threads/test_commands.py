"""Happenings, persons and corrections as a person asks for them in the terminal."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from told import act, actor, page
from typer.testing import CliRunner

from communique import threads
from communique.cli import app
from communique.store import open_record

MINISTER = actor("Layla Kassim", "JOR", offices=(("foreign minister", "JOR"),))
GUEST = actor("Pavel Orlov", "RUS")
CALL = act("Kassim called Orlov about 12 ships", by=(MINISTER, GUEST), date="2025-03-04", mode=("phone",))
MEETING = act("Kassim met Orlov about 14 ships", by=(MINISTER, GUEST), date="2025-03-04", mode=("visit",))
PAGES = [page("amman", "2025-03-04", CALL, publisher="Amman Post"), page("moscow", "2025-03-05", MEETING)]


@pytest.fixture
def ask(tmp_path: Path) -> Any:
    """Run a command on a record with two reports of one act; gives its exit status and what it prints."""
    file = tmp_path / "record.db"
    record = open_record(file)
    for one in PAGES:
        threads.save_page(record, one, "reader")

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, [*words, "--record", str(file)])
        return done.exit_code, done.output

    return run


def test_a_happening_shows_its_tellings_and_what_they_differ_in(ask: Any) -> None:
    status, told = ask("happening", PAGES[0].articles[0].events[0].id)
    assert status == 0
    assert "2 reports, 2 independent sources, 2025-03-04 to 2025-03-05" in told
    for detail in ("phone (1 of 2)", "visit (1 of 2)", "12 (1 of 2)", "14 (1 of 2)", CALL[0], MEETING[0], "same day"):
        assert detail in told


def test_a_happening_is_also_json(ask: Any) -> None:
    told = json.loads(ask("happening", PAGES[0].articles[0].events[0].id, "--json")[1])
    assert told["happening"]["sources"] == 2
    assert [t["words"] for t in told["tellings"]] == [CALL[0], MEETING[0]]
    assert {d["field"] for d in told["differing"]} == {"mode", "numbers"}


def test_happenings_are_found_by_party_and_words(ask: Any) -> None:
    assert "2 reports" in ask("find", "ships", "--kind", "happenings", "--who", "JOR", "--who", "RUS")[1]
    assert ask("find", "--kind", "happenings", "--who", "JOR", "--what", "ASSAULT")[0] == 1
    rows = list(csv.DictReader(io.StringIO(ask("find", "--kind", "happenings", "--format", "csv")[1])))
    assert [(row["articles"], row["actor"]) for row in rows] == [("2", "Layla Kassim; Pavel Orlov")]


def test_a_person_is_shown_with_offices(ask: Any) -> None:
    status, told = ask("person", "Kassim")
    assert status == 0
    assert "foreign minister of JOR, 2025-03-04 to 2025-03-05 (2)" in told
    assert ask("person", "Nobody")[0] == 1


def test_a_correction_is_made_listed_exported_and_taken_back(ask: Any) -> None:
    one, other = (p.articles[0].events[0].id for p in PAGES)
    status, told = ask("correct", "not-same", one, other, "--reason", "a call, then a visit")
    assert status == 0
    name = told.split()[0]
    assert "1 report," in ask("happening", one)[1]
    assert "a call, then a visit" in ask("correct", "list")[1]
    exported = json.loads(ask("correct", "export")[1])
    assert {t["words"] for t in exported["targets"]} == {CALL[0], MEETING[0]}
    assert ask("correct", "undo", name)[0] == 0
    assert "2 reports" in ask("happening", one)[1]
    assert "taken back" in ask("correct", "list", "--all")[1]


def test_what_cannot_be_corrected_is_said_in_words(ask: Any) -> None:
    status, told = ask("correct", "not-same", "event-none", PAGES[0].articles[0].events[0].id)
    assert status == 1
    assert "no finding event-none" in told
    assert ask("correct", "undo", "correction-none")[0] == 1


def test_check_looks_at_happenings_too(ask: Any, tmp_path: Path) -> None:
    assert ask("check")[0] == 0
    record = open_record(tmp_path / "record.db")
    record.execute("UPDATE happening SET sources = 7")
    status, told = ask("check")
    assert status == 1
    assert "independent sources" in told


def test_joining_all_anew_gives_the_same(ask: Any) -> None:
    before = ask("find", "--kind", "happenings", "--format", "jsonl")[1]
    assert ask("threads", "--again")[1] == "2 articles joined\n"
    assert ask("find", "--kind", "happenings", "--format", "jsonl")[1] == before
