"""Every table of the explorer to take along, as CSV or JSON Lines: sent as it is read, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from litestar.response import Stream
from msgspec import Struct

from communique.search import (
    ActorRow,
    ArticleRow,
    Found,
    Located,
    Meeting,
    OfficeRow,
    SourceRow,
    Tie,
    Watch,
    all_findings,
    as_csv,
    as_json_lines,
    find_actors,
    find_sources,
    meetings,
    narrowed_articles,
    offices_of,
    places_of_acts,
    ties_of,
    watches,
)
from communique.search.ahead import Ahead, ahead
from communique.search.auditing import Precision, precisions
from communique.search.sources import Group, find_problems, groups_of
from communique.search.tables import struct_csv, struct_json_lines
from communique.search.topics import TopicRow, find_topics
from communique.store import Record
from communique.threads import (
    Chain,
    Contention,
    Happening,
    Holding,
    contentions,
    offices_of_person,
    offices_over_time,
    persons_called,
)
from communique.web.asking import Maybe, Part, Who, answers, be_patient, meant, the_record
from communique.web.filters import LISTS, Asking, Given, given_of, refuse_others, wanted_of
from communique.web.happenings import told_as
from communique.web.overviews import days_of
from communique.web.searching import FACETS, narrowing
from communique.web.shown import PATHS
from communique.web.sources import Problem
from communique.web.threads import chains_as

Name = Literal[
    "event", "statement", "claim", "commitment", "articles", "actors", "happenings", "chains", "contentions", "offices",
    "held", "meetings", "calendar", "places", "ties", "topics", "sources", "outlets", "languages", "problems", "watches",
    "audit",
]  # fmt: skip
KINDS = ("event", "statement", "claim", "commitment")
# How many rows are fetched at a time.
BATCH = 500


class Asked(Struct, frozen=True):
    """What a table is narrowed to: as it is given, and the actors that are meant."""

    given: Given
    who: tuple[str, ...] = ()

    def one(self, name: str) -> str | None:
        """What is asked under a name, where it is asked."""
        return next(iter(self.given.get(name, ())), None)


Fetch = Callable[[Record, Asked, int, int], list[Any]]


def in_batches(fetch: Fetch) -> Callable[[Record, Asked], Iterator[Any]]:
    """All rows of a list that is asked for a stretch at a time."""

    def rows(record: Record, asked: Asked) -> Iterator[Any]:
        passed = 0
        while batch := fetch(record, asked, BATCH, passed):
            yield from batch
            passed += len(batch)

    return rows


def calendar_rows(record: Record, asked: Asked) -> Iterator[Any]:
    """What is ahead, from day to day."""
    since, seen = asked.one("since") or "", set[str]()
    while True:
        found, later = ahead(record, since, BATCH)
        for one in found:
            name = one.chain.id if one.chain else one.event.id if one.event else ""
            if name not in seen:
                yield one
            seen.add(name)
        if later is None or later == since:
            return
        since = later


def meeting_rows(record: Record, asked: Asked) -> Iterator[Meeting]:
    """All meetings; a stretch has fewer than were asked for where some go on about others."""
    passed = 0
    while batch := meetings(
        record, who=asked.who, factuality=asked.one("status"), since=asked.one("since"), until=asked.one("until"),
        limit=BATCH, offset=passed,
    ):  # fmt: skip
        yield from batch
        passed += BATCH


def office_rows(record: Record, asked: Asked) -> Iterator[Holding]:
    """The holders of a state's offices, or the offices of a person."""
    for who in asked.who:
        kind, _, name = who.partition("-")
        if kind in ("of", "state"):
            yield from offices_over_time(record, of=name.upper())
        for one in persons_called(record, who):
            yield from offices_of_person(record, one.id)


def _days(record: Record, asked: Asked) -> tuple[str, str]:
    return days_of(record, asked.one("since"), asked.one("until"))


class Row(Struct, frozen=True, kw_only=True):
    """An undertaking, a plan or a contested claim as one row of a spreadsheet: `who` owes, plans or asserts it, `to` whom it
    is owed or who denies it; `steps` tell how it came there, in words."""

    id: str
    kind: str
    what: str
    who: tuple[str, ...]
    to: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    state: str | None
    articles: int
    steps: str
    words: str
    uri: str


