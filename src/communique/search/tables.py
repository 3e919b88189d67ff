"""Findings as tables for other programs: JSON Lines and CSV, a row a finding, of any number with flat memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from communique.search.found import Found

# The roles of all kinds; a column each.
ROLES = (
    "actor", "recipient", "mediator", "host", "told_by", "speaker", "addressee", "asserted_by", "denied_by", "debtor",
    "creditor",
)  # fmt: skip
COLUMNS = (
    "id", "kind", "what", "mode", *ROLES, "date", "enddate", "place", "state", "channel", "score", "words", "rule",
    "confidence", "article", "headline", "published", "publisher", "uri", "happening", "reports",
    "sources",
)  # fmt: skip


def as_json_lines(found: Iterator[Found]) -> Iterator[str]:
    """One JSON object a line."""
    for one in found:
        yield msgspec.json.encode(one).decode() + "\n"


def as_csv(found: Iterator[Found]) -> Iterator[str]:
    """Lines of CSV, the names of the columns first; several parties in one cell are parted by a semicolon."""
    yield _line(COLUMNS)
    for one in found:
        row: dict[str, object] = {**msgspec.structs.asdict(one), "mode": "; ".join(one.mode)}
        row |= {role: "; ".join(party.name for party in one.of(role)) for role in ROLES}
        yield _line([cell_of(row[column]) for column in COLUMNS])


def struct_json_lines(rows: Iterator[msgspec.Struct]) -> Iterator[str]:
    """Rows of any list, one JSON object a line."""
    for row in rows:
        yield msgspec.json.encode(row).decode() + "\n"


def struct_csv(rows: Iterator[msgspec.Struct], row: type[msgspec.Struct]) -> Iterator[str]:
    """Rows of any list as CSV, a column a field of `row`, the names first also where there are no rows: several plain values
    are parted by a semicolon, what has parts of its own is JSON in its cell."""
    names = row.__struct_fields__
    yield _line(names)
    for one in rows:
        yield _line([_cell(getattr(one, name)) for name in names])


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        value = "; ".join(value)
    elif isinstance(value, (list, tuple, dict, msgspec.Struct)):
        value = msgspec.json.encode(value).decode()
    return cell_of(value)


def _line(cells: object) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)  # type: ignore[arg-type]
    return line.getvalue()


def cell_of(value: object) -> object:
    """Words that a spreadsheet would run as a formula get an apostrophe in front: pages are written by strangers."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
