"""Questions about happenings: what was told, by whom, how the tellings differ, and why they are taken for one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon.joining import number_words
from communique.store import Record
from communique.store.asked import FINDING, asked_for, number_asked_for
from communique.threads.happenings import independent
from communique.threads.renamed import renamed


class Happening(Struct, frozen=True, kw_only=True):
    """Something told by one article or many. What it was is as its leading telling has it; `details` of the tellings
    may differ. `articles` are reports, `sources` those of them that are independent."""

    id: str
    event: str
    mode: tuple[str, ...]
    factuality: str
    date: str | None
    enddate: str | None
    place: str | None
    tellings: int
    articles: int
    sources: int
    first: str | None
    last: str | None


class Telling(Struct, frozen=True, kw_only=True):
    """One article's account of a happening. `joined_to` is the id of the event it was found to be one with, None where
    it leads; `score` from 0 to 1, `rule` and `reason` say why. `source` names what it comes from: tellings of one
    source have the same."""

    event_id: str
    event: str
    mode: tuple[str, ...]
    factuality: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str | None
    place: str | None
    words: str
    article: str
    headline: str | None
    published: str | None
    publisher: str | None
    uri: str
    source: str
    joined_to: str | None
    score: float | None
    rule: str | None
    reason: str | None


class Detail(Struct, frozen=True):
    """A respect in which tellings differ: each value with the ids of the events that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def happening_of(record: Record, event_id: str) -> Happening | None:
    """The happening an event of an article tells of, by the event's id."""
    row = record.execute(
        "SELECT h.* FROM event AS e JOIN happening_event AS t ON t.article = e.article AND t.event = e.id"
        " JOIN happening AS h ON h.key = t.happening WHERE e.id = ? ORDER BY t.rank LIMIT 1",
        (event_id,),
    ).fetchone()
    return happening_in(row) if row else None


def happening(record: Record, name: str) -> Happening | None:
    """The happening of this id, or of the one id that begins so or that it had before, or that an event of this id tells of."""
    rows = record.execute(
        "SELECT * FROM happening WHERE id >= ? AND id < ? LIMIT 2", (name, name + "\U0010ffff")
    ).fetchall()
    if len(rows) == 1:
        return happening_in(rows[0])
    now = None if rows else renamed(record, name)
    return happening(record, now) if now else happening_of(record, name)


def happenings(
    record: Record,
    *,
    who: Iterable[str] = (),
    event: str | None = None,
    factuality: str | None = None,
    place: str | None = None,
    words: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Happening]:
    """Happenings that all of `who` (as `search.who_is` names them) are party to in one article, those last
    reported first; of many between two days those of the latest day.

    `words` is a full-text expression (`search.match_expression`) that an article telling it must match; `since` and
    `until` are ISO dates that the happening's own date must lie between.
    """
    given, rare = _given(event, place, factuality, since, until), False
    if words:
        test, rare = _told_in(record, words)
        given.append(test)
    parties = sorted(who)
    direct = _direct(record, given, parties, bool(since or until), rare)
    if direct is None:
        return list(islice(_each_once(_by_reports(record, given, parties)), offset, offset + limit))
    query, values = direct
    return [happening_in(row) for row in record.execute(f"{query} LIMIT ? OFFSET ?", (*values, limit, offset))]


# Conditions on a happening, h, each with its values.
_Given = Sequence[tuple[str, list[Any]]]


def _all_of(given: _Given) -> tuple[str, list[Any]]:
    """The conditions as one, with all values."""
    return " AND ".join(["1", *(test for test, _ in given)]), [value for _, some in given for value in some]


def _direct(
    record: Record, given: _Given, parties: Sequence[str], dated: bool, rare: bool
) -> tuple[str, list[Any]] | None:
    """The query for happenings that are found without going through the reports of an actor, and its values: those of a few
    acts, or of days, or of rare words; None where that would look at more."""
    where, values = _all_of(given)
    own = asked_for("event", parties) if given else None
    if own and number_asked_for(record, own, OWN) < OWN:
        query = f"SELECT h.* FROM {OWN_ACTS} AS own CROSS JOIN happening AS h ON h.key = own.key WHERE {where}"
        return f"{query} ORDER BY h.last DESC, h.key DESC", [own, *values]
    if parties and not ((dated or rare) and all(_parts(record, name) == BUSY for name in parties)):
        return None
    way, order = _way(record, given, dated and not rare)
    told = f" AND {TOLD_OF.format(PARTY_TO * len(parties))}" if parties else ""
    return f"SELECT h.* FROM {way} WHERE {where}{told} ORDER BY {order}", [*values, *parties]


