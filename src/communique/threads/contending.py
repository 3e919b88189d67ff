"""Contentions: one claim followed over pages, with everybody who asserts or denies it, and when.

Voices are put together as tellings of one act are (see `leading`). A claim or an accusation leads; denials and
assertions of other articles join it. A contention is what at least one voice denies.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from communique.model import Article, content_id
from communique.store import Record
from communique.store.naming import whole_country
from communique.threads.known import actors_as_known
from communique.threads.leading import Circle, Kind
from communique.threads.renamed import forget_ids, note_ids
from communique.threads.voices import Voice, VoiceTraits, alike, voices_of

VOICES = Kind("voice", "voice_block", VoiceTraits, alike, lambda traits: traits.leads)


class Speaker(Struct, frozen=True, kw_only=True):
    """Somebody who asserts or denies: `since` the day of the first report of it, `until` of the last."""

    who: str
    name: str
    since: str | None
    until: str | None


class Voiced(Struct, frozen=True, kw_only=True):
    """What one article tells of a contention, with its words. `joined_to` is the finding that leads it, None for that
    itself; `score` and `reason` say why the two are on one contention."""

    contention: str | None
    sort: str
    finding: str
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    words: str
    start: int
    stop: int
    article: str
    headline: str | None
    published: str | None
    publisher: str | None
    uri: str
    joined_to: str | None
    score: float | None
    reason: str | None


class Contention(Struct, frozen=True, kw_only=True):
    """One claim over all pages. communique takes neither side."""

    id: str
    what: str
    asserted_by: tuple[Speaker, ...]
    denied_by: tuple[Speaker, ...]
    first: str | None
    last: str | None
    articles: int
    voices: tuple[Voiced, ...]


def enter_articles(record: Record, articles: Sequence[tuple[int, str, Article]]) -> None:
    """Put the voices of articles that have just been stored to contentions: (row, page id and place, article)."""
    circle = _circle(record)
    for key, place, article in articles:
        for voice in {(v.sort, v.finding): v for v in voices_of(article)}.values():
            circle.enter(_insert(record, key, voice, place), rank_of(voice, place), voice.traits)
    _gather(record, circle.settle(), ())


def leave_articles(record: Record, keys: Sequence[int]) -> None:
    """Take the voices of these articles out; what they led finds others."""
    rows = record.execute(
        f"SELECT key, contention FROM voice WHERE article IN ({', '.join('?' * len(keys))}) ORDER BY rank", list(keys)
    ).fetchall()
    circle = _circle(record)
    gone = [row["key"] for row in rows]
    for key in gone:
        circle.leave(key)
    forget_ids(record, "voice", gone)
    record.executemany("DELETE FROM voice WHERE key = ?", [(key,) for key in gone])
    _gather(record, circle.settle(gone=gone), {row["contention"] for row in rows if row["contention"] is not None})


def voices_on(record: Record, findings: Iterable[str]) -> list[int]:
    """The voices that rest on these findings."""
    return [
        row[0]
        for name in findings
        for row in record.execute("SELECT key FROM voice WHERE finding = ? ORDER BY key", (name,))
    ]


def choose_anew(record: Record, voices: Iterable[int]) -> None:
    """Have these voices choose again, after a reader has said something of them."""
    circle, listed = _circle(record), sorted(set(voices))
    rows = [record.execute("SELECT contention, leader FROM voice WHERE key = ?", (key,)).fetchone() for key in listed]
    for key in listed:
        circle.await_turn(key)
    was = {row["contention"] for row in rows if row["contention"] is not None}
    _gather(record, circle.settle() | {row["leader"] for row in rows}, was)


def rank_of(voice: Voice, place: str) -> str:
    """Claims first, then accusations, then denials, then what others say; the earliest first."""
    sort = {"claim": 0, "event": 1 if voice.traits.leads else 2, "statement": 3}[voice.sort]
    poor = len(voice.traits.own) < 2
    published = 9_999_999 if voice.traits.published is None else voice.traits.published
    return f"{sort}{int(poor)}-{published:07}-{voice.finding}-{place}"


def _circle(record: Record) -> Circle[VoiceTraits]:
    return Circle(record, VOICES, lambda key: _apart_from(record, key), lambda key: set())


def _apart_from(record: Record, key: int) -> set[int]:
    """The voices of which a reader has said that they are not on one contention with this: a correction "not same"."""
    rows = record.execute(
        "SELECT t.key FROM voice AS s JOIN correction_target AS x ON x.target = s.finding"
        " JOIN correction AS c ON c.id = x.correction AND c.kind = 'not same' AND c.undone IS NULL"
        " JOIN correction_target AS y ON y.correction = c.id AND y.position != x.position"
        " JOIN voice AS t ON t.finding = y.target WHERE s.key = ?",
        (key,),
    )
    return {row[0] for row in rows} - {key}


def _insert(record: Record, article: int, voice: Voice, place: str) -> int:
    cursor = record.execute(
        "INSERT INTO voice (article, sort, finding, start, stop, denies, rank, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (article, voice.sort, voice.finding, voice.at.start, voice.at.stop, int(bool(voice.denied_by)),
         rank_of(voice, place), msgspec.json.encode(voice.traits).decode()),
    )  # fmt: skip
    key = cursor.lastrowid or 0
    note_ids(record, [(key, rank_of(voice, place))])
    record.executemany(
        "INSERT OR IGNORE INTO voice_party VALUES (?, ?, ?)",
        [(key, role, name) for role in ("asserted_by", "denied_by") for name in getattr(voice, role)],
    )
    return key


def _gather(record: Record, leaders: Iterable[int], contentions: Iterable[int]) -> None:
    """Write the contentions anew of every circle that changed."""
    stale = set(contentions)
    for leader in sorted(leaders):
        row = record.execute("SELECT * FROM voice WHERE key = ? AND leader = key", (leader,)).fetchone()
        if row is not None:
            stale |= _write(record, row)
    for key in stale:
        _count(record, key)


def _write(record: Record, leader: Any) -> set[int]:
    """Put a circle's voices under one contention, or under none where nobody denies; returns the contentions touched."""
    members = record.execute("SELECT key, contention, denies FROM voice WHERE leader = ?", (leader["key"],)).fetchall()
    key = _contention(record, leader) if any(m["denies"] for m in members) and leader["rank"][0] in "01" else None
    moved = [m for m in members if m["contention"] != key]
    record.executemany("UPDATE voice SET contention = ? WHERE key = ?", [(key, m["key"]) for m in moved])
    return {k for k in (key, *(m["contention"] for m in moved)) if k is not None}


