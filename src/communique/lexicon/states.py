"""States, territories and bodies: the shipped lists as records, and an index from any of a state's names to the state.

The lists stand in `en/states.tsv`, `en/territories.tsv` and `en/bodies.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct

from communique.lexicon.reader import load_list

HowNamed = Literal["name", "adjective", "demonym", "capital", "metonym", "territory"]


class State(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A state under all its names, with the codes the field uses. Codes are None where the coder has none for it."""

    iso3: str
    iso2: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    cow: int | None = None
    gw: int | None = None
    fips: str | None = None
    cameo: str | None = None


class Territory(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A dependency, breakaway entity or unsettled land. `country` is the state the record counts it to, None where the
    record leaves that open."""

    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    iso3: str | None = None
    country: str | None = None
    sector: str | None = None
    capital: str | None = None


class KnownBody(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An international body, treaty, armed group or news agency. `code` is its PLOVER code where no state owns it."""

    id: str
    name: str
    acronyms: tuple[str, ...] = ()
    code: str | None = None
    kind: str
    country: str | None = None
    sector: str | None = None
    other_names: tuple[str, ...] = ()


class StateName(NamedTuple):
    """What a name says: which state, and how. `iso3` is empty for a land whose state the record leaves open."""

    iso3: str
    how: HowNamed


@cache
def states() -> tuple[State, ...]:
    """Every state of `en/states.tsv`, by its ISO code."""
    return load_list("en/states.tsv", State)


@cache
def territories() -> tuple[Territory, ...]:
    """Every territory of `en/territories.tsv`."""
    return load_list("en/territories.tsv", Territory)


@cache
def known_bodies() -> tuple[KnownBody, ...]:
    """Every body of `en/bodies.tsv`."""
    return load_list("en/bodies.tsv", KnownBody)


@cache
def state_of(iso3: str) -> State | None:
    """The state with this ISO code; None for a territory's code or no code at all."""
    return next((state for state in states() if state.iso3 == iso3), None)


def key_of(name: str) -> str:
    """How a name is looked up: case and the kind of apostrophe make no difference, except that abbreviations in
    capitals keep their case, or "us" would be a state."""
    name = name.replace("’", "'")
    return name if is_abbreviation(name) else name.casefold()


def is_abbreviation(name: str) -> bool:
    """US, U.S., UAE, FYROM: all capitals, and short."""
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and (len(letters) <= 4 or name in ("FYROM", "HKSAR"))


@cache
def state_names() -> dict[str, StateName]:
    """Every name, adjective, demonym, capital and metonym of a state, and every name of a territory, as `key_of` writes
    it, with the state it means. Where a word is several of these ("Vatican"), the first named here wins."""
    index: dict[str, StateName] = {}
    for how in ("name", "adjective", "demonym", "capital", "metonym"):
        for state in states():
            for name in _named(state, how):
                index.setdefault(key_of(name), StateName(state.iso3, how))
    for territory in territories():
        for name in (territory.name, *territory.names, *territory.adjectives):
            index.setdefault(key_of(name), StateName(territory.country or "", "territory"))
    return index


def state_named(name: str) -> StateName | None:
    """Which state a name, adjective, demonym, capital or metonym means; a leading "the" is left out of account."""
    found = state_names().get(key_of(name))
    if found is None and name[:4].lower() == "the ":
        found = state_names().get(key_of(name[4:]))
    return found


def _named(state: State, how: HowNamed) -> Iterator[str]:
    lists: dict[HowNamed, Iterable[str]] = {
        "name": (state.name, *state.names),
        "adjective": state.adjectives,
        "demonym": state.demonyms,
        "capital": (*([state.capital] if state.capital else ()), *state.capitals),
        "metonym": state.metonyms,
    }
    yield from lists[how]
