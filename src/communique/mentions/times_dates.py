"""Mechanisms for dates of the calendar: days, months, years, quarters, seasons, feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.mentions.times_calendar import (
    Way,
    a_day,
    day_near,
    easter,
    month_near,
    month_value,
    point_of,
    week_value,
)
from communique.mentions.times_patterns import words_of
from communique.mentions.times_question import Question, Value

# Months cut short without a full stop: "Jan" may be a name, "Mar" a word of another language.
SHORT = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())  # noqa: SIM905
ONLY_AFTER = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|to|and|for|before|after|through|throughout|between|or|late|early|mid)[ \xa0\n]$",
    re.IGNORECASE,
)


def calendar(q: Question) -> Value | None:
    """Dates by day, month and year, as much as is given; what is missing is told by the clause's tense."""
    month, day, year = month_in(q), q.number("day"), year_in(q)
    if month is None:
        return plain_year(q, year)
    if year is None and q.named_year is None:
        year = year_at_end(q, month)
    if day is not None and year is not None:
        found = a_day(year, month, day)
        return with_part(q, Value("date", found.isoformat(), year_anchor(q))) if found else None
    if day is not None:
        return with_part(q, day_of_month(q, month, day))
    if year is not None:
        return Value("date", month_value(year, month), year_anchor(q))
    if q.named_year:
        return Value("date", None, None)
    return month_alone(q, month)


def with_part(q: Question, value: Value | None) -> Value | None:
    """ "the night of 3 March"."""
    named = q.get("daypart")
    if value is None or value.value is None or named is None:
        return value
    code = words_of("daypart").get(named, "MI")
    return Value("time", f"{value.value}T{'12:00' if code == 'MI' else code}", value.anchor)


RANGE_END = re.compile(
    r"[ \xa0]?(?:to|and|through|until|-|–)[ \xa0]?(?:\d{1,2}[ \xa0])?(?:early[ \xa0]|late[ \xa0]|mid-)?"
    r"([A-Z][a-z]+)(?:[ \xa0]\d{1,2},?)?,?[ \xa0]((?:19|20)\d\d)\b"
)


def year_at_end(q: Question, month: int) -> int | None:
    """ "from January to March 2024": the year stands at the end of the range only."""
    found = RANGE_END.match(q.scene.text, q.match.found.end())
    last = words_of("month").get(found[1].lower()) if found else None
    if found is None or last is None:
        return None
    return int(found[2]) - (1 if month > int(last) else 0)


def weekday_of_month(q: Question) -> Value | None:
    """ "the first Sunday of October"."""
    month, year = month_in(q) or 1, year_in(q)
    if year is None and q.base is None:
        return Value("date", None, None)
    point = point_of(month_value(year, month) if year is not None else month_near(q.base or date.min, month, q.way))
    if point is None:
        return None
    on, nth = int(words_of("weekday")[q.get("weekday") or ""]), int(words_of("ordinal")[q.get("ord") or "first"])
    days = [point.first + timedelta(days=step) for step in range(31)]
    fits = [day for day in days if day.month == point.first.month and day.isoweekday() == on]
    if nth > len(fits):
        return None
    day = fits[nth - 1] if nth > 0 else fits[-1]
    return Value("date", day.isoformat(), year_anchor(q) if year is not None else q.published_from)


def month_in(q: Question) -> int | None:
    name = q.get("month")
    return int(words_of("month")[name]) if name else q.number("monthno")


def year_in(q: Question) -> int | None:
    """The year, in figures or as "last year", "that year"."""
    if (figures := q.number("year")) is not None:
        return figures
    named = q.named_year
    if not named:
        return None
    for words, step in (("last", -1), ("next", 1), ("this", 0), ("current", 0), ("present", 0)):
        if words in named:
            return q.published.year + step if q.published else None
    point = q.reference(reach=3)
    if point is None:
        return None
    return point.first.year + (
        1 if "following" in named else -1 if re.search("previous|preceding|before", named) else 0
    )


def year_anchor(q: Question) -> str:
    named = q.named_year
    if not named:
        return "absolute"
    return q.published_from if re.search("last|next|this|current|present", named) else "text"


def counts_something(q: Question) -> bool:
    """ "some 1900 troops", "1600 km": a figure before what it counts is no year."""
    follows = re.compile(r"[ \xa0](\w+)").match(q.scene.text, q.match.found.end())
    return follows is not None and follows[1].lower() in words_of("counted")


