"""Pages read by processes of their own, one a core, with bounds on CPU and memory.

A page that hangs or kills its parser costs itself alone: its process is ended and started anew, which takes a few
milliseconds, and the page is kept without articles, with a problem that says so. Pages come back in the order they went
out, and each is read by itself, so the record does not depend on how many processes read it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import msgspec
from msgspec import Struct

from communique.batch.one_page import KnownPage, Opened, Ready, Told, read_raw
from communique.model import Page, Source
from communique.pages import Limits, Raw
from communique.pages.limits import size
from communique.sentences import PipelineMissing
from communique.store import open_record, stored_reader

replace = msgspec.structs.replace
# After so many pieces a process is replaced: the parser's vocabulary grows with every new word it meets.
PIECES_A_LIFE = 2_000
# Pieces read ahead of the slowest, for each process: more would only hold more pages in memory.
AHEAD = 4
# Reading gives way to whoever waits for an answer, the explorer before all: so far down, Linux gives a process a tenth of the
# time of one that has not given way, and all that the others leave. At 1 it would still be eight tenths.
GIVES_WAY = 10
# On a busy machine a second of CPU may take many by the clock; beyond this a page waits for something that never comes.
CLOCK_RATIO, CLOCK_LEAST = 8, 60

Reading = Callable[[Raw, KnownPage, Limits], Iterable[Told]]


class Broke(Struct, frozen=True, tag=True):
    """Reading raised an error; the process goes on."""

    problem: str


class Missing(Struct, frozen=True, tag=True):
    """Nothing can be read at all: the pipeline is not installed."""

    message: str


class Done(Struct, frozen=True, tag=True):
    """The piece has been read to its end."""


_encode = msgspec.msgpack.Encoder().encode
_raw = msgspec.msgpack.Decoder(Raw)
_message: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(Told | Broke | Missing | Done)


class Knowledge(Struct, frozen=True):
    """Where to look up what has been read before: the record's file, and who reads now."""

    file: str
    reader: str

    def asked(self) -> KnownPage:
        record = open_record(Path(self.file), readonly=True)
        return lambda name: stored_reader(record, name) == self.reader


class Worker:
    """A process that reads; started with the first piece and again whenever it ended."""

    def __init__(self, limits: Limits, knowledge: Knowledge | None = None, reading: Reading = read_raw) -> None:
        self.limits, self.knowledge, self.reading = limits, knowledge, reading
        self.process: Any = None
        self.pipe: Connection | None = None
        self.pieces = 0

    def read(self, raw: Raw) -> list[Told]:
        """Read one piece; whatever happens to the process, the piece is accounted for. Raises PipelineMissing."""
        told: list[Told] = []
        opened: Opened | None = None
        try:
            pipe = self._pipe()
            pipe.send_bytes(_encode(raw))
            while not isinstance(message := self._next(pipe, opened), Done):
                if isinstance(message, Missing):
                    raise PipelineMissing(message.message)
                if isinstance(message, Broke):
                    told.append(lost_page(raw, opened, message.problem))
                elif isinstance(message, Opened):
                    opened = message
                else:
                    told.append(message)
                    opened = None
        except (EOFError, OSError, TimeoutError) as error:
            told.append(lost_page(raw, opened, self._why_ended(error, opened)))
            self.close()
        return told

    def _pipe(self) -> Connection:
        if self.pieces >= PIECES_A_LIFE:
            self.close()
        self.pieces += 1
        if self.pipe is None:
            context = _context()
            self.pipe, far = context.Pipe()
            given = (far, self.limits, self.knowledge, self.reading)
            self.process = context.Process(target=serve, args=given, daemon=True)
            self.process.start()
            far.close()
        return self.pipe

    def _next(self, pipe: Connection, opened: Opened | None) -> Any:
        if not pipe.poll(self._clock(opened)):
            raise TimeoutError
        return _message.decode(pipe.recv_bytes())

    def _clock(self, opened: Opened | None) -> int:
        return max(CLOCK_LEAST, CLOCK_RATIO * seconds_for(opened.letters if opened else 0, self.limits))

    def _why_ended(self, error: Exception, opened: Opened | None) -> str:
        if isinstance(error, TimeoutError):
            return f"Reading this page did not end in {self._clock(opened)} s and was broken off (limit read_seconds)."
        self.process.join(5)
        number = -(self.process.exitcode or 0)
        if number == getattr(signal, "SIGXCPU", None):
            seconds = seconds_for(opened.letters if opened else 0, self.limits)
            return f"Reading this page took over {seconds} s of CPU and was broken off (limit read_seconds)."
        how = signal.Signals(number).name if number in [*signal.Signals] else f"status {-number}"
        return f"Reading this page ended its process ({how}): the page was left out."

    def close(self) -> None:
        """End the process, also where it hangs."""
        if self.pipe is not None:
            self.process.kill()
            self.pipe.close()
            self.process.join()
        self.pipe, self.pieces = None, 0


