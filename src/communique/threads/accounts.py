"""Accounts compared: one happening as each side tells it. What both say, what one says alone, where one says a "not" that the other does not.

A side's account is what its own readouts say, what its people are quoted with in reports that tell the happening, and
what a paper of its country tells of it in its own voice.
A readout is a page that a party itself put out (an article of kind "statement"); whose it is follows from its
publisher's name, else from which party it names first: a readout begins with its own minister. Points are compared
by the telling words they share, never judged.
"""

from __future__ import annotations

from collections import Counter
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
# A sentence with more telling words than this says more than a topic.
TOPIC_WORDS = 3
# From this share of all their words on, they say it in the same words.
SAME_WORDS = 0.7
# A sentence with fewer telling words says nothing that could be compared: "The visit was fruitful."
LEAST = 2
# Words that turn a sentence into its contrary: closed classes.
CONTRARY = frozenset(("not", "never", "no", "none", "nobody", "neither", "nor"))
How = Literal["in the same words", "in other words", "one says not", "alone"]


class Point(Struct, frozen=True, kw_only=True):
    """Something one side says of a happening. `channel` is readout, or how a report says it was said (news conference,
    post ...), or report; press where a paper of that country tells it in its own voice. `names` are the words, and `threads` the happenings and chains, by which it is found again in another
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
    yield from _quoted(page, sides)
    paper = _named_after(page, sides)
    for sentence in _told_in_own_voice(page) if paper else ():
        yield from _point(page, [sentence], side=paper or "", speaker=None, channel="press")


def _quoted(page: _Page, sides: set[str]) -> Iterator[Point]:
    """What people of the sides are quoted with."""
    article = page.article
    known = {actor.id: actor for actor in article.actors}
    for statement in article.statements:
        speaker = known.get(statement.speaker or "")
        if speaker is None or page.side(speaker) not in sides:
            continue
        for spans in _said_apart(page, list(statement.content)):
            yield from _point(
                page, spans, side=page.side(speaker), speaker=speaker.name, channel=statement.channel or "report"
            )


def _said_apart(page: _Page, content: list[Span]) -> list[list[Span]]:
    """ "The road was discussed, she said, and mangoes will come in free": two points, where each says enough by itself."""
    alone = [[span] for span in content]
    return alone if all(len(_names(page.article, spans)) >= LEAST for spans in alone) else [content]


def _names(article: Article, spans: list[Span]) -> tuple[str, ...]:
    """The telling words of these passages, the names of people and states left out."""
    people = {
        word for a in article.actors if a.kind in ("person", "state") and a.named for word in plain(a.name).split()
    }
    return stems_of(" … ".join(article.text[span.start : span.stop] for span in spans), people)


def _days_owed(article: Article, spans: list[Span]) -> set[str]:
    """The months by which something is owed in these passages: "by 30 November" and "by the end of November" are one."""
    owed = (c for c in article.commitments if c.due and any(s.touches(p.span) for s in spans for p in c.evidence[:1]))
    return {f"due {c.due[:7]}" for c in owed if c.due}


def _told_in_own_voice(page: _Page) -> Iterator[Span]:
    """The sentences in which a report quotes nobody and does not tell the happening itself."""
    article = page.article
    taken = [e.trigger for e in article.events if e.id in page.telling]
    taken += [part for statement in article.statements for part in statement.content]
    yield from (s for s in sentences_of(article) if not any(s.touches(at) for at in taken))


def _point(page: _Page, spans: list[Span], *, side: str, speaker: str | None, channel: str) -> Iterator[Point]:
    if not spans:
        return
    article = page.article
    words = " … ".join(article.text[span.start : span.stop] for span in spans)
    names = (*_names(article, spans), *sorted(_days_owed(article, spans)))
    threads = {name for at, name in page.threads if any(span.touches(at) for span in spans)}
    if len(names) >= LEAST or threads:
        yield Point(
            side=side, speaker=speaker, channel=channel, words=words, start=spans[0].start, stop=spans[-1].stop,
            article=article.id, headline=article.headline, published=article.published, publisher=page.publisher,
            uri=page.uri, names=names, threads=tuple(sorted(threads)), contrary=bool(CONTRARY & {*plain(words).split()}),
        )  # fmt: skip


def _issuer(page: _Page, sides: set[str]) -> str | None:
    """Whose readout it is: the party that its publisher's name names, else the party that the article names first."""
    named_after = _named_after(page, sides)
    if named_after:
        return named_after
    people = (a for a in page.article.actors if a.kind == "person")
    body = next((b.start for b in page.article.blocks if b.role == "paragraph"), 0)
    named = sorted((m.start, page.side(a)) for a in people for m in a.mentions if m.start >= body)
    first = [side for _, side in named]
    dated = _state((page.article.dateline or "").split(",")[0].strip())
    if first[:1] == [""] and dated in sides:  # "The Minister of Water received", with no word of whose
        return dated
    return next((side for side in first if side in sides), None)


