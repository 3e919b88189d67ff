"""What must be true of every record, whoever made it: passages equal their text, and nobody points to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from communique.model.article import Article
from communique.model.findings import Finding
from communique.model.text import Span


def findings_of(article: Article) -> tuple[Finding, ...]:
    """Every finding of an article, statements first."""
    return (*article.statements, *article.events, *article.claims, *article.commitments)


def broken(article: Article) -> list[str]:
    """Sentences saying what is wrong with a record; none for a sound one."""
    return [*_bad_blocks(article), *_bad_spans(article), *_bad_passages(article), *_bad_references(article)]


def _bad_blocks(article: Article) -> Iterator[str]:
    reached = 0
    for block in article.blocks:
        if not reached <= block.start < block.stop <= len(article.text):
            yield f"block {block.role} {block.start}:{block.stop} overlaps, is empty or lies outside the text"
        reached = block.stop


def spans_of(article: Article) -> Iterator[tuple[str, Span]]:
    """Every stretch of text the record points to, with what points to it."""
    for actor in article.actors:
        for mention in actor.mentions:
            yield f"mention of {actor.id}", mention.span
        for office in actor.offices:
            yield f"office of {actor.id}", Span(office.start, office.stop)
    for topic in article.topics:
        for mention in topic.mentions:
            yield f"mention of {topic.id}", mention.span
    for statement in article.statements:
        for part in (statement.speaker_at, statement.cue, statement.occasion, *statement.content):
            if part is not None:
                yield statement.id, part
    for commitment in article.commitments:
        amount = commitment.amount.span if commitment.amount is not None else None
        for part in (amount, commitment.condition, commitment.purpose):
            if part is not None:
                yield commitment.id, part
    for event in article.events:
        yield event.id, event.trigger
    if article.source_note is not None:
        yield "source note", article.source_note


def _bad_spans(article: Article) -> Iterator[str]:
    for what, span in spans_of(article):
        if span.stop > len(article.text) or span.start == span.stop:
            yield f"{what}: {span.start}:{span.stop} is empty or lies outside the text"


def _bad_passages(article: Article) -> Iterator[str]:
    quoted = [(f.id, p.start, p.stop, p.text) for f in findings_of(article) for p in f.evidence]
    quoted += [(f"time {t.text!r}", t.start, t.stop, t.text) for t in article.times]
    quoted += [(f"place {p.text!r}", p.start, p.stop, p.text) for p in article.places]
    for what, start, stop, text in quoted:
        if article.text[start:stop] != text or not text:
            yield f"{what}: {start}:{stop} is {article.text[start:stop]!r} in the text, {text!r} in the record"


def _bad_references(article: Article) -> Iterator[str]:
    known = {actor.id for actor in article.actors} | {statement.id for statement in article.statements}
    for what, wanted in references_of(article):
        if wanted not in known:
            yield f"{what}: points to {wanted}, which is not in the record"
    ids = (
        [actor.id for actor in article.actors]
        + [topic.id for topic in article.topics]
        + [finding.id for finding in findings_of(article)]
    )
    for twice, number in Counter(ids).items():
        if number > 1:
            yield f"{twice}: {number} records have this id"


def references_of(article: Article) -> Iterator[tuple[str, str]]:
    """(finding, id it points to), for every pointer of the record."""
    for s in article.statements:
        yield from ((s.id, i) for i in (s.speaker, s.addressee, *s.co_speakers) if i)
    for e in article.events:
        yield from ((e.id, i) for i in (*e.actor, *e.recipient, *e.mediator, *e.host, e.attributed_to) if i)
    for c in article.claims:
        yield from ((c.id, i) for i in (*c.asserted_by, *c.denied_by, *c.statements))
    for p in article.commitments:
        yield from ((p.id, i) for i in (*p.debtor, *p.creditor))
