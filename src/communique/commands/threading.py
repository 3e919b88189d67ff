"""`communique happening`, `person` and `threads`: one act told by many, one person under many spellings."""

from typing import Annotated

import typer

from communique.commands.shared import RECORD, RecordFile, stop


def happening(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A happening's id or an event's, or as much as makes it the only one.")
    ],
    record: RecordFile = RECORD,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for a program.")] = False,
) -> None:
    """Show every telling of a happening.

    Who reports it in which words, how they differ, and why they are one.

    Examples:

      communique happening happening-3f2a

      communique happening event-57e5c771a65e --json
    """
    from rich.console import Console

    from communique import threads
    from communique.exports.happenings import as_json_text, lines_about
    from communique.store import RecordError, open_record

    try:
        known = open_record(record, readonly=True)
    except RecordError as error:
        stop(str(error))
    found = threads.happening(known, name)
    if found is None:
        stop(f"the record has no happening {name}, or several; `communique find --kind happenings` prints the ids")
    told = threads.tellings(known, found.id)
    if as_json:
        typer.echo(as_json_text(found, told))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in lines_about(found, told):
        console.print(line)


def person(
    name: Annotated[str, typer.Argument(help="A name, or a part of it.")],
    record: RecordFile = RECORD,
) -> None:
    """Show the persons that a name can mean.

    Spellings, countries, offices with first and last report, before and after.

    Example:

      communique person "Sergey Lavrov"
    """
    from rich.console import Console

    from communique import threads
    from communique.exports.happenings import lines_about_person
    from communique.store import RecordError, open_record

    try:
        known = open_record(record, readonly=True)
    except RecordError as error:
        stop(str(error))
    found = threads.persons_named(known, name)
    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        for line in lines_about_person(
            one, threads.offices_of_person(known, one.id), lambda i: threads.person(known, i)
        ):
            console.print(line)
    if not found:
        stop(f"the record has no person called {name}")


def threads_command(
    record: RecordFile = RECORD,
    again: Annotated[bool, typer.Option("--again", help="Work all of it out anew; corrections stay.")] = False,
) -> None:
    """Join the articles of a record that are not joined yet.

    Their happenings and persons; `communique add` does so by itself.
    """
    from communique.store import RecordError, open_record
    from communique.threads import catch_up

    try:
        number = catch_up(open_record(record), again=again)
    except RecordError as error:
        stop(str(error))
    typer.echo(f"{number:,} article{'' if number == 1 else 's'} joined")
