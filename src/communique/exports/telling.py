"""An event with all that event-data formats ask of it: its day, its sides two by two, its place, where its words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from communique.exports.account import Account, Terms
from communique.exports.days import day_of, days_of
from communique.model import Actor, Article, Event, Mention, Page, Place

SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n+")


class Told(NamedTuple):
    """An event, the article and page that tell it."""

    event: Event
    article: Article
    page: Page
    known: dict[str, Actor]

    def all_of(self, ids: Iterable[str]) -> list[Actor]:
        return [self.known[i] for i in ids if i in self.known]


class Dated(NamedTuple):
    """An event and the day it is written under."""

    told: Told
    day: date


class Side(NamedTuple):
    """Who did it and to whom, one actor each; what is absent is None."""

    source: Actor | None
    target: Actor | None


def told_events(pages: Iterable[Page]) -> Iterator[Told]:
    """Every event of the pages."""
    for page in pages:
        for article in page.articles:
            known = {actor.id: actor for actor in article.actors}
            for event in article.events:
                yield Told(event, article, page, known)


def dated_events(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[Dated]:
    """The events that a format of dyads and days can hold; what it cannot is counted."""
    for told in told_events(pages):
        day = written_day(told.event, told.article, account, terms)
        if day is not None:
            yield Dated(told, day)


def written_day(event: Event, article: Article, account: Account, terms: Terms) -> date | None:
    """The day an event is written under, None where it stays out; either is counted."""
    if event.factuality != "actual" and event.factuality not in terms.also:
        account.leave(f"{event.factuality} events (the format cannot mark them; --also {event.factuality} writes them)")
        return None
    day = day_of(event.date)
    if day is None and terms.undated == "published" and days_of(event.date) is None:
        day = day_of(article.published)
        if day is not None:
            account.change("events without a day of their own are written under the day of publication")
    if day is None:
        coarse = days_of(event.date)
        what = f"events dated no finer than a {coarse.precision}" if coarse else "events whose words give no day"
        account.leave(what + ("" if coarse or terms.undated == "published" else " (--undated published writes them)"))
    elif event.factuality != "actual":
        account.change(f"{event.factuality} events stand unmarked among those that happened")
    return day


def sides_of(told: Told, account: Account) -> list[Side]:
    """Source and target, pair by pair: a mutual act of three parties is three pairs, each once."""
    event = told.event
    if event.mediator:
        account.leave("mediators")
    sources, targets = told.all_of(event.actor), told.all_of(event.recipient)
    if sources and targets:
        return [Side(a, b) for a in sources for b in targets if a is not b]
    if len(sources) > 1:
        return [Side(a, b) for a, b in combinations(sources, 2)]
    return [Side(a, None) for a in sources] or [Side(None, b) for b in targets]


def place_of(told: Told) -> Place | None:
    """The place of the event as the article's places know it."""
    name = (told.event.place or "").casefold()
    if not name:
        return None
    named = (p for p in told.article.places if name in (p.name.casefold(), p.text.casefold()))
    return next(named, None)


def mention_near(actor: Actor | None, told: Told) -> Mention | None:
    """The mention of an actor that stands nearest to the words that state the act."""
    if actor is None:
        return None
    start = told.event.trigger.start
    return min(actor.mentions, key=lambda mention: abs(mention.start - start), default=None)


def sentence_at(text: str, start: int) -> int:
    """The number of the sentence that begins at or before `start`, the first being 1: told by full stops and line
    ends alone, so an abbreviation before a capital counts as an end."""
    return 1 + sum(1 for _ in SENTENCE_END.finditer(text, 0, start))


def in_lead(told: Told) -> bool:
    """Whether the act stands in the headline or the first paragraph."""
    start = told.event.trigger.start
    lead = next((b for b in told.article.blocks if b.role == "paragraph"), None)
    return start < lead.stop if lead else sentence_at(told.article.text, start) == 1


def address_of(page: Page) -> str:
    return page.source.canonical or page.source.uri


def on_the_web(page: Page) -> bool:
    return address_of(page).startswith(("http://", "https://"))
