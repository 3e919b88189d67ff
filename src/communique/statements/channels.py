"""Through which channel: the words beside the cue tell ("told a news conference", "in a statement", "on X")."""

from __future__ import annotations

from spacy.tokens import Token

from communique.model import Channel, Span
from communique.statements.cues import channel_words


def channel_in(text: str, sentence: Span, contents: list[Span]) -> Channel | None:
    """The channel that the reporting words of a sentence name; what is said itself is not asked."""
    pieces = []
    at = sentence.start
    for part in sorted(contents):
        if at < part.start <= sentence.stop:
            pieces.append(text[at : part.start])
        at = max(at, part.stop)
    pieces.append(text[at : sentence.stop])
    told = " | ".join(pieces)
    return next((channel for pattern, channel in channel_words() if pattern.search(told)), None)


def sentence_span(token: Token) -> Span:
    """The sentence of a token as characters, outer spaces left out."""
    sent = token.sent
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return Span(start, max(start, sent.start_char + len(text.rstrip())))
