"""Actors over all articles: who they are under every spelling, which offices they held, what they did, said and promised."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from msgspec import Struct

from communique.search import (
    Found,
    Profile,
    Wanted,
    companions_of,
    count_findings,
    find_actors,
    find_findings,
    offices_of,
    profile_of,
)
from communique.store import Record
from communique.threads import (
    Correction,
    Holding,
    Person,
    Spelling,
    offices_of_person,
    offices_over_time,
    persons_called,
    spellings_of,
)
from communique.web.asking import PAGE, Name, PageNumber, answers, the_record
from communique.web.changing import about_offices
from communique.web.citing import cited_actor, forms_of_many
from communique.web.filters import ROLES, Asking, narrowed
from communique.web.paging import Pager
from communique.web.shown import html

# How many findings of each kind an actor's page shows before it points to the whole list.
A_FEW = 12
# Of a name that many bear so many persons are shown.
BEARERS = 5
# Of a country's offices the page shows so many holders; the API has all.
HOLDINGS = 200


class Told(Struct, frozen=True):
    """A person as all pages tell of it: every spelling taken for it, and its offices with who held them before and after;
    `others` names those holders and where each is shown; `said` is what readers have put right of its offices."""

    person: Person
    spellings: list[Spelling]
    offices: list[Holding]
    others: dict[str, tuple[str, str]]
    said: list[Correction]


@get("/actor/{who:str}", include_in_schema=False, sync_to_thread=True)
def actor_page(state: State, who: Name) -> Response[str]:
    """An actor over all articles: offices with dates, acts, statements, promises."""
    with the_record(state) as record:
        profile = profile_of(record, who)
        if profile is None:
            raise NotFoundException("There is no such actor in this record.")
        sections = sections_of(record, who)
        cited = cited_actor(record, profile, told_in(sections))
        return html(
            "actor.html",
            profile=profile,
            offices=offices_of(record, who) if profile.kind not in ("person", "country") else [],
            persons=[told_of(record, one) for one in persons_called(record, who)[:BEARERS]],
            succession=succession_of(record, profile),
            companions=companions_of(record, who),
            sections=[section for section in sections if section[3]],
            citations=forms_of_many(cited),
            here="actors",
        )


Section = tuple[str, str, str, list[Found], int]


def sections_of(record: Record, who: str) -> list[Section]:
    """What an actor did, said, promised and asserts, and what was done, said, promised and denied to it: title, address of
    the whole list, part in it, the newest findings, and how many there are."""
    return [(title, path, part, *few(record, kind, who, ROLES[kind, part])) for title, kind, path, part in SECTIONS]


def told_in(sections: Iterable[Section]) -> Iterator[Found]:
    """The findings of all sections."""
    return (one for section in sections for one in section[3])


# The sections of an actor's page: title, kind of finding, address of the whole list, part in it.
SECTIONS = (
    ("Did", "event", "/events", "did"), ("Was done to", "event", "/events", "met"),
    ("Said", "statement", "/statements", "did"), ("Was told", "statement", "/statements", "met"),
    ("Promised", "commitment", "/promises", "did"), ("Was promised", "commitment", "/promises", "met"),
    ("Asserts", "claim", "/claims", "did"), ("Denies", "claim", "/claims", "met"),
)  # fmt: skip


def few(record: Record, kind: str, who: str, roles: tuple[str, ...]) -> tuple[list[Found], int]:
    """The newest findings that an actor is party to in these roles, and how many there are in all."""
    wanted = Wanted(who=(who,), roles=roles)
    found = find_findings(record, kind, wanted, A_FEW)
    return found, len(found) if len(found) < A_FEW else count_findings(record, kind, wanted)


def told_of(record: Record, one: Person) -> Told:
    """A person with its spellings and offices."""
    offices = offices_of_person(record, one.id)
    beside = {name for held in offices for name in (held.predecessor, held.successor) if name}
    return Told(one, spellings_of(record, one.id), offices, named(record, beside), about_offices(record, one.id))


def named(record: Record, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Persons by their ids: the name, and under which name the record gathers the person."""
    rows = record.execute(
        "SELECT p.id, p.name, g.who, sum(g.articles) AS number FROM json_each(?) AS asked"
        " CROSS JOIN person AS p ON p.id = asked.value CROSS JOIN guise AS g ON g.person = p.key"
        " GROUP BY p.id, g.who ORDER BY number, g.who DESC",
        (json.dumps(sorted(ids)),),
    )
    return {row["id"]: (row["name"], row["who"]) for row in rows}  # the last of each is in most articles


def succession_of(record: Record, profile: Profile) -> list[tuple[Holding, str]]:
    """Who held the offices of a country, in order, each with where the holder is shown; nothing for other actors."""
    if profile.kind != "country" or not profile.country:
        return []
    held = offices_over_time(record, of=profile.country)[:HOLDINGS]
    who = named(record, {one.person for one in held})
    return [(one, who[one.person][1]) for one in held if one.person in who]


@get("/actors", include_in_schema=False, sync_to_thread=True)
def actors_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """The named actors, those in most articles first."""
    with the_record(state) as record:
        asked = narrowed(record, "actors", request, page)
        actors, total = find_actors(record, asked.one("q") or "", asked.one("kind"), PAGE, (page - 1) * PAGE)
    return html("actors.html", asked.status, actors=actors, asked=asked, pager=Pager(page, total), here="actors")


@answers("/api/v1/actors/{who:str}/persons")
def actor_persons(state: State, who: Name) -> list[Told]:
    """The persons gathered under a name, each with every spelling and its offices over time."""
    with the_record(state) as record:
        return [told_of(record, one) for one in persons_called(record, who)]


@answers("/api/v1/offices/{code:str}")
def offices_list(state: State, code: Name) -> list[Holding]:
    """Who held the offices of a state (its code, as PAK), from the first report to the last, with what contradicts."""
    with the_record(state) as record:
        return offices_over_time(record, of=code.upper())


ACTORS = [actor_page, actors_page, actor_persons, offices_list]
