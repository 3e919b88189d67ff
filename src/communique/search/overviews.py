"""The record from above: where things happened, and who acts with whom.

Both look at the acts of a span of days, each once however many pages tell it, at most the newest MOST tellings: a map of everything shows where newspapers are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from communique.search.corrected import SAID, said_of
from communique.search.findings import righted_findings
from communique.search.found import Found, Wanted
from communique.store import Record
from communique.store.naming import NAMED

# What a page can show in a twentieth of a second from a record of a million events.
MOST = 6000
# Of these the newest that a network is drawn of: with their parties they take as long.
TIED = 1500
# An act that pages tell as done, between these days.
CHOSEN = """WITH newest AS MATERIALIZED (SELECT article, id, score, place FROM event
    WHERE factuality = ? AND date BETWEEN ? AND ? {what} {said} ORDER BY date DESC LIMIT ?),
  chosen AS MATERIALIZED (SELECT n.*, coalesce(t.happening, n.article || n.id) AS act FROM newest AS n
    LEFT JOIN happening_event AS t ON t.article = n.article AND t.event = n.id {which})"""


class Located(Struct, frozen=True):
    """A place where acts happened: how many, and their mean value on PLOVER's scale. Degrees are WGS 84; None where the
    record knows the name and no point, as of a whole country."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    acts: int
    score: float | None


class Tie(Struct, frozen=True):
    """Two actors that are party to the same acts: how many, and their mean value."""

    one: str
    one_name: str
    other: str
    other_name: str
    acts: int
    score: float | None


def places_of_acts(
    record: Record, since: str, until: str, what: str | None = None, state: str = "actual"
) -> list[Located]:
    """Where acts of these days happened, the places of most acts first."""
    chosen, values = _chosen(record, since, until, what, state, which="WHERE n.place IS NOT NULL")
    rows = record.execute(
        f"{chosen} SELECT c.place, p.country, p.lat, p.lon, count(DISTINCT c.act) AS acts, round(avg(c.score), 2) FROM chosen AS c"
        " LEFT JOIN place AS p ON p.article = c.article AND p.position ="
        "  (SELECT min(q.position) FROM place AS q WHERE q.article = c.article AND q.name = c.place)"
        " GROUP BY c.place, p.country, p.lat, p.lon ORDER BY acts DESC, c.place, p.country",
        values,
    )
    found = [Located(*row) for row in rows]
    for one in _righted(record, since, until, what, state):
        if one.place:
            found = _with(found, _located(record, one))
    return found


def _located(record: Record, one: Found) -> Located:
    """Where an act happened that a reader has put right, as its own article knows the place."""
    query = "SELECT p.country, p.lat, p.lon FROM place AS p JOIN article AS a ON a.key = p.article WHERE a.id = ? AND p.name = ?"
    point = record.execute(f"{query} ORDER BY p.position LIMIT 1", (one.article, one.place)).fetchone()
    country, lat, lon = point or (None, None, None)
    return Located(one.place or "", country, lat, lon, 1, one.score)


def _with(found: list[Located], one: Located) -> list[Located]:
    """The places with one more act; those of most acts first."""
    here = next((place for place in found if place.name == one.name), replace(one, acts=0, score=None))
    scores = [(place.score, place.acts) for place in (here, one) if place.score is not None and place.acts]
    number = sum(acts for _, acts in scores)
    mean = round(sum(score * acts for score, acts in scores) / number, 2) if number else None
    more = [replace(here, acts=here.acts + 1, score=mean), *(place for place in found if place is not here)]
    return sorted(more, key=lambda place: -place.acts)


def ties_of(
    record: Record, since: str, until: str, what: str | None = None, state: str = "actual", actors: int = 60
) -> list[Tie]:
    """Who is party to the same acts of these days, the strongest ties first; among the actors that most acts tie."""
    righted = [
        (
            one.happening or one.id,
            one.score,
            sorted({party.who for party in one.parties if party.named and party.role != "told_by"}),
        )
        for one in _righted(record, since, until, what, state)
    ]
    sides = _sides(record, *_chosen(record, since, until, what, state, TIED))
    ties = _tied(chain(sides, (told for told in righted if len(told[2]) > 1)))
    weight: dict[str, int] = defaultdict(int)
    for pair, (acts, _) in ties.items():
        for who in pair:
            weight[who] += len(acts)
    kept = set(sorted(weight, key=lambda who: (-weight[who], who))[:actors])
    names = _names(record, kept)
    found = [
        Tie(one, names[one], other, names[other], len(acts), _mean(scores))
        for (one, other), (acts, scores) in ties.items()
        if one in kept and other in kept
    ]
    return sorted(found, key=lambda tie: (-tie.acts, tie.one, tie.other))


# A telling of an act: what the act is known by, its value, and who its named parties are, in the order of their names.
_Telling = tuple[Any, float | None, list[str]]


def _sides(record: Record, chosen: str, values: list[Any]) -> Iterator[_Telling]:
    """The tellings that have several named parties. Who they are is told by one index, a line each."""
    rows = record.cursor()
    rows.row_factory = None  # plain rows are read in half the time
    rows.execute(
        f"{chosen} SELECT c.act, c.score, (SELECT group_concat(p.who, char(10)) FROM part AS p INDEXED BY part_article"
        "   WHERE p.article = c.article AND p.finding = c.id AND p.kind = 'event') FROM chosen AS c",
        values,
    )
    for act, score, told in rows:
        sides = sorted({who for who in (told or "").split("\n") if who.startswith(NAMED)})
        if len(sides) > 1:
            yield act, score, sides


def _tied(tellings: Iterable[_Telling]) -> dict[tuple[str, str], tuple[set[object], list[float]]]:
    """Who is party to the same acts: to which, and what they are worth."""
    ties: dict[tuple[str, str], tuple[set[object], list[float]]] = {}
    for act, score, sides in tellings:
        for pair in combinations(sides, 2):
            tie = ties.get(pair)
            if tie is None:
                tie = ties[pair] = (set(), [])
            tie[0].add(act)
            if score is not None:
                tie[1].append(score)
    return ties


def _names(record: Record, known: Iterable[str]) -> dict[str, str]:
    """What named actors are called."""
    query = "SELECT g.who, g.name FROM json_each(?) AS k CROSS JOIN gathered AS g ON g.who = k.value"
    return {row[0]: row[1] for row in record.execute(query, (json.dumps(sorted(known)),))}


def _mean(scores: list[float]) -> float | None:
    return round(sum(scores) / len(scores), 2) if scores else None


def _righted(record: Record, since: str, until: str, what: str | None, state: str) -> list[Found]:
    """The acts of these days of which a reader has put something right, as they stand now."""
    wanted = Wanted(since=since, until=until, what=what, state=state, dated=True)
    return righted_findings(record, "event", wanted) or []


def _chosen(
    record: Record, since: str, until: str, what: str | None, state: str, most: int = MOST, which: str = ""
) -> tuple[str, list[Any]]:
    asked = "AND event = ?" if what else ""
    said = f"AND id NOT IN {SAID}" if said_of(record, "event") else ""
    return CHOSEN.format(what=asked, said=said, which=which), [
        state,
        since,
        f"{until}~",
        *([what] if what else []),
        most,
    ]
