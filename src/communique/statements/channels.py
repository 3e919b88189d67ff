"""Through which channel: the words beside the cue tell ("told a news conference", "in a statement", "on X")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Channel, Span, Statement
from communique.statements.cues import channel_words

# A speaker goes on through the same channel for the rest of a paragraph and into the next ones; farther off, the page
# would say again where the words come from.
CARRIES = 2


def channel_in(text: str, sentence: Span, contents: Sequence[Span]) -> Channel | None:
    """The channel that the reporting words of a sentence name; what is said itself is not asked."""
    pieces = []
    at = sentence.start
    for part in sorted(contents):
        if at < min(part.start, sentence.stop):
            pieces.append(text[at : min(part.start, sentence.stop)])
        at = max(at, part.stop)
    pieces.append(text[at : sentence.stop])
    told = " | ".join(pieces)
    return next((channel for pattern, channel in channel_words() if pattern.search(told)), None)


def addressed_outlet(scene: Scene, verb: Token | None) -> Channel | None:
    """ "told the Courier": what is said to an outlet is said in an interview."""
    if verb is None or verb.lemma_ not in ("tell", "inform"):
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "pobj") and child.i > verb.i:
            actor = scene.actor_at(child)
            if actor is not None and actor.kind == "media":
                return "interview"
    return None


def carried_channels(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """Statements with the channel of the same speaker's neighbouring words, where they name none of their own."""
    blocks = [scene.block_at(s.evidence[0].start) for s in statements]
    order = {block.start: i for i, block in enumerate(scene.article.blocks)}
    places = [order.get(block.start, -9) if block is not None else -9 for block in blocks]
    found: list[Statement] = []
    for i, statement in enumerate(statements):
        channel = statement.channel or _neighbour(i, statements, places)
        if channel is None and scene.article.kind == "statement":
            channel = "written statement"
        found.append(msgspec.structs.replace(statement, channel=channel))
    return found


def _neighbour(i: int, statements: Sequence[Statement], places: Sequence[int]) -> Channel | None:
    me = statements[i]
    if me.speaker is None:
        return None
    for j in range(i - 1, -1, -1):
        if places[i] - places[j] > CARRIES:
            break
        if statements[j].speaker == me.speaker and statements[j].channel is not None:
            return statements[j].channel
    for j in range(i + 1, len(statements)):
        if places[j] != places[i]:
            break
        if statements[j].speaker == me.speaker and statements[j].channel is not None:
            return statements[j].channel
    return None


def sentence_span(token: Token) -> Span:
    """The sentence of a token as characters, outer spaces left out."""
    sent = token.sent
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return Span(start, max(start, sent.start_char + len(text.rstrip())))
