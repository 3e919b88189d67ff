"""Words by the part they play in telling who is meant: `lexicon/en/actor_words.tsv`."""

from __future__ import annotations

from functools import cache, lru_cache

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


@lru_cache(maxsize=20_000)
def party_word(word: str) -> str | None:
    """The word for one of several parties, states or people that a plural means: "sides", "parties"; None where the word
    is no such plural."""
    return next((form for form in singulars(word) if form in _several()), None)


# Endings of plurals and of what they are plurals of. Closed; "assembly" is no plural of "assemblyman".
PLURALS = (("s", ""), ("ies", "y"), ("men", "man"))


def singulars(word: str) -> list[str]:
    """What a word may be the plural of: "parties" of "partie" and "party"."""
    return [word.removesuffix(many) + one for many, one in PLURALS if word.endswith(many)]


@cache
def _several() -> frozenset[str]:
    return actor_words("several-parties") | actor_words("several-states") | actor_words("several-persons")
