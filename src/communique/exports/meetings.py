"""Meetings as a panel: who, in which office that day, went from where to where, hosted by whom, and how surely.

Shaped like the data sets of leaders' travel: a row a person and meeting, with what it was about, what was signed, and the
words that say it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from communique.exports.account import Account, Terms
from communique.exports.days import days_of
from communique.exports.lines import join, row
from communique.exports.telling import Told, address_of, place_of, told_events
from communique.lexicon import state_named
from communique.model import Actor, Page
from communique.threads.particulars import particulars

COLUMNS = (
    "id", "person", "wikidata", "office", "office_of", "from_country", "to_place", "to_country", "host", "host_office",
    "host_country", "with", "mode", "sidelines", "agenda", "documents", "start", "end", "precision", "factuality", "words", "word_start", "word_stop",
    "headline", "published", "publisher", "uri", "rule", "confidence",
)  # fmt: skip


def lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """The panel as CSV, the latest day first; what is told of no day stands at that of its report. Planned meetings and those
    called off stand in it too, marked under `factuality`."""
    yield row(COLUMNS)
    with closing(sqlite3.connect("")) as ordered:  # a file of SQLite's own: a million meetings need no memory
        ordered.execute("CREATE TABLE line (day TEXT, line TEXT)")
        ordered.executemany("INSERT INTO line VALUES (?, ?)", dated_lines(pages, account))
        yield from (line for (line,) in ordered.execute("SELECT line FROM line ORDER BY day DESC, rowid"))


def dated_lines(pages: Iterable[Page], account: Account) -> Iterator[tuple[str, str]]:
    """A line a person and meeting, each with the day by which it is put in order."""
    for told in told_events(pages):
        if told.event.event != "CONSULT":
            continue
        people = [actor for actor in told.all_of(told.event.actor) if actor.kind == "person" and actor.named]
        if not people:
            account.leave("meetings that name no person on the visiting side")
        for person in people:
            account.wrote("rows")
            days = days_of(told.event.date)
            yield days.first.isoformat() if days else told.article.published or "", row(cells(person, told))


def cells(person: Actor, told: Told) -> list[object]:
    event = told.event
    days, until = days_of(event.date), days_of(event.enddate)
    hosts = hosts_of(told, person)
    others = [a for a in told.all_of(event.actor) if a is not person and a not in hosts]
    title, of = office_of(person)
    place, country = destination(told, hosts)
    last, more = until or days, particulars(told.article, event)
    return [
        event.id, person.name, person.wikidata, title, of, person.country, place, country, join(a.name for a in hosts),
        join(office_of(a)[0] or "" for a in hosts), join(a.country or "" for a in hosts), join(a.name for a in others),
        join(event.mode), join(more.sidelines), join(more.agenda),
        join(more.documents) if event.factuality == "actual" else "", days.first if days else None, last.last if last else None, days.precision if days else None,
        event.factuality, event.evidence[0].text, event.evidence[0].start, event.evidence[0].stop, told.article.headline,
        told.article.published, told.page.source.publisher, address_of(told.page), event.rule, event.confidence,
    ]  # fmt: skip


def hosts_of(told: Told, person: Actor) -> list[Actor]:
    """The host the words name; of a visit without one, whom the visitor went to."""
    named = told.all_of(told.event.host)
    visited = told.all_of(told.event.recipient) if "visit" in told.event.mode else []
    return [actor for actor in (named or visited) if actor is not person]


def office_of(actor: Actor) -> tuple[str | None, str | None]:
    """The office the article gives a person, and of what; not a former one."""
    held = next((office for office in actor.offices if not office.former), None)
    return (held.title, held.of) if held else (None, None)


def destination(told: Told, hosts: list[Actor]) -> tuple[str | None, str | None]:
    """Where it took place: the place the words name, else the state that is visited."""
    place = place_of(told)
    name = told.event.place
    if place or name:
        named = state_named(name or "")
        return (place.name if place else name), (place.country if place else named.iso3 if named else None)
    state = next((actor for actor in hosts if actor.kind == "state"), None)
    return (None, state.country) if state else (None, None)
