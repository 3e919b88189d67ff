"""How the record behaves as it grows: cost of a page, and how soon questions are answered.

    python -m communique.measure.scale --articles 2002 --layers 50 --record big.db

builds a record of made-up pages (about ten events an article) or goes on with one that is there, and prints CPU
milliseconds a page while it grows, then the milliseconds that questions take: median, p95 and worst of several askings
about different actors, pairs and words, on one connection, after each was asked once.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from communique.measure.made_up import chosen, made_up_pages, world
from communique.measure.multiplied import multiply
from communique.measure.served import addresses, fifty_readers, page_lines, serving
from communique.search import (
    Wanted,
    brief_of,
    companions_of,
    count_findings,
    find_articles,
    find_findings,
    offices_of,
    places_of_acts,
    profile_of,
    relation_of,
    ties_of,
    who_is,
)
from communique.search import find_actors as actors_like
from communique.store import Record, open_record
from communique.threads import chains, happenings, save_page

# Askings of each question. Below 40 the p95 would be one reading.
ASKED = 60
ROUNDS = 2


def grow(record: Record, articles: int, tell: Callable[[str], None] = print) -> None:
    """Save so many made-up pages, telling what a page costs; those that are there are passed over."""
    began, since = time.process_time(), 0
    have = int(record.execute("SELECT number FROM total WHERE name = 'page'").fetchone()[0])
    for number, page in enumerate(made_up_pages(articles), 1):
        if number <= have:
            began = time.process_time()
            continue
        save_page(record, page, "made-up")
        since += 1
        if since == max(1000, articles // 20) or number == articles:
            spent = time.process_time() - began
            tell(f"{number:>9,} pages: {1000 * spent / since:6.2f} CPU ms a page")
            began, since = time.process_time(), 0


def questions(record: Record) -> dict[str, list[Callable[[], object]]]:
    """What people ask, each of several actors, pairs, words and pages."""
    busy = [row[0] for row in record.execute("SELECT who FROM gathered ORDER BY articles DESC LIMIT 200")]
    anybody = [row[0] for row in record.execute("SELECT who FROM gathered ORDER BY who")]
    few, many = chosen(anybody, ASKED // 2), chosen(busy, ASKED // 2)
    actors = [who for two in zip(few, many, strict=False) for who in two]
    pairs = list(zip(chosen(busy, ASKED, 2), chosen(busy, ASKED, 3), strict=True))
    words = random.Random(5).sample(world().words[20:4000], ASKED)
    countries = [who.replace("state", "of") for who in many if who.startswith("state")]
    events = partial(find_findings, record, "event")

    def actor(who: str) -> None:
        profile_of(record, who), offices_of(record, who, 100), companions_of(record, who)

    newest = record.execute("SELECT max(published) FROM article").fetchone()[0]
    types, days = ("AID", "ASSAULT", "CONSULT", "SANCTION"), (newest[:4], newest[:7], newest, "2023-01", "2023-03-04")
    dated = [Wanted(what=what, since=day, until=day) for what in types for day in days]
    of_type = [Wanted(who=(who,), what=what, since=newest[:4]) for who in many for what in types[:2]]
    asked: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
        "find: a word": (partial(find_articles, record), words),
        "find: two words": (partial(find_articles, record), [f"{word} {words[0]}" for word in words]),
        "find: events with a word": (events, [Wanted(words=word) for word in words]),
        "find: events of an actor": (events, [Wanted(who=(who,)) for who in actors]),
        "find: events of a type": (events, [Wanted(what=what) for what in types]),
        "find: events of type and days": (events, dated),
        "counted": (partial(count_findings, record, "event"), dated),
        "find: of actor, type and year": (events, of_type),
        "find: of a place": (events, [Wanted(place=site.name) for site in world().sites[:ASKED]]),
        "actor": (actor, actors),
        "country": (actor, countries),
        "actors by name": (partial(actors_like, record), [who[7:10] for who in actors]),
        "actor by its name": (partial(who_is, record), [_name(record, who) for who in actors]),
        "pair": (events, [Wanted(who=pair) for pair in pairs]),
        "pair, counted": (partial(count_findings, record, "event"), [Wanted(who=pair) for pair in pairs]),
        "pair over time": (lambda pair: relation_of(record, *pair), pairs),
        "brief of a week": (lambda until: brief_of(record, "7d", until), [newest, newest[:4] + "-03-09"]),
        "brief about an actor": (lambda who: brief_of(record, about=(who,)), actors),
        "brief about a pair": (lambda pair: brief_of(record, about=pair, together=True), pairs),
        "happenings of an actor": (lambda who: happenings(record, who=(who,)), actors),
        "chains of an actor": (lambda who: chains(record, who=(who,)), actors),
        "map": (lambda since: places_of_acts(record, since, newest), [newest[:7] + "-01", newest[:5] + "10-01"]),
        "network": (lambda since: ties_of(record, since, newest), [newest[:7] + "-01", newest[:5] + "10-01"]),
    }
    return {name: [partial(ask, about) for about in abouts] for name, (ask, abouts) in asked.items()}


def _name(record: Record, who: str) -> str:
    return str(record.execute("SELECT name FROM gathered WHERE who = ?", (who,)).fetchone()[0])


class Taken(NamedTuple):
    """Milliseconds of one asking, by the clock and of this process's CPU."""

    clock: float
    cpu: float


