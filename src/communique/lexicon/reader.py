"""Read lexicon files into records, strictly: a misspelt field or a twice-used id stops with file, line and entry.

Rules are TOML: tables of entries, each with an id that is never reused, a note, and its own sentences. Lists are TSV:
comment lines with `#`, a header line, then rows; an empty cell is None. Where thousands of rules differ by a word they
are a list too: a TSV with the columns `id` and `yes` holds checked rules, one a row.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from communique.lexicon.own_lists import OwnListsError, own_files, own_list

HERE = Path(__file__).parent


class LexiconError(ValueError):
    """A lexicon file says something it may not; the message says where and what would be right."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every rule has. `yes` sentences must make the rule fire, `no` must not, `not_yet` must still fail to."""

    id: str
    note: str | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()


E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=msgspec.Struct)


@cache
def load_rules(file: str, table: str, kind: type[E]) -> tuple[E, ...]:
    """The entries `[[table]]` of `lexicon/<file>`, e.g. `load_rules("en/cues.toml", "cue", Cue)`.

    Raises LexiconError naming file, line and entry.
    """
    path = HERE / file
    rows = _tables(path).get(table, [])
    found: dict[str, E] = {}
    for row in rows:
        name = str(row.get("id"))
        try:
            entry = msgspec.convert(row, kind)
        except msgspec.ValidationError as error:
            raise LexiconError(f"{file}:{_line_of(path, name)}: {table} {name!r}: {error}") from error
        if entry.id in found:
            raise LexiconError(f"{file}:{_line_of(path, name)}: {table} {name!r} stands twice; an id is never reused")
        found[entry.id] = entry
    return tuple(found.values())


@cache
def load_list(file: str, kind: type[R]) -> tuple[R, ...]:
    """The rows of `lexicon/<file>` (TSV), as records of `kind`, and the user's own rows over them. A cell with `|` is a
    list where the field is one.

    Raises LexiconError naming file and line.
    """
    shipped = read_list(HERE / file, kind, called=file)
    try:
        own = own_list(Path(file).name)
    except OwnListsError as error:
        raise LexiconError(str(error)) from error
    if own is None:
        return tuple(row for _, row in shipped)
    mine = read_list(own, kind, called=str(own))
    replaced = {key.removeprefix("-") for key, _ in mine}
    # One's own come first: of two that claim a name the first stands.
    kept = [row for key, row in mine if not key.startswith("-")]
    return (*kept, *(row for key, row in shipped if key not in replaced))


def read_list(path: Path, kind: type[R], called: str) -> list[tuple[str, R]]:
    """(first cell, record) of each row of a list. Rows to be taken out ("-NAME") stand for any record."""
    header: list[str] | None = None
    rows: list[tuple[str, R]] = []
    lists = {f.name for f in msgspec.structs.fields(kind) if "tuple" in str(f.type)}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            check_header(header, kind, f"{called}:{number}")
            continue
        if cells[0].startswith("-") and rows_can_go(cells):
            rows.append((cells[0], None))  # type: ignore[arg-type]
            continue
        if len(cells) != len(header):
            raise LexiconError(f"{called}:{number}: {len(cells)} cells where the header has {len(header)}: {line!r}")
        row = {
            k: (tuple(filter(None, v.split("|"))) if k in lists else v or None)
            for k, v in zip(header, cells, strict=True)
        }
        try:
            rows.append((cells[0], msgspec.convert(row, kind, strict=False)))
        except msgspec.ValidationError as error:
            raise LexiconError(f"{called}:{number}: {error}") from error
    return rows


def rows_can_go(cells: list[str]) -> bool:
    """A first cell "-NAME" with nothing beside it takes the row NAME out."""
    return len(cells[0]) > 1 and not any(cells[1:])


def check_header(header: list[str], kind: type[msgspec.Struct], where: str) -> None:
    """The first line of a list that is no comment names its columns."""
    if not kind.__struct_config__.forbid_unknown_fields:
        return  # some readers want only a part of a list
    known = [field.encode_name for field in msgspec.structs.fields(kind)]
    for name in header:
        if name not in known:
            raise LexiconError(f"{where}: no column {name!r}; the columns are {', '.join(known)}")


class Row(msgspec.Struct, frozen=True):
    """What every rule that is a row of a list has."""

    id: str
    like: str | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()


@cache
def rule_files() -> tuple[Path, ...]:
    """Every file of rules, in the order of their names: TOML first, then the lists whose rows are rules."""
    return (*sorted(HERE.glob("*/*.toml")), *(path for path in sorted(HERE.glob("*/*.tsv")) if holds_rules(path)))


def holds_rules(path: Path) -> bool:
    """Whether a list's rows are rules with sentences of their own."""
    with path.open(encoding="utf-8-sig") as lines:
        header = next((line.rstrip("\n") for line in lines if line.strip() and not line.startswith("#")), "")
    return {"id", "yes"} <= set(header.split("\t"))


def all_rules() -> Iterator[tuple[str, Entry]]:
    """(file, entry) of every rule of every file, with only what all entries share; a row has the note of the rule it is
    like."""
    notes: dict[str | None, str | None] = {}
    for path in rule_files():
        name = path.relative_to(HERE).as_posix()
        if path.suffix == ".tsv":
            for row in load_list(name, Row):
                yield name, Entry(id=row.id, note=notes.get(row.like), yes=row.yes, no=row.no, not_yet=row.not_yet)
            continue
        for rows in _tables(path).values():
            for raw in rows if isinstance(rows, list) else ():
                entry = msgspec.convert({k: v for k, v in raw.items() if k in Entry.__struct_fields__}, Entry)
                notes[entry.id] = entry.note
                yield name, entry


@cache
def where_stands(rule: str) -> str | None:
    """Where a rule is written, as `lexicon/en/cues.toml:4`; a construction after a colon (`event-meet:passive`) is
    left out of account. None for a rule that is a mechanism in code."""
    rule_id = rule.split(":")[0]
    for path in rule_files():
        line = _line_of(path, rule_id)
        if line:
            return f"lexicon/{path.relative_to(HERE).as_posix()}:{line}"
    return None


@cache
def _tables(path: Path) -> dict[str, list[dict[str, object]]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: {error}") from error


@cache
def _lines(path: Path) -> dict[str, int]:
    pattern = re.compile(r"^([^#\t]+)\t" if path.suffix == ".tsv" else r'^id\s*=\s*"([^"]+)"')
    found: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match = pattern.match(line)
        if match:
            found.setdefault(match.group(1), number)
    return found


def _line_of(path: Path, rule_id: str) -> int:
    return _lines(path).get(rule_id, 0)


@cache
def fingerprint() -> str:
    """Twelve hex digits that change when any word list or rule does: a record says with which it was read."""
    digest = hashlib.sha256()
    for path in sorted((*HERE.glob("*/*.toml"), *HERE.glob("*/*.tsv"))):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    for path in own_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
