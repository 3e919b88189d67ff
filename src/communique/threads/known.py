"""An article as the record knows it: what readers have put right in it, and whose a person is where other pages say so.

Joining compares this, not what was read: a date that a reader has put right is the date of the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, get_args

from msgspec.structs import replace

from communique.lexicon import state_named
from communique.model import Actor, Article, Event, Finding, Page, Span, content_id
from communique.model.findings import CommitmentKind, CommitmentStatus, EventType, Factuality
from communique.store import Record, load_article, page_id, put_parts, who
from communique.store.called import UnknownActor, who_is
from communique.threads.corrections import CannotCorrect
from communique.threads.offices_said import offices_said, with_right_offices

# The roles that hold several parties, those that hold one, and fields with words of their own; all else is free text.
MANY = frozenset(("actor", "recipient", "mediator", "host", "debtor", "creditor", "asserted_by", "denied_by"))
ONE = frozenset(("speaker", "addressee"))
CHOICES: dict[str, tuple[str, ...]] = {
    "event": get_args(EventType), "factuality": get_args(Factuality), "kind": get_args(CommitmentKind),
    "status": get_args(CommitmentStatus),
}  # fmt: skip
# Fields that cannot be empty: a reader who only knows that one is wrong leaves it as it was read.
NEEDED = frozenset(("event", "factuality", "kind", "status", "act", "what"))
LAYERS = {"event": "events", "statement": "statements", "claim": "claims", "commitment": "commitments"}


class Said(NamedTuple):
    """What a reader says of a finding: one field of it is `value`, or, without a field, it is none at all."""

    kind: str
    target: str
    at: Span
    field: str | None
    value: str | None


# What readers may put right in a finding of each kind.
FIELDS = {
    "event": ("event", "factuality", "date", "enddate", "place", "actor", "recipient", "mediator", "host"),
    "statement": ("speaker", "addressee", "channel", "date"),
    "claim": ("what", "asserted_by", "denied_by"),
    "commitment": ("kind", "debtor", "creditor", "act", "due", "status"),
}
DAYS = frozenset(("date", "enddate", "due"))


def right_value(kind: str, field: str | None, value: str | None) -> str | None:
    """What a reader gives as right, as the record writes it: "aid" is the type AID, "2025-07-15" a day. Raises
    CannotCorrect where no such field, type or day is."""
    told = " ".join((value or "").split())
    if field is None or not told:
        return None if field is None else told or None
    if field not in FIELDS.get(kind, ()):
        raise CannotCorrect(f"of such a finding {', '.join(FIELDS.get(kind, ()))} can be put right; {field} cannot")
    if field in CHOICES:
        chosen = next((one for one in CHOICES[field] if one.casefold() == told.casefold()), None)
        if chosen is None:
            raise CannotCorrect(f"{field} is one of {', '.join(CHOICES[field])}; {told} is none")
        return chosen
    if field in DAYS and not is_day(told):
        raise CannotCorrect(f"give the day as 2025-07-15, 2025-07, 2025-W29 or 2025; {told} is none")
    return told


def is_day(value: str) -> bool:
    """Whether a day (with its hour or without), a week, a month, a quarter, a half, a season or a year is so written, and stands in the calendar."""
    day = re.sub(r"(?<=-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2})?$", "", value)
    if re.fullmatch(r"\d{4}(-(Q[1-4]|H[12]|SP|SU|FA|WI))?", day):
        return True
    week = re.fullmatch(r"(\d{4})-W(\d{2})", day)
    try:
        if week:
            date.fromisocalendar(int(week[1]), int(week[2]), 1)
        elif re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", day):
            date.fromisoformat(day if len(day) == 10 else f"{day}-01")
        else:
            return False
    except ValueError:
        return False
    return True


def as_known(record: Record, key: int, article: Article) -> Article:
    """The article, by its row, with readers' corrections put in and the states of persons that only other pages tell."""
    return _with_states(record, key, put_right(record, article, _said(record, article)))


