"""Mechanisms: from the words a rule matched to a TIMEX3 value. `how` in `lexicon/en/times.toml` names one of them.

A mechanism returns None where the match is no time after all ("some 2000 soldiers"), and a Value whose `value` is None
where it is one but nothing in the article tells which.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from communique.grammar import Scene
from communique.mentions.times_calendar import (
    Point,
    Way,
    a_day,
    day_near,
    easter,
    month_near,
    month_value,
    moved,
    on_weekday,
    point_of,
    quarter_value,
    week_value,
)
from communique.mentions.times_patterns import Match, part, words_of
from communique.mentions.times_tense import way_of
from communique.model import Time, TimeType


class Value(NamedTuple):
    """What an expression says: its TIMEX3 type and value, and what the value was counted from."""

    type: TimeType
    value: str | None
    anchor: str | None


@dataclass(frozen=True)
class Question:
    """A match to be valued, with what it may be counted from."""

    match: Match
    scene: Scene
    published: date | None
    published_from: str
    earlier: tuple[Time, ...]
    coming: Callable[[], Point | None]

    @property
    def text(self) -> str:
        return self.match.found.group()

    @property
    def start(self) -> int:
        return self.match.found.start()

    @cached_property
    def way(self) -> Way:
        """Which way the clause looks."""
        return way_of(self.scene, self.match.found.start(), self.match.found.end())

    @cached_property
    def base(self) -> date | None:
        """What relative days are counted from: the article's day; for what was still to come when it was said
        ("said on Monday that talks would resume on Tuesday"), the day of the saying."""
        if self.published is None or self.way != "ahead":
            return self.published
        said = self.said_on
        return said if said and 0 < (self.published - said).days < 7 else self.published

    @cached_property
    def said_on(self) -> date | None:
        """The day given before in the same sentence, where the clause asked about looks ahead from the past."""
        words = self.scene.doc.char_span(self.start, self.start + len(self.text), alignment_mode="expand")
        sentence = words.root.sent if words is not None and len(words) else None
        if sentence is None or not any(t.lower_ == "would" for t in sentence):
            return None
        days = [t for t in self.earlier if sentence.start_char <= t.start and t.value]
        point = point_of(days[-1].value or "") if days else None
        return point.first if point and point.grain == "day" else None

    def get(self, name: str) -> str | None:
        found = part(self.match.found, name)
        return found.lower() if found else None

    def number(self, name: str) -> int | None:
        found = self.get(name)
        return int(found) if found and found.isdigit() else None

    def dated(self, value: str | None, type: TimeType = "date") -> Value:
        """A value counted from the article's day."""
        return Value(type, value, self.published_from if value else None)

    def reference(self, grains: tuple[str, ...] = (), reach: int = 1) -> Point | None:
        """The date that the text set up last, in this paragraph or the one before: as exact as asked for."""
        edge = self.start
        for _ in range(reach + 1):
            edge = max(self.scene.text.rfind("\n", 0, edge), 0)
        for time in reversed(self.earlier):
            if time.start < edge:
                return None
            point = point_of(time.value or "")
            if point and (not grains or point.grain in grains):
                return point
        return None


Mechanism = Callable[[Question], Value | None]

ABBREVIATED = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$")
ONLY_AFTER = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|to|and|for|before|after|through|throughout|between|or|late|early|mid)[ \xa0\n]$",
    re.IGNORECASE,
)
NOT_A_YEAR = re.compile(
    r"[ \xa0](?:people|troops|soldiers|men|women|children|km|kilometres|kilometers|miles|metres|meters|feet|tonnes|tons|"
    r"megawatts|MW|hectares|dollars|euros|million|billion|per|percent|GMT|UTC|hours|hrs|homes|villagers|civilians|jobs|"
    r"prisoners|refugees|delegates|families|words|barrels|euro|rupees|pounds|votes|members|fighters|migrants|vehicles)\b"
)


def calendar(q: Question) -> Value | None:
    """Dates by day, month and year, as much as is given; what is missing is told by the clause's tense."""
    month, day, year = month_in(q), q.number("day"), year_in(q)
    if month is None:
        return plain_year(q, year)
    if day is not None and year is not None:
        found = a_day(year, month, day)
        return Value("date", found.isoformat(), year_anchor(q)) if found else None
    if day is not None:
        return day_of_month(q, month, day)
    if year is not None:
        return Value("date", month_value(year, month), year_anchor(q))
    if q.get("relyear") or q.get("thatyear"):
        return Value("date", None, None)
    return month_alone(q, month)


