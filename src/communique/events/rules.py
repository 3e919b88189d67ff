"""Event rules, frames and word lists as the lexicon has them. Files: lexicon/en/event*.t*, governors.tsv, scores.tsv."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from communique.lexicon import Entry, load_list, load_rules
from communique.model import ActorKind, EventType

# One file a type keeps each under five hundred lines; a new file is a new line here.
FILES = tuple(
    f"en/events_{name}.toml"
    for name in (
        "agree",
        "consult",
        "support",
        "concede",
        "cooperate",
        "aid",
        "retreat",
        "request",
        "accuse",
        "reject",
        "threaten",
        "protest",
        "sanction",
        "mobilize",
        "coerce",
        "assault",
    )
)

Content = Literal["keep", "drop", "dated"]
Effect = Literal["actual", "planned", "negated", "possible", "said", "alleged", "unsaid"]
Slots = tuple[str, ...]


class EventRule(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that state an event of one type, and where its parties stand.

    `verbs`, `nouns` and `adjectives` are patterns: a lemma, then what must stand with it. After a verb: a particle or
    preposition ("call off", "come under {attack}"), an object's lemma ("take note") or a `{class}` of
    event_words.tsv ("impose {sanction}"). Before a noun: its modifier ("military exercise").
    `frame` names a row of event_frames.tsv; `actor`, `recipient`, `mediator` overrule its slots.
    `needs` are roles without which nothing is found ("recipient"; "either" is the default). `without` are lemmas that
    must not be the trigger's object, particle or preposition. `clause` says that a complement clause must follow
    ("inf", "that", "ing"). `content` says what becomes of acts inside its complement: kept as events, dropped, or
    kept only where a time fixes them. `object_kind` and `actor_kind` are the kinds of actor that may stand there.
    `weak` rules give way to others over the same word and are trusted less. `only_negated`: the words state the act
    only with a negation, which is part of it ("will not attend").
    `planned_is` is the type of the act where it lies ahead: PLOVER counts backing that is promised as AGREE, and
    sanctions, arrests and blows that are announced as THREATEN.
    """

    type: EventType
    frame: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: Slots | None = None
    recipient: Slots | None = None
    mediator: Slots | None = None
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    content: Content | None = None
    actor_kind: tuple[ActorKind, ...] = ()
    object_kind: tuple[ActorKind, ...] = ()
    weak: bool = False
    only_negated: bool = False
    planned_is: EventType | None = None


class Frame(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a trigger's parties stand, for verbs and for nouns."""

    frame: str
    verb_actor: tuple[str, ...] = ()
    verb_recipient: tuple[str, ...] = ()
    verb_mediator: tuple[str, ...] = ()
    noun_actor: tuple[str, ...] = ()
    noun_recipient: tuple[str, ...] = ()
    noun_mediator: tuple[str, ...] = ()


class WordClass(Struct, frozen=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """Lemmas that may stand where a pattern says {name}."""

    name: str
    words: tuple[str, ...]


class SupportVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """A verb that lends its subject to the noun it takes, as actor or recipient."""

    verb: str
    prep: str | None
    part: Literal["actor", "recipient"]


class Governor(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that change whether what they govern happened."""

    words: tuple[str, ...]
    pos: Literal["verb", "noun", "adjective", "modifier", "adverb"]
    effect: Effect


class Score(Struct, frozen=True, forbid_unknown_fields=True):
    """PLOVER's intensity of a type and mode, and its quad class by named scheme."""

    event: EventType
    mode: str | None
    score: float
    plover: int
    quad_table: int


@cache
def event_rules() -> tuple[EventRule, ...]:
    return tuple(rule for file in FILES for rule in load_rules(file, "event", EventRule))


@cache
def frames() -> dict[str, Frame]:
    return {row.frame: row for row in load_list("en/event_frames.tsv", Frame)}


@cache
def word_classes() -> dict[str, frozenset[str]]:
    return {row.name: frozenset(row.words) for row in load_list("en/event_words.tsv", WordClass)}


@cache
def support_verbs() -> dict[str, tuple[SupportVerb, ...]]:
    table: dict[str, tuple[SupportVerb, ...]] = {}
    for row in load_list("en/event_supports.tsv", SupportVerb):
        table[row.verb] = (*table.get(row.verb, ()), row)
    return table


@cache
def governors() -> dict[tuple[str, str], Effect]:
    """Effect by (part of speech, lemma)."""
    return {(row.pos, word): row.effect for row in load_list("en/governors.tsv", Governor) for word in row.words}


class PromisedMode(Struct, frozen=True, forbid_unknown_fields=True):
    """The mode an act has while it is only announced."""

    event: EventType
    mode: str
    promised: str


@cache
def _promised_modes() -> dict[tuple[str, str], str]:
    return {(row.event, row.mode): row.promised for row in load_list("en/promised_modes.tsv", PromisedMode)}


def promised_mode(rule: EventRule) -> str | None:
    """The mode of a rule's act where the act lies ahead and counts as another type."""
    table = _promised_modes()
    return table.get((rule.type, rule.mode or "-")) or table.get((rule.type, "-"))


@cache
def _scores() -> dict[tuple[str, str | None], Score]:
    return {(row.event, row.mode): row for row in load_list("en/scores.tsv", Score)}


def score_of(event: EventType, mode: str | None) -> float:
    """PLOVER's conflict-cooperation value of a type and mode, from -10 to 10."""
    table = _scores()
    return (table.get((event, mode)) or table[event, None]).score


def quad_of(event: EventType, scheme: Literal["plover", "quad_table"] = "plover") -> int:
    """The quad class of a type under a named scheme: the manual's two tables disagree about SANCTION."""
    row = _scores()[event, None]
    return row.plover if scheme == "plover" else row.quad_table
