"""Actors over all articles. One actor is gathered under one kind and one name; states under their code."""

from __future__ import annotations

from msgspec import Struct

from communique.lexicon import state_of
from communique.store import Record

# A state is party to tens of thousands of events; whom it meets most shows in the newest thousand.
NEWEST = 1000
# Beside a search stand the actors of that name among so many: looked through in a few milliseconds.
BEST_KNOWN = 10_000


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
    """Named actors, those in most articles first, and how many there are in all; `typed` is part of a name."""
    where, values = ["1"], list[str]()
    if kind:
        where.append("kind = ?")
        values.append(kind)
    if typed.strip():
        where.append("instr(lower(name), lower(?))")
        values.append(typed.strip())
    rows = record.execute(
        "SELECT g.*, (SELECT min(p.published) FROM part AS p WHERE p.who = g.who AND p.kind = 'actor' AND p.published > '') AS first,"
        " (SELECT max(p.published) FROM part AS p WHERE p.who = g.who AND p.kind = 'actor' AND p.published > '') AS last"
        f" FROM (SELECT who, name, kind, country, articles FROM gathered WHERE {' AND '.join(where)}"
        " ORDER BY articles DESC, name DESC LIMIT ? OFFSET ?) AS g",
        (*values, limit, offset),
    )
    total = record.execute(f"SELECT count(*) FROM gathered WHERE {' AND '.join(where)}", values).fetchone()[0]
    return [ActorRow(*row) for row in rows], total


def known_actors(record: Record, typed: str, limit: int = 8) -> list[ActorRow]:
    """Of the BEST_KNOWN actors those whose name holds what was typed, those in most articles first."""
    rows = record.execute(
        "SELECT who, name, kind, country, articles, NULL, NULL FROM"
        " (SELECT * FROM gathered ORDER BY articles DESC, name DESC LIMIT ?)"
        " WHERE instr(lower(name), lower(?)) LIMIT ?",
        (BEST_KNOWN, typed.strip(), limit),
    )
    return [ActorRow(*row) for row in rows]


def profile_of(record: Record, who: str) -> Profile | None:
    """Who an actor is by all the articles that mean it; None where no article does."""
    code = who.removeprefix("of-").upper() if who.startswith("of-") else None
    names = _by_frequency(record, "name", who) if code is None else _country(record, who, code)
    if not names:
        return None
    articles, first, last = record.execute(
        "SELECT count(DISTINCT article), min(nullif(published, '')), max(nullif(published, ''))"
        " FROM part WHERE who = ? AND kind = 'actor'",
        (who,),
    ).fetchone()
    kind = "country" if code else record.execute("SELECT kind FROM actor WHERE who = ? LIMIT 1", (who,)).fetchone()[0]
    return Profile(
        who=who,
        name=names[0],
        names=names,
        kind=kind,
        country=code or next(iter(_by_frequency(record, "country", who)), None),
        sectors=_by_frequency(record, "sector", who),
        wikidata=next(iter(_by_frequency(record, "wikidata", who)), None),
        articles=articles,
        first=first,
        last=last,
    )


def offices_of(record: Record, who: str) -> list[OfficeRow]:
    """The offices that articles give an actor, the latest first."""
    rows = record.execute(
        "SELECT title, of, former, first, last, articles, (SELECT id FROM article WHERE key = newest), holder, who FROM"
        " (SELECT x.who, min(x.name) AS holder, o.title, o.of, o.former, min(nullif(p.published, '')) AS first, max(nullif(p.published, '')) AS last,"
        "   count(DISTINCT p.article) AS articles, max(p.article) AS newest"
        "   FROM part AS p JOIN office AS o ON o.article = p.article AND o.actor = p.finding"
        "   JOIN actor AS x ON x.article = p.article AND x.id = p.finding"
        "   WHERE p.who = ? AND p.kind = 'actor' GROUP BY x.who, o.title, o.of, o.former)"
        " ORDER BY former, last DESC, title",
        (who,),
    )
    return [OfficeRow(r[0], r[1], bool(r[2]), *r[3:]) for r in rows]


def companions_of(record: Record, who: str, limit: int = 12) -> list[Companion]:
    """The named actors that are party to most of this one's events, of its newest events at most NEWEST."""
    rows = record.execute(
        "WITH own AS MATERIALIZED (SELECT DISTINCT article, finding FROM part WHERE who = ? AND kind = 'event'"
        "   ORDER BY published DESC LIMIT ?)"
        " SELECT y.who, min(y.name), count(DISTINCT own.article || ' ' || own.finding) AS events FROM own"
        " JOIN event_party AS q ON q.article = own.article AND q.event = own.finding"
        " JOIN actor AS y ON y.article = q.article AND y.id = q.actor"
        " WHERE y.who != ? AND y.named AND 'of-' || lower(coalesce(y.country, '')) != ? GROUP BY y.who ORDER BY events DESC, y.who LIMIT ?",
        (who, NEWEST, who, who, limit),
    )
    return [Companion(*row) for row in rows]


def _country(record: Record, who: str, code: str) -> tuple[str, ...]:
    """The name of a country of which the record knows anybody."""
    known = record.execute("SELECT 1 FROM part WHERE who = ? LIMIT 1", (who,)).fetchone()
    state = state_of(code)
    return (f"All of {state.name if state else code}",) if known else ()


def _by_frequency(record: Record, column: str, who: str) -> tuple[str, ...]:
    """The values of an actor's column over its articles, the most frequent first; NULL left out."""
    rows = record.execute(
        f"SELECT {column}, count(*) AS number FROM actor WHERE who = ? AND {column} IS NOT NULL"
        " GROUP BY 1 ORDER BY number DESC, 1",
        (who,),
    )
    return tuple(row[0] for row in rows)
