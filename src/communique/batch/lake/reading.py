"""One part of the input, read: its pages into the lake's tables, and an entry that says what was found."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from communique.batch.adding import Tally
from communique.batch.lake.parts import Part, records_of
from communique.batch.one_page import LeftOut, Ready
from communique.batch.workers import Worker, read_all
from communique.exports.lakes import Entry, Lake
from communique.exports.parquet import Tables
from communique.model import Page
from communique.pages import LIMITS, Limits
from communique.store import page_id

# Problems that an entry names; all of them stand with their pages in the table of pages.
NAMED = 1_000


def read_part(part: Part, lake: Lake, reader: str, worker: Callable[[], Worker], limits: Limits = LIMITS) -> Entry:
    """Read a part and leave its files in the lake's `_staged`; it is in the lake once its entry is committed."""
    began = time.monotonic()
    tally, problems = Tally(), list[tuple[str, str]]()
    name = part.name(reader)
    staged = f"{name}-{uuid4().hex[:8]}"
    with lake.staging(staged) as folder:
        _fill(folder, staged, pages_of(part, tally, worker, limits), reader, tally, problems)
        files = lake.stage(folder, staged)
    return Entry(
        part=name, reader=reader, order=part.order, inputs=part.inputs, first=part.first, stop=part.stop, files=files,
        counts=counts_of(tally), left_out=dict(tally.left_out), languages=dict(tally.languages),
        problems=tuple(problems[:NAMED]), staged=staged, seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def pages_of(part: Part, tally: Tally, worker: Callable[[], Worker], limits: Limits) -> Iterator[Page]:
    """The pages of a part, each once: one that lies in it twice is counted as unchanged."""

    def left_out(reason: str) -> None:
        tally.left_out[reason] += 1

    known = set[str]()
    for told in read_all(records_of(part, left_out, limits), 1, worker):
        for one in told:
            if isinstance(one, LeftOut):
                left_out(one.reason)
            elif isinstance(one, Ready) and (name := page_id(one.page.source)) not in known:
                known.add(name)
                yield one.page
            elif isinstance(one, Ready):
                tally.pages["unchanged"] += 1


def _fill(
    folder: Path, name: str, pages: Iterator[Page], reader: str, tally: Tally, problems: list[tuple[str, str]]
) -> None:
    with Tables(folder, name) as tables:
        for number, page in enumerate(pages):
            try:
                tables.add(page, number, reader)
                tally.count("new", page)
            except UnicodeEncodeError as error:
                tally.problems += 1
                problems.append((page.source.uri, f"could not be stored: {error}"))
            problems.extend((page.source.uri, problem) for problem in page.source.problems)


# What of a tally an entry keeps beside what was found.
OF_PAGES = ("stories", "damaged", "cut", "problems")


def counts_of(tally: Tally) -> dict[str, int]:
    """A tally as an entry keeps it: pages, what was found in them, and how many were damaged or cut."""
    counts = Counter(tally.found) + Counter({name: getattr(tally, name) for name in OF_PAGES})
    return {"pages": tally.pages["new"], "twice": tally.pages["unchanged"], **counts}


def add_entry(tally: Tally, entry: Entry) -> None:
    """Add what a part gave to the tally of the whole."""
    tally.pages["new"] += entry.counts.get("pages", 0)
    tally.pages["unchanged"] += entry.counts.get("twice", 0)
    for name in OF_PAGES:
        setattr(tally, name, getattr(tally, name) + entry.counts.get(name, 0))
    tally.found.update({n: c for n, c in entry.counts.items() if n not in (*OF_PAGES, "pages", "twice")})
    tally.left_out.update(entry.left_out)
    tally.languages.update(entry.languages)
    tally.files.update(one.name for one in entry.inputs)
