"""What lies in files, before anything has looked into it."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from communique.model import Capture, Source

# What has to be done with the bytes: nothing (`page`), take an HTTP response apart, unpack gzip, read a PDF, a feed or a
# line of JSON. `lost` has no bytes, only the reason.
Form = Literal["page", "response", "packed", "pdf", "feed", "line", "lost"]
UNKNOWN_TYPE = "application/octet-stream"


class Raw(Struct, frozen=True, kw_only=True):
    """Bytes that may be a page, as they lie in a file or an archive, with what is told of them.

    Finding them parses nothing that a stranger wrote but the archive's own frame; all other parsing happens when they
    are opened, so that whoever fears them can open them in another process. `whole` and `digest` are of the page as it
    came where `data` is only its beginning; `media_type` and `charset` are what a server said, `published` what an
    archive or a feed says of its day, `number` the line it stands on. What a list that is no list of pages holds besides
    pages is left out without a word where it is not `strict`.
    """

    form: Form = "page"
    data: bytes
    uri: str
    archive: str | None = None
    offset: int | None = None
    number: int | None = None
    strict: bool = True
    media_type: str | None = None
    charset: str | None = None
    fetched: str | None = None
    publisher: str | None = None
    published: str | None = None
    whole: int | None = None
    digest: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        """Where the bytes are from, when nothing more can be said of them."""
        return Source(
            uri=self.uri,
            digest="sha256:" + (self.digest or hashlib.sha256(self.data).hexdigest()),
            media_type=UNKNOWN_TYPE,
            fetched=self.fetched,
            archive=self.archive,
            offset=self.offset,
            problems=self.problems,
        )


def lost(problem: str, uri: str, archive: str | None = None, offset: int | None = None) -> Raw:
    """What could not be had, with the reason."""
    return Raw(form="lost", data=b"", uri=uri, archive=archive, offset=offset, problems=(problem,))


def nothing_of(raw: Raw, *problems: str) -> Capture:
    """A capture that holds only the reasons why there is no page."""
    return Capture(source=replace(raw.source, problems=(*raw.problems, *problems)), text="")
