"""Findings of the record by who, what, when and how sure, each as one row that can be shown by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from communique.search.corrected import RIGHTED, STRUCK, any_righted, any_struck, fits, number_struck, put_right
from communique.search.found import Found, Party, Wanted
from communique.search.words import match_expression
from communique.store import Record
from communique.store.asked import FINDING, SORTS, asked_for, number_asked_for

# The kinds of finding, each with the table of its parties.
KINDS = ("event", "statement", "claim", "commitment")


_PARTIES = """(SELECT json_group_array(json_array({role}, x.who, x.name, x.named, x.country)) FROM {table} AS p
  JOIN actor AS x ON x.article = p.article AND x.id = p.actor WHERE p.article = f.article AND p.{kind} = f.id)"""
# A statement's speakers stand in two places: the first in the statement, further ones beside it.
_SPEAKERS = """(SELECT json_group_array(json_array(s.role, x.who, x.name, x.named, x.country)) FROM (
  SELECT 'speaker' AS role, f.speaker AS actor UNION ALL
  SELECT 'speaker', actor FROM statement_speaker AS o WHERE o.article = f.article AND o.statement = f.id UNION ALL
  SELECT 'addressee', f.addressee) AS s JOIN actor AS x ON x.article = f.article AND x.id = s.actor)"""
# Beside an event's parties stands who is reported as saying that it happened, where the article does not say so itself.
_EVENT_PARTIES = """(SELECT json_group_array(json_array(s.role, x.who, x.name, x.named, x.country)) FROM (
  SELECT p.role AS role, p.actor AS actor FROM event_party AS p WHERE p.article = f.article AND p.event = f.id UNION ALL
  SELECT 'told_by', coalesce((SELECT speaker FROM statement AS s WHERE s.article = f.article AND s.id = f.attributed_to),
    f.attributed_to)) AS s JOIN actor AS x ON x.article = f.article AND x.id = s.actor)"""
_TOLD = """(SELECT json_array(h.id, h.articles, h.sources) FROM happening_event AS t JOIN happening AS h ON h.key = t.happening
  WHERE t.article = f.article AND t.event = f.id)"""
_CONTENT = """(SELECT group_concat(substr(a.text, c.start + 1, c.stop - c.start), ' … ') FROM statement_content AS c
  WHERE c.article = f.article AND c.statement = f.id)"""

# What differs between the kinds: the columns that fill Found, and those that Wanted asks about.
_COLUMNS = {
    "event": {
        "what": "f.event", "mode": "f.mode", "date": "f.date", "enddate": "f.enddate", "place": "f.place",
        "state": "f.factuality", "channel": "NULL", "score": "f.score",
        "parties": _EVENT_PARTIES, "told": _TOLD,
    },
    "statement": {
        "what": _CONTENT, "mode": "'[]'", "date": "f.date", "enddate": "NULL", "place": "NULL", "state": "f.manner",
        "channel": "f.channel", "score": "NULL", "parties": _SPEAKERS, "told": "NULL",
    },
    "claim": {
        "what": "f.what", "mode": "'[]'", "date": "NULL", "enddate": "NULL", "place": "NULL", "state": "NULL",
        "channel": "NULL", "score": "NULL",
        "parties": _PARTIES.format(table="claim_party", kind="claim", role="p.role"),
        "told": "NULL",
    },
    "commitment": {
        "what": "f.act", "mode": "json_array(f.kind)", "date": "f.due", "enddate": "NULL", "place": "NULL",
        "state": "f.status", "channel": "NULL", "score": "NULL",
        "parties": _PARTIES.format(table="commitment_party", kind="commitment", role="p.role"),
        "told": "NULL",
    },
}  # fmt: skip
# What `Wanted.what`, `state` and `since` are compared with: an event's type, a commitment's kind, a statement's channel.
_TYPE = {"event": "f.event", "statement": "f.channel", "claim": "NULL", "commitment": "f.kind"}
_STATE = {"event": "f.factuality", "statement": "f.manner", "claim": "NULL", "commitment": "f.status"}
_DATE = {"event": "f.date", "statement": "f.date", "claim": "NULL", "commitment": "f.due"}
# Further findings are not counted: past this, "10,000 or more" tells a person as much and costs less.
COUNTED = 10_000
# Where actors or words are asked for beside days, each is looked at: of an eighth of a million 10,000 took 190 ms.
COUNTED_OF_SEVERAL = 1000
COUNTED_TO = (COUNTED, COUNTED_OF_SEVERAL)
# Comes after every letter and figure: "2025-07" and this after all that begins with "2025-07".
LAST = "\U0010ffff"
# Fewer findings than this are put in order in a few milliseconds; a twentieth of a record is met every few articles.
FEW = 3000
# Above so many findings it does not matter which of two actors has more.
MANY = 20_000
# How many findings are fetched at a time where all are wanted.
BATCH = 1000


def find_findings(record: Record, kind: str, wanted: Wanted, limit: int = 50, offset: int = 0) -> list[Found]:
    """Findings of one kind, those of the newest article first, or by their own date with `by_date`.

    Where more than FEW lie between `since` and `until`, those of the latest date come first.
    """
    # First which ones, from indexes alone; then what is shown of those few.
    righted = righted_findings(record, kind, wanted)
    chosen, values = _chosen(record, kind, wanted, read_alone=righted is not None)
    own = (righted or [])[offset : offset + limit]
    stretch = (limit - len(own), max(0, offset - len(righted or [])))
    found = _shown(record, kind, record.execute(f"{chosen} LIMIT ? OFFSET ?", (*values, *stretch)).fetchall())
    return in_order([*own, *found], wanted) if own else found


def findings_beside(record: Record, kind: str, wanted: Wanted, other: str, newest: int) -> list[Found]:
    """Of the `newest` findings that are wanted those that stand in an article which means another actor too."""
    if righted_findings(record, kind, wanted) is not None:
        found = find_findings(record, kind, wanted, newest)
        near = _meaning(record, other, "id", {one.article for one in found})
        return [one for one in found if one.article in near]
    chosen, values = _chosen(record, kind, wanted)
    rows = record.execute(f"{chosen} LIMIT ?", (*values, newest)).fetchall()
    near = _meaning(record, other, "key", {row[0] for row in rows})
    return _shown(record, kind, [row for row in rows if row[0] in near])


def _meaning(record: Record, who: str, column: str, articles: set[Any]) -> set[Any]:
    """Those of some articles, by their key or id, that mean an actor."""
    rows = record.execute(
        f"SELECT DISTINCT a.{column} FROM json_each(?) AS k CROSS JOIN article AS a ON a.{column} = k.value"
        " JOIN part AS p ON p.who = ? AND p.kind = 'actor' AND p.published = coalesce(a.published, '') AND p.article = a.key",
        (json.dumps(sorted(articles)), who),
    )
    return {row[0] for row in rows}


def all_findings(record: Record, kind: str, wanted: Wanted, limit: int | None = None) -> Iterator[Found]:
    """Every finding that is wanted, `limit` at most, in the same order: one walk through the record, BATCH at a time."""
    righted = righted_findings(record, kind, wanted)
    yield from (righted or [])[:limit]
    limit = limit if limit is None else max(0, limit - len(righted or []))
    chosen, values = _chosen(record, kind, wanted, read_alone=righted is not None)
    walk = record.execute(f"{chosen} LIMIT ?", (*values, -1 if limit is None else limit))
    while some := walk.fetchmany(BATCH):
        yield from _shown(record, kind, some)


def righted_findings(record: Record, kind: str, wanted: Wanted) -> list[Found] | None:
    """The findings with a field that readers have put right which are, as they stand now, wanted; None where what is wanted
    does not hang on such a field. A statement given to another speaker is no longer among those of the first."""
    plain = replace(wanted, who=(), roles=(), what=None, state=None, since=None, until=None, place=None, dated=False)
    if wanted.id or plain == replace(wanted, roles=(), dated=False) or not any_righted(record, kind):
        return None
    where, values = _asked(kind, plain)
    where, values = [f"f.id IN {RIGHTED}", *where], [kind, *values]
    if wanted.reported:
        where, values = [*where, "a.published BETWEEN ? AND ?"], [*values, *wanted.reported]
    if any_struck(record):
        where = [*where, f"f.id NOT IN {STRUCK}"]
    query = (
        f"SELECT f.article, f.id FROM {kind} AS f JOIN article AS a ON a.key = f.article WHERE {' AND '.join(where)}"
    )
    found = _shown(record, kind, record.execute(query, values).fetchall())
    return in_order([one for one in found if fits(one, wanted)], wanted)


def in_order(found: list[Found], wanted: Wanted) -> list[Found]:
    """By their own date where that is wanted, else those of the newest article first."""
    if wanted.by_date:
        return sorted(found, key=lambda one: one.date or "")
    return sorted(found, key=lambda one: one.published or "", reverse=True)


def _shown(record: Record, kind: str, chosen: Sequence[sqlite3.Row]) -> list[Found]:
    """What is shown of these, each (article, id, ...), in their order."""
    columns = ", ".join(f"{expression} AS {name}" for name, expression in _COLUMNS[kind].items())
    rows = record.execute(
        f"SELECT f.id, {columns}, f.rule, f.confidence, a.id AS article, a.headline, a.published,"
        " coalesce(g.canonical, g.uri) AS uri, g.publisher,"
        " (SELECT text FROM evidence AS e WHERE e.article = f.article AND e.kind = ? AND e.finding = f.id"
        "   ORDER BY e.position LIMIT 1) AS words"
        f" FROM json_each(?) AS c CROSS JOIN {kind} AS f ON f.article = c.value ->> 0 AND f.id = c.value ->> 1"
        " JOIN article AS a ON a.key = f.article JOIN page AS g ON g.key = a.page ORDER BY c.id",
        (kind, json.dumps([(one[0], one[1]) for one in chosen])),
    )
    return put_right(record, [_found(kind, row) for row in rows])


def count_findings(record: Record, kind: str, wanted: Wanted) -> int:
    """How many findings of one kind there are; where anything is asked for, no further than COUNTED, or than
    COUNTED_OF_SEVERAL where no index tells it."""
    if wanted == Wanted():
        number = int(record.execute("SELECT number FROM total WHERE name = ?", (kind,)).fetchone()[0])
        return number - number_struck(record, kind)
    righted = righted_findings(record, kind, wanted)
    if righted is not None:
        chosen, values = _chosen(record, kind, wanted, ordered=False, read_alone=True)
        number = int(record.execute(f"SELECT count(*) FROM ({chosen} LIMIT {COUNTED})", values).fetchone()[0])
        return min(COUNTED, len(righted) + number)
    if wanted == Wanted(what=wanted.what, state=wanted.state):
        return tallied(record, kind, wanted.what, wanted.state) - _struck_of(record, kind, wanted)
    asked = _index_tells(kind, wanted)
    if asked and wanted == Wanted(who=wanted.who, roles=wanted.roles, what=wanted.what, state=wanted.state):
        return number_asked_for(record, asked, COUNTED) - _struck_among(record, kind, asked)
    chosen, values = _chosen(record, kind, wanted, ordered=False)
    several = wanted.who or wanted.words or (wanted.what and wanted.state)
    most = COUNTED_OF_SEVERAL if several else COUNTED
    return int(record.execute(f"SELECT count(*) FROM ({chosen} LIMIT {most})", values).fetchone()[0])


def _index_tells(kind: str, wanted: Wanted) -> str | None:
    """What the index of findings is asked for, where it knows who is party to what."""
    return asked_for(kind, wanted.who, wanted.roles, wanted.what, wanted.state)


def _struck_among(record: Record, kind: str, asked: str) -> int:
    """How many of those that the index tells readers have struck out."""
    if not any_struck(record):
        return 0
    numbers = f"SELECT (f.article << 24) | (f.position << 2) | {SORTS[kind]} FROM {kind} AS f WHERE f.id IN {STRUCK}"
    query = f"SELECT count(*) FROM finding_index WHERE finding_index MATCH ? AND rowid IN ({numbers})"
    return int(record.execute(query, (asked,)).fetchone()[0])


def tallied(record: Record, kind: str, what: str | None = None, state: str | None = None) -> int:
    """How many findings of a kind the record holds of a type and in a state: an event's type, a promise's kind, a
    statement's channel; struck out ones too."""
    if kind == "claim" and (what or state):
        return 0
    query = "SELECT coalesce(sum(number), 0) FROM tally WHERE kind = ? AND (type = ?2 OR ?2 IS NULL) AND (state = ?3 OR ?3 IS NULL)"
    return int(record.execute(query, (kind, what, state)).fetchone()[0])


