"""What readers have put right, as every list shows it: findings said to be wrong are left out, wrong fields replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique.store import Record

if TYPE_CHECKING:
    from communique.search.findings import Found, Party

# Ids of findings of which a reader has said that they are wrong altogether. Few: readers strike out by hand.
STRUCK = """(SELECT x.target FROM correction AS c JOIN correction_target AS x ON x.correction = c.id
  WHERE c.kind = 'wrong' AND c.field IS NULL AND c.undone IS NULL)"""
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
    """How many findings of a kind readers have struck out."""
    query = f"SELECT count(DISTINCT f.id) FROM {kind} AS f WHERE f.id IN {STRUCK}"
    return int(record.execute(query).fetchone()[0])


def put_right(record: Record, found: list[Found]) -> list[Found]:
    """The findings with what readers say of their fields; `corrected` names those fields."""
    said: dict[str, list[tuple[str, str]]] = {}
    for row in record.execute(
        "SELECT x.target, c.field, c.value FROM correction AS c JOIN correction_target AS x ON x.correction = c.id"
        " WHERE c.kind = 'wrong' AND c.field IS NOT NULL AND c.undone IS NULL ORDER BY c.made"
    ):
        said.setdefault(row[0], []).append((row[1], row[2] or ""))
    return [_put_right(one, said[one.id]) if one.id in said else one for one in found] if said else found


def _put_right(found: Found, said: list[tuple[str, str]]) -> Found:
    """A field without a value is emptied: the reader knows only that it is wrong."""
    for field, value in said:
        if field in SHOWN:
            found = replace(found, **{SHOWN[field]: value or None}) if field not in ("event", "act") or value else found
        elif field in ROLES:
            found = replace(found, parties=_parties(found.parties, field, value))
    return replace(found, corrected=tuple(dict.fromkeys(field for field, _ in said)))


def _parties(parties: tuple[Party, ...], role: str, value: str) -> tuple[Party, ...]:
    """The parties with others in a role: those of the article that bear the name, else the name alone."""
    from communique.search.findings import Party

    names = [name.strip() for name in value.split(";") if name.strip()]
    known = {party.name: party for party in parties}
    new = [replace(known[n], role=role) if n in known else Party(role, "", n, False) for n in names]
    return (*(party for party in parties if party.role != role), *new)
