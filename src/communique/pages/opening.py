"""Open one page from a path or from bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from communique.model import Capture
from communique.pages.decoding import decode
from communique.pages.limits import LIMITS, Limits, size
from communique.pages.raw import Raw
from communique.pages.taming import tamed

HTML, TEXT = "text/html", "text/plain"
_HTML_START = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|article|main|div|h1|p)\b",
    re.I | re.S,
)
_HTML_WITHIN = re.compile(r"</(?:p|div|h[1-6]|li|ul|a|span|table|body|html)\s*>", re.I)
# A text that quotes a tag or two is no HTML page; one that closes this many is.
CLOSING_TAGS = 4
BLOCK = 1_000_000


def open_page(page: str | Path | bytes, uri: str | None = None, limits: Limits = LIMITS) -> Capture:
    """Read and decode a page: a path, or its bytes.

    Raises OSError where a path cannot be opened. All else that is wrong stands in `source.problems`, in sentences:
    what is no text gives an empty capture, what is too long is cut.
    """
    if isinstance(page, bytes):
        return capture_of(Raw(data=page, uri=uri or "bytes:"), limits)
    with Path(page).open("rb") as stream:
        return capture_of(raw_page(stream, uri or str(page), limits), limits)


def raw_page(stream: BinaryIO, uri: str, limits: Limits) -> Raw:
    """The first bytes of a stream, the digest of all of them and how many there were, in little memory."""
    data = stream.read(limits.page_bytes)
    digest, whole = hashlib.sha256(data), len(data)
    while rest := stream.read(BLOCK):
        digest.update(rest)
        whole += len(rest)
    return Raw(data=data, uri=uri, digest=digest.hexdigest(), whole=whole)


def capture_of(raw: Raw, limits: Limits = LIMITS) -> Capture:
    """A page's bytes decoded and tamed, with its source."""
    data, problems = within(raw, limits)
    found = decode(data, raw.charset)
    problems += found.problems
    text, kind = found.text, found.media_type or kind_of_text(found.text, raw.media_type)
    if kind == HTML:
        text, more = tamed(text, limits)
        problems += more
    source = replace(
        raw.source,
        media_type=kind,
        encoding=found.encoding,
        publisher=raw.publisher,
        problems=tuple(problems),
    )
    return Capture(source=source, text=text, published=raw.published)


def within(raw: Raw, limits: Limits) -> tuple[bytes, list[str]]:
    """As much of a page as is read, and its problems so far."""
    whole = len(raw.data) if raw.whole is None else raw.whole
    if whole <= limits.page_bytes:
        return raw.data, [*raw.problems]
    data = raw.data[: limits.page_bytes]
    problem = f"This page has {size(whole)}; its first {size(len(data))} were read (limit page_bytes)."
    return data, [*raw.problems, problem]


def kind_of_text(text: str, told: str | None = None) -> str:
    """HTML or plain text, by what it holds; what a server says decides only where the text leaves it open."""
    if _HTML_START.match(text[:5000]):
        return HTML
    closed = len(_HTML_WITHIN.findall(text[:20_000]))
    if closed >= CLOSING_TAGS:
        return HTML
    return HTML if told in (HTML, "application/xhtml+xml") and closed else TEXT
