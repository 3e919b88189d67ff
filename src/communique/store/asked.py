"""Which findings are of whom, of which type and state: asked of one index, however much a busy actor has done.

The index (`finding_index`) knows a finding by a number, and what it may be asked for by, as terms (`finding_term` in the
schema). It is what narrows a question down; whatever else is asked is looked up in the findings themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.store.record import Record

SORTS = {"event": 0, "statement": 1, "claim": 2, "commitment": 3}
# The roles of a finding's two sides, as the index tells them apart.
SIDES: dict[str, dict[str, frozenset[str]]] = {
    "event": {"d": frozenset(("actor", "mediator", "host")), "m": frozenset(("recipient",))},
    "statement": {"d": frozenset(("speaker",)), "m": frozenset(("addressee",))},
    "claim": {"d": frozenset(("asserted_by",)), "m": frozenset(("denied_by",))},
    "commitment": {"d": frozenset(("debtor",)), "m": frozenset(("creditor",))},
}
# From the index to the findings of a table, f: by their article and place in it.
FINDING = "f.article = i.rowid >> 24 AND f.position = (i.rowid & 16777215) >> 2"


def index_findings(record: Record, article: int) -> None:
    """Put the findings of an article, which stand, into the index. Belongs in the transaction that saves them."""
    record.execute(
        "INSERT INTO finding_index (rowid, terms) SELECT number, terms FROM finding_term WHERE article = ?", (article,)
    )


def unindex_findings(record: Record, article: int) -> None:
    """Take the findings of an article out of the index, while their parties still stand as they were put in."""
    record.execute(
        "INSERT INTO finding_index (finding_index, rowid, terms) SELECT 'delete', number, terms FROM finding_term"
        " WHERE article = ?",
        (article,),
    )


def asked_for(
    kind: str, who: Sequence[str], roles: Sequence[str] = (), what: str | None = None, state: str | None = None
) -> str | None:
    """What the index is asked for findings of a kind to which all of `who` are party, in any of `roles` where given; None
    where it does not tell these roles."""
    side = next((side for side, some in SIDES[kind].items() if some == frozenset(roles)), None) if roles else "w"
    if side is None or not who or (kind == "claim" and (what or state)):
        return None
    terms = [*((side, name) for name in who), ("t", what), ("s", state)]
    return " AND ".join(f"{letter}{SORTS[kind]}{value.encode().hex()}" for letter, value in terms if value)


def number_asked_for(record: Record, asked: str, most: int) -> int:
    """How many findings the index knows to fit, no further than `most`."""
    query = "SELECT count(*) FROM (SELECT 1 FROM finding_index WHERE finding_index MATCH ? LIMIT ?)"
    return int(record.execute(query, (asked, most)).fetchone()[0])
