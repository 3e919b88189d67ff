"""Mechanisms for stretches of time: how long, how often, how long before or after."""

from __future__ import annotations

import re

from communique.mentions.times_calendar import Point, moved
from communique.mentions.times_patterns import words_of
from communique.mentions.times_question import Question, Value

UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "quarter": "3M", "decade": "DE", "century": "CE"}


def relative(q: Question) -> Value | None:
    """ "last week", "later this year", "the end of the month"."""
    period = q.get("period") or q.get("periodday") or ""
    which, after = q.get("which") or "", q.get("after") or ""
    if which in ("the", "that", "the same", "the following") and (point := q.reference(reach=0)) and period != "day":
        step = 1 if which == "the following" else 0
        if which != "the" or q.way == "behind":
            return Value("date", moved(point.first, step, UNITS[period]), "text")
    if which in ("that", "the same"):
        return Value("date", None, None)
    if q.published is None:
        return Value("date", None, None)
    step = {"before last": -2, "after next": 2}.get(after, 0)
    step = step or (-1 if re.search(r"last|past", which) else 1 if re.search(r"next|coming|following", which) else 0)
    return q.dated(moved(q.published, step, UNITS[period]))


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
    "DE": ("day", "month", "year", "decade"),
}


def shift(q: Question) -> Value | None:
    """ "two days later", "the following year", "a day earlier": counted from the date the text set up last; what is
    earlier, with no such date, is earlier than the article."""
    unit = words_of("unit").get(q.get("unit") or "", UNITS.get((q.get("stepunit") or "").split(" ")[-1], "TH"))
    word = q.get("step") or q.get("way") or "same"
    sign = (
        1
        if word in ("following", "next", "later", "after", "afterwards", "thereafter")
        else 0
        if word == "same"
        else -1
    )
    count = count_in(q) or "1"
    point = q.reference(FINER.get(unit, ("day",))) or (q.coming() if q.get("step") in ("following", "next") else None)
    if point is None and (
        sign < 0
        or (
            word == "same"
            and not q.text.lower().startswith("that")
            and q.get("stepunit") not in ("year", "month", "week")
        )
    ):
        point = Point(q.published, "day") if q.published else None
        anchor = q.published_from
    else:
        anchor = "text"
    if point is None or not count.isdigit():
        return Value("date", ("PAST_REF" if sign < 0 else None) if not count.isdigit() else None, None)
    step = 0 if unit.startswith("T") else sign * int(count)
    return Value("date", moved(point.first, step, unit), anchor)


def duration(q: Question) -> Value | None:
    """How long. Ages, "one day", "a second" and "a quarter of" are none."""
    found = q.match.found
    unit_word = q.get("unit") or q.get("bareunit") or q.get("period") or ""
    unit = words_of("unit")[unit_word]
    count = ("0.5" if q.get("half") else count_in(q)) or (
        "1" if not q.get("bareunit") or (unit_word + "-long" in q.text.lower() and not unit_word.endswith("s")) else "X"
    )
    before = q.scene.text[max(0, found.start() - 12) : found.start()].lower()
    after = q.scene.text[found.end() : found.end() + 6].lower()
    if re.search(r"\b(?:aged|age of|ages)[ \xa0]$", before) or re.match(r"[ \xa0-]olds?\b|[ \xa0]of age", after):
        return None
    lowered = q.text.lower()
    if (
        lowered in ("one day", "a second", "a quarter", "one night")
        or (lowered == "a day" and before.endswith("on "))
        or (unit_word == "quarter" and after.startswith(" of"))
    ):
        return None
    if before.endswith("as ") and lowered.startswith("many"):
        return None  # "for the second time in as many weeks"
    if is_rate(q, lowered):
        return Value("set", period_value("1", unit), None)
    if re.search("and[ -]a[ -]half", lowered):
        count = str(float(count) + 0.5) if re.fullmatch(r"\d+", count) else count
    return Value("duration", period_value(count, unit), None)


def is_rate(q: Question, lowered: str) -> bool:
    """ "$2bn a year": how often, not how long."""
    if not lowered.startswith(("a ", "an ")) or len(lowered.split()) != 2:
        return False
    return bool(
        re.search(
            r"(?:\d[\d,.]* [a-z]+s|\d|million|billion|trillion|bn|tonnes|tons|barrels|times|percent|%)[ \xa0\n]$",
            q.scene.text[max(0, q.start - 12) : q.start],
        )
    )


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
        if is_newspaper(q):
            return None
        return Value("set", words_of("frequency")[word], None)
    unit = words_of("unit")[q.get("unit") or q.get("eachunit") or ""]
    other = {"other": "2", "second": "2", "third": "3", "few": "X"}.get(q.get("other") or "")
    every = q.get("n") if "every" in q.text.lower() or "each" in q.text.lower() else None
    return Value("set", period_value(other or (count_in(q) if every else None) or "1", unit), None)


def is_newspaper(q: Question) -> bool:
    """A daily or weekly that is named is something to read."""
    words = q.scene.doc.char_span(q.match.found.start(), q.match.found.end(), alignment_mode="expand")
    if words is None or not len(words):
        return False
    last = words[-1]
    beside = [last.nbor(1)] if last.i + 1 < len(last.doc) else []
    beside += [words[0].nbor(-1)] if words[0].i else []
    return any(token.pos_ == "PROPN" for token in beside)
