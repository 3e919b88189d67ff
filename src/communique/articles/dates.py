"""Dates as pages print them beside a story: "Updated 15 July 2025", "19 FEB, 21:40", "2025/01/28 18:12 JST"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.articles.lines import TIME_OF_DAY
from communique.articles.words import pattern_of, plain

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name.lower(): n for n, name in enumerate(calendar.day_abbr)} | {
    "tues": 1,
    "wednes": 2,
    "thur": 3,
    "thurs": 3,
}
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
# After a year comes no figure, but scrapers glue the time of day to it: "March 2, 20243:15 PM".
_NO_FIGURE = r"(?!\d(?!\d?:\d{2}))"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d/.-])(?P<year>(?:19|20)\d{2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        rf"(?<![\d/.-])(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep){_YEAR}{_NO_FIGURE}",
        rf"(?<!\d){_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}{_NO_FIGURE}",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}{_NO_FIGURE}",
        rf"(?<![\d:]){_DAY}\s+(?:of\s+)?{_MONTH}(?!\s*\d)",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?![\d:])",
    )
)


@dataclass(frozen=True)
class Printed:
    """A date in a line: where it stands and what it gives. `year` is None where the page leaves it out.

    `other` is the second reading of an all-figure date that could be day first or month first.
    """

    start: int
    stop: int
    year: int | None
    month: int
    day: int
    other: tuple[int, int] | None = None

    @property
    def iso(self) -> str | None:
        if self.year is None or self.other is not None:
            return None
        return date(self.year, self.month, self.day).isoformat()


def dates_in(text: str) -> list[Printed]:
    """Every date in a line that names at least a day and a month, in reading order."""
    found: list[Printed] = []
    for form in FORMS:
        for match in form.finditer(text):
            if all(match.end() <= f.start or match.start() >= f.stop for f in found):
                found += _printed(match)
    return sorted(found, key=lambda one: one.start)


def _printed(match: re.Match[str]) -> Iterator[Printed]:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        if second > 12:
            first, second = second, first  # month first: no month has that number
        # With points the day stands first everywhere; with slashes and dashes the order is the country's.
        open_order = parts["sep"] != "." and first <= 12 and first != second
        other = (first, second) if open_order else None
        month, day = second, first
    else:
        named = parts["month"].lower()
        month = MONTHS[named] if named in MONTHS else int(named)
        day, other = int(parts["day"]), None
    try:
        date(year or 2000, month, day)
    except ValueError:
        return
    yield Printed(match.start(), match.end(), year, month, day, other)


_WEEKDAY = r"\b(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
# Zones are written as letters after a time, or as an offset. "IST" alone, with no time before, is no zone.
_CLOCK = re.compile(
    rf"(?:\bat\s+)?(?:{TIME_OF_DAY})(?:\s*h(?:rs|ours)?\b)?(?:\s*\(?(?:[A-Z]{{2,5}}|[A-Z][a-z]+ time)\b\)?)?(?:\s*[+-]\d{{1,2}}:?\d{{0,2}})?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:about\s+|over\s+)?(?:an?|\d+)\s+(?:second|minute|min|hour|hr|day|week|month|year)s?\s+ago\b", re.I
)
_READING = re.compile(r"\b\d+\s*(?:-\s*)?min(?:ute)?s?(?:\s+read)?\b", re.IGNORECASE)


def rest_of(text: str) -> str:
    """What a line says besides dates, times, weekdays and their labels: empty for a line that is only a date."""
    for one in reversed(dates_in(text)):
        text = text[: one.start] + " \x00 " + text[one.stop :]
    text = _AGO.sub(" ", _CLOCK.sub(" ", _READING.sub(" ", text)))
    text = re.sub(_WEEKDAY, " ", text, flags=re.IGNORECASE)
    kept = [part for part in re.split(r"([|\x00·•;.()\[\]]+|\s[-–—]\s)", text) if part]
    told = "".join(_without_labels(part) for part in kept)
    return re.sub(r"\s+", " ", told.replace("\x00", " ")).strip(" ,|:·•;.-–—()[]/")


def _without_labels(part: str) -> str:
    labels = pattern_of("published", "modified")
    flat = part.translate({0xA0: " "}).lstrip(" .,;")
    match = labels.match(plain(flat)) if flat.strip() else None
    if match is None:
        return part
    # The label stands at the head of its part: cut as many words as it has.
    words = flat.split()
    return " " + " ".join(words[len(match.group().split()) :])


def label_before(text: str, one: Printed) -> str | None:
    """ "published" or "modified": what the label nearest before a date says of it."""
    before = plain(text[: one.start])
    best: tuple[int, str] | None = None
    for means in ("published", "modified"):
        for match in pattern_of(means).finditer(before):
            if best is None or match.end() > best[0]:
                best = (match.end(), means)
    return best[1] if best else None


def weekday_in(text: str) -> int | None:
    """The first weekday that a text names in full, 0 for Monday."""
    match = re.search(r"\b(" + "|".join(day for day in calendar.day_name) + r")\b", text)
    return WEEKDAYS[match.group(1).lower()] if match else None
