"""What an article has told so far: its acts, kept so that each question about them costs the same on a long page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from communique.events.merging import Draft
from communique.events.sides import side_of
from communique.model import Actor, Time

# So many acts back does a word such as "the attack" reach; a page of ordinary length tells fewer.
RECALLED = 100
# Acts of several parties together, from which later bare mentions take their parties ("the two sides met again").
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "RETREAT"})
# Who is no other side of an act between states: they watch, report or trade.
BYSTANDERS = frozenset({"media", "population", "company"})


@dataclass(slots=True)
class Told:
    """The acts told before a point of the article, and tallies of who dealt with whom."""

    states: dict[str, Actor] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    joint: list[Draft] = field(default_factory=list)
    two_sided: list[Draft] = field(default_factory=list)
    dealt: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    latest: dict[str, Actor] = field(default_factory=dict)
    acts_of: Counter[str] = field(default_factory=Counter)
    mediators: set[str] = field(default_factory=set)
    days: defaultdict[str, dict[str, Time]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, draft: Draft) -> None:
        """Remember an act."""
        both = (*draft.actor, *draft.recipient)
        self.drafts.append(draft)
        if len(both) == 2 and not _is_guessed(draft):
            self.two_sided.append(draft)
            if draft.type in MUTUAL and len(draft.actor) == 2:
                self.joint.append(draft)
        if draft.time is not None and draft.factuality == "actual":
            for doer in draft.actor:
                self.days[doer.id][draft.time.value or ""] = draft.time
        self.mediators |= {side_of(a) for a in draft.mediator}
        self.acts_of.update(draft.sides)
        if _is_guessed(draft):
            return  # a guess proves nothing for the next
        sides = {self._side(actor) for actor in both}
        for one in sides:
            for another in sides - {one}:
                self.dealt[one][another] += 1 if draft.inherited else 2

    def _side(self, actor: Actor) -> str:
        """The side an actor's acts count for: penalties on officials and firms of a state are dealings with the state."""
        state = self.states.get(actor.country or "")
        meant = state if state is not None and (actor.kind in BYSTANDERS or not actor.named) else actor
        side = side_of(meant)
        if meant.kind not in BYSTANDERS and (meant.named or meant.kind == "armed group"):
            self.latest.pop(side, None)  # so that the order is that of the last time
            self.latest[side] = meant
        return side

    def recent(self) -> list[Draft]:
        """The last acts, the latest first."""
        return self.drafts[: -RECALLED - 1 : -1]

    def dealings(self, own: set[str]) -> Counter[str]:
        """How often each side was dealt with by one of these; a side told of by inference counts half."""
        found: Counter[str] = Counter()
        for side in own:
            found.update(self.dealt[side])
        return Counter({side: times for side, times in found.items() if side not in own})


def _is_guessed(draft: Draft) -> bool:
    """Whether the other side of an act stands outside its clause ("Chad was ready to pay"): it is told for that act alone."""
    return draft.inherited and bool(draft.recipient) and "+context" in draft.rule
