"""The lexicon's words of undertaking, indexed by lemma so that a page is gone through once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal, TypeVar

from msgspec import Struct, field

from communique.lexicon import load_list, load_rules
from communique.lexicon.reader import Entry
from communique.model import CommitmentKind, CommitmentStatus

FILE = "en/commitments.toml"
Takes = Literal[
    "infinitive", "clause", "object", "on", "for", "gerund", "time", "term", "modal", "until", "at", "to", "of"
]


class Undertaking(Entry, frozen=True, kw_only=True):
    """A word that binds somebody to the act that follows it; with `dated` only where a date ahead follows too."""

    kind: CommitmentKind
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    takes: tuple[Takes, ...]
    objects: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    acts_not: tuple[str, ...] = ()
    debtor: Literal["subject", "possessor", "parties", "gathering"] = "subject"
    passive: bool = False
    bare: bool = False
    dated: bool = False
    joint: bool = False
    weak: bool = False
    of_others: bool = False


class Future(Entry, frozen=True, kw_only=True):
    """Verbs whose plain future is a plan or a promise; with `there` only where a place and a date follow. `needs` names the words without which a verb means another
    thing ("take" needs "place" or "effect")."""

    kind: CommitmentKind
    verbs: tuple[str, ...]
    subject: Literal["actor", "gathering", "any"]
    tense: Literal["future", "present"] = "future"
    verbs_not: tuple[str, ...] = ()
    weak: bool = False
    transitive: bool = False
    particles_not: tuple[str, ...] = ()
    first_person: CommitmentKind | None = None
    there: bool = False
    objects: tuple[str, ...] = ()
    objects_not: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Invitation(Entry, frozen=True, kw_only=True):
    """Words of inviting: a verb with the guest as its object, or the noun with a verb that hands it over."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    objects_not: tuple[str, ...] = ()


class Demand(Entry, frozen=True, kw_only=True):
    """Words that set somebody else a date; without a date or term they set none."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    takes: tuple[Takes, ...]


class Fate(Entry, frozen=True, kw_only=True):
    """What becomes of an undertaking later in the page. `of` says which kinds it can befall."""

    status: CommitmentStatus
    of: tuple[CommitmentKind, ...]
    verbs: tuple[str, ...]


class Delay(Entry, frozen=True, kw_only=True):
    """Words by which something undertaken is put off. `particles` must stand with the verb ("put off")."""

    of: tuple[CommitmentKind, ...]
    verbs: tuple[str, ...]
    particles: tuple[str, ...] = ()


class JointParty(Struct, frozen=True):
    """A plural noun that means the parties just named."""

    noun: str
    rank: Literal["states", "people"]


class Gathering(Struct, frozen=True):
    """A noun for what is held, scheduled or put into effect."""

    noun: str
    sort: Literal["meeting", "deal", "work", "order"]


class Representative(Struct, frozen=True):
    """A word in the title of one who acts for another."""

    word: str


T = TypeVar("T", bound=Entry)
Index = dict[tuple[str, str], tuple[T, ...]]
VERB, NOUN, ADJECTIVE = "verb", "noun", "adjective"
ANY = "*"  # stands for every verb, in an entry that asks for a date
WORD_CLASSES = {"VERB": VERB, "AUX": VERB, "NOUN": NOUN, "PROPN": NOUN, "ADJ": ADJECTIVE}


@cache
def undertakings() -> Index[Undertaking]:
    return index_by_lemma(load_rules(FILE, "undertaking", Undertaking), _words_of)


@cache
def futures() -> Index[Future]:
    return index_by_lemma(load_rules(FILE, "future", Future), lambda e: ((VERB, v) for v in e.verbs))


@cache
def invitations() -> tuple[Invitation, ...]:
    return load_rules(FILE, "invitation", Invitation)


@cache
def demands() -> Index[Demand]:
    entries = load_rules(FILE, "demand", Demand)
    return index_by_lemma(entries, lambda e: [*((VERB, v) for v in e.verbs), *((NOUN, n) for n in e.nouns)])


@cache
def fates() -> Index[Fate]:
    return index_by_lemma(load_rules(FILE, "fate", Fate), lambda e: ((VERB, v) for v in e.verbs))


@cache
def delays() -> Index[Delay]:
    return index_by_lemma(load_rules(FILE, "delay", Delay), lambda e: ((VERB, v) for v in e.verbs))


@cache
def joint_parties() -> dict[str, str]:
    return {row.noun: row.rank for row in load_list("en/joint_parties.tsv", JointParty)}


@cache
def representatives() -> frozenset[str]:
    return frozenset(row.word for row in load_list("en/representatives.tsv", Representative))


class PromisedAct(Struct, frozen=True):
    """A word for an act that is promised: `person` where whoever promises does it himself, `between` where a third does it
    between two others."""

    word: str
    by: Literal["person", "between"]


@cache
def personal_acts() -> frozenset[str]:
    return frozenset(row.word for row in load_list("en/promised_acts.tsv", PromisedAct) if row.by == "person")


@cache
def go_between_words() -> frozenset[str]:
    return frozenset(row.word for row in load_list("en/promised_acts.tsv", PromisedAct) if row.by == "between")


@cache
def gatherings() -> dict[str, str]:
    return {row.noun: row.sort for row in load_list("en/gatherings.tsv", Gathering)}


def index_by_lemma(entries: Iterable[T], words: Callable[[T], Iterable[tuple[str, str]]]) -> Index[T]:
    """(word class, lemma) -> the entries that name it, in the order of the file."""
    table: dict[tuple[str, str], list[T]] = {}
    for entry in entries:
        for key in words(entry):
            table.setdefault(key, []).append(entry)
    return {key: tuple(found) for key, found in table.items()}


def _words_of(entry: Undertaking) -> Iterable[tuple[str, str]]:
    yield from ((VERB, verb) for verb in entry.verbs)
    yield from ((NOUN, noun) for noun in entry.nouns)
    yield from ((ADJECTIVE, adjective) for adjective in entry.adjectives)
