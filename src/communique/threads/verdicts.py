"""What readers decide became of an undertaking, and which steps they say do not belong together.

A verdict stands over whatever pages tell until it is taken back. It is tied to the words of a commitment, not only to its
id: when a newer communique reads the page anew, it goes to the commitment in the same place.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Literal, get_args

from msgspec import Struct

from communique.model import content_id
from communique.store import Record

Verdict = Literal["open", "accepted", "declined", "scheduled", "moved", "cancelled", "done", "broken"]
VERDICTS: tuple[str, ...] = get_args(Verdict)


class CannotJudge(ValueError):
    """There is no such chain or verdict; the message says what would be right."""


class Judged(Struct, frozen=True, kw_only=True):
    """A reader's verdict on the undertaking that a commitment belongs to."""

    id: str
    finding: str
    words: str
    state: str
    reason: str | None
    made: str
    undone: str | None


def judge(record: Record, chain: str, state: str, reason: str | None = None) -> Judged:
    """Say what became of a chain; an earlier verdict on it is taken back. Belongs in a transaction. Raises CannotJudge."""
    if state not in VERDICTS:
        raise CannotJudge(f"a verdict is one of {', '.join(VERDICTS)}; {state!r} is none")
    leader = record.execute(
        "SELECT s.finding, s.start, s.stop, a.id, substr(a.text, s.start + 1, s.stop - s.start) AS words"
        " FROM chain AS c JOIN chain_step AS s ON s.chain = c.key AND s.leader = s.key"
        " JOIN article AS a ON a.key = s.article WHERE c.id = ? ORDER BY s.rank LIMIT 1",
        (chain,),
    ).fetchone()
    if leader is None:
        raise CannotJudge(f"the record has no chain {chain}; give the id as `communique promises` prints it")
    standing_one = verdict_on(record, chain)
    if standing_one:
        take_back(record, standing_one.id)
    made = datetime.now(UTC).isoformat(timespec="microseconds")
    name = content_id("verdict", leader["id"], leader["start"], leader["stop"], state, made)
    record.execute(
        "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        (name, leader["id"], leader["finding"], leader["start"], leader["stop"], leader["words"], state, reason, made),
    )
    return _judged(record.execute("SELECT * FROM verdict WHERE id = ?", (name,)).fetchone())


def take_back(record: Record, name: str) -> None:
    """Take a verdict back; it stays in the list of all. Belongs in a transaction. Raises CannotJudge."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    changed = record.execute("UPDATE verdict SET undone = ? WHERE id = ? AND undone IS NULL", (now, name)).rowcount
    if not changed:
        raise CannotJudge(f"there is no standing verdict {name}")


def verdicts(record: Record, *, undone: bool = False) -> list[Judged]:
    """All verdicts, in the order they were made; those taken back only with `undone`."""
    rows = record.execute("SELECT * FROM verdict ORDER BY made, id").fetchall()
    return [_judged(row) for row in rows if undone or row["undone"] is None]


def verdict_on(record: Record, chain: str) -> Judged | None:
    """The standing verdict on a chain: the newest tied to a commitment of it, by id or by its words' place."""
    row = record.execute(
        "SELECT v.* FROM chain AS c JOIN chain_step AS s ON s.chain = c.key AND (s.sort = 'commitment' OR s.leader = s.key)"
        " JOIN article AS a ON a.key = s.article JOIN verdict AS v ON v.article = a.id"
        " AND (v.finding = s.finding OR (v.start < s.stop AND v.stop > s.start))"
        " WHERE c.id = ? AND v.undone IS NULL ORDER BY v.made DESC LIMIT 1",
        (chain,),
    ).fetchone()
    return _judged(row) if row else None


def judged_chains(record: Record) -> dict[int, str]:
    """The chains on which a verdict stands, by row, and what it says; the newest where several do."""
    rows = record.execute(
        "SELECT s.chain, v.state FROM verdict AS v CROSS JOIN article AS a ON a.id = v.article CROSS JOIN chain_step AS s"
        " ON s.article = a.key AND (s.sort = 'commitment' OR s.leader = s.key) AND (v.finding = s.finding OR (v.start < s.stop AND v.stop > s.start))"
        " WHERE v.undone IS NULL AND s.chain IS NOT NULL ORDER BY v.made"
    )
    return {row[0]: row[1] for row in rows}


def _judged(row: sqlite3.Row) -> Judged:
    return Judged(**{name: row[name] for name in ("id", "finding", "words", "state", "reason", "made", "undone")})


def steps_apart_from(record: Record, key: int) -> set[int]:
    """The steps of which a reader has said that they are not of one undertaking with this: a correction "not same" of
    two commitments, or of a commitment and an event."""
    rows = record.execute(
        "SELECT t.key FROM chain_step AS s JOIN correction_target AS x ON x.target = s.finding"
        " JOIN correction AS c ON c.id = x.correction AND c.kind = 'not same' AND c.undone IS NULL"
        " JOIN correction_target AS y ON y.correction = c.id AND y.position != x.position"
        " JOIN chain_step AS t ON t.finding = y.target WHERE s.key = ?",
        (key,),
    )
    return {row[0] for row in rows} - {key}