def month_in(q: Question) -> int | None:
    name = q.get("month")
    return int(words_of("month")[name]) if name else q.number("monthno")


def year_in(q: Question) -> int | None:
    """The year, in figures or as "last year", "that year"."""
    if (figures := q.number("year")) is not None:
        return figures
    named = q.get("relyear") or q.get("thatyear")
    if not named:
        return None
    for words, step in (("last", -1), ("next", 1), ("this", 0), ("current", 0), ("present", 0)):
        if words in named:
            return q.published.year + step if q.published else None
    point = q.reference(reach=3)
    if point is None:
        return None
    return point.first.year + (1 if "following" in named else -1 if re.search("previous|preceding|before", named) else 0)


def year_anchor(q: Question) -> str:
    named = q.get("relyear") or q.get("thatyear")
    if not named:
        return "absolute"
    return q.published_from if re.search("last|next|this|current|present", named) else "text"


def plain_year(q: Question, year: int | None) -> Value | None:
    """A bare year, unless it counts something."""
    found = q.match.found
    if year is None or NOT_A_YEAR.match(q.scene.text, found.end()):
        return None
    words = q.scene.doc.char_span(found.start(), found.end(), alignment_mode="expand")
    if words is None:
        return None
    token = words[-1]
    counted = token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i == token.i + 1
    if counted and year % 100 == 0:
        return None
    if token.i and token.nbor(-1).lower_ in ("article", "section", "no.", "no", "resolution", "flight", "#", "us$", "than", "some"):
        return None
    return Value("date", f"{year:04}", "absolute")


def day_of_month(q: Question, month: int, day: int) -> Value | None:
    """A day and month without a year; a day of the week beside it settles the year."""
    if q.base is None:
        return Value("date", None, None) if a_day(2000, month, day) else None
    named = q.get("weekday")
    if named:
        on = int(words_of("weekday")[named])
        fits = [d for y in range(q.base.year - 2, q.base.year + 3) if (d := a_day(y, month, day)) and d.isoweekday() == on]
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
    return q.dated(month_near(q.base, month, q.way))


def is_month(q: Question) -> bool:
    found = q.match.found
    if ABBREVIATED.search(q.text) and not q.text.endswith("."):
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
        return not beside_a_name and follows is not None and (follows.pos_ == "NOUN" or follows.tag_ == "POS") and not token.is_sent_start
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
    if which in ("next", "coming", "this coming"):
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


HOURS = {w: i for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}


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


def weekdays(q: Question) -> Value | None:
    on = words_of("weekday").get(q.get("weekday") or "")
    return Value("set", f"XXXX-WXX-{on}", None)


def deictic(q: Question) -> Value | None:
    """today, yesterday, tonight; now, recently, soon."""
    word = q.get("deictic") or ""
    code = words_of("deictic")[word]
    if code.endswith("_REF"):
        return vague_word(q, word, code)
    if q.published is None:
        return Value("date", None, None)
    day = q.published + timedelta(days=int(code.lstrip("DNI")))
    if code.startswith("NI"):
        return Value("time", f"{day.isoformat()}TNI", q.published_from)
    return timed(q, day, q.published_from)


def vague_word(q: Question, word: str, code: str) -> Value | None:
    """ "now that", "as soon as", "shortly after" set no time of their own."""
    after = q.scene.text[q.match.found.end() : q.match.found.end() + 8].lower().lstrip()
    before = q.scene.text[max(0, q.start - 8) : q.start].lower()
    if word == "now" and (after.startswith("that ") or before.endswith(("until ", "by ", "just "))):
        return None
    if word in ("soon", "shortly") and (before.endswith(("as ", "too ", "how ")) or after.startswith(("after", "before", "as "))):
        return None
    return Value("date", code, None)


def vague(q: Question) -> Value | None:
    return Value("date", q.match.rule.value, None)


