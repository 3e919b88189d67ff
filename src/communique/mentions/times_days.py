"""Mechanisms for days counted from the article's own, parts of a day and clock times."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.mentions.times_calendar import a_day, moved, on_weekday, point_of, week_value
from communique.mentions.times_dates import calendar, month_in
from communique.mentions.times_patterns import words_of
from communique.mentions.times_question import Question, Value


def weekday(q: Question) -> Value | None:
    """A day of the week, with a part of the day or a clock time where given."""
    on = int(words_of("weekday")[q.get("weekday") or ""])
    if q.base is None or q.published is None:
        return Value("date", None, None)
    day = day_by_week(q, on) or day_by_word(q, on) or on_weekday(q.base, on, q.way)
    return timed(q, day, q.published_from)


def day_by_week(q: Question, on: int) -> date | None:
    """ "Tuesday of last week": the day in that ISO week."""
    week = q.get("week")
    if not week or q.published is None:
        return None
    if week == "week":  # "Monday week" is a week after the coming Monday
        return on_weekday(q.published, on, "ahead") + timedelta(days=7)
    step = 1 if re.search("next|following", week) else 0 if "this" in week else -1
    monday = q.published - timedelta(days=q.published.isoweekday() - 1)
    return monday + timedelta(days=7 * step + on - 1)


def day_by_word(q: Question, on: int) -> date | None:
    """ "last Friday", "next Wednesday", "this Sunday"."""
    which, published = q.get("lastnext"), q.published
    if not which or published is None:
        return None
    if which == "next":  # of the week after this one: "next Friday", written on a Wednesday, is not "this Friday"
        return published + timedelta(days=7 + on - published.isoweekday())
    if which in ("coming", "this coming"):
        return on_weekday(published + timedelta(days=1), on, "ahead")
    if which in ("last", "past", "this past"):
        return on_weekday(published - timedelta(days=1), on, "behind")
    return published + timedelta(days=on - published.isoweekday())


def timed(q: Question, day: date, anchor: str) -> Value:
    """A day with the part of the day or the clock time that the words give."""
    clock = q.get("clock")
    if clock and (hour := clock_value(clock, q.get("daypart"))):
        return Value("time", f"{day.isoformat()}T{hour}", anchor)
    named = q.get("daypart")
    if named is None and "noon" in (words := q.text.lower().split()):
        named = "noon" if words else None
    if not named:
        return Value("date", day.isoformat(), anchor)
    code = words_of("daypart").get(named, "MI")
    return Value("time", f"{day.isoformat()}T{'12:00' if code == 'MI' else code}", anchor)


HOURS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}


def clock_value(clock: str, daypart: str | None) -> str | None:
    """Hours and minutes on the 24-hour clock; Z where the words say Greenwich or universal time."""
    zone = "Z" if re.search(r"gmt|utc|z$", clock) else ""
    if clock.startswith(("noon", "midnight")):
        return ("12:00" if clock.startswith("noon") else "00:00") + zone
    if four := re.match(r"(\d\d)(\d\d)\b", clock):
        return f"{four[1]}:{four[2]}{zone}" if int(four[1]) < 25 and int(four[2]) < 60 else None
    said = re.match(r"(?:half past )?(\d{1,2}|[a-z]+)(?:[:.](\d\d))?", clock)
    if said is None:
        return None
    hour = int(said[1]) if said[1].isdigit() else HOURS.get(said[1], -1)
    minute = int(said[2] or (30 if clock.startswith("half") else 0))
    late = "p.m" in clock or " pm" in clock or clock.endswith("pm") or daypart in ("afternoon", "evening", "night")
    early = re.search(r"a\.m|am\b", clock)
    hour = hour + 12 if late and hour < 12 else 0 if early and hour == 12 else hour
    return f"{hour:02}:{minute:02}{zone}" if 0 <= hour < 25 and minute < 60 else None


def day_alone(q: Question) -> Value | None:
    """ "On the 20th": the day of the month of the date told last, or the next or last such day by the clause."""
    told = q.reference(("day", "month"))
    day = int(q.get("day") or "0")
    if (named := q.get("monthnamed")) and q.published is not None:
        first = moved(q.published, {"last": -1, "this": 0, "next": 1}[named], "M")
        told = point_of(first or "")
    if told is not None:
        found = a_day(told.first.year, told.first.month, day)
        return Value("date", found.isoformat() if found else None, "text")
    if q.published is None or q.way == "unclear":
        return Value("date", None, None)
    step = 1 if q.way == "ahead" else -1
    months = (q.published.year * 12 + q.published.month - 1 + step * count for count in range(3))
    days = (a_day(month // 12, month % 12 + 1, day) for month in months)
    near = (d for d in days if d is not None and (d >= q.published if step > 0 else d <= q.published))
    return q.dated(next((d.isoformat() for d in near), None))


def weekdays(q: Question) -> Value | None:
    on = words_of("weekday").get(q.get("weekday") or "")
    return Value("set", f"XXXX-WXX-{on}", None)


def deictic(q: Question) -> Value | None:
    """today, yesterday, tonight; now, recently, soon."""
    word = q.get("deictic") or ""
    code = words_of("deictic")[word]
    if is_title(q):
        return None
    if code.endswith("_REF"):
        return vague_word(q, word, code)
    if q.published is None:
        return Value("date", None, None)
    day = q.published + timedelta(days=int(code.lstrip("DNI")))
    if code.startswith("NI"):
        return Value("time", f"{day.isoformat()}TNI", q.published_from)
    return timed(q, day, q.published_from)


def is_title(q: Question) -> bool:
    """A capital in the middle of a sentence, after a name, belongs to a title: "Russia Today"."""
    words = q.scene.doc.char_span(q.match.found.start(), q.match.found.end(), alignment_mode="expand")
    if words is None or not q.text[:1].isupper() or not words[0].i or words[0].is_sent_start:
        return False
    return words[0].nbor(-1).pos_ == "PROPN"


def vague_word(q: Question, word: str, code: str) -> Value | None:
    """ "now that", "as soon as", "shortly after" set no time of their own."""
    after = q.scene.text[q.match.found.end() : q.match.found.end() + 8].lower().lstrip()
    before = q.scene.text[max(0, q.start - 8) : q.start].lower()
    if before.endswith("as "):
        return None
    if word == "now" and (after.startswith("that ") or before.endswith(("until ", "by ", "just "))):
        return None
    if word in ("soon", "shortly") and (
        before.endswith(("as ", "too ", "how ")) or after.startswith(("after", "before", "as "))
    ):
        return None
    return Value("date", code, None)


def vague(q: Question) -> Value | None:
    return Value("date", q.match.rule.value, None)


def part_of_day(q: Question) -> Value | None:
    """ "this morning", "last night", "at midnight"."""
    bare = q.get("bare")
    name = q.get("daypart") or bare or ""
    which = q.get("which") or ""
    point = (
        q.reference(("day",))
        if bare or which in ("that", "the same", "the previous", "the following", "the next")
        else None
    )
    day = point.first if point else None if which.startswith("th") and which not in ("this",) else q.published
    if day is None:
        return Value("time", None, None)
    step = -1 if which in ("last", "the previous") else 1 if which in ("the following", "the next") else 0
    if name == "midnight" and q.way == "ahead":
        step = 1
    day += timedelta(days=step)
    anchor = "text" if point else q.published_from
    if name in ("midnight", "noon", "midday"):
        return Value("time", f"{day.isoformat()}T{'00' if name == 'midnight' else '12'}:00", anchor)
    return Value("time", f"{day.isoformat()}T{words_of('daypart')[name]}", anchor)


def weekend(q: Question) -> Value | None:
    which = q.get("which") or ""
    if q.published is None:
        return Value("date", None, None)
    step = -1 if re.search("last|past|previous", which) else 1 if "next" in which or "following" in which else 0
    if not step and "this" not in which and q.way != "ahead" and q.published.isoweekday() < 6:
        step = -1
    return q.dated(week_value(q.published + timedelta(weeks=step)) + "-WE")


def clock(q: Question) -> Value | None:
    """A time of day, on the day given beside it or that the text or the article is about."""
    hour = clock_value(q.get("clock") or "", q.get("daypart"))
    if hour is None or q.scene.text[q.start - 1 : q.start] in ("-", ":", "."):
        return None
    month, day = month_in(q), q.number("day")
    if month and day:
        said = calendar(q)
        return Value("time", f"{said.value}T{hour}" if said and said.value else None, said.anchor if said else None)
    point = q.reference(("day",), reach=0)
    if word := q.get("deictic"):
        point = None
        step = int(words_of("deictic")[word].lstrip("D"))
    else:
        step = 0
    base = point.first if point else q.published
    if base is None:
        return Value("time", f"T{hour}", None)
    return Value("time", f"{(base + timedelta(days=step)).isoformat()}T{hour}", "text" if point else q.published_from)
