"""Two actors: what passed between them, and how they stand over time, as page, chart and table."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any, Literal
from urllib.parse import quote

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from msgspec.structs import replace

from communique.search import PERIODS, Found, Profile, Standing, Wanted, find_findings, profile_of, relation_of
from communique.search.findings import findings_beside
from communique.search.relation import as_csv, as_json_lines
from communique.store import Record
from communique.threads import Accounts, Happening, accounts, happenings
from communique.web.asking import PAGE, Maybe, Name, PageNumber, answers, the_record
from communique.web.charts import Theme, Width, as_png, as_svg, relation_chart
from communique.web.citing import cited_pair, forms_of_many
from communique.web.happenings import HOW
from communique.web.shown import country, html

Period = FromQuery[Literal["week", "month", "quarter", "year"]]
Scale = FromQuery[Literal["plover", "goldstein"]]
Form = Literal["svg", "png", "vega-lite", "csv", "jsonl"]
# A pair's sections: title, anchor, kind of finding.
BETWEEN = (
    ("Between them", "acts", "event"),
    ("Said to each other", "said", "statement"),
    ("Promised to each other", "promises", "commitment"),
    ("Contested between them", "contested", "claim"),
)
Part = FromQuery[Literal["acts", "said", "promises", "contested"] | None]
# Of each section so many of the newest stand beside the others; one by itself is shown page by page.
SHOWN = 15

# Accounts are compared for so many of a pair's newest happenings, among so many looked at; each is read from all articles
# that tell it, and of one that hundreds tell the page of the happening has the comparison.
COMPARED, LOOKED, READ = 2, 30, 12
# Of one period so many of each section are shown: a quarter of two busy states has some dozens.
MOST = 200
# Of each side so many promises are looked through for those that tell nobody's name.
NEWEST = 50


def known_pair(record: Record, one: str, other: str) -> list[Profile]:
    """Who both are; 404 where the record knows one of them not, or where they are one."""
    if one == other:
        raise NotFoundException("A pair is two different actors: this address names one of them twice.")
    profiles = []
    for who in (one, other):
        profile = profile_of(record, who)
        if profile is None:
            called = country(who.removeprefix("of-").upper()) if who.startswith("of-") else who
            raise NotFoundException(f"There is no such pair of actors: no page in this record tells of {called}.")
        profiles.append(profile)
    return profiles


@get("/pair/{one:str}/{other:str}", include_in_schema=False, sync_to_thread=True)
def pair_page(
    state: State, one: Name, other: Name, by: Period = "quarter", period: Maybe = None, scale: Scale = "plover",
    part: Part = None, page: PageNumber = 1,
) -> Response[str]:  # fmt: skip
    """Two actors: how they stand over time, and what passed between them, in one period where it is asked for; or one of
    the sections page by page."""
    pair = (one, other)
    with the_record(state) as record:
        profiles = known_pair(record, one, other)
        periods = [] if part else relation_of(record, one, other, by, scale=scale)
        chosen = next((p for p in periods if p.period == period), None)
        stretch = ((page - 1) * PAGE, PAGE + 1) if part else (0, SHOWN + 1)
        sections = [
            (title, name, between(record, kind, pair, chosen, *stretch))
            for title, name, kind in BETWEEN
            if part in (None, name)
        ]
        sides = [] if part else told_by_both(record, pair)
        near = [] if part or chosen else beside(record, pair)
        told = (one for _, _, found in sections for one in found)
        cited = None if part or chosen else cited_pair(record, profiles[0], profiles[1], told)
    return html(
        "pair.html", profiles=profiles, sides=sides, near=near, how=HOW, sections=sections, periods=periods,
        chosen=chosen, by=by, scale=scale, choices=PERIODS, part=part or "", number=page, few=stretch[1] - 1,
        citations=forms_of_many(cited) if cited else {}, here="actors",
    )  # fmt: skip


def told_by_both(record: Record, pair: tuple[str, str]) -> list[tuple[Happening, Accounts]]:
    """Of the newest happenings between two those that several pages tell, as each side tells them."""
    found = (one for one in happenings(record, who=pair, limit=LOOKED) if 1 < one.articles <= READ)
    told = ((one, accounts(record, one.id)) for one in islice(found, COMPARED))
    return [(one, sides) for one, sides in told if sides.compared]


def beside(record: Record, pair: tuple[str, str]) -> list[Found]:
    """Promises of either that name nobody to whom they are made, in articles that tell of the other too: "Japan will give 40
    ambulances", in a report from Fiji. Of each side's newest promises."""
    found: list[Found] = []
    for one, other in (pair, pair[::-1]):
        owed = findings_beside(record, "commitment", Wanted(who=(one,), roles=("debtor",)), other, NEWEST)
        found += [promise for promise in owed if not promise.of("creditor") and not _is_party(other, promise)]
    return found


