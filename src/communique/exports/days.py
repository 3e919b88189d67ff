"""From a TIMEX3 value to days: the first and the last one it can mean, and how fine it is."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

Precision = Literal["day", "week", "month", "season", "quarter", "half", "year"]

YEAR = re.compile(r"(\d{4})$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?$")
PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|AU)$")
# First month and number of months. Seasons are the northern ones that news in English means: an autumn begins in
# September. Winter is left open: it lies in two years, and the words seldom say which.
PARTS: dict[str, tuple[int, int, Precision]] = {
    "Q1": (1, 3, "quarter"),
    "Q2": (4, 3, "quarter"),
    "Q3": (7, 3, "quarter"),
    "Q4": (10, 3, "quarter"),
    "H1": (1, 6, "half"),
    "H2": (7, 6, "half"),
    "SP": (3, 3, "season"),
    "SU": (6, 3, "season"),
    "FA": (9, 3, "season"),
    "AU": (9, 3, "season"),
}


class Days(NamedTuple):
    """The days a value can mean, both ends included."""

    first: date
    last: date
    precision: Precision


def days_of(value: str | None) -> Days | None:
    """The days of a value; None where it names none ("PAST_REF", "P4D", a winter) or no such day exists."""
    try:
        return _days(value) if value else None
    except ValueError:  # 30 February, week 53 of a short year
        return None


def day_of(value: str | None) -> date | None:
    """The day a value names, None where it names none or is coarser than a day."""
    days = days_of(value)
    return days.first if days and days.precision == "day" else None


def _days(value: str) -> Days | None:
    if found := DAY.match(value):
        day = date.fromisoformat(found[1])
        return Days(day, day, "day")
    if found := MONTH.match(value):
        return _months(int(found[1]), int(found[2]), 1, "month")
    if found := YEAR.match(value):
        return _months(int(found[1]), 1, 12, "year")
    if found := PART.match(value):
        first, number, precision = PARTS[found[2]]
        return _months(int(found[1]), first, number, precision)
    if found := WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Days(monday, monday + timedelta(days=6), "week")
    return None


def _months(year: int, first: int, number: int, precision: Precision) -> Days:
    last = first + number - 1
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)
