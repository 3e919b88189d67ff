"""What a person calls an actor -> the name under which the record gathers it."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

from communique.lexicon import state_named, state_of
from communique.store import Record


class UnknownActor(LookupError):
    """No actor of the record is called that; the message names those that come near."""


def who_is(record: Record, typed: str) -> str:
    """`person-ishaq-dar`, `Pakistan`, `Ishaq Dar` or `Dar` -> how the record gathers that actor; `PAK` -> all of Pakistan.

    A state's name means the state; its code, in capitals, everybody of that country: the state, its ministers, its army.
    A part of a name will do where only one actor has it. Raises UnknownActor, also where several could be meant.
    """
    typed = typed.strip()
    known = record.execute("SELECT 1 FROM part WHERE who = ? LIMIT 1", (typed,)).fetchone()
    if known:
        return typed
    if typed.isupper() and state_of(typed):
        return f"of-{typed.lower()}"
    state = state_of(typed.upper()) or state_named(typed)
    if state and getattr(state, "iso3", None):
        return f"state-{state.iso3.lower()}"
    wanted = _plain(typed)
    exact = [row for row in _beginning(record, wanted) if _plain(row["name"]) == wanted]
    if len(exact) == 1:
        return str(exact[0]["who"])
    rows = _holding(record, wanted)
    for fits in (lambda name: name == wanted, lambda name: wanted in name.split(), lambda name: wanted in name):
        found = [row for row in rows if fits(_plain(row["name"]))]
        if len(found) == 1:
            return str(found[0]["who"])
        if found:
            some = ", ".join(f"{row['name']} ({row['who']})" for row in found[:5])
            raise UnknownActor(f"{typed!r} could be {some}; give one of the names in brackets")
    raise UnknownActor(f"no actor in the record is called {typed!r}")


def _beginning(record: Record, wanted: str) -> list[sqlite3.Row]:
    """The actors of each kind whose name begins so: all that bear just this name are among them."""
    slug = re.sub(r"[\W_]+", "-", wanted).strip("-")
    if not slug:
        return []
    return record.execute(
        "WITH RECURSIVE k (kind) AS (SELECT min(kind) FROM gathered UNION ALL"
        "   SELECT (SELECT min(kind) FROM gathered WHERE kind > k.kind) FROM k WHERE k.kind IS NOT NULL)"
        " SELECT g.who, g.name FROM k CROSS JOIN gathered AS g"
        " ON g.who >= replace(k.kind, ' ', '-') || '-' || ?1 AND g.who < replace(k.kind, ' ', '-') || '-' || ?1 || ?2",
        (slug, "\U0010ffff"),
    ).fetchall()


def _holding(record: Record, wanted: str) -> list[sqlite3.Row]:
    """The actors whose name may hold the words, those in most articles first: `who` has the name without case or accents."""
    slug = re.sub(r"[\W_]+", "-", wanted).strip("-")
    return record.execute(
        "SELECT who, name, articles FROM gathered WHERE instr(who, ?) ORDER BY articles DESC, who", (slug or wanted,)
    ).fetchall()


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
