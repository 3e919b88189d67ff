"""What a desk wants to know in the morning: what is new, changed, contradicted, due, overdue and absent, with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from communique.search.findings import find_findings
from communique.search.followed import changed, contradicted, due_between, once, once_contested, overdue
from communique.search.found import Found, Wanted
from communique.store import Record, today_of

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


class _Part(NamedTuple):
    """A section that is still to be looked up."""

    title: str
    why: str
    found: Callable[[], tuple[Found, ...]]


def brief_of(
    record: Record, since: str = "7d", until: str | None = None, about: Iterable[str] = (), together: bool = False,
    most: int = LONGEST, only: str | None = None,
) -> Brief:  # fmt: skip
    """The brief of a record up to `until`, by default the day of its newest article.

    `since` is an ISO date or a number of days or weeks ("7d", "2w") before that. `about` are actors as they are
    gathered: what any of them is party to, or what all are with `together`. A section has at
    `most` so many entries; with `only` there is the section of that title alone. Raises BadDate.
    """
    first, last = span_of_days(record, since, until)
    asked = tuple(about)
    parts = (
        *_reported(record, first, last, asked, together, most),
        *_followed(record, first, last, asked, together, most),
    )
    sections = (Section(part.title, part.why, part.found()) for part in parts if only in (None, part.title))
    return Brief(first.isoformat(), last.isoformat(), tuple(section for section in sections if section.found))


def _reported(
    record: Record, first: date, last: date, about: tuple[str, ...], together: bool, most: int
) -> Iterator[_Part]:
    """What pages of these days tell."""
    days = (first.isoformat(), last.isoformat())

    each_once: dict[str, Callable[[tuple[Found, ...]], tuple[Found, ...]]] = {
        "event": lambda found: once(record, found),
        "claim": lambda found: once_contested(record, found, first),
        "commitment": lambda found: found,
    }

    def part(title: str, why: str, kind: str, state: str | None = None) -> _Part:
        wanted = Wanted(state=state, reported=days)
        ask = partial(_about, record, kind, wanted, about, together, most)
        return _Part(title, why, lambda: each_once[kind](ask()))

    yield part("What happened", "Reported in these days as done, each act once.", "event", "actual")
    yield part("What is planned", "Reported in these days as ahead.", "event", "planned")
    yield part("What did not happen", "Reported as refused, called off or denied.", "event", "negated")
    yield part("What is contested", "Asserted by one side and denied by another, each claim once.", "claim")
    yield part("What was promised", "Undertaken, agreed or offered in these days.", "commitment")


def _followed(
    record: Record, first: date, last: date, about: tuple[str, ...], together: bool, most: int
) -> Iterator[_Part]:
    """What became of promises and claims, by all pages up to the last day."""

    @cache
    def late() -> tuple[Found, ...]:
        return overdue(record, last, BACK, about, together, most)

    yield _Part(
        "What changed", "Promises and plans that were accepted, moved, kept or called off in these days.",
        lambda: changed(record, first, last, about, together, most),
    )  # fmt: skip
    yield _Part(
        "What is contradicted", "Claims of before, asserted or denied anew; acts that one page tells as done and another as not done.",
        lambda: contradicted(record, first, last, about, together, most),
    )  # fmt: skip
    yield _Part(
        "Due soon", f"Open, and due within {AHEAD.days} days.",
        lambda: due_between(record, last, last + AHEAD, about, together, most),
    )  # fmt: skip
    yield _Part(
        "Expected but absent", "Planned for a day that has passed; no page in the record tells of it.",
        lambda: tuple(f for f in late() if f.mode == ("plan",)),
    )  # fmt: skip
    yield _Part(
        "Overdue", "The day has passed, and no page in the record says what became of it.",
        lambda: tuple(f for f in late() if f.mode != ("plan",)),
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
    last = day_of(until) if until else today_of(record)
    return since_day(since, last), last


def since_day(since: str, last: date) -> date:
    """ "7d", "2w" or an ISO date -> the first day. Raises BadDate."""
    span = re.fullmatch(r"(\d{1,5})([dw])", since.strip())
    if span:
        return last - timedelta(days=int(span[1]) * (7 if span[2] == "w" else 1))
    return day_of(since, " or 7d or 2w for days or weeks back")


def day_of(value: str, or_else: str = "") -> date:
    """An ISO day, month or year as its first day. Raises BadDate, which says `or_else` what may be given."""
    parts = (value.strip()[:10] + "-01-01")[:10] if len(value.strip()) < 10 else value.strip()[:10]
    try:
        return date.fromisoformat(parts)
    except ValueError as error:
        raise BadDate(f"{value!r} is no date; give one like 2025-07-15{or_else}") from error
