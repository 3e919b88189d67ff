"""What handlers share: the record opened for one question, and the stretch of a list that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from litestar.datastructures import State
from litestar.params import FromPath, FromQuery, QueryParameter

from communique.store import Record, open_record

# A page of a list: what fits a few screens and is built in a few milliseconds.
PAGE = 50

# A part of the path, and a question after it that may be left out.
Name = FromPath[str]
Maybe = FromQuery[str | None]
Text = FromQuery[str]
PageNumber = Annotated[
    int, QueryParameter(name="page", ge=1, le=100_000, description="Which page of the list, from 1.")
]
Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, QueryParameter(ge=0, le=10_000_000, description="How many to pass over.")]


@contextmanager
def the_record(state: State) -> Iterator[Record]:
    """The record, read-only, for as long as it takes to answer."""
    record = open_record(state.file, readonly=True)
    try:
        yield record
    finally:
        record.close()
