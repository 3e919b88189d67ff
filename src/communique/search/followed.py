"""What became of things, for a brief: promises that fall due, are late or have changed; claims with a new voice; tellings
that contradict each other. Each shows the words that say so, and leads to its thread over all pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from communique.search.found import Found, Party
from communique.store import Record
from communique.threads import (
    Chain,
    ChainStep,
    Contention,
    Telling,
    chains_named,
    contentions_named,
    differing,
    happening,
    tellings,
)
from communique.threads.standing import AWAITED
from communique.threads.verdicts import judged_chains

# Steps that change how a promise stands; that it is told once more does not.
CHANGING = ("accepted", "declined", "scheduled", "moved", "cancelled", "done")
# Of them those that change it though no page told of it before: a visit called off is news, a visit planned is none yet.
FIRST_TOLD = ("accepted", "declined", "moved", "cancelled")
# The most threads a part of a brief looks at.
MOST = 100
# Of promises that seem awaited some are not yet or no more so on the day asked for: so many times as many are looked at as
# are shown.
SETTLED = 4
# The threads of each kind: their parts, and what the finding of a part is called there.
_PARTS = {
    "chain": ("chain_step", "s.finding", "s.sort"),
    "contention": ("voice", "s.finding", "s.sort"),
    "happening": ("happening_event", "s.event", "'event'"),
}
# Whether any of some actors is party to a thread: asked of each thread in turn, as most know of a busy actor, or of all that
# an actor has a part in, where that is less than RARE; a busy state has some 25,000. Of a promise it is kept.
_ABOUT = (
    "EXISTS (SELECT 1 FROM {parts} AS s JOIN part AS p INDEXED BY part_article ON p.article = s.article"
    " AND p.finding = {finding} AND p.kind = {sort} WHERE s.{table} = t.key AND p.who IN ({marks}))"
)
_TO_PROMISE = "EXISTS (SELECT 1 FROM chain_party AS q WHERE q.chain = t.key AND q.who IN ({marks}))"
_OF_FEW = (
    "t.key IN (SELECT s.{table} FROM part AS p CROSS JOIN {parts} AS s ON s.article = p.article AND {sort} = p.kind"
    " AND {finding} = p.finding WHERE p.who IN ({marks}))"
)
RARE = 1000


def due_between(
    record: Record, first: date, last: date, about: tuple[str, ...] = (), together: bool = False,
    most: int = MOST,
) -> tuple[Found, ...]:  # fmt: skip
    """Promises awaited whose last day lies between two days, by what pages told up to `first`; the soonest first."""
    awaited = ", ".join(f"'{state}'" for state in sorted(AWAITED))
    rows = _asked(
        record, "chain", f"t.due_last BETWEEN ? AND ? AND t.state IN ({awaited})", "t.due_last, t.id",
        (first.isoformat(), last.isoformat()), about, together, most,
    )  # fmt: skip
    return tuple(promise_found(one, one.steps[-1]) for one in chains_named(record, rows, first))


def overdue(
    record: Record, today: date, back: timedelta, about: tuple[str, ...] = (), together: bool = False,
    most: int = MOST,
) -> tuple[Found, ...]:  # fmt: skip
    """Promises whose last day has passed, at most `back` ago, without any page telling what became of them."""
    awaited = ", ".join(f"'{state}'" for state in sorted(AWAITED))
    # What all pages have told by that day is settled as the record keeps it; the rest is looked at step by step.
    open_still = f"(t.state IN ({awaited}) OR t.last > ? OR t.key IN (SELECT value FROM json_each(?)))"
    rows = _asked(
        record, "chain", f"t.due_last >= ? AND t.due_last < ? AND {open_still}", "t.due_last, t.id",
        ((today - back).isoformat(), today.isoformat(), today.isoformat(), json.dumps(list(judged_chains(record)))),
        about, together, min(MOST, SETTLED * most),
    )  # fmt: skip
    late: list[Found] = []
    for names in batched(rows, most):
        late += [promise_found(c, c.steps[-1]) for c in chains_named(record, names, today) if c.state == "overdue"]
        if len(late) >= most:
            break
    return tuple(late[:most])


def changed(
    record: Record, first: date, last: date, about: tuple[str, ...] = (), together: bool = False,
    most: int = MOST,
) -> tuple[Found, ...]:  # fmt: skip
    """Promises of which a page of these days tells that they were accepted, moved, kept or called off."""
    steps = (
        "t.key IN (SELECT s.chain FROM article AS a JOIN chain_step AS s ON s.article = a.key"
        f" WHERE a.published BETWEEN ? AND ? AND s.tells IN {CHANGING}"
        f" AND (s.leader != s.key OR s.tells IN {FIRST_TOLD}))"
    )
    rows = _asked(
        record, "chain", steps, "t.last DESC, t.id", (first.isoformat(), last.isoformat()), about, together, most
    )
    found = []
    for one in chains_named(record, rows, last):
        telling = (s for s in one.steps if s.tells in (CHANGING if s.joined_to else FIRST_TOLD))
        new = [s for s in telling if _within(s.published, first, last)]
        if new:
            found.append(promise_found(one, new[-1]))
    return tuple(found)


def contradicted(
    record: Record, first: date, last: date, about: tuple[str, ...] = (), together: bool = False,
    most: int = MOST,
) -> tuple[Found, ...]:  # fmt: skip
    """Claims that somebody asserts or denies anew in these days, where pages before them had them; and acts that one page
    tells as done and another as not."""
    days = (first.isoformat(), last.isoformat())
    rows = _asked(
        record,
        "contention",
        "t.last BETWEEN ? AND ? AND t.first < ?",
        "t.last DESC, t.id",
        (*days, days[0]),
        about,
        together,
        most,
    )
    claims = contentions_named(record, rows)
    rows = _asked(
        record,
        "happening",
        "t.last BETWEEN ? AND ? AND t.articles > 1",
        "t.last DESC, t.id",
        days,
        about,
        together,
        most,
    )
    return (*(claim_found(one) for one in claims), *_disputed(record, rows))


def _disputed(record: Record, names: Iterable[str]) -> Iterator[Found]:
    """Happenings of whose tellings one says it took place and another that it did not, or that give other numbers."""
    for name in names:
        against = _against(tellings(record, name))
        one = happening(record, name) if against else None
        if one and against:
            parties = [Party("actor", "", who, False) for who in against.actor]
            parties += [Party("recipient", "", who, False) for who in against.recipient]
            yield Found(
                kind="event", id=against.event_id, what=one.event, mode=one.mode, parties=tuple(parties), date=one.date,
                place=one.place, state=against.factuality, words=against.words, rule="contradicted", confidence=1.0,
                article=against.article, headline=against.headline, published=against.published, uri=against.uri,
                publisher=against.publisher, thread=one.id,
            )  # fmt: skip


def _against(told: list[Telling]) -> Telling | None:
    """The last telling that contradicts another; one that only gives fewer numbers contradicts nobody."""
    details = {detail.field: detail.values for detail in differing(told, ("factuality", "numbers"))}
    states = dict(details.get("factuality", ()))
    numbers = [(set(value.split(", ")), events) for value, events in details.get("numbers", ())]
    contradicting = set(states.get("negated", ())) if "actual" in states else set()
    for value, events in numbers:
        if any(not value & other for other, _ in numbers):
            contradicting |= set(events)
    ordered = sorted(told, key=lambda t: (t.published or "", t.event_id))
    return next((t for t in reversed(ordered) if t.event_id in contradicting), None)


def once(record: Record, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Events, each act once: of the tellings of one happening the one that says most, in the place of the first."""
    told: dict[str, tuple[str, int, str]] = {}
    for part in batched([f.id for f in found]):
        rows = record.execute(
            "SELECT t.event, h.id, h.articles, t.rank FROM event AS e"
            " JOIN happening_event AS t ON t.article = e.article AND t.event = e.id"
            " JOIN happening AS h ON h.key = t.happening"
            f" WHERE e.id IN ({', '.join('?' * len(part))}) AND h.tellings > 1",
            part,
        )
        told |= {row[0]: (row[1], row[2], row[3]) for row in rows}
    acts: dict[str, tuple[str, Found]] = {}
    for one in found:
        name, reports, rank = told.get(one.id, (f"{one.article} {one.id}", 1, ""))
        shown = replace(one, thread=name, reports=reports) if rank else one
        if name not in acts or rank < acts[name][0]:
            acts[name] = (rank, shown)
    return tuple(shown for _, shown in acts.values())


