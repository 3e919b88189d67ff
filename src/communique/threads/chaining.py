"""Chains: what became of each undertaking, over all pages, kept up to date as pages come and go.

Steps are put together as tellings of one act are (see `leading`): an undertaking leads, those that tell it again and the
outcomes that later pages tell join it. Outcomes that settle nothing that was undertaken lead themselves and are no
chain. What the steps of a chain come to on a day is worked out in `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from communique.model import Article, content_id
from communique.store import Record
from communique.threads import verdicts
from communique.threads.following import alike
from communique.threads.leading import Circle, Kind
from communique.threads.renamed import forget_ids, note_ids
from communique.threads.standing import Reached, standing
from communique.threads.steps import Step, StepTraits, steps_of

STEPS = Kind(
    "chain_step", "chain_block", StepTraits, alike, may_lead=lambda t: not t.outcome, shared=lambda t: t.shared
)


def enter_articles(record: Record, articles: Sequence[tuple[int, str, Article]]) -> None:
    """Put the steps of articles that have just been stored into chains: (row, page id and place on the page, article)."""
    circle = _circle(record)
    for key, place, article in articles:
        seen = set()
        for step in steps_of(article):
            if (step.sort, step.finding) in seen:
                continue
            seen.add((step.sort, step.finding))
            circle.enter(_insert(record, key, step, place), rank_of(step, place), step.traits)
    _gather(record, circle.settle(), ())


def leave_articles(record: Record, keys: Sequence[int]) -> None:
    """Take the steps of these articles out; what they led finds others."""
    rows = record.execute(
        f"SELECT key, chain FROM chain_step WHERE article IN ({', '.join('?' * len(keys))}) ORDER BY rank", list(keys)
    ).fetchall()
    circle = _circle(record)
    steps = [row["key"] for row in rows]
    for key in steps:
        circle.leave(key)
    forget_ids(record, "chain_step", steps)
    record.executemany("DELETE FROM chain_step WHERE key = ?", [(key,) for key in steps])
    _gather(record, circle.settle(gone=steps), {row["chain"] for row in rows if row["chain"] is not None})


def steps_on(record: Record, findings: Iterable[str]) -> list[int]:
    """The steps that rest on these findings."""
    return [
        row[0]
        for name in findings
        for row in record.execute("SELECT key FROM chain_step WHERE finding = ? ORDER BY key", (name,))
    ]


def choose_anew(record: Record, steps: Iterable[int]) -> None:
    """Have these steps choose again, after a reader has said something of them."""
    circle, listed = _circle(record), sorted(set(steps))
    rows = [record.execute("SELECT chain, leader FROM chain_step WHERE key = ?", (key,)).fetchone() for key in listed]
    for key in listed:
        circle.await_turn(key)
    was = {row["chain"] for row in rows if row["chain"] is not None}
    _gather(record, circle.settle() | {row["leader"] for row in rows}, was)


def rank_of(step: Step, place: str) -> str:
    """Where a step stands in the order of choosing: undertakings before outcomes, those first that say most."""
    t = step.traits
    to_the_day = t.days is not None and t.days[0] == t.days[1]
    called_off = t.tells in ("cancelled", "moved", "done", "declined")
    only_planned = step.sort == "event" and not t.outcome  # who undertakes it in words leads who tells of a plan
    poor = called_off * 8 + only_planned * 6 + (not to_the_day) * 2 + (t.days is None) * 2 + max(0, 2 - len(t.sides))
    published = 9_999_999 if t.published is None else t.published
    return f"{int(t.outcome)}-{poor:02}-{published:07}-{step.finding}-{place}"


def _circle(record: Record) -> Circle[StepTraits]:
    return Circle(record, STEPS, lambda key: verdicts.steps_apart_from(record, key), lambda key: set())


def _insert(record: Record, article: int, step: Step, place: str) -> int:
    told = msgspec.json.encode(step.traits).decode()
    cursor = record.execute(
        "INSERT INTO chain_step (article, sort, finding, tells, start, stop, rank, traits)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (article, step.sort, step.finding, step.tells, step.at.start, step.at.stop, rank_of(step, place), told),
    )
    note_ids(record, [(cursor.lastrowid or 0, rank_of(step, place))])
    return cursor.lastrowid or 0


def _gather(record: Record, leaders: Iterable[int], chains: Iterable[int]) -> None:
    """Write the chains anew of every circle that changed."""
    stale = set(chains)
    for leader in sorted(leaders):
        row = record.execute(
            "SELECT key, rank, finding, article, sort, start, stop, rank LIKE '0-%' AS undertakes FROM chain_step WHERE key = ? AND leader = key",
            (leader,),
        ).fetchone()
        if row is not None:
            stale |= _write(record, row)
    for key in stale:
        rewrite(record, key)


def _write(record: Record, leader: Any) -> set[int]:
    """Put a circle's steps under one chain, or under none where nothing was undertaken; returns the chains touched."""
    members = record.execute("SELECT key, chain FROM chain_step WHERE leader = ?", (leader["key"],)).fetchall()
    key = _chain(record, leader) if leader["undertakes"] else None
    moved = [m for m in members if m["chain"] != key]
    record.executemany("UPDATE chain_step SET chain = ? WHERE key = ?", [(key, m["key"]) for m in moved])
    return {k for k in (key, *(m["chain"] for m in moved)) if k is not None}


