"""CAMEO codes as the older event data sets write them: which a type and mode come to, what each means, and its value on the
Goldstein scale (J. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict Resolution 36, 1992).

The tables stand in lexicon/en/cameo_*.tsv. Codes are text throughout: 010 is not 10.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from communique.lexicon.reader import load_list


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


class TypeCode(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cameo_types.tsv."""

    event: str
    mode: str | None
    code: str


@cache
def codes() -> dict[str, Code]:
    return {row.code: row for row in load_list("en/cameo_codes.tsv", Code)}


@cache
def roots() -> dict[str, Root]:
    return {row.root: row for row in load_list("en/cameo_roots.tsv", Root)}


@cache
def type_codes() -> dict[tuple[str, str | None], str]:
    return {(row.event, row.mode): row.code for row in load_list("en/cameo_types.tsv", TypeCode)}


def code_for(event: str, modes: Iterable[str], cameo: str | None = None) -> str:
    """The CAMEO code of an event: its rule's, else that of its mode, else that of its type."""
    if cameo and cameo[:2] in roots():
        return cameo
    known = type_codes()
    return next((known[event, mode] for mode in modes if (event, mode) in known), known[event, None])


def meaning_of(code: str) -> str:
    """What a code means; what is not listed takes the meaning of the code it begins with."""
    found = codes().get(code) or codes().get(code[:3])
    return found.meaning if found else roots()[code[:2]].meaning


def goldstein_of(code: str) -> float:
    """The Goldstein value of a code, from -10 (conflict) to 10 (cooperation)."""
    found = codes().get(code) or codes().get(code[:3])
    value = found.goldstein if found else None
    return float(roots()[code[:2]].goldstein if value is None else value)
