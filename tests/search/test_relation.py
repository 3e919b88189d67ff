"""How two actors stand over time: periods, scores and their doubt."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.cameo import code_for, goldstein_of
from communique.model import Actor, Article, Event, Page, Passage, Source, Span
from communique.search import BadDate, relation_of
from communique.search.relation import PERIODS, Act, as_csv, as_text, band, period_of, span_of
from communique.store import open_record
from communique.threads import save_page

TEXT = "Peru and Chile."
FOUND: dict[str, Any] = {"evidence": (Passage(0, len(TEXT), TEXT),), "rule": "rule", "confidence": 0.9}
PERU = Actor(id="p", name="Peru", kind="state", country="PER")
CHILE = Actor(id="c", name="Chile", kind="state", country="CHL")
BRAZIL = Actor(id="b", name="Brazil", kind="state", country="BRA")


def act(number: int, score: float | None, day: str | None, told: Any = "actual", **roles: Any) -> Event:
    roles = roles or {"actor": ("p",), "recipient": ("c",)}
    return Event(
        id=f"event-{number}", event="AID", date=day, score=score, factuality=told, trigger=Span(0, 4), **roles, **FOUND
    )


def record_of(tmp_path: Any, *articles: tuple[str, tuple[Event, ...]]) -> Any:
    record = open_record(tmp_path / "record.db")
    for number, (published, events) in enumerate(articles):
        article = Article(id=f"a{number}", published=published, text=TEXT, actors=(PERU, CHILE, BRAZIL), events=events)
        source = Source(uri="a", digest=f"sha256:{number}", media_type="text/plain")
        save_page(record, Page(source=source, articles=(article,)), "reader")
    return record


def test_acts_fall_into_the_period_of_their_own_day_not_of_the_report(tmp_path: Any) -> None:
    record = record_of(tmp_path, ("2025-07-15", (act(1, 6.0, "2025-06-30"), act(2, 6.0, None))))
    june, july = relation_of(record, "state-per", "state-chl")
    assert (june.period, june.acts, june.by_report) == ("2025-06", 1, 0)
    assert (july.period, july.acts, july.by_report) == ("2025-07", 1, 1)


def test_what_is_planned_or_denied_is_counted_apart_and_never_scored(tmp_path: Any) -> None:
    done = tuple(act(n, -2.0, "2025-07-01") for n in range(5))
    record = record_of(
        tmp_path, ("2025-07-15", (*done, act(8, 9.0, "2025-07-02", "planned"), act(9, 9.0, "2025-07-02", "negated")))
    )
    (july,) = relation_of(record, "state-per", "state-chl")
    assert (july.acts, july.planned, july.negated, july.score) == (5, 1, 1, -2.0)


def test_four_acts_are_too_few_for_a_score(tmp_path: Any) -> None:
    record = record_of(tmp_path, ("2025-07-15", tuple(act(n, 1.0, "2025-07-01") for n in range(4))))
    (july,) = relation_of(record, "state-per", "state-chl")
    assert (july.score, july.low, july.high) == (None, None, None)
    assert "too few reports" in as_text([july])


def test_two_on_the_same_side_are_not_acting_on_each_other(tmp_path: Any) -> None:
    together = act(1, 6.0, "2025-07-01", actor=("b",), recipient=("p", "c"))
    met = act(2, 6.0, "2025-07-01", actor=("p", "c"))
    (july,) = relation_of(record_of(tmp_path, ("2025-07-15", (together, met))), "state-per", "state-chl")
    assert july.acts == 1


def test_the_share_is_of_all_acts_of_that_period(tmp_path: Any) -> None:
    others = tuple(act(n, 1.0, "2025-07-01", actor=("b",), recipient=("p",)) for n in range(2, 5))
    (july,) = relation_of(
        record_of(tmp_path, ("2025-07-15", (act(1, 1.0, "2025-07-01"), *others))), "state-per", "state-chl"
    )
    assert july.share == 250.0


def test_acts_of_no_told_day_are_no_share_of_those_with_one(tmp_path: Any) -> None:
    undated = tuple(act(n, 1.0, None) for n in range(2, 6))
    (july,) = relation_of(
        record_of(tmp_path, ("2025-07-15", (act(1, 1.0, "2025-07-01"), *undated))), "state-per", "state-chl"
    )
    assert (july.acts, july.by_report, july.share) == (5, 4, 1000.0)


def test_a_band_of_equal_acts_has_no_width_and_articles_hang_together() -> None:
    assert band([Act(n, "2025", True, "actual", 3.0) for n in range(9)]) == (3.0, 3.0, 3.0)
    apart = [Act(n, "2025", True, "actual", -8.0 + 16 * (n % 2)) for n in range(40)]
    together = [Act(n % 2, "2025", True, "actual", -8.0 + 16 * (n % 2)) for n in range(40)]
    assert band(apart)[2] - band(apart)[1] < band(together)[2] - band(together)[1]
    assert band(apart) == band(list(reversed(apart)))


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(PERIODS))
def test_a_day_lies_within_its_period_and_periods_do_not_overlap(day: date, by: str) -> None:
    period = period_of(day.isoformat(), by)
    assert period
    first, last = span_of(period)
    assert first <= day <= last
    assert period_of((last + timedelta(days=1)).isoformat(), by) != period
    assert period_of(first.isoformat(), by) == period_of(last.isoformat(), by) == period


@pytest.mark.parametrize(
    ("value", "by"), [("2025", "month"), ("2025-Q3", "month"), ("PAST_REF", "year"), ("2025-07", "week"), ("", "year")]
)
def test_what_is_too_vague_for_a_period_stands_in_none(value: str, by: str) -> None:
    assert period_of(value, by) is None


def test_csv_has_a_cell_for_every_field_and_a_wrong_period_is_told(tmp_path: Any) -> None:
    record = record_of(tmp_path, ("2025-07-15", (act(1, 1.0, "2025-07-01"),)))
    header, row = csv.reader(io.StringIO(as_csv(relation_of(record, "state-per", "state-chl"))))
    assert dict(zip(header, row, strict=True))["score"] == ""
    with pytest.raises(BadDate, match="is no period"):
        relation_of(record, "state-per", "state-chl", by="fortnight")


def test_an_act_counts_once_however_many_pages_tell_it(tmp_path: Any) -> None:
    record = record_of(
        tmp_path, *[(day, (act(1, -9.0, "2025-07-13"),)) for day in ("2025-07-14", "2025-07-15", "2025-07-16")]
    )
    (july,) = relation_of(record, "state-per", "state-chl")
    assert july.acts == 1


def test_the_same_acts_on_goldsteins_scale_by_their_cameo_codes(tmp_path: Any) -> None:
    record = record_of(tmp_path, ("2025-07-15", tuple(act(n, 1.0, "2025-07-01") for n in range(5))))
    (plover,) = relation_of(record, "state-per", "state-chl")
    (goldstein,) = relation_of(record, "state-per", "state-chl", scale="goldstein")
    assert (plover.scale, plover.score) == ("plover", 1.0)
    assert (goldstein.scale, goldstein.score) == ("goldstein", goldstein_of(code_for("AID", ())))
    assert "scale: goldstein" in as_text([goldstein])
    with pytest.raises(BadDate, match="no scale"):
        relation_of(record, "state-per", "state-chl", scale="kelvin")
