"""What holds many pages or packs one: gzip files, zip files and WACZ, lists of pages in JSON lines."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec.structs import replace

from communique.model import Capture
from communique.pages.limits import Limits, size
from communique.pages.opening import HTML, TEXT, capture_of
from communique.pages.raw import Form, Raw, lost, nothing_of
from communique.pages.warc import Rewound, Skipped, raws_in_warc

# Members of a zip that are pages or hold them; the rest is pictures, styles and indexes.
PAGES_IN_ZIP = (".html", ".htm", ".xhtml", ".txt", ".pdf")
ARCHIVES_IN_ZIP = (".warc", ".warc.gz", ".jsonl", ".ndjson")


def raw_packed(stream: BinaryIO, name: str, limits: Limits) -> Raw:
    """The bytes of a gzip file, as far as those of one page can reach."""
    return Raw(form="packed", data=stream.read(limits.member_bytes), uri=name)


def unpacked_page(raw: Raw, limits: Limits) -> Capture:
    """The one page in a gzip file, as far as the limit goes."""
    try:
        data = gzip.GzipFile(fileobj=io.BytesIO(raw.data)).read(limits.member_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        return nothing_of(raw, f"This gzip file is damaged: {error}.")
    page = replace(raw, data=data, digest=hashlib.sha256(data).hexdigest())
    if len(data) > limits.member_bytes:
        problem = f"This file unpacks to over {size(limits.member_bytes)}; the rest was left (limit member_bytes)."
        page = replace(page, data=data[: limits.member_bytes], problems=(*raw.problems, problem))
    return capture_of(page, limits)


def raws_in_zip(stream: BinaryIO, name: str, limits: Limits, skipped: Skipped) -> Iterator[Raw]:
    """What may be a page in a zip file or a WACZ, by the order of its index. A damaged member costs only itself."""
    try:
        packed = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield lost(f"This zip file is damaged: {error}.", name)
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
            yield lost(f"This member of the archive is damaged: {error}.", uri, name, member.header_offset)


def _member(found: BinaryIO, member: zipfile.ZipInfo, uri: str, limits: Limits, skipped: Skipped) -> Iterator[Raw]:
    low = member.filename.lower()
    if low.endswith((".warc", ".warc.gz")):
        yield from raws_in_warc(found, uri, limits, skipped)
        return
    if low.endswith((".jsonl", ".ndjson")):
        yield from raws_in_lines(found, uri, limits, strict=False)
        return
    archive = uri.split("!")[0]
    if member.file_size > limits.member_bytes and member.file_size > limits.unpack_ratio * max(1, member.compress_size):
        problem = f"This member would unpack to {size(member.file_size)}: a decompression bomb (limit unpack_ratio)."
        yield lost(problem, uri, archive, member.header_offset)
        return
    data = found.read(limits.member_bytes)
    whole = max(member.file_size, len(data))
    form: Form = "pdf" if data.startswith(b"%PDF-") else "page"
    yield Raw(form=form, data=data, uri=uri, archive=archive, offset=member.header_offset, whole=whole)


def raws_in_lines(stream: BinaryIO, name: str, limits: Limits, strict: bool = True) -> Iterator[Raw]:
    """The lines of a file of JSON lines. With strict=False (the indexes in a WACZ) not all are meant to be pages."""
    reader = Rewound(stream)
    number = 0
    while True:
        offset = reader.at
        line = reader.line(limits.member_bytes)
        if not line:
            return
        number += 1
        uri = f"{name}#{number}"
        if not line.endswith(b"\n") and len(line) >= limits.member_bytes:
            _past_line(reader)
            problem = f"Line {number} has over {size(limits.member_bytes)} and was left out (limit member_bytes)."
            yield lost(problem, uri, name, offset)
        elif line.strip():
            yield Raw(form="line", data=line, uri=uri, archive=name, offset=offset, number=number, strict=strict)


def _past_line(reader: Rewound) -> None:
    while (line := reader.line(1 << 20)) and not line.endswith(b"\n"):
        pass


def capture_of_line(raw: Raw, limits: Limits, skipped: Skipped) -> Iterator[Capture]:
    """The page on a line of JSON: an object with `html` or `text`, and perhaps `url` and `date`."""
    page = _listed(raw)
    if page is not None:
        yield capture_of(page, limits)
    elif raw.strict:
        yield nothing_of(raw, f"Line {raw.number} is no JSON object with text or html.")
    else:
        skipped("not a page (a line without text)")


def _listed(raw: Raw) -> Raw | None:
    try:
        row: Any = json.loads(raw.data)
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
    return replace(
        raw,
        form="page",
        data=words.encode("utf-8", "replace"),
        uri=told or raw.uri,
        media_type=HTML if words is html else TEXT,
        charset="utf-8",
        published=day,
    )
