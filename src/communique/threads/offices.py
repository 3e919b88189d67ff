"""Persons over all articles, and who held which office, between the first and the last report: successions, and what
contradicts them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon import state_of
from communique.lexicon.joining import one_holder
from communique.store import Record
from communique.threads.offices_said import Said, offices_said, right_office
from communique.threads.persons import GuiseTraits, essence_of
from communique.threads.spelling import same_person, sounds_of

# A report that comes this many days after the successor's first is a slip or a late reprint, and no contradiction yet.
LATE = 7


class Person(Struct, frozen=True, kw_only=True):
    """A person over all articles. `names` are the spellings, the most frequent first; `who` the names under which the
    record gathers the person; `countries` those that articles give, most of them the right one."""

    id: str
    name: str
    names: tuple[str, ...]
    who: tuple[str, ...]
    countries: tuple[str, ...]
    articles: int


class Spelling(Struct, frozen=True, kw_only=True):
    """A name under which pages tell of a person, `who` as the record gathers it; `reason` says why it is taken for the
    person, with a score from 0 to 1, and is None for the name that leads."""

    name: str
    who: str
    country: str | None
    articles: int
    reason: str | None
    score: float | None


class Holding(Struct, frozen=True, kw_only=True):
    """That a person held an office, as articles published from `first` to `last` say. `former_since` is the first that
    calls it a past one. `predecessor` and `successor` are the ids of the persons who held it before and after; `corrected`
    names what readers have put right (title, of, from, until)."""

    title: str
    of: str | None
    person: str
    holder: str
    first: str | None
    last: str | None
    articles: int
    former_since: str | None = None
    predecessor: str | None = None
    successor: str | None = None
    contradictions: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


def person(record: Record, person_id: str) -> Person | None:
    """The person of this id."""
    row = record.execute("SELECT key, id, name, articles FROM person WHERE id = ?", (person_id,)).fetchone()
    if row is None:
        return None
    guises = record.execute(
        "SELECT name, who, json_extract(traits, '$[1]') AS country, articles FROM guise WHERE person = ?"
        " ORDER BY articles DESC, name, traits",
        (row["key"],),
    ).fetchall()

    def most(column: str) -> tuple[str, ...]:
        numbers: dict[str, int] = {}
        for guise in guises:
            if guise[column]:
                numbers[guise[column]] = numbers.get(guise[column], 0) + guise["articles"]
        return tuple(sorted(numbers, key=lambda value: (-numbers[value], value)))

    return Person(
        id=row["id"], name=row["name"], names=most("name"), who=most("who"), countries=most("country"),
        articles=row["articles"],
    )  # fmt: skip


def persons_called(record: Record, who: str) -> list[Person]:
    """The persons whom the record gathers under a name (`person-ali-hassan`): more than one where two bear it."""
    rows = record.execute(
        "SELECT DISTINCT p.id, p.articles FROM guise AS g JOIN person AS p ON p.key = g.person WHERE g.who = ?"
        " ORDER BY p.articles DESC, p.id",
        (who,),
    )
    return [one for one in (person(record, row["id"]) for row in rows) if one]


def spellings_of(record: Record, person_id: str) -> list[Spelling]:
    """Every name taken for a person, the leading one first, then those of most articles."""
    rows = record.execute(
        "SELECT g.name, g.who, json_extract(g.traits, '$[1]') AS country, sum(g.articles) AS articles,"
        " min(CASE WHEN g.leader = g.key THEN '' ELSE coalesce(g.reason, '') END) AS reason, max(g.score) AS score"
        " FROM person AS p JOIN guise AS g ON g.person = p.key WHERE p.id = ?"
        " GROUP BY g.name, g.who, country ORDER BY reason != '', 4 DESC, g.name",
        (person_id,),
    )
    return [
        Spelling(**{**dict(row), "reason": row["reason"] or None, "score": row["score"] if row["reason"] else None})
        for row in rows
    ]


def persons_named(record: Record, name: str, limit: int = 20) -> list[Person]:
    """Persons whom a name can mean ("Dar", "Sergey Lavrov"), those in most articles first."""
    keys = {row["person"] for row in _guises_called(record, name)}
    ids = (record.execute("SELECT id FROM person WHERE key = ?", (key,)).fetchone()[0] for key in sorted(keys))
    found = [one for one in (person(record, name) for name in ids) if one]
    return sorted(found, key=lambda one: (-one.articles, one.name, one.id))[:limit]


def _guises_called(record: Record, name: str) -> list[sqlite3.Row]:
    """Guises whose name sounds like this: a full name is looked up by its sounds, a part of one by its letters first."""
    sounds = sounds_of(name)
    blocks = GuiseTraits(sounds, None, (), name).blocks() if sounds else set()
    found = record.execute(
        "SELECT DISTINCT g.name, g.person FROM guise_block AS b JOIN guise AS g ON g.key = b.node"
        f" WHERE b.block IN ({', '.join('?' * len(blocks))})",
        sorted(blocks),
    ).fetchall()
    if len(sounds) == 1:
        query = "SELECT DISTINCT name, person FROM guise WHERE person IS NOT NULL"
        found += record.execute(f"{query} AND instr(lower(name), lower(?))", (name.strip(),)).fetchall()
        found = found or record.execute(query).fetchall()
    return [row for row in found if sounds and same_person(sounds, sounds_of(row["name"]))]


def person_of(record: Record, article: int, actor: str) -> str | None:
    """The id of the person whom an actor of an article (its row, the actor's id) is taken for."""
    row = record.execute(
        "SELECT p.id FROM sighting AS s JOIN guise AS g ON g.key = s.guise JOIN person AS p ON p.key = g.person"
        " WHERE s.article = ? AND s.actor = ?",
        (article, actor),
    ).fetchone()
    return str(row[0]) if row else None


def offices_of_person(record: Record, person_id: str) -> list[Holding]:
    """The offices of a person, each with who held it before and after."""
    held = record.execute(
        "SELECT DISTINCT nullif(t.of, '') AS of, t.title FROM person AS p JOIN guise AS g ON g.person = p.key"
        " JOIN tenure AS t ON t.guise = g.key WHERE p.id = ? ORDER BY t.of, t.title",
        (person_id,),
    ).fetchall()
    said = offices_said(record)
    right = [right_office(said, person_id, row["title"], row["of"]) for row in reversed(held)]
    offices = {(one.of, essence_of(one.title)): one.title for one in right if one}
    told = (offices_over_time(record, of=of, title=title) for (of, _), title in reversed(offices.items()))
    return list(_of_two_states([h for holdings in told for h in holdings if h.person == person_id]))


def _of_two_states(holdings: Sequence[Holding]) -> Iterator[Holding]:
    """A person's offices; nobody is foreign minister of two states, so one that is says so: one page has misread whose the
    office is, or two persons of one name have been taken for one."""
    single = [h for h in holdings if of_one_holder(h.title) and state_of(h.of or "")]
    for held in holdings:
        others = [h for h in single if h.of != held.of] if held in single else []
        said = (f"also called {h.title} of {h.of}: a slip, or two persons of one name" for h in others)
        yield replace(held, contradictions=(*held.contradictions, *said)) if others else held


# Holders of a state's offices that are put in order, those in most articles: of each two it is asked whether their days meet.
HOLDERS = 120


def offices_over_time(record: Record, *, of: str | None, title: str | None = None) -> list[Holding]:
    """Who held the offices of a state (its code) or a body (its name), in the order in which they are first reported.

    An office that one person holds at a time ("foreign minister") has its holders in succession, and says where two are
    reported for the same days. Of an office that many share ("spokesperson", "ambassador") only the days are told.
    """
    said = offices_said(record)
    found = [right for one in _reported(record, of, title) if (right := _as_readers_have(one, said))]
    offices: dict[frozenset[str], list[Holding]] = {}
    for one in (*found, *_moved_here(record, said, of, title)):
        if _is_of(one.title, one.of, of, title):
            offices.setdefault(essence_of(one.title), []).append(one)
    told = [list(_in_succession(_of_each(holdings))) for holdings in offices.values()]
    return [holding for holdings in sorted(told, key=lambda some: some[0].title) for holding in holdings]


def _reported(record: Record, of: str | None, title: str | None) -> list[Holding]:
    """Who held an office, or all of a state's, as pages have it: a row a wording of the title."""
    counted = "SELECT title, person AS key, articles FROM holder WHERE of = ?1"
    titles = None
    if title:
        query, wanted = "SELECT DISTINCT title FROM holder WHERE of = ?", essence_of(title)
        titles = json.dumps([row[0] for row in record.execute(query, (of or "",)) if essence_of(row[0]) == wanted])
        counted += " AND title IN (SELECT value FROM json_each(?2))"
    # As they are counted; then who they are and when, of the HOLDERS alone.
    rows = record.execute(
        f"WITH held AS MATERIALIZED (SELECT c.*, p.id, p.name FROM ({counted}) AS c CROSS JOIN person AS p ON p.key = c.key"
        f"   WHERE c.articles >= coalesce((SELECT articles FROM ({counted}) ORDER BY articles DESC LIMIT 1 OFFSET ?3 - 1), 0)"
        "   ORDER BY c.articles DESC, c.title, p.id LIMIT ?3)"
        " SELECT h.title, h.id AS person, h.name AS holder, min(t.first) AS first, max(t.last) AS last, h.articles,"
        "  min(t.former_since) AS former_since FROM held AS h CROSS JOIN guise AS g ON g.person = h.key"
        "  CROSS JOIN tenure AS t ON t.of = ?1 AND t.title = h.title AND t.guise = g.key"
        " GROUP BY h.title, h.key ORDER BY h.articles DESC, h.title, h.id",
        (of or "", titles, HOLDERS),
    )
    return [Holding(of=of, **dict(row)) for row in rows]


def _is_of(title: str, whose: str | None, of: str | None, asked: str | None) -> bool:
    """Whether an office is the one asked for, or any of the state's where no title is."""
    return whose == of and (not asked or essence_of(asked) == essence_of(title))


def _as_readers_have(one: Holding, said: Sequence[Said]) -> Holding | None:
    """A holding as readers have it; None where they say that the office was never held."""
    right = right_office(said, one.person, one.title, one.of) if said else None
    if not said or (right and not right.fields):
        return one
    return right and replace(
        one, title=right.title, of=right.of, first=right.since or one.first, last=right.until or one.last,
        corrected=right.fields,
    )  # fmt: skip


def _moved_here(record: Record, said: Sequence[Said], of: str | None, title: str | None) -> Iterator[Holding]:
    """Holdings that pages give under another title or another state than asked for, and readers perhaps under this one."""
    for told, whose in dict.fromkeys((one.title, one.of) for one in said if one.field in ("title", "of")):
        if not _is_of(told, whose, of, title):
            rights = (_as_readers_have(one, said) for one in _reported(record, whose, told))
            yield from (right for right in rights if right and right.corrected)


def _of_each(holdings: list[Holding]) -> list[Holding]:
    """One holding a person, under the wording that most articles use, in the order of the first reports."""
    merged: dict[str, Holding] = {}
    for one in holdings:
        known = merged.get(one.person)
        merged[one.person] = _merged(known, one) if known else replace(one, title=holdings[0].title)
    return sorted(merged.values(), key=lambda h: (h.first or h.former_since or "", h.person))


def _merged(one: Holding, other: Holding) -> Holding:
    return replace(
        one,
        first=min(filter(None, (one.first, other.first)), default=None),
        last=max(filter(None, (one.last, other.last)), default=None),
        former_since=min(filter(None, (one.former_since, other.former_since)), default=None),
        articles=one.articles + other.articles,
    )


def _in_succession(holdings: list[Holding]) -> Iterator[Holding]:
    """The holders of one office, with those before and after them, and what contradicts."""
    if not holdings or not of_one_holder(holdings[0].title):
        yield from holdings
        return
    turns = [h for h in holdings if h.first]
    places = {h.person: place for place, h in enumerate(turns)}
    for holding in holdings:
        place = places.get(holding.person)
        before = turns[place - 1].person if place else None
        after = turns[place + 1].person if place is not None and place + 1 < len(turns) else None
        said = tuple(_contradictions(holding, turns))
        yield replace(holding, predecessor=before, successor=after, contradictions=said)


def _contradictions(holding: Holding, turns: Iterable[Holding]) -> Iterator[str]:
    if holding.former_since and holding.last and holding.former_since < holding.last:
        yield f"called former on {holding.former_since}, and {holding.title} again on {holding.last}"
    first, last = holding.first or "", holding.last or ""
    for other in turns:
        # Most are of other years: their days need not be counted.
        near = first < (other.last or "") and (other.first or "") < last
        if near and other.person != holding.person and _overlap(holding, other):
            yield f"{other.holder} is called {other.title} from {other.first} to {other.last}"


def _overlap(one: Holding, other: Holding) -> bool:
    """Whether the reports of both reach into each other by more than a late reprint."""
    if not (one.first and one.last and other.first and other.last):
        return False
    start, stop = max(one.first, other.first)[:10], min(one.last, other.last)[:10]
    if stop < start:
        return False
    try:
        return (_day(stop) - _day(start)).days > LATE
    except ValueError:
        return start < stop


# The same days are compared again and again: each holder of an office with all the others.
_day = lru_cache(4096)(date.fromisoformat)


def of_one_holder(title: str) -> bool:
    """Whether one person holds an office of this title at a time."""
    return title.casefold() in one_holder() or title.casefold().removeprefix("acting ") in one_holder()
