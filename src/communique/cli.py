"""The command line. Every import that costs time stands inside the command that needs it.

Neither here nor in `commands` are annotations put off (`from __future__ import annotations`): typer would evaluate the text of
each option twice at every start, a tenth of what `communique --help` takes.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from communique.commands import correct, watching
from communique.commands.batch import batch
from communique.commands.carrying import import_record
from communique.commands.exports import compare, export
from communique.commands.lists import lexicon_lists
from communique.commands.serving import serve
from communique.commands.shared import (
    RECORD,
    About,
    FoundAtMost,
    Kinds,
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
from communique.commands.threading import happening, person, threads_command
from communique.desk import desk

if TYPE_CHECKING:
    from communique.model import Capture, Page

# As a newcomer needs them: read, keep, ask, follow, take along, put right.
COMMANDS = (
    "read", "add", "serve", "find", "brief", "explain", "relation", "happening", "person", "promises", "contested", "accounts",
    "watch", "export", "import", "compare", "batch", "correct", "verdict", "threads", "check", "lexicon",
)  # fmt: skip


class InOrder(TyperGroup):
    """The commands in the order of `COMMANDS`."""

    def list_commands(self, ctx: object) -> list[str]:
        return sorted(self.commands, key=COMMANDS.index)


app = typer.Typer(
    cls=InOrder,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="communique reads news pages about diplomacy and writes the record of what they report: who met whom, who said "
    "what, what was promised, claimed and denied, each with the words that say it.",
)
lexicon_app = typer.Typer(no_args_is_help=True, help="The word lists and rules, and their own sentences.")
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(desk)
app.add_typer(correct.app, name="correct")
app.add_typer(watching.app, name="watch")
app.command()(serve)
app.command()(batch)
app.command()(export)
app.command()(compare)
app.command("import")(import_record)
app.command()(happening)
app.command()(person)
app.command("threads")(threads_command)
lexicon_app.command("lists")(lexicon_lists)

STDIN = "-"


def version(wanted: bool) -> None:
    if wanted:
        from communique import __version__

        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def communique(
    _: Annotated[bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")] = False,
    lists: Annotated[
        Path | None, typer.Option(help="A folder of your own lists, read over the shipped ones (docs/own-lists.md).")
    ] = None,
) -> None:
    if lists is not None:
        os.environ["COMMUNIQUE_LISTS"] = str(lists)


@app.command()
def read(
    pages: Annotated[list[str], typer.Argument(help="Files or folders (.txt, .html), or - for standard input.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, one line a page: the whole record.")
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(help="Only these layers, e.g. events,statements (also claims, commitments, phrases, topics)."),
    ] = None,
) -> None:
    """Read pages and print what they report.

    Prints for a person, or with --json for a program. Problems go to standard error; the exit status is 1 when nothing
    at all could be read.

    Examples:

      communique read page.html

      communique read pages/ --only events,commitments

      curl -s https://example.org/story | communique read - --json
    """
    from communique.exports.terminal import LAYERS

    layers = tuple(part.strip() for part in only.split(",")) if only else LAYERS
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        stop(f"--only takes {', '.join(LAYERS)}; it does not know {', '.join(unknown)}", status=2)
    if not print_records(pages, as_json, layers):
        raise typer.Exit(1)


def print_records(pages: list[str], as_json: bool, layers: tuple[str, ...]) -> bool:
    """Read and print every page; True when at least one gave an article."""
    import msgspec
    from rich.console import Console

    from communique.exports.terminal import print_page
    from communique.reading import read_captures

    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    any_article = False
    for page in counted(read_captures(captures_of(pages))):
        any_article |= bool(page.articles)
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(page) + b"\n")
            sys.stdout.buffer.flush()
            for problem in page.source.problems:
                typer.echo(f"{page.source.uri}: {problem}", err=True)
        else:
            print_page(page, console, layers)
    return any_article


def counted(pages: "Iterator[Page]") -> "Iterator[Page]":
    """The same pages, counted on standard error while the output goes to a file or a pipe."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    quiet = sys.stdout.isatty() or not sys.stderr.isatty()
    columns = (SpinnerColumn(), TextColumn("{task.completed} pages read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        bar = progress.add_task("read", total=None)
        for page in pages:
            yield page
            progress.advance(bar)


def captures_of(pages: list[str]) -> "Iterator[Capture]":
    """The pages behind what was named on the command line. What cannot be opened is said and passed over."""
    from communique.pages import open_page, open_pages

    for name in pages:
        try:
            if name == STDIN:
                yield open_page(sys.stdin.buffer.read(), uri="stdin:")
            else:
                yield from open_pages(Path(name))
        except OSError as error:
            typer.echo(f"{name}: cannot be read: {error.strerror or error}", err=True)


@app.command()
def add(
    pages: Annotated[list[str], typer.Argument(help="Files, folders, archives or lakes.")],
    record: RecordFile = RECORD,
    again: Annotated[bool, typer.Option("--again", help="Read pages anew that this version has read before.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, show_default="as many as there are cores", help="How many processes read.")
    ] = None,
) -> None:
    """Read pages into a record.

    Each page is stored as a whole before the next: stop at any moment and run the same command again. A page already
    read by this version and lexicon is passed over; a newer version replaces what an older one found. A page that hangs
    or crashes what reads it is kept without articles, with the reason. Of a lake, which `communique batch` or `export --as
    parquet` has written, every page is stored as it was read.

    Examples:

      communique add pages/

      communique add lake/

      communique add 2025.warc.gz --record talks.db
    """
    from communique.batch.terminal import add_and_tell
    from communique.exports.lakes import LakeError
    from communique.store import RecordError

    try:
        status = add_and_tell(pages, record, again=again, workers=workers)
    except (RecordError, LakeError) as error:
        stop(str(error))
    if status:
        raise typer.Exit(status)


@app.command()
def explain(
    finding: Annotated[
        str, typer.Argument(metavar="ID", help="A finding's id, or as much of it as makes it the only one.")
    ],
    record: RecordFile = RECORD,
) -> None:
    """Show the words that say a finding and the rule that found it.

    Also where that rule stands.
    """
    from rich.console import Console

    from communique.exports.explanation import NothingToExplain
    from communique.exports.explanation import explain as lines_about
    from communique.store import RecordError, open_record

    console = Console(highlight=False, soft_wrap=True)
    try:
        for line in lines_about(open_record(record, readonly=True), finding):
            console.print(line)
    except (RecordError, NothingToExplain) as error:
        stop(str(error))


@app.command()
def check(record: RecordFile = RECORD) -> None:
    """Verify a record against its own texts.

    Every passage equals its text, nothing points to nothing, the search index is in step, and every
    event tells of a happening that is counted right.

    Prints each fault; the exit status is 1 when there is one.
    """
    from rich.console import Console
    from rich.progress import track

    from communique.store import RecordError, open_record
    from communique.store.checking import looks
    from communique.threads.checking import looks as looks_at_threads

    number, console = 0, Console(stderr=True)
    try:
        open_record(record, readonly=True).close()  # looking must not make a record, nor change an older one
        known = open_record(record)
        parts = [*looks(known), *looks_at_threads(known)]
        for look in track(parts, "checking", console=console, transient=True, disable=not console.is_terminal):
            for fault in look.faults:
                typer.echo(fault)
                number += 1
    except RecordError as error:
        stop(str(error))
    typer.echo(f"{record}: " + (f"{number} fault{'s' if number > 1 else ''}" if number else "sound"))
    if number:
        raise typer.Exit(1)


@app.command()
def find(
    words: Words = "",
    kind: Kinds = "articles",
    who: Who = None,
    what: What = None,
    about: About = None,
    status: Status = None,
    place: PlaceName = None,
    since: Since = None,
    until: Until = None,
    shape: Annotated[str, typer.Option("--format", help="text, jsonl or csv.")] = "text",
    limit: FoundAtMost = None,
    record: RecordFile = RECORD,
) -> None:
    """Search a record.

    Examples:

      communique find "trade corridor"

      communique find --kind events --who PAK --who CHN --what CONSULT

      communique find --kind promises --since 2025-07 --format csv > due.csv

      communique find --kind promises --about "steel mill"
    """
    from communique.search import BadQuery, UnknownActor
    from communique.search.terminal import WrongOption, print_found
    from communique.store import RecordError, open_record

    wanted = wanted_of(words, who, what, status, place, since, until, about=about)
    try:
        number = print_found(lambda: open_record(record, readonly=True), kind, wanted, shape, limit)
    except WrongOption as error:
        stop(str(error), status=2)
    except (RecordError, BadQuery, UnknownActor) as error:
        stop(str(error))
    if not number:
        stop("nothing found")


@app.command()
def brief(
    since: Annotated[str, typer.Option(help="From this date on, or so many days or weeks back: 7d, 2w.")] = "7d",
    until: Annotated[str | None, typer.Option(help="To this date; by default the newest article's.")] = None,
    about: Annotated[
        str | None, typer.Option(help="Only what these are party to: PAK,CHN or names, comma between.")
    ] = None,
    shape: Annotated[str, typer.Option("--format", help="text, markdown, html or atom.")] = "text",
    record: RecordFile = RECORD,
) -> None:
    """Print what is new, contested, due soon and overdue.

    Each with its words.

    Examples:

      communique brief --since 2w

      communique brief --about "PAK,Ishaq Dar" --format markdown > morning.md
    """
    from msgspec.structs import replace

    from communique.search import BRIEF_SHAPES, BadDate, UnknownActor, brief_of, watched_sections, who_is
    from communique.store import RecordError, open_record

    if shape not in BRIEF_SHAPES:
        stop(f"--format takes {', '.join(BRIEF_SHAPES)}; it does not know {shape}", status=2)
    try:
        known = open_record(record, readonly=True)
        who = [who_is(known, name) for name in (about or "").split(",") if name.strip()]
        told = brief_of(known, since, until, who)
        watched = () if who else tuple(watched_sections(known, told))
        typer.echo(BRIEF_SHAPES[shape](replace(told, sections=(*watched, *told.sections))), nl=False)
    except (RecordError, BadDate, UnknownActor) as error:
        stop(str(error))


@app.command()
def relation(
    first: Annotated[str, typer.Argument(help="An actor, by name or code: PAK is everybody of Pakistan.")],
    second: Annotated[str, typer.Argument(help="The other.")],
    by: Annotated[str, typer.Option(help="week, month, quarter or year.")] = "month",
    since: Annotated[str | None, typer.Option(help="From this date on (ISO).")] = None,
    until: Annotated[str | None, typer.Option(help="To this date (ISO).")] = None,
    scale: Annotated[str, typer.Option(help="plover or goldstein.")] = "plover",
    shape: Annotated[str, typer.Option("--format", help="text, jsonl or csv.")] = "text",
    record: RecordFile = RECORD,
) -> None:
    """Print how two actors stand over time.

    Acts done, planned and denied, and a score with its band.

    The score is the mean of the acts reported as done on PLOVER's scale, or with --scale goldstein on Goldstein's by their
    CAMEO codes, each from -10 (conflict) to 10 (cooperation), given from five acts on; the band is where 95 of 100 such means would lie.

    Examples:

      communique relation PAK CHN --by quarter

      communique relation Kenya Somalia --format csv > kenya-somalia.csv
    """
    from communique.search import BadDate, UnknownActor, relation_of, who_is
    from communique.search.relation import SHAPES
    from communique.store import RecordError, open_record

    if shape not in SHAPES:
        stop(f"--format takes {', '.join(SHAPES)}; it does not know {shape}", status=2)
    try:
        known = open_record(record, readonly=True)
        periods = relation_of(known, who_is(known, first), who_is(known, second), by, since, until, scale)
    except (RecordError, BadDate, UnknownActor) as error:
        stop(str(error))
    if not periods:
        stop("nothing between the two was found")
    typer.echo(SHAPES[shape](periods), nl=False)


@lexicon_app.command("check")
def lexicon_check() -> None:
    """Run the lexicon's own sentences.

    What must fire, what must not, what does not yet.

    The exit status is 1 when a rule does not do what its entry promises.
    """
    from rich.console import Console
    from rich.progress import Progress

    from communique.lexicon import LexiconError, all_rules
    from communique.measure.lexicon import check, promised, without_example

    try:
        entries = list(all_rules())
        total = sum(1 for _ in promised(entries))
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("sentences", total=total)
            broken = check(entries, step=lambda: progress.advance(bar))
    except LexiconError as error:
        stop(str(error))
    for one in broken:
        typer.echo(str(one))
    for rule in without_example(entries):
        typer.echo(f"{rule}: has no yes sentence; add one that must fire it")
    typer.echo(f"{len(entries)} rules, {total} sentences, {len(broken)} broken")
    if broken or without_example(entries):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; a missing pipeline, a closed pipe or Ctrl-C ends with a sentence, not a stack trace."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except (RuntimeError, ValueError) as error:
        if type(error).__name__ not in ("PipelineMissing", "LexiconError", "OwnListsError"):
            raise
        typer.echo(str(error), err=True)
        raise SystemExit(1) from None