def part_of_day(q: Question) -> Value | None:
    """ "this morning", "last night", "at midnight"."""
    bare = q.get("bare")
    name = q.get("daypart") or bare or ""
    which = q.get("which") or ""
    point = q.reference(("day",)) if bare or which in ("that", "the same", "the previous", "the following", "the next") else None
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


UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "quarter": "3M", "decade": "DE", "century": "CE"}


def relative(q: Question) -> Value | None:
    """ "last week", "later this year", "the end of the month"."""
    period = q.get("period") or q.get("periodday") or ""
    which, after = q.get("which") or "", q.get("after") or ""
    if which in ("the", "that", "the same", "the following") and (point := q.reference(reach=0)) and period != "day":
        step = 1 if which == "the following" else 0
        if which != "the" or point.grain == "day":
            return Value("date", moved(point.first, step, UNITS[period]), "text")
    if which in ("that", "the same"):
        return Value("date", None, None)
    if q.published is None:
        return Value("date", None, None)
    step = {"before last": -2, "after next": 2}.get(after, 0)
    step = step or (-1 if re.search(r"last|past", which) else 1 if re.search(r"next|coming|following", which) else 0)
    return q.dated(moved(q.published, step, UNITS[period]))


def weekend(q: Question) -> Value | None:
    which = q.get("which") or ""
    if q.published is None:
        return Value("date", None, None)
    step = -1 if re.search("last|past|previous", which) else 1 if "next" in which or "following" in which else 0
    if not step and "this" not in which and q.way != "ahead" and q.published.isoweekday() < 6:
        step = -1
    return q.dated(week_value(q.published + timedelta(weeks=step)) + "-WE")


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


def count_in(q: Question, name: str = "n") -> str | None:
    """A number as TIMEX3 writes it: "2", "2.5", or X where none is given."""
    found = q.get(name)
    if found is None:
        return None
    if re.fullmatch(r"[\d,.]+", found):
        return found.replace(",", "")
    tens, _, unit = re.sub(r"[ \xa0\n-]+", " ", found).partition(" ")
    numbers = words_of("number")
    if " ".join((tens, unit)) in numbers:
        return numbers[" ".join((tens, unit))]
    if unit in numbers and numbers.get(tens, "").isdigit():
        return str(int(numbers[tens]) + int(numbers[unit]))
    return numbers.get(tens)


def ago(q: Question) -> Value | None:
    count, unit = count_in(q), words_of("unit")[q.get("unit") or ""]
    if count is None or not count.isdigit():
        return Value("date", "PAST_REF", None)
    return q.dated(moved(q.published, -int(count), unit) if q.published else None)


def hence(q: Question) -> Value | None:
    """ "in two weeks' time": weeks count to the day."""
    count, unit = count_in(q), words_of("unit")[q.get("unit") or ""]
    if count is None or not count.isdigit():
        return Value("date", "FUTURE_REF", None)
    if q.published is None:
        return Value("date", None, None)
    days = {"D": 1, "W": 7, "2W": 14}.get(unit)
    return q.dated(moved(q.published, int(count) * (days or 1), "D" if days else unit))


FINER = {
    "D": ("day",),
    "W": ("day", "week"),
    "M": ("day", "month"),
    "Y": ("day", "month", "year", "season", "quarter", "week"),
    "DE": ("day", "month", "year"),
}


def shift(q: Question) -> Value | None:
    """ "two days later", "the following year", "a day earlier": counted from the date the text set up last; what is
    earlier, with no such date, is earlier than the article."""
    unit = words_of("unit").get(q.get("unit") or "", UNITS.get((q.get("stepunit") or "").split(" ")[-1], "TH"))
    word = q.get("step") or q.get("way") or "same"
    sign = 1 if word in ("following", "next", "later", "after", "afterwards", "thereafter") else 0 if word == "same" else -1
    count = count_in(q) or "1"
    point = q.reference(FINER.get(unit, ("day",))) or (q.coming() if q.get("step") in ("following", "next") else None)
    if point is None and (sign < 0 or word == "same" and q.get("stepunit") not in ("year", "month", "week")):
        point = Point(q.published, "day") if q.published else None
        anchor = q.published_from
    else:
        anchor = "text"
    if point is None or not count.isdigit():
        return Value("date", ("PAST_REF" if sign < 0 else None) if not count.isdigit() else None, None)
    step = 0 if unit.startswith("T") else sign * int(count)
    return Value("date", moved(point.first, step, unit), anchor)


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