def _is_party(who: str, found: Found) -> bool:
    """Whether an actor, or anybody of a country, is party to a finding."""
    return any(who in (party.who, f"of-{(party.country or '').lower()}") for party in found.parties)


def between(
    record: Record, kind: str, pair: tuple[str, str], chosen: Standing | None, passed: int, most: int
) -> list[Found]:
    """What passed between two, the newest first; of one period what a relation counts there: by an act's own day, and by
    the day of report where it has none."""
    both = Wanted(who=pair)
    if chosen is None:
        return find_findings(record, kind, both, most, passed)
    most = MOST
    reported = find_findings(record, kind, replace(both, reported=(chosen.start, chosen.stop)), most)
    if kind != "event":
        return reported
    own = find_findings(record, kind, replace(both, since=chosen.start, until=chosen.stop, dated=True), most)
    return own + [found for found in reported if not (found.date or "")[:1].isdigit()]


@get("/pair/{one:str}/{other:str}/relation/{form:str}", include_in_schema=False, sync_to_thread=True)
def relation_chart_file(
    state: State,
    one: Name,
    other: Name,
    form: FromPath[Form],
    by: Period = "quarter",
    scale: Scale = "plover",
    theme: FromQuery[Theme] = "light",
    width: FromQuery[Width] = "wide",
) -> Response[Any]:
    """The relation of two actors over time as an image, as its Vega-Lite specification, or as a table."""
    with the_record(state) as record:
        known_pair(record, one, other)
        periods = relation_of(record, one, other, by, scale=scale)
    base = f"/pair/{quote(one, safe='')}/{quote(other, safe='')}"
    leads_to = f"{base}?by={by}&scale={scale}&period={{}}#between"
    body, media_type = in_form(periods, form, theme, width, leads_to)
    ending = "vl.json" if form == "vega-lite" else form
    headers = {"cache-control": "no-cache", "content-disposition": f'inline; filename="relation.{ending}"'}
    return Response(body, media_type=media_type, headers=headers)


@answers("/api/v1/relations/{one:str}/{other:str}")
def relation(state: State, one: Name, other: Name, by: Period = "month", scale: Scale = "plover") -> list[Standing]:
    """How two actors stand by week, month, quarter or year: acts, and a score from -10 to 10 with its band, on PLOVER's or
    on Goldstein's scale."""
    with the_record(state) as record:
        known_pair(record, one, other)
        return relation_of(record, one, other, by, scale=scale)


def in_form(periods: list[Standing], form: Form, theme: Theme, width: Width, leads_to: str) -> tuple[bytes | str, str]:
    """The chart or table and its media type."""
    if form == "csv":
        return as_csv(periods), "text/csv"
    if form == "jsonl":
        return as_json_lines(periods), "application/jsonl"
    # Only a drawing in a page leads on: in a file taken along the addresses would lead nowhere.
    spec = relation_chart(periods, theme, width, leads_to if form == "svg" else None)
    if form == "vega-lite":
        return json.dumps(spec, indent=1), "application/json"
    return (as_svg(spec), "image/svg+xml") if form == "svg" else (as_png(spec), "image/png")


RELATIONS = [pair_page, relation_chart_file, relation]
