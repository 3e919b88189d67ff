"""The ledger of meetings: each meeting, visit and call once, with everybody's office on that day and what came of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from communique.model import Article, Block, Span
from communique.search.actors import offices_of
from communique.store import Record
from communique.threads import Happening, met
from communique.threads.offices_said import Said, offices_said, on_the_day, right_office
from communique.threads.particulars import Particulars, told_of

# Of forty reports of a summit the first few have its particulars; the rest repeat them.
READ = 6
# How exact a value is, by its form. "2026-W03" is a week, "2025-07" a month.
PRECISIONS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "day"), (re.compile(r"\d{4}-W\d{2}"), "week"), (re.compile(r"\d{4}-\d{2}$"), "month"),
    (re.compile(r"\d{4}-[QHSWF]"), "season"), (re.compile(r"\d{4}$"), "year"),
)  # fmt: skip


class Present(Struct, frozen=True, kw_only=True):
    """Somebody who met: `role` actor, recipient, mediator or host, `who` the name it is gathered under; the office held
    that day, by the pages that tell of the meeting or else by others of the time."""

    role: str
    who: str
    name: str
    named: bool
    country: str | None = None
    office: str | None = None
    office_of: str | None = None


class Meeting(Struct, frozen=True, kw_only=True):
    """A meeting as all pages tell it. `form` is visit, phone, multilateral or third-party, empty for a meeting of no told
    form; `precision` how exact its date is; `words` are those of its leading report, `event` that report's finding;
    `reported` the day of the last report, by which a meeting of no told day is put in order."""

    id: str
    event: str
    form: tuple[str, ...]
    factuality: str
    date: str | None
    enddate: str | None
    precision: str | None
    reported: str | None
    place: str | None
    parties: tuple[Present, ...]
    sidelines: tuple[str, ...]
    agenda: tuple[str, ...]
    documents: tuple[str, ...]
    words: str
    article: str
    articles: int
    sources: int


def meetings(
    record: Record,
    *,
    who: Sequence[str] = (),
    factuality: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Meeting]:
    """Meetings, visits and calls, those of the latest day first, and what of none at the day of its last report; filters as
    `threads.met` has them."""
    found = met(record, who=who, factuality=factuality, since=since, until=until, limit=limit, offset=offset)
    said = offices_said(record)
    return _folded([_meeting(record, one, said) for one in found])


def _folded(listed: list[Meeting]) -> list[Meeting]:
    """The meetings without those that only go on about one of them: of one article, day and states, without a form or place
    of their own ("The ministers discussed trade")."""
    kept: list[Meeting] = []
    for one in sorted(listed, key=lambda m: (not m.form, m.place is None)):
        other = next((m for m in kept if _goes_on(m, one)), None)
        if other is None:
            kept.append(one)
            continue
        more = {name: _each(iter((getattr(other, name), getattr(one, name)))) for name in ("agenda", "documents")}
        kept[kept.index(other)] = replace(other, **more)
    order = {one.id: place for place, one in enumerate(listed)}
    return sorted(kept, key=lambda m: order[m.id])


def _goes_on(first: Meeting, then: Meeting) -> bool:
    """Whether a meeting is one that its article has told already."""
    states = [{p.country for p in m.parties if p.country} for m in (first, then)]
    return (
        not then.form and then.place in (None, first.place) and then.articles == 1 and bool(states[1])
        and (first.article, first.date, first.factuality, states[0]) == (then.article, then.date, then.factuality, states[1])
    )  # fmt: skip


def _meeting(record: Record, one: Happening, said: Sequence[Said]) -> Meeting:
    told = record.execute(_TOLD, (one.id, READ)).fetchall()
    lead = told[0]
    parts = [_particulars(record, row) for row in told]
    return Meeting(
        id=one.id, event=lead["event"], form=one.mode, factuality=one.factuality, date=one.date, enddate=one.enddate,
        precision=precision_of(one.date), reported=one.last, place=one.place or next((row["place"] for row in told if row["place"]), None),
        parties=tuple(_present(record, told, said, one.date or lead["published"])),
        sidelines=_first(part.sidelines for part in parts), agenda=_each(part.agenda for part in parts),
        documents=_each(part.documents for part in parts) if one.factuality == "actual" else (), words=lead["words"], article=lead["id"], articles=one.articles,
        sources=one.sources,
    )  # fmt: skip


_TOLD = """SELECT t.article AS key, t.event, a.id, a.text, a.published, e.place, e.date, v.start, v.stop, v.text AS words
  FROM happening AS h JOIN happening_event AS t ON t.happening = h.key JOIN article AS a ON a.key = t.article
  JOIN event AS e ON e.article = t.article AND e.id = t.event
  JOIN evidence AS v ON v.article = t.article AND v.kind = 'event' AND v.finding = t.event AND v.position = 0
 WHERE h.id = ? ORDER BY t.rank LIMIT ?"""


def precision_of(value: str | None) -> str | None:
    """ "2025-07-15" -> "day", "2025-W29" -> "week", "2025-07" -> "month"; None where the words name no date."""
    return next((name for form, name in PRECISIONS if value and form.match(value)), None)


def _first(each: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return next((words for words in each if words), ())


def _each(each: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    """What any report tells, once: the longest wording of what two tell in the same words."""
    said = list(dict.fromkeys(words for some in each for words in some))
    return tuple(w for w in said if not any(w != o and w.casefold() in o.casefold() for o in said))


def _particulars(record: Record, row: sqlite3.Row) -> Particulars:
    """What one report tells of the meeting, from its text."""
    blocks = record.execute("SELECT role, start, stop FROM block WHERE article = ? ORDER BY position", (row["key"],))
    signed = record.execute(_SIGNED, (row["key"], row["event"], row["date"])).fetchall()
    return _read(
        row["text"], tuple(tuple(block) for block in blocks), (row["start"], row["stop"]),
        tuple(tuple(one) for one in signed), row["place"],
    )  # fmt: skip


# Reports of which it is kept what they tell of a meeting, each known by all that it is read from: those of some five
# pages, and with their texts a MB or two.
REPORTS = 256


@lru_cache(REPORTS)
def _read(
    text: str, blocks: tuple[Any, ...], at: tuple[int, int], signed: tuple[Any, ...], place: str | None
) -> Particulars:
    article = Article(id="", text=text, blocks=tuple(Block(*block) for block in blocks))
    return told_of(article, Span(*at), [Span(*one) for one in signed], place)


# What those who met signed there, by other sentences of the article.
_SIGNED = """SELECT DISTINCT v.start, v.stop FROM event AS e
  JOIN evidence AS v ON v.article = e.article AND v.kind = 'event' AND v.finding = e.id AND v.position = 0
 WHERE e.article = ?1 AND e.event IN ('SUPPORT', 'AGREE') AND e.factuality = 'actual' AND (e.date IS NULL OR e.date IS ?3)
   AND EXISTS (SELECT 1 FROM event_party AS p JOIN event_party AS q ON q.article = p.article AND q.actor = p.actor
     WHERE p.article = e.article AND p.event = e.id AND q.event = ?2) ORDER BY v.start"""
_PARTIES = """SELECT p.role, x.who, x.name, x.named, x.country, x.id, x.kind FROM event_party AS p
  JOIN actor AS x ON x.article = p.article AND x.id = p.actor WHERE p.article = ? AND p.event = ? ORDER BY p.position"""
_OFFICES = """SELECT o.title, o.of, p.id AS person FROM office AS o
  LEFT JOIN sighting AS s ON s.article = o.article AND s.actor = o.actor
  LEFT JOIN guise AS g ON g.key = s.guise LEFT JOIN person AS p ON p.key = g.person
 WHERE o.article = ? AND o.actor = ? AND NOT o.former ORDER BY o.start"""


def _present(record: Record, told: Sequence[sqlite3.Row], said: Sequence[Said], day: str | None) -> Iterator[Present]:
    """Everybody of the leading report in the first role it gives; hosts and mediators of any."""
    seen: dict[str, Present] = {}
    for row in told:
        for party in record.execute(_PARTIES, (row["key"], row["event"])).fetchall():
            known = seen.get(party["who"])
            if known is None and row is not told[0] and party["role"] not in ("host", "mediator"):
                continue
            if known is None or (known.office is None and party["kind"] == "person"):
                office = _office(record, row["key"], party["id"], said, day)
                role = known.role if known else party["role"]
                seen[party["who"]] = Present(
                    role=role, who=party["who"], name=party["name"], named=bool(party["named"]),
                    country=party["country"], office=office[0], office_of=office[1],
                )  # fmt: skip
    for one in seen.values():
        held = (
            (one.office, one.office_of) if one.office or not one.who.startswith("person-") else _then(record, one, day)
        )
        yield replace(one, office=held[0], office_of=held[1])


Office = tuple[str | None, str | None]


def _office(record: Record, key: int, actor: str, said: Sequence[Said], day: str | None) -> Office:
    """The office that an article gives somebody, as readers have it on the day."""
    for row in record.execute(_OFFICES, (key, actor)):
        right = on_the_day(right_office(said, row["person"], row["title"], row["of"]), day)
        if right and not right.over:
            return right.title, right.of
    return None, None


def _then(record: Record, one: Present, day: str | None) -> Office:
    """The office that other articles give somebody before and after the day."""
    if not day:
        return None, None
    held = (o for o in offices_of(record, one.who) if not o.former and o.first and o.last)
    return next(
        ((o.title, o.of) for o in held if (o.first or "")[:10] <= day[:10] <= (o.last or "")[:10]), (None, None)
    )
