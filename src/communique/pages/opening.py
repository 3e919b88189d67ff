"""Open one page from a path or from bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from communique.model import Capture, Source
from communique.pages.decoding import decode
from communique.pages.limits import LIMITS, Limits, size
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
        return capture_of(page, uri or "bytes:", limits=limits)
    with Path(page).open("rb") as stream:
        raw, digest, whole = read_within(stream, limits.page_bytes)
    return capture_of(raw, uri or str(page), limits=limits, digest=digest, whole=whole)


def read_within(stream: BinaryIO, limit: int) -> tuple[bytes, str, int]:
    """(the first bytes of a stream, the digest of all of them, how many there were), in little memory."""
    raw = stream.read(limit)
    digest, whole = hashlib.sha256(raw), len(raw)
    while rest := stream.read(BLOCK):
        digest.update(rest)
        whole += len(rest)
    return raw, digest.hexdigest(), whole


def capture_of(
    raw: bytes,
    uri: str,
    *,
    limits: Limits = LIMITS,
    media_type: str | None = None,
    charset: str | None = None,
    digest: str | None = None,
    whole: int | None = None,
    fetched: str | None = None,
    archive: str | None = None,
    offset: int | None = None,
    publisher: str | None = None,
    published: str | None = None,
    problems: tuple[str, ...] = (),
) -> Capture:
    """A page's bytes decoded and tamed, with its source.

    `whole` and `digest` are of the page as it came, where `raw` is only its beginning; `media_type` and `charset` are
    what a server said of it, `published` what its archive or feed says of its day.
    """
    whole = len(raw) if whole is None else whole
    digest = digest or hashlib.sha256(raw).hexdigest()
    told = list(problems)
    if whole > limits.page_bytes:
        raw = raw[: limits.page_bytes]
        told.append(f"This page has {size(whole)}; its first {size(len(raw))} were read (limit page_bytes).")
    found = decode(raw, charset)
    told += found.problems
    text, kind = found.text, found.media_type or kind_of_text(found.text, media_type)
    if kind == HTML:
        text, more = tamed(text, limits)
        told += more
    source = Source(
        uri=uri,
        digest="sha256:" + digest,
        media_type=kind,
        encoding=found.encoding,
        publisher=publisher,
        fetched=fetched,
        archive=archive,
        offset=offset,
        problems=tuple(told),
    )
    return Capture(source=source, text=text, published=published)


def kind_of_text(text: str, told: str | None = None) -> str:
    """HTML or plain text, by what it holds; what a server says decides only where the text leaves it open."""
    if _HTML_START.match(text[:5000]):
        return HTML
    closed = len(_HTML_WITHIN.findall(text[:20_000]))
    if closed >= CLOSING_TAGS:
        return HTML
    return HTML if told in (HTML, "application/xhtml+xml") and closed else TEXT


def nothing_but(problem: str, uri: str, archive: str | None = None, offset: int | None = None) -> Capture:
    """A capture that holds only the reason why there is no page."""
    digest = "sha256:" + hashlib.sha256(b"").hexdigest()
    source = Source(
        uri=uri,
        digest=digest,
        media_type="application/octet-stream",
        archive=archive,
        offset=offset,
        problems=(problem,),
    )
    return Capture(source=source, text="")
