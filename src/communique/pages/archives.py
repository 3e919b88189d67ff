"""What holds many pages or packs one: gzip files, zip files and WACZ, lists of pages in JSON lines."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.model import Capture
from communique.pages.limits import Limits, size
from communique.pages.opening import HTML, TEXT, capture_of, nothing_but
from communique.pages.warc import Rewound, Skipped, captures_in_warc

# Members of a zip that are pages or hold them; the rest is pictures, styles and indexes.
PAGES_IN_ZIP = (".html", ".htm", ".xhtml", ".txt")
ARCHIVES_IN_ZIP = (".warc", ".warc.gz", ".jsonl", ".ndjson")


def unpacked_page(stream: BinaryIO, name: str, limits: Limits) -> Capture:
    """The one page in a gzip file, as far as the limit goes."""
    try:
        raw = gzip.GzipFile(fileobj=stream).read(limits.member_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        return nothing_but(f"This gzip file is damaged: {error}.", name)
    if len(raw) > limits.member_bytes:
        problem = f"This file unpacks to over {size(limits.member_bytes)}; the rest was left (limit member_bytes)."
        return capture_of(raw[: limits.member_bytes], name, limits=limits, problems=(problem,))
    return capture_of(raw, name, limits=limits)


def captures_in_zip(stream: BinaryIO, name: str, limits: Limits, skipped: Skipped) -> Iterator[Capture]:
    """The pages of a zip file or a WACZ, by the order of its index. A member that is damaged costs only itself."""
    try:
        packed = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield nothing_but(f"This zip file is damaged: {error}.", name)
        return
    for member in packed.infolist():
        if member.is_dir():
            continue
        low = member.filename.lower()
        uri = f"{name}!{member.filename}"
        if not low.endswith((*PAGES_IN_ZIP, *ARCHIVES_IN_ZIP)):
            skipped("not a page (" + (low.rsplit(".", 1)[-1] if "." in low else "no suffix") + ")")
            continue
        try:
            with packed.open(member) as found:
                yield from _member(found, member, uri, limits, skipped)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
            yield nothing_but(f"This member of the archive is damaged: {error}.", uri, name, member.header_offset)


def _member(found: BinaryIO, member: zipfile.ZipInfo, uri: str, limits: Limits, skipped: Skipped) -> Iterator[Capture]:
    low = member.filename.lower()
    if low.endswith((".warc", ".warc.gz")):
        yield from captures_in_warc(found, uri, limits, skipped)
        return
    if low.endswith((".jsonl", ".ndjson")):
        yield from captures_in_lines(found, uri, limits, skipped, strict=False)
        return
    if member.file_size > limits.member_bytes and member.file_size > limits.unpack_ratio * max(1, member.compress_size):
        problem = f"This member would unpack to {size(member.file_size)}: a decompression bomb (limit unpack_ratio)."
        yield nothing_but(problem, uri, uri.split("!")[0], member.header_offset)
        return
    raw = found.read(limits.member_bytes)
    whole = max(member.file_size, len(raw))
    yield capture_of(raw, uri, limits=limits, archive=uri.split("!")[0], offset=member.header_offset, whole=whole)


def captures_in_lines(
    stream: BinaryIO, name: str, limits: Limits, skipped: Skipped, strict: bool = True
) -> Iterator[Capture]:
    """The pages of a file of JSON lines, each an object with `html` or `text`, and perhaps `url` and `date`.

    A line that is none is yielded as a problem; with strict=False (the indexes in a WACZ) it is passed over.
    """
    reader = Rewound(stream)
    number = 0
    while True:
        offset = reader.at
        line = reader.line(limits.member_bytes)
        if not line:
            return
        number += 1
        if not line.endswith(b"\n") and len(line) >= limits.member_bytes:
            _past_line(reader)
            problem = f"Line {number} has over {size(limits.member_bytes)} and was left out (limit member_bytes)."
            yield nothing_but(problem, f"{name}#{number}", name, offset)
        elif line.strip():
            capture = _listed(line, name, number, offset, limits)
            if capture is not None:
                yield capture
            elif strict:
                problem = f"Line {number} is no JSON object with text or html."
                yield nothing_but(problem, f"{name}#{number}", name, offset)
            else:
                skipped("not a page (a line without text)")


def _past_line(reader: Rewound) -> None:
    while (line := reader.line(1 << 20)) and not line.endswith(b"\n"):
        pass


def _listed(line: bytes, name: str, number: int, offset: int, limits: Limits) -> Capture | None:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    html, text = row.get("html"), row.get("text")
    words = html if isinstance(html, str) and html.strip() else text
    if not isinstance(words, str) or not words.strip():
        return None
    told = next((row[key] for key in ("url", "uri", "link") if isinstance(row.get(key), str)), None)
    day = next((row[key] for key in ("date", "published") if isinstance(row.get(key), str)), None)
    return capture_of(
        words.encode("utf-8", "replace"),
        told or f"{name}#{number}",
        limits=limits,
        media_type=HTML if words is html else TEXT,
        charset="utf-8",
        archive=name,
        offset=offset,
        published=day,
    )
