"""An event with all that event-data formats ask of it: its day, its sides two by two, its place, where its words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from communique.exports.account import Account, Terms
from communique.exports.days import day_of, days_of
from communique.model import Actor, Article, Event, Factuality, Mention, Page, Place

SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n+")


class Thread(NamedTuple):
    """The happening an event tells of: how many articles and independent sources tell it, and whether this is the
    telling that stands for it. `leader` is the row of the leading telling's article, and its event's id."""

    id: str
    date: str | None
    factuality: Factuality
    tellings: int
    articles: int
    sources: int
    leads: bool
    leader: tuple[int, str]


# By article and event.
Threads = Mapping[tuple[str, str], Thread]


class Told(NamedTuple):
    """An event, the article and page that tell it, and the happening it tells of, where the record ties them."""

    event: Event
    article: Article
    page: Page
    known: dict[str, Actor]
    thread: Thread | None = None

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


def threads_of(pages: Iterable[Page], page: Page) -> Threads:
    """The happenings a page's events tell of; none where the pages come from no record."""
    found: Callable[[Page], Threads] | None = getattr(pages, "threads", None)
    return found(page) if found else {}


def told_events(pages: Iterable[Page]) -> Iterator[Told]:
    """Every event of the pages."""
    for page in pages:
        threads = threads_of(pages, page)
        for article in page.articles:
            known = {actor.id: actor for actor in article.actors}
            for event in article.events:
                yield Told(event, article, page, known, threads.get((article.id, event.id)))


def happenings_once(pages: Iterable[Page], account: Account) -> Iterator[Told]:
    """Each happening once, by the telling that stands for it; the other tellings are counted."""
    for told in told_events(pages):
        if told.thread is None or told.thread.leads:
            yield told
        else:
            account.change("further reports of a happening are counted in its row, not written again")


def dated_events(pages: Iterable[Page], account: Account, terms: Terms, *, once: bool = False) -> Iterator[Dated]:
    """The events that a format of dyads and days can hold; what it cannot is counted. With `once`, a happening that
    many articles tell is one row, under the happening's own day."""
    for told in happenings_once(pages, account) if once else told_events(pages):
        event = told.event
        if once and told.thread is not None:
            event = replace(event, date=told.thread.date, factuality=told.thread.factuality)
        day = written_day(event, told.article, account, terms)
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
