"""`communique correct`: put the record right by hand. What is said here wins over every rule and stays."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from communique.commands.shared import RECORD, RecordFile, stop

app = typer.Typer(
    no_args_is_help=True,
    help="Put the record right. What is said here wins over every rule, outlives a new reading, and can be taken back.",
)
Reason = Annotated[str | None, typer.Option("--reason", help="Why, in your words.")]
Event = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, as `communique find` prints it.")]
Name = Annotated[
    str,
    typer.Argument(
        help='A name as the record gathers it: person-ali-hassan, "person-ali-hassan EGY" or "person-ali-hassan EGY ambassador".'
    ),
]


@app.command("not-same")
def not_same(one: Event, other: Event, reason: Reason = None, record: RecordFile = RECORD) -> None:
    """Two events tell two acts, never to be joined again."""
    _put_right(record, lambda known, by: by.not_same(known, one, other, reason))


@app.command()
def same(one: Event, other: Event, reason: Reason = None, record: RecordFile = RECORD) -> None:
    """Two events tell one act.

    All reports of the one and of the other are one happening.
    """
    _put_right(record, lambda known, by: by.same(known, one, other, reason))


@app.command("not-same-person")
def not_same_person(one: Name, other: Name, reason: Reason = None, record: RecordFile = RECORD) -> None:
    """Two names are two persons."""
    _put_right(record, lambda known, by: by.not_same_person(known, one, other, reason))


@app.command("same-person")
def same_person(one: Name, other: Name, reason: Reason = None, record: RecordFile = RECORD) -> None:
    """Two names are one person."""
    _put_right(record, lambda known, by: by.same_person(known, one, other, reason))


@app.command()
def wrong(
    finding: Annotated[str, typer.Argument(metavar="ID", help="A finding's id.")],
    field: Annotated[
        str | None, typer.Option(help="What of it is wrong: speaker, office, event, date ...; without it, all of it.")
    ] = None,
    right: Annotated[str | None, typer.Option("--is", help="What is right instead.")] = None,
    reason: Reason = None,
    record: RecordFile = RECORD,
) -> None:
    """A finding is wrong, in one field or altogether. An event that is wrong altogether tells of no happening.

    Example:

      communique correct wrong statement-4f2a --field speaker --is "Ishaq Dar" --reason "the minister speaks, not his host"
    """
    _put_right(record, lambda known, by: by.wrong(known, finding, field=field, value=right, reason=reason))


@app.command()
def office(
    person: Name,
    title: Annotated[str, typer.Argument(help="The office as pages give it: foreign minister.")],
    of: Annotated[str | None, typer.Option("--of", help="Of which state or body, where pages give several.")] = None,
    field: Annotated[
        str | None, typer.Option(help="What is wrong: title, of, from, until; without it, the office was never held.")
    ] = None,
    right: Annotated[str | None, typer.Option("--is", help="What is right: a title, a state or body, a day.")] = None,
    reason: Reason = None,
    record: RecordFile = RECORD,
) -> None:
    """Somebody never held that office, or another one.

    Or of another state, or between other days.

    Example:

      communique correct office person-ali-hassan "oil minister" --field until --is 2025-03 --reason "resigned on the 4th"
    """
    _put_right(
        record, lambda known, by: by.office(known, person, title, of=of, field=field, value=right, reason=reason)
    )


@app.command()
def undo(
    name: Annotated[str, typer.Argument(metavar="ID", help="A correction's id, as `correct list` prints it.")],
    record: RecordFile = RECORD,
) -> None:
    """Take a correction back: what the rules say holds again."""
    _put_right(record, lambda known, by: by.undo(known, name))


@app.command("list")
def list_all(
    taken_back: Annotated[bool, typer.Option("--all", help="Also those taken back.")] = False,
    record: RecordFile = RECORD,
) -> None:
    """List the corrections."""
    for one in _corrections(record, taken_back):
        typer.echo(told(one))


@app.command()
def export(
    form: Annotated[str, typer.Option("--as", help="jsonl, or sentences: TOML for tests of the rules.")] = "jsonl",
    record: RecordFile = RECORD,
) -> None:
    """Print the corrections, as JSON Lines or test sentences.

    JSON Lines have the words they were made about.

    A sentence whose finding is wrong altogether must not fire its rule; one with a wrong field must give the right value.
    """
    import msgspec

    if form == "sentences":
        _sentences(record)
        return
    if form != "jsonl":
        stop(f"--as takes jsonl or sentences; it does not know {form}", status=2)
    for one in _corrections(record, undone=True):
        typer.echo(msgspec.json.encode(one).decode())


def _sentences(record: Any) -> None:
    from communique.store import RecordError, open_record
    from communique.threads.sentences import as_toml, wrong_sentences

    try:
        for line in as_toml(wrong_sentences(open_record(record, readonly=True))):
            typer.echo(line, nl=False)
    except RecordError as error:
        stop(str(error))


def _corrections(record: Any, undone: bool) -> list[Any]:
    from communique.store import RecordError, open_record
    from communique.threads import corrections

    try:
        return corrections(open_record(record, readonly=True), undone=undone)
    except RecordError as error:
        stop(str(error))


def _put_right(record: Any, say: Callable[[Any, Any], Any]) -> None:
    from communique.store import RecordError, open_record
    from communique.threads import CannotCorrect, correcting

    try:
        open_record(record, readonly=True).close()  # a correction must not make a record
        typer.echo(told(say(open_record(record), correcting)))
    except (RecordError, CannotCorrect) as error:
        stop(str(error))


def told(correction: Any) -> str:
    """ "correction-4f2a  not same  event-1 event-2 (two rooms)": a correction in a line."""
    about = " ".join(target.target for target in correction.targets)
    field = f" {correction.field}" if correction.field else ""
    value = f" is {correction.value}" if correction.value else ""
    why = f" ({correction.reason})" if correction.reason else ""
    back = f", taken back {correction.undone[:10]}" if correction.undone else ""
    return f"{correction.id}  {correction.kind}  {about}{field}{value}{why}, {correction.made[:10]}{back}"
