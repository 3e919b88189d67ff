"""Actors with their offices, times and places: what findings point to."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from communique.model.text import Span

ActorKind = Literal[
    "person",
    "state",
    "body",
    "party",
    "military",
    "armed group",
    "company",
    "media",
    "intergovernmental",
    "population",
]
NameKind = Literal[
    "person",
    "state",
    "body",
    "party",
    "military",
    "armed group",
    "company",
    "media",
    "intergovernmental",
    "population",
    "adjective",
    "demonym",
    "capital",
    "metonym",
    "place",
    "title",
]
TimeType = Literal["date", "time", "duration", "set"]
TopicKind = Literal["project", "meeting"]


class Mention(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean an actor, and the rule that says so."""

    start: int
    stop: int
    rule: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


class Name(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A name or a title as it stands in the text, before it is asked whom it means.

    `kind` is an actor's kind, or what the words are: a state's `adjective` ("Turkish") or `demonym` ("Turks"), a
    `capital`, a `metonym` ("the Kremlin"), a `place`, a `title` ("deputy prime minister"); None where the name alone
    does not tell. `name` is the canonical form where a list has one, else the words themselves. `dateline` marks a
    name that says where the article was written. `country`, `sector` and `gender` are what the words themselves give.

    A title also has its `title` in lower case without institution, the `marks` before it ("former", "acting"), the
    stretch naming whose or what office it is (`of`), and the stretch naming who holds it (`holder`).
    """

    start: int
    stop: int
    kind: NameKind | None
    name: str
    country: str | None = None
    sector: str | None = None
    gender: Literal["m", "f"] | None = None
    rule: str
    dateline: bool = False
    title: str | None = None
    marks: tuple[str, ...] = ()
    of: Span | None = None
    holder: Span | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


class Office(Struct, frozen=True, forbid_unknown_fields=True):
    """An office a person holds or held, as the words at start:stop give it.

    `title` in lower case without its institution ("foreign minister"); `of` an ISO 3166 alpha-3 code for a state's
    office, else the body's name; `former` when the words say so.
    """

    title: str
    of: str | None
    former: bool
    start: int
    stop: int


class Actor(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person, state or body that the article means, under all the names it uses.

    `country` is an ISO 3166 alpha-3 code (KOS for Kosovo) or a PLOVER code for what belongs to no state (IGO, NGO,
    MNC, IMG, ISM, UNO, EUR); `sector` a PLOVER sector (GOV, MIL, LEG, ...).
    `named` is false for an actor known only by common words ("a senior official").
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    named: bool = True
    offices: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the article tells of that acts for nobody: a project ("steel mill in eastern Zambia") or a meeting with a place
    in a series ("25th meeting of the council"). It is never a party.

    `name` is the page's own phrase without article and "new"; `country` an ISO 3166 alpha-3 code where the words give one
    state alone. The first mention sets it up, later ones ("the mill", "the project") mean it again.
    """

    id: str
    name: str
    kind: TopicKind
    country: str | None = None
    mentions: tuple[Mention, ...]


class Time(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A time expression with its TIMEX3 value.

    `anchor` says what a relative value was counted from: `published`, `absolute` (nothing needed), `text` (a date set
    up by the text before), `lead` (the article has no date; an absolute date in its lead stands in), or `None` where
    it stays unresolved.
    """

    start: int
    stop: int
    text: str
    type: TimeType
    value: str | None
    anchor: str | None = None
    rule: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


class Place(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A place named in the text. Degrees are WGS 84; `geonameid` is GeoNames'. Absent where no match is safe."""

    start: int
    stop: int
    text: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)
