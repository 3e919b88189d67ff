"""Accounts compared: one happening as each side tells it. What both say, what one says alone, where one says a "not" that the other does not.

A side's account is what its own readouts say, and what its people are quoted with in reports that tell the happening.
A readout is a page that a party itself put out (an article of kind "statement"); whose it is follows from its
publisher's name, else from which party it names first: a readout begins with its own minister. Points are compared
by the telling words they share, never judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from communique.lexicon import state_named, state_of
from communique.model import Actor, Article, Passage, Span
from communique.store import Record, load_told
from communique.threads.steps import sentences_of, stems_of
from communique.threads.traits import plain

# Two sentences say the same where they share so many telling words, and so much of the shorter.
SHARED, SHARE = 2, 0.3
# From this share of all their words on, they say it in the same words.
SAME_WORDS = 0.7
# A sentence with fewer telling words says nothing that could be compared: "The visit was fruitful."
LEAST = 2
# Words that turn a sentence into its contrary: closed classes.
CONTRARY = frozenset(("not", "never", "no", "none", "nobody", "neither", "nor"))
How = Literal["in the same words", "in other words", "one says not", "alone"]


class Point(Struct, frozen=True, kw_only=True):
    """Something one side says of a happening. `channel` is readout, or how a report says it was said (news conference,
    post ...), or report. `names` are the words, and `threads` the happenings and chains, by which it is found again in another
    account."""

    side: str
    speaker: str | None
    channel: str
    words: str
    start: int
    stop: int
    article: str
    headline: str | None
    published: str | None
    publisher: str | None
    uri: str
    names: tuple[str, ...]
    threads: tuple[str, ...]
    contrary: bool


class Compared(Struct, frozen=True, kw_only=True):
    """Points of different sides that say one thing, or one point that a side makes alone."""

    how: How
    points: tuple[Point, ...]
    shared: tuple[str, ...] = ()


class Accounts(Struct, frozen=True, kw_only=True):
    """A happening as each side tells it; `sides` are states' codes, or names of parties that belong to none."""

    happening: str
    sides: tuple[str, ...]
    compared: tuple[Compared, ...]

    def of(self, how: How) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.how == how)


class _Page(NamedTuple):
    """An article that tells the happening: its events that do, the home of its actors, and what its findings run in."""

    article: Article
    publisher: str | None
    uri: str
    telling: frozenset[str]
    homes: dict[str, str]
    threads: tuple[tuple[Span, str], ...]

    def side(self, actor: Actor) -> str:
        return self.homes.get(actor.id) or actor.country or ("" if actor.kind == "person" else plain(actor.name))


def accounts(record: Record, happening: str) -> Accounts:
    """Compare what the sides of a happening say of it; empty where the record has no such happening."""
    pages = list(_pages(record, happening))
    sides = {side for page in pages for side in _parties(page)}
    points = [point for page in pages for point in _points(page, sides)]
    return Accounts(happening=happening, sides=tuple(sorted(sides)), compared=tuple(_compared(points)))


def _pages(record: Record, happening: str) -> Iterator[_Page]:
    rows = record.execute(
        "SELECT t.article, group_concat(t.event) AS events, g.publisher, coalesce(g.canonical, g.uri) AS uri"
        " FROM happening AS h JOIN happening_event AS t ON t.happening = h.key JOIN article AS a ON a.key = t.article"
        " JOIN page AS g ON g.key = a.page WHERE h.id = ? GROUP BY t.article ORDER BY coalesce(a.published, ''), a.id, uri",
        (happening,),
    ).fetchall()
    for row in rows:
        article = load_told(record, row["article"])
        if article is not None:
            telling, key = frozenset(row["events"].split(",")), row["article"]
            yield _Page(
                article, row["publisher"], row["uri"], telling, _homes(record, key), _threads(record, key, happening)
            )


def _homes(record: Record, article: int) -> dict[str, str]:
    """The country of each person, as the person has it over all articles."""
    rows = record.execute(
        "SELECT s.actor, p.country FROM sighting AS s JOIN guise AS g ON g.key = s.guise JOIN person AS p ON p.key = g.person"
        " WHERE s.article = ? AND p.country IS NOT NULL",
        (article,),
    )
    return {row[0]: row[1] for row in rows}


def _threads(record: Record, article: int, but: str) -> tuple[tuple[Span, str], ...]:
    """The other happenings and the chains that run through an article, with where they do."""
    rows = record.execute(
        "SELECT s.start, s.stop, c.id FROM chain_step AS s JOIN chain AS c ON c.key = s.chain WHERE s.article = ?1 UNION"
        " SELECT e.trigger_start, e.trigger_stop, h.id FROM happening_event AS t JOIN happening AS h ON h.key = t.happening"
        " JOIN event AS e ON e.article = t.article AND e.id = t.event WHERE t.article = ?1 AND h.id != ?2 ORDER BY 1, 2, 3",
        (article, but),
    )
    return tuple((Span(start, stop), name) for start, stop, name in rows)


