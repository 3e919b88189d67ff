"""Open one page from a path or from bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from communique.model import Capture, Source


def open_page(page: str | Path | bytes, uri: str | None = None) -> Capture:
    """Read and decode a page. Raises OSError where a path cannot be opened."""
    raw = page if isinstance(page, bytes) else Path(page).read_bytes()
    text = raw.decode("utf-8", "replace")
    html = text.lstrip()[:200].lower().startswith(("<!doctype", "<html"))
    return Capture(
        source=Source(
            uri=uri or (str(page) if not isinstance(page, bytes) else "bytes:"),
            digest="sha256:" + hashlib.sha256(raw).hexdigest(),
            media_type="text/html" if html else "text/plain",
            encoding="utf-8",
        ),
        text=text,
    )


def open_pages(path: Path) -> Iterator[Capture]:
    """The page at a path, or every page in a folder. Raises OSError where the path cannot be opened."""
    if path.is_dir():
        for inside in sorted(p for p in path.rglob("*") if p.suffix.lower() in (".txt", ".html", ".htm")):
            yield open_page(inside)
    else:
        yield open_page(path)
