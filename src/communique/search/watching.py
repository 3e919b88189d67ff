"""Watches: what a reader keeps an eye on, and what is new of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from communique.model import content_id
from communique.search.brief import Brief, Section, brief_of, span_of_days
from communique.search.findings import find_findings
from communique.search.followed import claim_found, promise_found
from communique.search.found import Found, Wanted
from communique.search.words import match_expression
from communique.store import Record
from communique.store.called import who_is
from communique.store.record import transaction
from communique.threads import chain, chain_of, contention, contention_of

WatchKind = Literal["actors", "promise", "claim", "words"]
# The most findings a watch on words shows of each kind.
MOST = 50


class CannotWatch(ValueError):
    """There is nothing of the kind to watch, or no such watch; the message says what would be right."""


class Watch(Struct, frozen=True, kw_only=True):
    """Something kept an eye on. `about` are actors as they are gathered (all must be party), or one id of a promise's
    chain or of a followed claim, or words as `find` takes them."""

    id: str
    name: str
    kind: WatchKind
    about: tuple[str, ...]
    added: str


def add_watch(record: Record, what: str, name: str | None = None, words: bool = False) -> Watch:
    """Keep an eye on actors ("PAK,CHN" is both together), on a promise or a claim by its id, or on `words`.

    The same watch is there once, however often it is added. Raises CannotWatch, UnknownActor, BadQuery.
    """
    kind, about = _meant(record, what.strip(), words)
    watch = Watch(
        id=content_id("watch", kind, *sorted(about)), name=name or what.strip(), kind=kind, about=about,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    with transaction(record):
        record.execute(
            "INSERT INTO watch VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            (watch.id, watch.name, watch.kind, json.dumps(watch.about), watch.added),
        )
    return watch


def watches(record: Record) -> list[Watch]:
    """All watches, the oldest first."""
    return [_watch(row) for row in record.execute("SELECT * FROM watch ORDER BY added, id")]


def watch_named(record: Record, name: str) -> Watch:
    """The watch of this id or name, or the only one whose id begins so. Raises CannotWatch."""
    fits = [w for w in watches(record) if name in (w.id, w.name)] or [
        w for w in watches(record) if w.id.startswith(name)
    ]
    if len(fits) != 1:
        raise CannotWatch(f"{len(fits) or 'no'} watches are called {name!r}; see `communique watch list`")
    return fits[0]


def remove_watch(record: Record, name: str) -> Watch:
    """End a watch, by its id or name. Raises CannotWatch."""
    watch = watch_named(record, name)
    with transaction(record):
        record.execute("DELETE FROM watch WHERE id = ?", (watch.id,))
    return watch


def news_of(record: Record, watch: Watch, since: str = "7d", until: str | None = None) -> Brief:
    """What is new of a watch in these days. Raises BadDate."""
    if watch.kind == "actors":
        return brief_of(record, since, until, watch.about, together=True)
    first, last = span_of_days(record, since, until)
    if watch.kind == "words":
        sections = _with_words(record, watch.about[0], first, last)
    else:
        sections = [_thread(record, watch, first, last)]
    return Brief(first.isoformat(), last.isoformat(), tuple(s for s in sections if s.found))


def watched_sections(record: Record, brief: Brief) -> Iterable[Section]:
    """For the brief: what is new of each watch in its days, each finding once."""
    for watch in watches(record):
        news = news_of(record, watch, brief.since, brief.until)
        found = {(f.article, f.id): f for section in news.sections for f in section.found}
        if found:
            yield Section(f"Watched: {watch.name}", "You asked to be told.", tuple(found.values()))


def _meant(record: Record, what: str, words: bool) -> tuple[WatchKind, tuple[str, ...]]:
    if words:
        match_expression(what)
        return "words", (what,)
    promise = chain(record, what) or chain_of(record, what)
    if promise:
        return "promise", (promise.id,)
    claim = contention(record, what) or contention_of(record, what)
    if claim:
        return "claim", (claim.id,)
    names = [name for name in what.split(",") if name.strip()]
    if not names:
        raise CannotWatch("give actors (PAK,CHN), the id of a promise or a claim, or words with --words")
    return "actors", tuple(dict.fromkeys(who_is(record, name) for name in names))


def _with_words(record: Record, words: str, first: date, last: date) -> list[Section]:
    wanted = Wanted(words=words, reported=(first.isoformat(), last.isoformat()))
    titles = {
        "event": "What happened",
        "statement": "What was said",
        "claim": "What is contested",
        "commitment": "What was promised",
    }
    return [
        Section(title, f"In articles with {words}.", tuple(find_findings(record, kind, wanted, MOST)))
        for kind, title in titles.items()
    ]


def _thread(record: Record, watch: Watch, first: date, last: date) -> Section:
    """The steps of a promise or the voices on a claim that pages of these days tell."""
    days = (first.isoformat(), last.isoformat())
    found: list[Found] = []
    if watch.kind == "promise" and (one := chain(record, watch.about[0])):
        found = [
            promise_found(one, step) for step in one.steps if step.published and days[0] <= step.published <= days[1]
        ]
    if watch.kind == "claim" and (claim := contention(record, watch.about[0])):
        new = [v for v in claim.voices if v.published and days[0] <= v.published <= days[1]]
        found = [claim_found(replace(claim, voices=(voice,))) for voice in new]
    return Section("What pages tell of it", "Of these days.", tuple(found))


def _watch(row: sqlite3.Row) -> Watch:
    return Watch(
        id=row["id"], name=row["name"], kind=row["kind"], about=tuple(json.loads(row["about"])), added=row["added"]
    )
