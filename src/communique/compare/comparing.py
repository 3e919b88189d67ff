"""Two records of the same days and actors, laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from communique.compare.reading import Row, Source
from communique.exports.cameo import code_of
from communique.exports.days import day_of
from communique.exports.telling import Told, address_of, told_events
from communique.lexicon import state_of
from communique.model import Page

# A day and two countries, in the order of their codes: coders seldom agree on who began.
Dyad = tuple[date, str, str]


class Ours(Struct, frozen=True, kw_only=True):
    """An event of the record, as far as a comparison goes, with its words."""

    id: str
    day: date
    pair: tuple[str, str]
    act: str
    family: str
    factuality: str
    words: str
    headline: str | None
    uri: str


class Meeting(Struct, frozen=True, kw_only=True):
    """One day of two countries that both have, or one has alone. `agree` are families of acts that both give."""

    day: date
    pair: tuple[str, str]
    ours: tuple[Ours, ...] = ()
    theirs: tuple[Row, ...] = ()
    agree: tuple[str, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """What came of it. `outside` are their rows of days or countries that the record says nothing about, which is no
    fault of either; `no_pair` their rows that name fewer than two states; `undated` our events that have no day."""

    source: Source
    both: tuple[Meeting, ...]
    ours_alone: tuple[Meeting, ...]
    theirs_alone: tuple[Meeting, ...]
    outside: int
    no_pair: int
    undated: int


def compare(pages: Iterable[Page], theirs: Iterable[Row], source: Source) -> Comparison:
    """Lay the record's events beside theirs, day by day and pair of countries by pair.

    Only what happened counts: what is planned, denied or only possible stands in no file of theirs. Memory holds our
    dyads and those rows of theirs that fall on our days and countries.
    """
    mine, undated = _gathered(pages, source)
    days = {day for day, _, _ in mine}
    countries = {code for _, *pair in mine for code in pair}
    rows: defaultdict[Dyad, list[Row]] = defaultdict(list)
    outside = no_pair = 0
    for row in theirs:
        if not (row.actor and row.recipient and row.actor != row.recipient):
            no_pair += 1
        elif row.day not in days or not {row.actor, row.recipient} <= countries:
            outside += 1
        else:
            rows[(row.day, *sorted((row.actor, row.recipient)))].append(row)  # type: ignore[index]
    met = [_meeting(dyad, mine.get(dyad, []), rows.get(dyad, [])) for dyad in sorted({*mine, *rows})]
    return Comparison(
        source=source,
        both=tuple(m for m in met if m.ours and m.theirs),
        ours_alone=tuple(m for m in met if not m.theirs),
        theirs_alone=tuple(m for m in met if not m.ours),
        outside=outside,
        no_pair=no_pair,
        undated=undated,
    )


def _meeting(dyad: Dyad, ours: list[Ours], theirs: list[Row]) -> Meeting:
    day, one, other = dyad
    agree = {o.family for o in ours} & {t.family for t in theirs}
    return Meeting(day=day, pair=(one, other), ours=tuple(ours), theirs=tuple(theirs), agree=tuple(sorted(agree)))


def _gathered(pages: Iterable[Page], source: Source) -> tuple[dict[Dyad, list[Ours]], int]:
    """Our events by day and pair, and how many have no day to be compared by."""
    found: defaultdict[Dyad, list[Ours]] = defaultdict(list)
    undated = 0
    for told in told_events(pages):
        if told.event.factuality != "actual":
            continue
        day = day_of(told.event.date)
        if day is None:
            undated += 1
            continue
        for pair in _pairs(told):
            found[(day, *pair)].append(_ours(told, day, pair, source))
    return dict(found), undated


def _pairs(told: Told) -> Iterator[tuple[str, str]]:
    """Every two states that an event ties, once: actor with recipient, else the parties of a mutual act."""
    actors = [a.country for a in told.all_of(told.event.actor) if a.country and state_of(a.country)]
    others = [a.country for a in told.all_of(told.event.recipient) if a.country and state_of(a.country)]
    pairs = {tuple(sorted((a, b))) for a in actors for b in others or actors if a != b}
    yield from sorted(pairs)  # type: ignore[misc]


def _ours(told: Told, day: date, pair: tuple[str, str], source: Source) -> Ours:
    event = told.event
    act = code_of(event) if source == "gdelt" else event.event
    return Ours(
        id=event.id, day=day, pair=pair, act=act, family=act[:2] if source == "gdelt" else act, factuality=event.factuality,
        words=event.evidence[0].text, headline=told.article.headline, uri=address_of(told.page),
    )  # fmt: skip
