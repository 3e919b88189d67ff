"""Read every list of the user's and say what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from communique.lexicon.actor_files import read_actor_file
from communique.lexicon.actor_words import ActorWords, CalledAgain
from communique.lexicon.known_persons import Leader
from communique.lexicon.own_lists import ACTOR_FILES, own_files
from communique.lexicon.people import (
    BodyNoun,
    GivenName,
    Honorific,
    HumanVerb,
    OfficeInitials,
    PersonNoun,
    Seat,
    Title,
    TitleMark,
    TitleWord,
)
from communique.lexicon.reader import LexiconError, read_list
from communique.lexicon.states import KnownBody, State, Territory

# What a row of each list is. Lists that are not here are checked where they are used.
ROWS: dict[str, type[msgspec.Struct]] = {
    "actor_words.tsv": ActorWords,
    "bodies.tsv": KnownBody,
    "body_nouns.tsv": BodyNoun,
    "called_again.tsv": CalledAgain,
    "given_names.tsv": GivenName,
    "honorifics.tsv": Honorific,
    "human_verbs.tsv": HumanVerb,
    "leaders.tsv": Leader,
    "office_abbreviations.tsv": OfficeInitials,
    "persons.tsv": PersonNoun,
    "seats.tsv": Seat,
    "states.tsv": State,
    "territories.tsv": Territory,
    "title_marks.tsv": TitleMark,
    "title_words.tsv": TitleWord,
    "titles.tsv": Title,
}


class Report(NamedTuple):
    """What is said of a list, and whether it is broken."""

    line: str
    broken: bool


def checked_lists() -> Iterator[Report]:
    """A line for each list, and one for each thing wrong with it."""
    for file in own_files():
        yield from checked_actors(file) if file.name.endswith(ACTOR_FILES) else checked_rows(file)


def checked_actors(file: Path) -> Iterator[Report]:
    actors, problems = read_actor_file(file)
    names = sum(len(actor.names) for actor in actors)
    yield Report(f"{file}: {len(actors)} actors under {names} names", False)
    yield from (Report(problem, True) for problem in problems)


def checked_rows(file: Path) -> Iterator[Report]:
    kind = ROWS.get(file.name)
    if kind is None:
        yield Report(f"{file}: read where it is used", False)
        return
    try:
        rows = read_list(file, kind, called=str(file))
        gone = sum(key.startswith("-") for key, _ in rows)
        yield Report(f"{file}: {len(rows) - gone} rows added or replaced, {gone} taken out", False)
    except LexiconError as error:
        yield Report(str(error), True)