def _contention(record: Record, leader: Any) -> int:
    name = content_id("contention", leader["rank"])
    known = record.execute("SELECT key FROM contention WHERE id = ?", (name,)).fetchone()
    if known:
        return int(known["key"])
    told = record.execute(
        "SELECT c.what FROM claim AS c WHERE c.article = ? AND c.id = ? UNION ALL"
        " SELECT w.text FROM evidence AS w WHERE w.article = ? AND w.kind = ? AND w.finding = ? LIMIT 1",
        (leader["article"], leader["finding"], leader["article"], leader["sort"], leader["finding"]),
    ).fetchone()
    cursor = record.execute("INSERT INTO contention VALUES (NULL, ?, ?, 0, 0, NULL, NULL)", (name, told[0]))
    return cursor.lastrowid or 0


def _count(record: Record, key: int) -> None:
    """Count the voices and articles of a contention; one that nobody voices is gone."""
    voices, articles, first, last = record.execute(
        "SELECT count(*), count(DISTINCT v.article), min(a.published), max(a.published) FROM voice AS v"
        " JOIN article AS a ON a.key = v.article WHERE v.contention = ?",
        (key,),
    ).fetchone()
    if not voices:
        record.execute("DELETE FROM contention WHERE key = ?", (key,))
        return
    record.execute(
        "UPDATE contention SET voices = ?, articles = ?, first = ?, last = ? WHERE key = ?",
        (voices, articles, first, last, key),
    )


def contention(record: Record, name: str) -> Contention | None:
    """The contention of this id with all its voices, None where there is none."""
    rows = record.execute("SELECT * FROM contention WHERE id = ?", (name,)).fetchall()
    return next(iter(_wholes(record, rows, _all_voices)), None)