def once_contested(record: Record, found: tuple[Found, ...], first: date) -> tuple[Found, ...]:
    """Claims, each contention once, with everybody who asserts or denies it; those that pages before `first` had are left
    out, as `contradicted` has them."""
    rows = record.execute(
        "SELECT v.finding, c.id, c.first, c.articles FROM voice AS v JOIN contention AS c ON c.key = v.contention"
        f" WHERE v.sort = 'claim' AND v.finding IN ({', '.join('?' * len(found))})",
        [f.id for f in found],
    ).fetchall()
    known = {row[0]: row for row in rows}
    fresh = {row[1]: row[3] for row in rows if not row[2] or row[2] >= first.isoformat()}
    told = {one.id: replace(claim_found(one), reports=fresh[one.id]) for one in contentions_named(record, list(fresh))}
    shown = {known[f.id][1] if f.id in known else f.id: told.get(known[f.id][1]) if f.id in known else f for f in found}
    return tuple(one for one in shown.values() if one is not None)


def batched(names: list[str], size: int = 500) -> Iterator[list[str]]:
    """Some at a time: SQLite takes so many values in one question and no more."""
    return (names[start : start + size] for start in range(0, len(names), size))


def _asked(
    record: Record, table: str, where: str, order: str, values: tuple[str, ...], about: tuple[str, ...], together: bool,
    most: int,
) -> list[str]:  # fmt: skip
    groups = [[who] for who in about] if together else [list(about)] * bool(about)
    tests = [where, *(_of_any(record, table, group) for group in groups)]
    rows = record.execute(
        f"SELECT t.id FROM {table} AS t WHERE {' AND '.join(tests)} ORDER BY {order} LIMIT ?", (*values, *about, most)
    )
    return [row[0] for row in rows]


