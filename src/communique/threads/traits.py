"""What an event of an article is compared by: its parties, its days, its place and the telling words about it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import combinations, pairwise

from msgspec import Struct

from communique.lexicon import states
from communique.lexicon.joining import joins, number_words, telling_nothing
from communique.model import Actor, Article, Event, Span
from communique.threads.leading import Cell, Reach
from communique.threads.spelling import consonants_of, sounds_of

# PLOVER's codes for what belongs to no state: such an actor goes by its name.
NO_STATE = frozenset(("IGO", "NGO", "MNC", "IMG", "ISM", "UNO", "EUR"))
# An act dated to a day is looked for on the day before and after too: a night's work in Washington is the next morning's
# in Beijing. Two days apart it is another act.
TIME_ZONES = 1
# A span longer than this is a year or a season: it dates no act well enough to look for it day by day.
COARSEST = 31
# Days between two reports of one act that neither dates.
AROUND = 3
# Pairs of parties under which one event is looked for. A summit of twenty has 190; the twelve whose codes hash lowest are
# shared by any two reports that name most of them.
PAIRS, PEOPLE, PLACES = 12, 6, 2
# A person can be of any state that the article names and that is no party yet; of one among many it is no help.
MAYBE = 3
# "Tehran had agreed": an act told again, without its day, is looked for among those of the last four months. Half a year
# on, "has promised" was another promise of the same two more often than not.
RETOLD = 120
PERFECT = re.compile(r"\b(?:has|have|had)\b|['’](?:ve|d)\b")  # the tenses of what has been before: a closed class
# Types whose place is a town struck, not a setting: another place is another act.
PLACE_TELLS = frozenset(("ASSAULT", "PROTEST", "MOBILIZE"))
# How much of the line around an act is read for telling words, on either side of its clause.
CONTEXT = 160
# What came to pass, or is said to have; what lies ahead; what did not come to pass. The three are never one.
REALIS = {"actual": "done", "possible": "done", "planned": "planned", "negated": "negated"}
# Telling words that a clause must have to be looked for by them: "met in Lusaka" has but one.
CLAUSE = 3
# Blocks of so many days lie together: what a page looks for and leaves behind is then near what the pages before it did, and
# in memory, however old the record is. With 1 a report would be looked for in seven places instead of one or two; with a
# thousand every page would touch places all over the index again.
ERA = 32
# Of a block's number so many bits are drawn from its name; those above tell its era.
NAME_BITS = 44
WORD = re.compile(r"[^\W_]+")


class PartyTrait(Struct, frozen=True, array_like=True):
    """A party: the state it stands for, or a body's own name where it stands for none; who it is, where it is a person."""

    side: str
    person: tuple[str, ...] = ()  # the sounds of the name's words, in their order
    name: str = ""
    maybe: tuple[str, ...] = ()  # the states a person, or "they", can be of, where the article does not say which

    @property
    def is_definite(self) -> bool:
        """Whether it is known which party is meant: "gunmen" may be anybody's."""
        return bool(self.side or self.person)


