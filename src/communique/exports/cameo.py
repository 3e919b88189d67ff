"""CAMEO as the older event data sets write it: what a code means, its Goldstein value and quad class, actor codes.

The tables stand in lexicon/en/cameo_*.tsv. Codes are text throughout: 010 is not 10.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec import Struct

from communique.lexicon import load_list, state_of
from communique.model import Actor, Event

# Countries that are no states: CAMEO begins such actors with the kind of body.
KINDS_OF_BODY = frozenset(("IGO", "NGO", "MNC", "IMG"))
# PLOVER's finer codes, which this record seldom writes, and the CAMEO code they come to.
FINER = {"UNO": "IGO", "EUR": "IGO", "ISM": "NGO"}


class Code(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_codes.tsv."""

    code: str
    meaning: str
    goldstein: float | None = None


class Root(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_roots.tsv."""

    root: str
    meaning: str
    goldstein: float
    quad: int
    phoenix: int


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_roles.tsv."""

    sector: str
    role: str


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_bodies.tsv."""

    name: str
    code: str
    group: str


class TypeCode(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_types.tsv."""

    event: str
    mode: str | None
    code: str


class ActorCode(NamedTuple):
    """An actor in CAMEO: the whole code and its parts, empty where there is none."""

    code: str = ""
    country: str = ""
    group: str = ""
    kind: str = ""
    roles: tuple[str, ...] = ()


@cache
def codes() -> dict[str, Code]:
    return {row.code: row for row in load_list("en/cameo_codes.tsv", Code)}


@cache
def roots() -> dict[str, Root]:
    return {row.root: row for row in load_list("en/cameo_roots.tsv", Root)}


@cache
def _types() -> dict[tuple[str, str | None], str]:
    return {(row.event, row.mode): row.code for row in load_list("en/cameo_types.tsv", TypeCode)}


@cache
def _roles() -> dict[str, str]:
    return {row.sector: row.role for row in load_list("en/cameo_roles.tsv", Role)}


@cache
def _bodies() -> dict[str, Body]:
    return {row.name: row for row in load_list("en/cameo_bodies.tsv", Body)}


def code_of(event: Event) -> str:
    """The event's CAMEO code: its rule's, else that of its mode, else that of its type."""
    if event.cameo and event.cameo[:2] in roots():
        return event.cameo
    known = _types()
    return next(
        (known[event.event, mode] for mode in event.mode if (event.event, mode) in known), known[event.event, None]
    )


def meaning_of(code: str) -> str:
    """What a code means; what is not listed takes the meaning of the code it begins with."""
    found = codes().get(code) or codes().get(code[:3])
    return found.meaning if found else roots()[code[:2]].meaning


def goldstein_of(code: str) -> float:
    """The Goldstein value of a code, from -10 (conflict) to 10 (cooperation)."""
    found = codes().get(code) or codes().get(code[:3])
    value = found.goldstein if found else None
    return float(roots()[code[:2]].goldstein if value is None else value)


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
