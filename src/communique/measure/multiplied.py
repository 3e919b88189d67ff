"""A large record from a small one: laid out again and again, each time later, with other persons.

Reading in a million events page by page takes an hour; this takes minutes, because SQLite copies rows. A layer has the
texts, acts and joins of the first one, moved on by the days that it spans; its ids, its rarer persons and what joins are
looked up by are its own, so that layers are not joined to each other. Who is in many articles is in as many of every layer:
a few states are in every tenth article, most persons in a handful.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from communique.measure.made_up import SYLLABLES
from communique.store import Record
from communique.store.checking import AT_HOME
from communique.store.record import transaction
from communique.threads.renamed import note_all_ids
from communique.threads.tenure import HELD
from communique.threads.traits import ERA, NAME_BITS

# Persons in fewer articles of the first layer than this are other persons in the next.
WELL_KNOWN = 12
# What is copied, with the columns that are not copied as they are; what others point to comes first. {k} is the number
# of the layer, {days} by how much it is later; `again`, `later` and `moved` are below.
TABLES: dict[str, dict[str, str]] = {
    "page": {"key": "key + {page}", "id": "again", "uri": "uri || '-{k}'", "digest": "digest || '{k}'"},
    "page_problem": {"page": "page + {page}"},
    "teaser": {"page": "page + {page}"},
    "article": {"key": "key + {article}", "id": "again", "page": "page + {page}", "published": "later"},
    "block": {},
    "copy": {"text": "text + {copy}"},
    "copy_mark": {"mark": "mark + {k}"},
    "actor": {"who": "renamed", "name": "retitled"},
    "office": {}, "mention": {}, "time": {}, "place": {},
    "statement": {"id": "again", "date": "later"},
    "statement_speaker": {"statement": "again"},
    "statement_content": {"statement": "again"},
    "statement_occasion": {"statement": "again"},
    "event": {"id": "again", "date": "later", "enddate": "later"},
    "event_party": {"event": "again"},
    "claim": {"id": "again"},
    "claim_party": {"claim": "again"},
    "claim_statement": {"claim": "again", "statement": "again"},
    "commitment": {"id": "again", "due": "later"},
    "commitment_party": {"commitment": "again"},
    "commitment_term": {"commitment": "again"},
    "commitment_delay": {"commitment": "again", "was_due": "later"},
    "phrase": {"id": "again"},
    "evidence": {"finding": "again"},
    "part": {"who": "renamed", "published": "later", "finding": "CASE kind WHEN 'actor' THEN finding ELSE {again} END"},
    "happening": {"key": "key + {happening}", "id": "again", "date": "later", "enddate": "later", "first": "later",
                  "last": "later"},
    "happening_event": {"key": "key + {happening_event}", "event": "again", "happening": "happening + {happening}",
                        "leader": "leader + {happening_event}", "rank": "rank || '-{k}'",
                        "traits": "moved 6 7"},
    "happening_block": {"block": "block + (day = 0) * {k} + {eras}", "day": "dated", "node": "node + {happening_event}"},
    "person": {"key": "key + {person}", "id": "again", "name": "{title}"},
    "guise": {"key": "key + {guise}", "who": "renamed", "name": "{title}", "person": "person + {person}",
              "leader": "leader + {guise}", "rank": "rank || '-{k}'"},
    "guise_block": {"block": "block + {k}", "node": "node + {guise}"},
    "sighting": {"guise": "guise + (SELECT g.who IN rarer FROM guise AS g WHERE g.key = guise) * {guise}"},
    "threaded": {},
    "chain": {"key": "key + {chain}", "id": "again", "due": "later", "due_last": "later", "first": "later",
              "last": "later"},
    "chain_party": {"chain": "chain + {chain}", "who": "renamed"},
    "chain_step": {"key": "key + {chain_step}", "finding": "CASE sort WHEN 'words' THEN finding ELSE {again} END",
                   "chain": "chain + {chain}", "leader": "leader + {chain_step}", "rank": "rank || '-{k}'",
                   "traits": "moved 9 10"},
    "chain_block": {"block": "block + {eras}", "day": "dated", "node": "node + {chain_step}"},
    "contention": {"key": "key + {contention}", "id": "again", "first": "later", "last": "later"},
    "voice": {"key": "key + {voice}", "finding": "again", "contention": "contention + {contention}",
              "leader": "leader + {voice}", "rank": "rank || '-{k}'", "traits": "moved - 4"},
    "voice_party": {"voice": "voice + {voice}"},
    "voice_block": {"day": "dated", "node": "node + {voice}"},
}  # fmt: skip
# Rows of well-known persons stand for every layer.
ONLY = {
    "person": "key IN (SELECT person FROM guise WHERE who IN rarer)",
    "guise": "who IN rarer",
    "guise_block": "node IN (SELECT key FROM guise WHERE who IN rarer)",
}


def multiply(record: Record, times: int, tell: Callable[[str], None] = print) -> None:
    """Lay a record out so many times. It must be one of made-up pages: others' words cannot be moved in time."""
    numbers = {table: _last(record, table, columns) for table, columns in TABLES.items()}
    first, last = record.execute("SELECT min(published), max(published) FROM article").fetchone()
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    record.execute("CREATE TEMP TABLE rarer (who TEXT PRIMARY KEY)")
    record.execute(
        "INSERT INTO rarer SELECT who FROM gathered WHERE kind = 'person' AND articles < ?"
        " AND who NOT IN (SELECT who FROM guise GROUP BY who HAVING count(*) > 1 OR min(leader != key))"
        " AND who NOT IN (SELECT g.who FROM guise AS g JOIN guise AS o ON o.leader = g.key AND o.key != g.key)",
        (WELL_KNOWN,),
    )
    keyed = {table: number for table, number in numbers.items() if number}
    # One layer after another, or the rows of the last would be copied too.
    bounds = {table: f"key <= {number}" for table, number in keyed.items()}
    for k in range(1, times):
        with transaction(record):
            _lay(record, k, span, keyed, bounds)
        tell(f"{k + 1} of {times} layers")
    with transaction(record):
        _count(record)


