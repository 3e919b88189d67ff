"""`communique serve`: the explorer, for this machine or, with a password, for others."""

import os
from pathlib import Path
from typing import Annotated

import typer

from communique.commands.shared import RECORD, RecordFile, stop

# A password shorter than this is in lists of the hundred thousand most used, which one address tries in a week.
SHORTEST = 8


Port = Annotated[int, typer.Option(help="Where to listen; a free port is taken when this one is in use.")]
Public = Annotated[
    bool, typer.Option("--public", help="Let other machines reach it, with a password; they can read and no more.")
]
PasswordFile = Annotated[
    Path | None, typer.Option(help="A file with the password; else COMMUNIQUE_PASSWORD, else one is made up.")
]
AllowChanges = Annotated[
    bool, typer.Option("--allow-changes", help="With --public: whoever has the password may put the record right.")
]
AllowAdding = Annotated[
    bool, typer.Option("--allow-adding", help="With --public: whoever has the password may drop pages into the record.")
]
Fetch = Annotated[
    bool,
    typer.Option("--fetch", help="Let readers paste an address of the open web, which this machine then asks for."),
]


def serve(
    record: RecordFile = RECORD,
    port: Port = 8765,
    public: Public = False,
    password_file: PasswordFile = None,
    allow_changes: AllowChanges = False,
    allow_adding: AllowAdding = False,
    fetch: Fetch = False,
) -> None:
    """Show a record in the browser.

    Articles with every finding marked, happenings, promises, claims, actors, a map.

    Only this machine can reach it unless you say --public, and nothing is loaded from elsewhere. With --public any user
    name goes with the password; programs send it as "Authorization: Bearer". Put it behind a server that speaks TLS.
    Ctrl-C ends it.

    Examples:

      communique serve

      COMMUNIQUE_PASSWORD=... communique serve --public --port 8080
    """
    from communique.store import RecordError
    from communique.web import Access
    from communique.web import serve as show

    if (password_file or allow_changes or allow_adding) and not public:
        stop("--password-file, --allow-changes and --allow-adding go with --public", status=2)
    access = Access(addresses=fetch)
    if public:
        secret = password(password_file)
        access = Access(names=None, secret=secret, changes=allow_changes, adds=allow_adding, addresses=fetch)
    try:
        show(record, port, lambda address: typer.echo(f"{record} is shown at {address} (Ctrl-C ends it)"), access)
    except RecordError as error:
        stop(str(error))
    except KeyboardInterrupt:
        return


def password(file: Path | None) -> str:
    """The password of the file or of the environment, or one that is made up and told."""
    try:
        given = file.read_text(encoding="utf-8").strip() if file else os.environ.get("COMMUNIQUE_PASSWORD", "").strip()
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{file}: the password cannot be read: {error}")
    if not given and not file:
        import secrets

        given = secrets.token_urlsafe(15)
        typer.echo(f"the password is {given}", err=True)
    if len(given) < SHORTEST:
        stop(f"a password needs at least {SHORTEST} characters", status=2)
    return given
