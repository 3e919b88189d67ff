"""What a happening, a promise or a claim followed over pages is called now that was known, and cited, by another id."""

from __future__ import annotations

import re

from communique.model import content_id
from communique.store import Record

# What `content_id` makes: nothing else was ever an id, and need not be looked for.
ID = re.compile(r"[a-z]+-[0-9a-f]{12}")
# Of each kind: the table of what one leads, that which has their ids, and the column that points from one to the other.
LED = {
    "happening": ("happening_event", "happening"),
    "chain": ("chain_step", "chain"),
    "contention": ("voice", "contention"),
}


def renamed(record: Record, name: str) -> str | None:
    """The present id of what had this one; None where nothing had.

    An id is drawn from the telling that leads, so that it does not depend on the order in which pages came in. An earlier page
    that comes later leads from then on; the telling that led before is still there and still gives the former id. All
    tellings are gone through, some three seconds for a million: only whoever follows an old link asks.
    """
    kind = name.partition("-")[0]
    if kind not in LED or not ID.fullmatch(name):
        return None
    tellings, threads = LED[kind]
    record.create_function("former_id", 1, lambda rank: content_id(kind, rank), deterministic=True)
    row = record.execute(
        f"SELECT t.id FROM {tellings} AS m JOIN {threads} AS t ON t.key = m.{threads} WHERE former_id(m.rank) = ? LIMIT 1",
        (name,),
    ).fetchone()
    return str(row[0]) if row else None
