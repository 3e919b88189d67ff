"""Articles of the record: the newest first, or those that hold certain words, best match first."""

from __future__ import annotations

import json
import sqlite3

from msgspec import Struct
from msgspec.structs import replace

from communique.search.corrected import any_struck, but_struck, number_struck
from communique.search.words import match_expression
from communique.store import Record

# Marks around a found word in `excerpt`: characters no page's text keeps, so that they cannot be forged.
FOUND, FOUND_END = "\x02", "\x03"

FINDINGS = ("event", "statement", "claim", "commitment")
HEAD = "a.key, a.id, a.kind, a.headline, a.published, a.dateline, a.syndicated_from, coalesce(p.canonical, p.uri), p.publisher"
# An article opens with its first paragraph: headline, captions and credits come before it in many texts.
FIRST = "coalesce((SELECT min(b.start) FROM block AS b WHERE b.article = a.key AND b.role = 'paragraph'), 0)"
OPENING = f"substr(a.text, 1 + {FIRST}, 320)"


# Articles that hold the words are counted so far, and the newest so many of them weighed against each other: whoever looks
# for a word that more hold narrows the search or wants what is new, and to weigh 5,000 took 14 of a page's 30 ms, 2,000 take 8.
COUNTED, WEIGHED = 10_000, 2000


class ArticleRow(Struct, frozen=True):
    """An article in a list. `excerpt` is its opening, or the words around a match."""

    key: int
    id: str
    kind: str
    headline: str | None
    published: str | None
    dateline: str | None
    syndicated_from: str | None
    uri: str
    publisher: str | None
    excerpt: str
    events: int
    statements: int
    claims: int
    commitments: int


class Totals(Struct, frozen=True):
    """How much the record holds."""

    pages: int
    articles: int
    events: int
    statements: int
    claims: int
    commitments: int
    actors: int
    problems: int


def totals_of(record: Record) -> Totals:
    """What the record's own totals say, less what readers have struck out."""
    numbers = dict(record.execute("SELECT name, number FROM total").fetchall())
    if any_struck(record):
        numbers |= {kind: numbers[kind] - number_struck(record, kind) for kind in FINDINGS}
    failures = record.execute("SELECT count(*) FROM failure").fetchone()[0]
    kinds = ("page", "article", *FINDINGS)
    return Totals(*[*(numbers[kind] for kind in kinds), numbers["gathered"], numbers["page_problem"] + failures])


def counts(record: Record) -> str:
    """How many findings of each kind an article `a` has: columns of a query. What readers have struck out is none."""
    left = but_struck(record, "f.id")
    return ", ".join(
        f"(SELECT count(*) FROM {kind} AS f WHERE f.article = a.key{left}) AS {kind}s" for kind in FINDINGS
    )


def find_articles(record: Record, typed: str = "", limit: int = 50, offset: int = 0) -> tuple[list[ArticleRow], int]:
    """A stretch of the articles, and how many there are in all. Raises BadQuery."""
    if typed.strip():
        return _matching(record, match_expression(typed), limit, offset)
    rows = record.execute(
        "WITH f AS MATERIALIZED (SELECT key FROM article ORDER BY published DESC, key DESC LIMIT ? OFFSET ?)"
        f" SELECT {HEAD}, {OPENING} AS excerpt, {counts(record)} FROM f CROSS JOIN article AS a ON a.key = f.key"
        " JOIN page AS p ON p.key = a.page ORDER BY a.published DESC, a.key DESC",
        (limit, offset),
    )
    return [_row(row) for row in rows], totals_of(record).articles


def article_row(record: Record, article_id: str) -> ArticleRow | None:
    """The article of this id; of several copies the first that came in."""
    row = record.execute(
        f"SELECT {HEAD}, {OPENING} AS excerpt, {counts(record)} FROM article AS a JOIN page AS p ON p.key = a.page"
        " WHERE a.id = ? ORDER BY a.key LIMIT 1",
        (article_id,),
    ).fetchone()
    return _row(row) if row else None


def _matching(record: Record, expression: str, limit: int, offset: int) -> tuple[list[ArticleRow], int]:
    # Of the newest WEIGHED the best come first, then the others: to weigh every article with a common word takes a tenth of a
    # second.
    newest = "FROM article_text WHERE article_text MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?"
    best = f"SELECT key FROM (SELECT rowid AS key, bm25(article_text) AS rank {newest}) ORDER BY rank, key LIMIT ? OFFSET ?"
    ranked = max(0, min(limit, WEIGHED - offset))
    keys = record.execute(best, (expression, WEIGHED, 0, ranked, offset)).fetchall() if ranked else []
    if ranked < limit:
        rest = (expression, limit - ranked, max(WEIGHED, offset))
        keys += record.execute(f"SELECT rowid {newest}", rest).fetchall()
    return rows_of(record, [row[0] for row in keys], expression), number_matching(record, expression)


def number_matching(record: Record, expression: str) -> int:
    """How many articles hold the words, no further than COUNTED."""
    query = "SELECT count(*) FROM (SELECT 1 FROM article_text WHERE article_text MATCH ? LIMIT ?)"
    return int(record.execute(query, (expression, COUNTED)).fetchone()[0])


def rows_of(record: Record, keys: list[int], expression: str | None) -> list[ArticleRow]:
    """These articles, in this order, each with the words around a match."""
    rows = record.execute(
        f"SELECT {HEAD}, {OPENING} AS excerpt, {counts(record)} FROM json_each(?) AS k CROSS JOIN article AS a ON a.key = k.value"
        " JOIN page AS p ON p.key = a.page ORDER BY k.id",
        (json.dumps(keys),),
    )
    articles = [ArticleRow(*row) for row in rows]
    around = _around(record, keys, expression) if expression else {}
    return [replace(one, excerpt=around.get(one.key, one.excerpt)) for one in articles]


def _around(record: Record, keys: list[int], expression: str) -> dict[int, str]:
    """For each article the words around its first match, marked."""
    if not keys:
        return {}
    # The plus has the index walked once from the first to the last of them (4 ms for fifty that hold a frequent word), and not
    # entered anew for each (25 ms).
    rows = record.execute(
        "SELECT rowid, snippet(article_text, 1, ?, ?, '…', 36) FROM article_text WHERE article_text MATCH ?"
        f" AND rowid BETWEEN ? AND ? AND +rowid IN ({', '.join('?' * len(keys))})",
        (FOUND, FOUND_END, expression, min(keys), max(keys), *keys),
    )
    return {row[0]: row[1] for row in rows}


def _row(row: sqlite3.Row) -> ArticleRow:
    return ArticleRow(*row)
