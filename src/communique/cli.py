"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Read news pages about diplomacy; write the record of what they report.",
)


@app.callback()
def communique() -> None:
    pass


@app.command()
def read(
    pages: Annotated[list[Path], typer.Argument()], as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """Read pages and print what they report."""
    import msgspec

    from communique.reading import read as read_page

    for page in pages:
        sys.stdout.buffer.write(msgspec.json.encode(read_page(page)) + b"\n")


def main() -> None:
    app()
