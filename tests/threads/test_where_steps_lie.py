"""Whatever two steps are of one undertaking find each other, on both sides of every limit between their days."""

from collections.abc import Iterator
from itertools import product

import pytest

from communique.threads.following import alike
from communique.threads.steps import StepTraits
from communique.threads.traits import PartyTrait

TODAY = 739_000
PARTIES = (PartyTrait("KEN"), PartyTrait("UGA"))
NEAR = (-2, -1, 0, 1, 2)
APART = sorted(
    {sign * (limit + n) for limit in (0, 3, 10, 30, 90, 120, 365, 400, 800) for n in NEAR for sign in (1, -1)}
)


def step(tells: str, outcome: bool, meeting: bool, published: int, days: tuple[int, int] | None) -> StepTraits:
    return StepTraits(
        tells=tells, outcome=outcome, meeting=meeting, act=None, sides=("KEN", "UGA"), parties=PARTIES,
        places=("arua",), words=("ferry", "reopen"), around=(), days=days, published=published,
        article=f"article-{tells}-{published}",
    )  # fmt: skip


def undertaken(meeting: bool) -> list[StepTraits]:
    days = [None, *((TODAY + d, TODAY + d + more) for d in APART for more in (0, 35))]
    return [step("scheduled", False, meeting, TODAY, d) for d in days]


def told_later(one: StepTraits, outcome: bool) -> Iterator[StepTraits]:
    """What is told of it around the day it was told, or the day it was due."""
    due = TODAY if one.days is None else one.days[1]
    for published in sorted({*(TODAY + d for d in APART), *(due + d for d in APART)}):
        for days in {None, (published, published), (due, due), (due + 90, due + 90)}:
            for tells in ("done", "cancelled") if outcome else ("invited", "moved"):
                yield step(tells, outcome, one.meeting, published, days)


def holds(one: StepTraits, other: StepTraits) -> bool:
    lying = {*other.cells()}
    return any(r.block == c.block and r.first <= c.day <= r.last for r in one.reach() for c in lying)


@pytest.mark.parametrize(("meeting", "outcome"), [*product((True, False), repeat=2)])
def test_steps_that_are_alike_lie_within_each_others_reach(meeting: bool, outcome: bool) -> None:
    together = [(o, t) for o in undertaken(meeting)[::7] for t in told_later(o, outcome) if alike(o, t)]
    assert len(together) > 300
    assert [(o, t) for o, t in together if not holds(o, t) or not holds(t, o)] == []
