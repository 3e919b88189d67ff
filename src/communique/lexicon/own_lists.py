"""The user's own lists, read over the shipped ones.

They stand in one folder: the one `COMMUNIQUE_LISTS` names, else `lists` in the user's configuration folder for
communique (`~/.config/communique/lists`, or under `XDG_CONFIG_HOME` or `APPDATA` where these are set). A file there with
the name of a shipped list (`bodies.tsv`) adds rows to it and replaces those of the same first cell; a first cell that
begins with `-` takes a shipped row out. Files ending in `.actors.txt` are actor dictionaries as TABARI and PETRARCH read
them. An empty `COMMUNIQUE_LISTS` means: none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "en"
ACTOR_FILES = ".actors.txt"


class OwnListsError(ValueError):
    """The folder of own lists, or a file in it, is not what it must be; the message says what would be right."""


def folder_named() -> Path | None:
    """Where own lists would stand; None where the user wants none."""
    named = os.environ.get("COMMUNIQUE_LISTS")
    if named is not None:
        return Path(named).expanduser() if named else None
    settings = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(settings) if settings else Path.home() / ".config") / "communique" / "lists"


@cache
def own_folder() -> Path | None:
    """The folder of own lists, None where there is none.

    Raises OwnListsError where one is asked for by name and is not there, or holds a file that is no list.
    """
    folder = folder_named()
    if folder is None:
        return None
    if not folder.is_dir():
        if os.environ.get("COMMUNIQUE_LISTS"):
            raise OwnListsError(f"COMMUNIQUE_LISTS: {folder} is no folder")
        return None
    for file in sorted(folder.iterdir()):
        if file.name.startswith(".") or file.name.endswith(ACTOR_FILES) or file.suffix in (".md", ".txt"):
            continue
        if file.name not in names_of_lists():
            known = ", ".join(names_of_lists())
            raise OwnListsError(f"{file}: there is no list of this name; there are {known}, and NAME{ACTOR_FILES}")
    return folder


@cache
def names_of_lists() -> tuple[str, ...]:
    """The file names of the shipped lists, which own lists may bear."""
    return tuple(sorted(file.name for file in SHIPPED.glob("*.tsv")))


def own_list(name: str) -> Path | None:
    """The user's list of this file name."""
    folder = own_folder()
    file = folder / name if folder is not None else None
    return file if file is not None and file.is_file() else None


def own_actor_files() -> Iterator[Path]:
    """The user's actor dictionaries, in the order of their names."""
    folder = own_folder()
    if folder is not None:
        yield from sorted(file for file in folder.iterdir() if file.name.endswith(ACTOR_FILES))


def own_files() -> Iterator[Path]:
    """Every list and dictionary of the user's."""
    folder = own_folder()
    for file in sorted(folder.iterdir()) if folder is not None else ():
        if file.name in names_of_lists() or file.name.endswith(ACTOR_FILES):
            yield file
