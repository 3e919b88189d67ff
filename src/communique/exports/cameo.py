"""CAMEO as the older event data sets write it: what a code means and its Goldstein value (in `lexicon.cameo`), actor codes.

The tables stand in lexicon/en/cameo_*.tsv. Codes are text throughout: 010 is not 10.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec import Struct

from communique.lexicon import load_list, state_of
from communique.lexicon.cameo import code_for, codes, goldstein_of, meaning_of, roots
from communique.model import Actor, Event

__all__ = ["ActorCode", "actor_code", "base_of", "code_of", "codes", "goldstein_of", "meaning_of", "roots"]

# Countries that are no states: CAMEO begins such actors with the kind of body.
KINDS_OF_BODY = frozenset(("IGO", "NGO", "MNC", "IMG"))
# PLOVER's finer codes, which this record seldom writes, and the CAMEO code they come to.
FINER = {"UNO": "IGO", "EUR": "IGO", "ISM": "NGO"}


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_roles.tsv."""

    sector: str
    role: str


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_bodies.tsv."""

    name: str
    code: str
    group: str


class ActorCode(NamedTuple):
    """An actor in CAMEO: the whole code and its parts, empty where there is none."""

    code: str = ""
    country: str = ""
    group: str = ""
    kind: str = ""
    roles: tuple[str, ...] = ()


@cache
def _roles() -> dict[str, str]:
    return {row.sector: row.role for row in load_list("en/cameo_roles.tsv", Role)}


@cache
def _bodies() -> dict[str, Body]:
    return {row.name: row for row in load_list("en/cameo_bodies.tsv", Body)}


def code_of(event: Event) -> str:
    """The event's CAMEO code: its rule's, else that of its mode, else that of its type."""
    return code_for(event.event, event.mode, event.cameo)


def base_of(code: str) -> str:
    """The middle level of a code: 0841 -> 084."""
    return code[:3]


def actor_code(actor: Actor | None) -> ActorCode:
    """An actor's CAMEO code. A state is its country alone; whoever acts for it has the role behind."""
    if actor is None:
        return ActorCode()
    body = _bodies().get(actor.name)
    if body and actor.kind == "intergovernmental":
        return ActorCode(body.code, "", body.group, "IGO", ("IGO",))
    sectors = (actor.sector, *actor.sectors) if actor.kind != "state" else ()
    roles = tuple(dict.fromkeys(_roles()[s] for s in sectors if s in _roles()))
    state = state_of(actor.country) if actor.country else None
    if state:
        country = state.cameo or state.iso3
        return ActorCode(country + "".join(roles), country, "", "", roles)
    kind = FINER.get(actor.country or "", actor.country or "")
    if kind in KINDS_OF_BODY:
        return ActorCode(kind + "".join(roles), "", "", kind, (kind, *roles))
    return ActorCode("".join(roles), "", "", "", roles)
