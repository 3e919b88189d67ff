"""One person over all articles, under every spelling and in every office; two persons of one name kept apart.

An article has a person in one guise: a spelling, a country, the offices it gives. Guises are put together as tellings
are (see `leading`): by names that sound alike, countries and offices. Two countries make two persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

import msgspec
from msgspec import Struct

from communique.lexicon import state_of
from communique.lexicon.actor_words import actor_words
from communique.model import Actor, Article, content_id
from communique.store import Record
from communique.store.naming import who
from communique.threads import corrections
from communique.threads.leading import Cell, Circle, Kind, Likeness, Reach
from communique.threads.namesakes import namesakes
from communique.threads.spelling import consonants_of, same_person, sounds_of
from communique.threads.tenure import count_offices_anew, note_offices
from communique.threads.traits import NO_STATE, block_of


class GuiseTraits(Struct, frozen=True, array_like=True):
    """A person as some articles have it. `beside` are the states of an article that does not say which is the person's."""

    name: tuple[str, ...]  # the sounds of the name's words
    country: str | None
    offices: tuple[tuple[str, str], ...]  # (title, whose), also those once held
    spelling: str
    beside: tuple[str, ...] = ()

    @property
    def state(self) -> str | None:
        """The state whose the person is, or else the one whose offices it is given: "a lawmaker from Bolivia"."""
        return self.country or _state_of_offices(self.offices)

    def cells(self) -> Iterator[Cell]:
        return (Cell(block, 0) for block in self.blocks())

    def reach(self) -> Iterator[Reach]:
        return (Reach(block, 0, 0) for block in self.blocks())

    def blocks(self) -> set[int]:
        """Any two words of the name; its first or last word with a state, so that "Dar" finds Ishaq Dar of Pakistan."""
        words = [consonants_of(word) for word in self.name]
        ends = {words[0], words[-1]} if words else set()
        states = {self.country} if self.country else {*self.beside[:BESIDE], *(of for _, of in self.offices)}
        single = {f"{end} {state}" for end in ends for state in states}
        pairs = {" ".join(sorted(pair)) for pair in combinations(words[:5], 2)}
        alone = {f"{words[0]} alone"} if len(words) == 1 else set()
        return {block_of(f"person {name}") for name in single | pairs | alone}


@lru_cache(maxsize=4096)
def _state_of_offices(offices: tuple[tuple[str, str], ...]) -> str | None:
    whose = {of for _, of in offices if state_of(of)}
    return whose.pop() if len(whose) == 1 else None


# So many states of an article are tried for a person of whom it says no state; more stand in a list, not in a story.
BESIDE = 4
# Words that one outlet puts into a title and another leaves out: "minister of foreign affairs", "foreign minister".
LEFT_OUT = frozenset(("of", "for", "the", "and", "affairs", "to", "state", "his", "her", "relations"))
# Titles that many hold at once: they make nobody one person.
SHARED = frozenset(
    ("minister", "spokesman", "spokeswoman", "spokesperson", "official", "member", "director", "general")
)


def alike(one: GuiseTraits, other: GuiseTraits) -> Likeness | None:
    """How alike two guises are; None where they are two persons.

    Two states make two persons of one name, unless both hold the same office: then one page has misread whose it is. Two
    lawmakers of two parliaments are two.
    """
    if not same_person(one.name, other.name):
        return None
    short = min(len(one.name), len(other.name))
    whole = len(one.name) == len(other.name)
    office = _same_office(one, other)
    misread = _two_countries(one.state, other.state)
    held = office is not None and not is_seat(office)
    if misread and not (whole and short > 1 and (held or (short > 2 and not (one.offices and other.offices)))):
        return None
    state = one.country if one.country == other.country else _beside(one, other)
    if (short == 1 or not whole) and (state is None or misread):
        return None
    same_state = state is not None and not misread
    score = 0.4 + 0.2 * whole + 0.2 * same_state + 0.2 * (office is not None) - 0.1 * (one.country != other.country)
    why = ["the same name" if one.spelling == other.spelling else "names that sound alike"]
    why += ["the same country"] * same_state + ([f"both {office}"] if office else [])
    return Likeness(round(score, 4), "same-person", ", ".join(why))


