"""What became of promises and claims: each followed over all pages, with the words of every step."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

from communique.store import Record
from communique.store.record import transaction
from communique.threads import (
    Chain,
    Contention,
    chain,
    chain_of,
    chains,
    contention,
    contention_of,
    contentions,
    renamed,
    undenied,
    verdicts,
)
from communique.web.asking import PAGE, Limit, Maybe, Name, Offset, PageNumber, Who, answers, meant, the_record
from communique.web.changing import Change, back, changing, reason
from communique.web.citing import cited_chain, cited_contention, forms_of_many
from communique.web.filters import LISTS, Asking, Given, given_of, narrowed, refuse_others, wanted_of
from communique.web.shown import html

# Claims on a page of their list: all who assert or deny one are read, dozens for some.
A_PAGE = 25
Form = Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/chains", include_in_schema=False, sync_to_thread=True)
def chains_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """Promises, invitations and plans over all pages, and what became of each."""
    with the_record(state) as record:
        asked = narrowed(record, "chains", request, page)
        found = [] if asked.problem else chains_as(record, asked.given, asked.who, PAGE + 1, (page - 1) * PAGE)
    return html("chains.html", asked.status, shown=found[:PAGE], more=len(found) > PAGE, asked=asked, here="commitment")


@get("/chain/{name:str}", include_in_schema=False, sync_to_thread=True)
def chain_page(state: State, name: Name) -> Response[str]:
    """One undertaking, step by step, by its id or by that of any of its steps."""
    with the_record(state) as record:
        one = whole_chain(record, name)
        cited = cited_chain(record, one)
    return html(
        "chain.html", one=one, verdicts=verdicts.VERDICTS, citations=forms_of_many(cited), permalink=cited.permalink,
        here="commitment",
    )  # fmt: skip


@post("/correct/verdict", include_in_schema=False, sync_to_thread=True)
def give_verdict(state: State, data: Form) -> Redirect:
    """A reader says what became of an undertaking; an empty value takes the verdict back."""
    with changing(state, data) as record, transaction(record):
        if data.value:
            verdicts.judge(record, data.finding, data.value, reason(data))
        else:
            verdicts.take_back(record, data.finding)
    return back(data)


@get("/contentions", include_in_schema=False, sync_to_thread=True)
def contentions_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """Claims over all pages, with everybody who asserts or denies each."""
    with the_record(state) as record:
        asked = narrowed(record, "contentions", request, page)
        stretch = {"limit": A_PAGE + 1, "offset": (page - 1) * A_PAGE}
        found = [] if asked.problem else contentions(record, who=asked.who, **stretch, last_only=True)
    return html(
        "contentions.html", asked.status, shown=found[:A_PAGE], more=len(found) > A_PAGE, asked=asked, here="claim"
    )


@get("/contention/{name:str}", include_in_schema=False, sync_to_thread=True)
def contention_page(state: State, name: Name) -> Response[str] | Redirect:
    """One claim, voice by voice, by its id or by that of any voice. A claim that nobody denies any longer has only its own
    page, to which its former id leads."""
    with the_record(state) as record:
        if (finding := undenied(record, name)) is not None:
            return Redirect(f"/id/{finding}", status_code=303)
        one = whole_contention(record, name)
        cited = cited_contention(record, one)
    return html("contention.html", one=one, citations=forms_of_many(cited), permalink=cited.permalink, here="claim")


@answers("/api/v1/chains")
def chains_list(
    request: Asking, state: State, who: Who = None, status: Maybe = None, what: Maybe = None, since: Maybe = None,
    until: Maybe = None, limit: Limit = 50, offset: Offset = 0,
) -> list[Chain]:  # fmt: skip
    """Promises, invitations and plans over all pages, by the day they are due, between `since` and `until`; `status` also
    "overdue"."""
    refuse_others(LISTS["chains"], request)
    given = given_of(status=status, what=what, since=since, until=until)
    with the_record(state) as record:
        return chains_as(record, given, meant(record, who), limit, offset)


def chains_as(record: Record, given: Given, who: tuple[str, ...], limit: int, offset: int) -> list[Chain]:
    """The undertakings that are asked for; `who` are the actors meant."""
    one = wanted_of("commitment", given, who)
    return chains(
        record, who=who, state=one.state, kind=one.what, since=one.since, until=one.until, limit=limit, offset=offset
    )


@answers("/api/v1/chains/{name:str}")
def chain_whole(state: State, name: Name) -> Chain:
    """One undertaking, step by step, by its id or by that of any of its steps."""
    with the_record(state) as record:
        return whole_chain(record, name)


@answers("/api/v1/contentions")
def contentions_list(
    request: Asking, state: State, who: Who = None, limit: Limit = A_PAGE, offset: Offset = 0
) -> list[Contention]:
    """Claims over all pages, those told of last first."""
    refuse_others(LISTS["contentions"], request)
    with the_record(state) as record:
        return contentions(record, who=meant(record, who), limit=limit, offset=offset)


@answers("/api/v1/contentions/{name:str}")
def contention_whole(state: State, name: Name) -> Contention:
    """One claim, voice by voice, by its id or by that of any voice."""
    with the_record(state) as record:
        return whole_contention(record, name)


def whole_chain(record: Record, name: str) -> Chain:
    one = chain(record, name) or chain_of(record, name) or chain(record, renamed(record, name) or "")
    if one is None:
        raise NotFoundException("There is no such undertaking in this record.")
    return one


def whole_contention(record: Record, name: str) -> Contention:
    one = contention(record, name) or contention_of(record, name) or contention(record, renamed(record, name) or "")
    if one is None:
        finding = undenied(record, name)
        now = f" Nobody denies it any longer: what asserts it is {finding}." if finding else ""
        raise NotFoundException(f"There is no such claim in this record.{now}")
    return one


THREADS = [
    chains_page, chain_page, give_verdict, contentions_page, contention_page, chains_list, chain_whole, contentions_list,
    contention_whole,
]  # fmt: skip