def _struck_of(record: Record, kind: str, wanted: Wanted) -> int:
    """How many of those wanted readers have struck out."""
    where, values = _asked(kind, wanted)
    query = f"SELECT count(*) FROM {kind} AS f WHERE {' AND '.join(where)} AND f.id IN {STRUCK}"
    return int(record.execute(query, values).fetchone()[0]) if number_struck(record, kind) else 0


def parts_of(record: Record, who: str, kind: str) -> int:
    """In how many findings of a kind an actor has a part, told apart up to MANY."""
    query = "SELECT count(*) FROM (SELECT 1 FROM part WHERE who = ? AND kind = ? LIMIT ?)"
    return int(record.execute(query, (who, kind, MANY)).fetchone()[0])


def chosen_query(record: Record, kind: str, wanted: Wanted) -> tuple[str, list[Any]]:
    """The query for article and id of every finding that is wanted, in no order, and its values."""
    return _chosen(record, kind, wanted, ordered=False)


def _chosen(
    record: Record, kind: str, wanted: Wanted, *, ordered: bool = True, read_alone: bool = False
) -> tuple[str, list[Any]]:
    """The query for (article, id) of what is wanted, and its values; with `read_alone` of what no reader has put right."""
    what, order, where, values = _way(record, kind, wanted, ordered)
    name = "p.finding" if " part AS p " in what else "f.id"
    if not wanted.id and any_struck(record):  # what a reader has struck out is found by its id alone
        where = [*where, f"{name} NOT IN {STRUCK}"]
    if read_alone:
        where, values = [*where, f"{name} NOT IN {RIGHTED}"], [*values, kind]
    query = f"{what} WHERE {' AND '.join(where)}" if where else what
    return (f"{query} ORDER BY {order}" if ordered and order else query), values


