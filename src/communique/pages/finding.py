"""Every page under a path, one at a time: a file, a folder, an archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from communique.model import Capture
from communique.pages.archives import capture_of_line, raw_packed, raws_in_lines, raws_in_zip, unpacked_page
from communique.pages.feeds import captures_in_feed, is_feed, raw_feed
from communique.pages.limits import LIMITS, Limits
from communique.pages.opening import capture_of, raw_page
from communique.pages.parquet import PARQUET, raws_in_parquet
from communique.pages.pdf import capture_of_pdf, raw_pdf
from communique.pages.raw import Raw, lost, nothing_of
from communique.pages.warc import GZIP, Rewound, Skipped, captures_in_response, holds_many, raws_in_warc

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
    for raw in find_raw(path, limits, skipped):
        yield from open_raw(raw, limits, skipped)


def find_raw(path: str | Path, limits: Limits = LIMITS, skipped: Skipped | None = None) -> Iterator[Raw]:
    """What may be pages under a path, not yet opened: `open_pages` is `open_raw` of each of these.

    Only the frames of archives are looked into here, with bounds on time and memory; the parsers that a page could
    hang or kill are left to `open_raw`. Raises OSError where the path itself cannot be opened.
    """
    path = Path(path)
    ignore: Skipped = skipped or (lambda reason: None)
    if not path.is_dir():
        yield from raws_of_file(path, limits, ignore)
        return
    for file in files_under(path):
        try:
            yield from raws_of_file(file, limits, ignore)
        except OSError as error:
            yield lost(f"This file could not be opened: {error.strerror or error}.", str(file))


def open_raw(raw: Raw, limits: Limits = LIMITS, skipped: Skipped | None = None) -> Iterator[Capture]:
    """The pages that some bytes hold: mostly one, of a feed many, none where they turn out to be a picture."""
    ignore: Skipped = skipped or (lambda reason: None)
    if raw.form == "lost":
        yield nothing_of(raw)
    elif raw.form == "response":
        yield from captures_in_response(raw, limits, ignore)
    elif raw.form == "packed":
        yield unpacked_page(raw, limits)
    elif raw.form == "pdf":
        yield capture_of_pdf(raw, limits)
    elif raw.form == "feed":
        yield from captures_in_feed(raw, limits)
    elif raw.form == "line":
        yield from capture_of_line(raw, limits, ignore)
    else:
        yield capture_of(raw, limits)


def files_under(folder: Path, also: tuple[str, ...] = ()) -> Iterator[Path]:
    """The pages and archives of a folder and of those in it, by name; a link that leads back up is not followed.

    `also` are further suffixes. Parquet files are otherwise read only where they are named: most hold no pages.
    """
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if is_page_or_archive(name) or name.lower().endswith(also):
                yield Path(here) / name


def is_page_or_archive(name: str) -> bool:
    """Whether a file of this name, found in a folder, is one to read."""
    return name.lower().endswith((*PAGE_SUFFIXES, *ARCHIVE_SUFFIXES))


def raws_of_file(path: Path, limits: Limits, skipped: Skipped) -> Iterator[Raw]:
    """What may be a page in one file."""
    with path.open("rb") as stream:
        yield from raws_in(stream, str(path), limits, skipped)


def raws_in(
    stream: BinaryIO,
    name: str,
    limits: Limits = LIMITS,
    skipped: Skipped = lambda reason: None,
    start: int = 0,
) -> Iterator[Raw]:
    """What may be a page in an open file, by what the file is; its name decides only where its first bytes leave it open.

    The stream must be able to go back to its beginning. Where `can_start_within` says so, reading can begin at the
    `offset` of any of its pages.
    """
    low = name.lower()
    head = stream.read(2000)
    stream.seek(0)
    if _is_warc(head, low):
        yield from raws_in_warc(stream, name, limits, skipped, start)
    elif head.startswith(GZIP):
        yield raw_packed(stream, name, limits)
    elif head.startswith(b"PK\x03\x04"):
        yield from raws_in_zip(stream, name, limits, skipped)
    elif head.startswith(b"%PDF-"):
        yield raw_pdf(stream, name, limits)
    elif head.startswith(PARQUET):
        yield from raws_in_parquet(stream, name)
    elif low.endswith((".jsonl", ".ndjson")):
        yield from raws_in_lines(stream, name, limits)
    elif is_feed(head):
        yield raw_feed(stream, name, limits)
    else:
        yield raw_page(stream, name, limits)


def _is_warc(head: bytes, name: str) -> bool:
    return head.startswith(b"WARC/") or (head.startswith(GZIP) and name.endswith(".warc.gz"))


def can_start_within(stream: BinaryIO, name: str) -> bool:
    """Whether reading can begin at any page of an open file: a web archive that is plain, or packed record by record."""
    head = stream.read(2000)
    stream.seek(0)
    packed = head.startswith(GZIP)
    found = _is_warc(head, name.lower()) and not (packed and holds_many(Rewound(stream)))
    stream.seek(0)
    return found
