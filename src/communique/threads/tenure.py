"""Which offices articles give persons, counted as pages come and go: a state of a large record has thousands of holders."""

from __future__ import annotations

from collections.abc import Iterable

from communique.store import Record

# What `tenure` has, worked out from all articles.
HELD = """SELECT coalesce(o.of, '') AS of, o.title AS title, s.guise AS guise, count(DISTINCT o.article),
    min(CASE WHEN o.former THEN NULL ELSE a.published END), max(CASE WHEN o.former THEN NULL ELSE a.published END),
    min(CASE WHEN o.former THEN a.published END)
  FROM sighting AS s JOIN office AS o ON o.article = s.article AND o.actor = s.actor JOIN article AS a ON a.key = s.article
 GROUP BY 1, 2, 3"""
# The same of one actor of one article.
_OF_ONE = HELD.replace(" GROUP BY", " WHERE s.article = ? AND s.actor = ? GROUP BY")


def note_offices(record: Record, article: int, actor: str) -> None:
    """Count the offices that an article gives an actor whose sighting stands. Belongs in a transaction."""
    record.execute(
        f"INSERT INTO tenure {_OF_ONE} ON CONFLICT DO UPDATE SET articles = articles + 1,"
        " first = coalesce(min(first, excluded.first), first, excluded.first),"
        " last = coalesce(max(last, excluded.last), last, excluded.last),"
        " former_since = coalesce(min(former_since, excluded.former_since), former_since, excluded.former_since)",
        (article, actor),
    )


def count_offices_anew(record: Record, guises: Iterable[int]) -> None:
    """Count the offices of these guises from the articles that are left: a first day is not found by taking one away."""
    for guise in guises:
        record.execute("DELETE FROM tenure WHERE guise = ?", (guise,))
        record.execute(f"INSERT INTO tenure {HELD.replace(' GROUP BY', ' WHERE s.guise = ? GROUP BY')}", (guise,))
