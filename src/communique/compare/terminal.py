"""A comparison for a person to read, or as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from communique.compare.comparing import Comparison, Meeting
from communique.exports.cameo import meaning_of, roots

NAMES = {"gdelt": "GDELT", "polecat": "POLECAT", "list": "the list"}
TITLES = {"both": "Both have", "ours_alone": "The record alone has", "theirs_alone": "{} alone has"}


def lines_of(told: Comparison, limit: int | None = None) -> Iterator[str]:
    """Totals, then each day and pair of countries, ours with the words, `limit` of each part at most."""
    them = NAMES[told.source]
    agreed = sum(1 for meeting in told.both if meeting.agree)
    yield f"days and pairs of countries: both {len(told.both)} (the same kind of act in {agreed}), the record alone {len(told.ours_alone)}, {them} alone {len(told.theirs_alone)}"
    yield f"not compared: {told.outside} rows of {them} on other days or countries, {told.no_pair} that name fewer than two states, {told.undated} events of the record without a day"
    for name, title in TITLES.items():
        part: tuple[Meeting, ...] = getattr(told, name)
        if part:
            yield ""
            yield title.format(them)
        for meeting in islice(part, limit):
            yield from _meeting(meeting, told.source)
        if limit is not None and len(part) > limit:
            yield f"  ... and {len(part) - limit} more (--limit)"


def json_lines(told: Comparison) -> Iterator[str]:
    """One object a day and pair; `part` says who has it."""
    for name in TITLES:
        for meeting in getattr(told, name):
            yield msgspec.json.encode({"part": name, **msgspec.to_builtins(meeting)}).decode() + "\n"


def _meeting(meeting: Meeting, source: str) -> Iterator[str]:
    mark = "agree" if meeting.agree else "differ" if meeting.ours and any(t.act for t in meeting.theirs) else ""
    yield f"  {meeting.day} {' '.join(meeting.pair)} {mark}".rstrip()
    for one in meeting.ours:
        yield f"    record: {_act(one.act, source)}: “{' '.join(one.words.split())}” ({one.id}, {one.uri})"
    for row in meeting.theirs:
        sides = " -> ".join(filter(None, (row.actor_name, row.recipient_name)))
        yield f"    {NAMES[source]}: {_act(row.act, source)}: {sides} ({row.id}, {row.where})"


def _act(act: str, source: str) -> str:
    return f"{act} {meaning_of(act).lower()}" if source == "gdelt" and act[:2] in roots() else act or "no type given"
