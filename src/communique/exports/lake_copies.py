"""Copies over a whole lake: the articles that print one text, found from their signatures in bounded memory.

The same is found as by `store.copies` in a record of the same pages: likely ones by marks in common, then each compared run
by run. Marks and pairs go through files on the disk, bucket by bucket; in memory stand some numbers for each article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import numpy as np

from communique.exports.lakes import Entry, Lake
from communique.exports.parquet import Tables, month_in
from communique.exports.signing import COPIES, PRINTED, SIGNATURES
from communique.exports.tables import Row
from communique.store.copies import ALIKE, COMPARED, CONTAINED, FEW_A_MARK, LEAST_WORDS, OPENING_SHARE

# The part of a lake that holds what was found.
PART = "copies"
# Marks are sorted bucket by bucket: forty an article, so of a million articles some thirty megabytes at a time.
BUCKETS = 16
# Pairs are counted for so many articles at a time: twenty each for every mark at the worst, eight bytes a pair, where all are
# made from one form (weather, results). In so many files at most, of which a system opens no more than some hundreds.
RANGE, RANGES = 5_000, 400
# A pair is one number, the later article's times this and the earlier one's.
PAIR = 1 << 31
ROWS = 500
Numbers = Any  # numpy's arrays: what they hold is told by the name


def digest_of(entries: Iterable[Entry]) -> str:
    """What the parts of a lake are: copies found for the same need not be found again."""
    names = " ".join(sorted(f"{entry.staged}" for entry in entries if entry.part != PART))
    return blake2b(names.encode(), digest_size=10).hexdigest()


def note_copies(lake: Lake) -> int:
    """Find the copies of a lake and write its table of them; returns how many articles print what an earlier one does.

    What was found for the same parts stays. Call it within `lake.lock()`.
    """
    entries = lake.entries()
    before = next((entry for entry in entries if entry.part == PART), None)
    now = digest_of(entries)
    if before is not None and before.reader == now:
        return before.counts["copies"]
    if before is not None:
        lake.retire(before)
    staged = f"{PART}-{uuid4().hex[:8]}"
    number = 0
    with lake.staging(staged) as folder:
        with Tables(folder, staged) as tables:
            for row in copy_rows(lake, entries):
                number += not row[COPIES.names.index("first")]
                tables.put(COPIES, month_in(COPIES, row), row)
        files = lake.stage(folder, staged)
    lake.commit(Entry(part=PART, reader=now, counts={"copies": number}, files=files, staged=staged))
    return number


def copy_rows(lake: Lake, entries: list[Entry]) -> Iterator[Row]:
    """A row for each article of which there is another."""
    with TemporaryDirectory(prefix="communique-copies-") as folder:
        texts = Texts(lake, entries, Path(folder))
        groups = texts.groups()
        members: dict[int, list[Any]] = {}
        names = [column.name for column in PRINTED]
        for number, row in enumerate(_signatures(lake, entries, names)):
            if (group := int(groups[number])) >= 0:
                members.setdefault(group, []).append(row)
    for rows in members.values():
        rows.sort(key=lambda row: (str(row[2] or "undated"), row[0], row[1]))
        for place, row in enumerate(rows):
            yield (*row, rows[0][0], place == 0, len(rows))


def _signatures(lake: Lake, entries: list[Entry], names: list[str]) -> Iterator[tuple[Any, ...]]:
    """Some columns of the signatures, row by row, always in the same order."""
    for batch in _batches(lake, entries, names):
        yield from zip(*(batch.column(name).to_pylist() for name in names), strict=True)


def _batches(lake: Lake, entries: list[Entry], names: list[str]) -> Iterator[Any]:
    import pyarrow.parquet as pq

    for entry in entries:
        for file in sorted(file for file in entry.files if file.startswith(SIGNATURES.name + "/")):
            with lake.fs.open(lake.at(file), "rb") as stream:
                yield from pq.ParquetFile(stream).iter_batches(batch_size=ROWS, columns=names)


def _lists(column: Any) -> tuple[Numbers, Numbers]:
    """The numbers of a column of lists, one after another, and how many each list has."""
    flat, lengths = column.flatten(), column.value_lengths()
    return flat.to_numpy(zero_copy_only=False).astype(np.int64), lengths.to_numpy(zero_copy_only=False).astype(np.int64)


class Texts:
    """The signatures of all articles, by number: their runs in a file, their marks in buckets."""

    def __init__(self, lake: Lake, entries: list[Entry], folder: Path) -> None:
        self.folder = folder
        words, lengths, number = [], [], 0
        buckets = [(folder / f"marks-{n}").open("wb") for n in range(BUCKETS)]
        with (folder / "runs").open("wb") as runs:
            for batch in _batches(lake, entries, ["words", "marks", "runs"]):
                words.append(batch.column("words").to_numpy())
                hashes, length = _lists(batch.column("runs"))
                lengths.append(length)
                runs.write(hashes.astype(np.uint32).tobytes())
                marks, many = _lists(batch.column("marks"))
                pairs = np.column_stack([marks, np.repeat(number + np.arange(len(many)), many)])
                for bucket, place in enumerate(buckets):
                    place.write(pairs[marks % BUCKETS == bucket].tobytes())
                number += len(batch)
        for place in buckets:
            place.close()
        self.words = np.concatenate([np.empty(0, np.int64), *words])
        self.starts = np.cumsum(np.concatenate([np.zeros(1, np.int64), *lengths]))
        self.runs = np.memmap(folder / "runs", np.uint32, "r") if self.starts[-1] else np.empty(0, np.uint32)

    def groups(self) -> Numbers:
        """For each article the number of its text, -1 where no other prints it."""
        parent = list(range(len(self.words)))

        def root(number: int) -> int:
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        for one, other in self.likely():
            first, second = sorted((root(one), root(other)))
            if first != second and self.are_copies(one, other):
                parent[second] = first
        roots = np.array([root(number) for number in range(len(parent))], np.int64)
        alone = np.bincount(roots, minlength=len(roots))[roots] == 1 if len(roots) else np.empty(0, bool)
        return np.where(alone, -1, roots)

    def likely(self) -> Iterator[tuple[int, int]]:
        """Pairs of articles with marks in common: for each article the earlier ones with the most."""
        width = max(RANGE, -(-len(self.words) // RANGES))
        ranges = -(-len(self.words) // width)
        places = [(self.folder / f"pairs-{n}").open("wb") for n in range(ranges)]
        for bucket in range(BUCKETS):
            pairs = np.sort(pairs_of(np.fromfile(self.folder / f"marks-{bucket}", np.int64).reshape(-1, 2)))
            cuts = np.searchsorted(pairs, np.arange(ranges + 1) * (PAIR * width))
            for place, first, last in zip(places, cuts[:-1], cuts[1:], strict=True):
                place.write(pairs[first:last].tobytes())
        for number, place in enumerate(places):
            place.close()
            yield from _most_in_common(np.fromfile(self.folder / f"pairs-{number}", np.int64))

    def are_copies(self, one: int, other: int) -> bool:
        """Whether two articles are one text: `store.copies.are_copies`, asked of hashes of their runs."""
        short, long = sorted((one, other), key=lambda number: int(self.words[number]))
        a, b = self._runs(short), self._runs(long)
        if self.words[short] < LEAST_WORDS:
            return bool(self.words[short] == self.words[long] and np.array_equal(a, b))
        in_a, in_b = np.unique(a), np.unique(b)
        shared = len(np.intersect1d(in_a, in_b, assume_unique=True))
        if shared >= ALIKE * (len(in_a) + len(in_b) - shared):
            return True
        return shared >= CONTAINED * len(in_a) and self._begins_early(a, b, int(self.words[long]))

    def _runs(self, number: int) -> Numbers:
        return self.runs[self.starts[number] : self.starts[number + 1]]

    @staticmethod
    def _begins_early(a: Numbers, b: Numbers, words: int) -> bool:
        """Whether the shorter text's opening stands in the longer one's first third, more than not."""
        seen, first = np.unique(b, return_index=True)
        opening = a[: LEAST_WORDS - 2]  # so many runs of three words have their words among the first
        found = np.searchsorted(seen, opening)
        within = (found < len(seen)) & (seen[np.minimum(found, len(seen) - 1)] == opening)
        places = first[found[within]]
        return bool((places <= max(LEAST_WORDS, OPENING_SHARE * words)).sum() > len(places) / 2)


def pairs_of(marks: Numbers) -> Numbers:
    """Pairs of two articles with a mark in common; of one mark the first articles stand for all."""
    marks = marks[np.lexsort((marks[:, 1], marks[:, 0]))]
    if not len(marks):
        return np.empty(0, np.int64)
    new = np.r_[True, marks[1:, 0] != marks[:-1, 0]]
    start = np.maximum.accumulate(np.where(new, np.arange(len(marks)), 0))
    rank = np.arange(len(marks)) - start
    found = []
    for place in range(min(FEW_A_MARK, int(rank.max()))):
        later = rank > place
        found.append(marks[later, 1] * PAIR + marks[start[later] + place, 1])
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _most_in_common(pairs: Numbers) -> Iterator[tuple[int, int]]:
    if not len(pairs):
        return
    found, counts = np.unique(pairs, return_counts=True)
    order = np.lexsort((found, -counts, found // PAIR))
    laters = found[order] // PAIR
    new = np.r_[True, laters[1:] != laters[:-1]]
    rank = np.arange(len(laters)) - np.maximum.accumulate(np.where(new, np.arange(len(laters)), 0))
    for pair in found[order][rank < COMPARED].tolist():
        yield divmod(pair, PAIR)
