"""ICEWS coded event data: 20 tab-separated columns with a header, one row a pair of actors.

Columns follow the yearly files of the ICEWS Dataverse (doi:10.7910/DVN/28075) as the R package icews reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from communique.exports.account import Account, Terms
from communique.exports.cameo import code_of, goldstein_of, meaning_of
from communique.exports.tabbed import tab_line
from communique.exports.telling import Side, Told, dated_events, place_of, sentence_at, sides_of
from communique.lexicon import state_of
from communique.model import Actor, Page

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
# ICEWS names sectors in words; several are parted by a comma.
SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary",
    "SPY": "Intelligence", "PTY": "Parties", "OPP": "Opposition", "REB": "Rebel", "BUS": "Business", "JRN": "Media",
    "EDU": "Education", "MED": "Medical / Health", "REL": "Religious", "LAB": "Labor", "CVL": "General Population / Civilian / Social",
    "CRM": "Criminals / Gangs", "REF": "Refugees / Displaced",
}  # fmt: skip


def lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """The header and a row a pair; ICEWS has both sides in every row, so an act without a second party stays out.

    Events and stories are numbered from 1: the R package reads both as integers, which end at 2**31.
    """
    yield tab_line(COLUMNS)
    number, story, last = 0, 0, ""
    for told, day in dated_events(pages, account, terms):
        sides = [side for side in sides_of(told, account) if side.source and side.target]
        if not sides:
            account.leave("events that name only one side")
        where = f"{told.page.source.uri} {told.article.id}"
        story, last = story + (where != last), where
        for side in sides:
            number += 1
            account.wrote("rows")
            yield tab_line(cells(number, story, told, day, side))


def cells(number: int, story: int, told: Told, day: date, side: Side) -> list[object]:
    place, code = place_of(told), code_of(told.event)
    state = state_of(place.country) if place and place.country else None
    return [
        number, day.isoformat(), *actor_cells(side.source), meaning_of(code), code, goldstein_of(code),
        *actor_cells(side.target), story, sentence_at(told.article.text, told.event.trigger.start),
        told.page.source.publisher, place.name if place else None, None, None, state.name if state else None,
        place.lat if place else None, place.lon if place else None,
    ]  # fmt: skip


def actor_cells(actor: Actor | None) -> tuple[str, str, str]:
    if actor is None:
        return "", "", ""
    sectors = dict.fromkeys(SECTORS[s] for s in (actor.sector, *actor.sectors) if s in SECTORS)
    state = state_of(actor.country) if actor.country else None
    return actor.name, ",".join(sectors), state.name if state else ""
