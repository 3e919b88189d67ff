"""Findings of the record by who, what, when and how sure, each as one row that can be shown by itself."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from msgspec import Struct

from communique.store import Record

# The kinds of finding, each with the table of its parties.
KINDS = ("event", "statement", "claim", "commitment")


class Party(Struct, frozen=True):
    """An actor in its part: `role` is the field of the record it stands in, `who` the name it is gathered under."""

    role: str
    who: str
    name: str
    named: bool


class Found(Struct, frozen=True, kw_only=True):
    """A finding in a list, with the article it was found in.

    `what` is an event's type, what a statement says, what is claimed or what is promised; `state` is factuality,
    manner or status; `date` when it happened, was said or is due; `words` the first passage of its evidence.
    """

    kind: str
    id: str
    what: str
    mode: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    date: str | None = None
    enddate: str | None = None
    place: str | None = None
    state: str | None = None
    channel: str | None = None
    score: float | None = None
    words: str
    rule: str
    confidence: float
    article: str
    headline: str | None
    published: str | None
    uri: str
    publisher: str | None

    def of(self, *roles: str) -> tuple[Party, ...]:
        """The parties in these roles, in the order of the roles."""
        return tuple(party for role in roles for party in self.parties if party.role == role)


class Wanted(Struct, frozen=True, kw_only=True):
    """What to look for; what is None does not matter.

    `who` names actors as they are gathered (`person-ishaq-dar`, `state-pak`): all must be party to the finding, in any
    of `roles` where given. `state` as in Found. `since` and `until` are ISO dates that `date` must lie between.
    """

    id: str | None = None
    article: int | None = None
    who: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    what: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    dated: bool = False
    by_date: bool = False


_PARTIES = """(SELECT json_group_array(json_array({role}, x.who, x.name, x.named)) FROM {table} AS p
  JOIN actor AS x ON x.article = p.article AND x.id = p.actor WHERE p.article = f.article AND p.{kind} = f.id)"""
# A statement's speakers stand in two places: the first in the statement, further ones beside it.
_SPEAKERS = """(SELECT json_group_array(json_array(s.role, x.who, x.name, x.named)) FROM (
  SELECT 'speaker' AS role, f.speaker AS actor UNION ALL
  SELECT 'speaker', actor FROM statement_speaker AS o WHERE o.article = f.article AND o.statement = f.id UNION ALL
  SELECT 'addressee', f.addressee) AS s JOIN actor AS x ON x.article = f.article AND x.id = s.actor)"""
_CONTENT = """(SELECT group_concat(substr(a.text, c.start + 1, c.stop - c.start), ' … ') FROM statement_content AS c
  WHERE c.article = f.article AND c.statement = f.id)"""

# What differs between the kinds: the columns that fill Found, and those that Wanted asks about.
_COLUMNS = {
    "event": {
        "what": "f.event", "mode": "f.mode", "date": "f.date", "enddate": "f.enddate", "place": "f.place",
        "state": "f.factuality", "channel": "NULL", "score": "f.score",
        "parties": _PARTIES.format(table="event_party", kind="event", role="p.role"),
    },
    "statement": {
        "what": _CONTENT, "mode": "'[]'", "date": "f.date", "enddate": "NULL", "place": "NULL", "state": "f.manner",
        "channel": "f.channel", "score": "NULL", "parties": _SPEAKERS,
    },
    "claim": {
        "what": "f.what", "mode": "'[]'", "date": "NULL", "enddate": "NULL", "place": "NULL", "state": "NULL",
        "channel": "NULL", "score": "NULL",
        "parties": _PARTIES.format(table="claim_party", kind="claim", role="p.role"),
    },
    "commitment": {
        "what": "f.act", "mode": "json_array(f.kind)", "date": "f.due", "enddate": "NULL", "place": "NULL",
        "state": "f.status", "channel": "NULL", "score": "NULL",
        "parties": _PARTIES.format(table="commitment_party", kind="commitment", role="p.role"),
    },
}  # fmt: skip
# What `Wanted.what` is compared with: the type of an event, the kind of a commitment, the channel of a statement.
_TYPE = {"event": "f.event", "statement": "f.channel", "claim": "f.rule", "commitment": "f.kind"}


def find_findings(record: Record, kind: str, wanted: Wanted, limit: int = 50, offset: int = 0) -> list[Found]:
    """Findings of one kind, those of the newest article first, or by their own date with `by_date`."""
    columns = _COLUMNS[kind]
    chosen = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    tables, where, values = _asked(kind, wanted)
    order = "date, f.id" if wanted.by_date else "a.published DESC, a.key DESC, f.position"
    rows = record.execute(
        f"SELECT f.id, {chosen}, f.rule, f.confidence, a.id AS article, a.headline, a.published, coalesce(g.canonical, g.uri) AS uri, g.publisher,"
        " (SELECT text FROM evidence AS e WHERE e.article = f.article AND e.kind = ? AND e.finding = f.id"
        "   ORDER BY e.position LIMIT 1) AS words"
        f" FROM {tables} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (kind, *values, limit, offset),
    )
    return [_found(kind, row) for row in rows]


def count_findings(record: Record, kind: str, wanted: Wanted) -> int:
    """How many findings of one kind there are."""
    tables, where, values = _asked(kind, wanted)
    number: int = record.execute(f"SELECT count(*) FROM {tables} WHERE {where}", values).fetchone()[0]
    return number


def _asked(kind: str, wanted: Wanted) -> tuple[str, str, list[Any]]:
    """Tables, condition and values for what is wanted."""
    columns, where, values = _COLUMNS[kind], ["1"], list[Any]()
    tests = (
        ("f.id = ?", wanted.id),
        ("f.article = ?", wanted.article),
        (f"{_TYPE[kind]} = ?", wanted.what),
        (f"{columns['state']} = ?", wanted.state),
        (f"{columns['date']} >= ?", wanted.since),
        # "2025-07" and "2025-07-31" both lie in July: a day counts as inside the month it is compared with.
        (f"substr({columns['date']}, 1, {len(wanted.until or '')}) <= ?", wanted.until),
    )
    for test, value in tests:
        if value is not None:
            where.append(test)
            values.append(value)
    if wanted.dated:
        where.append(f"{columns['date']} GLOB '[12][0-9][0-9][0-9]*'")
    for who in wanted.who:
        test, more = _party_test(kind, who, wanted.roles)
        where.append(test)
        values += more
    return (
        f"article AS a JOIN {kind} AS f ON f.article = a.key JOIN page AS g ON g.key = a.page",
        " AND ".join(where),
        values,
    )


def _party_test(kind: str, who: str, roles: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The condition that an actor is party to the finding; the findings are come at from the actor's side."""
    marks = ", ".join("?" * len(roles))
    if kind == "statement":
        own = "SELECT s.article, s.id FROM actor AS x JOIN statement AS s ON s.article = x.article AND s.{0} = x.id WHERE x.who = ?"
        other = "SELECT o.article, o.statement FROM actor AS x JOIN statement_speaker AS o ON o.article = x.article AND o.actor = x.id WHERE x.who = ?"
        parts = []
        if not roles or "speaker" in roles:
            parts += [own.format("speaker"), other]
        if not roles or "addressee" in roles:
            parts.append(own.format("addressee"))
        return f"(f.article, f.id) IN ({' UNION '.join(parts)})", [who] * len(parts)
    chosen = f" AND p.role IN ({marks})" if roles else ""
    return (
        f"(f.article, f.id) IN (SELECT p.article, p.{kind} FROM actor AS x JOIN {kind}_party AS p"
        f" ON p.article = x.article AND p.actor = x.id WHERE x.who = ?{chosen})",
        [who, *roles],
    )


def _found(kind: str, row: sqlite3.Row) -> Found:
    same = ("id", "date", "enddate", "place", "state", "channel", "score", "rule", "confidence", "article", "headline")
    parties = (Party(role, who, name, bool(named)) for role, who, name, named in json.loads(row["parties"]))
    return Found(
        kind=kind,
        what=row["what"] or "",
        mode=tuple(json.loads(row["mode"])),
        parties=tuple(parties),
        words=row["words"] or "",
        published=row["published"],
        uri=row["uri"],
        publisher=row["publisher"],
        **{name: row[name] for name in same},
    )
