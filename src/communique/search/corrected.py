"""What readers have put right, as every list shows it: findings said to be wrong are left out, wrong fields replaced."""

from __future__ import annotations

from msgspec.structs import replace

from communique.search.found import Found, Party, Wanted
from communique.store import Record
from communique.store.called import UnknownActor, who_is

# Ids of findings of which a reader has said that they are wrong altogether. Few: readers strike out by hand.
STRUCK = """(SELECT x.target FROM correction AS c JOIN correction_target AS x ON x.correction = c.id
  WHERE c.kind = 'wrong' AND c.field IS NULL AND c.undone IS NULL)"""
# Ids of findings of which a reader has said anything.
SAID = """(SELECT x.target FROM correction AS c JOIN correction_target AS x ON x.correction = c.id
  WHERE c.kind = 'wrong' AND c.undone IS NULL)"""
# The fields a reader may put right, with the attribute of Found that shows each; the rest are roles of parties.
SHOWN = {"date": "date", "place": "place", "event": "what", "act": "what", "status": "state", "factuality": "state",
         "channel": "channel", "due": "date"}  # fmt: skip
ROLES = (
    "speaker",
    "addressee",
    "actor",
    "recipient",
    "mediator",
    "host",
    "debtor",
    "creditor",
    "asserted_by",
    "denied_by",
)


def is_struck(record: Record, name: str) -> bool:
    """Whether a reader has said that a finding is wrong altogether."""
    return record.execute(f"SELECT 1 WHERE ? IN {STRUCK}", (name,)).fetchone() is not None


def any_struck(record: Record) -> bool:
    """Whether readers have struck out anything at all."""
    return record.execute(f"SELECT 1 WHERE EXISTS {STRUCK}").fetchone() is not None


def number_struck(record: Record, kind: str) -> int:
    """How many findings of a kind readers have struck out; one that copies of its article tell too is as many."""
    query = f"SELECT count(*) FROM {kind} AS f WHERE f.id IN {STRUCK}"
    return int(record.execute(query).fetchone()[0])


def but_struck(record: Record, column: str) -> str:
    """The test, to be added to others, that leaves out what readers have struck out; none where they have nothing."""
    return f" AND {column} NOT IN {STRUCK}" if any_struck(record) else ""


# What readers say one field of events is.
_RIGHT = """(SELECT x.target, c.value FROM correction AS c JOIN correction_target AS x ON x.correction = c.id
  WHERE x.kind = 'event' AND c.kind = 'wrong' AND c.field = '{field}' AND c.undone IS NULL AND c.value IS NOT NULL)"""
# Ids of findings of a kind of which a reader has put a field right.
RIGHTED = """(SELECT x.target FROM correction AS c JOIN correction_target AS x ON x.correction = c.id
  WHERE x.kind = ? AND c.kind = 'wrong' AND c.field IS NOT NULL AND c.undone IS NULL)"""


# The events of which readers have put a field right, as they have them: article, event and factuality.
RIGHT_ACTS = f"""(SELECT e.article, coalesce(t.value, e.event) AS event, coalesce(s.value, e.factuality) AS factuality
  FROM (SELECT DISTINCT x.target FROM correction AS c JOIN correction_target AS x ON x.correction = c.id
    WHERE x.kind = 'event' AND c.kind = 'wrong' AND c.field IS NOT NULL AND c.undone IS NULL) AS k
  CROSS JOIN event AS e ON e.id = k.target
  LEFT JOIN {_RIGHT.format(field="event")} AS t ON t.target = e.id
  LEFT JOIN {_RIGHT.format(field="factuality")} AS s ON s.target = e.id WHERE e.id NOT IN {STRUCK})"""


def said_of(record: Record, kind: str) -> set[str]:
    """Ids of the findings of a kind that readers have struck out, or put a field of right."""
    return {row[0] for row in record.execute(f"{SAID[1:-1]} AND x.kind = ?", (kind,))}


def any_righted(record: Record, kind: str) -> bool:
    """Whether readers have put a field of any finding of a kind right."""
    return record.execute(f"SELECT 1 WHERE EXISTS {RIGHTED}", (kind,)).fetchone() is not None


def fits(found: Found, wanted: Wanted) -> bool:
    """Whether a finding, as readers have it, is of the actors, the type, the state, the place and the days wanted."""
    kind_of = {"event": found.what, "statement": found.channel, "commitment": next(iter(found.mode), None)}
    date = found.date or ""
    return (
        all(any(is_party(party, who, wanted.roles) for party in found.parties) for who in wanted.who)
        and wanted.what in (None, kind_of.get(found.kind))
        and wanted.state in (None, found.state)
        and wanted.place in (None, found.place)
        and (wanted.since is None or date >= wanted.since)
        and (wanted.until is None or "" < date[: len(wanted.until)] <= wanted.until)
        and (not wanted.dated or date[:1].isdigit())
    )


def is_party(party: Party, who: str, roles: tuple[str, ...] = ()) -> bool:
    """Whether a party is an actor, or one of a country's where all of that are meant, in one of the roles where given."""
    of_country = who == f"of-{(party.country or '').lower()}"
    return (party.who == who or of_country) and (party.role in roles if roles else party.role != "told_by")


def put_right(record: Record, found: list[Found]) -> list[Found]:
    """The findings with what readers say of their fields; `corrected` names those fields."""
    said: dict[str, list[tuple[str, str]]] = {}
    for row in record.execute(
        "SELECT x.target, c.field, c.value FROM correction AS c JOIN correction_target AS x ON x.correction = c.id"
        " WHERE c.kind = 'wrong' AND c.field IS NOT NULL AND c.undone IS NULL ORDER BY c.made"
    ):
        said.setdefault(row[0], []).append((row[1], row[2] or ""))
    return [_put_right(record, one, said[one.id]) if one.id in said else one for one in found] if said else found


def _put_right(record: Record, found: Found, said: list[tuple[str, str]]) -> Found:
    """A field without a value is emptied: the reader knows only that it is wrong."""
    for field, value in said:
        if field in SHOWN:
            found = replace(found, **{SHOWN[field]: value or None}) if field not in ("event", "act") or value else found
        elif field in ROLES:
            found = replace(found, parties=_parties(record, found.parties, field, value))
    return replace(found, corrected=tuple(dict.fromkeys(field for field, _ in said)))


def _parties(record: Record, parties: tuple[Party, ...], role: str, value: str) -> tuple[Party, ...]:
    """The parties with others in a role: those of the article that bear the name, else those of the record."""
    names = [name.strip() for name in value.split(";") if name.strip()]
    known = {party.name: party for party in parties}
    new = [replace(known[n], role=role) if n in known else _called(record, role, n) for n in names]
    return (*(party for party in parties if party.role != role), *new)


def _called(record: Record, role: str, name: str) -> Party:
    """The actor of the record whom a reader calls so; the name alone where none is, or several could be meant."""
    try:
        who = who_is(record, name)
    except UnknownActor:
        return Party(role, "", name, False)
    who = f"state-{who.removeprefix('of-')}" if who.startswith("of-") else who
    query = "SELECT name, country FROM actor WHERE who = ? AND named LIMIT 1"
    row = record.execute(query, (who,)).fetchone()
    return Party(role, who, row[0], True, row[1]) if row else Party(role, "", name, False)