# How what is wanted is found: what is chosen from, the order (empty where it comes so), the tests and their values.
_Way = tuple[str, str, list[str], list[Any]]


def _way(record: Record, kind: str, wanted: Wanted, ordered: bool) -> _Way:
    """The way on which least is looked at: from the index of findings, from words, from parties, from days or places, or
    from the newest articles."""
    where, values = _asked(kind, wanted)
    asked = _index_tells(kind, wanted) if _is_narrow(wanted) else None
    if asked and number_asked_for(record, asked, FEW) < FEW:
        what, order = _OF_INDEX.format(kind=kind), "a.published DESC, a.key DESC, f.id DESC"
        order = f"{_DATE[kind]}, f.id" if wanted.by_date else order
        words, matching = _with_words(wanted, AMONG)
        where, values = ["finding_index MATCH ?", *where, *words], [asked, *values, *matching]
        return _of_reports(wanted, (what, order, where, values))
    if wanted.words and not (wanted.by_date or wanted.reported or _common(record, wanted)):
        return _of_words(kind, wanted)
    if _is_of_days(kind, wanted) and _is_busy(record, kind, wanted):
        return _of_days(record, kind, wanted, ordered)
    words, matching = _with_words(wanted, HOLDS if ordered else AMONG)
    where, values = [*where, *words], [*values, *matching]
    if wanted.who:
        what, order, where, values = _of_parties(record, kind, wanted, where, values)
        return what, order, where, [*values, *(wanted.reported or ())]
    if wanted.reported or (ordered and not wanted.by_date and not _few(record, kind, wanted)):
        what = f"SELECT f.article, f.id FROM article AS a CROSS JOIN {kind} AS f ON f.article = a.key"
        return _of_reports(wanted, (what, "a.published DESC, a.key DESC, f.position", where, values))
    what, order = f"SELECT f.article, f.id FROM {kind} AS f", f"{_DATE[kind]}, f.id"
    if ordered and not wanted.by_date:
        what += " CROSS JOIN article AS a ON a.key = f.article"
        order = "a.published DESC, a.key DESC, f.position"
    return what, order, where, values


