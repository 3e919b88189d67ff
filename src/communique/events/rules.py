"""Event rules, frames and word lists as the lexicon has them. Files: lexicon/en/event*.t*, governors.tsv, scores.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon import Entry, LexiconError, load_list, load_rules
from communique.lexicon.spellings import as_rules_spell
from communique.model import ActorKind, EventType

# One file a type keeps each under five hundred lines; a new file is a new line here.
FILES = (
    "en/events_agree",
    "en/events_consult",
    "en/events_support",
    "en/events_concede",
    "en/events_cooperate",
    "en/events_aid",
    "en/events_retreat",
    "en/events_request",
    "en/events_accuse",
    "en/events_reject",
    "en/events_threaten",
    "en/events_protest",
    "en/events_sanction",
    "en/events_mobilize",
    "en/events_coerce",
    "en/events_assault",
)

Content = Literal["keep", "drop", "dated"]
Effect = Literal["actual", "planned", "expected", "negated", "possible", "said", "alleged", "unsaid"]
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
    only with a negation, which is part of it ("will not attend"), by one of the helpers `refused_by`.
    `ahead`: the words themselves say that the act lies ahead ("is due in Oslo"). `planned_is` is the type of the act where it lies ahead: PLOVER counts backing that is promised as AGREE, and
    sanctions, arrests and blows that are announced as THREATEN.
    `family` is the rule whose settings a row of words shares; two words of one family may tell one act.
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
    refused_by: tuple[str, ...] = ("will", "wo", "would")
    ahead: bool = False
    planned_is: EventType | None = None
    family: str | None = None

    @property
    def kin(self) -> str:
        """The id of the rule whose settings these words share, their own where they share none."""
        return self.family or self.id


class WordsOf(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of events_*.tsv: one pattern of words that state what the rule `like` states, with sentences of its own.

    `mode` and `cameo` are those of `like` where the row has none of its own; its `without` adds to that of `like`.
    """

    id: str
    words: str
    kind: Literal["verb", "noun", "adjective"]
    like: str
    mode: str | None = None
    cameo: str | None = None
    without: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


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
    pos: Literal["verb", "negated verb", "noun", "adjective", "modifier", "adverb"]
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
    """Every rule, each followed by the rows of words that share its settings.

    Raises LexiconError where a row is like no rule of its file, or an id stands twice.
    """
    found = tuple(rule for file in FILES for rule in _with_rows(file))
    if len({rule.id for rule in found}) < len(found):
        twice = sorted(r.id for r in found if sum(other.id == r.id for other in found) > 1)
        raise LexiconError(f"{twice[0]!r} stands twice; an id is never reused")
    return found


def _with_rows(file: str) -> Iterator[EventRule]:
    rules = {rule.id: rule for rule in load_rules(f"{file}.toml", "event", EventRule)}
    rows: dict[str, list[WordsOf]] = {name: [] for name in rules}
    for row in load_list(f"{file}.tsv", WordsOf):
        if row.like not in rules:
            raise LexiconError(f"{file}.tsv: {row.id!r} is like {row.like!r}, which is no rule of {file}.toml")
        rows[row.like].append(row)
    for name, rule in rules.items():
        yield rule
        yield from (_of_row(row, rule) for row in rows[name])


def _of_row(row: WordsOf, rule: EventRule) -> EventRule:
    """The rule with a row's words in place of its own."""
    return replace(
        rule,
        id=row.id,
        family=rule.id,
        mode=row.mode or rule.mode,
        cameo=row.cameo or rule.cameo,
        without=(*rule.without, *row.without),
        verbs=(row.words,) if row.kind == "verb" else (),
        nouns=(row.words,) if row.kind == "noun" else (),
        adjectives=(row.words,) if row.kind == "adjective" else (),
        yes=row.yes,
        no=row.no,
    )


@cache
def frames() -> dict[str, Frame]:
    return {row.frame: row for row in load_list("en/event_frames.tsv", Frame)}


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Lemmas of each class, hyphened ones as the parse gives them."""
    spelt = as_rules_spell()
    classes = load_list("en/event_words.tsv", WordClass)
    return {row.name: frozenset(spelt.get(word, word) for word in row.words) for row in classes}


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
