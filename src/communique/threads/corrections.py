"""What readers have put right: it wins over every rule, can be taken back, and outlives a new reading of the page.

A correction keeps the words it was made about. When a newer communique reads the page anew and the finding's id is another,
the correction is carried over to the finding of the same kind whose words overlap most.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from communique.model import content_id
from communique.store import Record, places_of

CorrectionKind = Literal["same", "not same", "same person", "not same person", "wrong"]


class CannotCorrect(ValueError):
    """What was meant is not in the record, or cannot be corrected so; the message says what would be right."""


class Target(Struct, frozen=True, kw_only=True):
    """What a correction is about: a finding by its id, its article and its words, or a person by its name in the record."""

    kind: str
    target: str
    article: str | None = None
    start: int | None = None
    stop: int | None = None
    words: str | None = None


class Correction(Struct, frozen=True, kw_only=True):
    """Something put right. `field` and `value` belong to a wrong finding: which part is wrong, and what is right."""

    id: str
    kind: CorrectionKind
    targets: tuple[Target, ...]
    field: str | None = None
    value: str | None = None
    reason: str | None = None
    made: str
    undone: str | None = None


def corrections(record: Record, *, undone: bool = False) -> list[Correction]:
    """All corrections, in the order they were made; those taken back only with `undone`."""
    rows = record.execute("SELECT * FROM correction ORDER BY made, id").fetchall()
    return [_correction(record, row) for row in rows if undone or row["undone"] is None]


def _correction(record: Record, row: sqlite3.Row) -> Correction:
    targets = record.execute(
        "SELECT kind, target, article, start, stop, words FROM correction_target WHERE correction = ? ORDER BY position",
        (row["id"],),
    )
    return Correction(
        **{name: row[name] for name in ("id", "kind", "field", "value", "reason", "made", "undone")},
        targets=tuple(Target(**dict(target)) for target in targets),
    )


def target_of(record: Record, name: str) -> Target:
    """The finding of this id, or of the one id that begins so. Raises CannotCorrect."""
    places = [place for place in places_of(record, name) if place.kind not in ("article", "actor")]
    ids = sorted({place.id for place in places})
    if name in ids:
        ids = [name]
    if len(ids) != 1:
        some = f"{len(ids)} findings begin with {name}" if ids else f"the record has no finding {name}"
        raise CannotCorrect(f"{some}; give the id as `communique find` prints it")
    place = next(p for p in places if p.id == ids[0])
    row = record.execute(
        "SELECT a.id, e.start, e.stop, e.text FROM evidence AS e JOIN article AS a ON a.key = e.article"
        " WHERE e.article = ? AND e.kind = ? AND e.finding = ? ORDER BY e.position LIMIT 1",
        (place.article, place.kind, place.id),
    ).fetchone()
    return Target(kind=place.kind, target=place.id, article=row[0], start=row[1], stop=row[2], words=row[3])


def note(
    record: Record,
    kind: CorrectionKind,
    targets: Sequence[Target],
    *,
    field: str | None = None,
    value: str | None = None,
    reason: str | None = None,
) -> Correction:
    """Keep a correction; one that says otherwise of the same is taken back. Belongs in a transaction."""
    ordered = tuple(sorted(targets, key=lambda t: (t.kind, t.target))) if kind != "wrong" else tuple(targets)
    name = content_id("correction", kind, field, *(f"{t.kind} {t.target}" for t in ordered))
    for other in _against(kind):
        _take_back(record, content_id("correction", other, field, *(f"{t.kind} {t.target}" for t in ordered)))
    record.execute("DELETE FROM correction WHERE id = ?", (name,))
    record.execute("INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?, NULL)", (name, kind, field, value, reason, _now()))
    record.executemany(
        "INSERT INTO correction_target VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(name, i, t.kind, t.target, t.article, t.start, t.stop, t.words) for i, t in enumerate(ordered)],
    )
    return found(record, name)


def _against(kind: CorrectionKind) -> Iterable[str]:
    return {"same": ("not same",), "not same": ("same",), "same person": ("not same person",),
            "not same person": ("same person",)}.get(kind, ())  # fmt: skip


def found(record: Record, name: str) -> Correction:
    """The correction of this id, or of the one id that begins so. Raises CannotCorrect."""
    rows = record.execute(
        "SELECT * FROM correction WHERE id >= ? AND id < ? ORDER BY id", (name, name + "\U0010ffff")
    ).fetchall()
    if len(rows) != 1:
        raise CannotCorrect(f"{len(rows) or 'no'} corrections begin with {name}; see `communique correct list`")
    return _correction(record, rows[0])


def take_back(record: Record, name: str) -> Correction:
    """Mark a correction as undone; it stays in the list of all. Belongs in a transaction."""
    _take_back(record, name)
    return found(record, name)


def _take_back(record: Record, name: str) -> None:
    record.execute("UPDATE correction SET undone = ? WHERE id = ? AND undone IS NULL", (_now(), name))


def tellings_meant(record: Record, target: Target) -> list[int]:
    """The tellings a target means now, one for each copy of its article; the best in its place where its id is gone."""
    exact = record.execute(
        "SELECT t.key FROM happening_event AS t JOIN article AS a ON a.key = t.article WHERE t.event = ? AND a.id = ?",
        (target.target, target.article),
    ).fetchall()
    if exact:
        return sorted(row[0] for row in exact)
    rows = record.execute(
        "SELECT t.key, t.article, min(e.stop, ?) - max(e.start, ?) AS shared FROM article AS a"
        " JOIN happening_event AS t ON t.article = a.key"
        " JOIN evidence AS e ON e.article = t.article AND e.kind = 'event' AND e.finding = t.event"
        " WHERE a.id = ? AND e.start < ? AND e.stop > ? ORDER BY shared DESC, t.rank",
        (target.stop, target.start, target.article, target.stop, target.start),
    ).fetchall()
    best: dict[int, int] = {}
    for row in rows:
        best.setdefault(row["article"], row["key"])
    return sorted(best.values())


def _pairs_with(record: Record, key: int, kind: str) -> Iterator[list[Target]]:
    """The targets of standing corrections of a kind that are about a telling, however its id reads now."""
    rows = record.execute(
        "SELECT DISTINCT c.id FROM happening_event AS t JOIN article AS a ON a.key = t.article"
        " JOIN correction_target AS x ON x.article = a.id JOIN correction AS c ON c.id = x.correction"
        " WHERE t.key = ? AND c.kind = ? AND c.undone IS NULL ORDER BY c.id",
        (key, kind),
    ).fetchall()
    for row in rows:
        targets = list(found(record, row["id"]).targets)
        if any(key in tellings_meant(record, target) for target in targets):
            yield targets


def tellings_apart_from(record: Record, key: int) -> set[int]:
    """The tellings of which a reader has said that they are not one with this."""
    return set() if not _any(record, "not same") else set(_others(record, key, "not same"))


def _others(record: Record, key: int, kind: str) -> Iterator[int]:
    for targets in _pairs_with(record, key, kind):
        meant = [tellings_meant(record, target) for target in targets]
        yield from (k for keys in meant if key not in keys for k in keys)


def leaders_joined_to(record: Record, leader: int) -> set[int]:
    """The leaders of circles that a reader has said to be one with this one's circle."""
    if not _any(record, "same"):
        return set()
    members = [row[0] for row in record.execute("SELECT key FROM happening_event WHERE leader = ?", (leader,))]
    others = {other for key in members for other in _others(record, key, "same")}
    rows = (record.execute("SELECT leader FROM happening_event WHERE key = ?", (key,)).fetchone() for key in others)
    return {row[0] for row in rows if row and row[0] is not None} - {leader}


