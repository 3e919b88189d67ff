"""Where in the record an id stands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from communique.store.record import Record

KINDS = ("event", "statement", "claim", "commitment", "actor", "article")


class Place(NamedTuple):
    """An id, what it is the id of, the article's row, and the page it was read from."""

    id: str
    kind: str
    article: int
    uri: str
    fetched: str | None


def places_of(record: Record, name: str) -> list[Place]:
    """Every place of an id, or of the ids that begin with `name` ("claim-4f2a"): one for each copy of the article."""
    found: list[Place] = []
    for kind in KINDS:
        row = "a" if kind == "article" else "f"
        join = "" if kind == "article" else f"JOIN {kind} AS f ON f.article = a.key "
        found += (
            Place(*place)
            for place in record.execute(
                f"SELECT {row}.id, '{kind}', a.key, p.uri, p.fetched FROM article AS a {join}"
                f"JOIN page AS p ON p.key = a.page WHERE {row}.id >= ? AND {row}.id < ? ORDER BY {row}.id, a.key",
                (name, name + "\U0010ffff"),
            )
        )
    return found


def today_of(record: Record) -> date:
    """The day to which a record has come, that of its newest article: what is due later no page can have told of yet.
    The day it is where no article has one."""
    newest: str | None = record.execute("SELECT max(published) FROM article WHERE published < ':'").fetchone()[0]
    return date.fromisoformat((newest + "-01-01")[:10]) if newest else date.today()
