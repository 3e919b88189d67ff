"""Happenings: events of different articles that tell one act, kept up to date as pages come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from communique.model import Article, content_id
from communique.store import Record
from communique.threads import corrections
from communique.threads.known import event_put_right
from communique.threads.leading import Circle, Kind
from communique.threads.likeness import RETOLD_RULE, alike
from communique.threads.renamed import forget_ids, note_ids
from communique.threads.traits import EventTraits, plain, traits_of

TELLINGS = Kind(
    "happening_event", "happening_block", EventTraits, alike, only=frozenset((RETOLD_RULE,)),
    only_reach=lambda traits: traits.reach_of_retellings(),
)  # fmt: skip


def enter_articles(record: Record, articles: Sequence[tuple[int, str, Article]]) -> None:
    """Join the events of articles that have just been stored: (row, page id and place on the page, article)."""
    circle = _circle(record)
    for key, place, article in articles:
        for event in article.events:
            traits = traits_of(event, article)
            rank, told = rank_of(traits, event.id, place), msgspec.json.encode(traits).decode()
            cursor = record.execute(
                "INSERT INTO happening_event (article, event, rank, traits) VALUES (?, ?, ?, ?)",
                (key, event.id, rank, told),
            )
            note_ids(record, [(cursor.lastrowid or 0, rank)])
            circle.enter(cursor.lastrowid or 0, rank, traits)
    _gather(record, circle.settle(), _of_copies(record, [key for key, _, _ in articles]))


def leave_articles(record: Record, keys: Sequence[int]) -> None:
    """Take the tellings of these articles out; what they led finds others."""
    beside = _of_copies(record, keys)
    rows = [key for article in keys for key in _tellings_of(record, article)]
    remove(record, rows, beside)


def remove(record: Record, tellings: Sequence[int], beside: Iterable[int] = ()) -> None:
    """Take tellings out of the record's happenings."""
    circle = _circle(record)
    was = _happenings_of(record, tellings)
    for key in tellings:
        circle.leave(key)
    forget_ids(record, "happening_event", tellings)
    record.executemany("DELETE FROM happening_event WHERE key = ?", [(key,) for key in tellings])
    _gather(record, circle.settle(gone=tellings), {*beside, *was})


def choose_anew(record: Record, tellings: Iterable[int]) -> None:
    """Have these tellings choose again, after a reader has said something of them."""
    circle, listed = _circle(record), sorted(set(tellings))
    for key in listed:
        circle.await_turn(key)
    was = _happenings_of(record, listed)
    leaders = {row[0] for key in listed for row in record.execute(
        "SELECT leader FROM happening_event WHERE key = ?", (key,))}  # fmt: skip
    _gather(record, circle.settle() | leaders, was)


def rank_of(traits: EventTraits, event: str, place: str) -> str:
    """Where a telling stands in the order of choosing: those first that say most, then the earliest, then by content.

    What says most leads, so that a telling that names nobody much joins it instead of gathering strangers around itself.
    """
    named = len(traits.sides) + sum(1 for p in traits.parties if p.person)
    poor = (not traits.to_the_day) * 4 + (traits.days is None) * 2 + max(0, 4 - named)
    published = 9_999_999 if traits.published is None else traits.published
    return f"{poor:02}-{published:07}-{event}-{place}"


def _circle(record: Record) -> Circle[EventTraits]:
    return Circle(
        record,
        TELLINGS,
        apart=lambda key: corrections.tellings_apart_from(record, key),
        siblings=lambda key: _siblings(record, key),
    )


def _siblings(record: Record, key: int) -> set[int]:
    """The other events of the same article: it tells them as several acts."""
    rows = record.execute(
        "SELECT o.key FROM happening_event AS t JOIN happening_event AS o ON o.article = t.article"
        " WHERE t.key = ? AND o.key != t.key",
        (key,),
    )
    return {row[0] for row in rows}


def _tellings_of(record: Record, article: int) -> list[int]:
    rows = record.execute("SELECT key FROM happening_event WHERE article = ? ORDER BY rank", (article,))
    return [row[0] for row in rows]


def _happenings_of(record: Record, tellings: Iterable[int]) -> set[int]:
    rows = (
        record.execute("SELECT happening FROM happening_event WHERE key = ?", (key,)).fetchone() for key in tellings
    )
    return {row[0] for row in rows if row and row[0] is not None}


def _of_copies(record: Record, articles: Iterable[int]) -> set[int]:
    """The happenings told by copies of these articles: a copy that comes may show two sources to be one."""
    return {
        row[0]
        for article in articles
        for row in record.execute(
            "SELECT DISTINCT t.happening FROM copy AS a JOIN copy AS b ON b.text = a.text"
            " JOIN happening_event AS t ON t.article = b.article WHERE a.article = ? AND t.happening IS NOT NULL",
            (article,),
        )
    }


