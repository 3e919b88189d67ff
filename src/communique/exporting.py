"""What `communique export` does: find what is asked for, write it, and give an account of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from communique.exports.account import Account, Terms
from communique.exports.formats import FORMATS, pages_of
from communique.model import Factuality
from communique.search import Wanted, choose, who_is
from communique.search.terminal import KINDS
from communique.store import open_record

STATES: tuple[Factuality, ...] = ("planned", "negated", "possible")


# The record as it can be brought back, and what its tables tell, for Datasette: of neither anything is chosen.
WHOLE, DESCRIBED = "record", "datasette"


class WrongOption(ValueError):
    """An option has a value it does not know; the message says which it knows."""


def terms_of(also: str | None, undated: str, status: str | None) -> Terms:
    """What a format that cannot mark it may write. Who asks for --status planned means to get it. Raises WrongOption."""
    named = [part.strip() for part in (also or "").split(",") if part.strip()]
    if set(named) - set(STATES) or undated not in ("leave", "published"):
        raise WrongOption("--also takes planned, negated, possible; --undated takes leave or published")
    return Terms(
        also=tuple(state for state in STATES if state in (*named, status)),
        undated="published" if undated == "published" else "leave",
    )


def write_export(
    form: str, record: Path, to: Path | None, wanted: Wanted, kind: str | None, terms: Terms
) -> Iterator[str]:
    """Write what is wanted, to standard output where `to` is None, and yield the account of it line by line.

    `wanted.who` are names as people give them. Raises WrongOption, RecordError, UnknownActor, BadQuery, OSError, and
    ModuleNotFoundError where a format needs a package that is not installed.
    """
    if form == WHOLE:
        yield from _write_whole(record, to, wanted, kind)
        return
    if form == DESCRIBED:
        yield from _describe(record, to, wanted, kind)
        return
    if form not in FORMATS:
        raise WrongOption(f"--as takes {', '.join(FORMATS)}; it does not know {form}")
    written = FORMATS[form]
    if to is None and written.kind != "text":
        raise WrongOption(f"{form} is a {written.kind}: name it with --to")
    if kind is not None and kind not in KINDS:
        raise WrongOption(f"--kind takes {', '.join(KINDS)}; it does not know {kind}")
    known, account = open_record(record, readonly=True), Account()
    chosen = kind is not None or wanted != Wanted()
    if chosen:
        named = tuple(who_is(known, name) for name in wanted.who)
        choose(known, replace(wanted, who=named), [KINDS[kind]] if kind else KINDS.values())
    pages = pages_of(known, chosen=chosen)
    if to is None:
        sys.stdout.writelines(written.write(pages, account, terms))
        sys.stdout.flush()
    else:
        written.write_to(pages, to, account, terms)
    yield from account.lines()
    yield f"cannot hold: {written.cannot_hold}"


def _write_whole(record: Path, to: Path | None, wanted: Wanted, kind: str | None) -> Iterator[str]:
    from communique.exports.whole import whole_lines, write_whole

    if kind is not None or wanted != Wanted():
        raise WrongOption("--as record writes the whole record; leave out words and filters, or take --as jsonl")
    known = open_record(record, readonly=True)
    if to is None:
        sys.stdout.writelines(whole_lines(known))
        sys.stdout.flush()
        return
    yield f"{write_whole(known, to):,} lines; bring it back with: communique import {to}"


def _describe(record: Path, to: Path | None, wanted: Wanted, kind: str | None) -> Iterator[str]:
    from communique.store.describing import metadata

    if kind is not None or wanted != Wanted():
        raise WrongOption("--as datasette tells what all tables hold; leave out words and filters, or take --as sqlite")
    open_record(record, readonly=True).close()
    told = json.dumps(metadata(record.stem), indent=1, ensure_ascii=False) + "\n"
    if to is None:
        sys.stdout.write(told)
        return
    to.write_text(told, encoding="utf-8")
    yield f"look at the record with: datasette {record} --metadata {to}"
