"""One act, one event: an article's several tellings of an act become one finding with all their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.events.sides import sides_of
from communique.events.triggers import Trigger
from communique.model import Actor, EventType, Factuality, Span, Time

# Acts done with words recur with another content ("agreed to X", later "agreed to Y"): two tellings are one act only
# where trigger and content agree.
BY_WORDS = frozenset({"AGREE", "REQUEST", "SUPPORT", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})


# Deeds that one clause often tells in two words, the blow and what came of it.
BY_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


# A telling is looked for among so many acts of its type: the last ones for a paragraph, the first for a headline or
# caption, which tells of the lead. Without a bound a page of a thousand acts takes a million comparisons.
REACH = 100


@dataclass(slots=True)
class Draft:
    """An event while an article is being read."""

    trigger: Trigger
    mode: str | None
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    mediator: tuple[Actor, ...]
    host: tuple[Actor, ...]
    factuality: Factuality
    attributed_to: str | None
    time: Time | None
    place: str | None
    evidence: list[Span]
    role: str
    confidence: float
    content: frozenset[str] = frozenset()
    inherited: bool = False
    promised: bool = False
    rule: str = field(default="")

    @property
    def type(self) -> EventType:
        """The rule's type, or what PLOVER makes of it where the act is only promised."""
        promised = self.trigger.rule.planned_is
        return promised if promised is not None and self.promised else self.trigger.rule.type

    @property
    def all_parties(self) -> set[str]:
        return {a.id for a in (*self.actor, *self.recipient)}

    @property
    def sides(self) -> set[str]:
        return sides_of((*self.actor, *self.recipient))

    @property
    def told_sides(self) -> set[str]:
        """The sides that the words name. "Envoy recalled", "lender demands audit": who that is, the body says."""
        return sides_of([a for a in (*self.actor, *self.recipient) if a.named or a.country])


def merged(drafts: list[Draft]) -> list[Draft]:
    """Body first; then headline, summary and captions, which only add what the body does not state."""
    told: dict[EventType, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (d.role != "paragraph", d.trigger.token.idx)):
        alike = told.setdefault(draft.type, [])
        near = alike[-REACH:] if draft.role == "paragraph" else alike[:REACH]
        same = next((old for old in near if is_same(old, draft)), None) if _is_covered(draft, near) else None
        if same is not None:
            absorb(same, draft)
        elif draft.role == "paragraph" or _stands_alone(draft):
            alike.append(draft)
    return sorted((draft for alike in told.values() for draft in alike), key=lambda d: d.trigger.token.idx)


def _is_covered(draft: Draft, body: list[Draft]) -> bool:
    """Whether a line outside the body tells of nobody new: the body's acts of this type have all its countries.

    A caption of one meeting is no evidence for another that shares a party with it. Where a blow falls is told of whose
    land it is too: "Jets strike Gao" above "Jets bombed two houses in Gao".
    """
    covered = draft.told_sides <= {c for old in body for c in old.sides}
    return draft.role == "paragraph" or covered or any(_is_one_blow(old, draft) for old in body)


def _is_one_blow(old: Draft, new: Draft) -> bool:
    """Whether both are dealt by one side in one place."""
    if old.type not in BY_FORCE or old.place is None or old.place != new.place:
        return False
    return bool(new.actor) and sides_of(old.actor) == sides_of(new.actor)


def _stands_alone(draft: Draft) -> bool:
    """A telegraphic line is trusted with an act of its own only when it names who did it and to whom."""
    return len(draft.all_parties) >= 2


def is_linked(old: Draft, new: Draft) -> bool:
    """Two words of one clause for one deed of force ("struck two houses, killing four", "killed in an ambush")."""
    a, b = old.trigger.token, new.trigger.token
    if old.type == "CONSULT":  # "the session will be convened": the verb and its noun are one meeting
        pair = (a, b) if b.head == a else (b, a)
        return pair[1].head == pair[0] and pair[1].dep_ in ("nsubj", "nsubjpass", "dobj")
    if old.type not in BY_FORCE or a is b or (old.mode and new.mode and old.mode != new.mode):
        return False
    above_a, above_b = (a.head, a.head.head), (b.head, b.head.head)
    return b in above_a or a in above_b