def _gather(record: Record, leaders: Iterable[int], happenings: Iterable[int]) -> None:
    """Write the happenings anew of every circle that changed, and count them."""
    stale = set(happenings)
    done: set[int] = set()
    for leader in sorted(leaders):
        row = record.execute("SELECT leader, happening FROM happening_event WHERE key = ?", (leader,)).fetchone()
        if row is None or row["leader"] != leader or leader in done:
            continue
        group = _together(record, leader)
        done |= group
        stale |= _write(record, group)
    for key in stale:
        _count(record, key)


def _together(record: Record, leader: int) -> set[int]:
    """The leaders of circles that a reader has said to be one, of which this is one."""
    found, waiting = {leader}, [leader]
    while waiting:
        for other in corrections.leaders_joined_to(record, waiting.pop()) - found:
            found.add(other)
            waiting.append(other)
    return found


def _write(record: Record, leaders: set[int]) -> set[int]:
    """Put the circles of these leaders under one happening; returns the happenings that this changes."""
    marks = ", ".join("?" * len(leaders))
    members = record.execute(
        f"SELECT key, event, article, rank, happening FROM happening_event WHERE leader IN ({marks}) ORDER BY rank",
        sorted(leaders),
    ).fetchall()
    first = next(m for m in members if m["key"] in leaders)
    name = content_id("happening", first["rank"])
    key = _happening(record, name, first)
    moved = [m for m in members if m["happening"] != key]
    record.executemany("UPDATE happening_event SET happening = ? WHERE key = ?", [(key, m["key"]) for m in moved])
    return {key, *(m["happening"] for m in moved if m["happening"] is not None)}


def _happening(record: Record, name: str, leader: Any) -> int:
    known = record.execute("SELECT key FROM happening WHERE id = ?", (name,)).fetchone()
    key = known["key"] if known else None
    if key is None:
        key = record.execute(
            "INSERT INTO happening SELECT NULL, ?, event, mode, factuality, date, enddate, place, 0, 0, 0, NULL, NULL"
            " FROM event WHERE article = ? AND id = ?",
            (name, leader["article"], leader["event"]),
        ).lastrowid
    event = event_put_right(record, leader["article"], leader["event"])
    if event is not None:
        record.execute(
            "UPDATE happening SET event = ?, factuality = ?, date = ?, enddate = ?, place = ? WHERE key = ?",
            (event.event, event.factuality, event.date, event.enddate, event.place, key),
        )
    return int(key or 0)


def _count(record: Record, key: int) -> None:
    """Count the tellings, reports and sources of a happening; one that nobody tells is gone."""
    rows = record.execute(
        "SELECT t.article, a.published, a.id, a.syndicated_from, g.publisher, g.uri, c.text, t.event FROM happening_event AS t"
        " JOIN article AS a ON a.key = t.article JOIN page AS g ON g.key = a.page"
        " LEFT JOIN copy AS c ON c.article = a.key WHERE t.happening = ?",
        (key,),
    ).fetchall()
    if not rows:
        record.execute("DELETE FROM happening WHERE key = ?", (key,))
        return
    days = sorted(row["published"] for row in rows if row["published"])
    articles = {row["article"] for row in rows}
    sources = len(set(independent(rows).values()))
    record.execute(
        "UPDATE happening SET tellings = ?, articles = ?, sources = ?, first = ?, last = ? WHERE key = ?",
        (len(rows), len(articles), sources, days[0] if days else None, days[-1] if days else None, key),
    )


def independent(rows: Sequence[Any]) -> dict[int, str]:
    """For each article, the source it comes from: the agency whose text it prints, named by it or by another copy;
    else the one text that several print; else its outlet, by name or by address. What says nothing stands for itself."""
    texts: dict[Any, list[Any]] = {}
    for row in rows:
        texts.setdefault(f"article {row['id']}" if row["text"] is None else row["text"], []).append(row)
    return {row["article"]: source for copies in texts.values() for row, source in _origins(copies)}


def _origins(copies: Sequence[Any]) -> Iterable[tuple[Any, str]]:
    """The source of articles that print one text."""
    agencies = sorted({plain(row["syndicated_from"]) for row in copies if row["syndicated_from"]})
    if agencies:
        return ((row, f"house {agencies[0]}") for row in copies)
    if len({row["article"] for row in copies}) > 1:
        return ((row, f"text {copies[0]['text']}") for row in copies)
    return ((row, _outlet(row)) for row in copies)


def _outlet(row: Any) -> str:
    if row["publisher"]:
        return f"house {plain(row['publisher'])}"
    if row["uri"].startswith(("http://", "https://")):
        return f"host {row['uri'].split('/')[2].casefold().removeprefix('www.')}"
    return f"article {row['id']}"
