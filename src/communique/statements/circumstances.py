"""To whom and when something was said, where the reporting clause says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.grammar import Scene
from communique.model import Span

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def addressee_of(scene: Scene, verb: Token | None, addressed: bool) -> str | None:
    """The actor spoken to ("told the ambassador"); None where it is nobody the article knows."""
    if verb is None or not addressed:
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i > verb.i:
            actor = scene.actor_at(child)
            return actor.id if actor is not None and actor.kind != "media" else None
    return None


def day_of(scene: Scene, verb: Token | None, sentence: Span, contents: Sequence[Span]) -> str | None:
    """The day on which it was said: the one day that hangs on the reporting verb itself, never one that is told of."""
    if verb is None:
        return None
    days = set()
    for time in scene.times_in(sentence):
        if time.value is None or not DAY.match(time.value) or any(part.touches(time.span) for part in contents):
            continue
        words = scene.doc.char_span(time.start, time.stop, alignment_mode="expand")
        if words is not None and hangs_on(words.root, verb):
            days.add(time.value[:10])
    return days.pop() if len(days) == 1 else None


def hangs_on(word: Token, verb: Token) -> bool:
    """Directly, or by a preposition."""
    return word.head.i == verb.i or (word.head.dep_ == "prep" and word.head.head.i == verb.i)
