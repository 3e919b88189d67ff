"""Passages of text, and where a text came from."""

from __future__ import annotations

import hashlib

from msgspec import Struct


def content_id(kind: str, *parts: object) -> str:
    """An id derived from content: the same parts give the same id, on any machine, on any day."""
    told = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class Span(Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """A stretch of an article's text, `text[start:stop]`, counted in Unicode code points."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"no such stretch of text: {self.start}:{self.stop}")

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.stop <= self.stop

    def touches(self, other: Span) -> bool:
        return self.start < other.stop and other.start < self.stop

    def of(self, text: str) -> Passage:
        """These characters of `text`, as a passage that can be quoted."""
        return Passage(self.start, self.stop, text[self.start : self.stop])


class Passage(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of an article: `article.text[start:stop] == text`."""

    start: int
    stop: int
    text: str

    def __post_init__(self) -> None:
        if self.stop - self.start != len(self.text):
            raise ValueError(f"passage {self.start}:{self.stop} does not fit {self.text!r}")

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One capture of a page: where it came from and what went wrong in reading it.

    `digest` is `sha256:` and the hex digest of the bytes as they came. `problems` are sentences for a person: what was
    cut, repaired or refused. `canonical` is the address that an HTML page gives for itself.
    """

    uri: str
    digest: str
    media_type: str
    encoding: str | None = None
    publisher: str | None = None
    fetched: str | None = None
    archive: str | None = None
    offset: int | None = None
    canonical: str | None = None
    problems: tuple[str, ...] = ()


class Capture(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A page as it was captured, decoded: what `pages` hands to `articles`. `text` is HTML if the source says so.

    `published` is the date that a feed or an archive gives for it, as written there.
    """

    source: Source
    text: str
    published: str | None = None
