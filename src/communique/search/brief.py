"""What a desk wants to know in the morning: what is new, changed, contradicted, due, overdue and absent, with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from communique.search.findings import Found, Wanted, find_findings
from communique.search.followed import changed, contradicted, due_between, once, overdue
from communique.store import Record

# How far ahead a promise counts as due soon, and how far back silence about one is still news.
AHEAD, BACK = timedelta(days=30), timedelta(days=90)
# The most entries of a section; what is beyond stands in the ledgers.
LONGEST = 50


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


def brief_of(
    record: Record, since: str = "7d", until: str | None = None, about: Iterable[str] = (), together: bool = False,
    most: int = LONGEST,
) -> Brief:  # fmt: skip
    """The brief of a record up to `until`, by default the day of its newest article.

    `since` is an ISO date or a number of days or weeks ("7d", "2w") before that. `about` are actors as they are
    gathered: what any of them is party to, or what all are with `together`. A section has at
    `most` so many entries. Raises BadDate.
    """
    first, last = span_of_days(record, since, until)
    asked = tuple(about)

    def ask(kind: str, wanted: Wanted) -> tuple[Found, ...]:
        days = replace(wanted, reported=(first.isoformat(), last.isoformat()))
        found = _about(record, kind, days, asked, together, most)
        return once(record, found) if kind == "event" else found

    sections = (
        Section(
            "What happened", "Reported in these days as done, each act once.", ask("event", Wanted(state="actual"))
        ),
        Section("What is planned", "Reported in these days as ahead.", ask("event", Wanted(state="planned"))),
        Section(
            "What did not happen", "Reported as refused, called off or denied.", ask("event", Wanted(state="negated"))
        ),
        Section("What is contested", "One side asserts it, another contests it.", ask("claim", Wanted())),
        Section("What was promised", "Undertaken, agreed or offered in these days.", ask("commitment", Wanted())),
        *_followed(record, first, last, asked, together, most),
    )
    return Brief(first.isoformat(), last.isoformat(), tuple(section for section in sections if section.found))


def _followed(
    record: Record, first: date, last: date, about: tuple[str, ...], together: bool, most: int
) -> Iterator[Section]:
    """What became of promises and claims, by all pages up to the last day."""
    yield Section(
        "What changed", "Promises and plans that were accepted, moved, kept or called off in these days.",
        changed(record, first, last, about, together, most),
    )  # fmt: skip
    yield Section(
        "What is contradicted", "Asserted or denied anew, or told as done by one page and as not done by another.",
        contradicted(record, first, last, about, together, most),
    )  # fmt: skip
    soon = due_between(record, last, last + AHEAD, about, together, most)
    yield Section("Due soon", f"Open, and due within {AHEAD.days} days.", soon)
    late = overdue(record, last, BACK, about, together, most)
    meetings = tuple(f for f in late if f.mode == ("plan",))
    yield Section(
        "Expected but absent", "Planned for a day that has passed; no page in the record tells of it.", meetings
    )
    yield Section(
        "Overdue", "The day has passed, and no page in the record says what became of it.",
        tuple(f for f in late if f not in meetings),
    )  # fmt: skip


def _about(
    record: Record, kind: str, wanted: Wanted, about: tuple[str, ...], together: bool, most: int
) -> tuple[Found, ...]:
    """What is wanted, of any of the actors or of all together; of everybody where none is named."""
    asked = [about] if together or not about else [(who,) for who in about]
    lists = (find_findings(record, kind, replace(wanted, who=who), most) for who in asked)
    return tuple({found.id: found for one in lists for found in one}.values())


def span_of_days(record: Record, since: str, until: str | None) -> tuple[date, date]:
    """The first and the last day meant; the last is that of the newest article where none is given. Raises BadDate."""
    newest = record.execute("SELECT max(published) FROM article WHERE published < ':'").fetchone()[0]
    last = day_of(until or newest or date.today().isoformat())
    return since_day(since, last), last


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
