"""Open one page from a path or from bytes."""

from __future__ import annotations

import hashlib
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