def _of_reports(wanted: Wanted, way: _Way) -> _Way:
    """A way that knows the article, with the days that this may be of."""
    what, order, where, values = way
    return (
        what,
        order,
        [*where, *(["a.published BETWEEN ? AND ?"] * bool(wanted.reported))],
        [*values, *(wanted.reported or ())],
    )


def _of_words(kind: str, wanted: Wanted) -> _Way:
    """From the articles that hold rare words, the newest first: with a limit SQLite keeps their order, without it drops it. A
    plus keeps it from beginning with all findings of a type."""
    where, values = _asked(kind, wanted)
    parties, more = _with_parties(kind, wanted)
    what = (
        "SELECT f.article, f.id FROM (SELECT a.key FROM article_text AS t CROSS JOIN article AS a ON a.key = t.rowid"
        f" WHERE article_text MATCH ? ORDER BY a.published DESC, a.key DESC LIMIT {FEW}) AS w"
        f" CROSS JOIN {kind} AS f ON f.article = w.key"
    )
    return (
        what,
        "",
        [*(f"+{test}" if test.startswith("f.") else test for test in where), *parties],
        [match_expression(wanted.words or ""), *values, *more],
    )


def _is_of_days(kind: str, wanted: Wanted) -> bool:
    """Whether days or a place are asked for, by which an index has the findings."""
    dated = (wanted.since or wanted.until) and _DATE[kind] != "NULL"
    return bool(dated or (wanted.place and kind == "event")) and not (wanted.by_date or wanted.reported or wanted.id)


