"""What a happening, a promise or a claim followed over pages is called now that was known, and cited, by another id."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.store import Record, figures_of

# What `content_id` makes: nothing else was ever an id, and need not be looked for.
ID = re.compile(r"([a-z]+)-([0-9a-f]{12})")
# Of each kind: the table of what one leads, that which has their ids, and the column that points from one to the other.
LED = {
    "happening": ("happening_event", "happening"),
    "chain": ("chain_step", "chain"),
    "contention": ("voice", "contention"),
}
# What `former` has, worked out from all that may ever have led.
FORMER = " UNION ALL ".join(f"SELECT figures_of(rank), key FROM {parts}" for parts, _ in LED.values())


def renamed(record: Record, name: str) -> str | None:
    """The present id of what had this one; None where nothing had.

    An id is drawn from the telling that leads, so that it does not depend on the order in which pages came in. An earlier page
    that comes later leads from then on; the telling that led before is still there, and `former` knows the id it gave.
    """
    told = ID.fullmatch(name)
    if told is None or told[1] not in LED:
        return None
    parts, threads = LED[told[1]]
    figures = int(told[2], 16)
    rows = record.execute(
        f"SELECT t.id, m.rank FROM former AS f CROSS JOIN {parts} AS m ON m.key = f.part"
        f" CROSS JOIN {threads} AS t ON t.key = m.{threads} WHERE f.figures = ?",
        (figures,),
    )
    return next((str(row[0]) for row in rows if figures_of(row[1]) == figures), None)


def undenied(record: Record, name: str) -> str | None:
    """The claim, act or statement that a contention of this id rested on, where nobody denies it any longer: an earlier page
    has come to lead it, and the denial follows another, or the page that denied it has been read anew."""
    told = ID.fullmatch(name)
    if told is None or told[1] != "contention":
        return None
    figures = int(told[2], 16)
    rows = record.execute(
        "SELECT v.finding, v.rank FROM former AS f CROSS JOIN voice AS v ON v.key = f.part"
        " WHERE f.figures = ? AND v.contention IS NULL",
        (figures,),
    )
    return next((str(row[0]) for row in rows if figures_of(row[1]) == figures), None)


def note_ids(record: Record, parts: Iterable[tuple[int, str]]) -> None:
    """Keep under which ids these parts of threads, each with its rank, would lead. Belongs in a transaction."""
    rows = [(figures_of(rank), key) for key, rank in parts]
    record.executemany("INSERT OR IGNORE INTO former VALUES (?, ?)", rows)


def forget_ids(record: Record, table: str, keys: Iterable[int]) -> None:
    """These parts go: no id leads to them any more. Belongs in a transaction."""
    asked = f"SELECT rank FROM {table} WHERE key = ?"
    ranks = ((key, row[0]) for key in keys for row in record.execute(asked, (key,)))
    record.executemany("DELETE FROM former WHERE figures = ? AND part = ?", [(figures_of(r), key) for key, r in ranks])


def note_all_ids(record: Record) -> None:
    """Work `former` out anew from everything that leads or is led. Belongs in a transaction."""
    record.create_function("figures_of", 1, figures_of, deterministic=True)
    record.execute("DELETE FROM former")
    record.execute(f"INSERT OR IGNORE INTO former {FORMER} ORDER BY 1, 2")
