"""Actors over all articles. One actor is gathered under one kind and one name; states under their code."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon import state_of
from communique.search.corrected import but_struck
from communique.store import Record
from communique.threads import persons_called
from communique.threads.offices_said import Right, offices_said, right_office

# A state is party to tens of thousands of events; whom it meets most shows in the newest hundreds.
NEWEST = 600
# Beside a search stand the actors of that name among so many: looked through in a few milliseconds.
BEST_KNOWN = 10_000
# Past this "10,000 or more" tells a person as much; to go through a quarter of a million names took 50 ms.
COUNTED = 10_000


class ActorRow(Struct, frozen=True):
    """An actor in a list: how many articles name it, and over which dates."""

    who: str
    name: str
    kind: str
    country: str | None
    articles: int
    first: str | None
    last: str | None


class Profile(Struct, frozen=True):
    """An actor by all its articles. `names` are the spellings in use, the most frequent first."""

    who: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    wikidata: str | None
    articles: int
    first: str | None
    last: str | None


class OfficeRow(Struct, frozen=True):
    """An office as articles gave it: between the dates of the first and the last that did, and in one of them.

    `holder` and `who` tell whose it is, where a whole country was asked for.
    """

    title: str
    of: str | None
    former: bool
    first: str | None
    last: str | None
    articles: int
    article: str
    holder: str
    who: str


class Companion(Struct, frozen=True):
    """Another actor that is party to the same events, and to how many."""

    who: str
    name: str
    events: int


def find_actors(
    record: Record, typed: str = "", kind: str | None = None, limit: int = 100, offset: int = 0
) -> tuple[list[ActorRow], int]:
    """Named actors, those in most articles first, and how many there are in all; `typed` is part of a name. Where anything is
    asked they are counted no further than COUNTED."""
    where, values = ["1"], list[str]()
    if kind:
        where.append("kind = ?")
        values.append(kind)
    if typed.strip():
        holds, pattern = _holding(typed.strip())
        where.append(holds)
        values.append(pattern)
    asked = " AND ".join(where)
    # Which they are is told by an index alone; a name is looked for in all of them, a quarter of a million in 25 ms.
    rows = record.execute(
        "SELECT g.who, g.name, g.kind, g.country, g.articles,"
        " (SELECT min(p.published) FROM part AS p WHERE p.who = g.who AND p.kind = 'actor' AND p.published > '') AS first,"
        " (SELECT max(p.published) FROM part AS p WHERE p.who = g.who AND p.kind = 'actor' AND p.published > '') AS last"
        f" FROM (SELECT who FROM gathered WHERE {asked} ORDER BY articles DESC, name DESC LIMIT ? OFFSET ?) AS b"
        " CROSS JOIN gathered AS g ON g.who = b.who ORDER BY g.articles DESC, g.name DESC",
        (*values, limit, offset),
    ).fetchall()
    found = [ActorRow(*row) for row in rows]
    if values and len(found) < limit and (found or not offset):
        return found, offset + len(found)
    query = f"SELECT count(*) FROM (SELECT 1 FROM gathered WHERE {asked} LIMIT {COUNTED})" if values else GATHERED
    return found, record.execute(query, values).fetchone()[0]


def _holding(typed: str) -> tuple[str, str]:
    """The test whether a name holds what was typed, whatever the case of its letters, and its pattern. Nothing is escaped
    where nothing need be: that takes a third less."""
    if not re.search("[%_]", typed):
        return "name LIKE ?", f"%{typed}%"
    return "name LIKE ? ESCAPE '!'", "%" + re.sub("([!%_])", r"!\1", typed) + "%"


GATHERED = "SELECT number FROM total WHERE name = 'gathered'"


def known_actors(record: Record, typed: str, limit: int = 8) -> list[ActorRow]:
    """Of the BEST_KNOWN actors those whose name holds what was typed, those in most articles first."""
    holds, pattern = _holding(typed.strip())
    rows = record.execute(
        "SELECT g.who, g.name, g.kind, g.country, g.articles, NULL, NULL FROM (SELECT who FROM"
        "  (SELECT who, name FROM gathered ORDER BY articles DESC, name DESC LIMIT ?)"  # from its index alone
        f"  WHERE {holds} LIMIT ?) AS b CROSS JOIN gathered AS g ON g.who = b.who"
        " ORDER BY g.articles DESC, g.name DESC",
        (BEST_KNOWN, pattern, limit),
    )
    return [ActorRow(*row) for row in rows]


def profile_of(record: Record, who: str) -> Profile | None:
    """Who an actor is by all the articles that mean it; None where no article does."""
    code = who.removeprefix("of-").upper() if who.startswith("of-") else None
    told = _told(record, who) if code is None else []
    names = _most_first(told, 0) if code is None else _country(record, who, code)
    if not names:
        return None
    articles, first, last = _articles(record, who)
    kind = "country" if code else record.execute("SELECT kind FROM actor WHERE who = ? LIMIT 1", (who,)).fetchone()[0]
    return Profile(
        who=who,
        name=names[0],
        names=names,
        kind=kind,
        country=code or next(iter(_most_first(told, 1)), None),
        sectors=_most_first(told, 2),
        wikidata=next(iter(_most_first(told, 3)), None),
        articles=articles,
        first=first,
        last=last,
    )


def offices_of(record: Record, who: str, limit: int = -1) -> list[OfficeRow]:
    """The offices that articles give an actor, or everybody of a country, the latest first; `limit` at most."""
    asked = "home" if who.startswith("of-") else "who"
    rows = record.execute(
        "SELECT title, nullif(of, ''), former, first, last, articles, (SELECT id FROM article WHERE key = newest),"
        " (SELECT name FROM actor AS x WHERE x.who = h.who LIMIT 1), who"
        " FROM (SELECT who, title, of, former, min(nullif(first, '')) AS first, nullif(max(last), '') AS last,"
        f"  sum(articles) AS articles, max(newest) AS newest FROM held WHERE {asked} = ? GROUP BY who, title, of, former"
        "  ORDER BY former, max(last) DESC, title, of, who LIMIT ?) AS h ORDER BY former, last DESC, title, of, who",
        (who, limit),
    )
    return list(_as_readers_have(record, [OfficeRow(r[0], r[1], bool(r[2]), *r[3:]) for r in rows]))


def _as_readers_have(record: Record, rows: list[OfficeRow]) -> Iterator[OfficeRow]:
    """The offices that readers leave standing, with what they have put right."""
    said = offices_said(record)
    for row in rows:
        persons = persons_called(record, row.who) if said else []
        rights = [right_office(said, one.id, row.title, row.of) for one in persons]
        changed = next((right for right in rights if right is None or right.fields), Right(row.title, row.of))
        if changed:
            days = {"first": changed.since or row.first, "last": changed.until or row.last}
            yield replace(row, title=changed.title, of=changed.of, **days) if changed.fields else row


def companions_of(record: Record, who: str, limit: int = 12) -> list[Companion]:
    """The named actors that are party to most of this one's events, of its newest events at most NEWEST."""
    rows = record.execute(
        "WITH own AS MATERIALIZED (SELECT DISTINCT article, finding FROM part WHERE who = ? AND kind = 'event'"
        f" {but_struck(record, 'finding')} ORDER BY published DESC LIMIT ?),"
        " beside AS MATERIALIZED (SELECT q.who, count(DISTINCT own.article || ' ' || own.finding) AS events FROM own"
        "   CROSS JOIN part AS q INDEXED BY part_article ON q.article = own.article AND q.finding = own.finding"
        "   WHERE q.kind = 'event' AND q.who != ? GROUP BY q.who)"
        " SELECT b.who, g.name, b.events FROM beside AS b CROSS JOIN gathered AS g ON g.who = b.who"
        " WHERE 'of-' || lower(coalesce(g.country, '')) != ? ORDER BY b.events DESC, b.who LIMIT ?",
        (who, NEWEST, who, who, limit),
    )
    return [Companion(*row) for row in rows]


