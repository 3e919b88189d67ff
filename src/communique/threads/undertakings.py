"""Questions about undertakings: how each stands on a day, what every page told of it, and why its steps are one chain."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from communique.store import Record, today_of
from communique.threads.known import parties_as_known
from communique.threads.standing import AWAITED, Reached, Stands, standing
from communique.threads.steps import StepTraits
from communique.threads.verdicts import Judged, judged_chains, verdict_on

_TRAITS = msgspec.json.Decoder(StepTraits)


class Owing(Struct, frozen=True):
    """A party of an undertaking: `role` debtor or creditor, `who` the name it is gathered under."""

    role: str
    who: str
    name: str


class ChainStep(Struct, frozen=True, kw_only=True):
    """What one article tells of an undertaking, with its words.

    `tells` is invited, accepted, declined, promised, scheduled, demanded, moved, cancelled or done. `sort` says what it
    rests on: a commitment or an event of the article (`finding` its id), or only words. `joined_to` is the step that
    leads the chain, None for that step itself; `score` from 0 to 1, `rule` and `reason` say why the two are one matter.
    Steps that rest on an event or on words are proposals: what a page tells, for a reader to judge.
    """

    tells: str
    sort: str
    finding: str
    days: tuple[str, str] | None
    words: str
    start: int
    stop: int
    article: str
    headline: str | None
    published: str | None
    publisher: str | None
    uri: str
    joined_to: str | None
    score: float | None
    rule: str | None
    reason: str | None


class Chain(Struct, frozen=True, kw_only=True):
    """An undertaking over all pages. `state` is open, accepted, declined, scheduled, moved, cancelled, done or overdue
    (or broken, by a verdict); `due` the first and the last day on which it is due. A reader's `verdict` is the state."""

    id: str
    act: str
    kind: str
    meeting: bool
    parties: tuple[Owing, ...]
    due: tuple[str, str] | None
    state: str
    verdict: Judged | None
    first: str | None
    last: str | None
    articles: int
    steps: tuple[ChainStep, ...]


def chain(record: Record, name: str, on: date | None = None) -> Chain | None:
    """The chain of this id as it stood on the evening of `on`, for who had read every page up to that day; without it as
    it stands on the day of the newest article. None where there is none, or where no page told of it yet."""
    return next(iter(chains_named(record, (name,), on)), None)


def chains_named(record: Record, names: Sequence[str], on: date | None = None) -> list[Chain]:
    """The chains of these ids, in their order, as `chain` gives each; those of which no page told yet are left out."""
    rows = record.execute(
        "SELECT c.* FROM json_each(?) AS asked CROSS JOIN chain AS c ON c.id = asked.value ORDER BY asked.id",
        (json.dumps(list(names)),),
    ).fetchall()
    return _wholes(record, rows, on)


def chain_of(record: Record, finding: str) -> Chain | None:
    """The chain that a commitment or an event of an article belongs to; the first in order where copies have it too."""
    rows = record.execute(
        "SELECT c.* FROM chain_step AS s JOIN chain AS c ON c.key = s.chain WHERE s.finding = ? ORDER BY c.id LIMIT 1",
        (finding,),
    ).fetchall()
    return next(iter(_wholes(record, rows, None)), None)


def chains(
    record: Record,
    *,
    who: Sequence[str] = (),
    state: str | None = None,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    on: date | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Chain]:
    """Chains in the order of their due days, those without a day last.

    `who` names actors as they are gathered (`state-pak`, `person-ishaq-dar`, `of-pak` for everybody of a country): all
    must owe something in it or be owed. `state` is one of those of `Chain`; "overdue" is asked of `on`, without it of the day
    of the newest article. `since` and `until` are ISO dates that the last day on which it is due must lie between.
    """
    tests = (("c.kind = ?", kind), ("c.due_last >= ?", since), ("c.due_last < ?", until and until + LAST))
    given = [(test, value) for test, value in tests if value]
    first = BUSY if given else offset + limit
    where, values = _asked(record, who, state, on or today_of(record), first)
    where, values = [*where, *(test for test, _ in given)], [*values, *(value for _, value in given)]
    rows = _dated_first(record, " AND ".join(where) or "1", values, limit, offset)
    return _wholes(record, rows, on)


def _dated_first(record: Record, where: str, values: Sequence[object], limit: int, offset: int) -> list[sqlite3.Row]:
    """A stretch of the chains in the order of their days, as an index has them; those without a day after all others."""
    dated = f"FROM chain AS c WHERE {where} AND c.due_last IS NOT NULL"
    query = f"SELECT * {dated} ORDER BY c.due_last, c.id LIMIT ? OFFSET ?"
    rows = record.execute(query, (*values, limit, offset)).fetchall()
    if len(rows) == limit:
        return rows
    passed = max(0, offset - record.execute(f"SELECT count(*) {dated}", values).fetchone()[0])
    query = f"SELECT * FROM chain AS c WHERE {where} AND c.due_last IS NULL ORDER BY c.id LIMIT ? OFFSET ?"
    return [*rows, *record.execute(query, (*values, limit - len(rows), passed))]