def contention_of(record: Record, finding: str) -> Contention | None:
    """The contention that a claim, an event or a statement of an article is a voice on."""
    rows = record.execute(
        "SELECT c.* FROM voice AS v JOIN contention AS c ON c.key = v.contention WHERE v.finding = ? ORDER BY c.id LIMIT 1",
        (finding,),
    ).fetchall()
    return next(iter(_wholes(record, rows, _all_voices)), None)


def contentions(
    record: Record, *, who: Sequence[str] = (), limit: int = 50, offset: int = 0, last_only: bool = False
) -> list[Contention]:
    """Contentions, those told of last first; of their voices each has the last alone with `last_only`. `who` names actors
    as they are gathered (`person-ishaq-dar`, `of-pak`): all must be among those who assert or deny. What a state's minister
    denies, his state denies: `state-pak` asks of everybody of it."""
    meant = [*map(whole_country, who)]
    where = [_OF_FEW if _says_little(record, name) else _OF_MANY for name in meant]
    rows = record.execute(
        f"SELECT * FROM contention AS c WHERE {' AND '.join(where) or '1'} ORDER BY last DESC, id LIMIT ? OFFSET ?",
        (*meant, limit, offset),
    ).fetchall()
    return _wholes(record, rows, _last_voices if last_only else _all_voices)


# Of who is party to fewer findings than this the contentions are looked up; with more they are met soon enough in going
# through all, the newest first.
LITTLE = 5000
_OF_FEW = (
    "c.key IN (SELECT v.contention FROM part AS p CROSS JOIN voice AS v ON v.finding = p.finding AND v.article = p.article"
    " AND v.sort = p.kind WHERE p.who = ? AND p.kind IN ('claim', 'event', 'statement'))"
)
_OF_MANY = (
    "EXISTS (SELECT 1 FROM voice AS v JOIN part AS p INDEXED BY part_article ON p.article = v.article AND p.who = ?"
    " AND p.kind = v.sort AND p.finding = v.finding WHERE v.contention = c.key)"
)


def _says_little(record: Record, who: str) -> bool:
    query = (
        "SELECT count(*) FROM (SELECT 1 FROM part WHERE who = ? AND kind IN ('claim', 'event', 'statement') LIMIT ?)"
    )
    return int(record.execute(query, (who, LITTLE)).fetchone()[0]) < LITTLE


def contentions_named(record: Record, names: Sequence[str]) -> list[Contention]:
    """The contentions of these ids, in their order, each with its last voice alone."""
    rows = record.execute(
        "SELECT c.* FROM json_each(?) AS asked CROSS JOIN contention AS c ON c.id = asked.value ORDER BY asked.id",
        (json.dumps(list(names)),),
    ).fetchall()
    return _wholes(record, rows, _last_voices)


_VOICED = (
    "SELECT v.*, a.key AS at, c.id AS name, substr(a.text, v.start + 1, v.stop - v.start) AS words, a.id AS article_id, a.headline,"
    " a.published, g.publisher, coalesce(g.canonical, g.uri) AS uri, l.finding AS led_by,"
    " (SELECT json_group_array(json_array(role, name, actor)) FROM (SELECT p.role, x.name, p.actor FROM voice_party AS p"
    "   LEFT JOIN actor AS x ON x.article = v.article AND x.id = p.actor WHERE p.voice = v.key ORDER BY x.position)) AS parties"
    " FROM {} LEFT JOIN contention AS c ON c.key = v.contention CROSS JOIN article AS a ON a.key = v.article"
    " CROSS JOIN page AS g ON g.key = a.page CROSS JOIN voice AS l ON l.key = v.leader"
)
_OF_THESE = "json_each(?) AS asked CROSS JOIN voice AS v ON v.contention = asked.value"
# The last voice of each: the latest article's, of several the last in rank.
_LAST = """json_each(?) AS asked CROSS JOIN voice AS v ON v.key = (SELECT o.key FROM voice AS o
  JOIN article AS d ON d.key = o.article WHERE o.contention = asked.value
  ORDER BY coalesce(d.published, '') DESC, o.rank DESC LIMIT 1)"""


def voices_in(record: Record, article: int) -> list[Voiced]:
    """The voices of one article, by its row, in the order of its text."""
    rows = record.execute(f"{_VOICED.format('voice AS v')} WHERE v.article = ? ORDER BY v.start, v.rank", (article,))
    return [_voiced(record, row) for row in rows]


