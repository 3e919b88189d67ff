"""Verify a record: is everything in it still what it says it is?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

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


def check(record: Record) -> Iterator[str]:
    """Yield every fault of the record as a sentence; nothing where it is sound.

    Looked at: the file itself, rows that point to nothing, stretches outside their text, quotes that differ from it,
    findings without words, and whether the full-text index is in step.
    """
    yield from (
        f"the file is damaged: {row[0]}" for row in record.execute("PRAGMA integrity_check(20)") if row[0] != "ok"
    )
    for row in record.execute("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} points to no row of {row[2]}"
    for table, start, stop, label in STRETCHES:
        yield from _outside(record, table, start, stop, label)
    for table in QUOTES:
        yield from _misquoted(record, table)
    for table in FINDINGS:
        yield from _wordless(record, table)
    yield from _ownerless_evidence(record)
    yield from _attributed_to_nobody(record)
    yield from _miscounted(record)
    yield from _findings_unindexed(record)
    yield from _index_out_of_step(record)


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


def _miscounted(record: Record) -> Iterator[str]:
    """What the record tells twice must agree: totals, gathered actors, and who is party to what."""
    for name, number in record.execute("SELECT name, number FROM total").fetchall():
        counted = record.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        if counted != number:
            yield f"the total of {name} says {number}, there are {counted}"
    counted = "SELECT who, count(DISTINCT article) FROM actor WHERE named GROUP BY who"
    for (name,) in record.execute(
        f"SELECT who FROM (SELECT who, articles FROM gathered EXCEPT {counted})"
        f" UNION SELECT who FROM ({counted} EXCEPT SELECT who, articles FROM gathered)"
    ):
        yield f"the gathered actors are out of step for {name}"
    yield from _tallied_wrong(record)
    lost = record.execute(
        "SELECT x.who FROM actor AS x WHERE NOT EXISTS (SELECT 1 FROM part AS p WHERE p.who = x.who AND p.kind = 'actor'"
        " AND p.article = x.article AND p.finding = x.id AND p.published = (SELECT coalesce(published, '') FROM article"
        " WHERE key = x.article))"
    )
    yield from (f"{row[0]} has an article that its part does not tell" for row in lost)


# What is counted as pages come and go, each with the question that counts it anew.
TALLIES = {
    "tally": "SELECT 'event', event, factuality, count(*) FROM event GROUP BY 2, 3 UNION ALL"
    " SELECT 'statement', coalesce(channel, ''), manner, count(*) FROM statement GROUP BY 2, 3 UNION ALL"
    " SELECT 'commitment', kind, status, count(*) FROM commitment GROUP BY 2, 3",
    "happening_day": "SELECT date, count(*) FROM happening WHERE date IS NOT NULL GROUP BY date",
}


def _tallied_wrong(record: Record) -> Iterator[str]:
    for table, counted in TALLIES.items():
        kept, counted = f"SELECT * FROM {table} WHERE number > 0", f"SELECT * FROM ({counted})"
        for row in record.execute(
            f"SELECT * FROM ({kept} EXCEPT {counted}) UNION SELECT * FROM ({counted} EXCEPT {kept})"
        ):
            yield f"{table} is out of step for {', '.join(str(value) for value in tuple(row)[:-1])}"
    record.create_function("home_of", 1, lambda country: home(country) or "", deterministic=True)
    counted = (
        "SELECT x.who, o.title, coalesce(o.of, ''), o.former, home_of(x.country), count(DISTINCT o.article)"
        " FROM office AS o JOIN actor AS x ON x.article = o.article AND x.id = o.actor GROUP BY 1, 2, 3, 4, 5"
    )
    kept = "SELECT who, title, of, former, home, articles FROM held"
    for row in record.execute(f"SELECT * FROM ({kept} EXCEPT {counted}) UNION SELECT * FROM ({counted} EXCEPT {kept})"):
        yield f"the office {row[1]!r} of {row[0]} is not held by as many articles as the record says"


def _findings_unindexed(record: Record) -> Iterator[str]:
    """Whether the index of findings has as many under each actor as the parts tell; names of the index are hexadecimal."""
    record.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab (main, finding_index, row)")
    kept = "SELECT upper(substr(term, 3)), sum(doc) FROM temp.indexed WHERE term >= 'w' AND term < 'x' GROUP BY 1"
    told = (
        "SELECT hex(who), count(*) FROM (SELECT DISTINCT who, kind, article, finding FROM part WHERE kind != 'actor')"
        " GROUP BY who"
    )
    for row in record.execute(f"SELECT * FROM ({kept} EXCEPT {told}) UNION SELECT * FROM ({told} EXCEPT {kept})"):
        yield f"the index of findings is out of step for {bytes.fromhex(row[0]).decode()}"


def _index_out_of_step(record: Record) -> Iterator[str]:
    """FTS5 compares its index with the articles itself, but only for a connection that may write."""
    try:
        record.execute("INSERT INTO article_text (article_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):
            raise
    except sqlite3.DatabaseError:
        yield "the full-text index is out of step with the articles"
