"""How an undertaking stands on a day, by the steps that were reported until then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

# How far each step takes an undertaking; what is accepted is not merely open again because a later page tells the
# invitation once more.
STATE = {"invited": "open", "promised": "open", "demanded": "open", "accepted": "accepted", "declined": "declined",
         "scheduled": "scheduled", "moved": "moved", "cancelled": "cancelled", "done": "done"}  # fmt: skip
FARTHER = {"open": 0, "accepted": 1, "scheduled": 2, "moved": 3}
# What is due in these states is overdue when its day has passed.
AWAITED = frozenset(FARTHER)


class Reached(NamedTuple):
    """A step: what it tells, when it was reported, the days it names, whether it only tells an outcome."""

    tells: str
    published: int | None
    days: tuple[int, int] | None
    outcome: bool


class Stands(NamedTuple):
    """The state an undertaking is in, and the first and last day on which it is due."""

    state: str
    due: tuple[int, int] | None


def standing(steps: Iterable[Reached], on: date | None = None) -> Stands:
    """Where the steps reported by the evening of `on` have brought an undertaking; by all of them without it.

    "overdue" is told only for a day asked for. Once done, it stays done; what was called off is open again when a later
    page sets a day.
    """
    until = on.toordinal() if on else None
    known = [s for s in steps if until is None or s.published is None or s.published <= until]
    state, due = "open", None
    for step in sorted(known, key=_in_order):
        now = STATE[step.tells]
        if state == "done" or (now in FARTHER and state in FARTHER and FARTHER[now] < FARTHER[state]):
            due = due or (None if step.outcome else step.days)
            continue
        if (
            state in ("cancelled", "declined")
            and (now in FARTHER)
            and not (step.days and now in ("scheduled", "moved"))
        ):
            continue
        state = now
        if now == "moved" and not step.days:
            due = None  # put off, and to no day: it is not overdue on the old one
        if step.days and now in FARTHER:
            due = step.days if due is None or now == "moved" or state == "scheduled" else due
    late = until is not None and state in AWAITED and due is not None and due[1] < until
    return Stands("overdue" if late else state, due)


def _in_order(step: Reached) -> tuple[int, int, int]:
    return (step.published or 0, int(step.outcome), FARTHER.get(STATE[step.tells], 9))