def milliseconds(asked: Sequence[Callable[[], object]]) -> list[Taken]:
    """What each asking takes, the least of ROUNDS after a first that warms up: what else the machine does only adds."""
    taken = []
    for ask in asked:
        ask()
        rounds = []
        for _ in range(ROUNDS):
            began, spent = time.perf_counter(), time.process_time()
            ask()
            rounds.append(Taken(1000 * (time.perf_counter() - began), 1000 * (time.process_time() - spent)))
        taken.append(Taken(min(r.clock for r in rounds), min(r.cpu for r in rounds)))
    return taken


def answers(record: Record) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'milliseconds':30} {'CPU median':>10} {'CPU p95':>8} {'worst':>8} {'clock p95':>10}"
    for name, asked in questions(record).items():
        if asked:
            taken = milliseconds(asked)
            cpu, clock = sorted(t.cpu for t in taken), sorted(t.clock for t in taken)
            at = int(0.95 * (len(taken) - 1))
            yield f"{name:30} {median(cpu):10.1f} {cpu[at]:8.1f} {cpu[-1]:8.1f} {clock[at]:10.1f}"


def main() -> None:
    asked = argparse.ArgumentParser(description="How the record behaves as it grows.")
    asked.add_argument("--articles", type=int, default=1000, help="made-up articles; each has about ten events")
    asked.add_argument("--layers", type=int, default=1, help="lay the record out so many times, when it is new")
    asked.add_argument("--record", type=Path, default=Path("made-up.db"), help="the record to build or to go on with")
    asked.add_argument("--pages", action="store_true", help="also ask the explorer for its pages and lists")
    given = asked.parse_args()
    new = not given.record.exists()
    record = open_record(given.record)
    if new or given.layers == 1:
        grow(record, given.articles)
    if new and given.layers > 1:
        multiply(record, given.layers)
    totals = dict(record.execute("SELECT name, number FROM total").fetchall())
    print(
        f"{totals['event']:,} events in {totals['article']:,} articles, {given.record.stat().st_size / 2**20:,.0f} MiB"
    )
    for line in answers(record):
        print(line, flush=True)
    if given.pages:
        told_by_server(given.record, record)


def told_by_server(file: Path, record: Record) -> None:
    """Print how soon pages and lists come, alone and with fifty readers, and what the server holds in memory."""
    asked = addresses(record)
    with serving(file) as server:
        for line in page_lines(server, asked):
            print(line, flush=True)
        print(fifty_readers(server, [path for paths in asked.values() for path in paths[:3]]))
        print("memory of the server, now and at most: {} and {} MiB".format(*server.memory()))


if __name__ == "__main__":
    main()
