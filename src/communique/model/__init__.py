"""The nouns of communique: every record, nothing else."""

from communique.model.article import Article, ArticleKind, Block, Page, Role, Teaser
from communique.model.findings import (
    Channel,
    Claim,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Event,
    EventType,
    Factuality,
    Finding,
    Manner,
    Statement,
)
from communique.model.text import Capture, Passage, Source, Span, content_id
from communique.model.who_when_where import Actor, ActorKind, Mention, Name, NameKind, Office, Place, Time, TimeType

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "ArticleKind",
    "Block",
    "Capture",
    "Channel",
    "Claim",
    "Commitment",
    "CommitmentKind",
    "CommitmentStatus",
    "Event",
    "EventType",
    "Factuality",
    "Finding",
    "Manner",
    "Mention",
    "Name",
    "NameKind",
    "Office",
    "Page",
    "Passage",
    "Place",
    "Role",
    "Source",
    "Span",
    "Statement",
    "Teaser",
    "Time",
    "TimeType",
    "content_id",
]
