"""Verify the threads of a record: nothing left out, nothing counted wrong, every join what the rules give."""

from __future__ import annotations

import json
from collections.abc import Iterator

from communique.store import Record, figures_of
from communique.store.checking import Look, differing
from communique.threads.chaining import PARTIES, STEPS
from communique.threads.contending import VOICES
from communique.threads.happenings import TELLINGS, independent
from communique.threads.keeping import RULES
from communique.threads.persons import GUISES
from communique.threads.renamed import LED
from communique.threads.tenure import HELD

# Joins are worked out anew for so many tellings, spread over the record; in a record of a million events all would take
# minutes.
PROBED = 5000


def check(record: Record) -> Iterator[str]:
    """Yield every fault as a sentence; nothing where the threads are sound. Articles not threaded yet are no fault: the
    next `communique add` sees to them."""
    for look in looks(record):
        yield from look.faults


def looks(record: Record) -> list[Look]:
    """What `check` looks at, one after the other."""
    return [
        Look("events and happenings", _orphans(record)),
        Look("where joins are looked for", _cells(record)),
        Look("numbers of happenings", _miscounted(record)),
        Look("persons", _persons(record)),
        Look("offices of persons", _tenures(record)),
        Look("promises and claims", _followed(record)),
        Look("parties of promises", _undertaking(record)),
        Look("ids of before", _unfindable(record)),
    ]


def _followed(record: Record) -> Iterator[str]:
    """Chains and contentions: every step stands on a finding, follows one that leads, and is counted."""
    queries = {
        "commitment {} is a step of no chain": "SELECT c.id FROM commitment AS c JOIN threaded AS d ON d.article = c.article"
        " WHERE d.rules = :rules AND NOT EXISTS (SELECT 1 FROM chain_step AS s WHERE s.article = c.article"
        " AND s.sort = 'commitment' AND s.finding = c.id AND s.chain IS NOT NULL)"
        " AND NOT EXISTS (SELECT 1 FROM article AS a JOIN correction_target AS x ON x.article = a.id"
        " JOIN correction AS k ON k.id = x.correction JOIN evidence AS v ON v.article = a.key AND v.kind = 'commitment'"
        " AND v.finding = c.id WHERE a.key = c.article AND k.kind = 'wrong' AND k.field IS NULL AND k.undone IS NULL"
        " AND v.start < x.stop AND v.stop > x.start)",
        "the step {} is of no commitment or event of its article": "SELECT s.finding FROM chain_step AS s WHERE s.sort != 'words'"
        " AND NOT EXISTS (SELECT 1 FROM commitment AS c WHERE c.article = s.article AND c.id = s.finding)"
        " AND NOT EXISTS (SELECT 1 FROM event AS e WHERE e.article = s.article AND e.id = s.finding)",
        "the step {} follows none that leads": "SELECT s.finding FROM chain_step AS s LEFT JOIN chain_step AS l"
        " ON l.key = s.leader WHERE l.key IS NULL OR l.leader != l.key OR l.rank > s.rank OR l.chain IS NOT s.chain",
        "{} has not as many steps as it says": "SELECT c.id FROM chain AS c WHERE c.steps !="
        " (SELECT count(*) FROM chain_step AS s WHERE s.chain = c.key)",
        "the voice {} is of nothing in its article": "SELECT v.finding FROM voice AS v"
        " WHERE NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.article = v.article AND e.kind = v.sort AND e.finding = v.finding)",
        "the voice {} follows none that leads": "SELECT v.finding FROM voice AS v LEFT JOIN voice AS l ON l.key = v.leader"
        " WHERE l.key IS NULL OR l.leader != l.key OR l.rank > v.rank OR l.contention IS NOT v.contention",
        "{} has not as many voices as it says": "SELECT c.id FROM contention AS c WHERE c.voices !="
        " (SELECT count(*) FROM voice AS v WHERE v.contention = c.key)",
    }
    for told, query in queries.items():
        for row in record.execute(query, {"rules": RULES} if ":rules" in query else {}):
            yield told.format(row[0])


def _orphans(record: Record) -> Iterator[str]:
    queries = {
        "event {} tells of no happening": "SELECT e.id FROM event AS e JOIN threaded AS d ON d.article = e.article"
        " WHERE d.rules = :rules AND NOT EXISTS (SELECT 1 FROM happening_event AS t WHERE t.article = e.article AND t.event = e.id)"
        " AND NOT EXISTS (SELECT 1 FROM article AS a JOIN correction_target AS x ON x.article = a.id"
        " JOIN correction AS c ON c.id = x.correction"
        " JOIN evidence AS v ON v.article = a.key AND v.kind = 'event' AND v.finding = e.id"
        " WHERE a.key = e.article AND c.kind = 'wrong' AND c.field IS NULL AND c.undone IS NULL"
        " AND v.start < x.stop AND v.stop > x.start)",
        "a telling of {} is of no event of its article": "SELECT t.event FROM happening_event AS t"
        " WHERE NOT EXISTS (SELECT 1 FROM event AS e WHERE e.article = t.article AND e.id = t.event)",
        "the telling of {} is joined to none that leads": "SELECT t.event FROM happening_event AS t"
        " LEFT JOIN happening_event AS l ON l.key = t.leader WHERE l.key IS NULL OR l.leader != l.key",
        "the telling of {} tells of no happening": "SELECT event FROM happening_event WHERE happening IS NULL",
        "{} is told by nobody": "SELECT id FROM happening AS h WHERE NOT EXISTS"
        " (SELECT 1 FROM happening_event AS t WHERE t.happening = h.key)",
        "the telling of {} tells of another happening than the one it is joined to": "SELECT t.event FROM happening_event"
        " AS t JOIN happening_event AS l ON l.key = t.leader WHERE l.happening != t.happening",
        "{} is joined to one that stands after it": "SELECT t.event FROM happening_event AS t"
        " JOIN happening_event AS l ON l.key = t.leader WHERE l.rank > t.rank",
    }
    for told, query in queries.items():
        for row in record.execute(query, {"rules": RULES} if ":rules" in query else {}):
            yield told.format(row[0])


