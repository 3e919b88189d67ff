"""Pages of no outlet, put together by chance from a seed: so many, so like each other in size to real ones, that the
store and the search can be measured at a million events without a million pages to read.

They are records, not texts to be read: what they report is put together with the words that report it. Who is in the
news follows Zipf's law, as in newspapers: a few states are in every tenth article, most persons in a handful. An article
tells of a handful of actors, an act in three of a place, one article in CONTESTED of a claim. One act in SHARED is one
that an earlier article told; one article in COPIED is a copy, from another outlet.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon.joining import telling_nothing
from communique.lexicon.states import states
from communique.model import (
    Actor,
    Article,
    Block,
    Claim,
    Commitment,
    Event,
    EventType,
    Mention,
    Office,
    Page,
    Place,
    Source,
    Span,
    Statement,
    content_id,
)

FIRST_DAY = date(2023, 1, 2)
# A desk that reads so many articles a day: a record grows because time passes. 100,000 articles are three years.
A_DAY = 91
PERSONS, PLACES, OUTLETS, WORDS = 30_000, 3000, 400, 20_000
# Of every so many one: counterexample to 1 is a feed of one agency, to 100 an archive of one ministry.
SHARED, COPIED, CONTESTED, PLACED = 6, 12, 8, 3
# Added to each rank: without it the first state alone would be in four articles of five.
FLATTER = 3
# Acts, with how each is told, its score on PLOVER's scale, and how often it is.
ACTS: tuple[tuple[EventType, tuple[str, ...], str, float, int], ...] = (
    ("CONSULT", ("visit",), "met", 1.0, 40),
    ("SUPPORT", (), "praised", 3.5, 10),
    ("AGREE", (), "reached an accord with", 4.0, 8),
    ("AID", ("economic",), "sent relief to", 6.0, 5),
    ("REQUEST", (), "called on", -1.0, 10),
    ("ACCUSE", (), "blamed", -3.0, 12),
    ("REJECT", (), "turned down", -4.0, 5),
    ("SANCTION", (), "put sanctions on", -6.0, 4),
    ("MOBILIZE", ("troops",), "moved troops towards", -6.5, 2),
    ("ASSAULT", ("explosives",), "shelled", -10.0, 4),
)
# Two words in five of a text say nothing by themselves, and joining passes them over: so many different ones.
LITTLE = 60
OFFICES = ("foreign minister", "president", "prime minister", "ambassador", "defence minister", "envoy")
SYLLABLES = tuple(
    a + b
    for a in ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"]
    for b in ("a", "e", "i", "o", "u", "an", "or")
)


class Somebody(Struct, frozen=True):
    """Who can act: a state, or a person in an office of it."""

    name: str
    country: str
    title: str | None = None

    def actor(self, number: int) -> Actor:
        return Actor(
            id=f"a{number}",
            name=self.name,
            kind="person" if self.title else "state",
            country=self.country,
            sector="GOV",
        )


class Site(Struct, frozen=True):
    """Where things happen. Degrees are WGS 84."""

    name: str
    country: str
    lat: float
    lon: float


class Told(Struct, frozen=True):
    """An act as one article told it, for another to tell again."""

    act: int
    first: Somebody
    second: Somebody
    day: str
    site: Site | None = None


class World(Struct, frozen=True):
    """Everybody and every place, with running sums of how often each is in the news, and the words of the language."""

    cast: tuple[Somebody, ...]
    weights: tuple[float, ...]
    sites: tuple[Site, ...]
    visits: tuple[float, ...]
    words: tuple[str, ...]
    frequencies: tuple[float, ...]


@cache
def world(seed: int = 1) -> World:
    """The same world for the same seed."""
    chance = random.Random(seed)
    lands = [state for state in states() if state.iso3]
    chance.shuffle(lands)
    names = {" ".join(_word(chance, 2).title() for _ in range(2)) for _ in range(PERSONS)}
    persons = [
        Somebody(name, lands[min(int(chance.expovariate(1 / 30)), len(lands) - 1)].iso3, chance.choice(OFFICES))
        for name in sorted(names)
    ]
    cast = (*(Somebody(state.name, state.iso3) for state in lands), *persons)
    words = (*sorted(telling_nothing())[:LITTLE], *(_word(chance, 1 + number % 3) for number in range(WORDS)))
    sites = tuple(_site(chance, lands[number * number % len(lands)].iso3) for number in range(PLACES))
    return World(cast, _zipf(len(cast), FLATTER), sites, _zipf(PLACES, FLATTER), words, _zipf(len(words)))


def _site(chance: random.Random, country: str) -> Site:
    return Site(
        _word(chance, 2).title(), country, round(chance.uniform(-55, 70), 2), round(chance.uniform(-180, 180), 2)
    )


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables + 1))


def _zipf(number: int, flatter: int = 0) -> tuple[float, ...]:
    """Running sums of 1 / rank: the tenth is met a tenth as often as the first."""
    return tuple(accumulate(1 / (rank + flatter) for rank in range(1, number + 1)))


class Writer:
    """Puts an article together, sentence by sentence, and keeps where each act stands."""

    def __init__(self, chance: random.Random, day: date) -> None:
        self.chance, self.day, self.world = chance, day, world()
        self.text = ""
        self.blocks: list[Block] = []
        self.actors: dict[Somebody, tuple[Actor, list[Mention], list[Office]]] = {}
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []
        self.commitments: list[Commitment] = []
        self.places: list[Place] = []
        cast = chance.choices(self.world.cast, cum_weights=self.world.weights, k=chance.randrange(5, 10))
        self.cast = tuple(dict.fromkeys(cast))

    def somebody(self) -> Somebody:
        """One of those this article is about."""
        return self.chance.choice(self.cast)

    def two(self) -> tuple[Somebody, Somebody]:
        first = self.somebody()
        others = [one for one in self.cast if one != first]
        return first, self.chance.choice(others or self.world.cast[:1])

    def site(self) -> Site | None:
        """Where an act took place, in an act of PLACED."""
        if self.chance.randrange(PLACED):
            return None
        return self.chance.choices(self.world.sites, cum_weights=self.world.visits)[0]

    def some_words(self, number: int) -> str:
        return " ".join(self.chance.choices(self.world.words, cum_weights=self.world.frequencies, k=number))

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, who: Somebody) -> str:
        """Write a name, with its office at first mention; the actor's id."""
        if who not in self.actors:
            self.actors[who] = (who.actor(len(self.actors)), [], [])
            if who.title:
                title = self.put(who.title.title())
                self.actors[who][2].append(Office(who.title, who.country, False, title.start, title.stop))
                self.put(" ")
        actor, mentions, _ = self.actors[who]
        at = self.put(who.name)
        mentions.append(Mention(at.start, at.stop, "made-up"))
        return actor.id

    def act(self, told: Told) -> None:
        """A sentence that tells an act."""
        event, mode, verb, score, _ = ACTS[told.act]
        start = len(self.text)
        first = self.name(told.first)
        self.put(" ")
        trigger = self.put(verb)
        self.put(" ")
        second = self.name(told.second)
        self.put(f" on {told.day} ")
        if told.site:
            self.put("in ")
            self.place(told.site)
        self.put(f"{self.some_words(9)}.")
        words = Span(start, len(self.text)).of(self.text)
        self.put(" ")
        mutual = event in ("CONSULT", "AGREE")
        self.events.append(
            Event(
                id=content_id("event", event, start, self.text), evidence=(words,), rule="made-up", confidence=0.8,
                event=event, mode=mode, actor=(first, second) if mutual else (first,), recipient=() if mutual else (second,),
                date=told.day, place=told.site.name if told.site else None, factuality=self.chance.choices(("actual", "planned", "negated", "possible"), (80, 10, 6, 4))[0],
                score=score, trigger=trigger,
            )
        )  # fmt: skip

    def place(self, site: Site) -> None:
        at = self.put(site.name)
        self.put(" ")
        self.places.append(
            Place(start=at.start, stop=at.stop, text=site.name, name=site.name, country=site.country, lat=site.lat,
                  lon=site.lon)
        )  # fmt: skip

    def saying(self, who: Somebody) -> None:
        """A sentence that reports what somebody said."""
        start = len(self.text)
        speaker = self.name(who)
        cue = self.put(" said ")
        content = self.put(f"{self.some_words(14)}.")
        words = Span(start, len(self.text)).of(self.text)
        self.put(" ")
        known = content_id("statement", start, self.text)
        self.statements.append(
            Statement(
                id=known, evidence=(words,), rule="made-up", confidence=0.8, speaker=speaker, manner="indirect",
                cue=Span(cue.start + 1, cue.stop - 1), content=(Span(content.start, content.stop - 1),),
            )
        )  # fmt: skip

    def dispute(self, who: Somebody, whom: Somebody) -> None:
        """A sentence that reports what one asserts and another denies."""
        start = len(self.text)
        asserting = self.name(who)
        self.put(" said that ")
        what = self.some_words(8)
        self.put(f"{what}, which ")
        denying = self.name(whom)
        self.put(" denied.")
        words = Span(start, len(self.text)).of(self.text)
        self.put(" ")
        self.claims.append(
            Claim(
                id=content_id("claim", start, self.text), evidence=(words,), rule="made-up", confidence=0.8, what=what,
                asserted_by=(asserting,), denied_by=(denying,),
            )
        )  # fmt: skip

    def promise(self, who: Somebody, whom: Somebody) -> None:
        """A sentence that reports a pledge, due within a season."""
        start = len(self.text)
        due = (self.day + timedelta(days=self.chance.randrange(5, 90))).isoformat()
        debtor = self.name(who)
        self.put(" promised ")
        creditor = self.name(whom)
        self.put(" to ")
        act = self.some_words(6)
        self.put(f"{act} by {due}.")
        words = Span(start, len(self.text)).of(self.text)
        self.put(" ")
        self.commitments.append(
            Commitment(
                id=content_id("commitment", start, self.text), evidence=(words,), rule="made-up", confidence=0.8,
                kind="pledge", debtor=(debtor,), creditor=(creditor,), act=act, due=due,
            )
        )  # fmt: skip

    def paragraph(self, start: int) -> None:
        self.blocks.append(Block("paragraph", start, len(self.text)))
        self.put("\n\n")

    def article(self, headline: str) -> Article:
        """All that has been written."""
        actors = (replace(a, mentions=tuple(m), offices=tuple(o)) for a, m, o in self.actors.values())
        return Article(
            id=content_id("article", headline, self.text), headline=headline, published=self.day.isoformat(),
            published_from="made-up", text=self.text, blocks=tuple(self.blocks), actors=tuple(actors),
            events=tuple(self.events), statements=tuple(self.statements), commitments=tuple(self.commitments),
            claims=tuple(self.claims), places=tuple(self.places),
        )  # fmt: skip