def _is_busy(record: Record, kind: str, wanted: Wanted) -> bool:
    """Whether whoever is asked for is party to so much that going through it all takes long; nobody asked for is everybody."""
    return all(parts_of(record, who, kind) >= FEW for who in wanted.who)


def _of_days(record: Record, kind: str, wanted: Wanted, ordered: bool) -> _Way:
    """From the findings of the days or of the place: a few are put in the order of their articles, of many those of the latest
    date come first."""
    few = _few(record, kind, replace(wanted, words=None))
    where, values = _asked(kind, wanted)
    parties, who = _with_parties(kind, wanted)
    words, matching = _with_words(wanted, AMONG if few or not ordered else HOLDS)
    what, order = f"SELECT f.article, f.id FROM {kind} AS f", f"{_DATE[kind]} DESC, f.article DESC, f.position DESC"
    if few:
        what += " CROSS JOIN article AS a ON a.key = f.article"
        order = "a.published DESC, a.key DESC, f.position"
    return what, order, [*where, *parties, *words], [*values, *who, *matching]


def _with_parties(kind: str, wanted: Wanted) -> tuple[list[str], list[Any]]:
    """That each actor wanted is party to a finding that is looked at."""
    role = f" AND q.role IN ({', '.join('?' * len(wanted.roles))})" if wanted.roles else ""
    test = (
        "EXISTS (SELECT 1 FROM part AS q INDEXED BY part_article WHERE q.article = f.article AND q.finding = f.id"
        f" AND q.who = ? AND q.kind = '{kind}'{role})"
    )
    return [test for _ in wanted.who], [value for who in wanted.who for value in (who, *wanted.roles)]


