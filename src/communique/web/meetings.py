"""The ledger of meetings: who met whom in which office, when and where, about what, and what was signed."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State

from communique.search import Meeting, meetings
from communique.threads import met
from communique.web.asking import PAGE, Limit, Maybe, Offset, PageNumber, Who, answers, meant, the_record
from communique.web.filters import LISTS, Asking, narrowed, refuse_others
from communique.web.shown import html

# How the form of a meeting is told.
FORMS = {"phone": "call", "third-party": "through a third party"}


@get("/meetings", include_in_schema=False, sync_to_thread=True)
def meetings_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """Who met or spoke with whom: each meeting once, those of the latest day first."""
    with the_record(state) as record:
        asked = narrowed(record, "meetings", request, page)
        days = {"factuality": asked.one("status"), "since": asked.one("since"), "until": asked.one("until")}
        found, more = [], False
        if not asked.problem:
            found = meetings(record, who=asked.who, **days, limit=PAGE, offset=(page - 1) * PAGE)
            more = bool(met(record, who=asked.who, **days, limit=1, offset=page * PAGE))
    return html("meetings.html", asked.status, shown=found, more=more, asked=asked, forms=FORMS, here="meetings")


@answers("/api/v1/meetings")
def meetings_list(
    request: Asking, state: State, who: Who = None, status: Maybe = None, since: Maybe = None, until: Maybe = None,
    limit: Limit = 50, offset: Offset = 0,
) -> list[Meeting]:  # fmt: skip
    """Meetings, visits and calls, each once, those of the latest day first, and what of none at the day of its last report:
    parties with the office held that day, host, place, form, on the sidelines of what, date and its precision, agenda,
    documents."""
    refuse_others(LISTS["meetings"], request)
    with the_record(state) as record:
        return meetings(
            record, who=meant(record, who), factuality=status or None, since=since or None, until=until or None,
            limit=limit, offset=offset,
        )  # fmt: skip


MEETINGS = [meetings_page, meetings_list]
