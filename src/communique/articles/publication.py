"""When an article was published: every date the page gives for it, weighed; which one won is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.articles.dates import Printed, dates_in, label_before, weekday_in
from communique.articles.marks import Mark
from communique.articles.segments import Draft
from communique.articles.words import pattern_of, plain


@dataclass(frozen=True)
class Dated:
    """A date given for an article: what it says, who says so, and how far that is to be trusted (more is better)."""

    printed: Printed
    told: str
    trust: int
    modified: bool = False


# Dates people can see beside the story beat the dateline's, and these what only machines read.
BESIDE, BELOW, DATELINE, PAGE_DATE, LAST_CHANGE = 9, 7, 6, 5, 4
# A whole date that the headline ends in ("Press Conference on March 12, 2026") counts where nothing else tells the day: a
# statement "on the agreement of 4 May 1990" is no day's news, and says so nowhere else.
TITLE = 0


def dates_given(draft: Draft, masthead: Sequence[Mark]) -> list[Dated]:
    """The dates that stand beside, in and around an article, and in the page's masthead, the most trusted first."""
    found = [*_beside(draft.about, BESIDE), *_beside(draft.above, PAGE_DATE), *_below(draft), *_in_dateline(draft)]
    found += [one for one in _beside(masthead, PAGE_DATE) if not one.modified]
    found += _in_headline(draft)
    return sorted(found, key=lambda one: -one.trust)


def _beside(marks: Iterable[Mark], trust: int) -> Iterator[Dated]:
    for one in marks:
        if one.kind not in ("date", "dateline", "byline"):
            continue
        for printed in dates_in(one.text):
            label = label_before(one.text, printed)
            modified = label == "modified"
            told = f"{one.line.place}: {one.text}"
            yield Dated(printed, told, LAST_CHANGE if modified and trust > LAST_CHANGE else trust, modified)


def _below(draft: Draft) -> Iterator[Dated]:
    for one in draft.below:
        for printed in dates_in(one.text) if one.line.words <= 14 else ():
            label = label_before(one.text, printed)
            if label is not None:
                trust = BELOW if label == "published" else 1
                yield Dated(printed, f"{one.line.place}: {one.text}", trust, label == "modified")


def _in_headline(draft: Draft) -> Iterator[Dated]:
    one = draft.headline
    if one is None or not pattern_of("occasion").search(plain(one.text)):
        return
    for printed in dates_in(one.text):
        if printed.iso and not one.text[printed.stop :].strip(" )].|"):
            yield Dated(printed, f"{one.line.place}: {one.text}", TITLE)


def _in_dateline(draft: Draft) -> Iterator[Dated]:
    opening, found = draft.opens_with, draft.opening
    if opening and found and found.printed:
        told = f"{opening.line.place}: {opening.text[: found.stop].strip()}"
        yield Dated(found.printed, told, DATELINE)


def published_on(given: Sequence[Dated], draft: Draft, page: Sequence[Mark]) -> tuple[str | None, str | None]:
    """(ISO date, what gave it), or (None, None). A date without a year gets one only where the page fixes it."""
    for one in given:
        told = one.printed.iso or completed(one.printed, given, draft, page)
        if told:
            return told, one.told
    return None, None


def modified_on(given: Sequence[Dated], published: str | None) -> str | None:
    """The last change, where the page says that there was one on another day than the first publication."""
    days = [one.printed.iso for one in given if one.modified and one.printed.iso]
    return max(days) if days and published and max(days) > published else None


# A year that is left out is looked for this far from the latest year that the article names.
YEARS_AROUND = 4


def completed(one: Printed, given: Sequence[Dated], draft: Draft, page: Sequence[Mark]) -> str | None:
    """A printed date with what it lacks taken from the page: another date of the same day, or the weekday.

    Figures that can be read day first or month first are settled by another date that agrees with one reading.
    """
    whole = [other.printed for other in given if other.printed.iso]
    whole += [printed for mark in page if mark.kind == "date" for printed in dates_in(mark.text) if printed.iso]
    if one.other is not None:
        return _settled(one, whole, [other.printed for other in given])
    near = [_with_year(one, other) for other in whole]
    if near:
        return near[0]
    return _by_weekday(one, draft, page)


def _settled(one: Printed, whole: Sequence[Printed], given: Sequence[Printed]) -> str | None:
    if one.year is None or one.other is None:
        return None
    readings = (date(one.year, one.month, one.day), date(one.year, *one.other))
    near = {(other.month, other.day) for other in given if other.other is None and other.year is None}
    agreed = [reading for reading in readings if (reading.month, reading.day) in near]
    if len(agreed) == 1:
        return agreed[0].isoformat()
    for other in whole:
        for reading in readings:
            if abs((date.fromisoformat(other.iso or "") - reading).days) <= 3:
                return reading.isoformat()
    return None


def _with_year(one: Printed, other: Printed) -> str | None:
    """The day in the year that puts it nearest to a whole date printed on the same page."""
    if other.year is None:
        return None
    anchor = date(other.year, other.month, other.day)
    days = [found for year in (other.year - 1, other.year, other.year + 1) if (found := _day(year, one))]
    return min(days, key=lambda day: abs((day - anchor).days)).isoformat() if days else None


def _by_weekday(one: Printed, draft: Draft, page: Sequence[Mark]) -> str | None:
    """The year in which the day fell on the weekday that the first paragraph names, if only one will do."""
    opening = " ".join(mark.text for mark in draft.paragraphs[:2])
    weekday = weekday_in(opening)
    years = [year for mark in page for year in _years_in(mark.text)]
    if weekday is None or not years:
        return None
    latest = max(years)
    days = [_day(year, one) for year in range(latest - 1, latest + YEARS_AROUND + 1)]
    right = [day for day in days if day and day.weekday() == weekday]
    return right[0].isoformat() if len(right) == 1 else None


def _day(year: int, one: Printed) -> date | None:
    try:
        return date(year, one.month, one.day)
    except ValueError:
        return None


def _years_in(text: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<![\d$€£.,])(?:19[5-9]|20[0-4])\d(?![\d,.]*\d)", text)]
