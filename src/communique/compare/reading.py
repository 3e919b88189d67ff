"""Event files of others, row by row: GDELT 2.0 (61 columns, no header), POLECAT (40 columns with a header), and a list of
one's own: a CSV with the columns date, actor and recipient, and where there are any id, event and source."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TextIO

from msgspec import Struct

from communique.exports.gdelt import EVENT_COLUMNS
from communique.exports.polecat import COLUMNS as POLECAT_COLUMNS
from communique.lexicon import state_named, states

Source = Literal["gdelt", "polecat", "list"]
# GDELT 1.0 has no second-level districts: three columns fewer.
OLD_WIDTH = len(EVENT_COLUMNS) - 3
TABS: dict[str, Any] = {"delimiter": "\t", "quoting": csv.QUOTE_NONE}
# One field of an event file is a name or an address, seldom a kilobyte; a file without line ends must not fill memory.
csv.field_size_limit(1_000_000)


class NotTheirs(ValueError):
    """The file is neither GDELT's nor POLECAT's nor a list; the message says what it looks like."""


class Row(Struct, frozen=True, kw_only=True):
    """An event of theirs. Countries are ISO 3166 alpha-3, None where the row names none that is a state; `act` is a
    CAMEO code or a PLOVER type, `family` what two codings can agree on: the CAMEO root, or the type itself."""

    source: Source
    id: str
    day: date
    actor: str | None
    recipient: str | None
    actor_name: str
    recipient_name: str
    act: str
    family: str
    where: str


def read_file(path: Path) -> tuple[Source, Iterator[Row]]:
    """Whose file it is, and its rows, read as they are asked for; also inside .zip or .gz, as GDELT and the Dataverse
    give them out. Raises NotTheirs, OSError.

    A row without a readable day is passed over.
    """
    with _opened(path) as lines:
        first = next(csv.reader(lines, **TABS), [])
    if {"date", "actor", "recipient"} <= _own_header(path):
        return "list", _own(path)
    if "Event ID" in first and "Actor Country" in first:
        return "polecat", _rows(path, _polecat)
    if len(first) in (len(EVENT_COLUMNS), OLD_WIDTH):
        return "gdelt", _rows(path, _gdelt)
    raise NotTheirs(
        f"{path} has {len(first)} tab-separated columns; GDELT 2.0 events have {len(EVENT_COLUMNS)}, "
        f"POLECAT {len(POLECAT_COLUMNS)} with a header; a list of your own is a CSV whose header names date, actor and recipient"
    )


def _own_header(path: Path) -> set[str]:
    with _opened(path) as lines:
        return {name.strip().lower() for name in next(csv.reader(lines), [])}


def _own(path: Path) -> Iterator[Row]:
    """A list of one's own. Actors are states by name ("Kenya") or by ISO 3166 code; `event` a PLOVER type, or nothing."""
    with _opened(path) as lines:
        rows = csv.reader(lines)
        names = [name.strip().lower() for name in next(rows)]
        for number, cells in enumerate(rows, start=1):
            row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            day = _day(row.get("date", ""))
            act = row.get("event", "").upper()
            if day:
                yield Row(
                    source="list", id=row.get("id") or f"row {number}", day=day, actor=_state(row.get("actor", "")),
                    recipient=_state(row.get("recipient", "")), actor_name=row.get("actor", ""),
                    recipient_name=row.get("recipient", ""), act=act, family=act, where=row.get("source", ""),
                )  # fmt: skip


def _state(name: str) -> str | None:
    """A state by its code or its own name; a capital or an adjective is not taken for it."""
    named = state_named(name)
    return _country(name.upper()) or (named.iso3 if named and named.how == "name" else None)


def _rows(path: Path, kind: Callable[[Iterator[list[str]]], Iterator[Row]]) -> Iterator[Row]:
    with _opened(path) as lines:
        yield from kind(csv.reader(lines, **TABS))


def _gdelt(rows: Iterator[list[str]]) -> Iterator[Row]:
    """GDELT 2.0, and the 58 columns of GDELT 1.0, which are the same up to the geography. A header, which the format
    does not have but people add, has no day and passes by."""
    at = {name: place for place, name in enumerate(EVENT_COLUMNS)}
    for row in rows:
        day = _day(row[1]) if len(row) in (len(EVENT_COLUMNS), OLD_WIDTH) else None
        code = row[at["EventCode"]] if day else ""
        if day and code:
            yield Row(
                source="gdelt", id=row[0], day=day, actor=_of_cameo(row[at["Actor1CountryCode"]]),
                recipient=_of_cameo(row[at["Actor2CountryCode"]]), actor_name=row[at["Actor1Name"]],
                recipient_name=row[at["Actor2Name"]], act=code, family=code[:2], where=row[-1],
            )  # fmt: skip


def _polecat(rows: Iterator[list[str]]) -> Iterator[Row]:
    names = [name.strip() for name in next(rows)]
    for cells in rows:
        row = dict(zip(names, cells, strict=False))  # some weekly files have more names than columns, or more tabs
        day, act = _day(row.get("Event Date", "")), row.get("Event Type", "")
        if day and act:
            yield Row(
                source="polecat", id=row.get("Event ID", ""), day=day, actor=_country(row.get("Actor Country", "")),
                recipient=_country(row.get("Recipient Country", "")), actor_name=row.get("Actor Name", ""),
                recipient_name=row.get("Recipient Name", ""), act=act, family=act, where=row.get("Source", ""),
            )  # fmt: skip


@cache
def _cameo_countries() -> dict[str, str]:
    return {state.cameo or state.iso3: state.iso3 for state in states()}


@cache
def _countries() -> frozenset[str]:
    return frozenset(state.iso3 for state in states())


def _of_cameo(code: str) -> str | None:
    return _cameo_countries().get(code)


def _country(code: str) -> str | None:
    return code if code in _countries() else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10] if "-" in value else value[:8])
    except ValueError:
        return None


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The text of a file, a gzip file, or the first file of a zip archive; one byte that is no UTF-8 costs a letter."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as inside:
            yield io.TextIOWrapper(inside, "utf-8", errors="replace", newline="")
    elif path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as text:
            yield text
    else:
        with path.open(encoding="utf-8", errors="replace", newline="") as plain:
            yield plain
