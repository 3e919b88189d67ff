"""The pages of the record: where they came from, when they came in, what they gave and what went wrong."""

from __future__ import annotations

from collections import defaultdict

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
COUNTED, SHOWN = 4000, 40


def groups_of(record: Record) -> tuple[list[Group], list[Group]]:
    """The outlets of the pages and the languages of their articles, by code ("en"), each those of most pages first."""
    # Every page has one outlet, so that its first article stands for it; its articles may be in several languages.
    rows = record.execute(
        "SELECT p.publisher, a.language, sum(a.position = 0), count(DISTINCT a.page), count(*),"
        " sum(a.position = 0 AND EXISTS (SELECT 1 FROM page_problem AS b WHERE b.page = a.page)),"
        " min(a.published), max(a.published)"
        " FROM (SELECT key, publisher FROM page ORDER BY key DESC LIMIT ?) AS p CROSS JOIN article AS a ON a.page = p.key"
        " GROUP BY p.publisher, a.language",
        (COUNTED,),
    )
    outlets: dict[str, _Counted] = defaultdict(_Counted)
    languages: dict[str, _Counted] = defaultdict(_Counted)
    for publisher, language, begun, pages, articles, problems, first, last in rows:
        if publisher is not None:
            outlets[publisher].add(begun, articles, problems, first, last)
        if language is not None:
            languages[language].add(pages, articles, problems, first, last)
    return _most_first(outlets), _most_first(languages)


class _Counted:
    """What is counted of one outlet or language."""

    def __init__(self) -> None:
        self.pages = self.articles = self.problems = 0
        self.days: set[str] = set()

    def add(self, pages: int, articles: int, problems: int, first: str | None, last: str | None) -> None:
        self.pages += pages
        self.articles += articles
        self.problems += problems
        self.days |= {day for day in (first, last) if day is not None}


def _most_first(groups: dict[str, _Counted]) -> list[Group]:
    found = [
        Group(value, one.pages, one.articles, one.problems, min(one.days, default=None), max(one.days, default=None))
        for value, one in groups.items()
    ]
    return sorted(found, key=lambda group: (-group.pages, group.value))[:SHOWN]


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
