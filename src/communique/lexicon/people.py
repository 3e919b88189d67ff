"""Titles, honorifics, and the common nouns for people and bodies: `lexicon/en/titles.tsv` and its neighbours."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from communique.lexicon.actor_words import singulars
from communique.lexicon.reader import load_list
from communique.model import ActorKind

Mark = Literal["former", "acting", "designate", "late", "self-proclaimed", "then", "plain"]


class Title(Struct, frozen=True, forbid_unknown_fields=True):
    """The head of an office's title."""

    title: str
    sector: str | None
    kind: Literal["office"]
    gender: Literal["m", "f"] | None


class OfficeInitials(Struct, frozen=True, forbid_unknown_fields=True):
    """Initials that stand for an office."""

    initials: str
    words: str


class OfficeWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that says an office without its title."""

    word: str
    part: Literal["verb", "loose"]
    office: str


class Seat(Struct, frozen=True, forbid_unknown_fields=True):
    """A city that stands for the international body seated there."""

    city: str
    body: str


class MediatingWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that makes someone a go-between or host."""

    word: str
    part: Literal["verb", "noun", "comment", "open"]


class TitleWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that belongs to a title before its head."""

    word: str


class TitleMark(Struct, frozen=True, forbid_unknown_fields=True):
    """A word before a title that says something of the office."""

    word: str
    mark: Mark


class Honorific(Struct, frozen=True, forbid_unknown_fields=True):
    """A word before a person's name that is no office."""

    honorific: str
    kind: Literal["courtesy", "faith", "rank"]
    gender: Literal["m", "f"] | None
    sector: str | None


class PersonNoun(Struct, frozen=True, forbid_unknown_fields=True):
    """A common noun for people: the kind of actor that one makes, and many."""

    noun: str
    one: ActorKind
    many: ActorKind
    sector: str | None


class BodyNoun(Struct, frozen=True, forbid_unknown_fields=True):
    """The head noun of a body; `common` where it is an actor in lower case, alone."""

    noun: str
    kind: ActorKind
    sector: str | None
    common: Literal["yes"] | None


class GivenName(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that a person's name begins with; `gender` where the name tells it."""

    name: str
    gender: Literal["m", "f"] | None


class HumanVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """A verb whose subject is a person or speaks as one."""

    verb: str


@cache
def given_names() -> dict[str, GivenName]:
    return {row.name: row for row in load_list("en/given_names.tsv", GivenName)}


@cache
def human_verbs() -> frozenset[str]:
    return frozenset(row.verb for row in load_list("en/human_verbs.tsv", HumanVerb))


@cache
def titles() -> dict[str, Title]:
    return {row.title.lower(): row for row in load_list("en/titles.tsv", Title)}


# Every word of a text is asked about; as many are kept as news uses in some days.
@lru_cache(maxsize=20_000)
def singular_title(word: str) -> str | None:
    """The title that a plural means: "ministers", "secretaries", "chairwomen"; None where the word is no plural of
    one."""
    return next((form for form in singulars(word) if form in titles()), None)


@cache
def office_initials() -> dict[str, tuple[str, ...]]:
    """The words of the office, by the initials in capitals: "PM" is ("prime", "minister")."""
    rows = load_list("en/office_abbreviations.tsv", OfficeInitials)
    return {row.initials: tuple(row.words.split()) for row in rows}


@cache
def office_words(part: Literal["verb", "loose"]) -> dict[str, str]:
    """The office that each word of a part says."""
    rows = load_list("en/office_words.tsv", OfficeWord)
    return {row.word: row.office for row in rows if row.part == part}


@cache
def seats() -> dict[str, str]:
    """The body that each city stands for, by the city's name."""
    return {row.city: row.body for row in load_list("en/seats.tsv", Seat)}


@cache
def mediating_words(part: Literal["verb", "noun", "comment", "open"]) -> frozenset[str]:
    rows = load_list("en/mediating_words.tsv", MediatingWord)
    return frozenset(row.word for row in rows if row.part == part)


@cache
def title_words() -> frozenset[str]:
    return frozenset(row.word for row in load_list("en/title_words.tsv", TitleWord))


@cache
def title_marks() -> dict[str, Mark]:
    return {row.word: row.mark for row in load_list("en/title_marks.tsv", TitleMark)}


@cache
def honorifics() -> dict[str, Honorific]:
    return {row.honorific: row for row in load_list("en/honorifics.tsv", Honorific)}


def person_noun_at(before: str, word: str) -> PersonNoun | None:
    """What the list says of a common noun, in lower case: of two words ("opposite number") or of one."""
    pair = person_nouns().get(f"{before} {word}") if word in ends_of_pairs() else None
    return pair or person_nouns().get(word)


@cache
def ends_of_pairs() -> frozenset[str]:
    """The last words of nouns of two words or more: only these are looked up with the word before them."""
    return frozenset(noun.split()[-1] for noun in (*person_nouns(), *body_nouns()) if " " in noun)


@cache
def opens_honorific() -> frozenset[str]:
    """The letters that honorifics open with, up to a mark or space: "dato" of "dato' sri"."""
    return frozenset(letters_of(honorific) for honorific in honorifics())


# Every capitalised word of a text is asked about; as many are kept as news uses in some days.
@lru_cache(maxsize=20_000)
def letters_of(word: str) -> str:
    """The letters a word opens with."""
    return "".join(takewhile(str.isalnum, word))


@cache
def person_nouns() -> dict[str, PersonNoun]:
    return {row.noun.lower(): row for row in load_list("en/persons.tsv", PersonNoun)}


@cache
def body_nouns() -> dict[str, BodyNoun]:
    return {row.noun.lower(): row for row in load_list("en/body_nouns.tsv", BodyNoun)}