def _two_countries(one: str | None, other: str | None) -> bool:
    """An official of the United Nations has a country besides: only two states contradict each other."""
    return one is not None and other is not None and one != other and not {one, other} & NO_STATE


def _beside(one: GuiseTraits, other: GuiseTraits) -> str | None:
    """The state of one, where the other's article speaks of it without saying whose the person is."""
    for known, unknown in ((one, other), (other, one)):
        if known.country and unknown.country is None and known.country in unknown.beside:
            return known.country
    return None


def _same_office(one: GuiseTraits, other: GuiseTraits) -> str | None:
    """The office that both hold, whosever it is, in the shorter of the two wordings."""
    for title, _ in one.offices:
        for other_title, _ in other.offices:
            first, second = essence_of(title), essence_of(other_title)
            least = first & second
            if least in (first, second) and least - SHARED:
                return min(title, other_title, key=lambda t: (len(t), t))
    return None


@lru_cache(maxsize=4096)
def essence_of(title: str) -> frozenset[str]:
    """The words of a title that tell which office it is: "foreign minister" and "minister of foreign affairs" are one."""
    return frozenset(title.casefold().split()) - LEFT_OUT


@lru_cache(maxsize=4096)
def is_seat(title: str) -> bool:
    """Whether hundreds hold it: "opposition lawmaker", "member of parliament"."""
    return not actor_words("seat-of-many").isdisjoint(title.casefold().partition(" of ")[0].split()[-1:])


GUISES = Kind("guise", "guise_block", GuiseTraits, alike)


def enter_articles(record: Record, articles: Sequence[tuple[int, Article]]) -> set[int]:
    """Recognise the persons of articles that have just been stored. Returns the articles, these or others, in which a
    person whose state they do not tell may now be another's."""
    circle, touched = _circle(record), set[int]()
    for key, article in articles:
        for actor in article.actors:
            if actor.kind == "person" and actor.named:
                guise, is_new = _guise(record, actor, article)
                record.execute("INSERT INTO sighting VALUES (?, ?, ?)", (key, actor.id, guise))
                record.execute("UPDATE guise SET articles = articles + 1 WHERE key = ?", (guise,))
                if actor.offices:
                    note_offices(record, key, actor.id)
                touched.add(guise)
                if is_new:
                    circle.await_turn(guise)
    circle.settle()
    return _gather(record, circle, _persons_of(record, touched))


def leave_articles(record: Record, keys: Sequence[int]) -> set[int]:
    """Forget these articles' sightings; a guise that no article has any more goes with the last. Returns what
    `enter_articles` does."""
    circle, gone, touched = _circle(record), list[int](), set[int]()
    for article in keys:
        rows = record.execute("SELECT guise FROM sighting WHERE article = ?", (article,)).fetchall()
        touched |= {row[0] for row in rows}
        record.executemany("UPDATE guise SET articles = articles - 1 WHERE key = ?", [tuple(row) for row in rows])
        record.execute("DELETE FROM sighting WHERE article = ?", (article,))
    count_offices_anew(record, touched)
    was = _persons_of(record, touched)
    namesakes = set[int]()
    for guise in sorted(touched):
        if record.execute("SELECT 1 FROM guise WHERE key = ? AND articles <= 0", (guise,)).fetchone():
            circle.leave(guise)
            gone.append(guise)
    for guise in gone:
        namesakes |= _of_no_state(record, {guise}) if _alone_of_its_name(record, guise, gone) else set()
    record.executemany("DELETE FROM guise WHERE key = ?", [(key,) for key in gone])
    circle.settle(gone=gone)
    return _gather(record, circle, was) | namesakes


def _alone_of_its_name(record: Record, guise: int, gone: Sequence[int] = ()) -> bool:
    """Whether no other guise of the same name is of the same person: when it comes or goes, those who bear the name change,
    and with them the state of whoever bears it without one."""
    rows = record.execute(
        "SELECT o.key FROM guise AS g JOIN guise AS o ON o.who = g.who AND o.person IS g.person AND o.key != g.key"
        " WHERE g.key = ?",
        (guise,),
    )
    return all(row[0] in gone for row in rows)


