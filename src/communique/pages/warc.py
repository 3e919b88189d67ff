"""Web archives: WARC plain or packed record by record, read as a stream and taken up again after damage."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from msgspec.structs import replace

from communique.model import Capture
from communique.pages.limits import Limits, size
from communique.pages.opening import capture_of
from communique.pages.raw import Raw, lost

GZIP = b"\x1f\x8b\x08"
BLOCK = 1 << 16
# WARC headers have up to twenty lines of some hundred bytes; a longer line is no header but damage.
HEADER_LINE, HEADER_LINES = 65_536, 200
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
PAGE_RECORDS = ("response", "resource", "conversion")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CONTENT_TYPE = re.compile(rb"^content-type:[ \t]*([^;\r\n]*)", re.I | re.M)
_RESPONSE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
# Told of every record that is left out, with the reason: "request record", "image/png", "status 404".
Skipped = Callable[[str], None]


@dataclass(frozen=True)
class Record:
    """A record of an archive: where it begins (in the file as it lies on disk), its headers, its block as far as read.

    `declared` is the length its header gives; `problem` says what was wrong with it.
    """

    offset: int
    headers: dict[str, str]
    block: bytes
    declared: int
    problem: str | None = None


def raws_in_warc(stream: BinaryIO, name: str, limits: Limits, skipped: Skipped, start: int = 0) -> Iterator[Raw]:
    """Every record of an archive that may be a page, in its order. Damage is yielded as lost, saying where.

    `start` is where a record begins that is not the first to be read.
    """
    for record in records_in(stream, limits, start):
        if record.problem and not record.headers:
            yield lost(record.problem, f"{name}#{record.offset}", name, record.offset)
            continue
        reason = why_no_page(record)
        if reason:
            skipped(reason)
        else:
            yield _raw_of(record, name)


def _raw_of(record: Record, name: str) -> Raw:
    told = record.headers.get("content-type", "").split(";")[0].strip().lower()
    answer = record.headers.get("warc-type") == "response"
    return Raw(
        form="response" if answer else "page",
        data=record.block,
        uri=record.headers.get("warc-target-uri", f"{name}#{record.offset}").strip("<>"),
        archive=name,
        offset=record.offset,
        media_type=None if answer else told or None,
        fetched=record.headers.get("warc-date"),
        problems=(record.problem,) if record.problem else (),
    )


def why_no_page(record: Record) -> str | None:
    """Why a record is no page, as far as its own headers and the first lines of an answer tell."""
    kind = record.headers.get("warc-type", "")
    if kind not in PAGE_RECORDS:
        return f"{kind or 'nameless'} record"
    if kind == "response":
        return why_no_answer(record.block)
    told = record.headers.get("content-type", "").split(";")[0].strip().lower()
    return None if told in PAGE_TYPES else told or "no content type"


def why_no_answer(block: bytes) -> str | None:
    """Why an HTTP answer is no page: most records of an archive are pictures and need no parser to be left out."""
    head = block[:HEADER_LINE].partition(b"\r\n\r\n")[0]
    status = _STATUS.match(head)
    if status and int(status[1]) >= 300:
        return f"status {int(status[1])}"
    told = _CONTENT_TYPE.search(head)
    kind = told[1].decode("ascii", "replace").strip().lower() if told else ""
    return kind if kind and kind not in PAGE_TYPES else None


def captures_in_response(raw: Raw, limits: Limits, skipped: Skipped) -> Iterator[Capture]:
    """The page in an HTTP answer; none where the answer is a picture or says that there is none."""
    status, media_type, charset, body, problems = http_payload(raw.data, limits)
    told = (media_type or "").split(";")[0].strip().lower()
    if status is not None and status >= 300:
        skipped(f"status {status}")
    elif told and told not in PAGE_TYPES:
        skipped(told)
    else:
        page = replace(raw, form="page", data=body, media_type=told or None, charset=charset)
        yield capture_of(replace(page, problems=(*raw.problems, *problems)), limits)


def http_payload(block: bytes, limits: Limits) -> tuple[int | None, str | None, str | None, bytes, list[str]]:
    """(status, content type, charset, body, problems) of an HTTP response, unchunked and unpacked within the limit."""
    from fastwarc.warc import ArchiveIterator

    whole = io.BytesIO(_RESPONSE % len(block) + block + b"\r\n\r\n")
    try:
        found = next(iter(ArchiveIterator(whole, parse_http=True, auto_decode="all")))
        headers = found.http_headers
        status = headers.status_code if headers is not None else None
        told, charset = found.http_content_type, found.http_charset
    except (StopIteration, OSError, ValueError) as error:
        problem = f"The HTTP response in this record could not be read: {error or 'it is broken'}."
        return None, None, None, b"", [problem]
    body, problems = b"", []
    try:
        body = found.reader.read(limits.member_bytes + 1)
    except (OSError, ValueError, EOFError) as error:
        problems.append(f"The page in this record could not be unpacked: {error}.")
    if len(body) > limits.member_bytes:
        problems.append(f"The page in this record unpacks to over {size(limits.member_bytes)} (limit member_bytes).")
    return status, told, charset, body[: limits.member_bytes], problems


def records_in(stream: BinaryIO, limits: Limits, start: int = 0) -> Iterator[Record]:
    """The records of an archive, packed or not, from the one at `start` on, one at a time in bounded memory."""
    reader = Rewound(stream)
    packed = reader.peek(3).startswith(GZIP)
    if start:
        stream.seek(start)
        reader = Rewound(stream)
        reader.at = start
    if not packed:
        yield from plain_records(reader, limits)
    elif not start and holds_many(reader):
        unpacked = Unpacked(reader)
        yield from plain_records(Rewound(unpacked), limits)  # type: ignore[arg-type]
        if unpacked.problem:
            yield Record(reader.at, {}, b"", 0, unpacked.problem)
    else:
        yield from _records_of_members(reader, limits)


def _records_of_members(reader: Rewound, limits: Limits) -> Iterator[Record]:
    """The records of an archive that is packed record by record."""
    for offset, member, problem in members_of(reader, limits):
        found = False
        for record in plain_records(Rewound(io.BytesIO(member)), limits):
            found = True
            told = " ".join(filter(None, (problem, record.problem))) or None
            yield Record(offset, record.headers, record.block, record.declared, told)
        if not found:
            yield Record(offset, {}, b"", 0, problem or f"No record begins at byte {offset} of this archive.")


class Rewound:
    """A stream that can give bytes back, and knows how far it has been read."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.held = b""
        self.at = 0

    def peek(self, count: int) -> bytes:
        if len(self.held) < count:
            self.held += self.stream.read(count - len(self.held))
        return self.held[:count]

    def read(self, count: int) -> bytes:
        data = self.held[:count]
        self.held = self.held[count:]
        if len(data) < count:
            data += self.stream.read(count - len(data))
        self.at += len(data)
        return data

    def give_back(self, data: bytes) -> None:
        self.held = data + self.held
        self.at -= len(data)

    def line(self, most: int) -> bytes:
        """The next line with its break, at most so many bytes of it."""
        found: list[bytes] = []
        length = 0
        while length < most and (block := self.read(min(4096, most - length))):
            stop = block.find(b"\n") + 1
            if stop:
                self.give_back(block[stop:])
                block = block[:stop]
            found.append(block)
            length += len(block)
            if stop:
                break
        return b"".join(found)


