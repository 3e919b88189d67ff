"""The formats communique writes, by name: what each is for, how it is written, what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from communique.exports import calendars, citations, lines, plover, webannotations
from communique.model import Page

if TYPE_CHECKING:
    from communique.store import Record

Writer = Callable[[Iterable[Page]], Iterator[str]]


class Format(Struct, frozen=True):
    """A format: `write` turns pages into pieces of text, one after another, never all at once."""

    name: str
    what: str
    write: Writer
    cannot_hold: str


FORMATS = {
    one.name: one
    for one in (
        Format("jsonl", "the whole record, one page a line", lines.json_lines, "nothing is lost"),
        Format(
            "csv",
            "events as one table for a spreadsheet, R or pandas",
            lines.event_table,
            "statements, claims, commitments, offices and mentions; of several passages of evidence only the first",
        ),
        Format(
            "statements-csv",
            "statements as one table",
            lines.statement_table,
            "events, claims, commitments; a split quotation's parts are joined with ' … '",
        ),
        Format(
            "plover",
            "events as JSON Lines by the PLOVER manual",
            plover.plover_lines,
            "statements, claims, commitments; mediator and host (written as actors); events without a date are left out, "
            "because the manual requires one; planned, negated and possible events stand under the manual's auxiliary "
            "modes future, negation and hypothetical",
        ),
        Format(
            "ics",
            "a calendar of what is ahead: commitments with a due day and planned events",
            calendars.calendar,
            "what has no date; a month, quarter or year is written as its first day and said to be so",
        ),
        Format(
            "csl-json",
            "the articles for reference managers",
            citations.csl_json,
            "findings",
        ),
        Format(
            "webannotation",
            "findings as W3C Web Annotations with exact quote and position",
            webannotations.annotation_lines,
            "actors' offices and places; each annotation carries its finding whole in its body",
        ),
    )
}


def pages_of(record: Record) -> Iterator[Page]:
    """Every page of a record, one at a time, in the order in which they were first read."""
    from communique.store import load_page

    for row in record.execute("SELECT id FROM page ORDER BY key"):
        page = load_page(record, row["id"])
        if page is not None:
            yield page
