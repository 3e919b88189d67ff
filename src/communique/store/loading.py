"""Load a page or an article as it was saved: `load(save(page)) == page`."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from communique.model import (
    Actor,
    Amount,
    Article,
    Block,
    Claim,
    Commitment,
    Event,
    Mention,
    Office,
    Page,
    Passage,
    Place,
    SetPhrase,
    Source,
    Span,
    Statement,
    Teaser,
    Time,
    Topic,
)
from communique.store.record import Record

Row = sqlite3.Row
# What an article holds as it stands, column for field.
PLAIN = "id kind headline byline published published_from modified dateline language syndicated_from text"


def load_page(record: Record, name: str) -> Page | None:
    """The page of this id with its articles and all that was found in them; None where there is none."""
    row = record.execute("SELECT * FROM page WHERE id = ?", (name,)).fetchone()
    if row is None:
        return None
    key = row["key"]
    keys = record.execute("SELECT key FROM article WHERE page = ? ORDER BY position", (key,))
    articles = (load_article(record, found["key"]) for found in keys.fetchall())
    return Page(
        source=_source(record, row),
        teasers=tuple(
            Teaser(t["headline"], t["text"])
            for t in record.execute("SELECT * FROM teaser WHERE page = ? ORDER BY position", (key,))
        ),
        articles=tuple(article for article in articles if article),
    )


def load_article(record: Record, key: int) -> Article | None:
    """The article in this row of the record, None where there is none. Rows are found by id in `search`."""
    row = record.execute("SELECT * FROM article WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    inside = _Inside(record, key)
    return Article(
        **_fields(row, PLAIN),
        source_note=_span(row, "note"),
        blocks=tuple(Block(b["role"], b["start"], b["stop"]) for b in inside.rows("block")),
        actors=_actors(inside),
        times=tuple(Time(**_fields(t, "start stop text type value anchor rule")) for t in inside.rows("time")),
        places=tuple(
            Place(**_fields(p, "start stop text name country lat lon geonameid")) for p in inside.rows("place")
        ),
        topics=_topics(inside),
        statements=_statements(inside),
        events=_events(inside),
        claims=_claims(inside),
        commitments=_commitments(inside),
        phrases=_phrases(inside),
    )


def load_told(record: Record, key: int) -> Article | None:
    """Of the article in this row its text and paragraphs, who is in it, and what they say, do and owe; the rest is left out."""
    row = record.execute("SELECT * FROM article WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    inside = _Inside(record, key)
    return Article(
        **_fields(row, PLAIN),
        blocks=tuple(Block(b["role"], b["start"], b["stop"]) for b in inside.rows("block")),
        actors=_actors(inside),
        statements=_statements(inside),
        events=_events(inside),
        commitments=_commitments(inside),
    )


def _source(record: Record, row: Row) -> Source:
    problems = record.execute("SELECT problem FROM page_problem WHERE page = ? ORDER BY position", (row["key"],))
    names = ("uri", "digest", "media_type", "encoding", "publisher", "fetched", "archive", "offset", "canonical")
    return Source(**{name: row[name] for name in names}, problems=tuple(p["problem"] for p in problems))


class _Inside:
    """What lies inside one article, gathered by the finding it belongs to."""

    def __init__(self, record: Record, key: int) -> None:
        self.record, self.key = record, key
        self.evidence = self._gather(
            "evidence", ("kind", "finding"), lambda r: Passage(r["start"], r["stop"], r["text"])
        )

    def rows(self, table: str) -> list[Row]:
        return _rows(self.record, table, self.key)

    def _gather(self, table: str, keys: Sequence[str], make: Callable[[Row], Any]) -> dict[tuple[str, ...], list[Any]]:
        found: defaultdict[tuple[str, ...], list[Any]] = defaultdict(list)
        for row in self.rows(table):
            found[tuple(row[key] for key in keys)].append(make(row))
        return found

    def listed(self, table: str, owner: str, column: str) -> dict[str, tuple[Any, ...]]:
        """The values of `column` for each finding of the table's `owner` column."""
        return {k[0]: tuple(v) for k, v in self._gather(table, (owner,), lambda r: r[column]).items()}

    def spans(self, table: str, owner: str) -> dict[str, tuple[Span, ...]]:
        return {k[0]: tuple(v) for k, v in self._gather(table, (owner,), lambda r: Span(r["start"], r["stop"])).items()}

    def mentions(self, table: str, owner: str) -> defaultdict[str, list[Mention]]:
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for m in self.rows(table):
            found[m[owner]].append(Mention(m["start"], m["stop"], m["rule"]))
        return found

    def parties(self, table: str, owner: str) -> dict[str, dict[str, Any]]:
        """Role -> actor ids, for each finding."""
        found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for (finding, role), actors in self._gather(table, (owner, "role"), lambda r: r["actor"]).items():
            found[finding][role] = tuple(actors)
        return found

    def terms(self) -> dict[str, dict[str, Any]]:
        """Amount, condition and purpose, for each commitment that has one."""
        found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for row in self.rows("commitment_term"):
            at = (row["start"], row["stop"])
            sum_of = Amount(*at, row["value"], row["unit"]) if row["term"] == "amount" else Span(*at)
            found[row["commitment"]][row["term"]] = sum_of
        return found

    def common(self, kind: str, row: Row) -> dict[str, Any]:
        words = tuple(self.evidence.get((kind, row["id"]), ()))
        return {"id": row["id"], "evidence": words, "rule": row["rule"], "confidence": row["confidence"]}