def members_of(reader: Rewound, limits: Limits) -> Iterator[tuple[int, bytes, str | None]]:
    """(offset, unpacked bytes, problem) of each gzip member; after a damaged one, on from the next that begins."""
    while reader.peek(1):
        offset = reader.at
        member, problem = one_member(reader, limits)
        if problem and problem.startswith("Damaged"):
            skipped_to(reader, GZIP)
        yield offset, member, problem


def one_member(reader: Rewound, limits: Limits) -> tuple[bytes, str | None]:
    """Unpack one gzip member, keeping at most what a record may have. What is beyond is passed over, not kept."""
    offset = reader.at
    unpacker = zlib.decompressobj(wbits=31)
    kept: list[bytes] = []
    size_kept = unpacked = 0
    # A record is its page and its headers; what a member holds beyond that is no page we read.
    most = limits.member_bytes + 1_000_000
    while not unpacker.eof:
        packed = reader.read(BLOCK)
        if not packed:
            return b"".join(kept), f"Damaged at byte {offset}: this archive breaks off in the middle of a record."
        while packed and not unpacker.eof:
            try:
                data = unpacker.decompress(packed, BLOCK * 16)
            except zlib.error as error:
                reader.give_back(packed)
                return b"".join(kept), f"Damaged at byte {offset}: {error}."
            packed = unpacker.unconsumed_tail
            unpacked += len(data)
            if size_kept < most:
                kept.append(data)
                size_kept += len(data)
            if unpacked > most and unpacked > limits.unpack_ratio * (reader.at - offset):
                return b"".join(kept)[:most], f"Damaged at byte {offset}: a decompression bomb (limit unpack_ratio)."
    reader.give_back(unpacker.unused_data)
    problem = f"The record has over {size(most)} (limit member_bytes)." if unpacked > most else None
    return b"".join(kept)[:most], problem


