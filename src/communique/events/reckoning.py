"""Days told by a distance: "the regatta is held two weeks after a storm" dates the storm.

The distance is counted from the clause above: from the day it gives itself, or from the article's day where it is told
in the present. The value is no finer than the unit of the distance: two months before 15 July is a May, not a day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from communique.events.setting import first_day, host_of
from communique.grammar import Scene, mood_of
from communique.grammar.parsed import Token
from communique.model import Time

# From an act up to the noun that stands after "after": links within which it is one and the same occasion.
SAME_OCCASION = frozenset({"relcl", "pobj", "dobj", "prep", "appos", "compound", "nsubj", "nsubjpass", "conj", "attr"})
SIGN = {"after": -1, "following": -1, "before": 1}
DISTANCE = re.compile(r"P(\d+)([DWMY])")
RULE = "reckoned-from"


def reckoned(scene: Scene, token: Token) -> Time | None:
    """The time of an act that stands at a told distance from another clause; None where there is no such distance."""
    preposition = _after(token)
    if preposition is None:
        return None
    distance = _distance_at(scene, preposition)
    anchor = _day_of(scene, preposition.head) if distance else None
    value = _moved(anchor, distance, SIGN[preposition.lower_]) if distance and anchor else None
    return (
        msgspec.structs.replace(distance, type="date", value=value, anchor="text", rule=RULE)
        if value and distance
        else None
    )


def _after(token: Token) -> Token | None:
    here = token
    for _ in range(6):
        if here.dep_ == "pobj" and here.head.lower_ in SIGN:
            return here.head
        if here.dep_ not in SAME_OCCASION:
            return None
        here = here.head
    return None


def _distance_at(scene: Scene, preposition: Token) -> Time | None:
    """The duration that stands right before the preposition: "two months after"."""
    at = preposition.idx
    near = (t for t in scene.article.times if t.type == "duration" and t.start < at and 0 <= at - t.stop <= 1)
    return next(near, None)


def _day_of(scene: Scene, verb: Token) -> date | None:
    """The day of the clause that the distance is counted from."""
    for time in scene.article.times:
        if time.type == "date" and host_of(scene, time).i == verb.i and (day := first_day(time.value)):
            return date.fromisoformat(day)
    if verb.pos_ in ("VERB", "AUX") and mood_of(verb).time == "now" and scene.article.published:
        return date.fromisoformat(scene.article.published[:10])
    return None


def _moved(anchor: date, distance: Time, sign: int) -> str | None:
    told = DISTANCE.fullmatch(distance.value or "")
    if told is None:
        return None
    count, unit = sign * int(told.group(1)), told.group(2)
    months = anchor.year * 12 + anchor.month - 1 + count
    try:
        if unit == "D":
            return (anchor + timedelta(days=count)).isoformat()
        if unit == "W":
            year, week, _ = (anchor + timedelta(weeks=count)).isocalendar()
            return f"{year}-W{week:02}"
        return f"{months // 12:04}-{months % 12 + 1:02}" if unit == "M" else f"{anchor.year + count:04}"
    except OverflowError:
        return None  # "a million days after"