def follow_corrections(record: Record, key: int, article: Article) -> None:
    """Have the lists of whom an article's findings are of follow what readers say of them now, where they ever said
    anything. Belongs in a transaction."""
    query = "SELECT 1 FROM correction_target WHERE article = ? LIMIT 1"
    if record.execute(query, (article.id,)).fetchone() is not None:
        put_parts(record, key, put_right(record, article, _said(record, article)))


def as_readers_have(record: Record, key: int, article: Article) -> Article:
    """The article, by its row, as every list and every export shows it: with readers' corrections of findings and offices."""
    return with_right_offices(record, key, put_right(record, article, _said(record, article)), offices_said(record))


def page_as_readers_have(record: Record, page: Page) -> Page:
    """A page of the record with all its articles as readers have them."""
    query = "SELECT a.key FROM article AS a JOIN page AS p ON p.key = a.page WHERE p.id = ? ORDER BY a.position"
    keys = [row[0] for row in record.execute(query, (page_id(page.source),))]
    articles = zip(keys, page.articles, strict=True)
    return replace(page, articles=tuple(as_readers_have(record, key, article) for key, article in articles))


def parties_as_known(record: Record, key: int, kind: str, name: str) -> list[tuple[str, str, str]]:
    """The parties of a finding of an article, by its row, as readers have them: role, the name it is gathered under, and
    what it is called; nothing where a reader has struck it out."""
    read = load_article(record, key)
    article = put_right(record, read, _said(record, read)) if read else None
    finding = next((f for f in getattr(article, LAYERS[kind], ()) if f.id == name), None)
    if article is None or finding is None:
        return []
    called = _called(article)
    held = [(role, getattr(finding, role)) for role in FIELDS[kind] if role in MANY | ONE]
    return [(role, *called[one]) for role, some in held for one in ((some,) if isinstance(some, str) else some or ())]


def actors_as_known(record: Record, key: int) -> dict[str, tuple[str, str]]:
    """The actors of an article, by its row and their ids, with those whom only readers name: the name each is gathered under,
    and what it is called."""
    read = load_article(record, key)
    return _called(put_right(record, read, _said(record, read))) if read else {}


def _called(article: Article) -> dict[str, tuple[str, str]]:
    return {actor.id: (who(actor, article), actor.name) for actor in article.actors}


def event_put_right(record: Record, article: int, name: str) -> Event | None:
    """An event as readers have it; None where nobody has ever said anything of its article."""
    told = "SELECT 1 FROM article AS a JOIN correction_target AS x ON x.article = a.id WHERE a.key = ? AND x.kind = 'event'"
    if record.execute(f"{told} LIMIT 1", (article,)).fetchone() is None:
        return None
    read = load_article(record, article)
    events = put_right(record, read, _said(record, read)).events if read else ()
    return next((event for event in events if event.id == name), None)


def _said(record: Record, article: Article) -> Iterator[Said]:
    rows = record.execute(
        "SELECT x.kind, x.target, x.start, x.stop, c.field, c.value FROM correction_target AS x"
        " JOIN correction AS c ON c.id = x.correction WHERE x.article = ? AND c.kind = 'wrong' AND c.undone IS NULL"
        " ORDER BY c.made, c.id",
        (article.id,),
    ).fetchall()
    for row in rows:
        if row["kind"] in LAYERS:
            yield Said(row["kind"], row["target"], Span(row["start"], row["stop"]), row["field"], row["value"])


def put_right(record: Record, article: Article, said: Iterable[Said]) -> Article:
    """The article as readers have it: wrong findings left out, wrong fields replaced."""
    for one in said:
        layer: tuple[Any, ...] = getattr(article, LAYERS[one.kind])
        meant = _meant(layer, one)
        if meant is None:
            continue
        right: tuple[Any, ...] = ()
        if one.field is not None:
            article, finding = _corrected(record, article, meant, one.field, one.value)
            right = (finding,)
        put = [other for f in layer for other in (right if f is meant else (f,))]
        article = replace(article, **{LAYERS[one.kind]: tuple(put)})
    return article