def made_up_pages(number: int, seed: int = 1) -> Iterator[Page]:
    """So many pages of one article each, about ten events an article, in the order of their days."""
    chance = random.Random(seed)
    told: deque[Told] = deque(maxlen=200)
    printed: deque[Article] = deque(maxlen=200)
    for position in range(number):
        day = FIRST_DAY + timedelta(days=position // A_DAY)
        if printed and not chance.randrange(COPIED):
            article = _copy(chance.choice(printed), chance)
        else:
            article = _article(chance, day, told)
            printed.append(article)
        outlet = f"outlet-{min(int(chance.expovariate(1 / 40)), OUTLETS - 1)}.example"
        yield Page(source=_source(outlet, position), articles=(article,))


def _source(outlet: str, position: int) -> Source:
    return Source(
        uri=f"https://{outlet}/{position}", digest=f"sha256:{position:064x}", media_type="text/html", publisher=outlet
    )


def _article(chance: random.Random, day: date, told: deque[Told]) -> Article:
    writer = Writer(chance, day)
    for _ in range(chance.randrange(3, 8)):
        start = len(writer.text)
        for _ in range(chance.randrange(1, 4)):
            writer.act(_news(writer, told))
        for _ in range(chance.randrange(3)):
            writer.saying(writer.somebody())
        writer.paragraph(start)
    if not chance.randrange(3):
        start = len(writer.text)
        writer.promise(*writer.two())
        writer.paragraph(start)
    if not chance.randrange(CONTESTED):
        start = len(writer.text)
        writer.dispute(*writer.two())
        writer.paragraph(start)
    return writer.article(writer.some_words(8).capitalize())


def _news(writer: Writer, told: deque[Told]) -> Told:
    """An act to tell: a new one, or now and then what others have told."""
    if told and not writer.chance.randrange(SHARED):
        return writer.chance.choice(told)
    first, second = writer.two()
    act = writer.chance.choices(range(len(ACTS)), [often for *_, often in ACTS])[0]
    day = (writer.day - timedelta(days=writer.chance.randrange(4))).isoformat()
    told.append(Told(act, first, second, day, writer.site()))
    return told[-1]


def _copy(article: Article, chance: random.Random) -> Article:
    """The same text under another headline."""
    headline = f"{article.headline} {chance.randrange(1000)}"
    return replace(article, id=content_id("article", headline, article.text), headline=headline)


def chosen(items: Sequence[str], number: int, seed: int = 1) -> list[str]:
    """So many of them, by chance, the same for the same seed."""
    return random.Random(seed).sample(list(items), min(number, len(items)))
