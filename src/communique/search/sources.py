"""The pages of the record: where they came from, when they came in, what they gave and what went wrong."""

from __future__ import annotations

from msgspec import Struct

from communique.store import Record


class SourceRow(Struct, frozen=True):
    """A page in a list. `languages` are those of its articles; `reader` is what read it last."""

    uri: str
    publisher: str | None
    media_type: str
    encoding: str | None
    fetched: str | None
    added: str
    reader: str
    articles: int
    languages: str | None
    article: str | None
    problems: int


class Group(Struct, frozen=True):
    """Pages that have something in common: how many, with how many articles, how many of them with a problem, and the days
    of the first and the last article."""

    value: str
    pages: int
    articles: int
    problems: int
    first: str | None
    last: str | None


# Outlets and languages are counted over so many pages, those that came in last; the most frequent are shown.
COUNTED, SHOWN = 5000, 40


def outlets_of(record: Record) -> list[Group]:
    """The outlets of the pages, those with most pages first."""
    return _groups(record, "p.publisher")


def languages_of(record: Record) -> list[Group]:
    """The languages of the articles, by code ("en"), those of most pages first."""
    return _groups(record, "a.language")


def _groups(record: Record, value: str) -> list[Group]:
    rows = record.execute(
        f"SELECT {value}, count(DISTINCT p.key), count(a.key),"
        " sum(a.position = 0 AND EXISTS (SELECT 1 FROM page_problem AS b WHERE b.page = p.key)),"
        " min(a.published), max(a.published) FROM (SELECT key, publisher FROM page ORDER BY key DESC LIMIT ?) AS p"
        f" JOIN article AS a ON a.page = p.key WHERE {value} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (COUNTED, SHOWN),
    )
    return [Group(*row) for row in rows]


def find_problems(record: Record, limit: int = 50, offset: int = 0) -> list[tuple[str, str, str | None]]:
    """What went wrong, page by page: the address, the problem in words, and the first article that was still read; what
    could not be read at all comes first."""
    rows = record.execute(
        "SELECT uri, problem, NULL FROM failure UNION ALL SELECT * FROM (SELECT coalesce(p.canonical, p.uri), b.problem,"
        " (SELECT a.id FROM article AS a WHERE a.page = p.key ORDER BY a.position LIMIT 1)"
        " FROM page_problem AS b JOIN page AS p ON p.key = b.page ORDER BY b.page DESC, b.position) LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def find_sources(record: Record, limit: int = 50, offset: int = 0) -> list[SourceRow]:
    """A stretch of the pages, those that came in last first."""
    rows = record.execute(
        "SELECT coalesce(p.canonical, p.uri), p.publisher, p.media_type, p.encoding, p.fetched, p.added, p.reader,"
        " (SELECT count(*) FROM article AS a WHERE a.page = p.key),"
        " (SELECT group_concat(DISTINCT a.language) FROM article AS a WHERE a.page = p.key),"
        " (SELECT a.id FROM article AS a WHERE a.page = p.key ORDER BY a.position LIMIT 1),"
        " (SELECT count(*) FROM page_problem AS b WHERE b.page = p.key)"
        " FROM page AS p ORDER BY p.key DESC LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return [SourceRow(*row) for row in rows]
