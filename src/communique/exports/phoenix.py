"""Phoenix: 26 tab-separated columns without a header, one row a pair of actors.

Columns follow openeventdata/phoenix_pipeline (postprocess.py) and the names that the R package phoxy gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from communique.exports.account import Account, Terms
from communique.exports.cameo import ActorCode, actor_code, code_of, goldstein_of, roots
from communique.exports.gdelt import outlet_of
from communique.exports.tabbed import tab_line
from communique.exports.telling import Told, address_of, dated_events, place_of, sentence_at, sides_of
from communique.lexicon import state_of
from communique.model import Page

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute", "EventCode",
    "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName", "CountryCode",
    "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
# What phoenix_pipeline counts as an actor's role; further roles are attributes.
AGENTS = frozenset(["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"])


def lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """A row a pair of a happening, which Phoenix keeps once a day too, numbered from 1: R's integers, with which phoxy reads the numbers, end at 2**31."""
    number = 0
    for told, day in dated_events(pages, account, terms, once=True):
        code = code_of(told.event)
        for side in sides_of(told, account):
            source, target = actor_code(side.source), actor_code(side.target)
            if not (source.code and target.code):
                account.leave("pairs in which a side has no CAMEO actor code")
                continue
            number += 1
            account.wrote("rows")
            yield tab_line(cells(number, told, day, source, target, code))


def cells(number: int, told: Told, day: date, source: ActorCode, target: ActorCode, code: str) -> list[object]:
    place = place_of(told)
    state = state_of(place.country) if place and place.country else None
    return [
        number, f"{day:%Y%m%d}", day.year, f"{day:%m}", f"{day:%d}", *actor_cells(source), *actor_cells(target),
        code, code[:2], roots()[code[:2]].phoenix, goldstein_of(code), None,
        place.lat if place else None, place.lon if place else None, place.name if place else None, None,
        state.iso3 if state else None, f"{told.article.id}_{sentence_at(told.article.text, told.event.trigger.start)}",
        address_of(told.page), outlet_of(told.page),
    ]  # fmt: skip


def actor_cells(actor: ActorCode) -> tuple[str, str, str, str]:
    """The whole code, its country or kind of body, its role, and what is left, parted by semicolons."""
    entity = actor.country or actor.kind
    rest = [actor.code[at : at + 3] for at in range(len(entity), len(actor.code), 3)]
    role = rest.pop(0) if rest and rest[0] in AGENTS else ""
    return actor.code, entity, role, ";".join(rest)
