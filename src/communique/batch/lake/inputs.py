"""What lies at an address: files of this machine by path, folder or glob, and of any storage that fsspec knows."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from communique.exports.lakes import Input
from communique.pages import is_page_or_archive
from communique.pages.finding import files_under

# What a file's stamp is taken from, the surest first, as different storages call it.
STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created")


class NothingThere(OSError):
    """No file lies at an address."""


def inputs_at(address: str) -> Iterator[Input]:
    """The files at an address, by name. Raises OSError where there is none."""
    found = _far(address) if "://" in address else _near(address)
    number = 0
    for number, one in enumerate(found, start=1):  # noqa: B007
        yield one
    if not number:
        raise NothingThere(None, "no page or archive lies there")


def _near(address: str) -> Iterator[Input]:
    """Files of this machine; their names stay as they were given, as in `communique add`."""
    path = Path(address)
    if path.is_dir():
        files = files_under(path, also=(".parquet",))
    elif path.exists() or not glob.has_magic(address):
        files = iter([path])
    else:
        files = (Path(name) for name in sorted(glob.glob(address, recursive=True)) if Path(name).is_file())
    for file in files:
        told = file.stat()
        yield Input(name=str(file), place=str(file.absolute()), size=told.st_size, stamp=str(told.st_mtime_ns))


def _far(address: str) -> Iterator[Input]:
    from fsspec.core import url_to_fs

    fs, path = url_to_fs(address)
    if glob.has_magic(path):
        found = fs.glob(path, detail=True)
    elif fs.isdir(path):
        found = {name: told for name, told in fs.find(path, detail=True).items() if _is_wanted(name)}
    else:
        found = {path: fs.info(path)}
    for name in sorted(found):
        told: dict[str, Any] = found[name]
        if told.get("type") == "directory":
            continue
        place = fs.unstrip_protocol(name)
        stamp = next((str(told[key]) for key in STAMPS if told.get(key)), "")
        yield Input(name=place, place=place, size=int(told.get("size") or 0), stamp=stamp)


def _is_wanted(name: str) -> bool:
    return is_page_or_archive(name) or name.lower().endswith(".parquet")


def opened(one: Input) -> BinaryIO:
    """The file, open for reading. Raises OSError."""
    if "://" not in one.place:
        return Path(one.place).open("rb")
    import fsspec

    stream: BinaryIO = fsspec.open(one.place, "rb").open()
    return stream
