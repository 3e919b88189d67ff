"""What runs through many articles, as flat tables: happenings, undertakings, and claims with both their sides.

These rows come from the record, not from a page: one matter may be told by many.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.exports.days import day_of, days_of
from communique.exports.tables import Cell, Column, Row, columns, dates, party

if TYPE_CHECKING:
    from communique.exports.formats import Pages

# Rows fetched at a time.
BATCH = 500


class RecordTable(NamedTuple):
    """A table of the record as a whole; `find` gives its rows in the order of `columns`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    find: Callable[[Pages], Iterator[Row]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


REPORTED = columns(
    "reports integer how many articles tell of it",
    "first date the day of the first report",
    "last date the day of the last report",
)
HAPPENING_COLUMNS = (
    *columns(
        "id text the happening's id; events name it",
        "event category PLOVER's type",
        "mode list PLOVER's modes",
        "factuality category actual, planned, negated or possible",
    ),
    *party("actor", "who did it, as the telling that stands for it has them"),
    *party("recipient", "to whom"),
    *dates("date", "when"),
    *columns(
        "enddate text when it ended, as the record has it",
        "place text where",
        "tellings integer how many events of articles tell it",
        "sources integer how many of the reports are independent: copies of one text are one",
        "leading text the event that stands for it",
    ),
    *REPORTED,
)
UNDERTAKING_COLUMNS = columns(
    "id text the undertaking's id",
    "kind category invitation, pledge, plan, agreement or deadline",
    "act text what is to be done",
    "debtor list who must act",
    "creditor list who is owed it",
    "due_from date the first day on which it is due",
    "due_to date the last day on which it is due",
    "state category open, accepted, declined, scheduled, moved, cancelled, done or overdue; a reader's verdict wins",
    "judged flag whether a reader has decided the state",
    "commitments list the ids of the commitments in it",
    "steps list what the articles tell, in order: invited, accepted, moved ...",
    "reports integer how many articles tell of it",
    "first date the day of the first report",
    "last date the day of the last report",
)
CONTENTION_COLUMNS = columns(
    "id text the contention's id",
    "what text what is contested",
    "asserted_by list who asserts it, in any article",
    "denied_by list who denies it, in any article",
    "findings list the ids of the claims, statements and events it rests on",
    "reports integer how many articles tell of it",
    "first date the day of the first report",
    "last date the day of the last report",
)

_PARTIES = (
    "(SELECT json_group_array(json_array(p.role, x.name, x.country)) FROM event_party AS p"
    " JOIN actor AS x ON x.article = p.article AND x.id = p.actor WHERE p.article = t.article AND p.event = t.event)"
)


def happening_rows(pages: Pages) -> Iterator[Row]:
    """Happenings with the parties of the telling that stands for them."""
    for batch in _batches(pages, "happening", "happening_event", "event", "c.kind = 'event'"):
        for key in batch:
            row = pages.record.execute(
                f"SELECT h.*, t.event AS leading, {_PARTIES} AS parties FROM happening AS h"
                " JOIN happening_event AS t ON t.happening = h.key WHERE h.key = ? ORDER BY t.rank LIMIT 1",
                (key,),
            ).fetchone()
            if row is not None:
                yield _happening(row)


def _happening(row: Any) -> Row:
    parties = json.loads(row["parties"])
    actors, recipients = ([p for p in parties if p[0] == role] for role in ("actor", "recipient"))
    days = days_of(row["date"])
    when: tuple[Cell, ...] = (
        (row["date"], days.first, days.last, days.precision) if days else (row["date"], None, None, None)
    )
    return (
        row["id"], row["event"], json.loads(row["mode"]), row["factuality"], *_named(actors), *_named(recipients), *when,
        row["enddate"], row["place"], row["tellings"], row["sources"], row["leading"], row["articles"],
        day_of(row["first"]), day_of(row["last"]),
    )  # fmt: skip


def undertaking_rows(pages: Pages) -> Iterator[Row]:
    """Promises, invitations and plans over all pages, as they stand today."""
    from communique.threads import chain

    for batch in _batches(pages, "chain", "chain_step", "finding", "c.kind = t.sort"):
        for name in _ids(pages, "chain", batch):
            one = chain(pages.record, name)
            if one is None:
                continue
            owing = {role: [p.name for p in one.parties if p.role == role] for role in ("debtor", "creditor")}
            due = one.due or (None, None)
            yield (
                one.id, one.kind, one.act, owing["debtor"], owing["creditor"], day_of(due[0]), day_of(due[1]), one.state,
                one.verdict is not None, [s.finding for s in one.steps if s.sort == "commitment"],
                [s.tells for s in one.steps], one.articles, day_of(one.first), day_of(one.last),
            )  # fmt: skip


def contention_rows(pages: Pages) -> Iterator[Row]:
    """Claims over all pages, with everybody who asserts or denies them."""
    from communique.threads import contention

    for batch in _batches(pages, "contention", "voice", "finding", "c.kind = t.sort"):
        for name in _ids(pages, "contention", batch):
            one = contention(pages.record, name)
            if one is not None:
                yield (
                    one.id, one.what, [s.name for s in one.asserted_by], [s.name for s in one.denied_by],
                    [v.finding for v in one.voices], one.articles, day_of(one.first), day_of(one.last),
                )  # fmt: skip


RECORD_TABLES: dict[str, RecordTable] = {
    table.name: table
    for table in (
        RecordTable(
            "happenings", "Acts over all articles: one row for what many tell.", HAPPENING_COLUMNS, happening_rows
        ),
        RecordTable(
            "undertakings",
            "Promises, invitations and plans over all articles, and what became of them.",
            UNDERTAKING_COLUMNS,
            undertaking_rows,
        ),
        RecordTable(
            "contentions", "Claims over all articles, with both their sides.", CONTENTION_COLUMNS, contention_rows
        ),
    )
}


def record_rows(table: RecordTable, pages: Iterable[object]) -> Iterator[Row]:
    """The rows of a table; none where the pages come from no record."""
    from communique.exports.formats import Pages

    if isinstance(pages, Pages):
        yield from table.find(pages)


def _batches(pages: Pages, matter: str, telling: str, finding: str, kind: str) -> Iterator[list[int]]:
    """Row numbers of a matter, some at a time; of what was chosen, those that something chosen tells of."""
    picked = (
        f" AND m.key IN (SELECT t.{matter} FROM {telling} AS t JOIN temp.chosen_finding AS c ON c.article = t.article"
        f" AND {kind} AND c.id = t.{finding})"
        if pages.chosen
        else ""
    )
    last = -1
    while rows := pages.record.execute(
        f"SELECT m.key FROM {matter} AS m WHERE m.key > ?{picked} ORDER BY m.key LIMIT {BATCH}", (last,)
    ).fetchall():
        yield [row["key"] for row in rows]
        last = rows[-1]["key"]


def _ids(pages: Pages, matter: str, keys: list[int]) -> Iterator[str]:
    for key in keys:
        yield pages.record.execute(f"SELECT id FROM {matter} WHERE key = ?", (key,)).fetchone()["id"]


def _named(parties: list[list[str]]) -> tuple[list[str], list[str]]:
    return [name for _, name, _ in parties], [country or "" for _, _, country in parties]