class EventTraits(Struct, frozen=True, array_like=True):
    """An event as it is compared. `days` are the first and the last on which it can have been, as ordinals of the calendar."""

    event: str
    mode: tuple[str, ...]
    realis: str  # done, planned or negated
    actor: tuple[PartyTrait, ...]
    recipient: tuple[PartyTrait, ...]
    others: tuple[PartyTrait, ...]
    days: tuple[int, int] | None
    published: int | None
    place: str | None
    names: tuple[str, ...]  # places and other names about the act, and numbers
    words: tuple[str, ...]  # telling words of the clause, stemmed
    around: tuple[str, ...]  # and of the rest of its line
    article: str
    id: str
    retold: bool = False  # told without its day, in the perfect: it may have been weeks before
    told: tuple[str, ...] = ()  # states named about the act that the reading made no party of it

    @property
    def parties(self) -> tuple[PartyTrait, ...]:
        return (*self.actor, *self.recipient, *self.others)

    @property
    def sides(self) -> frozenset[str]:
        return frozenset(p.side for p in self.parties if p.side)

    @property
    def to_the_day(self) -> bool:
        return self.days is not None and self.days[0] == self.days[1]

    def cells(self) -> Iterator[Cell]:
        yield from (Cell(block, 0) for block in self._clause())
        for name in self._blocks():
            if self.days is not None:
                yield cell_of(f"{self._precision} {name}", self.days[0])
            if self.published is not None and self._fresh():
                yield cell_of(f"report {name}", self.published)
            if self.days is None and self.published is None:
                yield Cell(block_of(f"never {name}"), 0)
        if self.retold and self.published is not None:
            yield from (cell_of(f"retold {name}", self.published) for name in self._told_of())

    def reach(self) -> Iterator[Reach]:
        yield from (Reach(block, 0, 0) for block in self._clause())
        for name in self._blocks():
            if self.days is not None:
                yield from self._days_within_reach(name)
            if self.published is not None and self._fresh():
                yield from reaches_of(f"report {name}", self.published - AROUND, self.published + AROUND)
            if self.days is None and self.published is None:
                yield Reach(block_of(f"never {name}"), 0, 0)
        if self.retold and self.published is not None:
            for name in self._told_of():
                yield from reaches_of(f"day {name}", self.published - RETOLD, self.published)
                yield from reaches_of(f"report {name}", self.published - RETOLD, self.published)
        yield from self.reach_of_retellings()

    def reach_of_retellings(self) -> Iterator[Reach]:
        """Where reports lie that may tell this act again, weeks later."""
        day = self.days[0] if self.days else self.published
        if day is not None and self.realis == "done":
            for name in self._told_of():
                yield from reaches_of(f"retold {name}", day, day + RETOLD)

    def _told_of(self) -> Iterator[str]:
        """The blocks of an act that is told again: its two sides, or the one that acts; not more than two."""
        own = sorted({p.side for p in (*self.actor, *self.recipient) if p.side})
        if self.realis == "done" and self.event not in PLACE_TELLS and len(own) in (1, 2):
            yield f"{joins()[self.event].family} {self.realis} {'+'.join(own) if len(own) > 1 else f'{own[0]} alone'}"

    def _clause(self) -> Iterator[int]:
        """Where the same clause lies, whatever days the reports give: desks cut a text, they seldom reword it."""
        if len(self.words) >= CLAUSE:
            yield block_of(f"clause {joins()[self.event].family} {self.realis} {' '.join(self.words)}")

    @property
    def _precision(self) -> str:
        first, last = self.days or (0, 0)
        return "day" if first == last else "month" if last - first < COARSEST else "year"

    def _days_within_reach(self, name: str) -> Iterator[Reach]:
        """Days and months find each other; years only years, or any day in them would find all that is dated so."""
        first, last = self.days or (0, 0)
        if self._precision == "year":
            yield from reaches_of(f"year {name}", first - 366, last)
        else:
            yield from reaches_of(f"day {name}", first - TIME_ZONES, last + TIME_ZONES)
            yield from reaches_of(f"month {name}", first - COARSEST, last)

    def _fresh(self) -> bool:
        """Whether the report is of these days: then it may be one with a report of these days that gives no date."""
        if self.days is None or self.published is None or self.realis != "done":
            return True
        first, last = self.days
        return abs(self.published - first) <= 2 * AROUND or first <= self.published <= last

    def _blocks(self) -> Iterator[str]:
        """Names of the blocks: two parties, a person, a party and a place, or a party that stands alone."""
        stem = f"{joins()[self.event].family} {self.realis} "
        sides = sorted(self.sides)
        perhaps = {(min(side, s), max(side, s)) for p in self.parties for s in p.maybe for side in sides}
        perhaps |= {pair for p in self.parties if p.maybe and not p.person for pair in combinations(p.maybe, 2)}
        if len(sides) == 1:
            perhaps |= {(min(sides[0], state), max(sides[0], state)) for state in self.told}
        pairs = sorted({f"{a}+{b}" for a, b in (*combinations(sides, 2), *perhaps)}, key=_code)
        yield from (stem + pair for pair in pairs[:PAIRS])
        people = {name for p in self.parties if p.person for name in _called(p)}
        yield from (stem + person for person in sorted(people, key=_code)[:PEOPLE])
        places = sorted(self.names, key=_code)[:PLACES]
        if len(sides) <= 2:
            yield from (f"{stem}{side} in {name}" for side in sides for name in places)
        if self.event in PLACE_TELLS:
            yield from (f"{stem}in {name}" for name in places)
        own = sorted({p.side for p in (*self.actor, *self.recipient) if p.side})
        if len(own) <= 1:  # who hosts or mediates may go untold
            yield f"{stem}{' '.join(own)} alone"
        elif self.event in PLACE_TELLS and len(own) == 2:  # and of a blow, who struck or who was struck
            yield from (f"{stem}{side} alone" for side in own)


