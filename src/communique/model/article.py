"""Pages and the articles on them, before and after anything has been found in them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from communique.model.findings import Claim, Commitment, Event, SetPhrase, Statement
from communique.model.text import Source, Span
from communique.model.who_when_where import Actor, Place, Time, Topic

Role = Literal["headline", "summary", "paragraph", "subheading", "caption", "credit", "byline", "note"]
ArticleKind = Literal["report", "opinion", "statement", "interview"]


class Block(Struct, frozen=True, forbid_unknown_fields=True):
    """A line or paragraph of an article and the part it plays.

    A `paragraph` is body text. `summary` is a bullet under the headline, without its mark. `note` is what the outlet
    says of its own text: a correction, a source note, an author's box. A dateline stays inside its paragraph.
    """

    role: Role
    start: int
    stop: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


class Teaser(Struct, frozen=True, forbid_unknown_fields=True):
    """A promo of another story: kept, never mined for findings."""

    headline: str
    text: str | None = None


class Article(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One article as read, and everything found in it.

    `published` is an ISO date (`2025-07-15`), `published_from` says which words or field gave it, `dateline` is the
    place the text is dated from. `text` is the article as read, furniture left out; every start and stop below counts
    code points of it. `blocks` are in reading order and do not overlap.
    """

    id: str
    kind: ArticleKind = "report"
    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    modified: str | None = None
    dateline: str | None = None
    language: str | None = "en"
    syndicated_from: str | None = None
    source_note: Span | None = None
    text: str
    blocks: tuple[Block, ...] = ()

    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    topics: tuple[Topic, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    phrases: tuple[SetPhrase, ...] = ()


class Page(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One page: its source, the articles on it, and the promos of other stories beside them."""

    source: Source
    teasers: tuple[Teaser, ...] = ()
    articles: tuple[Article, ...] = ()
