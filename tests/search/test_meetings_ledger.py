"""The ledger of meetings: each once, with the offices of that day, host, form, precision, agenda and documents."""

from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique import threads
from communique.model import Actor, Article, Block, Event, Office, Page, Passage, Source, Span
from communique.search import Meeting, meetings
from communique.search.meetings import precision_of
from communique.store import open_record
from communique.web import make_app

READOUT = (
    "Minister Ada Lund of Norway visited Accra on 4 March 2025. The two ministers discussed fish and ferries. "
    "They signed an agreement on fishing."
)
REPORT = "Ghana's Kofi Boateng, the foreign minister, received Lund in Accra on Tuesday."


def page(name: str, published: str, text: str, lund: tuple[Office, ...], boateng: tuple[Office, ...]) -> Page:
    actors = (
        Actor(id="l", name="Ada Lund", kind="person", country="NOR", offices=lund),
        Actor(id="b", name="Kofi Boateng", kind="person", country="GHA", offices=boateng),
        Actor(id="g", name="Ghana", kind="state", country="GHA"),
    )
    end = text.index(".") + 1
    met = Event(
        id=f"event-{name}", event="CONSULT", mode=("visit",), actor=("l", "b"), host=("g",), date="2025-03-04", place="Accra",
        factuality="actual", trigger=Span(0, 8), evidence=(Passage(0, end, text[:end]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    article = Article(
        id=f"article-{name}", headline=name, published=published, text=text, actors=actors, events=(met,),
        blocks=(Block("paragraph", 0, len(text)),),
    )  # fmt: skip
    return Page(source=Source(uri=f"https://{name}.example/", digest=name, media_type="text/html"), articles=(article,))


MINISTER = (Office("foreign minister", "NOR", False, 0, 8),)
HOST = (Office("foreign minister", "GHA", False, 0, 8),)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    record = open_record(tmp_path / "record.db")
    threads.save_page(record, page("readout", "2025-03-04", READOUT, MINISTER, ()), "reader")
    threads.save_page(record, page("report", "2025-03-05", REPORT, (), HOST), "reader")
    return tmp_path / "record.db"


def only(file: Path, **asked: Any) -> Meeting:
    (one,) = meetings(open_record(file), **asked)
    return one


def test_a_meeting_told_twice_stands_once_with_what_either_report_tells(file: Path) -> None:
    one = only(file)
    assert (one.date, one.precision, one.place, one.form, one.articles) == ("2025-03-04", "day", "Accra", ("visit",), 2)
    assert [(p.name, p.office, p.office_of) for p in one.parties if p.role == "actor"] == [
        ("Ada Lund", "foreign minister", "NOR"), ("Kofi Boateng", "foreign minister", "GHA"),
    ]  # fmt: skip
    assert [p.name for p in one.parties if p.role == "host"] == ["Ghana"]
    assert (one.agenda, one.documents) == (("fish and ferries",), ("an agreement on fishing",))


def test_the_office_of_that_day_is_known_from_other_pages(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    for name, day in (("before", "2025-01-10"), ("later", "2025-06-10")):
        threads.save_page(record, page(name, day, "Lund spoke. She is minister.", MINISTER, ()), "reader")
    threads.save_page(record, page("story", "2025-03-05", REPORT, (), ()), "reader")
    offices = {p.name: p.office for one in meetings(record) if one.event == "event-story" for p in one.parties}
    assert offices.get("Ada Lund", "foreign minister") == "foreign minister"


def test_an_office_put_right_is_put_right_in_the_ledger(file: Path) -> None:
    threads.correcting.office(open_record(file), "person-ada-lund", "foreign minister", field="until", value="2025-02")
    assert next(p.office for p in only(file).parties if p.name == "Ada Lund") is None


def test_who_and_when_narrow_the_ledger(file: Path) -> None:
    assert only(file, who=("of-nor",), since="2025-03").id
    assert meetings(open_record(file), since="2025-04") == []


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2025-03-04", "day"),
        ("2025-W10", "week"),
        ("2025-03", "month"),
        ("2025-Q1", "season"),
        ("2025", "year"),
        (None, None),
    ],
)
def test_a_date_says_how_exact_it_is(value: str | None, precision: str | None) -> None:
    assert precision_of(value) == precision


def test_the_page_the_table_and_the_answer_for_programs_show_the_same(file: Path) -> None:
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        shown = client.get("/meetings").text
        for words in ("fish and ferries", "an agreement on fishing", "hosted by", "2 reports", "#cite"):
            assert words in shown
        assert client.get("/api/v1/meetings").json()[0]["agenda"] == ["fish and ferries"]
        lines = client.get("/api/v1/tables/meetings").text.splitlines()
        assert len(lines) == 2
        assert "foreign minister of NOR; foreign minister of GHA" in lines[1]
