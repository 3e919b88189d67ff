"""A statement while it is being put together: words and tokens, before actors and channels are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from communique.grammar.parsed import Token
from communique.model import Actor, Channel, Span


@dataclass(slots=True)
class Draft:
    """One statement in the making. `near` is the token whose sentence reports it; `speaker` heads the speaker's phrase.

    `joins` is the verb of the clause this goes on from. `speaker_span` (and `actor`) stands in for a speaker that is no phrase of the parse (a label before a colon).
    """

    rule: str
    parts: list[Span]
    near: Token
    cue: Span | None = None
    verb: Token | None = None
    speaker: Token | None = None
    speaker_span: Span | None = None
    quoted: bool = False
    addressed: bool = False
    confidence: float = 0.9
    channel: Channel | None = None
    same_speaker: Draft | None = None
    actor: Actor | None = None
    joins: Token | None = None
