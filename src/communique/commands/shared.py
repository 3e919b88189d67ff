"""What every command shares: the record it works on, and how it ends when something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

RECORD = Path("communique.db")
RecordFile = Annotated[Path, typer.Option("--record", help="The record: one SQLite file.")]


def stop(message: str, status: int = 1) -> NoReturn:
    """Say what is wrong and end."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