def _actors(inside: _Inside) -> tuple[Actor, ...]:
    offices: defaultdict[str, list[Office]] = defaultdict(list)
    mentions = inside.mentions("mention", "actor")
    for o in inside.rows("office"):
        offices[o["actor"]].append(Office(o["title"], o["of"], bool(o["former"]), o["start"], o["stop"]))
    return tuple(
        Actor(
            **_fields(a, "id name kind country sector wikidata"),
            sectors=tuple(json.loads(a["sectors"])),
            named=bool(a["named"]),
            offices=tuple(offices[a["id"]]),
            mentions=tuple(mentions[a["id"]]),
        )
        for a in inside.rows("actor")
    )


def _topics(inside: _Inside) -> tuple[Topic, ...]:
    if not (topics := inside.rows("topic")):
        return ()
    mentions = inside.mentions("topic_mention", "topic")
    return tuple(Topic(**_fields(t, "id name kind country"), mentions=tuple(mentions[t["id"]])) for t in topics)


def _statements(inside: _Inside) -> tuple[Statement, ...]:
    others = inside.listed("statement_speaker", "statement", "actor")
    contents = inside.spans("statement_content", "statement")
    occasions = inside.spans("statement_occasion", "statement")
    return tuple(
        Statement(
            **inside.common("statement", s),
            **_fields(s, "speaker manner channel addressee date"),
            speaker_at=_span(s, "speaker"),
            co_speakers=others.get(s["id"], ()),
            cue=_span(s, "cue"),
            content=contents.get(s["id"], ()),
            occasion=next(iter(occasions.get(s["id"], ())), None),
        )
        for s in inside.rows("statement")
    )


def _events(inside: _Inside) -> tuple[Event, ...]:
    parties = inside.parties("event_party", "event")
    return tuple(
        Event(
            **inside.common("event", e),
            **_fields(e, "event cameo date enddate place factuality attributed_to score"),
            **parties.get(e["id"], {}),
            mode=tuple(json.loads(e["mode"])),
            context=tuple(json.loads(e["context"])),
            trigger=Span(e["trigger_start"], e["trigger_stop"]),
        )
        for e in inside.rows("event")
    )


def _claims(inside: _Inside) -> tuple[Claim, ...]:
    parties = inside.parties("claim_party", "claim")
    statements = inside.listed("claim_statement", "claim", "statement")
    return tuple(
        Claim(
            **inside.common("claim", c),
            **parties.get(c["id"], {}),
            what=c["what"],
            statements=statements.get(c["id"], ()),
        )
        for c in inside.rows("claim")
    )


def _commitments(inside: _Inside) -> tuple[Commitment, ...]:
    parties = inside.parties("commitment_party", "commitment")
    terms = inside.terms()
    delays = inside.listed("commitment_delay", "commitment", "was_due")
    return tuple(
        Commitment(
            **inside.common("commitment", c),
            **parties.get(c["id"], {}),
            **_fields(c, "kind act due status"),
            **terms.get(c["id"], {}),
            weak=bool(c["weak"]),
            postponed=c["id"] in delays,
            was_due=delays.get(c["id"], (None,))[0],
        )
        for c in inside.rows("commitment")
    )


def _phrases(inside: _Inside) -> tuple[SetPhrase, ...]:
    return tuple(
        SetPhrase(**inside.common("phrase", p), **_fields(p, "phrase family weight")) for p in inside.rows("phrase")
    )


def _rows(record: Record, table: str, key: int) -> list[Row]:
    return record.execute(f"SELECT * FROM {table} WHERE article = ? ORDER BY position", (key,)).fetchall()


def _fields(row: Row, names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}


def _span(row: Row, name: str) -> Span | None:
    start = row[f"{name}_start"]
    return None if start is None else Span(start, row[f"{name}_stop"])
