"""Lines and tables: JSON Lines of whole pages, CSV of events and of statements."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from communique.exports.account import Account, Terms
from communique.model import Actor, Article, Event, Page, Statement

EVENT_COLUMNS = [
    "id",
    "event",
    "mode",
    "context",
    "cameo",
    "score",
    "actor",
    "actor_country",
    "actor_sector",
    "recipient",
    "recipient_country",
    "recipient_sector",
    "mediator",
    "host",
    "date",
    "enddate",
    "place",
    "factuality",
    "attributed_to",
    "confidence",
    "rule",
    "words",
    "start",
    "stop",
    "headline",
    "published",
    "uri",
]
STATEMENT_COLUMNS = [
    "id",
    "speaker",
    "speaker_country",
    "speaker_words",
    "cue",
    "content",
    "manner",
    "channel",
    "addressee",
    "date",
    "confidence",
    "rule",
    "headline",
    "published",
    "uri",
]


def json_lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """The whole record as `communique read --json` prints it."""
    for page in pages:
        account.wrote("pages")
        yield msgspec.json.encode(page).decode() + "\n"


def event_table(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """One row an event; several values in a cell are joined with "; "."""
    yield row(EVENT_COLUMNS)
    for page in pages:
        for article in page.articles:
            for event in article.events:
                account.wrote("events")
                yield row(event_cells(event, article, page))


def statement_table(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """One row a statement."""
    yield row(STATEMENT_COLUMNS)
    for page in pages:
        for article in page.articles:
            for statement in article.statements:
                account.wrote("statements")
                yield row(statement_cells(statement, article, page))


def event_cells(event: Event, article: Article, page: Page) -> list[object]:
    known = {actor.id: actor for actor in article.actors}
    actors, recipients = members(event.actor, known), members(event.recipient, known)
    told = event.evidence[0]
    return [
        event.id, event.event, join(event.mode), join(event.context), event.cameo, event.score,
        *described(actors), *described(recipients),
        join(a.name for a in members(event.mediator, known)), join(a.name for a in members(event.host, known)),
        event.date, event.enddate, event.place, event.factuality, teller(event, article, known),
        event.confidence, event.rule, told.text, told.start, told.stop,
        article.headline, article.published, page.source.uri,
    ]  # fmt: skip


def statement_cells(statement: Statement, article: Article, page: Page) -> list[object]:
    known = {actor.id: actor for actor in article.actors}
    speakers = members([i for i in (statement.speaker, *statement.co_speakers) if i], known)
    at, cue = statement.speaker_at, statement.cue
    return [
        statement.id, join(a.name for a in speakers), join(a.country or "" for a in speakers),
        article.text[at.start : at.stop] if at else None, article.text[cue.start : cue.stop] if cue else None,
        " … ".join(article.text[part.start : part.stop] for part in statement.content),
        statement.manner, statement.channel, join(a.name for a in members([statement.addressee or ""], known)),
        statement.date, statement.confidence, statement.rule, article.headline, article.published, page.source.uri,
    ]  # fmt: skip


def members(ids: Iterable[str], known: dict[str, Actor]) -> list[Actor]:
    return [known[i] for i in ids if i in known]


def described(actors: list[Actor]) -> tuple[str, str, str]:
    """Names, countries and sectors, in the same order."""
    return join(a.name for a in actors), join(a.country or "" for a in actors), join(a.sector or "" for a in actors)


def teller(event: Event, article: Article, known: dict[str, Actor]) -> str | None:
    """The name of who reports the event, where the article does not say so itself."""
    told = next((s for s in article.statements if s.id == event.attributed_to), None)
    speaker = known.get((told.speaker if told else event.attributed_to) or "")
    return speaker.name if speaker else None


def join(values: Iterable[str]) -> str:
    return "; ".join(values)


def row(cells: Iterable[object]) -> str:
    """One CSV line. A cell that a spreadsheet would run as a formula is written with a leading apostrophe."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([harmless(cell) for cell in cells])
    return line.getvalue()


def harmless(cell: object) -> object:
    """Page text is hostile: "=HYPERLINK(...)" in a headline must not run when the table is opened."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
