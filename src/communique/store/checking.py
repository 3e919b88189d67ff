"""Verify a record: is everything in it still what it says it is?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from communique.store.naming import home
from communique.store.record import Record

# Every table whose rows point at words: (table, start, stop, what to call the row).
STRETCHES = (
    ("block", "start", "stop", "role"),
    ("office", "start", "stop", "title"),
    ("mention", "start", "stop", "actor"),
    ("topic_mention", "start", "stop", "topic"),
    ("time", "start", "stop", "text"),
    ("place", "start", "stop", "text"),
    ("statement", "speaker_start", "speaker_stop", "id"),
    ("statement", "cue_start", "cue_stop", "id"),
    ("statement_content", "start", "stop", "statement"),
    ("event", "trigger_start", "trigger_stop", "id"),
    ("evidence", "start", "stop", "finding"),
)
# Tables that keep the words beside their place.
QUOTES = ("time", "place", "evidence")
FINDINGS = ("statement", "event", "claim", "commitment", "phrase")


class Look(NamedTuple):
    """One part of a check: at what it looks, in a few words, and the faults it finds, looked for as they are asked for."""

    at: str
    faults: Iterator[str]


def check(record: Record) -> Iterator[str]:
    """Yield every fault of the record as a sentence; nothing where it is sound.

    Looked at: the file itself, rows that point to nothing, stretches outside their text, quotes that differ from it,
    findings without words, and whether the full-text index is in step.
    """
    for look in looks(record):
        yield from look.faults


def looks(record: Record) -> list[Look]:
    """What `check` looks at, one after the other. Tables are gone through in the order in which they lie in the file."""
    tables = [row[0] for row in record.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    pointing = [table for table in tables if record.execute(f"PRAGMA foreign_key_list({table})").fetchone()]
    return [
        Look("the file", _damaged(record)),
        *(Look(f"what {table} points to", _pointing_nowhere(record, table)) for table in pointing),
        *(
            Look(f"{table} within texts", _outside(record, table, start, stop, label))
            for table, start, stop, label in STRETCHES
        ),
        *(Look(f"words of {table}", _misquoted(record, table)) for table in QUOTES),
        *(Look(f"{table} without words", _wordless(record, table)) for table in FINDINGS),
        Look("words of nothing", _ownerless_evidence(record)),
        Look("who tells of events", _attributed_to_nobody(record)),
        Look("numbers kept", _miscounted(record)),
        Look("numbers by type and day", _tallied_wrong(record)),
        Look("offices kept", _held_wrong(record)),
        Look("who is party to what", _lost_parts(record)),
        Look("the index of findings", _findings_unindexed(record)),
        Look("the index of words", _index_out_of_step(record)),
    ]


def _damaged(record: Record) -> Iterator[str]:
    rows = record.execute("PRAGMA integrity_check(20)")
    yield from (f"the file is damaged: {row[0]}" for row in rows if row[0] != "ok")


def _pointing_nowhere(record: Record, table: str) -> Iterator[str]:
    """As SQLite's own foreign_key_check, which asks an index of all articles for every row; what an article's row points to
    lies beside it, where it is looked for by the article alone: the + keeps other columns from being looked up."""
    keys: dict[int, list[Any]] = {}
    for row in record.execute(f"PRAGMA foreign_key_list({table})"):
        keys.setdefault(row["id"], []).append(row)
    for columns in keys.values():
        parent = columns[0]["table"]
        near = any(c["to"] == "article" for c in columns)
        same = " AND ".join(
            f"{'+' if near and c['to'] != 'article' else ''}p.{c['to'] or 'rowid'} = c.{c['from']}" for c in columns
        )
        there = " AND ".join(f"c.{column['from']} IS NOT NULL" for column in columns)
        rows = record.execute(
            f"SELECT 1 FROM {table} AS c NOT INDEXED WHERE {there} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {same})"
        )
        yield from (f"a row of {table} points to no row of {parent}" for _ in rows)


def _outside(record: Record, table: str, start: str, stop: str, label: str) -> Iterator[str]:
    rows = record.execute(
        f"SELECT a.id, t.{label}, t.{start}, t.{stop}, a.text FROM {table} AS t JOIN article AS a ON a.key = t.article"
        f" WHERE t.{start} < 0 OR t.{stop} > length(a.text)"
    )
    for article, name, begin, end, text in rows:
        if begin < 0 or end > len(text):  # SQLite's length stops at a NUL, Python's does not
            yield f"{table} {name!r} at {begin}:{end} lies outside the text of {article}"


def _misquoted(record: Record, table: str) -> Iterator[str]:
    rows = record.execute(
        f"SELECT a.id, t.start, t.text, a.text AS full FROM {table} AS t JOIN article AS a ON a.key = t.article"
        " WHERE substr(a.text, t.start + 1, t.stop - t.start) IS NOT t.text"
    )
    for article, start, text, full in rows:
        if full[start : start + len(text)] != text:  # and so does its substr
            yield f"{table} quotes {text!r} at {start} of {article}, where the text has other words"


def _wordless(record: Record, table: str) -> Iterator[str]:
    rows = record.execute(
        f"SELECT id FROM {table} AS t WHERE NOT EXISTS"
        " (SELECT 1 FROM evidence AS e WHERE e.article = t.article AND e.kind = ? AND e.finding = t.id)",
        (table,),
    )
    yield from (f"{row[0]} has no words to show for it" for row in rows)


def _ownerless_evidence(record: Record) -> Iterator[str]:
    for table in FINDINGS:
        rows = record.execute(
            "SELECT finding FROM evidence AS e WHERE kind = ? AND NOT EXISTS"
            f" (SELECT 1 FROM {table} AS t WHERE t.article = e.article AND t.id = e.finding)",
            (table,),
        )
        yield from (f"words are kept for {row[0]}, which is no {table} of their article" for row in rows)


def _attributed_to_nobody(record: Record) -> Iterator[str]:
    rows = record.execute(
        "SELECT id, attributed_to FROM event AS e WHERE attributed_to IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM statement AS s WHERE s.article = e.article AND s.id = e.attributed_to)"
        " AND NOT EXISTS (SELECT 1 FROM actor AS a WHERE a.article = e.article AND a.id = e.attributed_to)"
    )
    yield from (f"{row[0]} is attributed to {row[1]}, whom its article does not have" for row in rows)


def differing(record: Record, kept: str, counted: str) -> Iterator[Any]:
    """The rows of one question that are not among those of the other. Each is asked once."""
    columns = ", ".join(str(place) for place in range(1, len(record.execute(f"{kept} LIMIT 0").description) + 1))
    yield from record.execute(
        f"SELECT * FROM (SELECT *, 1 AS side FROM ({kept}) UNION ALL SELECT *, -1 FROM ({counted}))"
        f" GROUP BY {columns} HAVING sum(side) != 0"
    )


# In how many articles anybody of each country is.
AT_HOME = """SELECT who, count(*) FROM (SELECT DISTINCT who, published, article FROM part
  WHERE who >= 'of-' AND who < 'of.' AND kind = 'actor') GROUP BY who"""


def _miscounted(record: Record) -> Iterator[str]:
    """What the record tells twice must agree: totals and gathered actors."""
    for name, number in record.execute("SELECT name, number FROM total").fetchall():
        counted = record.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        if counted != number:
            yield f"the total of {name} says {number}, there are {counted}"
    named = "SELECT who, count(*) FROM (SELECT DISTINCT who, article FROM actor NOT INDEXED WHERE named) GROUP BY who"
    names = {row[0] for row in differing(record, "SELECT who, articles FROM gathered", named)}
    homes = differing(record, "SELECT home, articles FROM gathered_home", AT_HOME)
    names |= {row[0] for row in homes}
    yield from (f"the gathered actors are out of step for {name}" for name in sorted(names))


def _lost_parts(record: Record) -> Iterator[str]:
    lost = record.execute(
        "SELECT x.who FROM actor AS x NOT INDEXED WHERE NOT EXISTS (SELECT 1 FROM part AS p INDEXED BY part_article"
        " WHERE p.article = x.article AND p.who = x.who AND p.kind = 'actor' AND p.finding = x.id AND p.published ="
        " (SELECT coalesce(published, '') FROM article WHERE key = x.article))"
    )
    yield from (f"{row[0]} has an article that its part does not tell" for row in lost)


# What is counted as pages come and go, each with the question that counts it anew.
TALLIES = {
    "tally": "SELECT 'event', event, factuality, count(*) FROM event NOT INDEXED GROUP BY 2, 3 UNION ALL"
    " SELECT 'statement', coalesce(channel, ''), manner, count(*) FROM statement NOT INDEXED GROUP BY 2, 3 UNION ALL"
    " SELECT 'commitment', kind, status, count(*) FROM commitment NOT INDEXED GROUP BY 2, 3",
    "happening_day": "SELECT date, count(*) FROM happening WHERE date IS NOT NULL GROUP BY date",
}


def _tallied_wrong(record: Record) -> Iterator[str]:
    for table, counted in TALLIES.items():
        wrong = {tuple(row)[:-2] for row in differing(record, f"SELECT * FROM {table} WHERE number > 0", counted)}
        yield from (f"{table} is out of step for {', '.join(map(str, row))}" for row in sorted(wrong))


def _held_wrong(record: Record) -> Iterator[str]:
    record.create_function("home_of", 1, lambda country: home(country) or "", deterministic=True)
    counted = (
        "SELECT who, title, of, former, home, count(*) FROM (SELECT DISTINCT x.who, o.title, coalesce(o.of, '') AS of,"
        " o.former, home_of(x.country) AS home, o.article FROM office AS o NOT INDEXED"
        " CROSS JOIN actor AS x NOT INDEXED ON x.article = o.article AND x.id = o.actor) GROUP BY 1, 2, 3, 4, 5"
    )
    for row in differing(record, "SELECT who, title, of, former, home, articles FROM held", counted):
        yield f"the office {row[1]!r} of {row[0]} is not held by as many articles as the record says"


def _findings_unindexed(record: Record) -> Iterator[str]:
    """Whether the index of findings has as many under each actor as the parts tell; names of the index are hexadecimal."""
    record.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab (main, finding_index, row)")
    kept = "SELECT upper(substr(term, 3)), sum(doc) FROM temp.indexed WHERE term >= 'w' AND term < 'x' GROUP BY 1"
    told = (  # in the order of part_article, so that nothing need be sorted to tell what is there twice
        "SELECT hex(who), count(*) FROM (SELECT DISTINCT article, finding, who, kind, published"
        " FROM part INDEXED BY part_article WHERE kind != 'actor') GROUP BY who"
    )
    names = {row[0] for row in differing(record, kept, told)}
    yield from (f"the index of findings is out of step for {bytes.fromhex(name).decode()}" for name in sorted(names))


def _index_out_of_step(record: Record) -> Iterator[str]:
    """FTS5 compares its index with the articles itself, but only for a connection that may write."""
    try:
        record.execute("INSERT INTO article_text (article_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):
            raise
    except sqlite3.DatabaseError:
        yield "the full-text index is out of step with the articles"
