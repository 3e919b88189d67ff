"""What happened, once: every article that tells of it, which of them are independent, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from msgspec import Struct

from communique.model import EventType, Factuality
from communique.search import profile_of
from communique.store import Record
from communique.threads import (
    Accounts,
    Detail,
    Happening,
    Telling,
    accounts,
    differing,
    happening,
    happenings,
    tellings,
)
from communique.web.asking import PAGE, Limit, Maybe, Name, Offset, PageNumber, answers, meant, real_days, the_record
from communique.web.citing import cited_happening, forms_of_many
from communique.web.shown import html

# How what the sides say compares, in the order in which it is shown.
HOW = (
    ("one says not", "One says it, the other denies it"), ("in the same words", "Said by both in the same words"),
    ("in other words", "Said by both in other words"), ("alone", "Said by one side alone"),
)  # fmt: skip


class WholeHappening(Struct, frozen=True):
    """A happening with every telling of it and the respects in which they differ."""

    happening: Happening
    tellings: list[Telling]
    differing: list[Detail]


@get("/happenings", include_in_schema=False, sync_to_thread=True)
def happenings_page(
    state: State, page: PageNumber = 1, what: Maybe = None, status: Maybe = None, who: Maybe = None
) -> Response[str]:
    """What happened, the last reported first, each act once."""
    asked = {"what": what or "", "status": status or "", "who": who or ""}
    with the_record(state) as record:
        found = happenings(
            record, who=(who,) if who else (), event=what or None, factuality=status or None, limit=PAGE + 1,
            offset=(page - 1) * PAGE,
        )  # fmt: skip
        shown = [(one, tellings(record, one.id)) for one in found[:PAGE]]
        profile = profile_of(record, who) if who else None
    return html(
        "happenings.html", shown=shown, more=len(found) > PAGE, number=page, asked=asked, profile=profile,
        types=get_args(EventType), statuses=get_args(Factuality), here="happenings",
    )  # fmt: skip


@get("/happening/{name:str}", include_in_schema=False, sync_to_thread=True)
def happening_page(state: State, name: Name) -> Response[str]:
    """One happening as every article tells it."""
    with the_record(state) as record:
        whole = whole_of(record, name)
        sides = accounts(record, whole.happening.id) if whole.happening.articles > 1 else None
        cited = cited_happening(record, whole.happening, whole.tellings)
    numbers = {telling.event_id: number for number, telling in enumerate(whole.tellings, 1)}
    return html(
        "happening.html", one=whole.happening, told=whole.tellings, differing=whole.differing, sides=sides,
        how=HOW, citations=forms_of_many(cited), permalink=cited.permalink,
        numbers=defaultdict(str, numbers), here="happenings",
    )  # fmt: skip


@answers("/api/v1/happenings")
def happenings_list(
    state: State, who: Maybe = None, what: Maybe = None, status: Maybe = None, since: Maybe = None, until: Maybe = None,
    limit: Limit = 50, offset: Offset = 0,
) -> list[Happening]:  # fmt: skip
    """Happenings, the last reported first; `articles` counts reports, `sources` the independent ones among them."""
    real_days(since, until)
    with the_record(state) as record:
        return happenings(
            record, who=meant(record, [who or ""]), event=what, factuality=status, since=since, until=until, limit=limit,
            offset=offset,
        )  # fmt: skip


@answers("/api/v1/happenings/{name:str}")
def happening_whole(state: State, name: Name) -> WholeHappening:
    """A happening by its id or by that of an event that tells of it."""
    with the_record(state) as record:
        return whole_of(record, name)


@answers("/api/v1/happenings/{name:str}/accounts")
def happening_accounts(state: State, name: Name) -> Accounts:
    """A happening as each side tells it: what both say, what one says alone, and where one says that it is not so."""
    with the_record(state) as record:
        return accounts(record, whole_of(record, name).happening.id)


def whole_of(record: Record, name: str) -> WholeHappening:
    found = happening(record, name)
    if found is None:
        raise NotFoundException("There is no such happening in this record.")
    told = tellings(record, found.id)
    return WholeHappening(found, told, differing(told))


HAPPENINGS = [happenings_page, happening_page, happenings_list, happening_whole, happening_accounts]
