"""To whom and when something was said, where the reporting clause says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor, Span

DAY = re.compile(r"\d{4}-\d\d-\d\d")


# What carries words to somebody ("in a letter to the envoy", "in a phone call with her counterpart"): a closed few.
CARRIERS = frozenset(
    {
        "letter",
        "call",
        "conversation",
        "message",
        "note",
        "telegram",
        "cable",
        "e-mail",
        "email",
        "meeting",
        "talks",
        "talk",
    }
)


def addressee_of(scene: Scene, verb: Token | None, addressed: bool, speaker: Actor | None) -> str | None:
    """The actor spoken to ("told the ambassador", "wrote to her", "in a call with him"); None where it is nobody the
    article knows."""
    if verb is None:
        return None
    for noun in listeners(verb):
        actor = scene.actor_at(noun)
        if actor is not None and actor.kind != "media" and actor != speaker:
            return actor.id
    for child in verb.children if addressed else ():
        if child.dep_ in ("dobj", "dative") and child.i > verb.i:
            actor = scene.actor_at(child)
            return actor.id if actor is not None and actor.kind != "media" else None
    return None


def listeners(verb: Token) -> Iterator[Token]:
    """The nouns after "to" under the verb, and after "to" or "with" under what carries the words."""
    for prep in verb.children:
        if prep.dep_ not in ("prep", "dative"):
            continue
        noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if noun is not None and prep.lower_ == "to" and prep.i > verb.i:
            yield noun
        if noun is not None and prep.lower_ == "in" and noun.lemma_.lower() in CARRIERS:
            for inner in noun.children:
                if inner.dep_ == "prep" and inner.lower_ in ("to", "with"):
                    yield from (c for c in inner.children if c.dep_ == "pobj")


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
