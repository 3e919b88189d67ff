"""What a source is known to give: where an outlet's new design thins the data, the batch says so and fails.

[[source]]
name = "The Lake Herald"
host = "lakeherald.example"
articles_a_day = [50, 400]
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from communique.exports.lakes import Entry, Lake
from communique.exports.parquet import UNDATED

Range = tuple[int, int]
SATURDAY = 5
# Rows of a table looked at a time.
ROWS = 20_000


class ExpectedError(ValueError):
    """The file of what is expected cannot be used; the message says why."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one source gives. It is known by the host of its pages' addresses, or by the publisher that they name.

    `articles_a_day` are the fewest and the most on any day, `weekend` those on Saturdays and Sundays where they differ.
    Days are counted from `since` to `until`; where these are not given, from the first to the last day on which any source
    of the file has an article, and of these two, which an archive may cut at noon, only the most is held against it.
    `undated_at_most` and `empty_at_most` are shares: of articles without a date, of pages without an article.
    """

    name: str
    host: str | None = None
    publisher: str | None = None
    articles_a_day: Range
    weekend: Range | None = None
    since: date | None = None
    until: date | None = None
    undated_at_most: float | None = None
    empty_at_most: float | None = None

    def gave(self, uri: str, publisher: str | None) -> bool:
        """Whether a page is of this source."""
        if self.publisher is not None and publisher == self.publisher:
            return True
        host = (urlsplit(uri).hostname or "").lower()
        return self.host is not None and (host == self.host or host.endswith("." + self.host))

    def on(self, day: date) -> Range:
        return self.weekend if self.weekend and day.weekday() >= SATURDAY else self.articles_a_day


class Seen:
    """What the lake has of each source: articles by day, those without one, pages, pages without an article."""

    def __init__(self) -> None:
        self.days: defaultdict[str, Counter[date]] = defaultdict(Counter)
        self.undated: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()
        self.empty: Counter[str] = Counter()

    def articles(self, source: str) -> int:
        return self.days[source].total() + self.undated[source]


def read_expected(file: Path) -> list[Source]:
    """The sources of a file. Raises ExpectedError, with what is wrong and in which entry."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExpectedError(f"{file}: {error}") from None
    sources = [_source(file, number, entry) for number, entry in enumerate(told.get("source", []), start=1)]
    if not sources:
        raise ExpectedError(f"{file}: there is no [[source]] in it")
    return sources


def _source(file: Path, number: int, entry: Any) -> Source:
    try:
        source = msgspec.convert(entry, Source)
    except msgspec.ValidationError as error:
        raise ExpectedError(f"{file}: source {number}: {error}") from None
    if source.host is None and source.publisher is None:
        raise ExpectedError(f"{file}: source {number} ({source.name}) needs a host or a publisher")
    return source


def seen_in(lake: Lake, sources: list[Source]) -> Seen:
    """Count what the lake has of the sources. An article that several pages hold is counted once, in each month."""
    seen = Seen()
    known: dict[tuple[str, str | None], str | None] = {}

    def source_of(uri: str, publisher: str | None) -> str | None:
        key = (urlsplit(uri).hostname or "", publisher)
        if key not in known:
            known[key] = next((one.name for one in sources if one.gave(uri, publisher)), None)
        return known[key]

    entries = lake.entries()
    for month, files in _months(entries, "articles"):
        ids = set[str]()
        for name, uri, publisher, day in _rows(lake, files, ("id", "uri", "publisher", "published")):
            source = source_of(uri, publisher)
            if source is None or name in ids:
                continue
            ids.add(name)
            if month == UNDATED or day is None:
                seen.undated[source] += 1
            else:
                seen.days[source][day] += 1
    for _, files in _months(entries, "pages"):
        for uri, canonical, publisher, number in _rows(lake, files, ("uri", "canonical", "publisher", "articles")):
            if (source := source_of(canonical or uri, publisher)) is not None:
                seen.pages[source] += 1
                seen.empty[source] += number == 0
    return seen


def _months(entries: Iterable[Entry], table: str) -> Iterator[tuple[str, list[str]]]:
    """The files of a table, month by month."""
    files = sorted((*file.split("/")[1::-1], file) for entry in entries for file in entry.files)
    for month, group in groupby((one for one in files if one[1] == table), key=lambda one: one[0]):
        yield month.removeprefix("month="), [one[2] for one in group]


def _rows(lake: Lake, files: list[str], columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    import pyarrow.parquet as pq

    for file in files:
        with lake.fs.open(lake.at(file), "rb") as stream:
            for batch in pq.ParquetFile(stream).iter_batches(batch_size=ROWS, columns=list(columns)):
                yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)


def unexpected(sources: list[Source], seen: Seen) -> Iterator[str]:
    """What a source gave and should not have, or gave not and should have: a sentence each, none where all is well."""
    days = [day for source in sources for day in seen.days[source.name]]
    for source in sources:
        if not seen.articles(source.name):
            yield f"{source.name}: no article at all, of {seen.pages[source.name]:,} pages"
            continue
        yield from _shares(source, seen)
        if days:
            yield from _days(source, seen.days[source.name], source.since or min(days), source.until or max(days))


def _shares(source: Source, seen: Seen) -> Iterator[str]:
    articles, pages = seen.articles(source.name), seen.pages[source.name]
    if source.undated_at_most is not None and seen.undated[source.name] > source.undated_at_most * articles:
        share = seen.undated[source.name] / articles
        yield f"{source.name}: {share:.0%} of {articles:,} articles have no date, expected at most {source.undated_at_most:.0%}"
    if source.empty_at_most is not None and seen.empty[source.name] > source.empty_at_most * pages:
        share = seen.empty[source.name] / pages
        yield f"{source.name}: {share:.0%} of {pages:,} pages have no article, expected at most {source.empty_at_most:.0%}"


def _days(source: Source, counts: Counter[date], first: date, last: date) -> Iterator[str]:
    """Days that follow each other and are wrong in the same way are one sentence."""

    def fault(day: date) -> str | None:
        least, most = source.on(day)
        at_edge = (day == first and source.since is None) or (day == last and source.until is None)
        if counts[day] > most:
            return "more"
        return "fewer" if counts[day] < least and not at_edge else None

    length = (last - first).days + 1
    for kind, group in groupby((first + timedelta(days=n) for n in range(length)), key=fault):
        run = list(group)
        if kind:
            numbers = sorted(counts[day] for day in run)
            span = f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}"
            many = f"{numbers[0]:,}" if numbers[0] == numbers[-1] else f"{numbers[0]:,} to {numbers[-1]:,}"
            least, most = source.on(run[0])
            yield f"{source.name}: {many} articles a day, {kind} than expected ({least:,} to {most:,}), {span}"
