"""`communique lexicon lists`: which of the user's own lists are read, and what is wrong with them."""

import typer

from communique.commands.shared import stop


def lexicon_lists() -> None:
    """Say which of your own lists are read and what is wrong there.

    Own lists stand in the folder that --lists or COMMUNIQUE_LISTS names, else in ~/.config/communique/lists. A file with a
    shipped list's name adds to that list and replaces its rows; NAME.actors.txt is a dictionary as TABARI and PETRARCH
    read them. The exit status is 1 when something in them cannot be read.

    Examples:

      communique lexicon lists

      communique --lists desk-lists/ lexicon lists
    """
    from communique.lexicon.own_check import checked_lists
    from communique.lexicon.own_lists import OwnListsError, folder_named, names_of_lists, own_folder

    try:
        if own_folder() is None:
            typer.echo(f"no own lists; they would stand in {folder_named() or 'no folder: COMMUNIQUE_LISTS is empty'}")
            typer.echo(f"shipped lists: {', '.join(names_of_lists())}")
            return
    except OwnListsError as error:
        stop(str(error))
    broken = False
    for report in checked_lists():
        typer.echo(report.line)
        broken = broken or report.broken
    if broken:
        raise typer.Exit(1)
