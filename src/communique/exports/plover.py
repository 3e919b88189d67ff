"""PLOVER JSON Lines, one event a line, by the manual: id, date, actor and event are required."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from communique.exports.account import Account, Terms
from communique.exports.days import days_of
from communique.model import Actor, Article, Event, Page

# The manual defines these auxiliary modes; no other coder writes them.
AUXILIARY = {"planned": "future", "negated": "negation", "possible": "hypothetical"}


def plover_lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """Every event that has a date and an actor, as the manual's record."""
    for page in pages:
        for article in page.articles:
            for event in article.events:
                if days_of(event.date) is None:
                    account.leave("events whose words give no date")
                elif not (event.actor or event.mediator or event.host):
                    account.leave("events without a known actor")
                else:
                    account.wrote("events")
                    yield json.dumps(plover_event(event, article, page), ensure_ascii=False) + "\n"


def plover_event(event: Event, article: Article, page: Page) -> dict[str, Any]:
    """One event by the manual; months and years are written as their first day, `date` being a day there."""
    known = {actor.id: actor for actor in article.actors}
    first = event.evidence[0]
    return {
        "id": event.id,
        "date": first_day(event.date),
        "enddate": last_day(event.enddate),
        "actor": [entity(known[i]) for i in (*event.actor, *event.mediator, *event.host) if i in known],
        "recipient": [entity(known[i]) for i in event.recipient if i in known],
        "event": [event.event],
        "mode": [*event.mode, *([AUXILIARY[event.factuality]] if event.factuality in AUXILIARY else [])],
        "context": list(event.context),
        "event_scale": event.score,
        "event_loc": event.place,
        "event_text": [passage.text for passage in event.evidence],
        "text_info": {"start": first.start, "end": first.stop, "text_story": article.id},
        "cite_info": {"url": page.source.uri, "title": article.headline, "publication": page.source.publisher},
        "coder": event.rule,
        "language": article.language,
    }


def entity(actor: Actor) -> dict[str, Any]:
    office = next((o.title for o in actor.offices if not o.former), None)
    return {
        "code": actor.country,
        "sector": actor.sector,
        "entity_text": actor.name,
        "identifier_id": actor.wikidata,
        "office": office,
    }


def first_day(value: str | None) -> str | None:
    """The first day a value can mean: 2025-07 is written 2025-07-01."""
    days = days_of(value)
    return days.first.isoformat() if days else None


def last_day(value: str | None) -> str | None:
    """The last day a value can mean."""
    days = days_of(value)
    return days.last.isoformat() if days else None