def chain_row(one: Chain) -> Row:
    def side(role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(party.name for party in one.parties if party.role == role))

    first, last = one.due or (None, None)
    steps = "; ".join(
        f"{s.published or 'no date'}: {s.tells}{f' for {s.days[0]}' if s.days else ''}" for s in one.steps
    )
    return Row(
        id=one.id, kind=one.kind, what=one.act, who=side("debtor"), to=side("creditor"), first_day=first, last_day=last,
        state=one.state, articles=one.articles, steps=steps, words=one.steps[-1].words, uri=one.steps[-1].uri,
    )  # fmt: skip


def contention_row(one: Contention) -> Row:
    steps = "; ".join(
        f"{v.published or 'no date'}: {', '.join(v.asserted_by) or 'nobody'} / {', '.join(v.denied_by) or 'nobody'}"
        for v in one.voices
    )
    return Row(
        id=one.id, kind="claim", what=one.what, who=tuple(side.name for side in one.asserted_by),
        to=tuple(side.name for side in one.denied_by), first_day=one.first, last_day=one.last, state=None,
        articles=one.articles, steps=steps, words=one.voices[-1].words, uri=one.voices[-1].uri,
    )  # fmt: skip


def calendar_row(one: Ahead) -> Row:
    return chain_row(one.chain) if one.chain else plan_row(one, one.event)


def plan_row(one: Ahead, event: Found | None) -> Row:
    assert event, "what is ahead is an undertaking or an event"
    return Row(
        id=event.id, kind=event.what.lower(), what=", ".join(event.mode), who=tuple(p.name for p in event.of("actor")),
        to=tuple(p.name for p in event.of("recipient")), first_day=one.first, last_day=one.last, state=event.state,
        articles=event.reports, steps="", words=event.words, uri=event.uri,
    )  # fmt: skip


class MeetingRow(Struct, frozen=True, kw_only=True):
    """A meeting as one row of a spreadsheet; each of `offices` stands beside the name in the same place of `who`."""

    id: str
    date: str | None
    enddate: str | None
    precision: str | None
    reported: str | None
    who: tuple[str, ...]
    offices: tuple[str, ...]
    host: tuple[str, ...]
    mediator: tuple[str, ...]
    place: str | None
    form: tuple[str, ...]
    factuality: str
    sidelines: tuple[str, ...]
    agenda: tuple[str, ...]
    documents: tuple[str, ...]
    articles: int
    sources: int
    words: str


def meeting_row(one: Meeting) -> MeetingRow:
    met = [p for p in one.parties if p.role in ("actor", "recipient")]
    return MeetingRow(
        id=one.id, date=one.date, enddate=one.enddate, precision=one.precision, reported=one.reported,
        who=tuple(p.name for p in met),
        offices=tuple(" of ".join(filter(None, (p.office, p.office_of))) for p in met),
        host=tuple(p.name for p in one.parties if p.role == "host"),
        mediator=tuple(p.name for p in one.parties if p.role == "mediator"), place=one.place, form=one.form,
        factuality=one.factuality, sidelines=one.sidelines, agenda=one.agenda, documents=one.documents,
        articles=one.articles, sources=one.sources, words=one.words,
    )  # fmt: skip


class Table(NamedTuple):
    """A list as a table: what a row is in CSV, how its rows are fetched, and how each is made flat where in JSON it is a tree
    of steps."""

    row: type[Struct]
    rows: Callable[[Record, Asked], Iterable[Any]]
    flat: Callable[[Any], Row | MeetingRow] | None = None


