"""Commands about what runs through many pages: promises, contested claims, and one happening as each side tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from communique.store import Record
    from communique.threads import Chain, Contention

desk = typer.Typer()
RECORD = Path("communique.db")
RecordFile = Annotated[Path, typer.Option("--record", help="The record: one SQLite file.")]
About = Annotated[
    list[str] | None, typer.Option("--who", help="A party, by name or code; more than once: all of them.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Limit = Annotated[int, typer.Option(help="At most so many.", min=1)]


# How a promise can stand; "broken" is a reader's word.
STATES = ("open", "accepted", "declined", "scheduled", "moved", "cancelled", "done", "overdue", "broken")


@desk.command()
def promises(
    name: Annotated[str | None, typer.Argument(help="One chain, by its id, with every step.")] = None,
    who: About = None,
    state: Annotated[
        str | None, typer.Option(help="open, accepted, declined, scheduled, moved, cancelled, done or overdue.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(help="As it stood on the evening of this day (2025-07-31); of the newest article's without it."),
    ] = None,
    as_json: AsJson = False,
    limit: Limit = 50,
    record: RecordFile = RECORD,
) -> None:
    """Print what became of promises, invitations and plans.

    Examples:

      communique promises --state overdue --who FJI

      communique promises chain-4f2a91b0c3d1 --on 2025-04-30
    """
    import msgspec

    from communique import threads

    if state is not None and state not in STATES:
        stop(f"--state takes {', '.join(STATES)}; it does not know {state}", status=2)
    known, day = _opened(record), _day(on)
    one = threads.chain(known, name, on=day) if name else None
    found = [one] if one else []
    if not name:
        found = threads.chains(known, who=_named(known, who), state=state, on=day, limit=limit)
    for chain in found:
        typer.echo(msgspec.json.encode(chain).decode() if as_json else _told(chain, whole=name is not None))
    if not found:
        stop(f"the record knows no chain {name}" if name else "nothing found")


def _told(chain: Chain, *, whole: bool) -> str:
    from communique.threads.undertakings import step_lines

    parties = ", ".join(dict.fromkeys(party.name for party in chain.parties)) or "nobody named"
    due = f", due {chain.due[1]}" if chain.due else ""
    judged = f" (verdict of {chain.verdict.made[:10]})" if chain.verdict else ""
    lines = [f"{chain.state:10} {chain.act} [{parties}{due}]{judged}  {chain.id}"]
    return "\n".join([*lines, *(f"    {line}" for line in (step_lines(chain) if whole else ()))])


@desk.command()
def verdict(
    chain: Annotated[str, typer.Argument(help="A chain, by the id that `communique promises` prints.")],
    state: Annotated[str | None, typer.Argument(help="done, broken, cancelled, open, accepted, ...")] = None,
    because: Annotated[str | None, typer.Option(help="Why, in your words; kept with the verdict.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the standing verdict back.")] = False,
    record: RecordFile = RECORD,
) -> None:
    """Say yourself what became of a promise.

    It stands over whatever pages tell, until taken back.

    Example:

      communique verdict chain-4f2a91b0c3d1 done --because "seen on the quay"
    """
    from communique.store import RecordError, open_record
    from communique.store.record import transaction
    from communique.threads import verdicts

    if (state is None) != undo:
        stop("give a state, or --undo", status=2)
    try:
        with transaction(known := open_record(record)):
            standing = verdicts.verdict_on(known, chain)
            if state:
                typer.echo(verdicts.judge(known, chain, state, because).id)
            elif standing:
                verdicts.take_back(known, standing.id)
            else:
                stop(f"there is no verdict on {chain}")
    except (RecordError, verdicts.CannotJudge) as error:
        stop(str(error))


@desk.command()
def contested(who: About = None, as_json: AsJson = False, limit: Limit = 50, record: RecordFile = RECORD) -> None:
    """Print the claims that somebody denies, over all pages.

    Who asserts, who denies, since when.

    Example:

      communique contested --who GUY --who SUR
    """
    import msgspec

    from communique import threads

    known = _opened(record)
    found = threads.contentions(known, who=_named(known, who), limit=limit)
    for one in found:
        typer.echo(msgspec.json.encode(one).decode() if as_json else _claimed(one))
    if not found:
        stop("nothing found")


def _claimed(one: Contention) -> str:
    lines = [f"{one.what}  {one.id}"]
    for word, speakers in (("asserted", one.asserted_by), ("denied", one.denied_by)):
        lines += [f"    {word} by {s.name}" + (f", {s.since}" if s.since else "") for s in speakers]
    for voice in one.voices:
        source = ", ".join(filter(None, (voice.publisher or voice.uri.rsplit("/", 1)[-1], voice.published)))
        lines.append(f"      “{' '.join(voice.words.split())}” ({source})")
    return "\n".join(lines)


@desk.command()
def accounts(
    happening: Annotated[str, typer.Argument(help="A happening, or an event of it, by id.")],
    as_json: AsJson = False,
    record: RecordFile = RECORD,
) -> None:
    """Print one meeting as each side tells it.

    What both say, where one says not, what one says alone.

    Example:

      communique accounts happening-1b2c3d4e5f60
    """
    import msgspec

    from communique import threads

    known = _opened(record)
    whole = threads.happening_of(known, happening)
    compared = threads.accounts(known, whole.id if whole else happening)
    if not compared.sides:
        stop(f"the record has no happening {happening}; `communique find --kind happenings` prints the ids")
    if not compared.compared:
        stop(f"nothing is told of {happening} by those who took part")
    if as_json:
        typer.echo(msgspec.json.encode(compared).decode())
        return
    for one in compared.compared:
        typer.echo(one.how)
        for p in one.points:
            source = ", ".join(filter(None, (p.channel, p.publisher or p.uri.rsplit("/", 1)[-1], p.published)))
            typer.echo(
                f"    {p.side}{f' ({p.speaker})' if p.speaker else ''}: “{' '.join(p.words.split())}” ({source})"
            )


def _opened(file: Path) -> Record:
    from communique.store import RecordError, open_record

    try:
        return open_record(file, readonly=True)
    except RecordError as error:
        stop(str(error))


def _named(record: Record, who: list[str] | None) -> list[str]:
    from communique.search import UnknownActor, who_is

    try:
        return [who_is(record, name) for name in who or ()]
    except UnknownActor as error:
        stop(str(error))


def _day(on: str | None) -> date | None:
    try:
        return date.fromisoformat(on) if on else None
    except ValueError:
        stop(f"--on takes a day like 2025-07-31; {on!r} is none", status=2)


def stop(message: str, status: int = 1) -> NoReturn:
    """Say on standard error what is wrong, and end."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
