"""Happenings as a search gives them: one line for what was told by one report or by forty."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

import msgspec
from rich.console import Console
from rich.text import Text

from communique.search.found import Wanted
from communique.search.tables import cell_of
from communique.search.words import match_expression
from communique.store import Record
from communique.store.called import who_is
from communique.threads import Happening, Telling, happenings, leading_telling
from communique.threads.shown import title_of, told_by

# What is fetched at a time.
CHUNK = 200
COLUMNS = ("id", "event", "mode", "factuality", "date", "enddate", "place", "actor", "recipient", "tellings", "articles",
           "sources", "first", "last", "words")  # fmt: skip


def find_happenings(record: Record, wanted: Wanted, limit: int | None = None) -> Iterator[tuple[Happening, Telling]]:
    """Happenings that are wanted, those last reported first, each with its leading telling.

    `wanted.who` are names as people give them. Raises UnknownActor, BadQuery.
    """
    who = [who_is(record, name) for name in wanted.who]
    words = match_expression(wanted.words) if wanted.words else None
    given = 0
    while limit is None or given < limit:
        some = happenings(
            record, who=who, event=wanted.what, factuality=wanted.state, place=wanted.place, words=words,
            since=wanted.since, until=wanted.until, offset=given,
            limit=CHUNK if limit is None else min(CHUNK, limit - given),
        )  # fmt: skip
        yield from ((one, leading_telling(record, one.id)) for one in some)
        given += len(some)
        if len(some) < CHUNK:
            return


def print_happenings(
    record: Record, wanted: Wanted, shape: str, limit: int | None, out: TextIO, console: Console
) -> int:
    """Print happenings and return how many."""
    number = 0
    rows = csv.writer(out, lineterminator="\n")
    if shape == "csv":
        rows.writerow(COLUMNS)
    for one, leading in find_happenings(record, wanted, limit or (20 if shape == "text" else None)):
        number += 1
        if shape == "jsonl":
            out.write(msgspec.json.encode(_fields(one, leading)).decode() + "\n")
        elif shape == "csv":
            rows.writerow(cell_of("; ".join(v) if isinstance(v, tuple) else v) for v in _fields(one, leading).values())
        else:
            for line in lines_of_happening(one, leading):
                console.print(line)
    return number


def _fields(one: Happening, leading: Telling) -> dict[str, object]:
    told = msgspec.structs.asdict(one) | {
        "actor": leading.actor,
        "recipient": leading.recipient,
        "words": leading.words,
    }
    return {name: told[name] for name in COLUMNS}


def lines_of_happening(one: Happening, leading: Telling) -> Iterator[Text]:
    """What happened, in how many reports from how many sources, and the words of the leading one."""
    yield title_of(one, leading)
    yield Text(f"            “{' '.join(leading.words.split())}”", style="italic")
    yield Text(f"            {told_by(one)}", style="dim")
