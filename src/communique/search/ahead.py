"""What has a day: undertakings by the day they are due, with every step that moved them, and plans that belong to none."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from communique.search.findings import find_findings
from communique.search.followed import batched, once
from communique.search.found import Found, Wanted
from communique.store import Record
from communique.threads import Chain, chains_named


class Ahead(Struct, frozen=True, kw_only=True):
    """Something with a day, `first` to `last`: an undertaking over all pages (`chain`, with its steps), or an event that
    one page tells as planned (`event`)."""

    first: str
    last: str
    chain: Chain | None = None
    event: Found | None = None


def ahead(record: Record, start: str = "", limit: int = 60) -> tuple[list[Ahead], str | None]:
    """What falls on `start` (an ISO day, month or year) or later, by the last day on which it can be; and the day with
    which the list goes on where `limit` cuts it."""
    names = record.execute(
        "SELECT id, due_last FROM chain WHERE due_last >= ? ORDER BY due_last, key LIMIT ?", (start, limit)
    ).fetchall()
    planned = Wanted(dated=True, by_date=True, since=start or None, state="planned")
    events = find_findings(record, "event", planned, limit)
    chains = chains_named(record, [row["id"] for row in names])
    listed = [
        *(Ahead(first=one.due[0], last=one.due[1], chain=one) for one in chains if one.due),
        *(Ahead(first=one.date or "", last=one.enddate or one.date or "", event=one) for one in _alone(record, events)),
    ]
    ends = [names[-1]["due_last"]] if len(names) == limit else []
    ends += [events[-1].date or ""] if len(events) == limit else []
    cut = min(ends, default=None)
    shown = [one for one in listed if cut is None or one.last <= cut]
    return sorted(shown, key=lambda one: (one.last, one.first, one.chain is None)), cut


def _alone(record: Record, events: Iterable[Found]) -> list[Found]:
    """Planned events whose words are no step of an undertaking, each act once."""
    listed = list(events)
    known: set[str] = set()
    for part in batched([one.id for one in listed]):
        rows = record.execute(
            "SELECT e.id FROM article AS a JOIN event AS e ON e.article = a.key JOIN chain_step AS s ON s.article = e.article"
            " AND s.chain IS NOT NULL AND e.trigger_start BETWEEN s.start AND s.stop - 1"
            f" WHERE e.id IN ({', '.join('?' * len(part))}) AND a.id IN ({', '.join('?' * len(part))})",
            [*part, *(one.article for one in listed if one.id in set(part))],
        )
        known |= {row[0] for row in rows}
    return list(once(record, tuple(one for one in listed if one.id not in known)))