def plain_year(q: Question, year: int | None) -> Value | None:
    """A bare year, unless it counts something."""
    found = q.match.found
    if year is None or counts_something(q):
        return None
    words = q.scene.doc.char_span(found.start(), found.end(), alignment_mode="expand")
    if words is None:
        return None
    token = words[-1]
    counted = token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i == token.i + 1
    if counted and year % 100 == 0:
        return None
    if token.i and token.nbor(-1).lower_ in words_of("numbered"):
        return None
    return Value("date", f"{year:04}", "absolute")


def day_of_month(q: Question, month: int, day: int) -> Value | None:
    """A day and month without a year; a day of the week beside it settles the year."""
    if q.base is None:
        return Value("date", None, None) if a_day(2000, month, day) else None
    named = q.get("weekday")
    if named:
        on = int(words_of("weekday")[named])
        fits = [
            d for y in range(q.base.year - 2, q.base.year + 3) if (d := a_day(y, month, day)) and d.isoweekday() == on
        ]
        if fits:
            return q.dated(min(fits, key=lambda d: abs((d - (q.base or d)).days)).isoformat())
    found = day_near(q.base, month, day, q.way)
    return q.dated(found.isoformat()) if found else None


def month_alone(q: Question, month: int) -> Value | None:
    """A month without a year. "May" and "March" are verbs too, and "April" and "August" are names."""
    if not is_month(q):
        return None
    if q.published is None or q.base is None:
        return Value("date", None, None)
    which = q.get("lastnext") or ""
    year = q.published.year
    if "last" in which or which in ("past", "this past"):
        return q.dated(month_value(year if month < q.published.month else year - 1, month))
    if "next" in which or "coming" in which:
        return q.dated(month_value(year if month > q.published.month else year + 1, month))
    if which == "this":
        return q.dated(month_value(year, month))
    way: Way = "unclear" if q.way == "ahead" and WAS_PLANNED.search(q.before(60)) else q.way
    return q.dated(month_near(q.base, month, way))


# "had been due to visit in April": what was planned then may lie on either side; the nearest month is meant.
WAS_PLANNED = re.compile(r"\bhad (?:been|originally|initially|planned|hoped|expected|intended)\b|\bto have\b")


def is_month(q: Question) -> bool:
    found = q.match.found
    if (q.get("month") or "") in SHORT:
        return False
    words = q.scene.doc.char_span(found.start(), found.end(), alignment_mode="expand")
    if words is None or not len(words) or words[-1].tag_ == "MD":
        return False
    token = words[-1]
    if len(words) > 1 or ONLY_AFTER.search(q.scene.text, max(0, found.start() - 12), found.start()):
        return True
    follows = token.nbor(1) if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1) if token.i else None
    beside_a_name = any(t is not None and t.pos_ == "PROPN" and t.is_title for t in (follows, before))
    if token.lower_ in ("may", "march"):
        return (
            not beside_a_name
            and follows is not None
            and (follows.pos_ == "NOUN" or follows.tag_ == "POS")
            and not token.is_sent_start
        )
    return not beside_a_name


def year_range(q: Question) -> Value | None:
    """ "2022-2024", "2023/24": as long as it lasts, both years counted."""
    first, last = q.match.found["year"], q.match.found["year2"]
    years = int(first[: 4 - len(last)] + last) - int(first)
    if years <= 0 or years > 60:
        return None
    return Value("duration", f"P{years + 1}Y", "absolute")


def decade(q: Question) -> Value | None:
    found = q.match.found
    short = found["decade2"]
    value = found["decade"] or (("20" if int(short) < 3 else "19") + short)
    return Value("date", value, "absolute")


def century(q: Question) -> Value | None:
    return Value("date", str(int(q.match.found["century"]) - 1), "absolute")


def fiscal(q: Question) -> Value | None:
    """The year that names it. Fiscal years that end in June or September have ended by October; a "financial year"
    ends in March and is named by the year it begins in."""
    figures = q.number("year")
    if figures is not None:
        named = next((v for k, v in q.match.found.groupdict().items() if k in ("year2", "year3", "year5") and v), None)
        return Value("date", str(figures)[: 4 - len(named)] + named if named else str(figures), "absolute")
    if q.published is None:
        return Value("date", None, None)
    year, month, which = q.published.year, q.published.month, q.get("which") or ""
    financial = q.get("fiscal") == "financial"
    current = (year if month >= 4 else year - 1) if financial else (year + 1 if month >= 10 else year)
    step = -1 if which in ("last", "previous", "past") else 1 if which in ("next", "coming", "new") else 0
    return q.dated(str(current + step))


