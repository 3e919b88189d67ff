"""What readers say of offices: somebody never held one, held another, of another state, or between other days.

It is said of a person and an office as pages word it ("person-ali-hassan EGY / foreign minister / EGY"), of all pages at
once: a page that gives the office tomorrow is put right too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from communique.lexicon import state_named, state_of
from communique.model import Article, Office
from communique.store import Record
from communique.threads.corrections import CannotCorrect, Target, guises_meant, person_target
from communique.threads.persons import essence_of

KIND = "office"
FIELDS = ("title", "of", "from", "until")
BETWEEN = " / "
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Said(NamedTuple):
    """What a reader says of an office: `persons` (their ids now) never held it, or `field` of it is `value`."""

    correction: str
    target: str
    persons: frozenset[str]
    title: str
    of: str | None
    field: str | None
    value: str | None
    reason: str | None

    def means(self, person: str | None, title: str, of: str | None) -> bool:
        """Whether it is said of this office of this person, whatever the order of the title's words."""
        return person in self.persons and (of or None) == self.of and essence_of(title) == essence_of(self.title)


class Right(NamedTuple):
    """An office as readers have it; `fields` are those that they put right. `over`: no longer held on the day asked for."""

    title: str
    of: str | None
    since: str | None = None
    until: str | None = None
    fields: tuple[str, ...] = ()
    over: bool = False


def offices_said(record: Record) -> tuple[Said, ...]:
    """All that readers say of offices, in the order in which they said it."""
    rows = record.execute(
        "SELECT c.id, x.target, c.field, c.value, c.reason FROM correction_target AS x JOIN correction AS c ON c.id = x.correction"
        " WHERE x.target >= 'office ' AND x.target < 'office!' AND x.kind = 'office' AND c.undone IS NULL ORDER BY c.made, c.id"
    ).fetchall()
    return tuple(_said(record, *row) for row in rows)


def _said(record: Record, name: str, target: str, field: str | None, value: str | None, reason: str | None) -> Said:
    person, title, of = target.removeprefix("office ").split(BETWEEN, 2)
    guises = guises_meant(record, Target(kind="person", target=person))
    found = (_person_of(record, guise) for guise in guises)
    return Said(name, target, frozenset(filter(None, found)), title, of or None, field, value, reason)


def _person_of(record: Record, guise: int) -> str | None:
    row = record.execute(
        "SELECT p.id FROM guise AS g JOIN person AS p ON p.key = g.person WHERE g.key = ?", (guise,)
    ).fetchone()
    return str(row[0]) if row else None


def right_office(said: Iterable[Said], person: str | None, title: str, of: str | None) -> Right | None:
    """An office of a person as readers have it; None where they say that it was never held."""
    told = [one for one in said if one.means(person, title, of)]
    if any(one.field is None for one in told):
        return None
    values = {one.field: one.value for one in told}
    return Right(
        title=values.get("title") or title,
        of=values.get("of", of),
        since=values.get("from"),
        until=values.get("until"),
        fields=tuple(field for field in FIELDS if field in values),
    )


def with_right_offices(record: Record, key: int, article: Article, said: Sequence[Said]) -> Article:
    """The article, by its row, with the offices that readers leave its persons; what they say was over on its day is a
    former office, what had not begun is none."""
    if not said:
        return article
    rows = record.execute(
        "SELECT s.actor, p.id FROM sighting AS s JOIN guise AS g ON g.key = s.guise JOIN person AS p ON p.key = g.person"
        " WHERE s.article = ?",
        (key,),
    )
    meant = {row[0]: row[1] for row in rows} if any(a.offices for a in article.actors) else {}
    known = {name for one in said for name in one.persons}
    actors = [
        replace(a, offices=tuple(_right_ones(a.offices, meant[a.id], said, article.published)))
        if meant.get(a.id) in known
        else a
        for a in article.actors
    ]
    return replace(article, actors=tuple(actors))


def _right_ones(offices: Iterable[Office], person: str, said: Sequence[Said], day: str | None) -> Iterator[Office]:
    for office in offices:
        right = on_the_day(right_office(said, person, office.title, office.of), day)
        if right:
            yield replace(office, title=right.title, of=right.of, former=office.former or right.over)


def on_the_day(right: Right | None, day: str | None) -> Right | None:
    """An office as it stood on the day of an article: None where it was not held yet, `over` where no longer."""
    if right is None or day is None:
        return right
    if right.since and day[: len(right.since)] < right.since:
        return None
    return right._replace(over=bool(right.until and day[: len(right.until)] > right.until))


def office_target(record: Record, name: str, title: str, of: str | None) -> Target:
    """The office of a person that some page gives, with the newest words that give it. Raises CannotCorrect."""
    person = person_target(record, name)
    offices = _offices_of(record, guises_meant(record, person))
    wanted, whose = essence_of(title), whose_of(of)
    found = [o for o in offices if essence_of(o["title"]) == wanted and whose in (None, o["of"])]
    known = sorted({(o["of"] or "", o["title"]) for o in found})
    if len({of for of, _ in known}) != 1:
        there = known if len(known) > 1 else sorted({(o["of"] or "", o["title"]) for o in offices})
        listed = "; ".join(f"{title} of {of}" if of else title for of, title in there) or "none"
        raise CannotCorrect(f"no one office of {person.target} is meant by {title}; pages give: {listed}")
    one = found[0]
    return Target(
        kind=KIND, target=f"office {person.target}{BETWEEN}{one['title']}{BETWEEN}{one['of'] or ''}", article=one["article"],
        start=one["start"], stop=one["stop"], words=one["words"],
    )  # fmt: skip


def _offices_of(record: Record, guises: Sequence[int]) -> list[dict[str, Any]]:
    """The offices that pages give under some guises, the newest first."""
    marks = ", ".join("?" * len(guises))
    rows = record.execute(
        "SELECT o.title, o.of, o.start, o.stop, a.id AS article, substr(a.text, o.start + 1, o.stop - o.start) AS words"
        " FROM sighting AS s JOIN office AS o ON o.article = s.article AND o.actor = s.actor"
        f" JOIN article AS a ON a.key = o.article WHERE s.guise IN ({marks})"
        " ORDER BY a.published DESC, a.id, o.start",
        guises,
    )
    return [dict(row) for row in rows]


def right_value(field: str | None, value: str | None) -> str | None:
    """What a reader gives as right, as the record writes it: a state's code, an ISO date. Raises CannotCorrect."""
    if field is None:
        return None
    if field not in FIELDS:
        raise CannotCorrect(f"of an office {', '.join(FIELDS)} can be put right; {field} cannot")
    if field == "of":
        return whose_of(value)
    if not value:
        raise CannotCorrect(f"say what is right: {field} of an office cannot be empty")
    if field in ("from", "until") and not DAY.fullmatch(value):
        raise CannotCorrect(f"give the day as 2025-07-15, 2025-07 or 2025; {value} is none")
    return value


def whose_of(name: str | None) -> str | None:
    """A state's code by its name or its code; a body's name as it is."""
    told = " ".join((name or "").split())
    if not told or state_of(told.upper()):
        return told.upper() or None
    state = state_named(told)
    return state.iso3 if state and state.iso3 and state.how == "name" else told
