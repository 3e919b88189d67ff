"""What a desk wants to know in the morning: what is new, contested, promised, now due and overdue, with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from communique.search.findings import Found, Wanted, find_findings
from communique.store import Record

# How far ahead a promise counts as due soon, and how far back silence about one is still news.
AHEAD, BACK = timedelta(days=30), timedelta(days=90)
# The most entries of a section; what is beyond stands in the ledgers.
LONGEST = 100


class BadDate(ValueError):
    """A date that is none; the message says what would be right."""


class Section(Struct, frozen=True):
    """A part of a brief: what it holds and, in a sentence, why."""

    title: str
    why: str
    found: tuple[Found, ...]


class Brief(Struct, frozen=True):
    """What pages published from `since` to `until` report, and how promises stand on that day. Empty parts are left out."""

    since: str
    until: str
    sections: tuple[Section, ...]


def brief_of(record: Record, since: str = "7d", until: str | None = None, about: Iterable[str] = ()) -> Brief:
    """The brief of a record up to `until`, by default the day of its newest article.

    `since` is an ISO date or a number of days or weeks ("7d", "2w") before that. `about` are actors as they are
    gathered: what any of them is party to. Raises BadDate.
    """
    newest = record.execute("SELECT max(published) FROM article WHERE published < ':'").fetchone()[0]
    last = day_of(until or newest or date.today().isoformat())
    first = since_day(since, last)
    asked = tuple(about)

    def ask(kind: str, wanted: Wanted) -> tuple[Found, ...]:
        return _about(record, kind, replace(wanted, reported=(first.isoformat(), last.isoformat())), asked)

    sections = (
        Section("What happened", "Reported in these days as done.", ask("event", Wanted(state="actual"))),
        Section("What is planned", "Reported in these days as ahead.", ask("event", Wanted(state="planned"))),
        Section(
            "What did not happen", "Reported as refused, called off or denied.", ask("event", Wanted(state="negated"))
        ),
        Section("What is contested", "One side asserts it, another contests it.", ask("claim", Wanted())),
        Section("What was promised", "Undertaken, agreed or offered in these days.", ask("commitment", Wanted())),
        *_standing(record, last, asked),
    )
    return Brief(first.isoformat(), last.isoformat(), tuple(section for section in sections if section.found))


def _standing(record: Record, today: date, about: tuple[str, ...]) -> Iterator[Section]:
    """Open promises that fall due soon, and those whose day has passed without word."""
    span = Wanted(
        state="open", by_date=True, since=str((today - BACK).year), until=(today + AHEAD).isoformat(), dated=True
    )
    open_ones = _about(record, "commitment", span, about)
    soon = tuple(f for f in open_ones if f.date and f.date >= today.isoformat()[: len(f.date)])
    late = tuple(
        f
        for f in open_ones
        if f.date and _passed(f.date, today) and f.date >= (today - BACK).isoformat()[: len(f.date)]
    )
    yield Section("Due soon", f"Open, and due within {AHEAD.days} days.", soon)
    yield Section("Overdue", "The day has passed, and no page in the record says what became of it.", late)


def _passed(due: str, today: date) -> bool:
    """Whether a day, month or year is over: "2025-07" is not over on 15 July 2025."""
    return due < today.isoformat()[: len(due)]


def _about(record: Record, kind: str, wanted: Wanted, about: tuple[str, ...]) -> tuple[Found, ...]:
    """What is wanted, of any of the actors; of all where none is named."""
    lists = [find_findings(record, kind, replace(wanted, who=(who,)), LONGEST) for who in about]
    found = {f.id: f for one in lists for f in one} if about else {
        f.id: f for f in find_findings(record, kind, wanted, LONGEST)
    }  # fmt: skip
    return tuple(found.values())


def since_day(since: str, last: date) -> date:
    """ "7d", "2w" or an ISO date -> the first day. Raises BadDate."""
    span = re.fullmatch(r"(\d{1,5})([dw])", since.strip())
    if span:
        return last - timedelta(days=int(span[1]) * (7 if span[2] == "w" else 1))
    return day_of(since)


def day_of(value: str) -> date:
    """An ISO day, month or year as its first day. Raises BadDate."""
    parts = (value.strip()[:10] + "-01-01")[:10] if len(value.strip()) < 10 else value.strip()[:10]
    try:
        return date.fromisoformat(parts)
    except ValueError as error:
        raise BadDate(f"{value!r} is no date; give one like 2025-07-15, or 7d or 2w for days or weeks back") from error