def quarter(q: Question) -> Value | None:
    """Quarters and halves of a year."""
    short = q.get("short")
    kind = short or ("q" if (q.get("part") or "")[:1] in ("q", "t") else "h")
    nth = q.number("nth") or int(words_of("ordinal")[q.get("ord") or "first"])
    count = 4 if kind == "q" else 2
    nth = count if nth == -1 else nth
    year = year_in(q)
    if nth > count or (kind == "h" and year is None and "year" not in q.text):
        return None
    if year is not None:
        return Value("date", f"{year:04}-{kind.upper()}{nth}", year_anchor(q))
    if q.published is None:
        return Value("date", None, None)
    now = (q.published.month - 1) // (12 // count) + 1
    step = 1 if q.way == "ahead" and nth < now else -1 if q.way != "ahead" and nth > now else 0
    return q.dated(f"{q.published.year + step:04}-{kind.upper()}{nth}")


def season(q: Question) -> Value | None:
    """Seasons of the northern year, named by the year in which they begin."""
    code = words_of("season")[q.get("season") or ""]
    year = year_in(q)
    if year is not None:
        return Value("date", f"{year:04}-{code}", year_anchor(q))
    words = q.scene.doc.char_span(q.match.found.start(), q.match.found.end(), alignment_mode="expand")
    if words is None or words[-1].pos_ == "VERB":
        return None
    if q.published is None:
        return Value("date", None, None)
    return q.dated(f"{season_year(q, code):04}-{code}")


def season_year(q: Question, code: str) -> int:
    published = q.published or date.min
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    this = published.year - (1 if code == "WI" and published.month < 3 else 0)
    which = q.get("lastnext") or ""
    if "last" in which:
        return this if published.month > begins + 2 and code != "WI" else this - 1
    if "next" in which:
        return this + 1 if published.month >= begins or code == "WI" else this
    if which or "this" in q.text.lower():
        return this
    if q.way == "ahead":
        return this if published.month <= begins + 2 else this + 1
    return this if published.month >= begins else this - 1


def week_of_month(q: Question) -> Value | None:
    """The nth full week of a month; halves and first days are as exact as the month."""
    month = month_in(q) or 1
    year = year_in(q)
    if year is None and q.base is None:
        return Value("date", None, None)
    value = month_value(year, month) if year is not None else month_near(q.base or date.min, month, q.way)
    anchor = year_anchor(q) if year is not None else q.published_from
    if q.get("part") not in ("week", "weekend"):
        return Value("date", value, anchor)
    point = point_of(value)
    nth = int(words_of("ordinal")[q.get("ord") or "first"])
    if point is None:
        return None
    monday = point.first + timedelta(days=(8 - point.first.isoweekday()) % 7)
    if nth == -1:
        following = point_of(month_value(point.first.year, point.first.month + 1))
        monday = (following.first if following else point.first) - timedelta(days=1)
        nth = 1
    week = week_value(monday + timedelta(weeks=nth - 1))
    return Value("date", week + ("-WE" if q.get("part") == "weekend" else ""), anchor)


def holiday(q: Question) -> Value | None:
    """Feast days by the calendar, by Easter, or as the nth weekday of a month."""
    if re.search(r"\ban?[ \xa0]$", q.scene.text[max(0, q.start - 3) : q.start]):
        return None
    code = words_of("holiday")[(q.get("holiday") or "").replace("’", "'")]
    year = q.number("year")
    if year is not None:
        return Value("date", feast(code, year).isoformat(), "absolute")
    if q.published is None:
        return Value("date", None, None)
    days = [feast(code, q.published.year + step) for step in (-1, 0, 1)]
    behind = max(d for d in days if d <= q.published)
    ahead = min(d for d in days if d >= q.published)
    which = q.get("lastnext") or ""
    if which.startswith("last") or (not which and q.way == "behind"):
        return q.dated(behind.isoformat())
    if which or q.way == "ahead":
        return q.dated(ahead.isoformat())
    return q.dated(min((behind, ahead), key=lambda d: abs((d - (q.published or d)).days)).isoformat())


def feast(code: str, year: int) -> date:
    if code.startswith("easter"):
        return easter(year) + timedelta(days=int(code[6:]))
    if nth := re.fullmatch(r"(\d)(mon|thu)(\d+)", code):
        first = date(year, int(nth[3]), 1)
        on = 1 if nth[2] == "mon" else 4
        return first + timedelta(days=(on - first.isoweekday()) % 7 + 7 * (int(nth[1]) - 1))
    month, day = code.split("-")
    return date(year, int(month), int(day))