def _meant(layer: tuple[Finding, ...], said: Said) -> Finding | None:
    """The finding of this id; where a newer reading gave it another, the one whose words overlap most."""
    exact = next((f for f in layer if f.id == said.target), None)
    shares = [
        (min(p.stop, said.at.stop) - max(p.start, said.at.start), f.id, f)
        for f in layer
        for p in f.evidence
        if p.span.touches(said.at)
    ]
    return exact or (max(shares, key=lambda one: one[:2])[2] if shares else None)


def _corrected(record: Record, article: Article, finding: Any, field: str, value: str | None) -> tuple[Article, Any]:
    """The finding with one field put right, and the article with whom the reader names; what no finding has is passed
    over."""
    if not hasattr(finding, field) or (field in NEEDED and not value):
        return article, finding
    if field in CHOICES and value not in CHOICES[field]:
        return article, finding
    if field in MANY | ONE:
        actors = [_actor(record, article, name) for name in (value or "").split(";") if name.strip()]
        new = tuple(a for a in actors if a not in article.actors)
        article = replace(article, actors=(*article.actors, *new)) if new else article
        ids = tuple(a.id for a in actors)
        return article, replace(finding, **{field: ids if field in MANY else next(iter(ids), None)})
    if field not in ("date", "enddate", "place", "due", "act", "what", "channel", *CHOICES):
        return article, finding
    more = {"enddate": None} if field == "date" and isinstance(finding, Event) else {}
    return article, replace(finding, **{field: value or None}, **more)


def _actor(record: Record, article: Article, name: str) -> Actor:
    """The actor of the article that bears the name, else that of the record whom a reader calls so, else one that only the
    reader names."""
    name = " ".join(name.split())
    known = next((a for a in article.actors if a.name.casefold() == name.casefold()), None)
    if known is not None:
        return known
    state = state_named(name)
    if state is not None and state.iso3 and state.how == "name":
        own = next((a for a in article.actors if a.kind == "state" and a.country == state.iso3), None)
        return own or Actor(id=content_id("actor", article.id, name), name=name, kind="state", country=state.iso3)
    return Actor(
        id=content_id("actor", article.id, name), **(_gathered(record, name) or {"name": name, "kind": "person"})
    )


def _gathered(record: Record, name: str) -> dict[str, Any] | None:
    """Name, kind and country of the actor of the record that is called so; None where none is, or several are."""
    try:
        one = who_is(record, name)
    except UnknownActor:
        return None
    state = f"state-{one.removeprefix('of-')}" if one.startswith("of-") else one
    row = record.execute("SELECT name, kind, country FROM gathered WHERE who = ?", (state,)).fetchone()
    return dict(row) if row else None


def _with_states(record: Record, key: int, article: Article) -> Article:
    """Persons whose state the article does not tell have the one that all other pages give a person of this name."""
    if all(a.country or a.kind != "person" or not a.named for a in article.actors):
        return article
    told = {row[0]: row[1] for row in record.execute(_STATES, (key,))}
    return replace(article, actors=tuple(replace(a, country=told[a.id]) if a.id in told else a for a in article.actors))


# Two persons of one name and two states are left as they are.
_STATES = """
SELECT s.actor, min(p.country) FROM sighting AS s JOIN guise AS g ON g.key = s.guise
  JOIN guise AS o ON o.who = g.who JOIN person AS p ON p.key = o.person
 WHERE s.article = ? AND json_extract(g.traits, '$[1]') IS NULL AND p.country IS NOT NULL
   AND EXISTS (SELECT 1 FROM person AS own WHERE own.key = g.person AND own.country IS NOT NULL)
 GROUP BY s.actor HAVING count(DISTINCT p.country) = 1
"""
