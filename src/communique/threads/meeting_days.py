"""Meetings, visits and calls in the order of the days on which they took place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.store import Record
from communique.store.asked import FINDING, asked_for, number_asked_for
from communique.threads.asking import PARTY_TO, TOLD_OF, Happening, happening_in

# The acts of who has fewer than this are all put in order, some 25 ms; of who has more, those alone that are told as meetings
# (a third, of most), and of who has that many too all meetings are gone through by their days, where every hundredth is
# such an actor's. Only a meeting that every page which names this actor tells as another act is then passed over.
FEW = 2500
_OWN = f"""(SELECT DISTINCT t.happening AS key FROM finding_index AS i CROSS JOIN event AS f ON {FINDING}
  CROSS JOIN happening_event AS t ON t.article = f.article AND t.event = f.id WHERE finding_index MATCH ?
  UNION SELECT t.happening FROM correction AS c CROSS JOIN correction_target AS x ON x.correction = c.id
  CROSS JOIN event AS f ON f.id = x.target CROSS JOIN happening_event AS t ON t.article = f.article AND t.event = f.id
  WHERE c.kind = 'wrong' AND c.field = 'event' AND c.undone IS NULL {{}})"""


def met(
    record: Record,
    *,
    who: Iterable[str] = (),
    factuality: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Happening]:
    """Meetings, visits and calls that all of `who` are party to in one article, those of the latest day first; one of which no
    day is told stands at that of its last report. `since` and `until` are ISO dates that its own day must lie between."""
    parties = sorted(who)
    source, where, values = _chosen(record, parties)
    for test, more in _given(factuality, since, until):
        where, values = [*where, test], [*values, *more]
    rows = record.execute(
        f"SELECT h.* FROM {source} WHERE {' AND '.join(where)} ORDER BY h.day DESC, h.key DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [happening_in(row) for row in rows]


def _chosen(record: Record, parties: list[str]) -> tuple[str, list[str], list[Any]]:
    """What is gone through, the tests and their values: all meetings by their days, or those of few."""
    own = PARTY_TO * len(parties)
    for asked in (asked_for("event", parties), asked_for("event", parties, what="CONSULT")):
        if asked and number_asked_for(record, asked, FEW) < FEW:
            source = f"{_OWN.format(own)} AS own CROSS JOIN happening AS h ON h.key = own.key"
            return source, ["h.event = 'CONSULT'"], [asked, *parties]
    of_all = [TOLD_OF.format(own)] if parties else []
    return "happening AS h INDEXED BY happening_met", ["h.event = 'CONSULT'", *of_all], parties


def _given(factuality: str | None, since: str | None, until: str | None) -> list[tuple[str, list[str]]]:
    """Conditions on a meeting itself, each with its values; between days lies only one of which a day is told."""
    given = [("h.factuality = ?", [factuality])] if factuality else []
    given += [("h.day >= ?", [since])] if since else []
    given += [("h.day < ? || ':' AND substr(h.day, 1, length(?)) <= ?", [until] * 3)] if until else []
    return [*given, ("h.date BETWEEN '0' AND ':'", [])] if since or until else [*given]