def choose_anew(record: Record, guises: Iterable[int]) -> set[int]:
    """Have these guises choose again, after a reader has said something of them. Returns what `enter_articles` does."""
    circle, listed = _circle(record), sorted(set(guises))
    for key in listed:
        circle.await_turn(key)
    was = _persons_of(record, listed)
    circle.settle()
    return _gather(record, circle, was)


def _circle(record: Record) -> Circle[GuiseTraits]:
    return Circle(record, GUISES, lambda key: corrections.guises_apart_from(record, key), lambda key: set())


def _guise(record: Record, actor: Actor, article: Article) -> tuple[int, bool]:
    """The row of the guise, and whether it has just been made."""
    traits = guise_of(actor, article)
    told = msgspec.json.encode(traits).decode()
    name = who(actor, article)
    row = record.execute("SELECT key FROM guise WHERE who = ? AND traits = ?", (name, told)).fetchone()
    if row:
        return int(row["key"]), False
    cursor = record.execute(
        "INSERT INTO guise (who, name, rank, traits, articles) VALUES (?, ?, ?, ?, 0)",
        (name, actor.name, rank_of(traits, told), told),
    )
    return cursor.lastrowid or 0, True


def guise_of(actor: Actor, article: Article) -> GuiseTraits:
    offices = {(o.title, o.of or "") for o in actor.offices}
    states = {a.country for a in article.actors if a.country} - NO_STATE if actor.country is None else set()
    beside = sorted(state for state in states if state)
    return GuiseTraits(sounds_of(actor.name), actor.country, tuple(sorted(offices)), actor.name, tuple(beside))


def rank_of(traits: GuiseTraits, told: str) -> str:
    """Those first that say most: a full name, a country, offices."""
    poor = max(0, 3 - len(traits.name)) * 4 + (traits.country is None) * 2 + (not traits.offices)
    return f"{poor:02}-{content_id('guise', told)}"


def _persons_of(record: Record, guises: Iterable[int]) -> set[int]:
    rows = (record.execute("SELECT person FROM guise WHERE key = ?", (key,)).fetchone() for key in guises)
    return {row[0] for row in rows if row and row[0] is not None}


def _gather(record: Record, circle: Circle[GuiseTraits], persons: Iterable[int]) -> set[int]:
    """Write the persons anew of every circle that changed, and of those they were one person with. Returns the articles
    in which somebody may have become of another state."""
    leaders, stale, done, moved = set(circle.touched), set(persons), set[int](), set[int]()
    stale |= _persons_of(record, leaders)
    rows = (record.execute("SELECT DISTINCT leader FROM guise WHERE person = ?", (key,)).fetchall() for key in stale)
    for leader in sorted(leaders | {row[0] for some in rows for row in some}):
        row = record.execute("SELECT leader FROM guise WHERE key = ?", (leader,)).fetchone()
        if row is None or row["leader"] != leader or leader in done:
            continue
        group = _together(record, circle, leader)
        done |= group
        changed, came = _write(record, group)
        stale |= changed
        moved |= came
    for key in stale:
        moved |= _count(record, key)
    return _of_no_state(record, moved)


def _of_no_state(record: Record, guises: Iterable[int]) -> set[int]:
    """The articles that have somebody of these names without saying whose."""
    rows = (
        record.execute(
            "SELECT s.article FROM guise AS g JOIN guise AS o ON o.who = g.who JOIN sighting AS s ON s.guise = o.key"
            " WHERE g.key = ? AND json_extract(o.traits, '$[1]') IS NULL",
            (key,),
        )
        for key in sorted(guises)
    )
    return {row[0] for some in rows for row in some}


