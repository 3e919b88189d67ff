"""`communique batch`: archives of any size into a lake."""

from pathlib import Path
from typing import Annotated

import typer

from communique.commands.shared import stop

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, globs, or addresses such as s3://archive/2025/.")]
LakeAt = Annotated[str, typer.Option("--to", metavar="LAKE", help="The folder or address of the lake.")]
Workers = Annotated[int | None, typer.Option(min=1, show_default="one a core", help="How many readers.")]
Address = Annotated[
    str | None, typer.Option(help="A Ray cluster to read on, as in ray start --address; else this machine.")
]
PartOf = Annotated[int, typer.Option(min=1, help="Pages read between two commits: what a crash of a reader may cost.")]
Expect = Annotated[Path | None, typer.Option(help="A file of what each source gives a day (docs/archives.md).")]
Again = Annotated[bool, typer.Option("--again", help="Read anew what this version has read before.")]


def batch(
    inputs: Inputs,
    to: LakeAt,
    workers: Workers = None,
    address: Address = None,
    part: PartOf = 500,
    expect: Expect = None,
    again: Again = False,
) -> None:
    """Read archives into a lake of Parquet files.

    By table and month, for DuckDB, pandas, polars and R.

    WARC, WACZ, zip, JSON Lines, Parquet with a column html or text, feeds and single pages are read. Kill it at any
    moment and run the same command again: what is in the lake stays, the rest is read, nothing is lost or there twice.
    What is damaged costs its own records, listed with the reasons. `communique add LAKE` makes a record of it. Where a source
    gave fewer or more articles than --expect says, the exit status is 3.

    Examples:

      communique batch archive/ --to lake/

      communique batch "crawl/2025-*.warc.gz" --to lake/ --workers 8

      communique batch s3://archive/2025/ --to s3://archive/lake --address auto
    """
    from communique.batch.lake.expected import ExpectedError
    from communique.batch.lake.terminal import batch_and_tell
    from communique.exports.lakes import LakeError

    try:
        status = batch_and_tell(inputs, to, address=address, workers=workers, pages=part, again=again, expect=expect)
    except ModuleNotFoundError as error:
        stop(f"communique batch needs {error.name}: pip install communique[ray]")
    except (LakeError, ExpectedError, ConnectionError) as error:
        stop(str(error))
    if status:
        raise typer.Exit(status)