def duration(q: Question) -> Value | None:
    """How long. Ages, "one day", "a second" and "a quarter of" are none."""
    found = q.match.found
    unit_word = q.get("unit") or q.get("bareunit") or ""
    unit = words_of("unit")[unit_word]
    count = "0.5" if q.get("half") else count_in(q) or ("1" if not q.get("bareunit") or unit_word + "-long" in q.text.lower() and not unit_word.endswith("s") else "X")
    before = q.scene.text[max(0, found.start() - 12) : found.start()].lower()
    after = q.scene.text[found.end() : found.end() + 6].lower()
    if re.search(r"\b(?:aged|age of|ages)[ \xa0]$", before) or re.match(r"[ \xa0-]olds?\b|[ \xa0]of age", after):
        return None
    lowered = q.text.lower()
    if lowered in ("one day", "a second", "a quarter", "one night") or (unit_word == "quarter" and after.startswith(" of")):
        return None
    if is_rate(q, lowered):
        return Value("set", period_value("1", unit), None)
    if "and a half" in lowered:
        count = str(float(count) + 0.5) if re.fullmatch(r"\d+", count) else count
    return Value("duration", period_value(count, unit), None)


def is_rate(q: Question, lowered: str) -> bool:
    """ "$2bn a year": how often, not how long."""
    if not lowered.startswith(("a ", "an ")) or len(lowered.split()) != 2:
        return False
    return bool(re.search(r"(?:\d|million|billion|trillion|bn|tonnes|tons|barrels|times|percent|%)[ \xa0\n]$", q.scene.text[max(0, q.start - 12) : q.start]))


def period_value(count: str, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT72H, P1DE; halves of larger units are written in the next smaller."""
    halves = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S"}
    if count == "0.5" and unit in halves:
        return halves[unit]
    if unit in ("2W", "3M"):
        factor = int(unit[0])
        return f"P{int(count) * factor if count.isdigit() else count}{unit[1]}"
    if unit == "CE":
        return f"P{int(count) * 100 if count.isdigit() else count}Y"
    if unit.startswith("T"):
        return f"PT{count}{unit[1]}"
    return f"P{count}{unit}"


def vague_now(q: Question) -> Value | None:
    """ "in its third year": the period the article stands in."""
    return q.dated(moved(q.published, 0, UNITS[q.get("unitnow") or ""]) if q.published else None)


def recurring(q: Question) -> Value | None:
    """ "every six months", "twice a year", "weekly"."""
    if word := q.get("frequency"):
        return Value("set", words_of("frequency")[word], None)
    unit = words_of("unit")[q.get("unit") or q.get("eachunit") or ""]
    other = {"other": "2", "second": "2", "third": "3", "few": "X"}.get(q.get("other") or "")
    every = q.get("n") if "every" in q.text.lower() or "each" in q.text.lower() else None
    return Value("set", period_value(other or (count_in(q) if every else None) or "1", unit), None)


def holiday(q: Question) -> Value | None:
    """Feast days by the calendar, by Easter, or as the nth weekday of a month."""
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
    if nth := re.fullmatch(r"(\d)thu(\d+)", code):
        first = date(year, int(nth[2]), 1)
        return first + timedelta(days=(4 - first.isoweekday()) % 7 + 7 * (int(nth[1]) - 1))
    month, day = code.split("-")
    return date(year, int(month), int(day))


MECHANISMS: dict[str, Mechanism] = {
    "calendar": calendar,
    "year-range": year_range,
    "decade": decade,
    "century": century,
    "fiscal": fiscal,
    "quarter": quarter,
    "season": season,
    "weekday": weekday,
    "weekdays": weekdays,
    "deictic": deictic,
    "vague": vague,
    "part-of-day": part_of_day,
    "relative": relative,
    "weekend": weekend,
    "week-of-month": week_of_month,
    "ago": ago,
    "hence": hence,
    "shift": shift,
    "clock": clock,
    "duration": duration,
    "vague-now": vague_now,
    "set": recurring,
    "holiday": holiday,
}
