"""The morning's brief: what is new, what is due, what nobody speaks of any more."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from communique.model import Actor, Article, Commitment, Event, Page, Passage, Source, Span
from communique.search import BadDate, as_markdown, brief_of
from communique.search.brief import day_of, since_day
from communique.store import open_record, save_page

TEXT = "Peru will send <b>aid</b>."
FOUND: dict[str, Any] = {"evidence": (Passage(0, len(TEXT), TEXT),), "rule": "rule", "confidence": 0.9}


def page(number: int, published: str, due: str, status: Any = "open") -> Page:
    peru = Actor(id="actor-1", name="Peru", kind="state", country="PER")
    promise = Commitment(
        id=f"commitment-{number}", kind="pledge", debtor=("actor-1",), act="aid", due=due, status=status, **FOUND
    )
    act = Event(id=f"event-{number}", event="AID", actor=("actor-1",), factuality="actual", trigger=Span(0, 4), **FOUND)
    article = Article(
        id=f"article-{number}", published=published, text=TEXT, actors=(peru,), events=(act,), commitments=(promise,)
    )
    return Page(source=Source(uri="a", digest=f"sha256:{number}", media_type="text/plain"), articles=(article,))


@pytest.fixture
def record(tmp_path: Any) -> Any:
    record = open_record(tmp_path / "record.db")
    save_page(record, page(1, "2025-05-01", "2025-06"), "reader")
    save_page(record, page(2, "2025-07-14", "2025-07"), "reader")
    save_page(record, page(3, "2025-07-15", "2025-08-01"), "reader")
    save_page(record, page(4, "2025-06-01", "2025-06-20", "done"), "reader")
    return record


def held(record: Any, title: str, **asked: Any) -> list[str]:
    return [f.id for s in brief_of(record, **asked).sections if s.title == title for f in s.found]


def test_what_is_new_is_of_these_days(record: Any) -> None:
    assert held(record, "What happened") == ["event-3", "event-2"]
    assert held(record, "What happened", since="2025-05") == ["event-3", "event-2", "event-4", "event-1"]


def test_a_month_is_not_over_before_its_end(record: Any) -> None:
    assert held(record, "Due soon") == ["commitment-2", "commitment-3"]
    assert held(record, "Overdue") == ["commitment-1"]
    assert held(record, "Overdue", until="2025-08-02") == ["commitment-1", "commitment-2", "commitment-3"]


def test_a_brief_can_be_about_someone(record: Any) -> None:
    assert held(record, "What happened", about=("state-per",)) == ["event-3", "event-2"]
    assert brief_of(record, about=("state-chl",)).sections == ()


def test_markdown_runs_nothing_that_a_page_wrote(record: Any) -> None:
    told = as_markdown(brief_of(record))
    assert "&lt;b&gt;aid" in told
    assert "<b>" not in told


def test_spans_are_given_in_days_weeks_or_dates() -> None:
    last = date(2025, 7, 15)
    assert since_day("7d", last) == date(2025, 7, 8)
    assert since_day("2w", last) == date(2025, 7, 1)
    assert since_day("2025-07", last) == date(2025, 7, 1)
    with pytest.raises(BadDate, match="is no date"):
        day_of("yesterday")


def test_an_empty_record_has_an_empty_brief(tmp_path: Any) -> None:
    empty = brief_of(open_record(tmp_path / "empty.db"))
    assert empty.sections == ()
    assert as_markdown(replace(empty, since="a", until="b")).startswith("# Brief, a to b")