def _by_reports(record: Record, given: _Given, parties: Sequence[str]) -> Iterator[sqlite3.Row]:
    """The happenings that the acts of these parties tell, one for each telling, those last reported first."""
    where, values = _all_of(given)
    together = asked_for("event", parties) if parties[1:] else None
    if together and number_asked_for(record, together, FEW) < FEW:
        yield from _of_all(record, together, where, values)
        return
    rarest_first = sorted(parties, key=lambda name: _parts(record, name)) if together else parties
    others = "".join(f" AND {_PARTY}" for _ in rarest_first[1:])
    yield from record.execute(
        "SELECT h.* FROM part AS p CROSS JOIN happening_event AS t ON t.article = p.article AND t.event = p.finding"
        " CROSS JOIN happening AS h ON h.key = t.happening"
        f" WHERE p.who = ? AND p.kind = 'event' AND {where}{others} ORDER BY p.published DESC, p.article DESC, p.finding DESC",
        (rarest_first[0], *values, *rarest_first[1:]),
    )


def _way(record: Record, given: _Given, dated: bool) -> tuple[str, str]:
    """What is gone through and in which order: happenings by their days where these are asked for. A few between the days are
    put in the order of their last reports, of many those of the latest day come first."""
    by_report = "h.last DESC, h.key DESC"
    if not dated:
        return "happening AS h", by_report
    tests = [(test, values) for test, values in given if test in DAYS]
    where, values = " AND ".join(test for test, _ in tests), [value for _, some in tests for value in some]
    query = f"SELECT count(*) FROM (SELECT 1 FROM happening AS h WHERE {where} LIMIT {MANY})"
    if record.execute(query, values).fetchone()[0] < MANY:
        return "happening AS h INDEXED BY happening_date", by_report
    types = [values[0] for test, values in given if test == "h.event = ?"]
    of_type = "SELECT coalesce(sum(number), 0) FROM tally WHERE kind = 'event' AND type = ?"
    if types and record.execute(of_type, types).fetchone()[0] < OF_TYPE:
        return "happening AS h INDEXED BY happening_event_last", by_report
    return "happening AS h INDEXED BY happening_date", "h.date DESC, h.key DESC"


# That an article tells of a happening, h, and that somebody is party to it there.
TOLD_OF = "EXISTS (SELECT 1 FROM happening_event AS t WHERE t.happening = h.key{})"
PARTY_TO = """ AND EXISTS (SELECT 1 FROM part AS q INDEXED BY part_article
 WHERE q.article = t.article AND q.finding = t.event AND q.who = ? AND q.kind = 'event')"""
# Who is party to fewer acts than this: what they tell is looked up, and put in order, in some 20 ms.
OWN = 4000
OWN_ACTS = f"""(SELECT DISTINCT t.happening AS key FROM finding_index AS i CROSS JOIN event AS f ON {FINDING}
  CROSS JOIN happening_event AS t ON t.article = f.article AND t.event = f.id WHERE finding_index MATCH ?)"""
# Of a type that fewer events have, all happenings are sooner gone through than those of the days.
OF_TYPE = 60_000
# So many happenings between two days are put in the order of their last reports in a few milliseconds.
MANY = 3000
# Who is party to so many acts is met soon enough in going through all happenings of some days.
BUSY = 5000
# That somebody else is party to it in the same article.
_PARTY = """EXISTS (SELECT 1 FROM part AS q WHERE q.who = ? AND q.kind = 'event' AND q.published = p.published
 AND q.article = p.article AND q.finding = p.finding)"""
# Acts that several are party to together, fewer than this, are all put in order; more are met soon enough among those of one.
FEW = 800
# How many acts are looked up at a time, where the first that fit are wanted.
SOME = 50
# Words in more articles than this are looked for from the happenings, the newest first; rarer ones from the articles.
COMMON = 2000


