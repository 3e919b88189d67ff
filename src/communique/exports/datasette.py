"""The record as a plain SQLite file with tables, views and full text for Datasette, and the metadata that explains them.

The record itself is SQLite too, but in many small tables; this one has a row a finding, its lists as JSON.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from communique.exports.account import Account, Terms
from communique.exports.tables import TABLES, Cell, Column, Row, Shaped
from communique.exports.telling import threads_of
from communique.exports.threaded import RECORD_TABLES, record_rows
from communique.model import Page

ALL: tuple[Shaped, ...] = (*TABLES.values(), *RECORD_TABLES.values())
AFFINITY = {
    "text": "TEXT", "category": "TEXT", "list": "TEXT", "integer": "INTEGER", "number": "REAL", "flag": "INTEGER",
    "date": "TEXT",
}  # fmt: skip
# What Datasette offers as facets, and the column it sorts by.
FACETS = {
    "events": ["event", "factuality", "actor_country", "recipient_country"],
    "statements": ["manner", "channel", "speaker_country"],
    "commitments": ["kind", "status", "debtor_country"],
    "articles": ["kind", "publisher", "published"],
    "actors": ["kind", "country", "sector"],
    "phrases": ["family", "phrase"],
    "happenings": ["event", "factuality", "actor_country", "recipient_country"],
    "undertakings": ["kind", "state"],
}
VIEWS = {
    "meetings": (
        "Meetings, visits and calls that took place, the newest first.",
        "SELECT date, actor, recipient, host, mode, place, words, headline, published, uri, id FROM events"
        " WHERE event = 'CONSULT' AND factuality = 'actual' ORDER BY coalesce(date_from, published) DESC",
    ),
    "ahead": (
        "What is due or planned, by the first day it can mean.",
        "SELECT due_from AS day, due AS date, kind AS what, debtor AS who, act AS words, headline, uri, id FROM commitments"
        " WHERE status = 'open' AND due_from IS NOT NULL UNION ALL"
        " SELECT date_from, date, event, actor, words, headline, uri, id FROM events"
        " WHERE factuality = 'planned' AND date_from IS NOT NULL ORDER BY 1",
    ),
    "country_pairs": (
        "How often each country is reported acting on another, by quad class.",
        "SELECT a.value AS actor_country, r.value AS recipient_country, count(*) AS events,"
        " sum(quad = 1) AS verbal_cooperation, sum(quad = 2) AS material_cooperation, sum(quad = 3) AS verbal_conflict,"
        " sum(quad = 4) AS material_conflict, round(avg(score), 2) AS mean_score"
        " FROM events, json_each(actor_country) AS a, json_each(recipient_country) AS r"
        " WHERE factuality = 'actual' AND a.value != '' AND r.value != '' AND a.value != r.value GROUP BY 1, 2 ORDER BY 3 DESC",
    ),
    "contested": (
        "What one side asserts and another denies, the newest first.",
        "SELECT what, asserted_by, denied_by, words, headline, published, uri, id FROM claims ORDER BY published DESC",
    ),
}


def write(pages: Iterable[Page], to: Path, account: Account, terms: Terms) -> None:
    """Write the database `to` and, beside it, `to` with the ending .metadata.json. A file there already is replaced."""
    for old in (to, to.with_name(to.name + "-journal")):
        old.unlink(missing_ok=True)
    to.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(to)) as database:
        for table in ALL:
            database.execute(_create(table))
        sink = database.cursor()
        for page in pages:
            threads = threads_of(pages, page)
            for table in TABLES.values():
                _insert(sink, table, table.rows(page, threads), account)
        for whole in RECORD_TABLES.values():
            _insert(sink, whole, record_rows(whole, pages), account)
        _finish(database)
    metadata_file(to).write_text(json.dumps(metadata(to.stem), indent=1, ensure_ascii=False), encoding="utf-8")


def _insert(sink: sqlite3.Cursor, table: Shaped, rows: Iterable[Row], account: Account) -> None:
    """Rows as they come, one by one, so that none are held."""
    query = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
    for row in rows:
        sink.execute(query, tuple(_plain(cell) for cell in row))
        account.wrote(table.name)


def metadata_file(to: Path) -> Path:
    return to.with_suffix(".metadata.json")


def metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata: what each table, view and column tells, facets and sort orders."""
    tables: dict[str, Any] = {table.name: _table_metadata(table) for table in ALL}
    tables |= {view: {"description": meaning} for view, (meaning, _) in VIEWS.items()}
    return {
        "title": "What pages reported",
        "description": "A record made by communique: every row carries the words that say it and the rule that found it. "
        "It says what was reported, not what is so.",
        "databases": {name: {"tables": tables}},
    }


def _table_metadata(table: Shaped) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": table.meaning,
        "columns": {column.name: column.meaning for column in table.columns},
    }
    if table.name in FACETS:
        told["facets"] = FACETS[table.name]
    if "published" in table.names:
        told["sort_desc"] = "published"
    if "headline" in table.names:
        told["label_column"] = "headline"
    return told


def _create(table: Shaped) -> str:
    return f"CREATE TABLE {table.name} (\n  {_columns(table.columns)}\n)"


def _columns(columns: Iterable[Column]) -> str:
    return ",\n  ".join(f'"{column.name}" {AFFINITY[column.kind]}' for column in columns)


def _finish(database: sqlite3.Connection) -> None:
    """Indexes, views and full text, once all rows are in."""
    for table in ALL:
        for column in ("id", "article", "published", "date_from", "who"):
            if column in table.names:
                database.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({column})")
    for view, (_, query) in VIEWS.items():
        database.execute(f"CREATE VIEW {view} AS {query}")
    database.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (headline, text, content='articles',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    database.commit()


def _plain(cell: Cell) -> str | int | float | bytes | None:
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, date) else cell
