"""Interviews with question and answer: each answer is one direct statement of the one who is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from communique.grammar import Scene
from communique.model import Actor, Span
from communique.statements.drafts import Draft

LABEL = re.compile(r"[\"“]?((?:[^\W\d_][\w.’'-]*)(?:[ \xa0][\w.’'-]+){0,5})[ \xa0]?[:.—–][ \xa0]+(?=\S)")
# "Q:" and "A:" are marks of the form, not names.
ASKS = frozenset({"q", "question"})
ANSWERS = frozenset({"a", "answer"})
# Two questions and two answers at least: "Moscow: no talks planned" alone is a headline.
TURNS = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled line: who, what after the label, and the unlabelled paragraphs that go on from it."""

    label: str
    at: Span
    words: Span
    more: tuple[Span, ...] = ()


def interview_drafts(scene: Scene, lines: Sequence[Span]) -> list[Draft]:
    """One direct statement for each answer of a labelled interview; none for the questions."""
    turns = turns_in(scene.text, lines)
    names = grouped([turn.label for turn in turns])
    counts = {name: sum(1 for v in names.values() if v == name) for name in set(names.values())}
    voices = {name for name in counts if sum(1 for t in turns if names[t.label] == name) >= 2}
    turns = [turn for turn in turns if names[turn.label] in voices]
    if len(turns) < TURNS or len(voices) < 2:
        return []
    asker = asker_of(scene.text, turns, names)
    first = next((turn.at.start for turn in turns if names[turn.label] == asker), 0)
    turns = [
        replace(a, more=between(a, b, lines)) if a.at.start > first else a for a, b in zip_longest(turns, turns[1:])
    ]
    found = []
    for turn in turns:
        near = scene.doc.char_span(turn.words.start, turn.words.stop, alignment_mode="expand")
        if names[turn.label] == asker or near is None:
            continue
        found.append(
            Draft(
                rule="interview-answer",
                parts=[turn.words, *turn.more],
                near=near[0],
                speaker_span=turn.at,
                actor=person_named(scene, names[turn.label]),
                quoted=True,
                confidence=0.9,
                channel="interview",
            )
        )
    return found


def between(turn: Turn, following: Turn | None, lines: Sequence[Span]) -> tuple[Span, ...]:
    """The further paragraphs of a turn: those up to the next label. After the last label stands the page's own text."""
    if following is None:
        return ()
    return tuple(line for line in lines if turn.words.stop <= line.start and line.stop <= following.at.start)


def turns_in(text: str, lines: Sequence[Span]) -> list[Turn]:
    found = []
    for line in lines:
        label = LABEL.match(text, line.start, line.stop)
        if label is not None:
            found.append(Turn(label.group(1), Span(label.start(1), label.end(1)), Span(label.end(), line.stop)))
    return found


def grouped(labels: Sequence[str]) -> dict[str, str]:
    """Each label's full form: initials and last words stand for the longer label they shorten."""
    full: dict[str, str] = {}
    for label in labels:
        owner = next((name for name in full.values() if shortens(label, name)), None)
        full[label] = full.get(label) or owner or label
    return full


def shortens(label: str, name: str) -> bool:
    words = name.split()
    initials = "".join(word[0] for word in words).casefold()
    return label.replace(".", "").casefold() == initials or label.casefold() == words[-1].casefold()


def asker_of(text: str, turns: Sequence[Turn], names: dict[str, str]) -> str:
    """Who asks: by the label's meaning, else whoever ends most turns with a question mark."""
    shares: dict[str, list[bool]] = {}
    for turn in turns:
        shares.setdefault(names[turn.label], []).append(text[turn.words.start : turn.words.stop].rstrip().endswith("?"))
    marked = next((name for name in shares if name.casefold() in ASKS), None)
    if marked is not None:
        return marked
    return max(shares, key=lambda name: (sum(shares[name]) / len(shares[name]), name == names[turns[0].label]))


def person_named(scene: Scene, label: str) -> Actor | None:
    """The person a label names; for "A:" the person the article names most."""
    people = [actor for actor in scene.article.actors if actor.kind == "person" and actor.named]
    if label.casefold() in ANSWERS:
        return max(people, key=lambda actor: len(actor.mentions), default=None)
    for actor in people:
        if actor.name.casefold() == label.casefold() or shortens(label, actor.name):
            return actor
    last = label.split()[-1].casefold()
    return next((actor for actor in people if actor.name.split()[-1].casefold() == last), None)
