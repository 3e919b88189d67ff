"""Every page under a path, one at a time: a file, a folder, an archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from communique.model import Capture
from communique.pages.archives import captures_in_lines, captures_in_zip, unpacked_page
from communique.pages.feeds import captures_in_feed, is_feed
from communique.pages.limits import LIMITS, Limits
from communique.pages.opening import nothing_but, open_page
from communique.pages.pdf import capture_of_pdf
from communique.pages.warc import GZIP, Skipped, captures_in_warc

# What a folder is searched for; other files in it are left alone.
PAGE_SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".pdf")
ARCHIVE_SUFFIXES = (
    ".warc",
    ".warc.gz",
    ".wacz",
    ".zip",
    ".jsonl",
    ".ndjson",
    ".rss",
    ".atom",
    ".xml",
    ".html.gz",
    ".txt.gz",
)


def open_pages(path: str | Path, limits: Limits = LIMITS, skipped: Skipped | None = None) -> Iterator[Capture]:
    """Yield every page under a path, in the order of their names and of their places in archives.

    A file is one page, a feed its items, an archive (WARC, WACZ, zip, JSON lines) the pages in it, a folder all of
    these. Memory does not grow with an archive's size. `skipped` is told the reason for every record that is no page.
    Raises OSError where the path itself cannot be opened; a file of a folder that cannot be, and what is damaged in
    an archive, is yielded without text, with the problem said.
    """
    path = Path(path)
    ignore: Skipped = skipped or (lambda reason: None)
    if not path.is_dir():
        yield from open_file(path, limits, ignore)
        return
    for file in files_under(path):
        try:
            yield from open_file(file, limits, ignore)
        except OSError as error:
            yield nothing_but(f"This file could not be opened: {error.strerror or error}.", str(file))


def files_under(folder: Path) -> Iterator[Path]:
    """The pages and archives of a folder and of those in it, by name; a link that leads back up is not followed."""
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith((*PAGE_SUFFIXES, *ARCHIVE_SUFFIXES)):
                yield Path(here) / name


def open_file(path: Path, limits: Limits, skipped: Skipped) -> Iterator[Capture]:
    """Every page of one file, by what the file is; its name decides only where its first bytes leave it open."""
    with path.open("rb") as stream:
        head = stream.read(2000)
        stream.seek(0)
        found = captures_of(stream, head, path, limits, skipped)
        if found is not None:
            yield from found
            return
    yield open_page(path, limits=limits)


def captures_of(
    stream: BinaryIO, head: bytes, path: Path, limits: Limits, skipped: Skipped
) -> Iterator[Capture] | None:
    """The captures of a file that is more than a page; None for a page."""
    name, low = str(path), path.name.lower()
    if head.startswith(b"WARC/") or (head.startswith(GZIP) and low.endswith(".warc.gz")):
        return captures_in_warc(stream, name, limits, skipped)
    if head.startswith(GZIP):
        return iter([unpacked_page(stream, name, limits)])
    if head.startswith(b"PK\x03\x04"):
        return captures_in_zip(stream, name, limits, skipped)
    if head.startswith(b"%PDF-"):
        return iter([capture_of_pdf(stream, name, limits)])
    if low.endswith((".jsonl", ".ndjson")):
        return captures_in_lines(stream, name, limits, skipped)
    if is_feed(head):
        return captures_in_feed(stream, name, limits)
    return None