def _country(record: Record, who: str, code: str) -> tuple[str, ...]:
    """The name of a country of which the record knows anybody."""
    known = record.execute("SELECT 1 FROM part WHERE who = ? LIMIT 1", (who,)).fetchone()
    state = state_of(code)
    return (f"All of {state.name if state else code}",) if known else ()


def _articles(record: Record, who: str) -> tuple[int, str | None, str | None]:
    """How many articles mean an actor, and the days of the first and the last: counted as pages come and go, but
    for who has no name."""
    of = "FROM part WHERE who = ?1 AND kind = 'actor' AND published > ''"
    first, last = record.execute(
        f"SELECT (SELECT min(published) {of}), (SELECT max(published) {of})", (who,)
    ).fetchone()
    row = (
        record.execute("SELECT articles FROM gathered WHERE who = ?", (who,)).fetchone()
        or record.execute("SELECT articles FROM gathered_home WHERE home = ?", (who,)).fetchone()
        or record.execute(
            "SELECT count(*) FROM (SELECT DISTINCT published, article FROM part WHERE who = ? AND kind = 'actor')",
            (who,),
        ).fetchone()
    )
    return row[0], first, last


def _told(record: Record, who: str) -> list[sqlite3.Row]:
    """How articles name and describe an actor, and how many do it so: from an index alone. Where the first and the last that
    the index has are the same, so are all between, and nothing is counted: a state is named alike by tens of thousands."""
    told = "name, country, sector, wikidata"
    latest_first = "name DESC, country DESC, sector DESC, wikidata DESC"
    ends = record.execute(
        f"SELECT *, 1 AS number FROM (SELECT {told} FROM actor WHERE who = ?1 ORDER BY {told} LIMIT 1)"
        f" UNION SELECT *, 1 FROM (SELECT {told} FROM actor WHERE who = ?1 ORDER BY {latest_first} LIMIT 1)",
        (who,),
    ).fetchall()
    if len(ends) < 2:
        return ends
    query = f"SELECT {told}, count(*) AS number FROM actor WHERE who = ? GROUP BY 1, 2, 3, 4"
    return record.execute(query, (who,)).fetchall()


def _most_first(told: Iterable[sqlite3.Row], column: int) -> tuple[str, ...]:
    """The values of a column, the most frequent first; NULL left out."""
    numbers: Counter[str] = Counter()
    for row in told:
        if row[column] is not None:
            numbers[row[column]] += row["number"]
    return tuple(sorted(numbers, key=lambda value: (-numbers[value], value)))
