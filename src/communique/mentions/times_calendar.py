"""Reckoning with TIMEX3 values: days, weeks, months and years before and after another value."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

Grain = Literal["day", "week", "month", "season", "quarter", "year", "decade"]
Way = Literal["behind", "ahead", "unclear"]


class Point(NamedTuple):
    """A stretch of the calendar: its first day, and how long it is."""

    first: date
    grain: Grain


DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
WEEK = re.compile(r"(\d{4})-W(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def point_of(value: str) -> Point | None:
    """Where a value lies on the calendar; None for references, durations and sets."""
    try:
        if day := DAY.match(value):
            return Point(date(int(day[1]), int(day[2]), int(day[3])), "day")
        if week := WEEK.match(value):
            return Point(date.fromisocalendar(int(week[1]), int(week[2]), 1), "week")
        if month := MONTH.match(value):
            return Point(date(int(month[1]), int(month[2]), 1), "month")
        if re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI)", value):
            return Point(date(int(value[:4]), SEASONS[value[5:]], 1), "season")
        if re.fullmatch(r"\d{4}-[QH]\d", value):
            months = 3 if value[5] == "Q" else 6
            return Point(date(int(value[:4]), 1 + months * (int(value[6]) - 1), 1), "quarter")
        if re.fullmatch(r"\d{4}", value):
            return Point(date(int(value), 1, 1), "year")
        if re.fullmatch(r"\d{3}", value):
            return Point(date(int(value) * 10, 1, 1), "decade")
    except ValueError:
        return None
    return None


def week_value(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def month_value(year: int, month: int) -> str:
    """A month; months beyond December count on into the next years, below January into those before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def moved(day: date, count: int, unit: str) -> str | None:
    """`count` units (TIMEX3 letters) from a day, as exact as the unit: days give a day, months a month."""
    try:
        value = _moved(day, count, unit)
    except (OverflowError, ValueError):
        return None
    return value if re.match(r"\d{2,4}(?!\d)", value) else None


def _moved(day: date, count: int, unit: str) -> str:
    if unit == "D":
        return (day + timedelta(days=count)).isoformat()
    if unit in ("W", "2W"):
        return week_value(day + timedelta(weeks=count * (2 if unit == "2W" else 1)))
    if unit == "WE":
        return week_value(day + timedelta(weeks=count)) + "-WE"
    if unit == "M":
        return month_value(day.year, day.month + count)
    if unit == "3M":
        return quarter_value(day.year, (day.month - 1) // 3 + 1 + count)
    if unit == "DE":
        return f"{day.year // 10 + count}"
    if unit == "CE":
        return f"{day.year // 100 + count}"
    if unit == "Y":
        return f"{day.year + count:04}"
    return day.isoformat()


def quarter_value(year: int, quarter: int) -> str:
    """A quarter; quarters beyond the fourth count on into the next year."""
    return f"{year + (quarter - 1) // 4:04}-Q{(quarter - 1) % 4 + 1}"


def on_weekday(base: date, weekday: int, way: Way) -> date:
    """The day of the week (1 is Monday) last reached or next to come, counting the day itself.

    An agency that writes "on Thursday" on a Thursday means that day, whichever way the verb looks.
    """
    if way == "ahead":
        return base + timedelta(days=(weekday - base.isoweekday()) % 7)
    return base - timedelta(days=(base.isoweekday() - weekday) % 7)


# A date without a year lies within a year of the article, on the side its verb says. But where that side is most of a
# year away and the other within weeks, the near one is meant: "the summit was planned for 20 May", written on 16 May.
FAR, NEAR = 290, 70


def day_near(base: date, month: int, day: int, way: Way) -> date | None:
    """The day of the month nearest to a base on the side asked for; None for a day that no year has (31 June)."""
    found = [d for year in range(base.year - 4, base.year + 5) if (d := a_day(year, month, day))]
    behind = max((d for d in found if d <= base), default=None)
    ahead = min((d for d in found if d >= base), default=None)
    if behind is None or ahead is None:
        return behind or ahead
    past, future = (base - behind).days, (ahead - base).days
    if way == "behind" and not (past > FAR and future < NEAR):
        return behind
    if way == "ahead" and not (future > FAR and past < NEAR):
        return ahead
    return behind if past <= future else ahead


def a_day(year: int, month: int, day: int) -> date | None:
    """This day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_near(base: date, month: int, way: Way) -> str:
    """The month last reached or next to come, counting the present one."""
    year = base.year
    if way == "ahead":
        return month_value(year if month >= base.month else year + 1, month)
    if way == "behind":
        return month_value(year if month <= base.month else year - 1, month)
    distance = min((abs((y - year) * 12 + month - base.month), y) for y in (year - 1, year, year + 1))
    return month_value(distance[1], month)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
