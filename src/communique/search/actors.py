"""Actors over all articles. One actor is gathered under one kind and one name; states under their code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from communique.store import Record


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
    """An office as articles gave it: between the dates of the first and the last that did, and in one of them."""

    title: str
    of: str | None
    former: bool
    first: str | None
    last: str | None
    articles: int
    article: str


class Companion(Struct, frozen=True):
    """Another actor that is party to the same events, and to how many."""

    who: str
    name: str
    events: int


def find_actors(
    record: Record, typed: str = "", kind: str | None = None, limit: int = 100, offset: int = 0
) -> tuple[list[ActorRow], int]:
    """Named actors, those in most articles first, and how many there are in all; `typed` is part of a name."""
    where, values = "x.named AND (? IS NULL OR x.kind = ?)", [kind, kind]
    if typed.strip():
        where += " AND instr(lower(x.name), lower(?))"
        values.append(typed.strip())
    rows = record.execute(
        "SELECT x.who, min(x.name), x.kind, max(x.country), count(DISTINCT x.article) AS articles, min(a.published),"
        f" max(a.published) FROM actor AS x JOIN article AS a ON a.key = x.article WHERE {where}"
        " GROUP BY x.who ORDER BY articles DESC, x.name LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    found = [ActorRow(*row) for row in rows]
    return found, record.execute(f"SELECT count(DISTINCT x.who) FROM actor AS x WHERE {where}", values).fetchone()[0]


def profile_of(record: Record, who: str) -> Profile | None:
    """Who an actor is by all the articles that mean it; None where no article does."""
    rows = record.execute(
        "SELECT x.name, x.kind, x.country, x.sector, x.wikidata, a.key, a.published"
        " FROM actor AS x JOIN article AS a ON a.key = x.article WHERE x.who = ?",
        (who,),
    ).fetchall()
    if not rows:
        return None
    names = _by_frequency(row["name"] for row in rows)
    dates = sorted(row["published"] for row in rows if row["published"])
    return Profile(
        who=who,
        name=names[0],
        names=names,
        kind=rows[0]["kind"],
        country=next(iter(_by_frequency(row["country"] for row in rows)), None),
        sectors=_by_frequency(row["sector"] for row in rows),
        wikidata=next((row["wikidata"] for row in rows if row["wikidata"]), None),
        articles=len({row["key"] for row in rows}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def offices_of(record: Record, who: str) -> list[OfficeRow]:
    """The offices that articles give an actor, the latest first."""
    rows = record.execute(
        "SELECT o.title, o.of, o.former, min(a.published), max(a.published), count(DISTINCT a.key), max(a.id)"
        " FROM actor AS x JOIN office AS o ON o.article = x.article AND o.actor = x.id"
        " JOIN article AS a ON a.key = x.article WHERE x.who = ?"
        " GROUP BY o.title, o.of, o.former ORDER BY o.former, max(a.published) DESC, o.title",
        (who,),
    )
    return [OfficeRow(r[0], r[1], bool(r[2]), *r[3:]) for r in rows]


def companions_of(record: Record, who: str, limit: int = 12) -> list[Companion]:
    """The named actors that are party to most of this one's events."""
    rows = record.execute(
        "SELECT y.who, min(y.name), count(DISTINCT p.article || ' ' || p.event) AS events FROM actor AS x"
        " JOIN event_party AS p ON p.article = x.article AND p.actor = x.id"
        " JOIN event_party AS q ON q.article = p.article AND q.event = p.event"
        " JOIN actor AS y ON y.article = q.article AND y.id = q.actor"
        " WHERE x.who = ? AND y.who != x.who AND y.named GROUP BY y.who ORDER BY events DESC, y.who LIMIT ?",
        (who, limit),
    )
    return [Companion(*row) for row in rows]


def _by_frequency(values: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct values, the most frequent first; None left out."""
    return tuple(value for value, _ in Counter(v for v in values if v).most_common())
