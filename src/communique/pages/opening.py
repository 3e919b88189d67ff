"""Open one page from a path or from bytes, or every page under a path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from communique.model import Capture, Source

# What a folder is searched for; other files in it are left alone.
PAGE_SUFFIXES = (".txt", ".html", ".htm")


def open_page(page: str | Path | bytes, uri: str | None = None) -> Capture:
    """Read and decode a page. Raises OSError where a path cannot be opened."""
    raw = page if isinstance(page, bytes) else Path(page).read_bytes()
    text = raw.decode("utf-8", "replace")
    html = text.lstrip("\ufeff \t\r\n")[:200].lower().startswith(("<!doctype", "<html"))
    return Capture(
        source=Source(
            uri=uri or (str(page) if not isinstance(page, bytes) else "bytes:"),
            digest="sha256:" + hashlib.sha256(raw).hexdigest(),
            media_type="text/html" if html else "text/plain",
            encoding="utf-8",
        ),
        text=text,
    )


def open_pages(path: str | Path) -> Iterator[Capture]:
    """Yield every page under a path, in the order of their names: a file is one page, a folder all its pages.

    Raises OSError where the path itself cannot be opened; a file of a folder that cannot be is yielded empty, with
    the problem said.
    """
    path = Path(path)
    if not path.is_dir():
        yield open_page(path)
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in PAGE_SUFFIXES and file.is_file():
            try:
                yield open_page(file)
            except OSError as error:
                yield unreadable(str(file), f"This file could not be opened: {error.strerror or error}.")


def unreadable(uri: str, problem: str) -> Capture:
    """A capture that holds nothing but the reason why."""
    digest = "sha256:" + hashlib.sha256(b"").hexdigest()
    source = Source(uri=uri, digest=digest, media_type="application/octet-stream", problems=(problem,))
    return Capture(source=source, text="")