# Comes after whatever a day begins with: "2025" as a last day takes in "2025-07".
LAST = "\U0010ffff"
# A state is party to tens of thousands of events; plans that nobody undertook in words are looked for among the newest.
NEWEST = 2000


# Who is party to more commitments than this is met soon enough in going through the chains, where one in so many of these
# is wanted; of another the chains are put together first.
BUSY, SOON = 1000, 6
_OWING = (
    "(c.key IN (SELECT s.chain FROM part AS p JOIN chain_step AS s ON s.article = p.article AND s.sort = 'commitment'"
    " AND s.finding = p.finding WHERE p.who = ? AND p.kind = 'commitment')"
    " OR c.key IN (SELECT s.chain FROM (SELECT article, finding FROM part WHERE who = ? AND kind = 'event'"
    f"  ORDER BY published DESC LIMIT {NEWEST}) AS p JOIN chain_step AS s ON s.article = p.article AND s.sort = 'event'"
    " AND s.finding = p.finding AND s.leader = s.key))"
)
# The same asked of each chain in turn: whether it has the party at all, then by which step.
_OWING_EACH = (
    "EXISTS (SELECT 1 FROM chain_party AS q WHERE q.chain = c.key AND q.who = ?)"
    " AND EXISTS (SELECT 1 FROM chain_step AS s CROSS JOIN part AS p INDEXED BY part_article ON p.article = s.article"
    "  AND p.finding = s.finding AND p.who = ? AND p.kind = s.sort WHERE s.chain = c.key AND (s.sort = 'commitment' OR"
    "  (s.leader = s.key AND (p.published, p.article, p.finding, p.role) >= (?, ?, ?, ?))))"
)


def _owing(record: Record, name: str, first: int) -> tuple[str, list[object]]:
    """The test whether somebody owes or is owed something in a chain, for the `first` chains that pass it."""
    count = "SELECT count(*) FROM (SELECT 1 FROM part WHERE who = ? AND kind = 'commitment' LIMIT ?)"
    if first * SOON > BUSY or record.execute(count, (name, BUSY)).fetchone()[0] < BUSY:
        return _OWING, [name, name]
    oldest = record.execute(
        "SELECT published, article, finding, role FROM part WHERE who = ? AND kind = 'event'"
        f" ORDER BY published DESC, article DESC, finding DESC, role DESC LIMIT 1 OFFSET {NEWEST - 1}",
        (name,),
    ).fetchone()
    return _OWING_EACH, [name, name, *(oldest or ("", 0, "", ""))]


def _asked(
    record: Record, who: Sequence[str], state: str | None, on: date, first: int
) -> tuple[list[str], list[object]]:
    where: list[str] = []
    values: list[object] = []
    for name in who:
        test, more = _owing(record, name, first if state is None and not who[1:] else BUSY)
        where.append(test)
        values += more
    if state is not None:
        by_pages, more = _in_state(state, on)
        judged = judged_chains(record)
        marks = [", ".join(str(key) for key in keys) for keys in (judged, [k for k, v in judged.items() if v == state])]
        where.append(f"(({by_pages} AND c.key NOT IN ({marks[0]})) OR c.key IN ({marks[1]}))")
        values += more
    return where, values


def _in_state(state: str, on: date) -> tuple[str, list[object]]:
    """Whether pages say so, without the verdicts of readers."""
    awaited = ", ".join(f"'{one}'" for one in sorted(AWAITED))
    if state == "overdue":
        return f"c.state IN ({awaited}) AND c.due_last < ?", [on.isoformat()]
    if state in AWAITED:
        return "c.state = ? AND (c.due_last IS NULL OR c.due_last >= ?)", [state, on.isoformat()]
    return "c.state = ?", [state]


def _wholes(record: Record, rows: Sequence[sqlite3.Row], on: date | None) -> list[Chain]:
    """These chains with their steps, as they stood on the evening of `on`: all of them in three questions."""
    keys = json.dumps([row["key"] for row in rows])
    steps: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for step in record.execute(_STEPS, (keys,)):
        steps[step["chain"]].append(step)
    parties = _parties(record, keys)
    evening = on or today_of(record)
    any_judged = record.execute("SELECT 1 FROM verdict WHERE undone IS NULL LIMIT 1").fetchone() is not None
    found = []
    for row in rows:
        known = [
            s for s in steps[row["key"]] if on is None or s["published"] is None or s["published"] <= on.isoformat()
        ]
        if known:
            judged = verdict_on(record, row["id"]) if any_judged else None
            found.append(_chain(row, known, tuple(dict.fromkeys(parties[row["key"]])), judged, evening))
    return found


# The steps of these chains, by the days of their reports.
_STEPS = (
    "SELECT s.*, substr(a.text, s.start + 1, s.stop - s.start) AS words, a.id AS article_id, a.headline, a.published,"
    " g.publisher, coalesce(g.canonical, g.uri) AS uri, l.finding AS led_by"
    " FROM json_each(?) AS asked CROSS JOIN chain_step AS s ON s.chain = asked.value"
    " CROSS JOIN article AS a ON a.key = s.article CROSS JOIN page AS g ON g.key = a.page"
    " CROSS JOIN chain_step AS l ON l.key = s.leader ORDER BY coalesce(a.published, ''), s.rank"
)


