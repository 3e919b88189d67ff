"""The pages for people, rendered here and complete without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from msgspec.structs import replace

from communique.model import Article, Block
from communique.search import (
    Wanted,
    article_row,
    count_findings,
    find_findings,
)
from communique.search.findings import COUNTED_TO
from communique.store import Record, copies_of, load_article
from communique.threads.offices_said import offices_said, with_right_offices
from communique.web.asking import PAGE, Name, PageNumber, the_record
from communique.web.citing import citations_of_article
from communique.web.filters import Asking, narrowed, wanted_of
from communique.web.marks import Piece, marks_of, pieces, place_ref, time_ref
from communique.web.paging import Pager
from communique.web.shown import PATHS, html

# Of an agency's text that hundreds print so many prints are listed.
A_SHEET = 50
READER = "SELECT p.reader FROM article AS a JOIN page AS p ON p.key = a.page WHERE a.key = ?"
# More findings than any article has; an article's page shows all of them.
ALL = 100_000


class Line(NamedTuple):
    """A block of an article with its words cut into marked pieces."""

    role: str
    pieces: list[Piece]


@get("/article/{article_id:str}", include_in_schema=False, sync_to_thread=True)
def article_page(state: State, article_id: Name) -> Response[str]:
    """An article with every finding marked in its text."""
    with the_record(state) as record:
        row = article_row(record, article_id)
        article = load_article(record, row.key) if row else None
        if row is None or article is None:
            raise NotFoundException("There is no such article in this record.")
        found = {kind: find_findings(record, kind, Wanted(article=row.key), ALL) for kind in PATHS}
        citations = citations_of_article(
            article, row.publisher, row.uri, record.execute(READER, (row.key,)).fetchone()[0]
        )
        sources, printed = sources_of(record, article_id), printed_too(record, row.key)
        article = with_right_offices(record, row.key, article, offices_said(record))
        who = dict(record.execute("SELECT id, who FROM actor WHERE article = ?", (row.key,)).fetchall())
    return html(
        "article.html",
        article=article,
        row=row,
        lines=lines_of(without_struck(article, {one.id for kind in found.values() for one in kind})),
        found=found,
        sources=sources,
        printed=printed,
        problems=[problem for source in sources for problem in source["problems"]],
        who=who,
        time_ref=time_ref,
        place_ref=place_ref,
        citations=citations,
    )


def ledger(request: Asking, state: State, kind: str, page: int) -> Response[str]:
    """All findings of one kind, narrowed."""
    with the_record(state) as record:
        asked = narrowed(record, kind, request, page)
        wanted = wanted_of(kind, asked.given, asked.who)
        total = 0 if asked.problem else count_findings(record, kind, wanted)
        found = [] if asked.problem else find_findings(record, kind, wanted, PAGE + 1, (page - 1) * PAGE)
    floor = bool(asked.given) and total in COUNTED_TO
    return html(
        "ledger.html", asked.status, kind=kind, found=found[:PAGE], asked=asked,
        pager=Pager(page, total, floor, len(found) > PAGE), here=kind,
    )  # fmt: skip


@get("/events", include_in_schema=False, sync_to_thread=True)
def events_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """Who did what to whom."""
    return ledger(request, state, "event", page)


@get("/statements", include_in_schema=False, sync_to_thread=True)
def statements_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """Who said what."""
    return ledger(request, state, "statement", page)


@get("/claims", include_in_schema=False, sync_to_thread=True)
def claims_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """What one side asserts and another contests."""
    return ledger(request, state, "claim", page)


@get("/promises", include_in_schema=False, sync_to_thread=True)
def promises_page(request: Asking, state: State, page: PageNumber = 1) -> Response[str]:
    """What was promised, planned, agreed, and to whom one is invited."""
    return ledger(request, state, "commitment", page)


def without_struck(article: Article, listed: set[str]) -> Article:
    """The article with the findings that are listed: what a reader has struck out is marked no more."""
    return replace(
        article,
        statements=tuple(f for f in article.statements if f.id in listed),
        events=tuple(f for f in article.events if f.id in listed),
        claims=tuple(f for f in article.claims if f.id in listed),
        commitments=tuple(f for f in article.commitments if f.id in listed),
    )


def sources_of(record: Record, article_id: str) -> list[dict[str, Any]]:
    """Every page that has this article, with what went wrong in reading it."""
    rows = record.execute(
        "SELECT p.* FROM article AS a JOIN page AS p ON p.key = a.page WHERE a.id = ? ORDER BY p.key", (article_id,)
    ).fetchall()
    ask = "SELECT problem FROM page_problem WHERE page = ? ORDER BY position"
    return [{**dict(row), "problems": [p["problem"] for p in record.execute(ask, (row["key"],))]} for row in rows]


def printed_too(record: Record, key: int) -> list[Any]:
    """The articles that print the text of this one under other ids, each with its outlet and day."""
    keys = copies_of(record, key)[:A_SHEET]
    marks = ", ".join("?" * len(keys))
    return record.execute(
        "SELECT a.id, a.headline, a.published, g.publisher, coalesce(g.canonical, g.uri) AS uri FROM article AS a"
        f" JOIN page AS g ON g.key = a.page WHERE a.key IN ({marks}) AND a.id != (SELECT id FROM article WHERE key = ?)"
        " ORDER BY a.published, a.id",
        (*keys, key),
    ).fetchall()


def lines_of(article: Article) -> list[Line]:
    """The article's blocks with their marks."""
    marks = marks_of(article)
    return [
        Line(block.role, list(pieces(article.text, marks, block.start, block.stop))) for block in blocks_of(article)
    ]


def blocks_of(article: Article) -> Iterator[Block]:
    """The blocks, and as paragraphs whatever words lie between them: nothing of the text goes unshown."""
    reached = 0
    for block in (*article.blocks, Block("paragraph", len(article.text), len(article.text))):
        if article.text[reached : block.start].strip():
            yield Block("paragraph", reached, block.start)
        if block.start < block.stop:
            yield block
        reached = max(reached, block.stop)


PAGES = [article_page, events_page, statements_page, claims_page, promises_page]
