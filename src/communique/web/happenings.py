"""What happened, once: every article that tells of it, which of them are independent, and where they differ."""

from __future__ import annotations

from collections import defaultdict

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from msgspec import Struct

from communique.search import match_expression
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
from communique.web.asking import PAGE, Limit, Maybe, Name, Offset, PageNumber, Who, answers, meant, the_record
from communique.web.citing import cited_happening, forms_of_many
from communique.web.filters import LISTS, Asking, Given, given_of, narrowed, refuse_others, wanted_of
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
def happenings_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """What happened, the last reported first, each act once."""
    with the_record(state) as record:
        asked = narrowed(record, "happenings", request, page)
        found = [] if asked.problem else told_as(record, asked.given, asked.who, PAGE + 1, (page - 1) * PAGE)
        shown = [(one, tellings(record, one.id)) for one in found[:PAGE]]
    return html("happenings.html", asked.status, shown=shown, more=len(found) > PAGE, asked=asked, here="happenings")


def told_as(record: Record, given: Given, who: tuple[str, ...], limit: int, offset: int) -> list[Happening]:
    """The happenings that are asked for; `who` are the actors meant."""
    one = wanted_of("event", given, who)
    return happenings(
        record, who=who, event=one.what, factuality=one.state, place=one.place, since=one.since, until=one.until,
        words=match_expression(one.words) if one.words else None, limit=limit, offset=offset,
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
    request: Asking, state: State, who: Who = None, what: Maybe = None, status: Maybe = None, place: Maybe = None,
    since: Maybe = None, until: Maybe = None, words: Maybe = None, limit: Limit = 50, offset: Offset = 0,
) -> list[Happening]:  # fmt: skip
    """Happenings, the last reported first; `articles` counts reports, `sources` the independent ones among them. `since` and
    `until` are of the happening's own day, `words` of an article that tells of it."""
    given = given_of(what=what, status=status, place=place, since=since, until=until, words=words)
    refuse_others(LISTS["happenings"], request)
    with the_record(state) as record:
        return told_as(record, given, meant(record, who), limit, offset)


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
