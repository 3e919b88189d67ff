"""Whether pages are being added to a record at this moment: a lock on a file beside it, which ends with whoever holds it,
however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nobody is told that pages come
    fcntl = None  # type: ignore[assignment]


def _beside(file: Path) -> Path:
    return file.with_name(file.name + "-adding")


@contextmanager
def pages_come(file: Path) -> Iterator[None]:
    """Others are told for the length of the block that pages come to the record at `file`. Several may add at once."""
    if fcntl is None or not file.is_file():
        yield
        return
    try:
        held = _beside(file).open("a")
    except OSError:  # a folder where nothing can be made: only the record is written
        yield
        return
    with held:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with suppress(OSError):  # another who adds needs it still
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _beside(file).unlink()


def do_pages_come(file: Path) -> bool:
    """Whether anybody is adding pages to the record at `file` now. What a killed process left behind counts for nothing."""
    if fcntl is None:
        return False
    try:
        with _beside(file).open("rb") as found:
            fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
