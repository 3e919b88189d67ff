"""`communique watch`: keep an eye on actors, a pair, a promise, a claim or words."""

from typing import Annotated

import typer

from communique.commands.shared import RECORD, RecordFile, stop

app = typer.Typer(
    no_args_is_help=True,
    help="Keep an eye on actors, a promise, a claim or words. The brief tells what is new of each.",
)
Watched = Annotated[str, typer.Argument(metavar="WATCH", help="A watch's name or id.")]


@app.command("add")
def add_one(
    what: Annotated[
        str,
        typer.Argument(help="Actors (PAK,CHN is both together), the id of a promise or claim, or words with --words."),
    ],
    name: Annotated[str | None, typer.Option(help="What to call it.")] = None,
    words: Annotated[bool, typer.Option("--words", help="Watch for words, as `communique find` takes them.")] = False,
    record: RecordFile = RECORD,
) -> None:
    """Keep an eye on something.

    Examples:

      communique watch add PAK,CHN --name "Pakistan and China"

      communique watch add '"trade corridor"' --words

      communique watch add chain-3f2a9c01d4e5
    """
    from communique.search import BadQuery, CannotWatch, UnknownActor, add_watch
    from communique.store import RecordError, open_record

    try:
        open_record(record, readonly=True).close()  # watching must not make a record
        watch = add_watch(open_record(record), what, name, words)
    except (RecordError, BadQuery, CannotWatch, UnknownActor) as error:
        stop(str(error))
    typer.echo(f"{watch.id}  watching {watch.name} ({', '.join(watch.about)})")


@app.command("list")
def list_all(record: RecordFile = RECORD) -> None:
    """List the watches."""
    from communique.search import watches
    from communique.store import RecordError, open_record

    try:
        for watch in watches(open_record(record, readonly=True)):
            typer.echo(f"{watch.id}  {watch.kind:8} {watch.name}  ({', '.join(watch.about)})")
    except RecordError as error:
        stop(str(error))


@app.command("remove")
def remove_one(watch: Watched, record: RecordFile = RECORD) -> None:
    """End a watch."""
    from communique.search import CannotWatch, remove_watch
    from communique.store import RecordError, open_record

    try:
        open_record(record, readonly=True).close()
        ended = remove_watch(open_record(record), watch)
    except (RecordError, CannotWatch) as error:
        stop(str(error))
    typer.echo(f"no longer watching {ended.name}")


@app.command("show")
def show_one(
    watch: Watched,
    since: Annotated[str, typer.Option(help="From this date on, or so many days or weeks back: 7d, 2w.")] = "7d",
    until: Annotated[str | None, typer.Option(help="To this date; by default the newest article's.")] = None,
    shape: Annotated[str, typer.Option("--format", help="text, markdown, html or atom.")] = "text",
    record: RecordFile = RECORD,
) -> None:
    """Print what is new of a watch."""
    from communique.search import BRIEF_SHAPES, BadDate, CannotWatch, as_atom, news_of, watch_named
    from communique.store import RecordError, open_record

    if shape not in BRIEF_SHAPES:
        stop(f"--format takes {', '.join(BRIEF_SHAPES)}; it does not know {shape}", status=2)
    try:
        known = open_record(record, readonly=True)
        meant = watch_named(known, watch)
        news = news_of(known, meant, since, until)
    except (RecordError, BadDate, CannotWatch) as error:
        stop(str(error))
    typer.echo(as_atom(news, meant.name) if shape == "atom" else BRIEF_SHAPES[shape](news), nl=False)
