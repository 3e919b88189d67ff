"""Who held which office by how many articles, and between which days: counted as pages come and go."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Article
from communique.store.naming import home, who
from communique.store.record import Record

# Who, title, of what, whether formerly, and the country whose offices it is listed under; empty where there is none.
Holding = tuple[str, str, str, int, str]


def note_held(record: Record, key: int, article: Article) -> None:
    """Count the offices that an article gives. Belongs in the transaction that saves it."""
    day = article.published or ""
    held: set[Holding] = {
        (who(actor, article), office.title, office.of or "", int(office.former), home(actor.country) or "")
        for actor in article.actors
        for office in actor.offices
    }
    record.executemany(
        "INSERT INTO held VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + 1,"
        " first = CASE WHEN first = '' OR excluded.first = '' THEN max(first, excluded.first)"
        "   ELSE min(first, excluded.first) END,"
        " last = max(last, excluded.last), newest = max(newest, excluded.newest)",
        [(*one, day, day, key) for one in sorted(held)],
    )


def held_on(record: Record, page: int) -> set[Holding]:
    """The offices that the articles of a page give."""
    rows = record.execute(
        "SELECT x.who, o.title, coalesce(o.of, ''), o.former, x.country FROM article AS a"
        " JOIN office AS o ON o.article = a.key JOIN actor AS x ON x.article = o.article AND x.id = o.actor"
        " WHERE a.page = ?",
        (page,),
    )
    return {(row[0], row[1], row[2], row[3], home(row[4]) or "") for row in rows}


def count_anew(record: Record, held: Iterable[Holding]) -> None:
    """Count these from the articles that are there: a first or last day is not found by taking one away."""
    for name, title, of, former, land in held:
        rows = record.execute(
            "SELECT DISTINCT a.key, coalesce(a.published, ''), x.country FROM actor AS x"
            " JOIN office AS o ON o.article = x.article AND o.actor = x.id JOIN article AS a ON a.key = x.article"
            " WHERE x.who = ? AND o.title = ? AND coalesce(o.of, '') = ? AND o.former = ?",
            (name, title, of, former),
        )
        there = {(row[0], row[1]) for row in rows if (home(row[2]) or "") == land}
        one = (name, title, of, former, land)
        record.execute("DELETE FROM held WHERE (who, title, of, former, home) = (?, ?, ?, ?, ?)", one)
        if there:
            days = sorted(day for _, day in there if day) or [""]
            told = (len({key for key, _ in there}), days[0], days[-1], max(key for key, _ in there))
            record.execute("INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*one, *told))
