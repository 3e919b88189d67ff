"""An iCalendar file (RFC 5545) of what is ahead: commitments with a due day, and planned events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from communique.exports.account import Account, Terms
from communique.exports.days import Days, days_of
from communique.exports.lines import join, members
from communique.model import Article, Commitment, Event, Page

# RFC 5545, 3.1: lines of at most 75 octets, the rest folded onto lines that begin with a space.
LONGEST_LINE = 75
# A calendar needs a stamp; one that never changes keeps the same record's file the same.
STAMP = "19700101T000000Z"


def calendar(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """All-day entries, one a commitment or planned event; words and source stand in the description."""
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//communique//EN\r\n"
    for page in pages:
        for article in page.articles:
            for commitment in article.commitments:
                days = days_of(commitment.due)
                if days is None:
                    account.leave("commitments without a due date")
                else:
                    account.wrote("commitments")
                    yield entry(commitment, days, owed(commitment, article), article, page)
            for event in article.events:
                if event.factuality != "planned":
                    continue
                days = days_of(event.date)
                if days is None:
                    account.leave("planned events without a date")
                else:
                    account.wrote("planned events")
                    yield entry(event, days, ahead(event, article), article, page)
    yield "END:VCALENDAR\r\n"


def owed(commitment: Commitment, article: Article) -> str:
    known = {actor.id: actor for actor in article.actors}
    return f"{commitment.kind}: {join(a.name for a in members(commitment.debtor, known))}: {commitment.act}"


def ahead(event: Event, article: Article) -> str:
    known = {actor.id: actor for actor in article.actors}
    return f"{event.event}: {join(a.name for a in members((*event.actor, *event.recipient), known))}"


def entry(finding: Commitment | Event, days: Days, summary: str, article: Article, page: Page) -> str:
    """One VEVENT. A value that is no day says what it is in the summary."""
    day = days.first
    rough = "" if days.precision == "day" else f" (some time from {days.first} to {days.last})"
    told = f"{finding.evidence[0].text}\n{article.headline or ''}\n{page.source.uri}\n{finding.rule}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{finding.id}@communique",
        f"DTSTAMP:{STAMP}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(summary + rough)}",
        f"DESCRIPTION:{escaped(told)}",
        "STATUS:TENTATIVE",
        "END:VEVENT",
    ]
    return "".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """Fold by octets without cutting a character in two."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        if len((piece + character).encode()) > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece]) + "\r\n"
