"""Every table of the explorer to take along, as CSV or JSON Lines: sent as it is read, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from litestar.response import Stream
from msgspec import Struct
from msgspec.structs import replace

from communique.search import (
    Found,
    Meeting,
    Wanted,
    all_findings,
    as_csv,
    as_json_lines,
    find_actors,
    find_sources,
    match_expression,
    meetings,
    narrowed_articles,
    places_of_acts,
    ties_of,
)
from communique.search.ahead import Ahead, ahead
from communique.search.auditing import precisions
from communique.search.facets import Narrowed
from communique.search.sources import find_problems
from communique.search.tables import struct_csv, struct_json_lines
from communique.store import Record
from communique.threads import Chain, Contention, chains, contentions, happenings, offices_over_time
from communique.web.asking import Maybe, answers, meant, real_days, the_record
from communique.web.overviews import days_of
from communique.web.shown import PATHS
from communique.web.sources import Problem

Name = Literal[
    "event", "statement", "claim", "commitment", "articles", "actors", "happenings", "chains", "contentions", "offices",
    "meetings", "calendar", "places", "ties", "sources", "problems", "audit",
]  # fmt: skip
Who = FromQuery[list[str] | None]
KINDS = ("event", "statement", "claim", "commitment")
# How many rows are fetched at a time.
BATCH = 500


class Asked(Struct, frozen=True, kw_only=True):
    """What a table is narrowed to, as the pages have it; what is None does not matter."""

    words: str | None = None
    who: tuple[str, ...] = ()
    what: str | None = None
    status: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None


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
    since, seen = asked.since or "", set[str]()
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
        record, who=asked.who, factuality=asked.status, since=asked.since, until=asked.until, limit=BATCH, offset=passed
    ):
        yield from batch
        passed += BATCH


def _days(record: Record, asked: Asked) -> tuple[str, str]:
    return days_of(record, asked.since, asked.until)


LISTS: dict[str, Callable[[Record, Asked], Iterable[Any]]] = {
    "articles": in_batches(
        lambda record, asked, limit, passed: narrowed_articles(record, asked.words or "", Narrowed(), limit, passed).articles
    ),
    "actors": in_batches(lambda record, asked, limit, passed: find_actors(record, asked.words or "", asked.what, limit, passed)[0]),
    "happenings": in_batches(
        lambda record, asked, limit, passed: happenings(
            record, who=asked.who, event=asked.what, factuality=asked.status, since=asked.since, until=asked.until,
            limit=limit, offset=passed,
        )
    ),
    "chains": in_batches(
        lambda record, asked, limit, passed: chains(record, who=asked.who, state=asked.status, limit=limit, offset=passed)
    ),
    "contentions": in_batches(
        lambda record, asked, limit, passed: contentions(record, who=asked.who, limit=limit, offset=passed)
    ),
    "offices": lambda record, asked: [held for of in asked.who for held in offices_over_time(record, of=of.upper())],
    "meetings": meeting_rows,
    "calendar": calendar_rows,
    "places": lambda record, asked: places_of_acts(record, *_days(record, asked), asked.what),
    "ties": lambda record, asked: ties_of(record, *_days(record, asked), asked.what, actors=200),
    "sources": in_batches(lambda record, asked, limit, passed: find_sources(record, limit, passed)),
    "problems": in_batches(
        lambda record, asked, limit, passed: [Problem(*row) for row in find_problems(record, limit, passed)]
    ),
    "audit": lambda record, asked: precisions(record),
}  # fmt: skip


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
        id=one.id, date=one.date, enddate=one.enddate, precision=one.precision, who=tuple(p.name for p in met),
        offices=tuple(" of ".join(filter(None, (p.office, p.office_of))) for p in met),
        host=tuple(p.name for p in one.parties if p.role == "host"),
        mediator=tuple(p.name for p in one.parties if p.role == "mediator"), place=one.place, form=one.form,
        factuality=one.factuality, sidelines=one.sidelines, agenda=one.agenda, documents=one.documents,
        articles=one.articles, sources=one.sources, words=one.words,
    )  # fmt: skip


# What is a tree of steps in JSON becomes a row for a spreadsheet.
FLAT: dict[str, Callable[[Any], Row | MeetingRow]] = {
    "chains": chain_row, "contentions": contention_row, "calendar": calendar_row, "meetings": meeting_row,
}  # fmt: skip


@answers("/api/v1/tables/{name:str}")
def table(
    state: State, name: FromPath[Name], form: FromQuery[Literal["csv", "jsonl"]] = "csv", words: Maybe = None,
    who: Who = None, what: Maybe = None, status: Maybe = None, place: Maybe = None, since: Maybe = None,
    until: Maybe = None,
) -> Stream:  # fmt: skip
    """A whole table as CSV or JSON Lines, however many rows: findings of one kind (event, statement, claim, commitment), or
    one of the other lists. `who` names actors, for offices a state's code; `since` and `until` are ISO
    dates; `words` are looked for in articles, or in names of actors. What a list cannot be narrowed by is passed over."""
    asked = Asked(
        words=words or None, who=tuple(filter(None, who or ())), what=what or None, status=status or None,
        place=place or None, since=since or None, until=until or None,
    )  # fmt: skip
    if asked.words:
        match_expression(asked.words)  # a bad query is refused before the first line is sent
    with the_record(state) as record:
        if name in ("places", "ties"):
            _days(record, asked)
        else:
            real_days(since, until)
        if name != "offices":
            asked = replace(asked, who=meant(record, asked.who))

    def lines() -> Iterator[str]:
        with the_record(state) as record:
            yield from _lines(record, name, asked, form)

    told = f'attachment; filename="{PATHS.get(name, name)}{"s" if name in KINDS else ""}.{form}"'
    media_type = "text/csv" if form == "csv" else "application/jsonl"
    return Stream(lines(), media_type=media_type, headers={"content-disposition": told})


def _lines(record: Record, name: str, asked: Asked, form: str) -> Iterator[str]:
    if name not in KINDS:
        rows = iter(LISTS[name](record, asked))
        flat = FLAT.get(name)
        return struct_json_lines(rows) if form == "jsonl" else struct_csv(map(flat, rows) if flat else rows)
    wanted = Wanted(
        words=asked.words, who=asked.who, what=asked.what, state=asked.status, since=asked.since, until=asked.until,
        place=asked.place,
    )  # fmt: skip
    found = all_findings(record, name, wanted)
    return as_csv(found) if form == "csv" else as_json_lines(found)


TABLES = [table]
