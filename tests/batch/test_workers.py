"""Pages that hang or kill what reads them cost themselves alone, and say what happened."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from communique.batch.one_page import KnownPage, Opened, Ready, Told
from communique.batch.workers import Worker, read_all
from communique.model import Page
from communique.pages import Limits, Raw

pytestmark = pytest.mark.model  # the processes are forked from one that has loaded the pipeline
LIMITS = Limits(read_seconds=1, read_memory=300_000_000)


def reading(raw: Raw, known: KnownPage, limits: Limits) -> Iterator[Told]:
    """Reads pages by what they say: stands in for parsers that hang, swell and crash on a page made to hurt them."""
    if raw.data == b"hang while opening":
        spin()
    yield Opened(raw.source, len(raw.data))
    if raw.data == b"hang":
        spin()
    if raw.data == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if raw.data == b"swell":
        list(range(200_000_000))
    if raw.data == b"stumble":
        raise ValueError("no such thing")
    if raw.data == b"slow":
        time.sleep(0.5)
    yield Ready(Page(source=raw.source))


def spin() -> None:
    while True:
        pass


def results(*texts: bytes, workers: int = 2) -> list[list[Told]]:
    raws = [Raw(data=text, uri=f"{number}.txt") for number, text in enumerate(texts)]
    return list(read_all(raws, workers, lambda: Worker(LIMITS, reading=reading)))


def problems(told: list[Told]) -> list[str]:
    (one,) = told
    assert isinstance(one, Ready)
    return list(one.page.source.problems)


def uris(found: list[list[Told]]) -> list[str]:
    return [one.page.source.uri for told in found for one in told if isinstance(one, Ready)]


def test_pages_come_back_in_their_order_whichever_is_read_first() -> None:
    found = results(b"slow", *[b"fine"] * 20)
    assert uris(found) == [f"{number}.txt" for number in range(21)]


def test_a_page_that_hangs_costs_itself_alone() -> None:
    found = results(b"fine", b"hang", b"fine", b"hang while opening", b"fine")
    assert uris(found) == [f"{number}.txt" for number in range(5)]
    said = "Reading this page took over 1 s of CPU and was broken off (limit read_seconds)."
    assert [problems(told) for told in found] == [[], [said], [], [said], []]


def test_a_page_that_kills_its_parser_costs_itself_alone() -> None:
    found = results(b"fine", b"crash", b"crash", b"fine", workers=1)
    said = "Reading this page ended its process (SIGSEGV): the page was left out."
    assert [problems(told) for told in found] == [[], [said], [said], []]


def test_a_page_that_swells_is_broken_off() -> None:
    found = results(b"swell", b"fine", workers=1)
    said = "Reading this page took over 300.0 MB of memory and was broken off (limit read_memory)."
    assert [problems(told) for told in found] == [[said], []]


def test_an_error_nobody_foresaw_is_told_with_its_page() -> None:
    found = results(b"stumble", b"fine", workers=1)
    assert problems(found[0]) == ["This page could not be read (ValueError: no such thing)."]
    assert problems(found[1]) == []


def test_no_process_outlives_the_reading() -> None:
    workers: list[Worker] = []

    def made() -> Worker:
        workers.append(Worker(LIMITS, reading=reading))
        return workers[-1]

    raws = (Raw(data=b"fine", uri=f"{number}.txt") for number in range(1000))
    pages = read_all(raws, 2, made)
    next(pages)
    processes = [worker.process for worker in workers if worker.process]
    pages.close()  # type: ignore[attr-defined]
    assert not any(process.is_alive() for process in processes)