def _called(party: PartyTrait) -> Iterator[str]:
    """A person is looked for by the first and last word of the name, and by the last alone among its countrymen."""
    first, last = consonants_of(party.person[0]), consonants_of(party.person[-1])
    if len(party.person) > 1:
        yield f"who {' '.join(sorted((first, last)))}"
    if party.side:
        yield f"who {last} {party.side}"


def traits_of(event: Event, article: Article) -> EventTraits:
    """What the event is compared by, drawn from its article alone."""
    known = {actor.id: actor for actor in article.actors}
    parties = {*event.actor, *event.recipient, *event.mediator, *event.host}
    named = [(m.start, m.stop) for a in article.actors if a.id in parties and a.named for m in a.mentions]
    around = _around(article.text, event)
    told = {word for passage in event.evidence for word in _telling(article.text, passage.span, named)}
    places = {plain(p.name) for p in article.places if around.covers(p.span)} | {plain(event.place or "")}
    published = days_of(article.published, None)
    taken = {known[i].country for i in parties if i in known}
    states = frozenset(a.country for a in article.actors if a.country and a.country not in taken) - NO_STATE
    actor, recipient = (parties_of(ids, known, states) for ids in (event.actor, event.recipient))
    if not any(p.is_definite for p in (*actor, *recipient)) and 1 < len(states) <= MAYBE:
        actor = (*actor, PartyTrait("", maybe=tuple(sorted(states))))  # "they", on a page about two
    return EventTraits(
        event=event.event,
        mode=tuple(sorted(event.mode)),
        realis=REALIS[event.factuality],
        actor=actor,
        recipient=recipient,
        others=parties_of((*event.mediator, *event.host), known, states),
        days=days_of(event.date, event.enddate),
        published=published[0] if published else None,
        place=plain(event.place) if event.place and not _is_state(event.place) else None,
        names=tuple(sorted(name for name in places if name and not _is_state(name))),
        words=tuple(sorted(told)),
        around=tuple(sorted(_telling(article.text, around, named) - told)),
        article=article.id,
        id=event.id,
        retold=event.date is None and event.factuality == "actual" and _in_the_perfect(article.text, event),
        told=_told_beside(article, around, taken),
    )


def _told_beside(article: Article, around: Span, taken: set[str | None]) -> tuple[str, ...]:
    """States whose names or towns stand about the act and that are none of its parties: "freed 11 fishermen from Peru",
    "cancelled his visit to Lima"."""
    states = {
        a.country for a in article.actors if a.kind != "person" and any(around.touches(m.span) for m in a.mentions)
    } - NO_STATE
    states |= {p.country for p in article.places if around.touches(p.span)}
    others = sorted(state for state in states if state and state not in taken)
    return tuple(others) if len(others) <= MAYBE else ()


def _in_the_perfect(text: str, event: Event) -> bool:
    """ "which Ankara has promised": the helper stands before the word that tells the act."""
    return any(PERFECT.search(text, p.start, max(p.start, event.trigger.start)) is not None for p in event.evidence[:1])


def _is_state(name: str) -> bool:
    """A country is no place for an act: every report of it could be there."""
    return plain(name) in _state_names()


@cache
def _state_names() -> frozenset[str]:
    return frozenset(plain(name) for state in states() for name in (state.name, *state.names))


def parties_of(
    ids: Iterable[str], known: dict[str, Actor], states: frozenset[str] = frozenset()
) -> tuple[PartyTrait, ...]:
    """What the actors of these ids are compared by. `states` are those a person can be of whose state is not told."""
    traits = (_party(known[i], states) for i in ids if i in known)
    return tuple(sorted({t for t in traits if t.side or t.person or t.name}, key=_order))


def _order(trait: PartyTrait) -> tuple[str, tuple[str, ...], str]:
    return (trait.side, trait.person, trait.name)