def _chain(record: Record, leader: Any) -> int:
    name = content_id("chain", leader["rank"])
    known = record.execute("SELECT key FROM chain WHERE id = ?", (name,)).fetchone()
    if known:
        return int(known["key"])
    cursor = record.execute(
        "INSERT INTO chain VALUES (NULL, ?, ?, ?, 0, NULL, NULL, 'open', 0, 0, NULL, NULL)",
        (name, *_what(record, leader)),
    )
    return cursor.lastrowid or 0


def _what(record: Record, leader: Any) -> tuple[str, str]:
    """What is undertaken, and its kind: those of a commitment, or the words of a plan."""
    if leader["sort"] == "commitment":
        told = record.execute(
            "SELECT act, kind FROM commitment WHERE article = ? AND id = ?", (leader["article"], leader["finding"])
        ).fetchone()
        return told["act"], told["kind"]
    words = record.execute(
        "SELECT substr(text, ? + 1, ?) FROM article WHERE key = ?",
        (leader["start"], leader["stop"] - leader["start"], leader["article"]),
    ).fetchone()[0]
    return " ".join(words.split()), "plan"


# What `chain_party` has of some chains, worked out from their steps.
PARTIES = """SELECT DISTINCT s.chain, p.who FROM chain_step AS s CROSS JOIN part AS p INDEXED BY part_article
  ON p.article = s.article AND p.finding = s.finding AND p.kind = s.sort WHERE s.chain {}"""


def rewrite(record: Record, key: int) -> None:
    """Work out anew what a chain has come to; one without steps is gone."""
    rows = record.execute(
        "SELECT s.tells, s.traits, s.article, a.published FROM chain_step AS s JOIN article AS a ON a.key = s.article"
        " WHERE s.chain = ? ORDER BY s.rank",
        (key,),
    ).fetchall()
    if not rows:
        record.execute("DELETE FROM chain WHERE key = ?", (key,))
        return
    record.execute("DELETE FROM chain_party WHERE chain = ?", (key,))
    record.execute(f"INSERT INTO chain_party {PARTIES.format('= ?')}", (key,))
    stands = standing(_reached(rows))
    days = sorted(row["published"] for row in rows if row["published"])
    meeting = msgspec.json.decode(rows[0]["traits"], type=StepTraits).meeting
    due = [date.fromordinal(day).isoformat() for day in stands.due] if stands.due else [None, None]
    record.execute(
        "UPDATE chain SET meeting = ?, due = ?, due_last = ?, state = ?, steps = ?, articles = ?, first = ?, last = ?"
        " WHERE key = ?",
        (int(meeting), due[0], due[1], stands.state, len(rows), len({row["article"] for row in rows}),
         days[0] if days else None, days[-1] if days else None, key),
    )  # fmt: skip


def _reached(rows: Iterable[Any]) -> list[Reached]:
    traits = [msgspec.json.decode(row["traits"], type=StepTraits) for row in rows]
    return [Reached(t.tells, t.published, t.days, t.outcome) for t in traits]
