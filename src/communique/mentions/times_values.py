"""Mechanisms: from the words a rule matched to a TIMEX3 value. `how` in `lexicon/en/times.toml` names one of them.

A mechanism returns None where the match is no time after all ("some 2000 soldiers"), and a Value whose `value` is None
where it is one but nothing in the article tells which.
"""

from __future__ import annotations

from communique.mentions.times_dates import (
    calendar,
    century,
    decade,
    fiscal,
    holiday,
    quarter,
    season,
    week_of_month,
    weekday_of_month,
    year_range,
)
from communique.mentions.times_days import clock, day_alone, deictic, part_of_day, vague, weekday, weekdays, weekend
from communique.mentions.times_question import Mechanism
from communique.mentions.times_spans import ago, duration, hence, recurring, relative, shift, vague_now

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
    "weekday-of-month": weekday_of_month,
    "day-alone": day_alone,
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
