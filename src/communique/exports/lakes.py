"""A lake: a folder of Parquet files by table and month, and the list of what belongs to it.

    LAKE/events/month=2026-05/4f2a….parquet     the rows of one part of the input, one table, one month
    LAKE/_manifest/lake.json                    which schema the tables have
    LAKE/_manifest/parts/4f2a….json             what was read in one part, and the files it gave

A part is in the lake as soon as its entry is: the entry is written last, in one step, and only by the process that runs
the batch. Files are made under `_staged` and moved to their places after that. What was being done when everything
stopped is put right by `settle`: files of a part with an entry are moved, all others are deleted.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from communique.exports.parquet import COLUMNS, SCHEMA, write_columns

MANIFEST, PARTS, STAGED = "_manifest", "_manifest/parts", "_staged"
# The part that `communique export` writes: a whole record.
EXPORTED = "record"


class LakeError(Exception):
    """A folder is no lake, or not one that can be written; the message says why."""


class Input(Struct, frozen=True):
    """A file that was read: its name, where it lies for any process, its bytes and what tells that it has not changed."""

    name: str
    place: str
    size: int
    stamp: str


class Entry(Struct, frozen=True, kw_only=True):
    """What was read in one part of the input, and the files in the lake that hold it.

    `order` puts parts in the order of the input. A part is some whole files, or of one file the records from `first` on,
    before `stop` where that is given. `counts` are pages, articles, events ...; `seconds` how long reading took.
    """

    part: str
    reader: str
    order: tuple[int, str, int] = (0, "", 0)
    inputs: tuple[Input, ...] = ()
    first: int = 0
    stop: int | None = None
    counts: dict[str, int] = {}
    left_out: dict[str, int] = {}
    languages: dict[str, int] = {}
    problems: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    files: tuple[str, ...] = ()
    staged: str = ""


class Settings(Struct, frozen=True):
    """What is true of a whole lake."""

    schema: int
    communique: str


class Lake:
    """A lake at an address: a path, or anything that fsspec knows (s3://..., hdfs://...)."""

    def __init__(self, address: str | Path) -> None:
        from fsspec.core import url_to_fs

        self.address = str(address)
        self.fs: Any
        self.fs, root = url_to_fs(self.address)
        self.root: str = root.rstrip("/")

    @property
    def is_local(self) -> bool:
        protocol = self.fs.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def at(self, *parts: str) -> str:
        return "/".join((self.root, *parts))

    def exists(self) -> bool:
        return bool(self.fs.exists(self.at(MANIFEST, "lake.json")))

    def check(self) -> None:
        """Raises LakeError where this is no lake, or one of a newer communique."""
        if not self.exists():
            raise LakeError(f"{self.address} is no lake: it has no {MANIFEST}/lake.json")
        try:
            settings = msgspec.json.decode(self.fs.cat_file(self.at(MANIFEST, "lake.json")), type=Settings)
        except msgspec.MsgspecError as error:
            raise LakeError(f"{self.address}/{MANIFEST}/lake.json cannot be read: {error}") from None
        if settings.schema > SCHEMA:
            raise LakeError(
                f"{self.address} was written by a newer communique (schema {settings.schema}, this one knows {SCHEMA}): "
                "upgrade communique"
            )

    def make(self) -> None:
        """Make the lake where there is none yet, with a file of every table, empty, that says what its columns are."""
        from communique import __version__

        if self.exists():
            self.check()
            return
        with self.staging("columns") as folder:
            write_columns(folder)
            self._upload(folder, "columns")
        self._publish("columns", self._staged_files("columns"))
        self.put(f"{MANIFEST}/lake.json", msgspec.json.encode(Settings(SCHEMA, __version__)))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Nobody else on this machine writes to the lake meanwhile. Raises LakeError where somebody does."""
        if not self.is_local:
            yield
            return
        Path(self.at(MANIFEST)).mkdir(parents=True, exist_ok=True)
        with Path(self.at(MANIFEST, "lock")).open("w") as held:
            try:
                import fcntl

                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:  # Windows
                pass
            except OSError:
                raise LakeError(f"{self.address} is being written by another process") from None
            yield

    def entries(self) -> list[Entry]:
        """What is in the lake, in the order of the input. Raises LakeError where an entry cannot be read."""
        if not self.fs.exists(self.at(PARTS)):
            return []
        self.fs.invalidate_cache()
        found = []
        for place in self.fs.ls(self.at(PARTS), detail=False):
            if place.endswith(".json"):
                try:
                    found.append(msgspec.json.decode(self.fs.cat_file(place), type=Entry))
                except msgspec.MsgspecError as error:
                    raise LakeError(f"{place} cannot be read: {error}") from None
        return sorted(found, key=lambda entry: (entry.order, entry.part))

    @contextmanager
    def staging(self, name: str) -> Iterator[Path]:
        """A local folder to write a part's files into; `_staged` itself where the lake is on this machine."""
        if self.is_local:
            folder = Path(self.at(STAGED, name))
            folder.mkdir(parents=True, exist_ok=True)
            yield folder
            return
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="communique-") as temporary:
            yield Path(temporary)

    def _upload(self, folder: Path, name: str) -> None:
        if not self.is_local:
            self.fs.put(str(folder) + "/", self.at(STAGED, name) + "/", recursive=True)

    def stage(self, folder: Path, name: str) -> tuple[str, ...]:
        """Bring the files written in a `staging` folder to the lake; returns their names in it."""
        self._upload(folder, name)
        return tuple(sorted(str(file.relative_to(folder).as_posix()) for file in folder.rglob("*.parquet")))

    def commit(self, entry: Entry) -> None:
        """Put a part into the lake: from here on it is in, whatever happens next.

        Raises LakeError where its files have not arrived: then the machine that wrote them has other disks.
        """
        missing = [file for file in entry.files if not self.fs.exists(self.at(STAGED, entry.staged, file))]
        if missing:
            raise LakeError(
                f"{self.at(STAGED, entry.staged, missing[0])} is not there: every machine must see {self.address} as one folder"
            )
        self.put(f"{PARTS}/{entry.part}.json", msgspec.json.encode(entry))
        self._publish(entry.staged, entry.files)

    def retire(self, entry: Entry) -> None:
        """Take a part out of the lake."""
        self._remove(f"{PARTS}/{entry.part}.json")
        for file in entry.files:
            self._remove(file)

    def _remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self.fs.rm_file(self.at(name))

    def settle(self) -> list[Entry]:
        """Put right what was left half done, delete what belongs to nothing, and return what is in the lake.

        A part whose files are not all there is taken out, to be read again.
        """
        kept: list[Entry] = []
        there = self._tables()
        for entry in self.entries():
            if not set(entry.files) <= there:
                self._publish(entry.staged, entry.files)
            if set(entry.files) <= there or all(self.fs.exists(self.at(file)) for file in entry.files):
                kept.append(entry)
            else:
                self.retire(entry)
        known = {file for entry in kept for file in entry.files}
        for file in there - known:
            if not file.endswith(f"/{COLUMNS}"):
                self._remove(file)
        if self.fs.exists(self.at(STAGED)):
            self.fs.rm(self.at(STAGED), recursive=True)
        return kept

    def _tables(self) -> set[str]:
        """Every Parquet file of a table that lies in the lake, whether it belongs there or not."""
        self.fs.invalidate_cache()
        start = len(self.root) + 1
        places: list[str] = self.fs.find(self.root) if self.fs.exists(self.root) else []
        found = (place[start:] for place in places)
        return {name for name in found if name.endswith(".parquet") and name.count("/") == 2 and name[0] != "_"}

    def _staged_files(self, name: str) -> tuple[str, ...]:
        root = self.at(STAGED, name)
        return tuple(place[len(root) + 1 :] for place in self.fs.find(root))

    def _publish(self, staged: str, files: tuple[str, ...]) -> None:
        """Move files to their places; those that are there already stay."""
        for file in files:
            here, there = self.at(STAGED, staged, file), self.at(file)
            if self.is_local:
                with suppress(FileNotFoundError):
                    Path(there).parent.mkdir(parents=True, exist_ok=True)
                    os.replace(here, there)
            elif self.fs.exists(here):
                self.fs.mv(here, there)
        if self.is_local:
            shutil.rmtree(self.at(STAGED, staged), ignore_errors=True)

    def put(self, name: str, data: bytes) -> None:
        """Write a small file in one step: it is there whole, or not at all."""
        place = self.at(name)
        if not self.is_local:
            self.fs.pipe_file(place, data)
            return
        made = Path(place)
        made.parent.mkdir(parents=True, exist_ok=True)
        new = made.with_name(made.name + ".new")
        with new.open("wb") as sink:
            sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())
        os.replace(new, made)