def skipped_to(reader: Rewound, mark: bytes) -> None:
    """Read on to where the mark stands next, past the byte we are at; to the end if it stands nowhere."""
    reader.read(1)
    while True:
        block = reader.peek(BLOCK)
        at = block.find(mark)
        if at >= 0 or len(block) < len(mark):
            reader.read(at if at >= 0 else len(block))
            return
        reader.read(len(block) - len(mark) + 1)  # the mark may stand across two blocks


class Unpacked:
    """A gzip stream as plain bytes; where it is damaged it ends, and `problem` says so."""

    def __init__(self, reader: Rewound) -> None:
        self.reader = reader
        self.unpacker = zlib.decompressobj(wbits=31)
        self.problem: str | None = None
        self.left = b""

    def read(self, count: int = -1) -> bytes:
        found = b""
        while len(found) < count and self.problem is None:
            packed = self.unpacker.unconsumed_tail or self.left or self.reader.read(BLOCK)
            self.left = b""
            if not packed:
                break
            try:
                found += self.unpacker.decompress(packed, count - len(found))
            except zlib.error as error:
                self.problem = f"Damaged before byte {self.reader.at}: {error}."
            if self.unpacker.eof:
                self.left = self.unpacker.unused_data
                self.unpacker = zlib.decompressobj(wbits=31)
        return found


def holds_many(reader: Rewound) -> bool:
    """Whether the first gzip member holds more than one record: the archive was packed as a whole."""
    try:
        begin = zlib.decompressobj(wbits=31).decompress(reader.peek(BLOCK * 4), BLOCK * 16)
    except zlib.error:
        return False
    return len(begin) > 4 and b"\nWARC/1." in begin[4:] and begin.startswith(b"WARC/")


def plain_records(reader: Rewound, limits: Limits) -> Iterator[Record]:
    """The records of an unpacked archive. Where no record begins, on to the next line that begins one."""
    while True:
        offset = reader.at
        line = reader.line(HEADER_LINE)
        if not line:
            return
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            yield Record(offset, {}, b"", 0, f"Damaged at byte {offset}: no record begins here.")
            if not _to_next_record(reader):
                return
            continue
        yield _one_record(reader, offset, limits)


def _to_next_record(reader: Rewound) -> bool:
    while line := reader.line(HEADER_LINE):
        if line.startswith(b"WARC/1"):
            reader.give_back(line)
            return True
    return False


def _one_record(reader: Rewound, offset: int, limits: Limits) -> Record:
    headers: dict[str, str] = {}
    for _ in range(HEADER_LINES):
        line = reader.line(HEADER_LINE)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    told = headers.get("content-length", "")
    declared = int(told) if told.isdecimal() and len(told) < 16 else 0
    block = reader.read(min(declared, limits.member_bytes))
    rest, problem = declared - len(block), None
    if declared > limits.member_bytes:
        problem = f"The record has {size(declared)}; its first {size(len(block))} were read (limit member_bytes)."
        while rest > 0 and (gone := reader.read(min(rest, BLOCK))):
            rest -= len(gone)
    if rest > 0 and declared <= limits.member_bytes:
        problem = f"The record says it has {declared} bytes; {len(block)} were read."
    elif reader.peek(4) not in (b"\r\n\r\n", b"\n\n", b"") and not reader.peek(2).startswith((b"\n", b"\r\n")):
        problem = problem or f"The record says it has {declared} bytes; more follow."
    return Record(offset, headers, block, declared, problem)