def _together(record: Record, circle: Circle[GuiseTraits], leader: int) -> set[int]:
    """The leaders of circles that are one person with this one's: a reader says so, or guises of both are surely one, and
    no reader has said that anybody of the one is not of the other."""
    found, waiting = {leader}, [leader]
    while waiting:
        one = waiting.pop()
        near = corrections.guise_leaders_joined_to(record, one) | _surely_one(circle, one)
        for other in sorted(near - found, key=lambda key: circle.node(key).rank):
            if not _parted(circle, found, other):
                found.add(other)
                waiting.append(other)
    return found


def _parted(circle: Circle[GuiseTraits], leaders: set[int], other: int) -> bool:
    theirs = {other, *circle.followers(other)}
    return any(circle.apart(key) & theirs for one in leaders for key in (one, *circle.followers(one)))


def _surely_one(circle: Circle[GuiseTraits], leader: int) -> set[int]:
    """The leaders of the circles that hold a guise which is surely one with a guise of this circle."""
    found = set()
    for key in (leader, *circle.followers(leader)):
        node = circle.node(key)
        for other in circle.neighbours(node, leads=None):
            if other.leader != leader and is_sure(node.traits, other.traits) and other.key not in circle.apart(key):
                found.add(other.leader or other.key)
    return found


def is_sure(one: GuiseTraits, other: GuiseTraits) -> bool:
    """Whether two guises are one person beyond doubt: one full name, and both its state and its office told and one."""
    if len(one.name) != len(other.name) or len(one.name) < 2 or not (one.country and other.country):
        return False
    return alike(one, other) is not None and (one.country == other.country or _same_office(one, other) is not None)


def _write(record: Record, leaders: set[int]) -> tuple[set[int], set[int]]:
    """Put the guises of these leaders under one person; returns the persons this changes, and the guises that moved."""
    marks = ", ".join("?" * len(leaders))
    members = record.execute(
        f"SELECT key, name, rank, person, traits, articles FROM guise WHERE leader IN ({marks}) ORDER BY rank",
        sorted(leaders),
    ).fetchall()
    changed, moved = set[int](), list[Any]()
    for some in namesakes(record, members):
        first = next((m for m in some if m["key"] in leaders), some[0])
        key = _person(record, first)
        changed.add(key)
        gone = [m for m in some if m["person"] != key]
        record.executemany("UPDATE guise SET person = ? WHERE key = ?", [(key, m["key"]) for m in gone])
        moved += gone
    news = {m["key"] for m in moved if m["person"] is None and _alone_of_its_name(record, m["key"])}
    was = {m["person"] for m in moved if m["person"] is not None}
    return changed | was, news | {m["key"] for m in moved if m["person"] is not None}


def _person(record: Record, first: Any) -> int:
    """The person whose first guise this is."""
    name = content_id("person", first["rank"])
    record.execute("INSERT OR IGNORE INTO person VALUES (NULL, ?, ?, NULL, 0)", (name, first["name"]))
    return int(record.execute("SELECT key FROM person WHERE id = ?", (name,)).fetchone()[0])


def _count(record: Record, key: int) -> set[int]:
    """In how many articles a person is, under which name and of which state most often; one that is in none is gone.
    Returns its guises where its state has changed."""
    rows = record.execute(
        "SELECT key, name, json_extract(traits, '$[1]') AS country, articles FROM guise WHERE person = ?", (key,)
    ).fetchall()
    if not rows:
        record.execute("DELETE FROM person WHERE key = ?", (key,))
        return set()
    names, countries = Counter[str](), Counter[str]()
    for row in rows:
        names[row["name"]] += row["articles"]
        countries[row["country"] or ""] += row["articles"]
    del countries[""]
    # A full name says more than a surname, however often the surname stands alone.
    name = min(names, key=lambda n: (" " not in n, -names[n], n))
    country = min(countries, key=lambda c: (-countries[c], c), default=None)
    was = record.execute("SELECT country FROM person WHERE key = ?", (key,)).fetchone()
    record.execute(
        "UPDATE person SET articles = ?, name = ?, country = ? WHERE key = ?",
        (sum(names.values()), name, country, key),
    )
    return set() if was and was[0] == country else {row["key"] for row in rows}
