"""Save a page with everything found in it, in one transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from communique.model import Article, Claim, Commitment, Event, Finding, Page, SetPhrase, Span, Statement, Topic
from communique.store.asked import index_findings, unindex_findings
from communique.store.copies import note_copies
from communique.store.held import count_anew, held_on, note_held
from communique.store.loading import load_page
from communique.store.naming import home, who
from communique.store.record import Record, page_id, transaction

Outcome = Literal["new", "unchanged", "replaced"]
Row = Sequence[Any]
# What must happen in the same transaction, given the record and the page's row.
Beside = Callable[[Record, int], None]


def nothing_else(record: Record, page: int) -> None:
    """A page is saved by itself."""


def save_page(
    record: Record, page: Page, reader: str, *, leaving: Beside = nothing_else, entering: Beside = nothing_else
) -> Outcome:
    """Store a page; the same page read the same way changes nothing, a newer reading replaces what it found.

    `reader` names the communique, pipeline and lexicon that read it. `leaving` is called before an older reading goes,
    `entering` after the new one stands. Raises sqlite3.IntegrityError, and stores nothing, where the page's findings
    contradict each other (a party that is no actor of the article).
    """
    name = page_id(page.source)
    with transaction(record):
        known = record.execute("SELECT key, reader, added FROM page WHERE id = ?", (name,)).fetchone()
        before = load_page(record, name) if known else None
        if known and before and _same(before, page):
            if known["reader"] != reader:
                record.execute("UPDATE page SET reader = ? WHERE key = ?", (reader, known["key"]))
            return "unchanged"
        if before:
            leaving(record, known["key"])
            held = held_on(record, known["key"])
            record.execute("DELETE FROM page WHERE key = ?", (known["key"],))
            count_anew(record, held)
            _count(record, before, -1)
        key = _insert_page(record, name, page, reader, known["added"] if known else _now())
        entering(record, key)
        _count(record, page, 1)
        record.execute("DELETE FROM failure WHERE uri = ?", (page.source.uri,))
    return "replaced" if known else "new"


def stored_reader(record: Record, name: str) -> str | None:
    """Who read the page of this id last, None where it is not in the record."""
    row = record.execute("SELECT reader FROM page WHERE id = ?", (name,)).fetchone()
    return row["reader"] if row else None


def note_failure(record: Record, uri: str, problem: str) -> None:
    """Keep that a page could not be read, and why."""
    with transaction(record):
        record.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", (uri, problem, _now()))


def _same(stored: Page, page: Page) -> bool:
    """Whether two readings found the same; where the file lay when it was read is no part of that."""
    return (stored.articles, stored.teasers, stored.source.problems) == (
        page.articles,
        page.teasers,
        page.source.problems,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@cache
def _insert(table: str, width: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * width)})"


def _put(record: Record, table: str, rows: Iterable[Row]) -> None:
    """Rows in the order of the table's columns."""
    listed = list(rows)
    if listed:
        record.executemany(_insert(table, len(listed[0])), listed)


def _insert_page(record: Record, name: str, page: Page, reader: str, added: str) -> int:
    """Returns the page's row."""
    s = page.source
    place = (s.uri, s.digest, s.media_type, s.encoding, s.publisher, s.fetched, s.archive, s.offset, s.canonical)
    key = record.execute(_insert("page", 13), (None, name, *place, reader, added)).lastrowid or 0
    _put(record, "page_problem", ((key, i, problem) for i, problem in enumerate(s.problems)))
    _put(record, "teaser", ((key, i, t.headline, t.text) for i, t in enumerate(page.teasers)))
    for position, article in enumerate(page.articles):
        _insert_article(record, key, position, article)
    return key


def _insert_article(record: Record, page: int, position: int, a: Article) -> None:
    head = (a.kind, a.headline, a.byline, a.published, a.published_from, a.modified, a.dateline, a.language)
    row = (None, a.id, page, position, *head, a.syndicated_from, *_ends(a.source_note), a.text)
    key = record.execute(_insert("article", len(row)), row).lastrowid or 0
    _put(record, "block", ((key, i, b.role, b.start, b.stop) for i, b in enumerate(a.blocks)))
    _put(
        record,
        "time",
        ((key, i, t.start, t.stop, t.text, t.type, t.value, t.anchor, t.rule) for i, t in enumerate(a.times)),
    )
    _put(
        record,
        "place",
        (
            (key, i, p.start, p.stop, p.text, p.name, p.country, p.lat, p.lon, p.geonameid)
            for i, p in enumerate(a.places)
        ),
    )
    _insert_actors(record, key, a)
    _insert_statements(record, key, a.statements)
    _insert_events(record, key, a.events)
    _insert_claims(record, key, a.claims)
    _insert_commitments(record, key, a.commitments)
    _insert_phrases(record, key, a.phrases)
    for kind, findings in _by_kind(a):
        _put(record, "evidence", _evidence(key, kind, findings))
    _put(record, "part", _parts(key, a))
    _insert_topics(record, key, a)
    index_findings(record, key)
    note_held(record, key, a)
    note_copies(record, key, a)


