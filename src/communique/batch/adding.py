"""Read pages into a record, one transaction a page: stop it at any moment and start it again, nothing is lost."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from communique import __version__
from communique.batch.one_page import Known, LeftOut, Ready, Told
from communique.batch.workers import Knowledge, Worker, read_all
from communique.exports.kept import is_lake, kept_pages
from communique.exports.lakes import Lake
from communique.lexicon import fingerprint
from communique.model import Page, Source
from communique.pages import LIMITS, Limits, Raw, find_raw, is_cut, is_damage
from communique.sentences import pipeline_name
from communique.store import Outcome, Record, gather_words, note_failure, note_missing_copies, pages_come, stored_reader
from communique.threads import catch_up, number_waiting, save_page

# Joining takes some fifteen milliseconds an article: below this many nobody waits long enough to wonder.
WORTH_SAYING = 500
LAYERS = ("events", "statements", "claims", "commitments")


@dataclass
class Tally:
    """How far an `add` has come: pages by what became of them, what was found in them, what went wrong.

    `pages` counts what is in the record now; of those read in this run, `stories` have an article, `damaged` and `cut`
    say so in their problems. `left_out` counts records that are no pages by the reason ("image/png", "status 404"),
    `languages` the articles that are kept as text because they are not in English.
    """

    pages: Counter[Outcome] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    stories: int = 0
    damaged: int = 0
    cut: int = 0
    problems: int = 0

    @property
    def seen(self) -> int:
        """Pages that are in the record now."""
        return sum(self.pages.values())

    def count(self, outcome: Outcome, page: Page) -> None:
        self.pages[outcome] += 1
        self.problems += len(page.source.problems)
        self.stories += bool(page.articles)
        self.damaged += any(is_damage(problem) for problem in page.source.problems)
        self.cut += any(is_cut(problem) for problem in page.source.problems)
        self.found["articles"] += len(page.articles)
        self.languages.update(a.language for a in page.articles if a.language not in (None, "en"))
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
    workers: int = 1,
    limits: Limits = LIMITS,
) -> None:
    """Read every page at `paths` into the record; pages that this reader has read are passed over unless `again`.

    Pages are read by `workers` processes and stored by this one, in the order they lie in; the record is the same for
    any number. The pages of a lake are stored as they were read. `tally` is kept up to date and `step` called after every
    page. A page that cannot be read is noted in the record, told to `complain`, and the rest goes on. Raises
    sqlite3.OperationalError where the record itself fails (disk full, locked by another process), PipelineMissing where
    nothing can be read, LakeError where a lake cannot be.
    """
    with pages_come(_file(record)):
        _add(record, paths, reader_name(), again, Keeper(record, tally, complain), step, workers, limits)


def _add(
    record: Record,
    paths: Iterable[str],
    reader: str,
    again: bool,
    keeper: Keeper,
    step: Callable[[], None],
    workers: int,
    limits: Limits,
) -> None:
    note_missing_copies(record)
    if (waiting := number_waiting(record)) > WORTH_SAYING:
        keeper.complain(f"first {waiting:,} stored articles are joined by this version's rules; this happens once")
    catch_up(record)
    for from_lake, group in groupby(paths, key=is_lake):
        if from_lake:
            told = (one for lake in group for one in kept_in(Lake(lake), record, again))
        else:
            told = ((reader, one) for one in read_at(record, group, reader, again, keeper, workers, limits))
        for who, one in told:
            keeper.take(who, one)
            step()
    gather_words(record, keeper.tally.found["articles"])


def _file(record: Record) -> Path:
    return Path(next(row[2] for row in record.execute("PRAGMA database_list") if row[1] == "main"))


def read_at(
    record: Record, paths: Iterable[str], reader: str, again: bool, keeper: Keeper, workers: int, limits: Limits
) -> Iterator[Told]:
    """What is read at these paths, page by page."""
    knowledge = None if again else Knowledge(str(_file(record)), reader)
    raws = raws_at(paths, limits, keeper.tally, keeper.failed)
    for told in read_all(raws, workers, lambda: Worker(limits, knowledge)):
        yield from told


def kept_in(lake: Lake, record: Record, again: bool) -> Iterator[tuple[str, Told]]:
    """The pages of a lake, each with who read it; one that the record has from the same reader is not unpacked."""
    for kept in kept_pages(lake):
        if not again and stored_reader(record, kept.id) == kept.reader:
            yield kept.reader, Known(Source(uri=kept.id, digest="", media_type=""))
        else:
            yield kept.reader, Ready(kept.page)


class Keeper:
    """Stores what has been read, and counts it."""

    def __init__(self, record: Record, tally: Tally, complain: Callable[[str], None]) -> None:
        self.record, self.tally, self.complain = record, tally, complain

    def take(self, reader: str, one: Told) -> None:
        """Store or count one thing that was told of what was read."""
        tally = self.tally
        if isinstance(one, LeftOut):
            tally.left_out[one.reason] += 1
        elif isinstance(one, Known):
            tally.files.add(_file_of(one.source))
            tally.pages["unchanged"] += 1
        elif isinstance(one, Ready):
            tally.files.add(_file_of(one.page.source))
            self.store(one.page, reader)

    def store(self, page: Page, reader: str) -> None:
        try:
            self.tally.count(save_page(self.record, page, reader), page)
        except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
            self.failed(page.source.uri, f"could not be stored: {error}")
        for problem in page.source.problems:
            self.complain(f"{page.source.uri}: {problem}")

    def failed(self, uri: str, problem: str) -> None:
        self.tally.problems += 1
        note_failure(self.record, uri, problem)
        self.complain(f"{uri}: {problem}")


def _file_of(source: Source) -> str:
    return (source.archive or source.uri).split("!")[0]


def raws_at(paths: Iterable[str], limits: Limits, tally: Tally, failed: Callable[[str, str], None]) -> Iterator[Raw]:
    """What lies at each path, in order; a path that cannot be opened is told to `failed` and passed over."""

    def left_out(reason: str) -> None:
        tally.left_out[reason] += 1

    for path in paths:
        try:
            yield from find_raw(path, limits, left_out)
        except OSError as error:
            failed(path, f"cannot be read: {error.strerror or error}")
