"""Which days a TIMEX3 value can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.exports.days import day_of, days_of


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("2024-02-29T14:00", "2024-02-29", "2024-02-29", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-W01", "2024-01-01", "2024-01-07", "week"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-H2", "2024-07-01", "2024-12-31", "half"),
        ("2024-SU", "2024-06-01", "2024-08-31", "season"),
    ],
)
def test_a_value_means_these_days(value: str, first: str, last: str, precision: str) -> None:
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(last), precision)


@pytest.mark.parametrize("value", [None, "", "PAST_REF", "P4D", "2024-WI", "2023-02-29", "2024-W60", "XXXX-05"])
def test_no_day_is_made_up(value: str | None) -> None:
    assert days_of(value) is None


def test_a_month_is_no_day() -> None:
    assert day_of("2024-02") is None


@given(st.dates())
def test_every_day_is_itself(day: date) -> None:
    assert day_of(day.isoformat()) == day


@given(st.text(max_size=12))
def test_any_text_is_answered(value: str) -> None:
    days = days_of(value)
    assert days is None or days.first <= days.last
