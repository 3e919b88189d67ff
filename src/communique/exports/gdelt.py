"""GDELT 2.0: the event table (61 columns) and the mentions table (16), tab-separated, without a header.

Columns and their order follow the GDELT Event Codebook 2.0 (19 February 2015). A row is one pair of actors: a meeting
of three gives three rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from communique.exports.account import Account, Terms
from communique.exports.cameo import actor_code, base_of, code_of, goldstein_of, roots
from communique.exports.tabbed import tab_line
from communique.exports.telling import (
    Side,
    Told,
    address_of,
    dated_events,
    in_lead,
    mention_near,
    on_the_web,
    place_of,
    sentence_at,
    sides_of,
    told_events,
    written_day,
)
from communique.lexicon import state_named, state_of
from communique.model import Actor, Page

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{part}" for part in _ACTOR), *(f"Actor2{part}" for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{part}" for part in _GEO), *(f"Actor2Geo_{part}" for part in _GEO),
    *(f"ActionGeo_{part}" for part in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
# ActionGeo_Type: 1 country, 3 city or landmark of the United States, 4 city or landmark elsewhere; 0 is none.
COUNTRY, US_CITY, WORLD_CITY = 1, 3, 4
WEB, CITATION = 1, 2
# Where an actor is not named near the act GDELT writes -1.
NOWHERE = -1


class Geo(NamedTuple):
    """The cells of one place; all empty but the type where there is none."""

    type: int = 0
    name: str = ""
    country: str = ""
    adm1: str = ""
    adm2: str = ""
    lat: float | None = None
    lon: float | None = None
    feature: str = ""


class Row(NamedTuple):
    """What both tables have in common: one pair of one event, under its number."""

    number: int
    side: Side
    code: str
    told: Told
    day: date


def event_lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """The event table."""
    for told, day in dated_events(pages, account, terms, once=True):
        for row in rows_of(told, told, day, account):
            account.wrote("rows")
            yield tab_line(event_cells(row))


def mention_lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """The mentions table: where in which article the act and its actors stand, to the character."""
    find_leader = getattr(pages, "leader", None)
    for told in told_events(pages):
        thread = told.thread
        leader = told if thread is None or thread.leads or find_leader is None else find_leader(thread) or told
        event = replace(told.event, date=thread.date, factuality=thread.factuality) if thread else told.event
        day = written_day(event, told.article, account, terms)
        for row in rows_of(leader, told, day, account) if day else ():
            account.wrote("rows")
            yield tab_line(mention_cells(row))


def rows_of(leader: Told, told: Told, day: date, account: Account) -> Iterator[Row]:
    """The pairs of a happening as its leading telling has them, each with the actors of this telling."""
    code = code_of(leader.event)
    sides = sides_of(leader, account)
    if not sides:
        account.leave("events without a known actor")
    for place, side in enumerate(sides):
        own = side if leader is told else Side(same_as(side.source, told), same_as(side.target, told))
        yield Row(number_of(leader, place), own, code, told, day)


def same_as(actor: Actor | None, told: Told) -> Actor | None:
    """The party of another telling that is this actor: of its name, else of its code."""
    event = told.event
    parties = told.all_of((*event.actor, *event.recipient))
    named = next((a for a in parties if actor and a.name == actor.name), None)
    return named or next((a for a in parties if actor and actor_code(a).code == actor_code(actor).code), None)


def number_of(told: Told, place: int) -> int:
    """A number for a row from what the happening is: the same on any machine, and below 2**53, which spreadsheets and
    R can hold. GDELT's own numbers are some ten digits long, so the two do not meet."""
    what = told.thread.id if told.thread else f"{told.event.id}\x1f{told.article.id}\x1f{told.page.source.uri}"
    key = f"{what}\x1f{place}"
    return int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:8], "big") % 2**52 + 2**52


def event_cells(row: Row) -> list[object]:
    told, day = row.told, row.day
    root = roots()[row.code[:2]]
    return [
        row.number, f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, fraction_of(day),
        *actor_cells(row.side.source), *actor_cells(row.side.target),
        int(in_lead(told)), row.code, base_of(row.code), row.code[:2], root.quad, goldstein_of(row.code),
        *counts(told), None,
        *Geo(), *Geo(), *geo_of(told), added(told), address_of(told.page),
    ]  # fmt: skip


def fraction_of(day: date) -> str:
    """The year with its fraction as GDELT's files have it: months of thirty days, cut off after four digits."""
    return f"{day.year}.{((day.month - 1) * 30 + day.day) * 10_000 // 365:04d}"


def counts(told: Told) -> tuple[int, int, int]:
    """NumMentions, NumSources, NumArticles: tellings, independent sources and articles of the happening."""
    thread = told.thread
    return (thread.tellings, thread.sources, thread.articles) if thread else (1, 1, 1)


def mention_cells(row: Row) -> list[object]:
    told, page = row.told, row.told.page
    text, at = told.article.text, told.event.trigger.start
    return [
        row.number, added(told), added(told), WEB if on_the_web(page) else CITATION, outlet_of(page), address_of(page),
        sentence_at(text, at), offset(row.side.source, told), offset(row.side.target, told), at, 1,
        round(told.event.confidence * 100), len(text), None, "", "",
    ]  # fmt: skip


def actor_cells(actor: Actor | None) -> list[object]:
    code = actor_code(actor)
    types = [*code.roles[:3], "", "", ""][:3]
    return [code.code, actor.name.upper() if actor else "", code.country, code.group, "", "", "", *types]


def geo_of(told: Told) -> Geo:
    """The place of the act; GeoNames numbers are no GNS numbers, so the last cell stays empty."""
    place = place_of(told)
    country = place.country if place else None
    named = state_named(told.event.place or "")
    is_country = named is not None and named.how in ("name", "territory")
    state = state_of(country or (named.iso3 if named and is_country else ""))
    if state is None:
        return Geo()
    if is_country:
        return Geo(COUNTRY, state.name, state.fips or "")
    name = place.name if place else told.event.place
    kind = US_CITY if state.iso3 == "USA" else WORLD_CITY
    lat, lon = (place.lat, place.lon) if place else (None, None)
    return Geo(kind, f"{name}, {state.name}", state.fips or "", lat=lat, lon=lon)


def added(told: Told) -> str:
    """When it came in, YYYYMMDDHHMMSS: when the page was fetched, else the day it was published."""
    digits = re.sub(r"\D", "", told.page.source.fetched or told.article.published or "")[:14]
    return f"{digits:0<14}" if len(digits) >= 8 else ""


def outlet_of(page: Page) -> str:
    address = address_of(page)
    return urlsplit(address).netloc.removeprefix("www.") if on_the_web(page) else page.source.publisher or ""


def offset(actor: Actor | None, told: Told) -> int:
    mention = mention_near(actor, told)
    return mention.start if mention else NOWHERE
