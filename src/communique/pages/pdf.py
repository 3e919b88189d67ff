"""PDF documents, as ministries publish communiqués: their words in order, without running heads and page numbers.

Needs the extra `pdf` (pypdf).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any, BinaryIO

from msgspec.structs import replace

from communique.model import Capture
from communique.pages.limits import Limits, size
from communique.pages.opening import TEXT, capture_of
from communique.pages.raw import Raw, lost, nothing_of

WITHOUT = "This is a PDF document; install communique[pdf] to read it."
# Communiqués have up to thirty pages, reports some hundred; a book is not read to its end.
MOST_PAGES = 300
_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.I)
_ENDS = re.compile(r"[.!?:;][”\"’')\]]*$")


def raw_pdf(stream: BinaryIO, name: str, limits: Limits) -> Raw:
    """A PDF's bytes, as far as the limit goes: what lies behind is the table by which the rest is found."""
    data = stream.read(limits.member_bytes + 1)
    if len(data) <= limits.member_bytes:
        return Raw(form="pdf", data=data, uri=name)
    problem = f"This PDF document has over {size(limits.member_bytes)} and was left out (limit member_bytes)."
    return lost(problem, name)


def capture_of_pdf(raw: Raw, limits: Limits) -> Capture:
    """A PDF as one page of text. What cannot be read of it stands in the problems."""
    try:
        import pypdf
    except ImportError:
        return nothing_of(raw, WITHOUT)
    problems: list[str] = []
    pages: list[list[str]] = []
    try:
        document = pypdf.PdfReader(io.BytesIO(raw.data), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            return nothing_of(raw, "This PDF document is locked with a password.")
        count = len(document.pages)
        for number in range(min(count, MOST_PAGES)):
            pages.append(_lines_of(document.pages[number], number, problems))
        if count > MOST_PAGES:
            problems.append(f"This PDF has {count} pages; its first {MOST_PAGES} were read (limit MOST_PAGES).")
    except Exception as error:  # pypdf raises a dozen kinds of its own on broken files, and Python's
        problems.append(f"This PDF document is damaged: {type(error).__name__}: {error}.")
    text = "\n\n".join(paragraphs_of(without_running_lines(pages)))
    if not text.strip():
        return nothing_of(raw, *(problems or ["This PDF document holds no text: its pages are pictures."]))
    digest = raw.source.digest.removeprefix("sha256:")
    told = replace(raw, data=text.encode("utf-8", "replace"), whole=None, digest=digest, media_type=TEXT)
    return capture_of(replace(told, problems=(*raw.problems, *problems)), limits)


def _lines_of(page: Any, number: int, problems: list[str]) -> list[str]:
    try:
        text = page.extract_text() or ""
    except Exception as error:  # one broken page costs only itself
        problems.append(f"Page {number + 1} could not be read: {type(error).__name__}.")
        return []
    return [line.strip() for line in text.split("\n")]


def without_running_lines(pages: list[list[str]]) -> list[str]:
    """All lines but page numbers and those that most pages begin or end with."""
    edges = Counter(_same(line) for page in pages for line in {*_edge(page, 0), *_edge(page, -1)})
    running = {line for line, times in edges.items() if times >= 3 and times > len(pages) / 2}
    kept: list[str] = []
    for page in pages:
        words = [line for line in page if line]
        for place, line in enumerate(words):
            edge = place < 2 or place >= len(words) - 2
            if edge and (_NUMBER.match(line) or _same(line) in running):
                continue
            kept.append(line)
    return kept


def _edge(page: list[str], end: int) -> list[str]:
    words = [line for line in page if line]
    return words[:2] if end == 0 else words[-2:]


def _same(line: str) -> str:
    """A running head is the same but for its page number."""
    return re.sub(r"\d+", "#", line)


def paragraphs_of(lines: list[str]) -> list[str]:
    """Lines joined to paragraphs: one ends with a full line that ends a sentence, or before a short or capital line."""
    widths = sorted(len(line) for line in lines)
    full = widths[int(len(widths) * 0.8)] if widths else 0
    found: list[str] = []
    current = last = ""
    for line in lines:
        if current and (
            _starts_anew(line) or (_ENDS.search(current) and len(last) < 0.85 * full) or len(last) < 0.5 * full
        ):
            found.append(current)
            current = ""
        last = line
        if current.endswith("-") and line[:1].islower() and current[-2:-1].isalpha():
            current = current[:-1] + line
        else:
            current = f"{current} {line}".strip()
    return [*found, current] if current else found


def _starts_anew(line: str) -> bool:
    return re.match(r"(?:\d{1,3}[.)]|[•●▪◦‣·–—-]|\([a-z]\))\s", line) is not None
