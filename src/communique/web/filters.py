"""What each list may be narrowed by: the same questions, by the same names, on its page, in the API and in its files.

A page reads them from its address and shows them as a form and as what is asked (`Narrowing`); what a list cannot be asked
is said in plain words, because an empty list, or a whole one, would look like an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from litestar import Request
from msgspec import Struct
from msgspec.structs import replace

from communique.model import ActorKind, Channel, CommitmentKind, CommitmentStatus, EventType, Factuality, Manner
from communique.search import (
    ActorRow,
    BadDate,
    BadQuery,
    UnknownActor,
    Wanted,
    match_expression,
    profile_of,
    who_is,
)
from communique.search.actors import known_actors
from communique.search.brief import since_day
from communique.search.findings import LAST
from communique.store import Record
from communique.web.asking import real_days
from communique.web.shown import day

Asking = Request[Any, Any, Any]
Choices = tuple[tuple[str, str], ...]
# How an undertaking may stand; broken only by a reader's verdict.
STATES = ("overdue", "open", "accepted", "scheduled", "moved", "done", "declined", "cancelled", "broken")
# What is asked, as the API has it: several values for `who`, one for each other name.
Given = Mapping[str, Sequence[str]]


class CannotAsk(ValueError):
    """A list cannot be asked that; the message says what it can be asked."""


class Question(Struct, frozen=True, kw_only=True):
    """Something a list may be narrowed by: `name` as the API calls it, `label` as a page does; `choices` where it is one of
    a few, each with its words, `usual` the one that holds where nothing is asked; `hint` what else may be written; `spans`
    whether a day may be so many days back; `seldom` what a page keeps folded up."""

    name: str
    label: str
    choices: Choices = ()
    usual: str | None = None
    hint: str = ""
    spans: bool = False
    seldom: bool = False


class Listed(Struct, frozen=True, kw_only=True):
    """A list: what it is called, the address of its page and of its rows in the API, the name of its table to take along,
    and what it may be asked."""

    called: str
    page: str
    api: str
    table: str
    questions: tuple[Question, ...]

    def named(self, name: str) -> Question | None:
        return next((one for one in self.questions if one.name == name), None)


def one_of(name: str, label: str, values: Sequence[str], *, seldom: bool = False) -> Question:
    """A question with a few answers, each in its own words."""
    return Question(name=name, label=label, choices=tuple((v, v.lower()) for v in values), seldom=seldom)


def part(did: str, met: str) -> Question:
    """In which part the actor is: the one who acts, or the one who meets with it."""
    return Question(name="role", label="Actor’s part", choices=(("did", did), ("met", met)), seldom=True)


def days(since: str = "From", until: str = "Until") -> tuple[Question, Question]:
    return (
        Question(name="since", label=since, hint="2025-01-31"),
        Question(name="until", label=until, hint="2025-12"),
    )


WHO = Question(name="who", label="Actor", hint="name or code")
DAYS = days()
SPAN = (
    Question(name="since", label="Since", hint="90d or a date", spans=True),
    Question(name="until", label="Until", hint="newest article"),
)
ACTORS = Question(name="actors", label="Actors", choices=tuple((n, n) for n in ("40", "100", "200")), usual="40")
PLACE = Question(name="place", label="Place", hint="as the record has it", seldom=True)
WORDS = Question(name="words", label="Words of the article", seldom=True)
ABOUT = Question(name="about", label="Project or meeting", hint="words of its name", seldom=True)
TYPE = one_of("what", "Type", get_args(EventType))
KIND = one_of("what", "Kind", get_args(CommitmentKind))
FACTUALITY = one_of("status", "Factuality", get_args(Factuality))


def findings(kind: str, called: str, *questions: Question) -> Listed:
    return Listed(called=called, page=f"/{called}", api=f"/api/v1/findings/{kind}", table=kind, questions=questions)


def listed(name: str, *questions: Question, page: str | None = None) -> Listed:
    return Listed(called=name, page=f"/{page or name}", api=f"/api/v1/{name}", table=name, questions=questions)


LISTS = {
    "event": findings(
        "event", "events", WHO, TYPE, FACTUALITY, *DAYS, part("acts", "is acted on"), PLACE, WORDS, ABOUT
    ),
    "statement": findings(
        "statement", "statements", WHO, one_of("what", "Channel", get_args(Channel)),
        one_of("status", "Manner", get_args(Manner)), *DAYS, part("speaks", "is spoken to"), WORDS, ABOUT,
    ),
    "claim": findings("claim", "claims", WHO, part("asserts", "denies"), WORDS, ABOUT),
    "commitment": findings(
        "commitment", "promises", WHO, KIND,
        one_of("status", "Status", get_args(CommitmentStatus)), *days("Due from", "Due until"),
        part("promises", "is promised to"), WORDS, ABOUT,
    ),
    "happenings": listed("happenings", WHO, TYPE, FACTUALITY, *DAYS, PLACE, WORDS),
    "meetings": listed("meetings", WHO, FACTUALITY, *DAYS),
    "chains": listed("chains", WHO, one_of("status", "State", STATES), KIND, *days("Due from", "Due until")),
    "contentions": listed("contentions", WHO),
    "actors": listed("actors", Question(name="q", label="Name"), one_of("kind", "Kind", get_args(ActorKind))),
    "topics": listed("topics", Question(name="q", label="Words of its name", hint="railway")),
    "places": listed("places", *SPAN, TYPE, page="map"),
    "ties": listed("ties", *SPAN, TYPE, ACTORS, page="network"),
    # These have forms of their own: an article is found by words and what it tells, the calendar begins with a day.
    "articles": listed(
        "articles", Question(name="q", label="Words"), TYPE, FACTUALITY, Question(name="country", label="Country"),
        Question(name="outlet", label="Outlet"), Question(name="month", label="Month"),
    ),
    "calendar": listed("calendar", DAYS[0]),
    "offices": listed("offices", WHO, page="actors"), "sources": listed("sources"), "problems": listed("problems"),
    "held": listed("held", WHO, page="actors"), "outlets": listed("outlets", page="sources"),
    "languages": listed("languages", page="sources"), "watches": listed("watches"), "audit": listed("audit"),
}  # fmt: skip


def check(listed: Listed, given: Given) -> None:
    """Raises CannotAsk for what the list cannot be asked, BadDate and BadQuery for a day or words that are none."""
    for name, values in given.items():
        question = listed.named(name)
        if question is None:
            names = ", ".join(one.name for one in listed.questions)
            raise CannotAsk(f"{listed.called} cannot be narrowed by {name}, only by {names}")
        known = [value for value, _ in question.choices]
        for value in values if known else ():
            if value not in known:
                raise CannotAsk(f"{name} of {listed.called} has no choice called {value}; it is {', '.join(known)}")
    first, last = (next(iter(given.get(name, ())), "") for name in ("since", "until"))
    if (since := listed.named("since")) and since.spans and first:
        first = since_day(first, date.today()).isoformat()
    real_days(first, last)
    if last and first > last + LAST:
        raise CannotAsk(f"nothing lies between {first} and {last}: the first day comes after the last")
    for words in given.get("words", ()):
        match_expression(words)


def given_of(**asked: str | Sequence[str] | None) -> dict[str, tuple[str, ...]]:
    """What is asked, without what is left empty."""
    listed = {name: (value,) if isinstance(value, str) else tuple(value or ()) for name, value in asked.items()}
    kept = {name: tuple(value for value in values if value.strip()) for name, values in listed.items()}
    return {name: values for name, values in kept.items() if values}


# Which parties are meant by a part, of each kind of finding: who acts, and whom it is done, said, promised or denied to.
ROLES = {
    ("event", "did"): ("actor", "mediator", "host"), ("event", "met"): ("recipient",),
    ("statement", "did"): ("speaker",), ("statement", "met"): ("addressee",),
    ("commitment", "did"): ("debtor",), ("commitment", "met"): ("creditor",),
    ("claim", "did"): ("asserted_by",), ("claim", "met"): ("denied_by",),
}  # fmt: skip


def wanted_of(kind: str, given: Given, who: tuple[str, ...]) -> Wanted:
    """Findings of a kind as they are asked for; `who` are the actors that are meant."""
    one = {name: values[0] for name, values in given.items() if values}
    return Wanted(
        who=who, roles=ROLES.get((kind, one.get("role", "")), ()), what=one.get("what"), state=one.get("status"),
        place=one.get("place"), since=one.get("since"), until=one.get("until"), words=one.get("words"),
        about=one.get("about"),
    )  # fmt: skip


class Chip(Struct, frozen=True):
    """Something that is asked, in words, and the address of the list without it."""

    label: str
    words: str
    without: str


class Narrowing(Struct, frozen=True, kw_only=True):
    """What the list of a page is narrowed to: as its address has it, and the actors that are meant, with their names. Where
    it cannot be asked, `problem` says why in words, and `offered` the actors that may have been meant by `unknown`."""

    listed: Listed
    given: dict[str, tuple[str, ...]]
    number: int = 1
    who: tuple[str, ...] = ()
    names: dict[str, str] = {}
    problem: str | None = None
    unknown: str | None = None
    offered: tuple[ActorRow, ...] = ()

    def one(self, name: str) -> str | None:
        """What is asked under a name, where it is asked."""
        return next(iter(self.given.get(name, ())), None)

    @property
    def status(self) -> int:
        return 400 if self.problem else 200

    @property
    def known(self) -> tuple[str, ...]:
        """Who is asked for, but for a name that nobody bears: that is to be written anew."""
        return tuple(name for name in self.given.get("who", ()) if name != self.unknown)

    @property
    def folded(self) -> bool:
        """Whether nothing is asked of what the page keeps folded up."""
        return not any(one.name in self.given for one in self.listed.questions if one.seldom)

    def query(self, **changed: str | Sequence[str] | None) -> str:
        """What is asked, with some of it changed, as it stands in an address; what is empty is left out."""
        return urlencode(given_of(**{**self.given, **changed}), doseq=True)

    def address(self, **changed: str | Sequence[str] | None) -> str:
        """The page with some of what is asked changed; the others stay, its first stretch comes first."""
        query = self.query(**changed)
        return f"{self.listed.page}?{query}" if query else self.listed.page

    def instead(self, who: str) -> str:
        """The page with an actor in the place of the name that nobody bears."""
        return self.address(who=[*self.known, who])

    @property
    def chips(self) -> list[Chip]:
        """What is asked, each with the way to take it back."""
        return [
            Chip(self._label(name), self._words(name, value), self.address(**{name: [v for v in values if v != value]}))
            for name, values in self.given.items()
            for value in values
        ]

    def _label(self, name: str) -> str:
        question = self.listed.named(name)
        return question.label if question else name

    def _words(self, name: str, value: str) -> str:
        question = self.listed.named(name)
        if name in ("since", "until"):
            return day(value)
        return self.names.get(value) or dict(question.choices if question else ()).get(value, value)


# Whatever any list may be narrowed by. What else stands in an address (a mark that a mail program left) asks nothing.
NAMES = frozenset(question.name for listed in LISTS.values() for question in listed.questions)


def given_in(request: Asking) -> dict[str, tuple[str, ...]]:
    """What the address of a request asks."""
    asked = request.query_params
    given = given_of(**{name: asked.getall(name) for name in asked if name in NAMES})
    return {name: values if name == "who" else values[-1:] for name, values in given.items()}


def refuse_others(listed: Listed, request: Asking) -> None:
    """Raises CannotAsk, BadDate or BadQuery where a request asks a list what it cannot be asked."""
    check(listed, given_in(request))


def narrowed(record: Record, name: str, request: Asking, number: int = 1) -> Narrowing:
    """What the list of this name is narrowed to, by the address of its page."""
    given = given_in(request)
    shown = Narrowing(listed=LISTS[name], given=given, number=number)
    try:
        check(shown.listed, given)
    except (CannotAsk, BadDate, BadQuery) as error:
        return replace(shown, problem=str(error))
    who: list[str] = []
    for typed in given.get("who", ()):
        try:
            who.append(who_is(record, typed))
        except UnknownActor as error:
            offered = tuple(known_actors(record, typed))
            return replace(shown, problem=str(error), unknown=typed, offered=offered)
    profiles = [profile_of(record, one) for one in who]
    names = {typed: one.name for typed, one in zip(given.get("who", ()), profiles, strict=True) if one}
    return replace(shown, who=tuple(who), names=names)
