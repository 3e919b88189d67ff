"""`communique import`: a record that `communique export --as record` wrote, brought back."""

from pathlib import Path
from typing import Annotated

import typer

from communique.commands.shared import RECORD, RecordFile, stop


def import_record(
    file: Annotated[Path, typer.Argument(help="What `communique export --as record --to FILE` wrote; .gz too.")],
    record: RecordFile = RECORD,
) -> None:
    """Bring a whole record back that `export` wrote.

    Pages with their findings, corrections, verdicts, watches, audits.

    Nothing is read anew; what belongs together over pages is joined anew, with the same outcome. Into a record that has
    pages already, the file's are added; of a page that both have, the file's reading stands. It may be stopped and begun
    again.

    Example:

      communique import desk.jsonl.gz --record desk.db
    """
    from communique.exports.whole import NotARecord, read_whole
    from communique.store import RecordError, open_record

    try:
        number = read_whole(open_record(record), file)
    except (RecordError, NotARecord, OSError, UnicodeDecodeError) as error:
        stop(str(error))
    typer.echo(f"{number:,} pages brought into {record}")
