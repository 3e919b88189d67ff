"""One piece of a file through the whole way, wherever that happens: the pages in it, ready to be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from communique.model import Article, Page, Source
from communique.model.checks import broken
from communique.pages import LIMITS, Limits, Raw, open_raw
from communique.reading import read_captures
from communique.store import page_id

replace = msgspec.structs.replace
# Told the id of a page: whether this reader has read it before.
KnownPage = Callable[[str], bool]


class Opened(Struct, frozen=True, tag=True):
    """A page is about to be read: should the reading never end, this is what it was."""

    source: Source
    letters: int


class Ready(Struct, frozen=True, tag=True):
    """A page, read."""

    page: Page


class Known(Struct, frozen=True, tag=True):
    """A page that was read before."""

    source: Source


class LeftOut(Struct, frozen=True, tag=True):
    """A record that is no page, and why."""

    reason: str


Told = Opened | Ready | Known | LeftOut


def read_raw(raw: Raw, known: KnownPage, limits: Limits = LIMITS) -> Iterator[Told]:
    """Open some bytes and read the pages in them, one by one; what `known` says is known is not read again."""
    if raw.form != "lost" and known(page_id(raw.source)):
        yield Known(raw.source)  # it could not be opened then, and would not be now
        return
    reasons: list[str] = []
    for capture in open_raw(raw, limits, reasons.append):
        yield from _left_out(reasons)
        if known(page_id(capture.source)):
            yield Known(capture.source)
            continue
        yield Opened(capture.source, len(capture.text))
        yield Ready(without_contradictions(next(read_captures([capture]))))
    yield from _left_out(reasons)


def _left_out(reasons: list[str]) -> Iterator[LeftOut]:
    while reasons:
        yield LeftOut(reasons.pop(0))


def without_contradictions(page: Page) -> Page:
    """The page, with the findings left out of any article whose findings contradict its text or each other.

    That is always a fault of communique, never of the page; the problem says so, and the text is kept.
    """
    faults = {article.id: broken(article) for article in page.articles}
    if not any(faults.values()):
        return page
    problems = [
        f"article {article.headline or article.id!r} is kept as text, its findings contradict it ({faults[article.id][0]})"
        for article in page.articles
        if faults[article.id]
    ]
    source = replace(page.source, problems=(*page.source.problems, *problems))
    articles = tuple(as_text(article) if faults[article.id] else article for article in page.articles)
    return replace(page, source=source, articles=articles)


def as_text(article: Article) -> Article:
    """The article with nothing found in it."""
    return replace(
        article, blocks=(), source_note=None, actors=(), times=(), places=(), statements=(), events=(), claims=(),
        commitments=(), phrases=(),
    )  # fmt: skip
