"""On whose side an actor stands: the state, for those who act for one; themselves, for those who do not.

A rebel group and the government it fights are of one country and two sides; two international bodies share a code and
are two sides.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Actor

# Kinds that never act for a state, whatever country they are of.
OF_THEIR_OWN = frozenset({"armed group", "party", "company", "media"})
# Sectors whose people and bodies act for their state: a closed part of PLOVER's list.
FOR_A_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "ELI", "PRM"})
# PLOVER's codes for what belongs to no state.
STATELESS = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM", "UNO", "EUR"})


def side_of(actor: Actor) -> str:
    """A country code where the actor acts for a state, else a name or id of its own."""
    if actor.kind == "intergovernmental" or actor.country in STATELESS:
        body = next((office.of for office in actor.offices if office.of), None)
        return body if actor.kind == "person" and body else actor.name
    if actor.kind in OF_THEIR_OWN or actor.country is None or _speaks_for_nobody(actor):
        return actor.id
    stands_for_state = actor.kind == "state" or actor.sector in FOR_A_STATE
    return actor.country if stands_for_state or (actor.kind == "person" and actor.sector is None) else actor.id


def _speaks_for_nobody(actor: Actor) -> bool:
    """ "A former army commander": whose offices all lie behind."""
    return actor.kind == "person" and bool(actor.offices) and all(office.former for office in actor.offices)


def sides_of(actors: Iterable[Actor]) -> set[str]:
    """The sides of several actors."""
    return {side_of(actor) for actor in actors}
