"""What became of promises and claims: each followed over all pages, with the words of every step."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

from communique.search import profile_of
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
    verdicts,
)
from communique.web.asking import PAGE, Limit, Maybe, Name, Offset, PageNumber, answers, meant, the_record
from communique.web.changing import Change, back, changing, reason
from communique.web.citing import cited_chain, cited_contention, forms_of_many
from communique.web.shown import html

STATES = ("overdue", "open", "accepted", "scheduled", "moved", "done", "declined", "cancelled")
# Claims on a page of their list: all who assert or deny one are read, dozens for some.
A_PAGE = 25
Form = Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/chains", include_in_schema=False, sync_to_thread=True)
def chains_page(state: State, page: PageNumber = 1, status: Maybe = None, who: Maybe = None) -> Response[str]:
    """Promises, invitations and plans over all pages, and what became of each."""
    with the_record(state) as record:
        found = chains(
            record, who=(who,) if who else (), state=status or None, limit=PAGE + 1, offset=(page - 1) * PAGE
        )
        profile = profile_of(record, who) if who else None
    return html(
        "chains.html", shown=found[:PAGE], more=len(found) > PAGE, number=page, states=STATES, profile=profile,
        asked={"status": status or "", "who": who or ""}, here="commitment",
    )  # fmt: skip


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
def contentions_page(state: State, page: PageNumber = 1, who: Maybe = None) -> Response[str]:
    """Claims over all pages, with everybody who asserts or denies each."""
    with the_record(state) as record:
        found = contentions(
            record, who=(who,) if who else (), limit=A_PAGE + 1, offset=(page - 1) * A_PAGE, last_only=True
        )
        profile = profile_of(record, who) if who else None
    return html(
        "contentions.html", shown=found[:A_PAGE], more=len(found) > A_PAGE, number=page, profile=profile,
        asked={"who": who or ""}, here="claim",
    )  # fmt: skip


@get("/contention/{name:str}", include_in_schema=False, sync_to_thread=True)
def contention_page(state: State, name: Name) -> Response[str]:
    """One claim, voice by voice, by its id or by that of any voice."""
    with the_record(state) as record:
        one = whole_contention(record, name)
        cited = cited_contention(record, one)
    return html("contention.html", one=one, citations=forms_of_many(cited), permalink=cited.permalink, here="claim")


@answers("/api/v1/chains")
def chains_list(
    state: State, who: Maybe = None, status: Maybe = None, limit: Limit = 50, offset: Offset = 0
) -> list[Chain]:
    """Promises, invitations and plans over all pages, by the day they are due; `status` also "overdue"."""
    with the_record(state) as record:
        return chains(record, who=meant(record, [who or ""]), state=status, limit=limit, offset=offset)


@answers("/api/v1/chains/{name:str}")
def chain_whole(state: State, name: Name) -> Chain:
    """One undertaking, step by step, by its id or by that of any of its steps."""
    with the_record(state) as record:
        return whole_chain(record, name)


@answers("/api/v1/contentions")
def contentions_list(state: State, who: Maybe = None, limit: Limit = A_PAGE, offset: Offset = 0) -> list[Contention]:
    """Claims over all pages, those told of last first."""
    with the_record(state) as record:
        return contentions(record, who=meant(record, [who or ""]), limit=limit, offset=offset)


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
        raise NotFoundException("There is no such claim in this record.")
    return one


THREADS = [
    chains_page, chain_page, give_verdict, contentions_page, contention_page, chains_list, chain_whole, contentions_list,
    contention_whole,
]  # fmt: skip