def _insert_actors(record: Record, key: int, article: Article) -> None:
    actors = article.actors
    _put(
        record,
        "actor",
        (
            (key, i, a.id, who(a, article), a.name, a.kind, a.country, a.sector, _list(a.sectors), a.wikidata, a.named)
            for i, a in enumerate(actors)
        ),
    )
    _put(
        record,
        "office",
        ((key, a.id, i, o.title, o.of, o.former, o.start, o.stop) for a in actors for i, o in enumerate(a.offices)),
    )
    _put(
        record,
        "mention",
        ((key, a.id, i, m.start, m.stop, m.rule) for a in actors for i, m in enumerate(a.mentions)),
    )


def _insert_statements(record: Record, key: int, statements: Sequence[Statement]) -> None:
    _put(record, "statement", (_statement_row(key, i, s) for i, s in enumerate(statements)))
    _put(
        record,
        "statement_speaker",
        ((key, s.id, i, actor) for s in statements for i, actor in enumerate(s.co_speakers)),
    )
    _put(
        record,
        "statement_content",
        ((key, s.id, i, part.start, part.stop) for s in statements for i, part in enumerate(s.content)),
    )
    places = ((i, s.id, s.occasion) for i, s in enumerate(statements))
    _put(record, "statement_occasion", ((key, i, name, *_ends(at)) for i, name, at in places if at is not None))


def _statement_row(key: int, position: int, s: Statement) -> Row:
    said = (s.manner, s.channel, s.addressee, s.date)
    return (key, position, s.id, s.speaker, *_ends(s.speaker_at), *_ends(s.cue), *said, s.rule, s.confidence)


def _insert_events(record: Record, key: int, events: Sequence[Event]) -> None:
    _put(record, "event", (_event_row(key, i, e) for i, e in enumerate(events)))
    _put(record, "event_party", _parties(key, events, ("actor", "recipient", "mediator", "host")))


def _event_row(key: int, position: int, e: Event) -> Row:
    what = (e.event, _list(e.mode), _list(e.context), e.cameo)
    when_where = (e.date, e.enddate, e.place)
    told = (e.factuality, e.attributed_to, e.score)
    return (key, position, e.id, *what, *when_where, *told, *_ends(e.trigger), e.rule, e.confidence)


def _insert_claims(record: Record, key: int, claims: Sequence[Claim]) -> None:
    _put(record, "claim", ((key, i, c.id, c.what, c.rule, c.confidence) for i, c in enumerate(claims)))
    _put(record, "claim_party", _parties(key, claims, ("asserted_by", "denied_by")))
    _put(record, "claim_statement", ((key, c.id, i, s) for c in claims for i, s in enumerate(c.statements)))


def _insert_commitments(record: Record, key: int, commitments: Sequence[Commitment]) -> None:
    _put(
        record,
        "commitment",
        (
            (key, i, c.id, c.kind, c.act, c.due, c.status, c.weak, c.rule, c.confidence)
            for i, c in enumerate(commitments)
        ),
    )
    _put(record, "commitment_party", _parties(key, commitments, ("debtor", "creditor")))
    _put(record, "commitment_term", ((key, i, *term) for i, term in enumerate(_terms(commitments))))
    delayed = ((i, c) for i, c in enumerate(commitments) if c.postponed)
    _put(record, "commitment_delay", ((key, i, c.id, c.was_due) for i, c in delayed))


def _terms(commitments: Sequence[Commitment]) -> Iterable[Row]:
    """(commitment, term, start, stop, value, unit) for every term."""
    for c in commitments:
        if c.amount is not None:
            yield c.id, "amount", c.amount.start, c.amount.stop, c.amount.value, c.amount.unit
        for term, words in (("condition", c.condition), ("purpose", c.purpose)):
            if words is not None:
                yield c.id, term, words.start, words.stop, None, None


def _insert_phrases(record: Record, key: int, phrases: Sequence[SetPhrase]) -> None:
    rows = ((key, i, p.id, p.phrase, p.family, p.weight, p.rule, p.confidence) for i, p in enumerate(phrases))
    _put(record, "phrase", rows)


