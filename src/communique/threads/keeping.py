"""Keep the threads in step with the pages: as a page is saved, in its transaction, or afterwards for a whole record."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from communique.model import Article, Page
from communique.store import Outcome, Record, load_article
from communique.store import save_page as save_alone
from communique.store.record import transaction
from communique.threads import chaining, contending, happenings, persons
from communique.threads.known import as_known, follow_corrections

# Raised when articles must be threaded anew because the rules have changed; `catch_up` sees to it.
RULES = "17"
# All that can be worked out anew from findings and corrections, what points to others first.
WORKED_OUT = (
    "threaded",
    "former",
    "chain_block",
    "chain_step",
    "chain_party",
    "chain",
    "voice_block",
    "voice_party",
    "voice",
    "contention",
    "sighting",
    "tenure",
    "guise_block",
    "guise",
    "person",
    "happening_block",
    "happening_event",
    "happening",
)
Placed = tuple[int, str, Article]


def save_page(record: Record, page: Page, reader: str) -> Outcome:
    """Store a page and thread its findings, all in one transaction; as `store.save_page` otherwise."""
    return save_alone(record, page, reader, leaving=leave_page, entering=enter_page)


def enter_page(record: Record, page: int) -> None:
    """Thread the articles of a page that has just been stored in this transaction."""
    rows = record.execute("SELECT key FROM article WHERE page = ? ORDER BY position", (page,)).fetchall()
    enter(record, [row[0] for row in rows])


def leave_page(record: Record, page: int) -> None:
    """Take the articles of a page that is about to be deleted out of the threads."""
    rows = record.execute("SELECT key FROM article WHERE page = ? ORDER BY position", (page,)).fetchall()
    leave(record, [row[0] for row in rows])


def enter(record: Record, keys: list[int]) -> None:
    """Thread these articles. Belongs in a transaction."""
    placed = [_placed(record, key) for key in keys]
    stale = persons.enter_articles(record, [(key, article) for key, _, article in placed])
    _join(record, placed)
    record.executemany("INSERT OR REPLACE INTO threaded VALUES (?, ?)", [(key, RULES) for key in keys])
    join_anew(record, stale - {*keys})


def leave(record: Record, keys: list[int]) -> None:
    """Unthread these articles. Belongs in a transaction."""
    _part(record, keys)
    stale = persons.leave_articles(record, keys)
    record.executemany("DELETE FROM threaded WHERE article = ?", [(key,) for key in keys])
    join_anew(record, stale - {*keys})


def join_anew(record: Record, keys: Iterable[int]) -> None:
    """Join the findings of these articles again, after what is known of them has changed. Belongs in a transaction."""
    known = [
        key
        for key in sorted(keys)
        if record.execute("SELECT 1 FROM threaded WHERE article = ?", (key,)).fetchone() is not None
    ]
    if known:
        _part(record, known)
        _join(record, [_placed(record, key) for key in known])


def _join(record: Record, as_read: Iterable[Placed]) -> None:
    placed = []
    for key, place, article in as_read:
        follow_corrections(record, key, article)
        placed.append((key, place, as_known(record, key, article)))
    happenings.enter_articles(record, placed)
    chaining.enter_articles(record, placed)
    contending.enter_articles(record, placed)


def _part(record: Record, keys: list[int]) -> None:
    contending.leave_articles(record, keys)
    chaining.leave_articles(record, keys)
    happenings.leave_articles(record, keys)


def _placed(record: Record, key: int) -> Placed:
    article = load_article(record, key)
    row = record.execute(
        "SELECT p.id, a.position FROM article AS a JOIN page AS p ON p.key = a.page WHERE a.key = ?", (key,)
    ).fetchone()
    assert article is not None
    return key, f"{row['id']}-{row['position']}", article


def number_waiting(record: Record) -> int:
    """How many articles `catch_up` would thread: those that are not yet, or all where the rules have changed."""
    old = record.execute("SELECT 1 FROM threaded WHERE rules != ? LIMIT 1", (RULES,)).fetchone()
    where = "" if old else " WHERE key NOT IN (SELECT article FROM threaded)"
    return int(record.execute(f"SELECT count(*) FROM article{where}").fetchone()[0])


def catch_up(record: Record, *, again: bool = False, step: Callable[[], None] = lambda: None) -> int:
    """Thread the articles that are not yet, or by older rules, or all with `again`; returns how many.

    One transaction an article: stop it at any moment and start it again. `step` is called after each.
    """
    if again or record.execute("SELECT 1 FROM threaded WHERE rules != ? LIMIT 1", (RULES,)).fetchone():
        with transaction(record):  # joins made by other rules must not decide those made now
            for table in WORKED_OUT:
                record.execute(f"DELETE FROM {table}")
    rows = record.execute(
        "SELECT key FROM article WHERE key NOT IN (SELECT article FROM threaded) ORDER BY key"
    ).fetchall()
    for row in rows:
        with transaction(record):
            enter(record, [row["key"]])
        step()
    return len(rows)
