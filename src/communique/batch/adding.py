"""Read pages into a record, one transaction a page: stop it at any moment and start it again, nothing is lost."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from communique import __version__
from communique.lexicon import fingerprint
from communique.model import Article, Capture, Page
from communique.model.checks import broken
from communique.pages import open_pages
from communique.reading import read_captures
from communique.sentences import pipeline_name
from communique.store import (
    Outcome,
    Record,
    note_failure,
    note_missing_copies,
    page_id,
    stored_reader,
)
from communique.threads import catch_up, save_page

replace = msgspec.structs.replace
LAYERS = ("events", "statements", "claims", "commitments")


@dataclass
class Tally:
    """How far an `add` has come: pages by what became of them, what was found in them, what went wrong."""

    pages: Counter[Outcome] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    problems: int = 0

    @property
    def seen(self) -> int:
        """Pages that are in the record now."""
        return sum(self.pages.values())

    def count(self, outcome: Outcome, page: Page) -> None:
        self.pages[outcome] += 1
        self.problems += len(page.source.problems)
        self.found["articles"] += len(page.articles)
        for layer in LAYERS:
            self.found[layer] += sum(len(getattr(article, layer)) for article in page.articles)


def reader_name() -> str:
    """What reads now: release, pipeline and lexicon. A page read by the same reader need not be read again."""
    return f"communique {__version__}, {pipeline_name()}, lexicon {fingerprint()}"


def add_pages(
    record: Record,
    paths: Iterable[str],
    *,
    again: bool = False,
    tally: Tally,
    step: Callable[[], None] = lambda: None,
    complain: Callable[[str], None] = lambda problem: None,
) -> None:
    """Read every page at `paths` into the record; pages that this reader has read are passed over unless `again`.

    `tally` is kept up to date and `step` called after every page. A page that cannot be read is noted in the record,
    told to `complain`, and the rest goes on. Raises sqlite3.OperationalError where the record itself fails (disk full,
    locked by another process).
    """
    reader = reader_name()
    note_missing_copies(record)
    catch_up(record)

    def failed(uri: str, problem: str) -> None:
        tally.problems += 1
        note_failure(record, uri, problem)
        complain(f"{uri}: {problem}")

    def unread() -> Iterator[Capture]:
        for capture in captures_at(paths, failed):
            tally.files.add(capture.source.archive or capture.source.uri)
            if again or stored_reader(record, page_id(capture.source)) != reader:
                yield capture
            else:
                tally.pages["unchanged"] += 1
                step()

    for page in read_captures(unread()):
        page = without_contradictions(page)
        try:
            tally.count(save_page(record, page, reader), page)
        except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
            failed(page.source.uri, f"could not be stored: {error}")
        for problem in page.source.problems:
            complain(f"{page.source.uri}: {problem}")
        step()


def captures_at(paths: Iterable[str], failed: Callable[[str, str], None]) -> Iterator[Capture]:
    """The pages at each path, in order; a path that cannot be opened is told to `failed` and passed over."""
    for path in paths:
        try:
            yield from open_pages(Path(path))
        except OSError as error:
            failed(path, f"cannot be read: {error.strerror or error}")


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
        commitments=(),
    )  # fmt: skip
