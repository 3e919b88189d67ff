"""Words by the part they play in telling who is meant: `lexicon/en/actor_words.tsv`."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from communique.lexicon.reader import LexiconError, load_list
from communique.model import ActorKind


class ActorWords(Struct, frozen=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """One class of words."""

    name: str
    words: tuple[str, ...]
    note: str | None


@cache
def actor_words(part: str) -> frozenset[str]:
    """The words of a class. Raises LexiconError where the list has no such class."""
    found = frozenset(
        word for row in load_list("en/actor_words.tsv", ActorWords) if row.name == part for word in row.words
    )
    if not found:
        raise LexiconError(f"en/actor_words.tsv: no class {part!r}")
    return found


class CalledAgain(Struct, frozen=True, forbid_unknown_fields=True):
    """A noun by which somebody named before is called again."""

    noun: str
    kinds: tuple[ActorKind, ...]
    sector: str | None


@cache
def _called_again() -> dict[str, CalledAgain]:
    return {row.noun: row for row in load_list("en/called_again.tsv", CalledAgain)}


def kinds_called(noun: str) -> tuple[ActorKind, ...]:
    """The kinds of actors that a noun can mean again, none where it means none."""
    row = _called_again().get(noun)
    return row.kinds if row is not None else ()


def sector_called(noun: str) -> str | None:
    """The sector of the person that a noun can mean again."""
    row = _called_again().get(noun)
    return row.sector if row is not None else None
