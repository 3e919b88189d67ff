"""Reading on Ray Data: as many readers as asked for, on this machine or on a cluster. The only module that knows Ray.

Each row of a data set is a part of the input, each row that comes back is the part's entry. Ray starts anew what died and
gives its part to another reader; the same part may so be read twice, which the one who commits entries sees to.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import Struct

from communique.batch.adding import reader_name
from communique.batch.lake.filling import Failed, count_one
from communique.batch.lake.parts import Counted, Part
from communique.batch.lake.reading import read_part
from communique.batch.workers import Worker
from communique.exports.lakes import Entry, Input, Lake
from communique.lexicon import fingerprint
from communique.pages import LIMITS, Limits

# Ray tells its makers who uses it unless it is told not to, and warns of what its own readers are given.
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
# Outside macOS Ray listens on every network, and takes the loopback for the machine's address in it. (The setting is named
# for where it matters most; it keeps a cluster of one machine on the loopback anywhere.)
LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
# Only names of files and counts go through the object store; pages never do.
OBJECT_STORE = 200_000_000
# Parts given out in one data set. Ray keeps a block for each: some milliseconds and kilobytes.
PARTS_AT_ONCE = 2_000
_row = msgspec.msgpack.Encoder().encode


class Work(Struct, frozen=True):
    """What a reader is given: a part, the lake it goes to, the folder of the user's own lists, and the limits."""

    part: Part
    lake: str
    lists: str
    limits: Limits


class Reader:
    """A reader on some machine: it reads the parts it is given, each page in a process of its own.

    All that it must know comes with each part: what Ray gives to a constructor is kept on one machine, and lost with it.
    """

    def __init__(self) -> None:
        # Processes forked for reading would first load what started this one, and that is all of Ray.
        vars(sys.modules["__main__"]).pop("__file__", None)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        work = msgspec.msgpack.decode(row["work"], type=Work)
        os.environ["COMMUNIQUE_LISTS"] = work.lists
        told: Entry | Failed
        try:
            told = read_part(work.part, Lake(work.lake), reader_name(), lambda: Worker(work.limits), work.limits)
        except Exception as error:  # one part must not end the others; it stays unread, and the reason is told
            told = Failed(work.part.inputs[0].name, f"could not be read: {type(error).__name__}: {error}")
        return packed(told)


def packed(told: Entry | Failed | tuple[Input, Counted]) -> dict[str, Any]:
    """What goes back to the one who commits."""
    return {"kind": type(told).__name__, "told": _row(told)}


class Crew:
    """Ray's readers, for the one batch that is under way."""

    def __init__(self, lake: Lake, workers: int, limits: Limits) -> None:
        self.lake, self.workers, self.limits = lake, workers, limits

    def count(self, files: Iterable[Input], pages: int) -> Iterator[tuple[Input, Counted] | Failed]:
        """How each file is cut into parts of so many pages."""
        limits = self.limits

        def counted(row: dict[str, Any]) -> dict[str, Any]:
            return packed(count_one(msgspec.msgpack.decode(row["part"], type=Input), pages, limits))

        for rows in _batches({"part": _row(one)} for one in files):
            for row in _set_of(rows).map(counted, num_cpus=1).iter_rows():
                kinds: Any = {"tuple": tuple[Input, Counted], "Failed": Failed}
                yield msgspec.msgpack.decode(row["told"], type=kinds[row["kind"]])

    def read(self, parts: Iterable[Part]) -> Iterator[Entry | Failed]:
        """The entries of the parts, in the order in which they are done."""
        import ray.data

        lists = os.environ.get("COMMUNIQUE_LISTS", "")
        for rows in _batches({"work": _row(Work(part, self.lake.address, lists, self.limits))} for part in parts):
            readers = ray.data.ActorPoolStrategy(min_size=1, max_size=self.workers, initial_size=self.workers)
            read = _set_of(rows).map(Reader, compute=readers, num_cpus=1)
            for row in read.iter_rows():
                kinds: Any = {"Entry": Entry, "Failed": Failed}
                yield msgspec.msgpack.decode(row["told"], type=kinds[row["kind"]])


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(rows)
    while batch := list(islice(left, PARTS_AT_ONCE)):
        yield batch


def _set_of(rows: list[dict[str, Any]]) -> Any:
    """A data set with a block for each row, so that each is given out by itself."""
    import ray.data

    return ray.data.from_items(rows, override_num_blocks=len(rows))


@contextmanager
def crew(lake: Lake, address: str | None, workers: int | None, limits: Limits = LIMITS) -> Iterator[Crew]:
    """Readers on the cluster at `address`, or on this machine where there is none. Raises ModuleNotFoundError without Ray,
    ConnectionError where no cluster answers.

    On this machine Ray listens on the loopback alone and its files go when it ends.
    """
    fingerprint()  # lists of the user's own that contradict each other are told here, not by every reader
    with TemporaryDirectory(prefix="communique-", ignore_cleanup_errors=True) as folder:
        os.environ.update(QUIET)
        if address is None or address.partition(":")[0] in ("127.0.0.1", "localhost"):
            os.environ.update(LOOPBACK)
        import ray
        import ray.data

        quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
        if address is None:
            ray.init(
                num_cpus=workers, object_store_memory=OBJECT_STORE, include_dashboard=False, _temp_dir=folder, **quiet
            )
        elif not ray.is_initialized():
            ray.init(address=address, **quiet)
        try:
            _hush()
            yield Crew(lake, workers or _cpus(), limits)
        finally:
            ray.shutdown()


def _cpus() -> int:
    import ray

    known: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return int(known.get("CPU", 1))


def _hush() -> None:
    """Ray Data tells a person about itself on standard error; what it does is told by our own progress."""
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
