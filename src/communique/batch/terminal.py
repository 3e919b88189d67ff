"""`communique add` as a person sees it: a bar with rate and problems on a terminal, plain lines in a pipe."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from communique.batch.adding import LAYERS, Tally, add_pages
from communique.exports.kept import is_lake
from communique.exports.lakes import Lake
from communique.store import copied_texts, open_record

# Exit statuses: something was read; nothing was, or the record failed; stopped by Ctrl-C as shells have it.
FINE, NOTHING_READ, INTERRUPTED = 0, 1, 130


def add_and_tell(paths: list[str], file: Path, *, again: bool, workers: int | None = None) -> int:
    """Read pages into the record at `file`, showing how it goes; returns the exit status. Raises RecordError.

    `workers` is the number of reading processes; as many as this process has cores where it is not given.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    tally, begun, status = Tally(), time.monotonic(), FINE
    record = open_record(file)
    try:
        with _progress(console, tally, paths) as step:
            add_pages(
                record,
                paths,
                again=again,
                tally=tally,
                step=step,
                complain=lambda problem: console.print(escape(problem), style="yellow"),
                workers=workers or cores(),
            )
    except KeyboardInterrupt:
        console.print("stopped: every page counted below is stored; the same command goes on from here")
        status = INTERRUPTED
    except sqlite3.OperationalError as error:
        console.print(escape(f"{file}: {error}; every page counted below is stored"), style="red")
        status = NOTHING_READ
    settled = status == FINE and tally.found["articles"] > 0
    copies = sum(len(articles) - 1 for articles in copied_texts(record)) if settled else 0
    for line in summary(tally, file, time.monotonic() - begun, copies):
        Console(highlight=False, soft_wrap=True).print(escape(line))
    return status or (FINE if tally.seen else NOTHING_READ)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def summary(tally: Tally, file: Path, seconds: float, copies: int = 0) -> Iterator[str]:
    """What came of it, in a few lines. `copies` are the articles of the record whose text an earlier one prints too."""
    became = {"new": "new", "replaced": "read anew", "unchanged": "unchanged"}
    parts = [f"{tally.pages[outcome]:,} {word}" for outcome, word in became.items() if tally.pages[outcome]]  # type: ignore[index]
    rate = f"{seconds:.1f} s, {tally.seen / max(seconds, 0.001):,.1f} pages a second"
    yield f"{count(tally.seen, 'page')} ({', '.join(parts) or 'none'}), {count(tally.problems, 'problem')}, {rate}"
    yield from found_lines(tally)
    if copies:
        yield f"{count(copies, 'article')} of the record print what another prints too (agency copies, editions)"
    if tally.seen:
        yield f"look at it with: communique serve --record {file}"


def found_lines(tally: Tally) -> Iterator[str]:
    """What the pages were, what was left out, and what was found in them."""
    yield from _of_the_read(tally)
    if tally.left_out:
        yield f"{count(tally.left_out.total(), 'record')} left out: {ranked(tally.left_out)}"
    if tally.found["articles"]:
        yield ", ".join(count(tally.found[layer], layer[:-1]) for layer in ("articles", *LAYERS))
    if tally.languages:
        yield f"{count(tally.languages.total(), 'article')} not in English, kept as text: {ranked(tally.languages)}"


def _of_the_read(tally: Tally) -> Iterator[str]:
    """How many of the pages read now were news; nothing where all of them were and nothing was wrong with any."""
    read = tally.seen - tally.pages["unchanged"]
    parts = [
        f"{number:,} {what}"
        for number, what in (
            (read - tally.stories, "without an article"),
            (tally.damaged, "damaged"),
            (tally.cut, "cut at a limit"),
        )
        if number
    ]
    if parts:
        yield f"{count(tally.stories, 'news page')}; {', '.join(parts)}"


# How many reasons and languages a line names; the rest are summed up.
NAMED = 8


def ranked(counted: Counter[str]) -> str:
    """ "image/png 9,000, status 404 12", the most frequent first."""
    order = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{name} {number:,}" for name, number in order[:NAMED]]
    rest = sum(number for _, number in order[NAMED:])
    return ", ".join([*told, f"others {rest:,}"] if rest else told)


@contextmanager
def _progress(console: Console, tally: Tally, paths: Iterable[str]) -> Iterator[Callable[[], None]]:
    """A bar over the files; what an archive holds is not known before it is read, so the count of pages stands beside."""
    columns = (BarColumn(bar_width=32), TextColumn("{task.description}"), TimeElapsedColumn())
    begun = time.monotonic()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("reading", total=number_of_files(paths) if console.is_terminal else None)

        def step() -> None:
            rate = tally.seen / max(time.monotonic() - begun, 0.001)
            told = f"{tally.seen:,} pages, {rate:,.1f} a second, {tally.problems:,} problems"
            progress.update(bar, completed=len(tally.files), description=told)

        yield step


def number_of_files(paths: Iterable[str]) -> int:
    """How many files lie at these paths, folders gone through; of a lake, those that it was read from."""
    return sum(_files_at(path) for path in paths)


def _files_at(path: str) -> int:
    if is_lake(path):
        return len({one.name for entry in Lake(path).entries() for one in entry.inputs})
    return sum(1 for inside in Path(path).rglob("*") if inside.is_file()) if Path(path).is_dir() else 1


def count(number: int, noun: str) -> str:
    """ "1 page", "2,000 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