def _last(record: Record, table: str, columns: dict[str, str]) -> int:
    if table == "copy":
        return int(record.execute("SELECT max(text) FROM copy").fetchone()[0] or 0)
    return int(record.execute(f"SELECT coalesce(max(key), 0) FROM {table}").fetchone()[0]) if "key" in columns else 0


def _lay(record: Record, k: int, span: int, numbers: dict[str, int], bounds: dict[str, str]) -> None:
    """One more layer: layer number `k`, `k` spans later."""
    given: dict[str, object] = {table: number * k for table, number in numbers.items()}
    later = f"((day + {k * span}) / {ERA} - day / {ERA}) * (day > 0 AND block >> {NAME_BITS} > 0)"
    given |= {"eras": f"({later} << {NAME_BITS})"}
    given |= {"k": k, "days": k * span, "title": f"name || ' {_ending(k).title()}'", "again": _again("finding", k)}
    for table, columns in TABLES.items():
        names = [row["name"] for row in record.execute(f"PRAGMA table_info({table})")]
        values = [_value(name, columns.get(name) or _usual(name), k, given) for name in names]
        where = " AND ".join(filter(None, (_of_first_layer(table, names, numbers, bounds), ONLY.get(table))))
        order = f" ORDER BY {', '.join(names[:1])}" if table == "copy_mark" else ""
        query = f"INSERT INTO {table} SELECT {', '.join(values)} FROM main.{table} WHERE {where}{order}"
        record.execute(query)


def _usual(name: str) -> str:
    return "article + {article}" if name == "article" else name


# For tables without a key: which column's first layer is meant.
NODES = {
    "happening_block": "happening_event", "guise_block": "guise", "chain_block": "chain_step", "voice_block": "voice",
}  # fmt: skip


