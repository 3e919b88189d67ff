"""`communique export` and `communique compare`: the record for other tools, and beside theirs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.shared import (
    RECORD,
    PlaceName,
    RecordFile,
    Since,
    Status,
    Until,
    What,
    Who,
    Words,
    stop,
    wanted_of,
)

if TYPE_CHECKING:
    from communique.exports.account import Terms
    from communique.search import Wanted

Also = Annotated[
    str | None, typer.Option(help="Also write events that a format cannot mark: planned,negated,possible.")
]
Undated = Annotated[str, typer.Option(help="Events without a day where the format needs one: leave, or published.")]


def export(
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help="Say --as list to see the formats.")],
    words: Words = "",
    record: RecordFile = RECORD,
    to: Annotated[
        Path | None, typer.Option("--to", help="A file or folder to write; standard output where none is named.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only events, statements, claims or promises.")] = None,
    who: Who = None,
    what: What = None,
    status: Status = None,
    place: PlaceName = None,
    since: Since = None,
    until: Until = None,
    also: Also = None,
    undated: Undated = "leave",
) -> None:
    """Write the record in a format that other tools read.

    All of it, or what is asked of it.

    What was written, what was left out and what the format cannot hold is told on standard error at the end.

    Examples:

      communique export --as list

      communique export --as gdelt --who PAK --since 2025-07 --to events.tsv

      communique export --as parquet --to lake/

      communique export --as datasette --to desk.metadata.json
    """
    if form == "list":
        return _list_formats()
    from communique.exporting import terms_of

    wanted = wanted_of(words, who, what, status, place, since, until)
    with _told_plainly(form):
        _write(form, record, to, wanted, kind, terms_of(also, undated, status))


def _write(form: str, record: Path, to: Path | None, wanted: "Wanted", kind: str | None, terms: "Terms") -> None:
    from communique.exporting import write_export

    for line in write_export(form, record, to, wanted, kind, terms):
        typer.echo(f"{form}: {line}", err=True)


@contextmanager
def _told_plainly(form: str) -> Iterator[None]:
    """End with a sentence where the export cannot be written."""
    from communique.exporting import WrongOption
    from communique.exports.lakes import LakeError
    from communique.search import BadQuery, UnknownActor
    from communique.store import RecordError

    try:
        yield
    except BrokenPipeError:
        raise
    except WrongOption as error:
        stop(str(error), status=2)
    except ModuleNotFoundError as error:
        stop(f"--as {form} needs {error.name}: pip install communique[frames]")
    except (RecordError, BadQuery, UnknownActor, LakeError, OSError) as error:
        stop(str(error))


def _list_formats() -> None:
    from communique.exports.formats import FORMATS

    for one in FORMATS.values():
        typer.echo(f"{one.name:16} {one.what}")
    typer.echo(f"{'datasette':16} what every table and view of the record tells: datasette RECORD --metadata FILE")
    typer.echo(f"{'record':16} the whole record with corrections, verdicts and watches, for communique import")


def compare(
    other: Annotated[
        Path,
        typer.Option(
            "--with", help="A GDELT 2.0 or POLECAT file, or a CSV with date, actor, recipient; .zip, .gz too."
        ),
    ],
    record: RecordFile = RECORD,
    shape: Annotated[str, typer.Option("--format", help="text or jsonl.")] = "text",
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many of each part; 20 as text, else all.")
    ] = None,
) -> None:
    """Lay the record beside GDELT, POLECAT or your own list.

    For the same days and countries, what both have and what each has alone.

    Our events stand with their words. That only one side has something says nothing about which of them is right.

    Example:

      communique compare --with 20240517.export.CSV.zip
    """
    from communique.compare import NotTheirs, json_lines, lines_of, read_file
    from communique.compare import compare as laid_beside
    from communique.exports.formats import pages_of
    from communique.store import RecordError, open_record

    if shape not in ("text", "jsonl"):
        stop("--format takes text or jsonl", status=2)
    try:
        source, rows = read_file(other)
        told = laid_beside(pages_of(open_record(record, readonly=True)), rows, source)
    except (RecordError, NotTheirs, OSError) as error:
        stop(str(error))
    if shape == "jsonl":
        sys.stdout.writelines(json_lines(told))
    else:
        for line in lines_of(told, limit or 20):
            typer.echo(line)
