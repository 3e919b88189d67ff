"""One finding by itself: its words in context, why it is here, what readers say of it, and how to cite it."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException

from communique.lexicon import all_rules, where_stands
from communique.model import Article, Span
from communique.model.checks import findings_of
from communique.search import Wanted, find_findings
from communique.search.corrected import is_struck
from communique.store import load_article, places_of
from communique.threads import Chain, Contention, chain_of, contention_of, happening_of
from communique.web.asking import Name, the_record
from communique.web.changing import about, fields_of
from communique.web.citing import citations_of
from communique.web.marks import marks_of, pieces
from communique.web.pages import Line, blocks_of, sources_of
from communique.web.shown import html


def show_finding(state: State, kind: str, name: str) -> Response[str]:
    """One finding by itself: its words in context, its rule, its source, and how to cite it."""
    with the_record(state) as record:
        found = find_findings(record, kind, Wanted(id=name), 1)
        places = [place for place in places_of(record, name) if place.id == name and place.kind == kind]
        article = load_article(record, places[0].article) if places else None
        if not found or article is None:
            raise NotFoundException("There is no such finding in this record.")
        sources = sources_of(record, article.id)
        happening = happening_of(record, name) if kind == "event" else None
        followed = chain_of(record, name) if kind in ("commitment", "event") else None
        contended = contention_of(record, name) if kind in ("claim", "event", "statement") else None
        said, struck = about(record, name), is_struck(record, name)
        reader = record.execute("SELECT reader FROM page WHERE uri = ? LIMIT 1", (places[0].uri,)).fetchone()["reader"]
    finding = next(f for f in findings_of(article) if f.id == name)
    rule = finding.rule.split(":")[0]
    return html(
        "finding.html",
        found=found[0],
        article=article,
        lines=lines_about(article, name),
        stands=where_stands(finding.rule),
        note=next((entry.note for _, entry in all_rules() if entry.id == rule), None),
        sources=sources,
        reader=reader,
        citations=citations_of(found[0], article, reader),
        happening=happening,
        thread=thread_path(followed, contended),
        became=followed.state if followed and kind == "commitment" else None,
        said=said,
        struck=struck,
        fields=fields_of(kind),
        here=kind,
    )


@get("/event/{name:str}", include_in_schema=False, sync_to_thread=True)
def event_page(state: State, name: Name) -> Response[str]:
    return show_finding(state, "event", name)


@get("/statement/{name:str}", include_in_schema=False, sync_to_thread=True)
def statement_page(state: State, name: Name) -> Response[str]:
    return show_finding(state, "statement", name)


@get("/claim/{name:str}", include_in_schema=False, sync_to_thread=True)
def claim_page(state: State, name: Name) -> Response[str]:
    return show_finding(state, "claim", name)


@get("/promise/{name:str}", include_in_schema=False, sync_to_thread=True)
def promise_page(state: State, name: Name) -> Response[str]:
    return show_finding(state, "commitment", name)


def thread_path(followed: Chain | None, contended: Contention | None) -> str | None:
    """Where the undertaking or the claim that a finding belongs to is followed over pages; the claim first, of both."""
    if contended:
        return f"/contention/{contended.id}"
    return f"/chain/{followed.id}" if followed else None


def lines_about(article: Article, name: str) -> list[Line]:
    """The blocks in which a finding has words, with the marks of this finding alone."""
    marks = [mark for mark in marks_of(article) if mark.ref == name]
    spans = [Span(mark.start, mark.stop) for mark in marks]
    return [
        Line(block.role, list(pieces(article.text, marks, block.start, block.stop)))
        for block in blocks_of(article)
        if any(block.span.touches(span) for span in spans)
    ]


FINDINGS = [event_page, statement_page, claim_page, promise_page]