def _party(actor: Actor, states: frozenset[str]) -> PartyTrait:
    """An actor known only by common words ("officials") counts as its state, if it has one. A body goes by its own name
    where PLOVER says that it belongs to no state; where nothing is known of it, it is no definite party."""
    name = plain(actor.name) if actor.named and actor.kind != "state" else ""
    if actor.kind == "person" and actor.named:
        side = "" if actor.country in NO_STATE else actor.country or ""
        maybe = () if actor.country or len(states) > MAYBE else tuple(sorted(states))
        return PartyTrait(side, sounds_of(actor.name), name, maybe)
    return PartyTrait(name if actor.country in NO_STATE else actor.country or "", (), name)


def days_of(date_value: str | None, enddate: str | None) -> tuple[int, int] | None:
    """The first and last day of a TIMEX3 value as ordinals; None where it names no days of the calendar."""
    span, end = _span_of(date_value or ""), _span_of(enddate or "")
    return (span[0], max(span[1], end[1])) if span and end else span


# TIMEX3's seasons, quarters and halves as months: winter is that which begins the year.
PARTS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (1, 2), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
         "H1": (1, 6), "H2": (7, 12)}  # fmt: skip


@lru_cache(maxsize=4096)
def _span_of(value: str) -> tuple[int, int] | None:
    told = re.match(r"(\d{4})(?:-(?:W(\d{2})|(SP|SU|FA|WI|[QH]\d)|(\d{2})(?:-(\d{2}))?))?(?![\d])", value)
    if not told:
        return None
    year, week, part, month, day = told.groups()
    try:
        if day:
            first = last = date(int(year), int(month), int(day))
        elif week:
            first = date.fromisocalendar(int(year), int(week), 1)
            last = first + timedelta(days=6)
        else:
            begin, end = PARTS.get(part, (1, 12)) if not month else (int(month), int(month))
            first, last = date(int(year), begin, 1), _last_of_month(int(year), end)
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def _last_of_month(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _around(text: str, event: Event) -> Span:
    """The clause with the rest of its line, as far as CONTEXT reaches."""
    first, last = min(p.start for p in event.evidence), max(p.stop for p in event.evidence)
    start = max(text.rfind("\n", 0, first) + 1, first - CONTEXT, 0)
    line_end = text.find("\n", last)
    return Span(start, min(len(text) if line_end < 0 else line_end, last + CONTEXT))


def _telling(text: str, within: Span, named: Iterable[tuple[int, int]]) -> set[str]:
    """The words about an act that tell it from others: not those that name its parties, nor those every report shares."""
    parties = [(start, stop) for start, stop in named if start < within.stop and within.start < stop]
    runs = [
        (found.start(), found.end(), word)
        for found in WORD.finditer(text, within.start, within.stop)
        if (word := _telling_word(found.group()))
    ]
    for start, stop in parties:
        runs = [run for run in runs if run[0] >= stop or run[1] <= start]
    return {word for *_, word in runs} - _within_names(text, runs)


def _within_names(text: str, words: Sequence[tuple[int, int, str]]) -> set[str]:
    """All but the first word of names of several words: "Chong Chom" agrees once, not twice."""
    return {
        second
        for (start, stop, _), (begin, _, second) in pairwise(words)
        if begin == stop + 1 and text[stop] in " -" and text[start].isupper() and text[begin].isupper()
    }


@lru_cache(maxsize=65536)
def _telling_word(written: str) -> str | None:
    """The word as it is compared: numbers as figures, endings off; None where it tells nothing."""
    word = plain(written)
    if word in telling_nothing():
        return None
    word = number_words().get(word, word)
    return stem_of(word) if len(word) > 1 or word.isdigit() else None


ENDINGS = ("ingly", "edly", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "ly", "y")


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """ "missiles", "missile" -> one; rough, but the same for both reports."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Without case or accents, one space between words."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).split())


def cell_of(name: str, day: int) -> Cell:
    """Where a node of this day lies in a block that is kept era by era."""
    return Cell((day // ERA << NAME_BITS) | block_of(name), day)


def reaches_of(name: str, first: int, last: int) -> list[Reach]:
    """The days of a block that is kept era by era, in every era that they touch."""
    own = block_of(name)
    return [Reach((era << NAME_BITS) | own, first, last) for era in range(first // ERA, last // ERA + 1)]


@lru_cache(maxsize=65536)
def block_of(name: str) -> int:
    """The number of a block, drawn from its name: of one that is kept without eras, being looked for over years."""
    return _code(name) >> (63 - NAME_BITS)


@lru_cache(maxsize=65536)
def _code(name: str) -> int:
    """A whole number that SQLite can hold, drawn from the name."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
