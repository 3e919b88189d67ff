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
