"""What is asked of a large record is looked up, never gone through: by the plans of SQLite, whatever the machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import communique.store.record as opening
from communique.measure.made_up import made_up_pages, world
from communique.measure.multiplied import multiply
from communique.search import (
    Wanted,
    brief_of,
    companions_of,
    count_findings,
    find_articles,
    find_findings,
    find_sources,
    offices_of,
    places_of_acts,
    profile_of,
    relation_of,
    ties_of,
)
from communique.store import Record, open_record
from communique.threads import chain_of, contention_of, happening_of, happenings, save_page, tellings

pytestmark = pytest.mark.model  # half a minute: twenty thousand events
# What grows with the record and may only be reached by an index.
LARGE = ("article", "event", "statement", "claim", "commitment", "part", "actor", "happening", "happening_event",
         "chain_step", "voice", "evidence", "mention", "office", "event_party", "copy", "held")  # fmt: skip
STATE, OTHER = "state-chn", "state-bih"


class Watching(sqlite3.Connection):
    """A connection that keeps the plan of every question."""

    plans: list[tuple[str, str]]

    def execute(self, query: str, *values: Any) -> sqlite3.Cursor:
        if query.lstrip().startswith(("SELECT", "WITH")):
            told = super().execute(f"EXPLAIN QUERY PLAN {query}", *values).fetchall()
            self.plans += [(row[3], query) for row in told]
        return super().execute(query, *values)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Record:
    file = Path(tmp_path_factory.mktemp("large") / "record.db")
    record = open_record(file)
    for page in made_up_pages(100):
        save_page(record, page, "made-up")
    multiply(record, 20, tell=lambda line: None)
    assert count_findings(record, "event", Wanted()) >= 19_000
    record.close()
    monkey = pytest.MonkeyPatch()
    monkey.setattr(
        opening.sqlite3,
        "connect",
        lambda *given, _make=sqlite3.connect, **named: _make(*given, factory=Watching, **named),
    )
    watching = open_record(file, readonly=True)
    monkey.undo()
    return watching


def ids(record: Record, table: str, column: str = "id") -> str:
    return str(record.execute(f"SELECT {column} FROM {table} LIMIT 1").fetchone()[0])


QUESTIONS: dict[str, Callable[[Record], object]] = {
    "the newest articles": lambda r: find_articles(r),
    "articles with a word": lambda r: find_articles(r, world().words[100]),
    "the newest events": lambda r: find_findings(r, "event", Wanted()),
    "events of an actor": lambda r: find_findings(r, "event", Wanted(who=(STATE,))),
    "events of a pair": lambda r: find_findings(r, "event", Wanted(who=(STATE, OTHER))),
    "events of a type": lambda r: find_findings(r, "event", Wanted(what="MOBILIZE")),
    "events of a type and month": lambda r: find_findings(r, "event", Wanted(what="AID", since="2023-01", until="2023-01")),
    "events of a year": lambda r: find_findings(r, "event", Wanted(since="2023", until="2023")),
    "events with a word": lambda r: find_findings(r, "event", Wanted(words=world().words[2000])),
    "events of a place": lambda r: find_findings(r, "event", Wanted(place=world().sites[40].name)),
    "statements of a month": lambda r: find_findings(r, "statement", Wanted(since="2023-01", until="2023-01")),
    "the number of events of a type": lambda r: count_findings(r, "event", Wanted(what="AID")),
    "the number of events of a pair": lambda r: count_findings(r, "event", Wanted(who=(STATE, OTHER))),
    "an actor": lambda r: (profile_of(r, STATE), offices_of(r, STATE), companions_of(r, STATE)),
    "a country": lambda r: (profile_of(r, "of-chn"), offices_of(r, "of-chn", 100)),
    "a pair over time": lambda r: relation_of(r, STATE, OTHER),
    "a brief": lambda r: brief_of(r),
    "a brief about an actor": lambda r: brief_of(r, about=(STATE,)),
    "happenings of an actor": lambda r: happenings(r, who=(STATE,)),
    "happenings of a type": lambda r: happenings(r, event="AID"),
    "a happening": lambda r: tellings(r, ids(r, "happening")),
    "threads of an event": lambda r: [f(r, ids(r, "event")) for f in (happening_of, chain_of, contention_of)],
    "a map": lambda r: places_of_acts(r, "2023-01-01", "2023-01-31"),
    "a network": lambda r: ties_of(r, "2023-01-01", "2023-01-31"),
    "sources": lambda r: find_sources(r),
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_large_is_gone_through(large, name):
    large.plans = []
    QUESTIONS[name](large)
    scans = {
        (step, query)
        for step, query in large.plans
        if step.startswith("SCAN ") and "INDEX" not in step and "LIMIT 1" not in query and _table(step, query) in LARGE
    }
    assert not scans


def _table(step: str, query: str) -> str:
    """The table that a step names, or the one that it names by a letter; what the query made itself is none."""
    name = step.split()[1]
    if f"WITH {name} AS" in query:
        return name
    words = query.replace("(", " ").replace(",", " ").split()
    return next((before for before, as_, short in zip(words, words[1:], words[2:], strict=False)
                 if as_ == "AS" and short == name and before in LARGE), name)  # fmt: skip