def _insert_topics(record: Record, key: int, article: Article) -> None:
    topics = article.topics
    _put(record, "topic", ((key, i, t.id, t.name, t.kind, t.country) for i, t in enumerate(topics)))
    _put(
        record,
        "topic_mention",
        ((key, t.id, i, m.start, m.stop, m.rule) for t in topics for i, m in enumerate(t.mentions)),
    )
    told = ((kind, finding) for kind, findings in _by_kind(article) if kind != "phrase" for finding in findings)
    _put(record, "about", ((key, t.id, kind, f.id) for kind, f in told for t in topics if tells_of(f, t)))


def tells_of(finding: Finding, topic: Topic) -> bool:
    """Whether the words of a finding hold a mention of a topic."""
    return any(p.start <= m.start and m.stop <= p.stop for p in finding.evidence for m in topic.mentions)


def _by_kind(article: Article) -> Iterable[tuple[str, Sequence[Finding]]]:
    return (
        ("statement", article.statements),
        ("event", article.events),
        ("claim", article.claims),
        ("commitment", article.commitments),
        ("phrase", article.phrases),
    )


def _evidence(key: int, kind: str, findings: Sequence[Finding]) -> Iterable[Row]:
    return (
        (key, kind, f.id, i, words.start, words.stop, words.text)
        for f in findings
        for i, words in enumerate(f.evidence)
    )


def _parties(key: int, findings: Sequence[Finding], roles: Sequence[str]) -> Iterable[Row]:
    """(article, finding, role, position, actor) for every party in every role."""
    return (
        (key, finding.id, role, i, actor)
        for finding in findings
        for role in roles
        for i, actor in enumerate(getattr(finding, role))
    )


# The fields of each kind of finding that name its parties.
ROLES = {
    "statement": ("speaker", "co_speakers", "addressee"),
    "event": ("actor", "recipient", "mediator", "host"),
    "claim": ("asserted_by", "denied_by"),
    "commitment": ("debtor", "creditor"),
    "phrase": (),
}


def _parts(key: int, article: Article) -> set[Row]:
    """Who is party to what, under the names that actors are gathered by. Co-speakers speak."""
    published = article.published or ""
    known = {
        actor.id: [name for name in (who(actor, article), home(actor.country)) if name] for actor in article.actors
    }
    parts: set[Row] = {(name, "actor", published, key, actor, "") for actor, names in known.items() for name in names}
    for kind, findings in _by_kind(article):
        for finding in findings:
            for role in ROLES[kind]:
                parties = getattr(finding, role)
                for actor in (parties,) if isinstance(parties, str) else parties or ():
                    told = "speaker" if role == "co_speakers" else role
                    parts |= {(name, kind, published, key, finding.id, told) for name in known[actor]}
    return parts


def put_parts(record: Record, key: int, article: Article) -> None:
    """Write anew who is party to what an article, by its row, tells: as `article` has it, whose findings may be other than
    those that were read. Belongs in a transaction."""
    unindex_findings(record, key)
    record.execute("DELETE FROM part WHERE article = ? AND kind != 'actor'", (key,))
    _put(record, "part", (part for part in _parts(key, article) if part[1] != "actor"))
    index_findings(record, key)


def _count(record: Record, page: Page, by: int) -> None:
    """Keep the totals and the gathered actors in step with a page that comes (1) or goes (-1)."""
    numbers = Counter({"page": 1, "page_problem": len(page.source.problems), "article": len(page.articles)})
    for article in page.articles:
        numbers.update({kind: len(findings) for kind, findings in _by_kind(article)})
        named = {who(actor, article): actor for actor in article.actors if actor.named}
        record.executemany(
            "INSERT INTO gathered VALUES (?, ?, ?, ?, ?) ON CONFLICT (who) DO UPDATE SET"
            " articles = articles + excluded.articles, name = min(name, excluded.name),"
            " country = coalesce(min(country, excluded.country), country, excluded.country)",
            [(name, actor.name, actor.kind, actor.country, by) for name, actor in named.items()],
        )
        record.executemany(
            "INSERT INTO gathered_home VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
            [(name, by) for name in {home(actor.country) for actor in article.actors} if name],
        )
    record.execute("DELETE FROM gathered WHERE articles <= 0")
    record.execute("DELETE FROM gathered_home WHERE articles <= 0")
    record.executemany("UPDATE total SET number = number + ? WHERE name = ?", [(by * n, k) for k, n in numbers.items()])


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.stop) if span else (None, None)


def _list(values: Sequence[str]) -> str:
    return json.dumps(values, ensure_ascii=False)
