"""Findings: what an article reports, each with the words that state it and the rule that found it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from communique.model.text import Passage, Span

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Factuality = Literal["actual", "planned", "negated", "possible"]
Manner = Literal["direct", "mixed", "indirect"]
Channel = Literal["post", "news conference", "written statement", "interview", "phone", "speech"]
CommitmentKind = Literal["invitation", "pledge", "plan", "agreement", "deadline"]
PhraseFamily = Literal[
    "displeasure", "candour", "partnership", "closeness", "warning", "assent", "resolve", "principle", "protocol"
]
CommitmentStatus = Literal["open", "accepted", "declined", "done", "cancelled"]


class Finding(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all findings share. No finding without `evidence` and `rule`; `confidence` is a share of 1."""

    id: str
    evidence: tuple[Passage, ...]
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"{self.id}: a finding without evidence")
        if not self.rule:
            raise ValueError(f"{self.id}: a finding without a rule")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"{self.id}: confidence {self.confidence} is not between 0 and 1")


class Statement(Finding, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something said: by whom, in which words, through which channel.

    `speaker` is an actor's id, or None where the article names nobody: that is news, kept. `speaker_at` and `cue` are
    the words naming the speaker and the act of saying. `content` leaves out cue, outer quotation marks and "that"; a
    split quotation has several parts. `occasion` are the words for where it was said ("on the sidelines of the summit").
    """

    speaker: str | None = None
    speaker_at: Span | None = None
    co_speakers: tuple[str, ...] = ()
    cue: Span | None = None
    content: tuple[Span, ...]
    manner: Manner
    channel: Channel | None = None
    addressee: str | None = None
    date: str | None = None
    occasion: Span | None = None


class Event(Finding, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A PLOVER event: who did what to whom.

    All parties are actor ids. CONSULT and other mutual acts list every party under `actor`. `date` and `enddate` are
    ISO values, None unless the words give them. `attributed_to` is the id of the statement or actor that reports it
    where the article does not say so in its own voice. `score` is PLOVER's conflict-cooperation value of type and mode.
    """

    event: EventType
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mediator: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    date: str | None = None
    enddate: str | None = None
    place: str | None = None
    factuality: Factuality
    attributed_to: str | None = None
    score: float | None = None
    trigger: Span


class Claim(Finding, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A proposition that one side asserts and another contests. communique takes neither side."""

    what: str
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


class Amount(Struct, frozen=True, forbid_unknown_fields=True):
    """How much, in the article's words `text[start:stop]`. `unit` is a currency's ISO 4217 code where the words leave no
    doubt which it is, else the noun ("tonne", "soldier", "franc")."""

    start: int
    stop: int
    value: float
    unit: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


class Commitment(Finding, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an actor has undertaken, been invited to, agreed, scheduled or been set.

    `debtor` must act, `creditor` is owed it. `due` is an ISO value, None where the words set none. `weak` where no new act
    is promised ("continue to", "reaffirmed its commitment"). `amount`, `condition` and `purpose` are the words that say how
    much, only if, and what for. `postponed` where the page tells that it was put off: then `due` is the new date, if any,
    and `was_due` the old one.
    """

    kind: CommitmentKind
    debtor: tuple[str, ...] = ()
    creditor: tuple[str, ...] = ()
    act: str
    due: str | None = None
    status: CommitmentStatus = "open"
    weak: bool = False
    amount: Amount | None = None
    condition: Span | None = None
    purpose: Span | None = None
    postponed: bool = False
    was_due: str | None = None


class SetPhrase(Finding, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A set phrase of diplomacy in the article's words. `phrase` is the form it is listed under; `weight` its rung on the
    ladder of its family, 1 the lowest, None where the family is no ladder."""

    phrase: str
    family: PhraseFamily
    weight: int | None = None
