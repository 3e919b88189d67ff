"""What the articles of a search are about: how many tell of which type of act, country, outlet and month."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from msgspec import Struct

from communique.lexicon import state_of
from communique.search.articles import ArticleRow, find_articles, rows_of
from communique.search.corrected import RIGHT_ACTS, SAID, said_of
from communique.search.words import match_expression
from communique.store import Record

# A narrowed search looks through so many articles, those that came in last; a common word in a record of a million events
# would else take seconds to rank and count to the end.
LOOKED = 5000
# Facets are counted over so many of them: the shares are the same within some three of a hundred, and counting takes 6 to 14 ms
# where over 400 it takes 10 to 22.
COUNTED = 250
# The most values of a facet that are shown; of months two years.
SHOWN, MONTHS = 12, 24


class Narrowed(Struct, frozen=True, kw_only=True):
    """How a search is narrowed: to articles that tell an act of this type (`what`) with this `status`, name anybody of
    this `country` (its code), are of this `outlet` (the publisher) or published in this `month` ("2025-07")."""

    what: str | None = None
    status: str | None = None
    country: str | None = None
    outlet: str | None = None
    month: str | None = None


class Choice(Struct, frozen=True):
    """A value by which a search can be narrowed, and how many articles have it."""

    value: str
    articles: int


class Facet(Struct, frozen=True):
    """One respect in which articles differ; `name` is a field of Narrowed."""

    name: str
    choices: tuple[Choice, ...]


class Narrowing(Struct, frozen=True):
    """A stretch of the articles that fit, how many do (of the first LOOKED), and what they are about, by facet: `counted`
    says over how many of them."""

    articles: list[ArticleRow]
    total: int
    facets: tuple[Facet, ...]
    counted: int


# For each facet: the value, and the table beside `k`, the articles that are counted.
_FACETS = {
    "what": ("e.event", "JOIN event AS e ON e.article = k.value", "2 DESC, 1", SHOWN),
    "status": ("e.factuality", "JOIN event AS e ON e.article = k.value", "2 DESC, 1", SHOWN),
    "country": ("x.country", "JOIN actor AS x ON x.article = k.value AND x.named", "2 DESC, 1", 2 * SHOWN),
    "outlet": (
        "p.publisher",
        "JOIN article AS a ON a.key = k.value JOIN page AS p ON p.key = a.page",
        "2 DESC, 1",
        SHOWN,
    ),
    "month": (
        "substr(a.published, 1, 7)",
        "JOIN article AS a ON a.key = k.value AND a.published GLOB '[0-9][0-9][0-9][0-9]-*'",
        "1 DESC",
        MONTHS,
    ),
}


def narrowed_articles(record: Record, typed: str, narrowed: Narrowed, limit: int = 50, offset: int = 0) -> Narrowing:
    """Articles with the words `typed` (all where it is empty) that fit, with what they are about. Raises BadQuery.

    The newest come first where anything is narrowed; else the list is that of `find_articles`.
    """
    expression = match_expression(typed) if typed.strip() else None
    whole = narrowed == Narrowed()
    keys = _fitting(record, expression, narrowed, COUNTED if whole else LOOKED)
    few = json.dumps(keys[:COUNTED])
    facets = tuple(Facet(name, _choices(record, name, few)) for name in _FACETS)
    if whole:
        rows, total = find_articles(record, typed, limit, offset)
    else:
        rows, total = rows_of(record, keys[offset : offset + limit], expression), len(keys)
    return Narrowing(rows, total, facets, min(len(keys), COUNTED))


def _fitting(record: Record, expression: str | None, narrowed: Narrowed, looked: int) -> list[int]:
    """The keys of the articles that fit, among those `looked` at, the newest first."""
    tests, values = _tests(narrowed, bool(said_of(record, "event")))
    if expression:
        chosen = "SELECT rowid AS key FROM article_text WHERE article_text MATCH ? ORDER BY rowid DESC LIMIT ?"
        first: list[Any] = [expression, looked]
    else:
        month = "WHERE published BETWEEN ? AND ? || ':'" if narrowed.month else ""
        chosen = f"SELECT key FROM article {month} ORDER BY published DESC, key DESC LIMIT ?"
        first = [*([narrowed.month] * 2 if narrowed.month else []), looked]
    rows = record.execute(
        f"WITH c AS MATERIALIZED ({chosen}) SELECT a.key FROM c CROSS JOIN article AS a ON a.key = c.key"
        f" {'CROSS JOIN page AS p ON p.key = a.page' if narrowed.outlet else ''}"
        f" {'WHERE ' + ' AND '.join(tests) if tests else ''} ORDER BY a.published DESC, a.key DESC",
        [*first, *values],
    )
    return [row[0] for row in rows]


def _tests(narrowed: Narrowed, said: bool) -> tuple[list[str], list[str]]:
    """What an article must satisfy; with `said` readers have said something of events, and what they say holds."""
    # The plus keeps SQLite to the events of the article at hand, where the index by type would be walked for each article.
    act = [("+e.event = ?", narrowed.what), ("+e.factuality = ?", narrowed.status)]
    acts = [(test, value) for test, value in act if value]
    such = " AND ".join(test for test, _ in acts)
    told = f"EXISTS (SELECT 1 FROM event AS e WHERE e.article = a.key AND {such})"
    if acts and said:
        as_read = f"EXISTS (SELECT 1 FROM event AS e WHERE e.article = a.key AND {such} AND e.id NOT IN {SAID})"
        told = f"({as_read} OR a.key IN (SELECT e.article FROM {RIGHT_ACTS} AS e WHERE {such}))"
        acts *= 2
    of_country = (
        "EXISTS (SELECT 1 FROM part AS q WHERE q.who = 'of-' || lower(?) AND q.kind = 'actor'"
        " AND q.published = coalesce(a.published, '') AND q.article = a.key)"
    )
    single = [
        (of_country, narrowed.country), ("p.publisher = ?", narrowed.outlet),
        ("substr(a.published, 1, 7) = ?", narrowed.month),
    ]  # fmt: skip
    given = [(test, value) for test, value in single if value]
    tests = [*([told] if acts else []), *(test for test, _ in given)]
    return tests, [value for _, value in (*acts, *given) if value]


def _choices(record: Record, name: str, keys: str) -> tuple[Choice, ...]:
    value, tables, order, most = _FACETS[name]
    told, asked = f"SELECT {value} AS value, k.value AS article FROM json_each(?1) AS k CROSS {tables}", (keys, most)
    if name in ("what", "status") and said_of(record, "event"):
        told += (
            f" WHERE e.id NOT IN {SAID} UNION ALL SELECT {value}, e.article FROM {RIGHT_ACTS} AS e"
            " WHERE +e.article IN (SELECT value FROM json_each(?1))"  # the plus: few are right, many are asked for
        )
    rows = record.execute(
        f"SELECT value, count(DISTINCT article) FROM ({told}) WHERE value IS NOT NULL AND value != ''"
        f" GROUP BY 1 ORDER BY {order} LIMIT ?2",
        asked,
    )
    choices = (Choice(*row) for row in rows)
    # Bodies of many states have a code where others have a country: it narrows to nothing a reader could name.
    states = (one for one in choices if name != "country" or state_of(one.value))
    return tuple(islice(states, most if name == "month" else SHOWN))