# Chosen from the index of findings.
_OF_INDEX = f"SELECT f.article, f.id FROM finding_index AS i CROSS JOIN {{kind}} AS f ON {FINDING} CROSS JOIN article AS a ON a.key = f.article"


def _is_narrow(wanted: Wanted) -> bool:
    """Whether what fits may lie far apart among what an actor is party to: what two have with each other, or a type or
    state between two days. One actor's acts of a type are met soon enough in going through its newest."""
    dated = wanted.since or wanted.until
    return bool(wanted.who and (wanted.who[1:] or (dated and (wanted.what or wanted.state))))


def _of_parties(
    record: Record, kind: str, wanted: Wanted, where: list[str], values: list[Any]
) -> tuple[str, str, list[str], list[Any]]:
    """What is chosen from, the order, the tests and their values, where actors are asked for: the one with fewest first."""
    who = tuple(sorted(wanted.who, key=lambda name: parts_of(record, name, kind))) if wanted.who[1:] else wanted.who
    parties, more = _party_to(kind, replace(wanted, who=who))
    join = f"CROSS JOIN {kind} AS f ON f.article = p.article AND f.id = p.finding" if where or wanted.by_date else ""
    what = f"SELECT DISTINCT p.article, p.finding AS id, {_DATE[kind] if join else 'p.published'} FROM part AS p {join}"
    order = f"{_DATE[kind]}, f.id" if wanted.by_date else "p.published DESC, p.article DESC, p.finding DESC"
    return what, order, [*parties, *where, *(["p.published BETWEEN ? AND ?"] * bool(wanted.reported))], [*more, *values]


def _few(record: Record, kind: str, wanted: Wanted) -> bool:
    """Whether so few findings fit that they are found by what they are and then put in order; many are met soon enough
    in going through the articles, the newest first."""
    if wanted.id or wanted.article or wanted.about:
        return True
    if wanted.words or not (wanted.place or wanted.since or wanted.until or wanted.what or wanted.state):
        return False
    if not (wanted.place or wanted.since or wanted.until):
        return tallied(record, kind, wanted.what, wanted.state) < FEW
    return any(
        _fewer(record, kind, wanted, name)
        for name in (None, *TOLD_WITH_DAYS[kind])
        if not name or getattr(wanted, name)
    )


# What an index has together with the days of findings of a kind.
TOLD_WITH_DAYS: dict[str, tuple[str, ...]] = {
    "event": ("what", "state", "place"), "statement": (), "claim": (), "commitment": (),
}  # fmt: skip


def _fewer(record: Record, kind: str, wanted: Wanted, name: str | None) -> bool:
    """Whether fewer than FEW findings lie between the days wanted, with what is wanted under a name where that is given."""
    dated = Wanted(since=wanted.since, until=wanted.until)
    where, values = _asked(kind, replace(dated, **{name: getattr(wanted, name)}) if name else dated)
    if not where:
        return False
    query = f"SELECT count(*) FROM (SELECT 1 FROM {kind} AS f WHERE {' AND '.join(where)} LIMIT {FEW})"
    return int(record.execute(query, values).fetchone()[0]) < FEW


# That the article of a finding holds words: looked up for each, some 60 microseconds; or from a list of all articles that do,
# which takes 20 ms to make where nearly all do. The plus keeps SQLite from beginning with that list.
HOLDS = "EXISTS (SELECT 1 FROM article_text WHERE article_text MATCH ? AND rowid = f.article)"
AMONG = "+f.article IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)"


