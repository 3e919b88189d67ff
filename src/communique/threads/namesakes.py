"""Two persons of one name taken for one, because both hold what one person holds: the foreign ministers of two states.

A page about two states may misread whose minister somebody is. Where pages of several days that do not speak of the other
state at all give one name an office of each, in the same weeks, there are two.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from communique.lexicon import state_of
from communique.store import Record
from communique.threads import corrections

# Pages of so many days give an office of either: one is a slip, and its copies are of that day too.
DAYS = 2
# And those of the one are no fewer than one in so many of the other's. Counterexample: of two hundred days of reports about
# a foreign minister, three that misread whose he is make no second man.
SHARE = 4

Offices = tuple[tuple[str, str], ...]


Held = dict[int, tuple[str | None, frozenset[str]]]


def namesakes(record: Record, members: Sequence[Any]) -> list[list[Any]]:
    """The guises that are taken for one person (rows with key and traits), a list a person: one list, unless pages give
    offices of two states in the same days, and no page and no reader says that one person holds both."""
    held = {member["key"]: _held(member["traits"]) for member in members}
    states = {state for state, _ in held.values() if state}
    parted = _parted(record, held) if len(states) > 1 else []
    if not parted or _said_to_be_one(record, list(held)):
        return [list(members)]
    groups: dict[str, list[Any]] = {state: [] for state in parted}
    for member in members:
        groups[_whose(member["traits"], held[member["key"]][0], list(groups))].append(member)
    return [some for some in groups.values() if some]


@lru_cache(maxsize=4096)
def _held(traits: str) -> tuple[str | None, frozenset[str]]:
    """The state of which a guise is and holds an office, if any, and all the states whose offices it is given."""
    _, country, offices, *_ = json.loads(traits)
    states = frozenset(of for _, of in offices if of == country or state_of(of))
    return (country if country in states else next(iter(states), None) if len(states) == 1 else None), states


def _parted(record: Record, held: Held) -> list[str]:
    """The states of which there is a person each, that of most guises first; none where all are one person."""
    guises: dict[str, list[int]] = {}
    for key, (own, _) in held.items():
        if own:
            guises.setdefault(own, []).append(key)
    first, *others = sorted(guises, key=lambda state: (-len(guises[state]), state))
    parted = [
        state
        for state in others
        if not _linked(first, state, held)
        and _at_once(_days(record, guises[first], state), _days(record, guises[state], first))
    ]
    return [first, *parted] if parted else []


def _days(record: Record, guises: Sequence[int], without: str) -> list[str]:
    """The days on which articles have these guises and do not speak of another state: they cannot mistake it."""
    rows = record.execute(
        "SELECT DISTINCT a.published FROM sighting AS s JOIN article AS a ON a.key = s.article"
        f" WHERE s.guise IN ({', '.join('?' * len(guises))}) AND a.published IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM actor AS x WHERE x.article = s.article AND x.country = ?) ORDER BY 1",
        (*guises, without),
    )
    return [row[0] for row in rows]


def _at_once(first: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both are told on enough days to be no slip, and in the same weeks."""
    few, many = sorted((len(first), len(other)))
    return few >= DAYS and few * SHARE >= many and first[0] <= other[-1] and other[0] <= first[-1]


def _linked(one: str, other: str, held: Held) -> bool:
    """Whether an article gives one person offices of both states: "the governor, once president next door"."""
    return any({one, other} <= states for _, states in held.values())


def _said_to_be_one(record: Record, guises: Sequence[int]) -> bool:
    return any(corrections.guises_joined_to(record, key) & {*guises} for key in guises)


def _whose(traits: str, own: str | None, states: Sequence[str]) -> str:
    """To which of the persons, by state, a guise belongs: its own state's, or that of which alone its article speaks; else
    to the one of whom most is told."""
    _, country, _, _, beside = json.loads(traits)
    near = [state for state in states if state in (country, own)] or [state for state in states if state in beside]
    return near[0] if len(near) == 1 else states[0]