def _cells(record: Record) -> Iterator[str]:
    """Every node lies where it is looked for, and nothing else lies there."""
    for kind in (TELLINGS, GUISES, STEPS, VOICES):
        lost = record.execute(
            f"WITH t AS MATERIALIZED (SELECT key, leader = key AS leads FROM {kind.table})"
            f" SELECT count(*) FROM {kind.blocks} AS b LEFT JOIN t ON t.key = b.node"
            " WHERE t.key IS NULL OR b.leads != t.leads"
        ).fetchone()[0]
        if lost:
            yield f"{lost} entries of {kind.blocks} are out of step with {kind.table}"


def _miscounted(record: Record) -> Iterator[str]:
    rows = record.execute(
        "SELECT h.id FROM happening AS h JOIN (SELECT happening, count(*) AS n, count(DISTINCT article) AS m"
        " FROM happening_event NOT INDEXED GROUP BY happening) AS c ON c.happening = h.key WHERE h.tellings != c.n OR h.articles != c.m"
    )
    yield from (f"{row[0]} has not as many tellings as it says" for row in rows)
    several = record.execute("SELECT key, id, sources FROM happening WHERE articles > 1 LIMIT ?", (PROBED,)).fetchall()
    for key, name, sources in several:
        told = record.execute(
            "SELECT t.article, a.id, a.syndicated_from, g.publisher, g.uri, c.text FROM happening_event AS t"
            " JOIN article AS a ON a.key = t.article JOIN page AS g ON g.key = a.page"
            " LEFT JOIN copy AS c ON c.article = a.key WHERE t.happening = ?",
            (key,),
        ).fetchall()
        if len(set(independent(told).values())) != sources:
            yield f"{name} has not as many independent sources as it says"


def _persons(record: Record) -> Iterator[str]:
    queries = {
        "{} is in no article": "SELECT who FROM guise WHERE articles != (SELECT count(*) FROM sighting WHERE guise = key)",
        "{} is no person": "SELECT who FROM guise WHERE person IS NULL OR leader IS NULL",
        "{} is not in as many articles as it says": "SELECT p.id FROM person AS p WHERE p.articles IS NOT"
        " (SELECT sum(articles) FROM guise WHERE person = p.key)",
        "{} is nobody over all articles": "SELECT a.who FROM actor AS a JOIN threaded AS d ON d.article = a.article"
        " WHERE a.kind = 'person' AND a.named AND NOT EXISTS"
        " (SELECT 1 FROM sighting AS s WHERE s.article = a.article AND s.actor = a.id)",
    }
    for told, query in queries.items():
        for row in record.execute(query):
            yield told.format(row[0])


def _tenures(record: Record) -> Iterator[str]:
    """The offices of persons are those that articles give them."""
    for row in differing(record, "SELECT * FROM tenure", HELD):
        yield f"the office {row['title']!r} of {row['of'] or 'no state'} is not held as its articles say"
    counted = "SELECT t.of, t.title, g.person, sum(t.articles) FROM tenure AS t JOIN guise AS g ON g.key = t.guise GROUP BY 1, 2, 3"
    for row in differing(record, "SELECT * FROM holder", counted):
        yield f"the holders of {row['title']!r} of {row['of'] or 'no state'} are not counted as their offices are"


def _unfindable(record: Record) -> Iterator[str]:
    """What came in last is found by the id it gives, or would give, to what it leads."""
    for table, threads in LED.values():
        newest = f"SELECT key, rank FROM {table} ORDER BY key DESC LIMIT {PROBED}"
        for key, rank in record.execute(newest).fetchall():
            known = "SELECT 1 FROM former WHERE figures = ? AND part = ?"
            if record.execute(known, (figures_of(rank), key)).fetchone() is None:
                yield f"the {threads} that {key} of {table} led would not be found by its former id"


def _undertaking(record: Record) -> Iterator[str]:
    """Who is party to a promise is whoever its steps name."""
    wrong = differing(record, "SELECT * FROM chain_party", PARTIES.format("IS NOT NULL"))
    names = "SELECT DISTINCT c.id FROM json_each(?) AS k JOIN chain AS c ON c.key = k.value ORDER BY c.id"
    for row in record.execute(names, (json.dumps([row["chain"] for row in wrong]),)):
        yield f"{row[0]} has other parties than its steps name"