def _of_any(record: Record, table: str, who: Sequence[str]) -> str:
    """The test whether any of these actors is party to a thread."""
    parts, finding, sort = _PARTS[table]
    marks = ", ".join("?" * len(who))
    query = f"SELECT count(*) FROM (SELECT 1 FROM part WHERE who IN ({marks}) LIMIT {RARE})"
    rare = record.execute(query, who).fetchone()[0] < RARE
    known = _TO_PROMISE if table == "chain" else _ABOUT
    return (_OF_FEW if rare else known).format(table=table, parts=parts, finding=finding, sort=sort, marks=marks)


def _within(published: str | None, first: date, last: date) -> bool:
    return published is not None and first.isoformat() <= published <= last.isoformat()


def promise_found(one: Chain, step: ChainStep) -> Found:
    """A chain as it stands, with the words of one of its steps; a plan that nobody undertook in words goes by its event."""
    undertaken = [s.finding for s in (step, *one.steps) if s.sort == "commitment"]
    return Found(
        kind="commitment", id=undertaken[0] if undertaken else one.steps[0].finding, what=one.act,
        mode=(one.kind,), parties=tuple(Party(p.role, p.who, p.name, True) for p in one.parties),
        date=one.due[0] if one.due else None, enddate=one.due[1] if one.due and one.due[1] != one.due[0] else None,
        state=one.state, words=step.words, rule=step.rule or step.tells, confidence=step.score or 1.0, article=step.article,
        headline=step.headline, published=step.published, uri=step.uri, publisher=step.publisher, thread=one.id,
    )  # fmt: skip


def claim_found(one: Contention) -> Found:
    """A contention with the words of the last voice on it."""
    voice = one.voices[-1]
    parties = (
        *(Party("asserted_by", who.who, who.name, True) for who in one.asserted_by),
        *(Party("denied_by", who.who, who.name, True) for who in one.denied_by),
    )
    return Found(
        kind="claim", id=voice.finding, what=one.what, parties=parties, words=voice.words, rule="contended",
        confidence=voice.score or 1.0, article=voice.article, headline=voice.headline, published=voice.published,
        uri=voice.uri, publisher=voice.publisher, thread=one.id,
    )  # fmt: skip
