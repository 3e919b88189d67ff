"""What each format promises, on a record built by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from communique.cli import app
from communique.exports.calendars import LONGEST_LINE, folded
from communique.exports.formats import FORMATS
from communique.exports.lines import harmless
from communique.exports.plover import first_day
from communique.model import Actor, Article, Commitment, Event, Mention, Page, Source, Span
from communique.store import open_record, save_page

TEXT = "Peru will host Chile’s president in May 2024; Chile, it said; \nagreed."
PERU = Actor(id="a1", name="Peru", kind="state", country="PER", sector="GOV", mentions=(Mention(0, 4, "name-state"),))
CHILE = Actor(id="a2", name="Chile", kind="state", country="CHL", sector="GOV")
VISIT = Event(
    id="event-1", event="CONSULT", mode=("visit",), actor=("a2",), recipient=("a1",), date="2024-05", place=None,
    factuality="planned", trigger=Span(10, 14), evidence=(Span(0, 44).of(TEXT),), rule="event-host:verb", confidence=0.9,
)  # fmt: skip
UNDATED = Event(
    id="event-2", event="AGREE", actor=("a2",), factuality="actual", trigger=Span(62, 68),
    evidence=(Span(46, 52).of(TEXT),), rule="event-agree:verb", confidence=0.8,
)  # fmt: skip
PLAN = Commitment(
    id="commitment-1", kind="plan", debtor=("a1",), act="host Chile’s president, at last; in Lima", due="2024-05",
    evidence=(Span(0, 44).of(TEXT),), rule="plan-will:verb", confidence=0.8,
)  # fmt: skip
ARTICLE = Article(
    id="article-1", headline="=SUM(A1) Peru; Chile", published="2024-03-02", text=TEXT, actors=(PERU, CHILE),
    events=(VISIT, UNDATED), commitments=(PLAN,),
)  # fmt: skip
PAGE = Page(source=Source(uri="https://example.org/a", digest="sha256:00", media_type="text/html"), articles=(ARTICLE,))


def written(form: str, *pages: Page) -> str:
    return "".join(FORMATS[form].write(pages or (PAGE,)))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_writes_an_empty_record(form: str) -> None:
    if FORMATS[form].kind != "text":
        pytest.skip("writes files of its own: see test_tables.py")
    assert "Peru" not in "".join(FORMATS[form].write(()))


def test_csv_has_a_row_an_event() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert [row["id"] for row in rows] == ["event-1", "event-2"]
    assert (rows[0]["actor"], rows[0]["recipient_country"], rows[0]["factuality"]) == ("Chile", "PER", "planned")


def test_a_formula_in_a_headline_does_not_run() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert rows[0]["headline"] == "'=SUM(A1) Peru; Chile"
    assert harmless(-5.0) == -5.0, "a number is no formula"


def test_plover_leaves_out_what_has_no_date_and_marks_what_is_planned() -> None:
    lines = [json.loads(line) for line in written("plover").splitlines()]
    assert [line["id"] for line in lines] == ["event-1"]
    assert lines[0]["date"] == "2024-05-01"
    assert lines[0]["mode"] == ["visit", "future"]


@pytest.mark.parametrize(
    ("value", "day"),
    [("2024", "2024-01-01"), ("2024-Q3", "2024-07-01"), ("2024-05-09T10:00", "2024-05-09"), ("2024-SU", "2024-06-01")],
)
def test_first_day_of_a_value(value: str, day: str) -> None:
    assert first_day(value) == day


def test_calendar_holds_what_is_ahead_and_says_that_a_month_is_no_day() -> None:
    told = written("ics").replace("\r\n ", "")
    assert told.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20240501" in told
    assert "(some time from 2024-05-01 to 2024-05-31)" in told
    assert "at last\\; in Lima" in told


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=300))
def test_folding_keeps_every_character_and_the_limit(line: str) -> None:
    out = folded(line)
    assert out.endswith("\r\n")
    assert out[:-2].replace("\r\n ", "") == line
    assert all(len(part.encode()) <= LONGEST_LINE for part in out.split("\r\n"))


def test_annotations_quote_exactly() -> None:
    first = json.loads(written("webannotation").splitlines()[0])
    quote, position = first["target"][0]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert first["body"]["value"]["id"] == "event-1"


def test_citations_are_one_json_array() -> None:
    items = json.loads(written("csl-json", PAGE, PAGE))
    assert [item["issued"] for item in items] == [{"date-parts": [[2024, 3, 2]]}] * 2
    assert items[0]["URL"] == "https://example.org/a"


def test_the_command_writes_a_stored_record(tmp_path: Path) -> None:
    record = open_record(tmp_path / "r.db")
    save_page(record, PAGE, reader="test")
    record.close()
    done = CliRunner().invoke(app, ["export", "--as", "csv", "--record", str(tmp_path / "r.db")])
    assert done.exit_code == 0
    assert "event-1" in done.stdout
    assert "cannot hold" in done.stderr


def test_an_unknown_format_is_told_apart(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", "--as", "xml", "--record", str(tmp_path / "r.db")])
    assert done.exit_code == 2
    assert "jsonl" in done.stderr