def _with_words(wanted: Wanted, test: str) -> tuple[list[str], list[Any]]:
    """That the article of a finding that is looked at holds the words wanted."""
    return ([test], [match_expression(wanted.words)]) if wanted.words else ([], [])


def _common(record: Record, wanted: Wanted) -> bool:
    """Whether the words asked for are in so many articles that it is sooner said of an article whether it holds them."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM article_text WHERE article_text MATCH ? LIMIT {FEW})"
    return bool(wanted.words) and record.execute(query, (match_expression(wanted.words or ""),)).fetchone()[0] >= FEW


def _asked(kind: str, wanted: Wanted) -> tuple[list[str], list[Any]]:
    """What a finding itself must satisfy, but for the words of its article."""
    date = _DATE[kind]
    tests = (
        ("f.id = ?", wanted.id),
        ("f.article = ?", wanted.article),
        (f"{_TYPE[kind]} = ?", wanted.what),
        (f"{_STATE[kind]} = ?", wanted.state),
        ("f.place = ?" if kind == "event" else "NULL = ?", wanted.place),
        (f"{date} >= ?", wanted.since),
        # "2025-07-31" is not after "2025-07": a day counts as inside the month it is compared with.
        (f"{date} < ?", wanted.until and wanted.until + LAST),
    )
    given = [(test, value) for test, value in tests if value is not None]
    where = [test for test, _ in given]
    if wanted.about:
        given.append((OF_TOPIC.format(kind=kind), patterns_of(wanted.about)))
        where.append(given[-1][0])
    if wanted.dated:  # from a year on: "P4D" and "FUTURE_REF" name no day
        where.append(f"{date} >= '0' AND {date} < ':'")
    return where, [value for _, value in given]


# That every one of the words given (a JSON list of patterns) occurs in a topic's name.
CALLED = "NOT EXISTS (SELECT 1 FROM json_each(?) AS w WHERE t.name NOT LIKE w.value ESCAPE '\\')"
# That a finding tells of a topic so called.
OF_TOPIC = (
    "(f.article, f.id) IN (SELECT b.article, b.finding FROM topic AS t JOIN about AS b ON b.article = t.article"
    f" AND b.topic = t.id WHERE b.kind = '{{kind}}' AND {CALLED})"
)


def patterns_of(words: str) -> str:
    """The words of a name as patterns to look for, a JSON list; capitals do not matter."""
    kept = [word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words.split()]
    return json.dumps([f"%{word}%" for word in kept])


def _party_to(kind: str, wanted: Wanted) -> tuple[list[str], list[Any]]:
    """That each actor wanted is party to the finding: found by the first, compared with the others."""
    first, *others = wanted.who
    role = f" AND {{0}}.role IN ({', '.join('?' * len(wanted.roles))})" if wanted.roles else ""
    where, values = ["p.who = ? AND p.kind = ?" + role.format("p")], [first, kind, *wanted.roles]
    for other in others:
        where.append(
            "EXISTS (SELECT 1 FROM part AS q WHERE q.who = ? AND q.kind = p.kind AND q.published = p.published"
            f" AND q.article = p.article AND q.finding = p.finding{role.format('q')})"
        )
        values += [other, *wanted.roles]
    return where, values


def _found(kind: str, row: sqlite3.Row) -> Found:
    same = ("id", "date", "enddate", "place", "state", "channel", "score", "rule", "confidence", "article", "headline")
    parties = (Party(role, who, name, bool(named), home) for role, who, name, named, home in json.loads(row["parties"]))
    happening, reports, sources = json.loads(row["told"]) if row["told"] else (None, None, None)
    return Found(
        kind=kind,
        happening=happening,
        reports=reports or 1,
        sources=sources,
        what=row["what"] or "",
        mode=tuple(json.loads(row["mode"])),
        parties=tuple(parties),
        words=row["words"] or "",
        published=row["published"],
        uri=row["uri"],
        publisher=row["publisher"],
        **{name: row[name] for name in same},
    )
