"""Where the record comes from: the pages, their outlets and languages, and what went wrong in reading them."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State
from msgspec import Struct

from communique.search import SourceRow, find_sources, totals_of
from communique.search.sources import COUNTED, Group, find_problems, groups_of
from communique.web.asking import PAGE, Limit, Offset, PageNumber, answers, the_record
from communique.web.paging import Pager
from communique.web.shown import html


class Problem(Struct, frozen=True):
    """What went wrong with a page, in words; `article` is the first that was still read."""

    uri: str
    problem: str
    article: str | None


class Sources(Struct, frozen=True):
    """A stretch of the pages; `outlets` and `languages` are counted over those that came in last."""

    total: int
    items: list[SourceRow]
    outlets: list[Group]
    languages: list[Group]


@get("/sources", include_in_schema=False, sync_to_thread=True)
def sources_page(state: State, page: PageNumber = 1) -> Response[str]:
    """The outlets and languages, and the pages that were read, those that came in last first."""
    with the_record(state) as record:
        totals = totals_of(record)
        pager = Pager(page, totals.pages)
        outlets, languages = groups_of(record)
        return html(
            "sources.html", sources=find_sources(record, PAGE, pager.offset), pager=pager, totals=totals,
            outlets=outlets, languages=languages, counted=COUNTED, here="sources",
        )  # fmt: skip


@get("/problems", include_in_schema=False, sync_to_thread=True)
def problems_page(state: State, page: PageNumber = 1) -> Response[str]:
    """What was cut, repaired or refused in reading pages."""
    with the_record(state) as record:
        pager = Pager(page, totals_of(record).problems)
        found = [Problem(*row) for row in find_problems(record, PAGE, pager.offset)]
    return html("problems.html", problems=found, pager=pager, here="problems")


@answers("/api/v1/sources")
def sources_list(state: State, limit: Limit = 50, offset: Offset = 0) -> Sources:
    """The pages, those that came in last first, with their outlets and languages."""
    with the_record(state) as record:
        items = find_sources(record, limit, offset)
        return Sources(totals_of(record).pages, items, *groups_of(record))


@answers("/api/v1/problems")
def problems_list(state: State, limit: Limit = 50, offset: Offset = 0) -> list[Problem]:
    """What was cut, repaired or refused in reading pages."""
    with the_record(state) as record:
        return [Problem(*row) for row in find_problems(record, limit, offset)]


SOURCES = [sources_page, problems_page, sources_list, problems_list]
