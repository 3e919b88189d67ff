"""The calendar: what is ahead, how sure it is, and how it moved."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State
from msgspec import Struct

from communique.search.ahead import Ahead, ahead
from communique.search.brief import day_of
from communique.store import Record, today_of
from communique.web.asking import Limit, Maybe, answers, the_record
from communique.web.shown import html

SHOWN = 60


class Calendar(Struct, frozen=True):
    """What falls on a day or later; `later` is the day with which the list goes on."""

    items: list[Ahead]
    later: str | None


@get("/calendar", include_in_schema=False, sync_to_thread=True)
def calendar_page(state: State, since: Maybe = None) -> Response[str]:
    """What has a date, by month, from the month of the newest article on, which is the record's today, or from `since`."""
    with the_record(state) as record:
        start = first_of(record, since)
        found, later = ahead(record, start, SHOWN)
    months: dict[str, list[Ahead]] = {}
    for one in found:
        months.setdefault(one.last[:7], []).append(one)
    return html(
        "calendar.html",
        months=months,
        start=start,
        since=since,
        later=later if later != start else None,
        here="calendar",
    )


@answers("/api/v1/calendar")
def calendar_list(state: State, since: Maybe = None, limit: Limit = 60) -> Calendar:
    """Undertakings by the day they are due, with every step that moved them, and planned events; from `since`, by default
    the month of the newest article. Ask again from `later` for more."""
    with the_record(state) as record:
        return Calendar(*ahead(record, first_of(record, since), limit))


def first_of(record: Record, since: str | None) -> str:
    """The day, month or year to begin with; empty for everything. Raises BadDate."""
    if since:
        return since if day_of(since) else ""
    return today_of(record).isoformat()[:7] if since is None else ""


CALENDAR = [calendar_page, calendar_list]
