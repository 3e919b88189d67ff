"""`communique batch` as a person sees it: how far it is, at what rate, what went wrong, and an account at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn

from communique.batch.lake.expected import Source, read_expected, seen_in, unexpected
from communique.batch.lake.filling import PAGES_A_PART, Alone, Batch, Crew
from communique.batch.terminal import FINE, INTERRUPTED, NOTHING_READ, cores, count, found_lines
from communique.exports.lakes import Lake

# All was read, but the sources did not give what they are known to give.
UNEXPECTED = 3
# Without a terminal a line now and then: whoever reads the log wants to see that it goes on.
SECONDS_A_LINE = 30
# Problems told one by one; beyond that only their number, they stand in the table of pages.
SHOWN = 50


def batch_and_tell(
    addresses: list[str],
    to: str,
    *,
    address: str | None = None,
    workers: int | None = None,
    pages: int = PAGES_A_PART,
    again: bool = False,
    expect: Path | None = None,
) -> int:
    """Read archives into the lake `to`, showing how it goes; returns the exit status.

    `expect` is a file of what each source is known to give. Raises LakeError, ExpectedError, PipelineMissing, and
    ModuleNotFoundError where Ray is needed and not installed.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    sources = read_expected(expect) if expect else []
    lake, begun, status = Lake(to), time.monotonic(), FINE
    told = Told(console)
    batch = Batch(lake, told.complain)
    with lake.lock():
        lake.make()
        try:
            with crew_of(lake, address, workers) as crew, progress_of(batch, console) as step:
                batch.fill(addresses, crew, pages=pages, again=again, step=step)
        except KeyboardInterrupt:
            console.print("stopped: every part counted below is in the lake; the same command goes on from here")
            status = INTERRUPTED
    told.rest()
    for line in summary(batch, time.monotonic() - begun):
        Console(highlight=False, soft_wrap=True).print(escape(line))
    nothing = not batch.tally.seen and not batch.before
    if not status and sources and tell_unexpected(lake, sources, console):
        return UNEXPECTED
    return status or (NOTHING_READ if nothing or batch.failed else FINE)


def tell_unexpected(lake: Lake, sources: list[Source], console: Console) -> bool:
    """Say what the sources gave that was not expected of them; whether there was any."""
    faults = list(unexpected(sources, seen_in(lake, sources)))
    if faults:
        console.print(
            f"NOT AS EXPECTED: {count(len(faults), 'finding')} about {count(len(sources), 'source')}", style="bold red"
        )
    for fault in faults:
        console.print(escape(fault), style="red")
    return bool(faults)


def crew_of(lake: Lake, address: str | None, workers: int | None) -> AbstractContextManager[Crew]:
    """Who reads: this process alone where one worker is asked for and no cluster, else Ray's workers."""
    number = workers or (None if address else cores())
    if number == 1 and not address:
        return nullcontext(Alone(lake))
    from communique.batch.lake.on_ray import crew

    return crew(lake, address, number)


class Told:
    """Problems on standard error, the first ones in full."""

    def __init__(self, console: Console) -> None:
        self.console, self.number = console, 0

    def complain(self, problem: str) -> None:
        self.number += 1
        if self.number <= SHOWN:
            self.console.print(escape(problem), style="yellow")

    def rest(self) -> None:
        if self.number > SHOWN:
            self.console.print(
                f"and {self.number - SHOWN:,} more problems; the table pages has them all", style="yellow"
            )


@contextmanager
def progress_of(batch: Batch, console: Console) -> Iterator[Callable[[], None]]:
    """A bar over the bytes of the input, or in a pipe a line now and then."""
    begun = time.monotonic()
    said = begun
    with Progress(
        BarColumn(bar_width=32),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        bar = progress.add_task("looking what there is", total=None)

        def step() -> None:
            nonlocal said
            now = time.monotonic()
            line = state_of(batch, now - begun)
            progress.update(bar, total=batch.size or None, completed=batch.size_done, description=line)
            if not console.is_terminal and now - said >= SECONDS_A_LINE:
                said = now
                console.print(line)

        yield step


def state_of(batch: Batch, seconds: float) -> str:
    """ "12 of 40 parts, 5,950 pages, 16.2 a second, 12 min left, 3 problems"."""
    rate = batch.tally.seen / max(seconds, 0.001)
    left = seconds * (batch.size - batch.size_done) / batch.size_done if batch.size_done else 0.0
    parts = [
        f"{batch.parts_done:,} of {count(batch.parts, 'part')}",
        count(batch.tally.seen, "page"),
        f"{rate:,.1f} a second",
    ]
    if left:
        parts.append(f"{span(left)} left")
    return ", ".join([*parts, count(batch.tally.problems + batch.failed, "problem")])


def span(seconds: float) -> str:
    """A length of time as one says it: "40 s", "12 min", "3.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def summary(batch: Batch, seconds: float) -> Iterator[str]:
    """What happened, for the end of a batch."""
    tally = batch.tally
    rate = f"{span(seconds)}, {tally.seen / max(seconds, 0.001):.1f} pages a second"
    known = f", {count(batch.before, 'page')} in the lake before" if batch.before else ""
    twice = f", {tally.pages['unchanged']:,} of them twice in one file" if tally.pages["unchanged"] else ""
    yield f"{count(tally.seen, 'page')} read{twice}{known}, {count(tally.problems, 'problem')}, {rate}"
    yield from found_lines(tally)
    if batch.copies:
        yield f"{count(batch.copies, 'article')} of the lake print what another prints too (agency copies, editions)"
    if missing := batch.parts - batch.parts_done:
        yield f"{count(missing, 'part')} of {batch.parts:,} not read: the same command reads them"
