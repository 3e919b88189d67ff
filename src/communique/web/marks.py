"""Where the findings of an article stand in its text, cut into pieces that can be marked without overlap."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.model import Article, Span


class Mark(NamedTuple):
    """A stretch of text that belongs to a finding.

    `layer` is how it is drawn; `ref` the finding's id. A `head` is the place to jump to, one for each finding.
    """

    start: int
    stop: int
    layer: str
    ref: str
    head: bool = False


class Piece(NamedTuple):
    """Text without any mark's edge inside it. `jumps` are the findings whose head begins here; `link` is the finding
    that a click means: the shortest mark over the piece. `first` where that mark begins: the keyboard stops there only.
    """

    text: str
    layers: tuple[str, ...]
    refs: tuple[str, ...]
    jumps: tuple[str, ...]
    link: str | None
    first: bool


def marks_of(article: Article) -> list[Mark]:
    """Every finding, actor, topic, time and place of the article as marks; empty stretches left out."""
    marks = [*_who_when_where(article), *_findings(article)]
    return [mark for mark in marks if mark.start < mark.stop]


def time_ref(position: int) -> str:
    return f"time-{position}"


def place_ref(position: int) -> str:
    return f"place-{position}"


def _who_when_where(article: Article) -> Iterator[Mark]:
    for actor in article.actors:
        first = min((m.start for m in actor.mentions), default=-1)
        for mention in actor.mentions:
            yield Mark(mention.start, mention.stop, "actor", actor.id, mention.start == first)
        for office in actor.offices:
            yield Mark(office.start, office.stop, "office", actor.id)
    for topic in article.topics:
        first = min((m.start for m in topic.mentions), default=-1)
        for mention in topic.mentions:
            yield Mark(mention.start, mention.stop, "topic", topic.id, mention.start == first)
    for position, time in enumerate(article.times):
        yield Mark(time.start, time.stop, "time", time_ref(position), True)
    for position, place in enumerate(article.places):
        yield Mark(place.start, place.stop, "place", place_ref(position), True)


def _findings(article: Article) -> Iterator[Mark]:
    for event in article.events:
        yield Mark(event.trigger.start, event.trigger.stop, "event", event.id, True)
        yield from _evidence(event.id, (p.span for p in event.evidence), "event-words")
    for statement in article.statements:
        if statement.cue:
            yield Mark(statement.cue.start, statement.cue.stop, "cue", statement.id)
        for position, part in enumerate(statement.content):
            yield Mark(part.start, part.stop, "statement", statement.id, position == 0)
    for claim in article.claims:
        yield from _evidence(claim.id, (p.span for p in claim.evidence), "claim", heads=True)
    for promise in article.commitments:
        yield from _evidence(promise.id, (p.span for p in promise.evidence), "commitment", heads=True)


def _evidence(ref: str, spans: Iterable[Span], layer: str, *, heads: bool = False) -> Iterator[Mark]:
    for position, span in enumerate(spans):
        yield Mark(span.start, span.stop, layer, ref, heads and position == 0)


def pieces(text: str, marks: Iterable[Mark], start: int, stop: int) -> Iterator[Piece]:
    """The text from start to stop, cut at every edge of a mark: joined, the pieces are the text again."""
    begin: defaultdict[int, list[Mark]] = defaultdict(list)
    end: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        first, last = max(mark.start, start), min(mark.stop, stop)
        if first < last:
            begin[first].append(mark)
            end[last].append(mark)
    edges = sorted({start, stop, *begin, *end})
    over: dict[Mark, None] = {}
    for here, there in itertools.pairwise(edges):
        for mark in end[here]:
            over.pop(mark, None)
        over.update(dict.fromkeys(begin[here]))
        yield _piece(text[here:there], list(over), here)


def _piece(text: str, over: list[Mark], here: int) -> Piece:
    # Evidence of an event is its whole sentence: it lights up with the event, and is no target of its own.
    targets = [mark for mark in over if mark.layer != "event-words"] if text.strip() else []
    target = min(targets, key=lambda mark: mark.stop - mark.start) if targets else None
    return Piece(
        text=text,
        layers=tuple(dict.fromkeys(mark.layer for mark in over)),
        refs=tuple(dict.fromkeys(mark.ref for mark in over)),
        jumps=tuple(dict.fromkeys(mark.ref for mark in over if mark.head and mark.start == here)),
        link=target.ref if target else None,
        first=target is not None and target.start == here,
    )