Voices = dict[int, list[Voiced]]


def _all_voices(record: Record, keys: str) -> Voices:
    return _voices(record, f"{_VOICED.format(_OF_THESE)} ORDER BY coalesce(a.published, ''), v.rank", keys)


def _last_voices(record: Record, keys: str) -> Voices:
    return _voices(record, _VOICED.format(_LAST), keys)


def _voices(record: Record, query: str, keys: str) -> Voices:
    found: Voices = {}
    for row in record.execute(query, (keys,)):
        found.setdefault(row["contention"], []).append(_voiced(record, row))
    return found


def _wholes(
    record: Record, rows: Sequence[sqlite3.Row], voices_of: Callable[[Record, str], Voices]
) -> list[Contention]:
    """These contentions with the voices asked for; all of them in two questions."""
    keys = json.dumps([row["key"] for row in rows])
    voices, speakers = voices_of(record, keys), _speakers(record, keys)
    return [
        Contention(
            id=row["id"], what=row["what"], first=row["first"], last=row["last"], articles=row["articles"],
            asserted_by=tuple(speakers[row["key"], "asserted_by"]), denied_by=tuple(speakers[row["key"], "denied_by"]),
            voices=tuple(voices.get(row["key"], ())),
        )
        for row in rows
    ]  # fmt: skip


def _voiced(record: Record, row: sqlite3.Row) -> Voiced:
    same = ("sort", "finding", "words", "start", "stop", "headline", "published", "publisher", "uri", "score", "reason")
    parties = [
        (role, name or _named_by_reader(record, row["at"], one)[1]) for role, name, one in json.loads(row["parties"])
    ]
    return Voiced(
        **{name: row[name] for name in same},
        contention=row["name"],
        asserted_by=tuple(name for role, name in parties if role == "asserted_by"),
        denied_by=tuple(name for role, name in parties if role == "denied_by"),
        article=row["article_id"],
        joined_to=row["led_by"] if row["leader"] != row["key"] else None,
    )


def _named_by_reader(record: Record, article: int, actor: str) -> tuple[str, str]:
    """Under which name an actor that only a reader names is gathered, and what it is called."""
    return actors_as_known(record, article).get(actor, ("", actor))


def _speakers(record: Record, keys: str) -> defaultdict[tuple[int, str], list[Speaker]]:
    """Who asserts and who denies each of these contentions, by contention and role, the first first. A person is one
    over all articles, under the fullest name."""
    rows = record.execute(
        "SELECT v.contention, p.role, x.who, min(x.name) AS name, min(a.published) AS since, max(a.published) AS until,"
        f" u.person, a.key, p.actor FROM {_OF_THESE} CROSS JOIN voice_party AS p ON p.voice = v.key CROSS JOIN article AS a"
        " ON a.key = v.article LEFT JOIN actor AS x ON x.article = v.article AND x.id = p.actor"
        " LEFT JOIN sighting AS g ON g.article = x.article AND g.actor = x.id LEFT JOIN guise AS u ON u.key = g.guise"
        " GROUP BY v.contention, p.role, coalesce(x.who, p.actor), u.person ORDER BY since, x.who",
        (keys,),
    )
    told: defaultdict[tuple[int, str], dict[object, Speaker]] = defaultdict(dict)
    for contention, role, who, name, since, until, person, article, actor in rows.fetchall():
        who, name = (who, name) if who else _named_by_reader(record, article, actor)
        speakers, one = told[contention, role], Speaker(who=who, name=name, since=since, until=until)
        known = speakers.get(person or who)
        speakers[person or who] = _one_speaker(known, one) if known else one
    return defaultdict(list, {key: list(speakers.values()) for key, speakers in told.items()})


def _one_speaker(one: Speaker, other: Speaker) -> Speaker:
    """One person under two names ("Amina Diallo", "Diallo")."""
    fullest = max(one, other, key=lambda speaker: len(speaker.name))
    days = [day for day in (one.since, one.until, other.since, other.until) if day]
    return Speaker(who=fullest.who, name=fullest.name, since=min(days, default=None), until=max(days, default=None))
