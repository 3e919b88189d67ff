"""When: every time expression of an article with its TIMEX3 value.

What matches stands in `lexicon/en/times.toml`; `times_patterns` searches, `times_tense` tells which way a clause looks,
`times_values` counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from communique.grammar import Scene
from communique.mentions.times_calendar import Point, point_of
from communique.mentions.times_patterns import Match, matches
from communique.mentions.times_question import Question
from communique.mentions.times_values import MECHANISMS
from communique.model import Time

# Where an article has no date of its own, a full date this near its start is taken for the day it is written on:
# datelines and leads end by then; farther down stand the dates of what it tells of.
LEAD = 300
# Years in which a text may have been written; machines that know no date say 0001-01-01 or 9999-12-31.
WRITTEN = range(1500, 2200)
SENTENCE_END = re.compile(r"[.!?]\s|\n")


def find_times(scene: Scene) -> tuple[Time, ...]:
    """Every time expression, in reading order, with the value the article's date and the text before it give.

    Without either, a relative expression keeps `value` None: no date is invented.
    """
    found = matches(scene.text)
    published, source = day_of(scene, found)
    times: list[Time] = []
    for place, match in enumerate(found):
        question = Question(match, scene, published, source, tuple(times[-12:]), coming(scene, found, place, published))
        if (time := valued(question)) is not None:
            times.append(time)
    return tuple(times)


def valued(question: Question) -> Time | None:
    """The expression with its value; None where the mechanism says that it is no time after all."""
    value = MECHANISMS[question.match.rule.how](question)
    if value is None:
        return None
    start, stop = trimmed(question.text, question.start)
    return Time(
        start=start,
        stop=stop,
        text=question.scene.text[start:stop],
        type=value.type,
        value=value.value,
        anchor=value.anchor,
        rule=question.match.rule.id,
    )


# A pattern may need a preposition to know a time ("in autumn"); the expression itself is without it.
LEADING = re.compile(r"(?:in|on|at|by|until|since|during|over|for|of)[ \xa0\n](?!the order)", re.IGNORECASE)


def trimmed(text: str, start: int) -> tuple[int, int]:
    """Where the expression begins and ends without a leading preposition or a comma or zone after it."""
    lead = LEADING.match(text)
    begin = (
        lead.end() if (lead and not text.lower().startswith("over ")) or (lead and " the " in text.lower()[:9]) else 0
    )
    end = len(text.rstrip(", \xa0\n"))
    return start + begin, start + end


def day_of(scene: Scene, found: list[Match]) -> tuple[date | None, str]:
    """The article's day, and where it is known from: its own date, or an absolute date in its lead."""
    published = scene.article.published
    if published:
        try:
            day = date.fromisoformat(published[:10])
            if day.year in WRITTEN:
                return day, "published"
        except ValueError:
            pass
    for match in found:
        if match.found.start() > LEAD:
            break
        if match.rule.how == "calendar" and (value := stated(match, scene)):
            point = point_of(value)
            if point and point.grain == "day":
                return point.first, "lead"
    return None, "published"


def stated(match: Match, scene: Scene) -> str | None:
    """The value of a date that needs nothing but its own words."""
    value = MECHANISMS["calendar"](Question(match, scene, None, "lead", (), lambda: None))
    return value.value if value and value.anchor == "absolute" else None


def coming(scene: Scene, found: list[Match], place: int, published: date | None) -> Callable[[], Point | None]:
    """A look ahead, for "The following day, after the talks of 10 May": the first date later in the sentence."""

    def first_after() -> Point | None:
        end = SENTENCE_END.search(scene.text, found[place].found.end())
        limit = end.start() if end else len(scene.text)
        for match in found[place + 1 :]:
            if match.found.start() > limit:
                return None
            if match.rule.how in ("calendar", "weekday"):
                value = MECHANISMS[match.rule.how](Question(match, scene, published, "published", (), lambda: None))
                return point_of(value.value or "") if value else None
        return None

    return first_after