def is_same(old: Draft, new: Draft) -> bool:
    """Two tellings of one act: one type, nothing that tells them apart."""
    if old.type == new.type and is_linked(old, new):
        return True
    if old.type != new.type or not _dates_agree(old, new) or _are_coordinated(old, new):
        return False
    if new.role != "paragraph":
        return bool(old.sides & new.told_sides) or (not new.told_sides and _are_worded_alike(old, new))
    if not _modes_agree(old, new) or not _facts_agree(old, new):
        return False
    if old.type in BY_WORDS and not _say_the_same(old, new):
        return False
    return _parties_agree(old, new)


def _are_worded_alike(old: Draft, new: Draft) -> bool:
    """ "Exporter freezes talks with lender": nobody is named, but the act is that of the body in its kind and words."""
    return old.mode == new.mode and (old.mode is not None or old.trigger.rule.kin == new.trigger.rule.kin)


def absorb(old: Draft, new: Draft) -> None:
    """Take over the evidence of another telling, and what it knows that the first did not."""
    old.evidence += [span for span in new.evidence if not any(span.touches(e) for e in old.evidence)]
    if new.role != "paragraph":
        return
    old.time = old.time or new.time
    old.place = old.place or new.place
    old.mode = old.mode or new.mode
    if old.all_parties < new.all_parties and old.type == new.type:  # the fuller telling names them all
        old.actor, old.recipient = new.actor, new.recipient
    old.actor = old.actor or tuple(a for a in new.actor if a not in old.recipient)
    old.recipient = old.recipient or tuple(a for a in new.recipient if a not in old.actor)
    old.mediator = old.mediator or new.mediator


def _dates_agree(old: Draft, new: Draft) -> bool:
    if old.time is None or new.time is None or not old.time.value or not new.time.value:
        return True
    a, b = old.time.value, new.time.value
    return a.startswith(b) or b.startswith(a)


def _modes_agree(old: Draft, new: Draft) -> bool:
    same_words = old.trigger.rule.kin == new.trigger.rule.kin
    return old.mode == new.mode or (same_words and None in (old.mode, new.mode))


def _facts_agree(old: Draft, new: Draft) -> bool:
    return old.factuality == new.factuality


def _say_the_same(old: Draft, new: Draft) -> bool:
    if old.trigger.rule.kin != new.trigger.rule.kin:
        return False
    if not old.content or not new.content:
        return old.all_parties == new.all_parties
    return len(old.content & new.content) * 2 >= min(len(old.content), len(new.content))


def _are_coordinated(old: Draft, new: Draft) -> bool:
    """ "Sent doctors and released two million": verbs joined by "and" tell two acts; blows are dealt in many words."""
    if old.type in BY_FORCE or old.trigger.kind != "verb" or new.trigger.kind != "verb":
        return False
    here = new.trigger.token
    while here.dep_ == "conj" and here.head.pos_ == "VERB":
        here = here.head
        if here == old.trigger.token:
            return True
    return False


def _answers(old: Draft, new: Draft) -> bool:
    """Whether one side does to the other what was done to it."""
    back = old.recipient and sides_of(old.actor) & sides_of(new.recipient)
    return bool(back) and not sides_of(old.actor) & sides_of(new.actor)


def _parties_agree(old: Draft, new: Draft) -> bool:
    if old.mediator and new.mediator and not sides_of(old.mediator) & sides_of(new.mediator):
        return False  # rounds that different states hosted
    if old.type != "CONSULT" and _answers(old, new):
        return False
    if old.all_parties <= new.all_parties or new.all_parties <= old.all_parties:
        return True
    return len(old.sides) > 1 and (old.sides == new.sides) and old.type not in BY_WORDS
