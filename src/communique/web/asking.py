"""What handlers share: the record opened for one question, and the stretch of a list that is asked for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from litestar import get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Struct

from communique.search import who_is
from communique.search.brief import day_of
from communique.store import Record, open_record

# A page of a list: what fits a few screens and is built in a few milliseconds.
PAGE = 50

# Seconds one question may take, and after how many steps of SQLite the clock is looked at (some ten milliseconds).
PATIENCE, STEPS = 20.0, 200_000

# A part of the path, and a question after it that may be left out.
Name = FromPath[str]
Maybe = FromQuery[str | None]
Text = FromQuery[str]
Words = Annotated[str, QueryParameter(description="Words; in quotation marks a phrase; -word must not occur; a OR b.")]
PageNumber = Annotated[
    int, QueryParameter(name="page", ge=1, le=100_000, description="Which page of the list, from 1.")
]
Who = Annotated[
    list[str] | None,
    QueryParameter(description="Actors: person-ishaq-dar, Ishaq Dar, Pakistan for the state, PAK for everybody of it."),
]
Part = Annotated[
    Literal["did", "met"] | None,
    QueryParameter(description="Whether the actor asked for did, said, promised or asserts it, or met with it."),
]
Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[
    int,
    QueryParameter(
        ge=0,
        le=10_000_000,
        description="How many to pass over; grown by limit until nothing comes, it reads the list to its end.",
    ),
]


class Problem(Struct, frozen=True):
    """What went wrong, in plain words (RFC 9457)."""

    type: str
    title: str
    status: int


def answers(path: str) -> Callable[[Any], HTTPRouteHandler]:
    """A handler of the API at this path: its document says how it refuses."""
    told = {
        status: ResponseSpec(Problem, description=words, media_type="application/problem+json", generate_examples=False)
        for status, words in ((400, "It cannot be looked up."), (404, "There is no such thing in this record."))
    }

    def handler(function: Any) -> HTTPRouteHandler:
        summary = " ".join((function.__doc__ or "").split()).partition(". ")[0].rstrip(".")
        made: HTTPRouteHandler = get(
            path, sync_to_thread=True, responses=told, summary=summary, operation_id=function.__name__
        )(function)
        return made

    return handler


def meant(record: Record, who: Sequence[str] | None) -> tuple[str, ...]:
    """Actors as a person or a program names them ("Kenya", "KEN", "person-ali-hassan"), as the record gathers them. Raises
    UnknownActor: an empty list would look like an answer."""
    return tuple(who_is(record, name) for name in who or () if name.strip())


def real_days(*days: str | None) -> None:
    """Raises BadDate where one is no day, month or year of the calendar: compared as mere text it would seem to fit."""
    for day in filter(None, days):
        day_of(day)


# Connections kept open between questions, each with its own few MiB of the record: as many as can be busy on some cores.
KEPT = 6


class Readers:
    """Connections to one record, kept for the next question: opening one anew reads the whole schema, some 3 ms."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.idle: list[tuple[tuple[int, int], Record]] = []

    def take(self) -> tuple[tuple[int, int], Record]:
        """A connection that nobody uses, and which file it reads. Raises RecordError where the record is gone."""
        now = self._identity()
        while self.idle:
            which, record = self.idle.pop()
            if which == now:
                return which, record
            record.close()
        return now, open_record(self.file, readonly=True)

    def give_back(self, which: tuple[int, int], record: Record) -> None:
        record.set_progress_handler(None, 0)
        if len(self.idle) < KEPT:
            self.idle.append((which, record))
        else:
            record.close()

    def _identity(self) -> tuple[int, int]:
        """Which file lies there now: a record may be put in the place of another while it is served."""
        try:
            told = os.stat(self.file)
        except OSError:
            return (0, 0)
        return (told.st_dev, told.st_ino)


@lru_cache(maxsize=4)
def readers_of(file: Path) -> Readers:
    """The connections to the record at `file`."""
    return Readers(file)


def be_patient(record: Record) -> None:
    """From now on let a question of the record take PATIENCE and no more."""
    late = time.monotonic() + PATIENCE
    record.set_progress_handler(lambda: time.monotonic() > late, STEPS)


@contextmanager
def the_record(state: State) -> Iterator[Record]:
    """The record, read-only, for as long as it takes to answer, but no longer than PATIENCE."""
    readers = readers_of(Path(state.file))
    which, record = readers.take()
    be_patient(record)
    try:
        yield record
    except BaseException:
        record.close()
        raise
    readers.give_back(which, record)
