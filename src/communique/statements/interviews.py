"""Interviews and transcripts with question and answer: each answer is one direct statement of the one who is asked."""

from __future__ import annotations

from communique.grammar import Scene
from communique.grammar.turns import ANSWERS, Exchange, shortens
from communique.model import Actor, Channel, Span
from communique.statements.channels import channel_in
from communique.statements.drafts import Draft


def interview_drafts(scene: Scene) -> list[Draft]:
    """One direct statement for each answer; none for the questions."""
    held = scene.exchange
    if held is None:
        return []
    channel = channel_of(scene, held)
    found = []
    for turn in held.answers:
        near = scene.doc.char_span(turn.words.start, turn.words.stop, alignment_mode="expand")
        if near is None:
            continue
        found.append(
            Draft(
                rule="interview-answer",
                parts=[turn.words, *turn.more],
                near=near[0],
                speaker_span=turn.at,
                actor=person_named(scene, held.names[turn.label]),
                quoted=True,
                confidence=0.9,
                channel=channel,
            )
        )
    return found


def channel_of(scene: Scene, held: Exchange) -> Channel:
    """A news conference where many ask, or where the headline calls it one."""
    head = next((b for b in scene.article.blocks if b.role == "headline"), None)
    called = channel_in(scene.text, Span(head.start, head.stop), ()) if head is not None else None
    return "news conference" if held.conference or called == "news conference" else "interview"


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
