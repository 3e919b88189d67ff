"""What every command shares: the record it works on, and how it ends when something is wrong."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from communique.search import Wanted

RECORD = Path("communique.db")
RecordFile = Annotated[Path, typer.Option("--record", help="The record: one SQLite file.")]

# What is asked of a record, the same in every command that asks.
Words = Annotated[str, typer.Argument(help='Words of the article; "in quotes" a phrase, -word must not occur.')]
Who = Annotated[list[str] | None, typer.Option(help="A party, by name or code; twice for a pair.")]
What = Annotated[str | None, typer.Option(help="An event's type, a promise's kind, a statement's channel.")]
Status = Annotated[str | None, typer.Option(help="actual, planned, negated, possible; open, done; direct ...")]
Kinds = Annotated[str, typer.Option(help="articles, events, happenings, statements, claims, promises or topics.")]
About = Annotated[str | None, typer.Option(help="A project or meeting that it tells of, by words of its name.")]
PlaceName = Annotated[str | None, typer.Option(help="Where an event happened, by the name the record has.")]
Since = Annotated[str | None, typer.Option(help="From this date on (ISO).")]
Until = Annotated[str | None, typer.Option(help="To this date (ISO).")]
FoundAtMost = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many; 20 as text, else all.")]


def wanted_of(
    words: str, who: list[str] | None, what: str | None, status: str | None, place: str | None, *days: str | None,
    about: str | None = None,
) -> "Wanted":  # fmt: skip
    """What is asked of a record; `days` are the first and the last."""
    from communique.search import Wanted

    since, until = days
    parties = tuple(who or ())
    return Wanted(
        words=words or None, who=parties, what=what, state=status, place=place, since=since, until=until, about=about
    )


def stop(message: str, status: int = 1) -> NoReturn:
    """Say what is wrong and end."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
