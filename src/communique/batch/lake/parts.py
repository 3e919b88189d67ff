"""How an input is cut into parts: many small files, or some records of a large one.

A part is the unit that is read as a whole and put into the lake in one step; what was being read when everything
stopped is read again. The same input is cut in the same way each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from msgspec import Struct

from communique.batch.lake.inputs import opened
from communique.exports.lakes import Input
from communique.pages import LIMITS, Limits, Raw, can_start_within, raws_in
from communique.pages.raw import lost

# Files smaller than this are read several to a part, larger ones are looked into and cut. A page has 100 kB, packed 20.
SMALL = 4_000_000
Listed = tuple[int, Input]


class Part(Struct, frozen=True, kw_only=True):
    """Some whole files, or the records of one from `first` on, before `stop` where that is given.

    `start` is the byte at which the first of them begins, where reading can begin there.
    """

    inputs: tuple[Input, ...]
    order: tuple[int, str, int]
    first: int = 0
    stop: int | None = None
    start: int = 0

    def name(self, reader: str) -> str:
        """The same for the same files, unchanged, read by the same reader."""
        told = [f"{i.name}\\x1f{i.size}\\x1f{i.stamp}" for i in self.inputs]
        words = "\\x1e".join([reader, str(self.first), str(self.stop), *told])
        return blake2b(words.encode("utf-8", "surrogateescape"), digest_size=10).hexdigest()

    @property
    def size(self) -> int:
        return sum(one.size for one in self.inputs)


def groups_of(files: Iterable[Listed], done: Callable[[Input], bool], pages: int) -> Iterator[list[Listed]]:
    """Files that follow each other, small ones together; what is done ends a group, so that the same files are grouped
    in the same way when the rest is read later."""
    group: list[Listed] = []
    size = 0
    for number, one in files:
        large = one.size > SMALL
        fits = len(group) < pages and size + one.size <= SMALL and (not group or group[0][0] == number)
        if group and (large or not fits or done(one)):
            yield group
            group, size = [], 0
        if large:
            yield [(number, one)]
        elif not done(one):
            group.append((number, one))
            size += one.size
    if group:
        yield group


def part_of(group: list[Listed], first: int = 0, stop: int | None = None, start: int = 0) -> Part:
    number, leading = group[0]
    inputs = tuple(one for _, one in group)
    return Part(inputs=inputs, order=(number, leading.name, first), first=first, stop=stop, start=start)


def records_of(part: Part, skipped: Callable[[str], None], limits: Limits = LIMITS) -> Iterator[Raw]:
    """The records of a part. `skipped` is told of every record between them that is no page.

    A file that cannot be opened, or breaks off in reading, gives one record that says so.
    """
    for one in part.inputs:
        try:
            yield from _within(one, part, skipped, limits)
        except OSError as error:
            yield lost(f"This file could not be opened: {error.strerror or error}.", one.name)


def _within(one: Input, part: Part, skipped: Callable[[str], None], limits: Limits) -> Iterator[Raw]:
    """What is left out after a record is counted with it, what is left out before the first record with that."""
    number = part.first if part.start else 0

    def left_out(reason: str) -> None:
        if part.first == 0 or number > part.first:
            skipped(reason)

    with opened(one) as stream:
        for raw in raws_in(stream, one.name, limits, left_out, part.start):
            if number == part.stop:
                return
            number += 1
            if number > part.first:
                yield raw


class Counted(Struct, frozen=True):
    """How many records a large file holds, how many make a part, and where each part begins: 0 where that cannot be had.
    Once settled, the file is cut so for good."""

    records: int
    pages: int
    starts: tuple[int, ...]


def counted(one: Input, pages: int, limits: Limits = LIMITS) -> Counted:
    """Look into a file: how many records that may be pages lie in it, and where every so many of them begin."""
    starts: list[int] = []
    number, last = 0, -1
    with opened(one) as stream:
        anywhere = can_start_within(stream, one.name)
        for number, raw in enumerate(raws_in(stream, one.name, limits), start=1):
            offset = raw.offset or 0
            if (number - 1) % pages == 0:  # two records of one packed member begin at the same byte: not at the second
                starts.append(offset if anywhere and number > 1 and offset != last else 0)
            last = offset
    return Counted(number, pages, tuple(starts))


def cut(group: list[Listed], found: Counted) -> list[Part]:
    """The parts of a large file."""
    firsts = range(0, max(found.records, 1), found.pages)
    starts = found.starts or (0,)
    return [
        part_of(group, first, first + found.pages if first + found.pages < found.records else None, start)
        for first, start in zip(firsts, starts, strict=True)
    ]