def _of_first_layer(table: str, names: list[str], numbers: dict[str, int], bounds: dict[str, str]) -> str:
    if table in bounds and table != "copy":
        return bounds[table]
    if table in NODES:
        return f"node <= {numbers[NODES[table]]}"
    if table == "voice_party":
        return f"voice <= {numbers['voice']}"
    if table == "chain_party":
        return f"chain <= {numbers['chain']}"
    return f"article <= {numbers['article']}" if "article" in names else f"page <= {numbers['page']}"


def _again(column: str, k: int) -> str:
    """An id of this layer: two more figures, the layer's, before those of the first."""
    return f"substr({column}, 1, instr({column}, '-')) || '{k:02x}' || substr({column}, instr({column}, '-') + 1)"


def _value(name: str, told: str, k: int, given: dict[str, object]) -> str:
    days = given["days"]
    if told == "again":
        return _again(name, k)
    if told == "later":
        return f"CASE WHEN length({name}) = 10 THEN date({name}, '+{days} days') ELSE {name} END"
    if told == "dated":
        return f"CASE day WHEN 0 THEN 0 ELSE day + {days} END"
    if told == "renamed":
        return f"CASE WHEN {name} IN rarer THEN {name} || '-{_ending(k)}' ELSE {name} END"
    if told == "retitled":
        return f"CASE WHEN who IN rarer THEN name || ' {_ending(k).title()}' ELSE name END"
    if told.startswith("moved"):
        _, acted, reported = told.split()
        return _moved(acted, reported, str(days))
    return told.format(**given)


def _moved(span: str, published: str, days: str) -> str:
    """Traits with their days moved on: those of the act, a pair of ordinals, and that of the report."""
    changes = f"'$[{published}]', traits ->> '$[{published}]' + {days}"
    if span == "-":
        return f"json_set(traits, {changes})"
    both = f"json_array((traits ->> '$[{span}][0]') + {days}, (traits ->> '$[{span}][1]') + {days})"
    held = f"CASE WHEN traits ->> '$[{span}]' IS NULL THEN NULL ELSE {both} END"
    return f"json_set(traits, {changes}, '$[{span}]', json({held}))"


def _ending(k: int) -> str:
    return SYLLABLES[k % len(SYLLABLES)] + SYLLABLES[k // len(SYLLABLES)]


def _count(record: Record) -> None:
    """Count anew what a record tells twice."""
    record.execute("DELETE FROM gathered")
    record.execute(
        "INSERT INTO gathered SELECT who, min(name), kind, min(country), count(DISTINCT article) FROM actor WHERE named"
        " GROUP BY who"
    )
    record.execute("DELETE FROM gathered_home")
    record.execute(f"INSERT INTO gathered_home {AT_HOME}")
    record.execute("DELETE FROM held")
    record.execute(
        "INSERT INTO held SELECT x.who, o.title, coalesce(o.of, ''), o.former, 'of-' || lower(x.country),"
        " count(DISTINCT o.article), min(a.published), max(a.published), max(o.article) FROM office AS o"
        " JOIN actor AS x ON x.article = o.article AND x.id = o.actor JOIN article AS a ON a.key = o.article"
        " GROUP BY 1, 2, 3, 4, 5"
    )
    record.execute("INSERT INTO finding_index (finding_index) VALUES ('delete-all')")
    record.execute("INSERT INTO finding_index (rowid, terms) SELECT number, terms FROM finding_term")
    note_all_ids(record)
    record.execute("DELETE FROM tenure")
    record.execute(f"INSERT INTO tenure {HELD}")
    for (name,) in record.execute("SELECT name FROM total").fetchall():
        record.execute(f"UPDATE total SET number = (SELECT count(*) FROM {name}) WHERE name = ?", (name,))
    record.execute("UPDATE guise SET articles = (SELECT count(*) FROM sighting WHERE guise = key)")
    record.execute("UPDATE person SET articles = (SELECT sum(articles) FROM guise WHERE person = person.key)")
