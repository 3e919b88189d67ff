"""The ledger of meetings: who met whom in which office, when and where, about what, and what was signed."""

from __future__ import annotations

from typing import get_args

from litestar import Response, get
from litestar.datastructures import State

from communique.model import Factuality
from communique.search import Meeting, meetings, profile_of
from communique.threads import happenings
from communique.web.asking import PAGE, Limit, Maybe, Offset, PageNumber, answers, meant, real_days, the_record
from communique.web.shown import html

# How the form of a meeting is told.
FORMS = {"phone": "call", "third-party": "through a third party"}


@get("/meetings", include_in_schema=False, sync_to_thread=True)
def meetings_page(
    state: State, page: PageNumber = 1, status: Maybe = None, who: Maybe = None, since: Maybe = None,
    until: Maybe = None,
) -> Response[str]:  # fmt: skip
    """Who met or spoke with whom: each meeting once, those last reported first."""
    real_days(since, until)
    asked = {"status": status or "", "who": who or "", "since": since or "", "until": until or ""}
    with the_record(state) as record:
        found = meetings(
            record, who=(who,) if who else (), factuality=status or None, since=since or None, until=until or None,
            limit=PAGE, offset=(page - 1) * PAGE,
        )  # fmt: skip
        more = happenings(
            record, who=(who,) if who else (), event="CONSULT", factuality=status or None, since=since or None,
            until=until or None, limit=1, offset=page * PAGE,
        )  # fmt: skip
        profile = profile_of(record, who) if who else None
    return html(
        "meetings.html", shown=found, more=bool(more), number=page, asked=asked, profile=profile, forms=FORMS,
        statuses=get_args(Factuality), here="meetings",
    )  # fmt: skip


@answers("/api/v1/meetings")
def meetings_list(
    state: State, who: Maybe = None, status: Maybe = None, since: Maybe = None, until: Maybe = None, limit: Limit = 50,
    offset: Offset = 0,
) -> list[Meeting]:  # fmt: skip
    """Meetings, visits and calls, each once, those last reported first: parties with the office held that day, host, place,
    form, on the sidelines of what, date and its precision, agenda, documents."""
    real_days(since, until)
    with the_record(state) as record:
        return meetings(
            record,
            who=meant(record, [who or ""]),
            factuality=status,
            since=since,
            until=until,
            limit=limit,
            offset=offset,
        )


MEETINGS = [meetings_page, meetings_list]
