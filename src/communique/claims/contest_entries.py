"""The lexicon's words of denial and of charge, indexed by lemma."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from communique.claims.entries import NOUN, VERB, Index, index_by_lemma
from communique.lexicon import load_list, load_rules
from communique.lexicon.reader import Entry

FILE = "en/claims.toml"


class DenialCue(Entry, frozen=True, kw_only=True):
    """A verb whose subject denies. `objects` are the nouns that make it so, `needs` words that must stand below it; with
    `negated` only its "not" denies; `part` where the objects are a part in something that others say. `felt` are objects
    that say nothing to be so: of two before it the one told by that noun is answered."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    takes: tuple[Literal["clause", "gerund", "object", "appositive", "noun", "answer", "which"], ...]
    objects: tuple[str, ...] = ()
    objects_not: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    negated: bool = False
    part: bool = False
    felt: tuple[str, ...] = ()


class Verdict(Entry, frozen=True, kw_only=True):
    """A verb by which something said is called one of `words`; whoever is accused denies `accusations` by calling them
    anything in quotation marks. Of `manners` the words say how something was put, not whether it is so."""

    verbs: tuple[str, ...]
    words: tuple[str, ...]
    accusations: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()


class Falsehood(Entry, frozen=True, kw_only=True):
    """Fixed phrases that say something is not so."""

    phrases: tuple[str, ...]


class Contradiction(Entry, frozen=True, kw_only=True):
    """How much two statements must share for the "not" of one to deny the other. An answer that takes up a charge by a
    pronoun denies nothing where it has one of the lemmas `unless`."""

    shared: float
    unless: tuple[str, ...] = ()


class ChargeWord(Struct, frozen=True):
    """A word that lays something at somebody's door, or puts it forward."""

    word: str
    class_: Literal["verb", "noun"]
    takes: Literal["of", "for", "with", "clause", "as", "noun", "made"]


@cache
def denial_cues() -> Index[DenialCue]:
    entries = load_rules(FILE, "denial", DenialCue)
    return index_by_lemma(entries, lambda e: [(NOUN, n) for n in e.nouns] or [(VERB, v) for v in e.verbs])


@cache
def verdicts() -> Index[Verdict]:
    return index_by_lemma(load_rules(FILE, "verdict", Verdict), lambda e: ((VERB, v) for v in e.verbs))


@cache
def falsehoods() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """(rule, phrases, pattern) of the fixed phrases, longest first. To look each up in the text in lower case is many times
    faster than the pattern, which is for the texts that hold one."""
    return tuple(
        (
            entry.id,
            entry.phrases,
            re.compile("|".join(sorted(map(re.escape, entry.phrases), key=len, reverse=True)), re.IGNORECASE),
        )
        for entry in load_rules(FILE, "falsehood", Falsehood)
    )


@cache
def contradiction() -> Contradiction:
    entry: Contradiction = load_rules(FILE, "contradiction", Contradiction)[0]
    return entry


@cache
def role_reversal() -> Contradiction:
    entry: Contradiction = load_rules(FILE, "contradiction", Contradiction)[1]
    return entry


@cache
def charge_words() -> dict[tuple[str, str], frozenset[str]]:
    """(word class, lemma) -> what the word takes."""
    table: dict[tuple[str, str], set[str]] = {}
    for row in load_list("en/charges.tsv", ChargeWord):
        table.setdefault((row.class_, row.word), set()).add(row.takes)
    return {key: frozenset(takes) for key, takes in table.items()}


class Quarrel(Entry, frozen=True, kw_only=True):
    """Each lays the same at the other's door: `verbs` that take `nouns` ("traded accusations"), or "each other"."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()


@cache
def quarrels() -> Index[Quarrel]:
    return index_by_lemma(load_rules(FILE, "quarrel", Quarrel), lambda e: ((VERB, v) for v in e.verbs))


@cache
def felt_nouns() -> frozenset[str]:
    """Those of them for what is felt, by which nothing is said to be so."""
    return frozenset(noun for cue in load_rules(FILE, "denial", DenialCue) for noun in cue.felt)


@cache
def said_nouns() -> frozenset[str]:
    """Nouns for what somebody has said, of which one can be denied."""
    cues = load_rules(FILE, "denial", DenialCue)
    return frozenset(noun for cue in cues if cue.id == "reject-allegation" for noun in cue.objects)
