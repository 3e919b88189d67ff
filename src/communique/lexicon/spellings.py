"""Words that pages spell in more than one way, and forms of verbs that the parser's tables miss."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from communique.lexicon.reader import load_list


class Spelling(Struct, frozen=True, forbid_unknown_fields=True):
    """A word as rules spell it, and as pages spell it too."""

    word: str
    kind: Literal["verb", "noun"]
    hyphened: str
    past: str | None = None
    participle: str | None = None


class VerbForms(Struct, frozen=True, forbid_unknown_fields=True):
    """A verb and the forms of it that the parser's tables take for another verb's, or for none."""

    verb: str
    forms: tuple[str, ...]


@cache
def spellings() -> tuple[Spelling, ...]:
    return tuple(load_list("en/spellings.tsv", Spelling))


@cache
def missed_forms() -> dict[str, tuple[str, ...]]:
    """Each verb with the forms to be told of it."""
    return {row.verb: row.forms for row in load_list("en/verb_forms.tsv", VerbForms)}


@cache
def as_rules_spell() -> dict[str, str]:
    """The joined spelling of each hyphened word."""
    return {row.hyphened: row.word for row in spellings()}


def forms_of(row: Spelling) -> Iterator[str]:
    """Every form of a hyphened word: "co-operate", "co-operates", "co-operated", "co-operating"."""
    base = row.hyphened
    yield base
    yield base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    if row.kind == "noun":
        return
    stem = base[:-1] if base.endswith("e") else base
    last = base[-1] if row.past and row.past.endswith(base[-1] + "ed") and not base.endswith("e") else ""
    yield row.past or stem + "ed"
    yield row.participle or row.past or stem + "ed"
    yield stem + last + "ing"