def lost_page(raw: Raw, opened: Opened | None, problem: str) -> Ready:
    """The page that was being read when reading ended, with nothing but the reason."""
    source: Source = opened.source if opened else raw.source
    return Ready(Page(source=replace(source, problems=(*source.problems, problem))))


def _context() -> Any:
    """How processes are made: forked from one that has everything loaded, or where the system cannot, from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["communique.batch.warm"])
    return context


def read_all(raws: Iterable[Raw], number: int, made: Callable[[], Worker]) -> Iterator[list[Told]]:
    """Read pieces in `number` processes at once; what was found in each comes in the order of the pieces."""
    workers = [made() for _ in range(number)]
    free: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def work(raw: Raw) -> list[Told]:
        worker = free.get()
        try:
            return worker.read(raw)
        finally:
            free.put(worker)

    waiting: deque[Future[list[Told]]] = deque()
    threads = ThreadPoolExecutor(number, thread_name_prefix="communique")
    try:
        for raw in raws:
            waiting.append(threads.submit(work, raw))
            while len(waiting) >= AHEAD * number or (waiting and waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for worker in workers:
            worker.close()
        threads.shutdown()


def serve(pipe: Connection, limits: Limits, knowledge: Knowledge | None, reading: Reading) -> None:
    """What a reading process does: read the pieces it is given until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives out the pieces
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)
    bound_memory(limits.read_memory)
    known: KnownPage = knowledge.asked() if knowledge else lambda name: False
    with suppress(EOFError, OSError):
        while True:
            raw = _raw.decode(pipe.recv_bytes())
            for message in _told(raw, known, limits, reading):
                pipe.send_bytes(_encode(message))


def _told(raw: Raw, known: KnownPage, limits: Limits, reading: Reading) -> Iterator[Any]:
    bound_seconds(seconds_for(0, limits))
    try:
        for message in reading(raw, known, limits):
            if isinstance(message, Opened):
                bound_seconds(seconds_for(message.letters, limits))
            yield _with_limit_named(message, limits)
    except PipelineMissing as error:
        yield Missing(str(error))
    except MemoryError:
        yield Broke(_over_memory(limits))
    except Exception as error:
        yield Broke(f"This page could not be read ({type(error).__name__}: {error}).")
    yield Done()


def _with_limit_named(message: Told, limits: Limits) -> Told:
    """A stage that ran out of memory said so in its own words; say which limit that was."""
    if not isinstance(message, Ready) or not any("MemoryError" in one for one in message.page.source.problems):
        return message
    source = message.page.source
    source = replace(source, problems=(*source.problems, _over_memory(limits)))
    return Ready(replace(message.page, source=source))


def _over_memory(limits: Limits) -> str:
    return f"Reading this page took over {size(limits.read_memory)} of memory and was broken off (limit read_memory)."


def seconds_for(letters: int, limits: Limits) -> int:
    """CPU seconds that reading a page of so many letters may take."""
    return limits.read_seconds + letters // limits.read_letters_a_second


def bound_seconds(seconds: int) -> None:
    """Let this process end by SIGXCPU when it has used so many more seconds of CPU; where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def bound_memory(more: int) -> None:
    """Refuse this process memory beyond what it has now and so many bytes more; only Linux counts them."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + more, hard))