def _any(record: Record, kind: str) -> bool:
    query = "SELECT 1 FROM correction WHERE kind = ? AND undone IS NULL LIMIT 1"
    return record.execute(query, (kind,)).fetchone() is not None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def person_target(record: Record, name: str) -> Target:
    """The guises under a name as the record gathers it (`person-ishaq-dar`), those of one country ("person-ishaq-dar PAK"),
    or of these those with one office ("person-ishaq-dar PAK foreign minister"). Raises CannotCorrect.
    """
    told = " ".join(name.split())
    if not guises_meant(record, Target(kind="person", target=told)):
        who, _, more = told.partition(" ")
        raise CannotCorrect(
            f"the record has no person {who}{' of ' + more if more else ''}; give the name as `communique person` "
            "prints it, with a country's code after it where two bear it, and an office where both are of one country"
        )
    return Target(kind="person", target=told)


def guises_meant(record: Record, target: Target) -> list[int]:
    """The guises under a name, those of them from one country, or those with one office there."""
    who, _, more = target.target.partition(" ")
    country, _, office = more.partition(" ")
    rows = record.execute(
        "SELECT key FROM guise WHERE who = ?1 AND (?2 = '' OR json_extract(traits, '$[1]') IS ?2)"
        " AND (?3 = '' OR EXISTS (SELECT 1 FROM json_each(traits, '$[2]') AS o WHERE json_extract(o.value, '$[0]') = ?3))"
        " ORDER BY key",
        (who, country, office),
    )
    return [row[0] for row in rows]


def _guise_others(record: Record, key: int, kind: str) -> Iterator[int]:
    rows = record.execute(
        "SELECT DISTINCT c.id FROM guise AS g JOIN correction_target AS x"
        " ON x.target = g.who OR (x.target > g.who || ' ' AND x.target < g.who || '!')"
        " JOIN correction AS c ON c.id = x.correction WHERE g.key = ? AND c.kind = ? AND c.undone IS NULL ORDER BY c.id",
        (key, kind),
    ).fetchall()
    for row in rows:
        meant = [guises_meant(record, target) for target in found(record, row["id"]).targets]
        if any(key in keys for keys in meant):
            yield from (k for keys in meant if key not in keys for k in keys)


def guises_apart_from(record: Record, key: int) -> set[int]:
    """The guises of which a reader has said that they are another person than this."""
    return set() if not _any(record, "not same person") else set(_guise_others(record, key, "not same person"))


def guises_joined_to(record: Record, key: int) -> set[int]:
    """The guises of which a reader has said that they are the same person as this."""
    return set() if not _any(record, "same person") else set(_guise_others(record, key, "same person"))


def guise_leaders_joined_to(record: Record, leader: int) -> set[int]:
    """The leaders of guises that a reader has said to be the same person as those this one leads."""
    if not _any(record, "same person"):
        return set()
    members = [row[0] for row in record.execute("SELECT key FROM guise WHERE leader = ?", (leader,))]
    others = {other for key in members for other in guises_joined_to(record, key)}
    rows = (record.execute("SELECT leader FROM guise WHERE key = ?", (key,)).fetchone() for key in others)
    return {row[0] for row in rows if row and row[0] is not None} - {leader}
