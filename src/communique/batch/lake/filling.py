"""A batch: what lies at the addresses and is not in the lake yet is read into it, part by part.

Only this process writes the list of what is in the lake. Whoever reads a part leaves its files aside; should it die, or
two have read the same, nothing is lost and nothing is there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Struct

from communique.batch.adding import Tally, reader_name
from communique.batch.lake.inputs import inputs_at
from communique.batch.lake.parts import SMALL, Counted, Listed, Part, counted, cut, groups_of, part_of
from communique.batch.lake.reading import add_entry, read_part
from communique.batch.workers import Worker
from communique.exports.lake_copies import PART as COPIES_PART
from communique.exports.lake_copies import note_copies
from communique.exports.lakes import EXPORTED, MANIFEST, Entry, Input, Lake, LakeError
from communique.pages import LIMITS, Limits

# Pages read between two commits. At ten pages a second this is under a minute of work that a crash may cost; each part
# writes some files for each month in it, and many small files are slow to ask.
PAGES_A_PART = 500
# With four parts for each reader the last one to end has kept the others waiting for an eighth of the time at most.
PARTS_A_WORKER = 4


class Failed(Struct, frozen=True):
    """A part or a file that could not be read, and why."""

    name: str
    problem: str


class Crew(Protocol):
    """Who reads: this process alone, or many on one machine or a cluster. `workers` are how many read at once."""

    workers: int

    def count(self, files: Iterable[Input], pages: int) -> Iterator[tuple[Input, Counted] | Failed]:
        """How each file is cut into parts of so many pages; in any order."""

    def read(self, parts: Iterable[Part]) -> Iterator[Entry | Failed]:
        """The entries of the parts, read and staged; in any order."""


class Alone:
    """A crew of one: this process reads part by part, each page in a process of its own as ever."""

    workers = 1

    def __init__(self, lake: Lake, limits: Limits = LIMITS) -> None:
        self.lake, self.limits, self.reader = lake, limits, reader_name()

    def count(self, files: Iterable[Input], pages: int) -> Iterator[tuple[Input, Counted] | Failed]:
        for one in files:
            yield count_one(one, pages, self.limits)

    def read(self, parts: Iterable[Part]) -> Iterator[Entry | Failed]:
        for part in parts:
            yield read_part(part, self.lake, self.reader, lambda: Worker(self.limits), self.limits)


def count_one(one: Input, pages: int, limits: Limits) -> tuple[Input, Counted] | Failed:
    """Look how a file can be cut."""
    try:
        return one, counted(one, pages, limits)
    except OSError as error:
        return Failed(one.name, f"could not be opened: {error.strerror or error}")


class Batch:
    """A batch under way: how many parts there are, and what has come of them.

    `tally` counts what this run has read; `before` the pages that were in the lake when it began. `size` and `size_done`
    are bytes of the input, from which the remaining time is reckoned. `copies` are the articles of the lake that print what
    another does.
    """

    def __init__(self, lake: Lake, complain: Callable[[str], None] = lambda problem: None) -> None:
        self.lake, self.complain = lake, complain
        self.tally, self.before = Tally(), 0
        self.parts = self.parts_done = self.failed = 0
        self.size = self.size_done = 0.0
        self.copies = 0

    def fill(
        self,
        addresses: list[str],
        crew: Crew,
        *,
        pages: int = PAGES_A_PART,
        again: bool = False,
        step: Callable[[], None] = lambda: None,
    ) -> None:
        """Read what lies at the addresses and is not in the lake. Call it within `lake.lock()`.

        What has changed since it was read, or was read by another version, is taken out and read anew; with `again`, all
        of it. Raises LakeError where the lake cannot be written, PipelineMissing where nothing can be read.
        """
        reader = reader_name()
        entries = self.lake.settle()
        files = self._listed(addresses)
        entries = self._without_stale(entries, [one for _, one in files], reader, again)
        self.before = sum(entry.counts.get("pages", 0) for entry in entries)
        waiting = self._missing(files, entries, crew, reader, pages)
        for entry in entries if waiting else ():
            if entry.part == COPIES_PART:  # what it says will not hold
                self.lake.retire(entry)
        self.parts, self.size = len(waiting), sum(share for _, share in waiting.values())
        step()
        for told in crew.read([part for part, _ in waiting.values()]):
            self._take(told, waiting, reader)
            step()
        self.copies = note_copies(self.lake)
        self.lake.settle()

    def _listed(self, addresses: list[str]) -> list[Listed]:
        """Every file at the addresses, once, under the number of its address; the lake's own are left out."""
        root = (
            str(Path(self.lake.root).absolute())
            if self.lake.is_local
            else self.lake.fs.unstrip_protocol(self.lake.root)
        )
        found: dict[str, Listed] = {}
        for number, address in enumerate(addresses):
            try:
                for one in inputs_at(address):
                    if not one.place.startswith(root + "/"):
                        found.setdefault(one.place, (number, one))
            except OSError as error:
                self.failed += 1
                self.complain(f"{address}: cannot be read: {error.strerror or error}")
        return list(found.values())

    def _without_stale(self, entries: list[Entry], files: list[Input], reader: str, again: bool) -> list[Entry]:
        now = {one.name: one for one in files}
        kept = []
        for entry in entries:
            if entry.part == EXPORTED:
                raise LakeError(f"{self.lake.address} holds an exported record; read into another folder")
            known = [now[one.name] for one in entry.inputs if one.name in now]
            changed = any(one not in entry.inputs for one in known)
            if known and (again or changed or entry.reader != reader):
                self.lake.retire(entry)
            else:
                kept.append(entry)
        if len(kept) < len(entries):
            self.complain(f"{len(entries) - len(kept):,} parts have changed, or another version read them: read anew")
        return kept

    def _missing(
        self, files: list[Listed], entries: list[Entry], crew: Crew, reader: str, pages: int
    ) -> dict[str, tuple[Part, float]]:
        """The parts to read, by name, with how many bytes each stands for."""
        done = {one for entry in entries for one in entry.inputs}
        groups = list(groups_of(files, lambda one: one in done, together(len(files), pages, crew.workers)))
        known = dict(self._counted([g[0][1] for g in groups if g[0][1].size > SMALL], crew, pages))
        there = {entry.part for entry in entries}
        missing: dict[str, tuple[Part, float]] = {}
        for group in groups:
            leading = group[0][1]
            if leading.size <= SMALL:
                parts = [part_of(group)]
            elif leading in known:
                parts = cut(group, known[leading])
            else:
                continue
            share = sum(one.size for _, one in group) / len(parts)
            missing |= {part.name(reader): (part, share) for part in parts if part.name(reader) not in there}
        return missing

    def _counted(self, files: list[Input], crew: Crew, pages: int) -> Iterator[tuple[Input, Counted]]:
        """How each large file is cut: as it was the first time, or as it is found now."""
        unknown = []
        for one in files:
            place = self.lake.at(cut_of(one))
            if self.lake.fs.exists(place):
                yield one, msgspec.json.decode(self.lake.fs.cat_file(place), type=Counted)
            else:
                unknown.append(one)
        for told in crew.count(unknown, pages):
            if isinstance(told, Failed):
                self._fail(told)
                continue
            one, found = told
            self.lake.put(cut_of(one), msgspec.json.encode(found))
            yield one, found

    def _take(self, told: Entry | Failed, waiting: dict[str, tuple[Part, float]], reader: str) -> None:
        if isinstance(told, Failed):
            self._fail(told)
            return
        if told.reader != reader:
            raise LakeError(f"a worker reads with {told.reader}, this machine with {reader}: install the same on all")
        if told.part not in waiting:
            return
        _, share = waiting.pop(told.part)  # a second reading of the same part is left aside
        self.lake.commit(told)
        self.parts_done += 1
        self.size_done += share
        add_entry(self.tally, told)
        for uri, problem in told.problems:
            self.complain(f"{uri}: {problem}")

    def _fail(self, told: Failed) -> None:
        self.failed += 1
        self.complain(f"{told.name}: {told.problem}")


def together(files: int, pages: int, workers: int) -> int:
    """How many small files make a part: few enough that every reader has some, and none waits long for the last."""
    return pages if workers == 1 else max(1, min(pages, files // (PARTS_A_WORKER * workers)))


def cut_of(one: Input) -> str:
    """Where it stands how a large file is cut."""
    return f"{MANIFEST}/cuts/{part_of([(0, one)]).name('')}.json"