def _of_all(record: Record, asked: str, where: str, values: list[Any]) -> Iterator[sqlite3.Row]:
    """The happenings of the acts that the index of findings tells, those last reported first."""
    acts = record.execute(
        f"SELECT f.article, f.id FROM finding_index AS i CROSS JOIN event AS f ON {FINDING}"
        " CROSS JOIN article AS a ON a.key = f.article WHERE finding_index MATCH ?"
        " ORDER BY a.published DESC, a.key DESC, f.id DESC",
        (asked,),
    ).fetchall()
    for start in range(0, len(acts), SOME):
        yield from record.execute(
            "SELECT h.* FROM json_each(?) AS k CROSS JOIN happening_event AS t ON t.article = k.value ->> 0"
            " AND t.event = k.value ->> 1 CROSS JOIN happening AS h ON h.key = t.happening"
            f" WHERE {where} ORDER BY k.id",
            (json.dumps([tuple(act) for act in acts[start : start + SOME]]), *values),
        )


def _parts(record: Record, name: str) -> int:
    query = f"SELECT count(*) FROM (SELECT 1 FROM part WHERE who = ? AND kind = 'event' LIMIT {BUSY})"
    return int(record.execute(query, (name,)).fetchone()[0])


DAYS = ("h.date >= ?", "h.date < ?")


def _given(
    event: str | None, place: str | None, factuality: str | None, since: str | None, until: str | None
) -> list[tuple[str, list[Any]]]:
    """Conditions on a happening itself, each with its values."""
    # A day counts as inside the month or year that it is compared with: no letter comes after the last.
    tests = (("h.event = ?", event), ("h.place = ?", place), ("h.factuality = ?", factuality), (DAYS[0], since),
             (DAYS[1], until and until + "\U0010ffff"))  # fmt: skip
    return [(test, [value]) for test, value in tests if value is not None]


def _told_in(record: Record, words: str) -> tuple[tuple[str, list[Any]], bool]:
    """That an article with these words tells of the happening; and whether few articles have them."""
    matching = "SELECT rowid FROM article_text WHERE article_text MATCH ?"
    few = record.execute(f"{matching} LIMIT {COMMON + 1}", (words,)).fetchall()
    if len(few) > COMMON:
        told = "SELECT 1 FROM happening_event AS w WHERE w.happening = h.key AND w.article IN"
        return (f"EXISTS ({told} ({matching}))", [words]), False
    told = "SELECT w.happening FROM happening_event AS w WHERE w.article IN"
    return (f"h.key IN ({told} (SELECT value FROM json_each(?)))", [json.dumps([row[0] for row in few])]), True


def _each_once(rows: Iterable[sqlite3.Row]) -> Iterator[Happening]:
    seen = set()
    for row in rows:
        if row["key"] not in seen:
            seen.add(row["key"])
            yield happening_in(row)


def happening_in(row: sqlite3.Row) -> Happening:
    """A happening by its row."""
    fields = {name: row[name] for name in Happening.__struct_fields__ if name != "mode"}
    return Happening(mode=tuple(json.loads(row["mode"])), **fields)


_PARTIES = """(SELECT json_group_array(name) FROM (SELECT x.name FROM event_party AS p JOIN actor AS x
  ON x.article = p.article AND x.id = p.actor WHERE p.article = e.article AND p.event = e.id AND p.role = '{}'
  ORDER BY p.position))"""


def leading_telling(record: Record, name: str) -> Telling:
    """The telling of a happening, by its full id, that says most. Raises LookupError."""
    told = tellings(record, name, limit=1)
    if not told:
        raise LookupError(f"nobody tells of {name}")
    return told[0]


def tellings(record: Record, name: str, limit: int = -1) -> list[Telling]:
    """The tellings of a happening, by its full id; the leading one first."""
    rows = record.execute(
        "SELECT e.id AS event_id, e.event, e.mode, e.factuality, e.date, e.place, a.id, a.id AS article_id, a.headline,"
        f" {_PARTIES.format('actor')} AS actor, {_PARTIES.format('recipient')} AS recipient,"
        " a.published, a.syndicated_from, g.publisher, coalesce(g.canonical, g.uri) AS address, g.uri, c.text, t.article,"
        " (SELECT group_concat(text, ' … ') FROM (SELECT text FROM evidence AS v WHERE v.article = e.article"
        "  AND v.kind = 'event' AND v.finding = e.id ORDER BY v.position)) AS words,"
        " t.score, t.rule, t.reason, CASE WHEN t.leader = t.key THEN NULL ELSE l.event END AS joined_to"
        " FROM happening AS h JOIN happening_event AS t ON t.happening = h.key"
        " JOIN event AS e ON e.article = t.article AND e.id = t.event"
        " JOIN article AS a ON a.key = t.article JOIN page AS g ON g.key = a.page"
        " LEFT JOIN copy AS c ON c.article = a.key LEFT JOIN happening_event AS l ON l.key = t.leader"
        " WHERE h.id = ? ORDER BY t.rank LIMIT ?",
        (name, limit),
    ).fetchall()
    sources = independent(rows)
    told = [_telling(row, sources[row["article"]]) for row in rows]
    said = _said_of(record, [one.event_id for one in told])
    return [_as_readers_have(one, said[one.event_id]) if one.event_id in said else one for one in told]


