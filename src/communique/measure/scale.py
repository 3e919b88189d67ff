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
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from communique.measure.made_up import chosen, made_up_pages, world
from communique.measure.multiplied import multiply
from communique.measure.served import addresses, made_up_texts, page_lines, read_while_adding, serving
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
from communique.threads import chains, happenings, number_waiting, save_page

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


Asked = dict[str, tuple[Callable[[Any], object], Sequence[Any]]]


class Subjects(NamedTuple):
    """Of whom and what is asked: actors of few and of many articles in turn, the busy ones, pairs of these, words, days."""

    actors: list[str]
    many: list[str]
    pairs: list[tuple[str, str]]
    words: list[str]
    newest: str


def questions(record: Record) -> dict[str, list[Callable[[], object]]]:
    """What people ask, each of several actors, pairs, words and pages."""
    about = subjects(record)
    asked = {**_of_findings(record, about), **_of_actors(record, about), **_of_threads(record, about)}
    return {name: [partial(ask, one) for one in ones] for name, (ask, ones) in asked.items()}


def subjects(record: Record) -> Subjects:
    """Whom and what to ask about in this record."""
    busy = [row[0] for row in record.execute("SELECT who FROM gathered ORDER BY articles DESC LIMIT 200")]
    anybody = [row[0] for row in record.execute("SELECT who FROM gathered ORDER BY who")]
    few, many = chosen(anybody, ASKED // 2), chosen(busy, ASKED // 2)
    return Subjects(
        actors=[who for two in zip(few, many, strict=False) for who in two],
        many=many,
        pairs=list(zip(chosen(busy, ASKED, 2), chosen(busy, ASKED, 3), strict=True)),
        words=random.Random(5).sample(world().words[20:4000], ASKED),
        newest=record.execute("SELECT max(published) FROM article").fetchone()[0],
    )


def _of_findings(record: Record, about: Subjects) -> Asked:
    events, articles = partial(find_findings, record, "event"), partial(find_articles, record)
    newest, types = about.newest, ("AID", "ASSAULT", "CONSULT", "SANCTION")
    days = (newest[:4], newest[:7], newest, "2023-01", "2023-03-04")
    dated = [Wanted(what=what, since=day, until=day) for what in types for day in days]
    of_type = [Wanted(who=(who,), what=what, since=newest[:4]) for who in about.many for what in types[:2]]
    of_pairs = [Wanted(who=pair) for pair in about.pairs]
    return {
        "find: a word": (articles, about.words),
        "find: two words": (articles, [f"{word} {about.words[0]}" for word in about.words]),
        "find: events with a word": (events, [Wanted(words=word) for word in about.words]),
        "find: events of an actor": (events, [Wanted(who=(who,)) for who in about.actors]),
        "find: events of a type": (events, [Wanted(what=what) for what in types]),
        "find: events of type and days": (events, dated),
        "counted": (partial(count_findings, record, "event"), dated),
        "find: of actor, type and year": (events, of_type),
        "find: of a place": (events, [Wanted(place=site.name) for site in world().sites[:ASKED]]),
        "pair": (events, of_pairs),
        "pair, counted": (partial(count_findings, record, "event"), of_pairs),
    }


def _of_actors(record: Record, about: Subjects) -> Asked:
    def actor(who: str) -> None:
        profile_of(record, who), offices_of(record, who, 100), companions_of(record, who)

    return {
        "actor": (actor, about.actors),
        "country": (actor, [who.replace("state", "of") for who in about.many if who.startswith("state")]),
        "actors by name": (partial(actors_like, record), [who[7:10] for who in about.actors]),
        "actor by its name": (partial(who_is, record), [_name(record, who) for who in about.actors]),
        "pair over time": (lambda pair: relation_of(record, *pair), about.pairs),
    }


def _of_threads(record: Record, about: Subjects) -> Asked:
    newest = about.newest
    since = [newest[:7] + "-01", newest[:5] + "10-01"]
    return {
        "brief of a week": (lambda until: brief_of(record, "7d", until), [newest, newest[:4] + "-03-09"]),
        "brief about an actor": (lambda who: brief_of(record, about=(who,)), about.actors),
        "brief about a pair": (lambda pair: brief_of(record, about=pair, together=True), about.pairs),
        "happenings of an actor": (lambda who: happenings(record, who=(who,)), about.actors),
        "chains of an actor": (lambda who: chains(record, who=(who,)), about.actors),
        "map": (lambda day: places_of_acts(record, day, newest), since),
        "network": (lambda day: ties_of(record, day, newest), since),
    }


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
    """Print how soon pages and lists come, alone and with fifty readers while pages are added, and the server's memory."""
    asked = addresses(record)
    # Of how many pages are there, so that what an earlier measure put in is not met again: that would add nothing.
    seed = int(record.execute("SELECT number FROM total WHERE name = 'page'").fetchone()[0])
    with serving(file) as server, TemporaryDirectory() as folder:
        for line in page_lines(server, asked, record):
            print(line, flush=True)
        waiting = number_waiting(record)
        record.close()
        if waiting:  # hours of the writer alone, with no page added
            print(
                f"{waiting:,} articles wait to be joined by this version's rules, which `add` does first: run that before"
            )
            return
        made_up_texts(Path(folder), READ_MEANWHILE, seed)
        paths = [path for some in asked.values() for path in some[:3]]
        for line in read_while_adding(server, file, paths, Path(folder)):
            print(line, flush=True)


# More pages than are read while fifty readers ask.
READ_MEANWHILE = 2000


if __name__ == "__main__":
    main()
