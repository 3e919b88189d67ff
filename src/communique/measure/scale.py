"""How the record behaves as it grows: cost of a page, and how soon questions are answered.

    python -m communique.measure.scale --articles 100000 --record big.db

builds a record of made-up pages (about ten events an article) or goes on with one that is there, and prints CPU
milliseconds a page while it grows, then the milliseconds that questions take: median, p95 and worst of several askings
about different actors, pairs and words. Seconds are the clock's, on one connection, after each question was asked once.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from communique.measure.made_up import chosen, made_up_pages, world
from communique.search import (
    Wanted,
    brief_of,
    companions_of,
    count_findings,
    find_articles,
    find_findings,
    offices_of,
    profile_of,
    relation_of,
)
from communique.search import find_actors as actors_like
from communique.store import Record, open_record
from communique.threads import save_page

# Askings of each question. Below 40 the p95 would be one reading.
ASKED = 60


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
    actors = few + many
    pairs = list(zip(chosen(busy, ASKED, 2), chosen(busy, ASKED, 3), strict=True))
    words = random.Random(5).sample(world().words[20:4000], ASKED)
    countries = [who.replace("state", "of") for who in many if who.startswith("state")]
    events = partial(find_findings, record, "event")

    def actor(who: str) -> None:
        profile_of(record, who), offices_of(record, who), companions_of(record, who)

    asked: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
        "find: a word": (partial(find_articles, record), words),
        "find: two words": (partial(find_articles, record), [f"{word} {words[0]}" for word in words]),
        "find: events of an actor": (events, [Wanted(who=(who,)) for who in actors]),
        "find: events of a type": (events, [Wanted(what=what) for what in ("AID", "ASSAULT", "CONSULT")]),
        "actor": (actor, actors),
        "country": (actor, countries),
        "actors by name": (partial(actors_like, record), [who[7:10] for who in actors]),
        "pair": (events, [Wanted(who=pair) for pair in pairs]),
        "pair, counted": (partial(count_findings, record, "event"), [Wanted(who=pair) for pair in pairs]),
        "pair over time": (lambda pair: relation_of(record, *pair), pairs),
        "brief": (lambda since: brief_of(record, since), ["7d"]),
        "brief about an actor": (lambda who: brief_of(record, about=(who,)), actors),
    }
    return {name: [partial(ask, about) for about in abouts] for name, (ask, abouts) in asked.items()}


def milliseconds(asked: Sequence[Callable[[], object]]) -> list[float]:
    """What each asking takes, sorted; few are asked again and again."""
    taken = []
    for round_ in range(max(1, ASKED // len(asked)) + 1):
        for ask in asked:
            began = time.perf_counter()
            ask()
            if round_:
                taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)


def answers(record: Record) -> list[str]:
    """The lines of the table."""
    lines = [f"{'milliseconds':26} {'median':>8} {'p95':>8} {'worst':>8}"]
    for name, asked in questions(record).items():
        if asked:
            taken = milliseconds(asked)
            p95 = taken[int(0.95 * (len(taken) - 1))]
            lines.append(f"{name:26} {median(taken):8.1f} {p95:8.1f} {taken[-1]:8.1f}")
    return lines


def main() -> None:
    asked = argparse.ArgumentParser(description="How the record behaves as it grows.")
    asked.add_argument("--articles", type=int, default=1000, help="made-up articles; each has about ten events")
    asked.add_argument("--record", type=Path, default=Path("made-up.db"), help="the record to build or to go on with")
    given = asked.parse_args()
    record = open_record(given.record)
    grow(record, given.articles)
    record.execute("PRAGMA optimize")
    totals = dict(record.execute("SELECT name, number FROM total").fetchall())
    print(
        f"{totals['event']:,} events in {totals['article']:,} articles, {given.record.stat().st_size / 2**20:,.0f} MiB"
    )
    print("\n".join(answers(record)))


if __name__ == "__main__":
    main()