def _parties(page: _Page) -> set[str]:
    """The sides that the page's telling names."""
    ids = {
        i for e in page.article.events if e.id in page.telling for i in (*e.actor, *e.recipient, *e.mediator, *e.host)
    }
    return {side for actor in page.article.actors if actor.id in ids and (side := page.side(actor))}


def _points(page: _Page, sides: set[str]) -> Iterator[Point]:
    article = page.article
    issuer = _issuer(page, sides) if article.kind == "statement" else None
    if issuer:
        telling = [e.trigger for e in article.events if e.id in page.telling]
        for sentence in sentences_of(article):
            if not any(sentence.touches(trigger) for trigger in telling):
                yield from _point(page, [sentence], side=issuer, speaker=None, channel="readout")
        return
    known = {actor.id: actor for actor in article.actors}
    for statement in article.statements:
        speaker = known.get(statement.speaker or "")
        if speaker and page.side(speaker) in sides:
            yield from _point(
                page, list(statement.content), side=page.side(speaker), speaker=speaker.name,
                channel=statement.channel or "report",
            )  # fmt: skip


def _point(page: _Page, spans: list[Span], *, side: str, speaker: str | None, channel: str) -> Iterator[Point]:
    if not spans:
        return
    article = page.article
    words = " … ".join(article.text[span.start : span.stop] for span in spans)
    people = {
        word for a in article.actors if a.kind in ("person", "state") and a.named for word in plain(a.name).split()
    }
    names = stems_of(words, people)
    threads = {name for at, name in page.threads if any(span.touches(at) for span in spans)}
    if len(names) >= LEAST or threads:
        yield Point(
            side=side, speaker=speaker, channel=channel, words=words, start=spans[0].start, stop=spans[-1].stop,
            article=article.id, headline=article.headline, published=article.published, publisher=page.publisher,
            uri=page.uri, names=names, threads=tuple(sorted(threads)), contrary=bool(CONTRARY & {*plain(words).split()}),
        )  # fmt: skip


def _issuer(page: _Page, sides: set[str]) -> str | None:
    """Whose readout it is: the party that its publisher's name names, else the party that the article names first."""
    named = {code for word in _runs(page.publisher or "") if (code := _state(word)) in sides}
    if len(named) == 1:
        return named.pop()
    people = (a for a in page.article.actors if a.kind == "person")
    first = sorted((m.start, page.side(a)) for a in people for m in a.mentions)
    return next((side for _, side in first if side in sides), None)


def _runs(name: str) -> Iterator[str]:
    """The runs of up to four words in a name."""
    words = name.replace(",", " ").split()
    yield from (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 5, len(words) + 1)))


def _state(name: str) -> str | None:
    state = state_named(name) or (state_of(name) if name.isupper() and len(name) == 3 else None)
    return getattr(state, "iso3", None) if state else None


def _compared(points: list[Point]) -> Iterator[Compared]:
    """Each point with those of other sides that come nearest; what has none stands alone. Every point is told once."""
    pairs = sorted(
        (-len(shared) * _share(one, other, shared) - len({*one.threads} & {*other.threads}), i, j)
        for i, one in enumerate(points)
        for j, other in enumerate(points[i + 1 :], i + 1)
        if one.side != other.side and _agree(one, other, shared := {*one.names} & {*other.names})
    )
    told: set[int] = set()
    for _, i, j in pairs:
        if i in told or j in told:
            continue
        told |= {i, j}
        one, other = sorted((points[i], points[j]), key=lambda point: point.side)
        shared = {*one.names} & {*other.names}
        yield Compared(how=_how(one, other, shared), points=(one, other), shared=tuple(sorted(shared)))
    yield from (Compared(how="alone", points=(point,)) for i, point in enumerate(points) if i not in told)


def _share(one: Point, other: Point, shared: set[str]) -> float:
    return len(shared) / max(1, min(len(one.names), len(other.names)))


def _agree(one: Point, other: Point, shared: set[str]) -> bool:
    if {*one.threads} & {*other.threads}:
        return True
    return len(shared) >= SHARED and _share(one, other, shared) >= SHARE


def _how(one: Point, other: Point, shared: set[str]) -> How:
    if one.contrary != other.contrary:
        return "one says not"
    every = {*one.names, *other.names}
    return "in the same words" if len(shared) >= SAME_WORDS * len(every) else "in other words"


def passage_of(point: Point) -> Passage | None:
    """The point as a passage of its article, where its words stand together there."""
    return Passage(point.start, point.stop, point.words) if point.stop - point.start == len(point.words) else None
