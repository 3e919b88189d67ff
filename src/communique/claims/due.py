"""When an act is due: the date its own clause gives, never the page's."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Span, Time

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?$")
# Prepositions after which a stretch of time ends in a date: "within 72 hours", "in three weeks". "for six months" does not.
WITHIN = frozenset({"within", "in", "inside"})
AHEAD_WORDS = ("next", "tomorrow", "coming", "forthcoming", "later")


def times_of(scene: Scene, tokens: Iterable[Token]) -> list[Time]:
    """The time expressions that begin among these words, in reading order."""
    starts = {token.idx for token in tokens}
    return [time for time in scene.article.times if time.start in starts]


def due_of(scene: Scene, act: list[Token], cue: list[Token] | None = None) -> str | None:
    """The ISO value by or on which the words of the act set it; None where they set none.

    A date behind the page's own is no due date. A term ("within 30 days") counts from the day of the cue, where the
    cue's clause dates it ("on Wednesday"), else from publication.
    """
    start = day_of(scene, cue or [])
    for time in times_of(scene, act):
        if time.type == "set":
            continue
        if time.type == "duration" or ((time.value or "").startswith("P") and not (time.value or "").endswith("_REF")):
            within = preposition_of(scene, time) in WITHIN and not counted_elsewhere(scene, time)
            found = after(start, time) if within else spread_to(start, time, scene)
        else:
            found = dated(time, scene.article.published)
        if found:
            return found
    return None


def spread_to(start: date | None, time: Time, scene: Scene) -> str | None:
    """ "$40 million over three years": the year in which the last of it comes."""
    years = re.fullmatch(r"P[1-9]\d?Y", time.value or "")
    over = time.text.lower().startswith("over ") or preposition_of(scene, time) == "over"
    last = after(start, time) if years and over else None
    return last[:4] if last else None


# What a term counts from stands after these ("within ten days of the signing"); "from now" counts from the page. Closed.
COUNTED_FROM = frozenset({"of", "after", "from", "following"})
NOW = frozenset({"now", "today"})


def counted_elsewhere(scene: Scene, time: Time) -> bool:
    """ "Within ten days of ratification": what has no day of its own yet gives the term none."""
    words = scene.doc.char_span(time.start, time.stop, alignment_mode="expand")
    if not words or words.end >= len(scene.doc):
        return False
    behind = scene.doc[words.end]
    return behind.lower_ in COUNTED_FROM and any(
        c.dep_ in ("pobj", "pcomp") and c.lower_ not in NOW for c in behind.children
    )


def term_of(scene: Scene, time: Time, cue: list[Token]) -> str | None:
    """The date that a term set by somebody ("60 days") ends on."""
    return None if counted_elsewhere(scene, time) else after(day_of(scene, cue), time)


def dated(time: Time, published: str | None) -> str | None:
    """The date of a time expression, where it lies ahead of publication or reaches beyond it."""
    value = (time.value or "").split("T")[0]
    if not re.match(r"\d{4}", value):
        return None
    return None if published and last_day(value) < published[: len("0000-00-00")] else value


def is_ahead(time: Time, published: str | None) -> bool:
    """Does a time expression lie after publication, by its value or, without one, by its words ("next month")?"""
    if time.value and published and re.match(r"\d{4}", time.value):
        return first_day(time.value.split("T")[0]) > published
    return time.text.lower().startswith(AHEAD_WORDS) or time.value == "FUTURE_REF"


def preposition_of(scene: Scene, time: Time) -> str:
    """The word before a time expression, or the one it opens with: "within 30 days"."""
    words = scene.text[max(0, time.start - 24) : time.start].split()
    inside = time.text.split()[0].lower()
    return inside if inside in WITHIN else (words[-1].lower().strip(".,") if words else "")


def day_of(scene: Scene, cue: list[Token]) -> date | None:
    """The day on which something was undertaken or demanded."""
    published = as_date(scene.article.published)
    for time in times_of(scene, cue):
        day = as_date((time.value or "")[:10])
        if day and (published is None or day <= published):
            return day
    return published


def after(start: date | None, time: Time) -> str | None:
    """The end of a duration counted from `start`: days give a day; months and years keep its day of the month."""
    match = DURATION.match(time.value or "")
    if start is None or match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    month = start.month - 1 + months + 12 * years
    year, month = start.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return None
    there = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    try:
        return (there + timedelta(days=days + 7 * weeks, hours=0) + timedelta(days=hours // 24)).isoformat()
    except OverflowError:
        return None


def as_date(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


SEASON_ENDS = {
    "WI": "12",
    "SP": "05",
    "SU": "08",
    "FA": "11",
    "Q1": "03",
    "Q2": "06",
    "Q3": "09",
    "Q4": "12",
    "H1": "06",
    "H2": "12",
}
SEASON_STARTS = {
    "WI": "12",
    "SP": "03",
    "SU": "06",
    "FA": "09",
    "Q1": "01",
    "Q2": "04",
    "Q3": "07",
    "Q4": "10",
    "H1": "01",
    "H2": "07",
}


def last_day(value: str) -> str:
    """The last day of an ISO or TIMEX3 value, as an ISO date; days that no calendar has are harmless (2025-02-31)."""
    year, _, rest = value.partition("-")
    if rest in SEASON_ENDS:
        return f"{year}-{SEASON_ENDS[rest]}-31"
    if rest.startswith("W"):
        return week_day(year, rest, 7)
    return value if len(value) >= 10 else f"{value}-31" if len(value) == 7 else f"{year}-12-31"


def first_day(value: str) -> str:
    year, _, rest = value.partition("-")
    if rest in SEASON_STARTS:
        return f"{year}-{SEASON_STARTS[rest]}-01"
    if rest.startswith("W"):
        return week_day(year, rest, 1)
    return value if len(value) >= 10 else f"{value}-01" if len(value) == 7 else f"{year}-01-01"


def week_day(year: str, rest: str, day: int) -> str:
    match = re.match(r"W(\d\d)", rest)
    try:
        return date.fromisocalendar(int(year), int(match.group(1)), day).isoformat() if match else f"{year}-12-31"
    except ValueError:
        return f"{year}-12-31"


def covers(time: Time, span: Span) -> bool:
    return span.start <= time.start and time.stop <= span.stop
