"""The record as JSON under /api/v1: what the pages show, for programs."""

from __future__ import annotations

from typing import Literal

from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

from communique.model import Article
from communique.search import (
    ActorRow,
    Found,
    OfficeRow,
    Profile,
    Totals,
    Wanted,
    article_row,
    count_findings,
    find_actors,
    find_findings,
    offices_of,
    profile_of,
    totals_of,
)
from communique.store import load_article
from communique.threads.known import as_readers_have
from communique.web.asking import Limit, Maybe, Name, Offset, Part, Text, Who, answers, meant, the_record
from communique.web.filters import LISTS, Asking, given_of, refuse_others, wanted_of

# Offices of an actor, those held last: a country has had thousands.
OFFICES = 1000
Kind = Literal["event", "statement", "claim", "commitment"]


class Findings(Struct, frozen=True):
    """A stretch of the findings asked for. `total` counts them, where anything is asked no further than 10,000, or than 1,000
    where actors or words are asked for beside days; `more` says whether some come after this stretch."""

    total: int
    items: list[Found]
    more: bool


class Actors(Struct, frozen=True):
    """A stretch of the actors asked for. `total` counts them, by a part of their name no further than 10,000; `more` says
    whether some come after this stretch."""

    total: int
    items: list[ActorRow]
    more: bool


class WholeActor(Struct, frozen=True):
    """An actor with the offices that articles give it, at most the OFFICES held last."""

    actor: Profile
    offices: list[OfficeRow]


@answers("/api/v1/totals")
def totals(state: State) -> Totals:
    """How much the record holds."""
    with the_record(state) as record:
        return totals_of(record)


@answers("/api/v1/articles/{article_id:str}")
def article(state: State, article_id: Name) -> Article:
    """An article with everything found in it, as `communique read --json` prints it, and with what readers put right."""
    with the_record(state) as record:
        row = article_row(record, article_id)
        found = load_article(record, row.key) if row else None
        if row is None or found is None:
            raise NotFoundException("There is no such article in this record.")
        return as_readers_have(record, row.key, found)


@answers("/api/v1/findings/{kind:str}")
def findings(
    request: Asking, state: State, kind: FromPath[Kind], who: Who = None, role: Part = None, what: Maybe = None,
    status: Maybe = None, place: Maybe = None, since: Maybe = None, until: Maybe = None, words: Maybe = None,
    about: Maybe = None, limit: Limit = 50, offset: Offset = 0,
) -> Findings:  # fmt: skip
    """Findings of one kind, narrowed as `communique find` narrows them. `words` are of the article, `about` of the name of a
    project or meeting. `what` is an event's type, a promise's kind or a statement's channel; `status` factuality,
    status or manner; `place` where an event happened; `since` and `until` are ISO dates. What a kind cannot be narrowed by is refused."""
    refuse_others(LISTS[kind], request)
    given = given_of(
        role=role, what=what, status=status, place=place, since=since, until=until, words=words, about=about
    )
    with the_record(state) as record:
        wanted = wanted_of(kind, given, meant(record, who))
        found = find_findings(record, kind, wanted, limit + 1, offset)
        return Findings(count_findings(record, kind, wanted), found[:limit], len(found) > limit)


@answers("/api/v1/findings/{kind:str}/{name:str}")
def finding(state: State, kind: FromPath[Kind], name: Name) -> Found:
    """One finding by its id."""
    with the_record(state) as record:
        found = find_findings(record, kind, Wanted(id=name), 1)
    if not found:
        raise NotFoundException("There is no such finding in this record.")
    return found[0]


@answers("/api/v1/actors")
def actors(state: State, q: Text = "", kind: Maybe = None, limit: Limit = 50, offset: Offset = 0) -> Actors:
    """Named actors, those in most articles first; `q` is part of a name."""
    with the_record(state) as record:
        items, total = find_actors(record, q, kind, limit + 1, offset)
    return Actors(total, items[:limit], len(items) > limit)


@answers("/api/v1/actors/{who:str}")
def actor(state: State, who: Name) -> WholeActor:
    """An actor by all articles that mean it."""
    with the_record(state) as record:
        profile = profile_of(record, who)
        if profile is None:
            raise NotFoundException("There is no such actor in this record.")
        return WholeActor(profile, offices_of(record, who, OFFICES))


API = [totals, article, findings, finding, actors, actor]
