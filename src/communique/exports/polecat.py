"""POLECAT: 40 tab-separated columns with a header, lists parted by "; ", one row a pair of actors.

Columns and their order are those of the weekly files (ngecEvents) of the POLECAT Dataverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from msgspec import Struct

from communique.exports.account import Account, Terms
from communique.exports.tabbed import tab_line
from communique.exports.telling import Side, Told, dated_events, place_of, sides_of
from communique.lexicon import load_list, state_named, state_of
from communique.model import Actor, Article, Page

_ACTOR = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(part.format("Actor") for part in _ACTOR), *(part.format("Recipient") for part in _ACTOR),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


class Score(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of scores.tsv; here its quad class by PLOVER's scheme is asked for."""

    event: str
    mode: str | None
    score: float
    plover: int
    quad_table: int


@cache
def quads() -> dict[str, int]:
    """PLOVER's quad class by event type."""
    return {row.event: row.plover for row in load_list("en/scores.tsv", Score)}


def lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """The header and a row a pair; an act without a recipient keeps those cells empty."""
    yield tab_line(COLUMNS)
    for told, day in dated_events(pages, account, terms):
        sides = sides_of(told, account)
        if not sides:
            account.leave("events without a known actor")
        for place, side in enumerate(sides):
            account.wrote("rows")
            yield tab_line(cells(told, day, side, place))


def cells(told: Told, day: date, side: Side, number: int) -> list[object]:
    event, article = told.event, told.article
    return [
        f"{event.id}-{number}" if number else event.id, day.isoformat(), event.event, "; ".join(event.mode), event.score,
        QUADS[quads()[event.event]], "; ".join(event.context), *actor_cells(side.source, article),
        *actor_cells(side.target, article), *place_cells(told), told.page.source.publisher, article.published,
        names(article, "person"), names(article, "body", "intergovernmental", "party", "company", "armed group", "military"),
        "; ".join(dict.fromkeys(place.name for place in article.places)), article.language, "communique",
    ]  # fmt: skip


def actor_cells(actor: Actor | None, article: Article) -> list[object]:
    if actor is None:
        return [None] * len(_ACTOR)
    state = state_of(actor.country) if actor.country else None
    first = actor.mentions[0] if actor.mentions else None
    return [
        actor.name, actor.country, state.cow if state else None, actor.sector, "; ".join(actor.sectors),
        "; ".join(dict.fromkeys(office.title for office in actor.offices if not office.former)),
        article.text[first.start : first.stop] if first else None, actor.wikidata,
    ]  # fmt: skip


def place_cells(told: Told) -> list[object]:
    """Placename to Feature Type. Districts, provinces and GeoNames feature types are not in the record."""
    place = place_of(told)
    country = place.country if place else None
    named = state_named(told.event.place or "")
    city = place.name if place and place.geonameid and not (named and named.how == "name") else None
    return [
        place.name if place else told.event.place, city, None, None, country, place.lat if place else None,
        place.lon if place else None, place.geonameid if place else None, place.text if place else told.event.place, None,
    ]  # fmt: skip


def names(article: Article, *kinds: str) -> str:
    return "; ".join(actor.name for actor in article.actors if actor.named and actor.kind in kinds)
