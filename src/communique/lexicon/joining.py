"""When two reports tell one act, and which words tell nothing: `lexicon/en/joins.tsv` and `telling_nothing.tsv`."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from communique.lexicon.reader import load_list


class Join(Struct, frozen=True, forbid_unknown_fields=True):
    """What has to agree before two reports of this type are one act; the fields are explained in the file."""

    id: str
    event: str
    family: str
    mutual: Literal["yes", "no"]
    enough: float
    words: int
    days: int


class CommonWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that half of all reports share."""

    word: str


@cache
def joins() -> dict[str, Join]:
    """By type of event."""
    return {row.event: row for row in load_list("en/joins.tsv", Join)}


@cache
def telling_nothing() -> frozenset[str]:
    return frozenset(row.word for row in load_list("en/telling_nothing.tsv", CommonWord))


class TimeWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `time_words.tsv`, where the words for numbers stand."""

    word: str
    kind: str
    value: str | None


@cache
def number_words() -> dict[str, str]:
    """ "twelve" -> "12"; words that give no figure ("several") are left out."""
    rows = load_list("en/time_words.tsv", TimeWord)
    return {
        row.word.casefold(): row.value for row in rows if row.kind == "number" and row.value and row.value.isdigit()
    }


class SoleOffice(Struct, frozen=True, forbid_unknown_fields=True):
    """An office that one person at a time holds."""

    title: str


@cache
def one_holder() -> frozenset[str]:
    return frozenset(row.title for row in load_list("en/one_holder.tsv", SoleOffice))