TABLES_BY_NAME: dict[str, Table] = {
    "articles": Table(ArticleRow, in_batches(
        lambda record, asked, limit, passed: narrowed_articles(
            record, asked.one("q") or "", narrowing(*map(asked.one, FACETS)), limit, passed
        ).articles
    )),
    "actors": Table(ActorRow, in_batches(
        lambda record, asked, limit, passed: find_actors(record, asked.one("q") or "", asked.one("kind"), limit, passed)[0]
    )),
    "happenings": Table(Happening, in_batches(
        lambda record, asked, limit, passed: told_as(record, asked.given, asked.who, limit, passed)
    )),
    "chains": Table(Row, in_batches(
        lambda record, asked, limit, passed: chains_as(record, asked.given, asked.who, limit, passed)
    ), chain_row),
    "contentions": Table(Row, in_batches(
        lambda record, asked, limit, passed: contentions(record, who=asked.who, limit=limit, offset=passed)
    ), contention_row),
    "offices": Table(Holding, office_rows),
    "held": Table(OfficeRow, lambda record, asked: [held for who in asked.who for held in offices_of(record, who)]),
    "meetings": Table(MeetingRow, meeting_rows, meeting_row),
    "calendar": Table(Row, calendar_rows, calendar_row),
    "places": Table(Located, lambda record, asked: places_of_acts(record, *_days(record, asked), asked.one("what"))),
    "ties": Table(Tie, lambda record, asked: ties_of(record, *_days(record, asked), asked.one("what"), actors=int(asked.one("actors") or 200))),
    "topics": Table(TopicRow, lambda record, asked: find_topics(record, asked.one("q") or "")),
    "sources": Table(SourceRow, in_batches(lambda record, asked, limit, passed: find_sources(record, limit, passed))),
    "problems": Table(Problem, in_batches(
        lambda record, asked, limit, passed: [Problem(*row) for row in find_problems(record, limit, passed)]
    )),
    "outlets": Table(Group, lambda record, asked: groups_of(record)[0]),
    "languages": Table(Group, lambda record, asked: groups_of(record)[1]),
    "watches": Table(Watch, lambda record, asked: watches(record)),
    "audit": Table(Precision, lambda record, asked: precisions(record)),
}  # fmt: skip


@answers("/api/v1/tables/{name:str}")
def table(
    request: Asking, state: State, name: FromPath[Name], form: FromQuery[Literal["csv", "jsonl"]] = "csv",
    who: Who = None, role: Part = None, what: Maybe = None, status: Maybe = None, place: Maybe = None,
    since: Maybe = None, until: Maybe = None, words: Maybe = None, about: Maybe = None, q: Maybe = None,
    kind: Maybe = None, country: Maybe = None, outlet: Maybe = None, month: Maybe = None, actors: Maybe = None,
) -> Stream:  # fmt: skip
    """A whole table as CSV or JSON Lines, however many rows: findings of one kind (event, statement, claim, commitment), or
    one of the other lists, narrowed as the list of that name is. `who` names actors, for offices a state or a person;
    `since` and `until` are ISO dates. What a list cannot be narrowed by is refused."""
    refuse_others(LISTS[name], request)
    given = given_of(
        role=role, what=what, status=status, place=place, since=since, until=until, words=words, about=about, q=q,
        kind=kind, country=country, outlet=outlet, month=month, actors=actors, who=who,
    )  # fmt: skip
    with the_record(state) as record:
        asked = Asked(given, meant(record, who))
        if name in ("places", "ties"):
            _days(record, asked)

    def lines() -> Iterator[str]:
        with the_record(state) as record:
            for number, line in enumerate(_lines(record, name, asked, form), 1):
                yield line
                if number % BATCH == 0:  # a table may take as long as it is, no stretch of it longer than a question
                    be_patient(record)

    told = f'attachment; filename="{PATHS.get(name, name)}{"s" if name in KINDS else ""}.{form}"'
    media_type = "text/csv" if form == "csv" else "application/jsonl"
    return Stream(lines(), media_type=media_type, headers={"content-disposition": told})


def _lines(record: Record, name: str, asked: Asked, form: str) -> Iterator[str]:
    if name in KINDS:
        found = all_findings(record, name, wanted_of(name, asked.given, asked.who))
        return as_csv(found) if form == "csv" else as_json_lines(found)
    told = TABLES_BY_NAME[name]
    rows = iter(told.rows(record, asked))
    return (
        struct_json_lines(rows)
        if form == "jsonl"
        else struct_csv(map(told.flat, rows) if told.flat else rows, told.row)
    )


TABLES = [table]