def _said_of(record: Record, events: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The fields of these events that readers have put right, each with what is right."""
    rows = record.execute(
        "SELECT x.target, c.field, c.value FROM json_each(?) AS e JOIN correction_target AS x ON x.target = e.value"
        " JOIN correction AS c ON c.id = x.correction"
        " WHERE c.kind = 'wrong' AND c.field IS NOT NULL AND c.undone IS NULL ORDER BY c.made, c.id",
        (json.dumps(list(events)),),
    )
    said: dict[str, list[tuple[str, str]]] = {}
    for target, field, value in rows:
        said.setdefault(target, []).append((field, value or ""))
    return said


def _as_readers_have(telling: Telling, said: Sequence[tuple[str, str]]) -> Telling:
    """A telling with what readers say of its fields; a type or factuality is never emptied."""
    for field, value in said:
        if field in ("actor", "recipient"):
            names = tuple(name.strip() for name in value.split(";") if name.strip())
            telling = replace(telling, **{field: names})
        elif field in ("date", "place") or (field in ("event", "factuality") and value):
            telling = replace(telling, **{field: value or None})
    return telling


def _telling(row: sqlite3.Row, source: str) -> Telling:
    fields: dict[str, Any] = {name: tuple(json.loads(row[name])) for name in ("mode", "actor", "recipient")}
    plain = ("event_id", "event", "factuality", "date", "place", "words", "headline", "published", "publisher", "joined_to",
             "score", "rule", "reason")  # fmt: skip
    fields |= {name: row[name] for name in plain}
    return Telling(article=row["article_id"], uri=row["address"], source=source, **fields)


def why(record: Record, event_id: str) -> str:
    """Why an event is taken for the happening it is: a sentence."""
    row = record.execute(
        "SELECT t.key, t.leader, t.score, t.reason, l.event FROM event AS e"
        " JOIN happening_event AS t ON t.article = e.article AND t.event = e.id"
        " LEFT JOIN happening_event AS l ON l.key = t.leader WHERE e.id = ? ORDER BY t.rank LIMIT 1",
        (event_id,),
    ).fetchone()
    if row is None:
        return f"{event_id} tells of no happening"
    if row["key"] == row["leader"]:
        return f"{event_id} leads: the others were found to be one with it"
    return f"{event_id} is taken for one with {row['event']} ({row['score']:.2f} of 1): {row['reason']}"


DETAILS = ("event", "mode", "factuality", "actor", "recipient", "date", "place", "numbers")


def differing(told: Iterable[Telling], fields: Sequence[str] = DETAILS) -> list[Detail]:
    """The respects in which tellings differ, or those of `fields` alone, each value with who gives it; values nobody
    disputes are left out."""
    listed = list(told)
    details = (Detail(field, _values(listed, field)) for field in fields)
    return [detail for detail in details if len(detail.values) > 1]


def _values(told: list[Telling], field: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for telling in told:
        value = _numbers(telling.words) if field == "numbers" else getattr(telling, field)
        shown = ", ".join(value) if isinstance(value, tuple) else value
        if shown:
            found.setdefault(shown, []).append(telling.event_id)
    return tuple((value, tuple(events)) for value, events in found.items())


# "A ship" and "one ship" are one number, but "a" is in nearly every sentence and tells nothing apart.
ARTICLES = frozenset(("a", "an"))


def _numbers(words: str) -> tuple[str, ...]:
    tokens = (token.strip(".,;:()[]“”\"'") for token in words.split())
    counted = _counting()
    return tuple(token for token in tokens if token[:1].isdigit() or token.casefold() in counted)


@cache
def _counting() -> frozenset[str]:
    """The words that tell a number apart."""
    return frozenset(number_words().keys() - ARTICLES)