def _chain(
    row: sqlite3.Row, known: Sequence[sqlite3.Row], parties: tuple[Owing, ...], judged: Judged | None, on: date
) -> Chain:
    """A chain by the steps known on the evening of `on`."""
    traits = [_TRAITS.decode(step["traits"]) for step in known]
    stands = standing((Reached(t.tells, t.published, t.days, t.outcome) for t in traits), on)
    days = [step["published"] for step in known if step["published"]]
    return Chain(
        id=row["id"],
        act=row["act"],
        kind=row["kind"],
        meeting=bool(row["meeting"]),
        parties=parties,
        due=_days(stands),
        state=judged.state if judged else stands.state,
        verdict=judged,
        first=min(days, default=None),
        last=max(days, default=None),
        articles=len({step["article"] for step in known}),
        steps=tuple(_step(step, t) for step, t in zip(known, traits, strict=True)),
    )


def _days(stands: Stands) -> tuple[str, str] | None:
    return _iso(stands.due)


def _iso(days: tuple[int, int] | None) -> tuple[str, str] | None:
    return (date.fromordinal(days[0]).isoformat(), date.fromordinal(days[1]).isoformat()) if days else None


def _step(row: sqlite3.Row, traits: StepTraits) -> ChainStep:
    same = ("tells", "sort", "finding", "words", "start", "stop", "headline", "published", "publisher", "uri", "score",
            "rule", "reason")  # fmt: skip
    return ChainStep(
        **{name: row[name] for name in same},
        days=_iso(traits.days),
        article=row["article_id"],
        joined_to=row["led_by"] if row["leader"] != row["key"] else None,
    )


def _parties(record: Record, keys: str) -> defaultdict[int, list[Owing]]:
    """Everybody whom a commitment of each of these chains names, or the plan that leads it, in the order of its steps."""
    rows = record.execute(
        "SELECT s.chain, p.role, x.who, x.name, s.rank, p.position, s.key FROM json_each(?1) AS asked"
        " CROSS JOIN chain_step AS s ON s.chain = asked.value AND s.sort = 'commitment'"
        " CROSS JOIN commitment_party AS p ON p.article = s.article AND p.commitment = s.finding"
        " CROSS JOIN actor AS x ON x.article = p.article AND x.id = p.actor UNION ALL"
        " SELECT s.chain, CASE p.role WHEN 'actor' THEN 'debtor' ELSE 'creditor' END, x.who, x.name, s.rank, p.position, s.key"
        " FROM json_each(?1) AS asked CROSS JOIN chain_step AS s ON s.chain = asked.value AND s.sort = 'event'"
        " AND s.leader = s.key CROSS JOIN event_party AS p ON p.article = s.article AND p.event = s.finding"
        " CROSS JOIN actor AS x ON x.article = p.article AND x.id = p.actor ORDER BY 5, 2 DESC, 6",
        (keys,),
    )
    found: defaultdict[int, list[Owing]] = defaultdict(list)
    right = _right_parties(record, keys)
    for row in rows:
        if row[6] not in right:
            found[row[0]].append(Owing(row[1], row[2], row[3]))
    for chain, owing in right.values():
        found[chain] = [*owing, *found[chain]]
    return found


def _right_parties(record: Record, keys: str) -> dict[int, tuple[int, list[Owing]]]:
    """Of each step of which readers have put something right, its chain and who owes and is owed as they have it."""
    steps = record.execute(
        "SELECT DISTINCT s.key, s.chain, s.article, s.finding, s.sort FROM json_each(?) AS asked"
        " CROSS JOIN chain_step AS s ON s.chain = asked.value AND (s.sort = 'commitment' OR s.leader = s.key)"
        " CROSS JOIN correction_target AS x ON x.target = s.finding CROSS JOIN correction AS c ON c.id = x.correction"
        " WHERE c.kind = 'wrong' AND c.field IS NOT NULL AND c.undone IS NULL AND s.sort = x.kind ORDER BY s.rank",
        (keys,),
    ).fetchall()
    roles = {"debtor": "debtor", "creditor": "creditor", "actor": "debtor", "recipient": "creditor"}
    found = {}
    for step in steps:
        parties = parties_as_known(record, step["article"], step["sort"], step["finding"])
        owing = [Owing(roles.get(role, "creditor"), who, name) for role, who, name in parties]
        found[step["key"]] = (step["chain"], owing)
    return found


def step_lines(one: Chain) -> Iterable[str]:
    """The steps of a chain as lines for a person."""
    for step in one.steps:
        source = ", ".join(filter(None, (step.publisher or step.uri.rsplit("/", 1)[-1], step.published)))
        why = f" [{step.reason}]" if step.reason else ""
        yield f"{step.tells:10} “{' '.join(step.words.split())}” ({source}){why}"
