"""How often the record is right: findings drawn by chance, a reader's word on each, and the share that is right.

Ids are hashes of content, so the finding whose id follows a number drawn by chance is drawn by chance itself. The interval
is Wilson's for 95 % (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
American Statistical Association 22, 1927): with few answers it stays wide, and it never leaves 0 to 1.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from math import sqrt
from typing import Literal

from msgspec import Struct

from communique.search.findings import find_findings
from communique.search.found import Found, Wanted
from communique.store import Record
from communique.store.record import transaction

Verdict = Literal["right", "wrong", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "unsure")
TYPES = {"event": "f.event", "statement": "f.manner", "claim": "NULL", "commitment": "f.kind"}
# 97.5 % of the normal distribution lie below it.
Z = 1.96
# How many numbers are drawn before a kind with hardly anything left counts as judged.
TRIES = 50


class Judged(Struct, frozen=True, kw_only=True):
    """A reader's word on one finding. `said` is the confidence it was given."""

    finding: str
    article: str
    kind: str
    type: str | None
    rule: str
    said: float
    verdict: Verdict
    made: str


class Precision(Struct, frozen=True, kw_only=True):
    """Of the findings judged right or wrong, the share that is right, with its interval; unsure ones are counted apart."""

    kind: str
    type: str | None
    right: int
    wrong: int
    unsure: int
    share: float | None
    low: float | None
    high: float | None


def draw(record: Record, kind: str = "event", what: str | None = None, seed: int | None = None) -> Found | None:
    """A finding drawn by chance of which nobody has said anything yet; None where all have been judged.

    `what` narrows it to a type. The same `seed` draws the same from the same record.
    """
    chance = random.Random(seed)
    narrowed = f" AND {TYPES[kind]} = ?" if what and TYPES[kind] != "NULL" else ""
    query = (
        f"SELECT f.id FROM {kind} AS f WHERE f.id >= ?{narrowed} AND NOT EXISTS"
        " (SELECT 1 FROM audit AS u WHERE u.kind = ? AND u.finding = f.id) ORDER BY f.id LIMIT 1"
    )
    for number in range(TRIES):
        start = f"{kind}-{chance.randrange(16**12):012x}" if number < TRIES - 1 else ""
        row = record.execute(query, (start, *([what] if narrowed else []), kind)).fetchone()
        found = find_findings(record, kind, Wanted(id=row[0]), 1) if row else []
        if found:
            return found[0]
    return None


def judge(record: Record, kind: str, finding: str, verdict: Verdict) -> Judged | None:
    """Keep a reader's word on a finding, in place of an earlier one; None where the record has no such finding."""
    row = record.execute(
        f"SELECT a.id, {TYPES[kind]}, f.rule, f.confidence"
        f" FROM {kind} AS f JOIN article AS a ON a.key = f.article WHERE f.id = ? LIMIT 1",
        (finding,),
    ).fetchone()
    if row is None:
        return None
    made = datetime.now(UTC).isoformat(timespec="milliseconds")  # keys judge several in a second
    with transaction(record):
        record.execute(
            "INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (finding, row[0], kind, *tuple(row)[1:], verdict, made),
        )
    return Judged(
        finding=finding, article=row[0], kind=kind, type=row[1], rule=row[2], said=row[3], verdict=verdict, made=made
    )


def take_back(record: Record, finding: str) -> Judged | None:
    """Take a reader's word on a finding back: it is as if it had never been given, and the finding can be drawn again. None
    where nobody had said anything of it."""
    with transaction(record):
        row = record.execute(f"DELETE FROM audit WHERE finding = ? RETURNING {JUDGED}", (finding,)).fetchone()
    return Judged(**dict(row)) if row else None


JUDGED = ", ".join(Judged.__struct_fields__)


def judged(record: Record, limit: int = -1, offset: int = 0) -> list[Judged]:
    """What readers have said, the newest first; all of it without `limit`."""
    query = f"SELECT {JUDGED} FROM audit ORDER BY made DESC, finding LIMIT ? OFFSET ?"
    return [Judged(**dict(row)) for row in record.execute(query, (limit, offset))]


def precisions(record: Record) -> list[Precision]:
    """The share that is right by kind, and within each by type, those judged most first."""
    rows = judged(record)
    kinds = sorted({one.kind for one in rows})
    found = []
    for kind in kinds:
        of_kind = [one for one in rows if one.kind == kind]
        found.append(_precision(kind, None, of_kind))
        types = sorted({one.type for one in of_kind if one.type})
        found += sorted(
            (_precision(kind, t, [one for one in of_kind if one.type == t]) for t in types),
            key=lambda p: (-(p.right + p.wrong + p.unsure), p.type or ""),
        )
    return found


def wilson(right: int, number: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 samples of `number` of which `right` are right."""
    share = right / number
    middle = share + Z * Z / (2 * number)
    reach = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    whole = 1 + Z * Z / number
    return round(max(0.0, (middle - reach) / whole), 3), round(min(1.0, (middle + reach) / whole), 3)


def _precision(kind: str, what: str | None, said: Iterable[Judged]) -> Precision:
    numbers = dict.fromkeys(VERDICTS, 0)
    for one in said:
        numbers[one.verdict] += 1
    number = numbers["right"] + numbers["wrong"]
    low, high = wilson(numbers["right"], number) if number else (None, None)
    share = round(numbers["right"] / number, 3) if number else None
    return Precision(kind=kind, type=what, **numbers, share=share, low=low, high=high)
