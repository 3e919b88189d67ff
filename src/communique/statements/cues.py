"""What tells that something was said: speech verbs, nouns for things said, "according to"; and their word lists."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from communique.lexicon import Entry, load_list, load_rules
from communique.model import Channel

Kind = Literal["speech", "belief", "finding"]
Takes = Literal[
    "clause", "infinitive", "question", "gerund", "quotation", "fragment", "predicate", "around", "opinion", "raised"
]
FILES = ("en/cues.toml", "en/cues_beliefs.toml")
SOURCES = "en/cues_sources.toml"
CHANNELS = "en/channels.tsv"
VOICES = "en/voices.tsv"
GENDERED = "en/gendered.tsv"
DOCUMENTS = "en/documents.tsv"
UNSAID = "en/unsaid.tsv"


class Cue(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A verb that reports, and what may stand as its content.

    `clause` a finite clause, `infinitive` one with "to", `question` one with "whether", `gerund` "admitted taking",
    `quotation` whole quoted sentences, `fragment` quoted words anywhere under it ('called it "a farce"'), `predicate`
    the words said to hold of its object ("described it as a farce"), `around` a clause with the verb behind or inside it,
    `opinion` a finite clause that tells of no act ahead ("agreed that it was late"),
    `raised` the passive's subject and an infinitive ("was said to be late"). `particle` must stand with the verb ("point out").
    `kind` keeps what is said apart from what is thought (belief) and what a study or a poll shows (finding).
    """

    lemmas: tuple[str, ...]
    takes: tuple[Takes, ...]
    kind: Kind = "speech"
    particle: str | None = None
    addressee: bool = False
    channel: Channel | None = None


class Noun(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A noun for something said ("a statement that", "his remark that")."""

    lemmas: tuple[str, ...]
    kind: Kind = "speech"


class Preposition(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that name a speaker as a clause's source ("according to", "in the words of")."""

    words: tuple[str, ...]
    kind: Kind = "speech"


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """A word of a list: voices ("spokeswoman"), documents ("a summary of"), verbs that leave it unsaid ("decline")."""

    lemma: str


class ChannelWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside a cue that tell the channel, as a regular expression over the reporting clause."""

    words: str
    channel: Channel


class GenderedWord(Struct, frozen=True, forbid_unknown_fields=True):
    """A word beside a name that tells a man from a woman ("spokeswoman")."""

    word: str
    gender: Literal["f", "m"]


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Reporting verbs by lemma, those with a particle first."""
    table: dict[str, list[Cue]] = {}
    for file in FILES:
        for cue in load_rules(file, "cue", Cue):
            for lemma in cue.lemmas:
                table.setdefault(lemma, []).append(cue)
    return {lemma: tuple(sorted(cues, key=lambda c: c.particle is None)) for lemma, cues in table.items()}


@cache
def nouns() -> dict[str, Noun]:
    return {lemma: noun for noun in load_rules(SOURCES, "noun", Noun) for lemma in noun.lemmas}


@cache
def prepositions() -> dict[str, tuple[tuple[tuple[str, ...], Preposition], ...]]:
    """Source prepositions by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Preposition]]] = {}
    for entry in load_rules(SOURCES, "preposition", Preposition):
        for words in entry.words:
            parts = tuple(words.split())
            table.setdefault(parts[0], []).append((parts, entry))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


@cache
def voices() -> frozenset[str]:
    """Nouns for one who speaks for a body: unnamed, it is the body that speaks."""
    return frozenset(row.lemma for row in load_list(VOICES, Listed))


@cache
def documents() -> frozenset[str]:
    """Nouns for a text that can be what speaks: its owner is the speaker."""
    return frozenset(row.lemma for row in load_list(DOCUMENTS, Listed))


@cache
def unsaid() -> frozenset[str]:
    """Verbs under which nothing has been said yet ("declined to confirm that")."""
    return frozenset(row.lemma for row in load_list(UNSAID, Listed))


@cache
def channel_words() -> tuple[tuple[re.Pattern[str], Channel], ...]:
    """Patterns of each channel in the order of the file: the first that fits decides."""
    rows = load_list(CHANNELS, ChannelWords)
    return tuple((re.compile(rf"\b(?:{row.words})\b", re.IGNORECASE), row.channel) for row in rows)


@cache
def gendered() -> dict[str, str]:
    """Words that tell a man ("m") from a woman ("f")."""
    return {row.word: row.gender for row in load_list(GENDERED, GenderedWord)}
