"""The pages of a lake with everything found in them, as they were read: a record is made of them, nothing is read again."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from communique.exports.lakes import Entry, Lake, LakeError
from communique.exports.parquet import WHOLE
from communique.model import Page

# Pages unpacked at a time from each month's file of a part: some hundred kilobytes.
PAGES = 8


class Kept(NamedTuple):
    """A page as it lies in a lake, not yet unpacked."""

    id: str
    reader: str
    packed: bytes

    @property
    def page(self) -> Page:
        """The page. Raises LakeError where another version of communique wrote it in a shape that this one cannot read."""
        try:
            return msgspec.json.decode(self.packed, type=Page)
        except msgspec.MsgspecError as error:
            raise LakeError(f"page {self.id} of the lake cannot be read ({error}): read the archive anew") from None


def is_lake(address: str) -> bool:
    """Whether a lake lies at a path or an address."""
    try:
        return Lake(address).exists()
    except (ImportError, OSError, ValueError):  # no fsspec, or no such storage: then what lies there is no lake to us
        return False


def kept_pages(lake: Lake, wanted: Callable[[Entry], bool] = lambda entry: True) -> Iterator[Kept]:
    """Every page of a lake, in the order of the input that it was read from. Raises LakeError."""
    lake.check()
    for entry in lake.entries():
        if wanted(entry):
            yield from pages_of_part(lake, entry)


def pages_of_part(lake: Lake, entry: Entry) -> Iterator[Kept]:
    """The pages of one part, in their order: its months are read side by side."""
    months: dict[str, list[str]] = {}
    for file in entry.files:
        table, month, _ = file.split("/")
        if table == WHOLE.name:
            months.setdefault(month, []).append(file)
    for row in heapq.merge(*(_rows(lake, files) for files in months.values()), key=lambda row: row["position"]):
        yield Kept(row["id"], row["reader"], row["page"])


def _rows(lake: Lake, files: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a month, in their order: the number at the end of a file's name says which was written first."""
    import pyarrow.parquet as pq

    for file in sorted(files, key=lambda name: int(name.rpartition("-")[2].removesuffix(".parquet"))):
        try:
            with lake.fs.open(lake.at(file), "rb") as stream:
                for batch in pq.ParquetFile(stream).iter_batches(batch_size=PAGES):
                    yield from batch.to_pylist()
        except FileNotFoundError:
            raise LakeError(f"{lake.address} lacks {file}: run the batch again") from None