def _named_after(page: _Page, sides: set[str]) -> str | None:
    """The one side that an outlet's name names, by its state or a city of it ("Gaborone Ledger")."""
    named = {code for word in _runs(page.publisher or "") if (code := _state(word)) in sides}
    return named.pop() if len(named) == 1 else None


def _runs(name: str) -> Iterator[str]:
    """The runs of up to four words in a name."""
    words = name.replace(",", " ").split()
    yield from (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 5, len(words) + 1)))


def _state(name: str) -> str | None:
    state = state_named(name) or (state_of(name) if name.isupper() and len(name) == 3 else None)
    return getattr(state, "iso3", None) if state else None


def _compared(points: list[Point]) -> Iterator[Compared]:
    """Each point with those of other sides that come nearest; what has none stands alone. Every point is told once."""
    topics = Counter((point.side, name) for point in points for name in point.names)
    pairs = sorted(
        (-len(shared) * _share(one, other, shared) - len({*one.threads} & {*other.threads}), i, j)
        for i, one in enumerate(points)
        for j, other in enumerate(points[i + 1 :], i + 1)
        if one.side != other.side
        and (_agree(one, other, shared := {*one.names} & {*other.names}) or _one_topic(one, other, shared, topics))
    )
    told: set[int] = set()
    for _, i, j in pairs:
        if i in told or j in told:
            continue
        told |= {i, j}
        one, other = sorted((points[i], points[j]), key=lambda point: point.side)
        shared = {*one.names} & {*other.names}
        yield Compared(how=_how(one, other, shared), points=(one, other), shared=tuple(sorted(shared)))
    alone = (point for i, point in enumerate(points) if i not in told)
    # Of what a paper tells by itself only acts are worth telling alone.
    yield from (Compared(how="alone", points=(point,)) for point in alone if point.channel != "press" or point.threads)


def _share(one: Point, other: Point, shared: set[str]) -> float:
    return len(shared) / max(1, min(len(one.names), len(other.names)))


def _agree(one: Point, other: Point, shared: set[str]) -> bool:
    if {*one.threads} & {*other.threads}:
        return True
    return len(shared) >= SHARED and _share(one, other, shared) >= SHARE


def _one_topic(one: Point, other: Point, shared: set[str], topics: Counter[tuple[str, str]]) -> bool:
    """ "Discussed the railway", "talked about the railway": two short sentences that tell no act may share one word only,
    where neither side says it twice."""
    short = max(len(one.names), len(other.names)) <= TOPIC_WORDS and not (one.threads or other.threads)
    return short and len(shared) == 1 and all(topics[p.side, name] == 1 for p in (one, other) for name in shared)


def _how(one: Point, other: Point, shared: set[str]) -> How:
    if one.contrary != other.contrary:
        return "one says not"
    every = {*one.names, *other.names}
    return "in the same words" if len(shared) >= SAME_WORDS * len(every) else "in other words"


def passage_of(point: Point) -> Passage | None:
    """The point as a passage of its article, where its words stand together there."""
    return Passage(point.start, point.stop, point.words) if point.stop - point.start == len(point.words) else None
