"""The record as flat tables, a row a page, article, actor, event, statement, claim, commitment and set phrase.

One definition gives the Parquet schema, the SQLite tables with their Datasette metadata, the DataFrames and the page of
the manual. Several values in a cell are a list. Dates keep the record's own value (`date`, "2025-07") beside the days it
can mean (`date_from`, `date_to`) and how fine it is (`precision`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol

from communique.exports.days import day_of, days_of
from communique.exports.polecat import quads
from communique.exports.telling import Thread, Threads, Told, address_of, place_of
from communique.model import Actor, Article, Claim, Commitment, Finding, Page, Span
from communique.store import page_id, who

Kind = Literal["text", "category", "list", "integer", "number", "flag", "date", "bytes", "integers"]
Cell = str | int | float | bool | date | bytes | list[str] | list[int] | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column: its name, what its values are, and what it tells."""

    name: str
    kind: Kind
    meaning: str


class Shaped(Protocol):
    """What has a name, a meaning and columns, whatever its rows are made of."""

    @property
    def name(self) -> str: ...
    @property
    def meaning(self) -> str: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def names(self) -> list[str]: ...


class Table(NamedTuple):
    """A table. `find` gives a page's rows in the order of `columns`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    find: Callable[[Page, Threads], Iterator[Row]]

    def rows(self, page: Page, threads: Threads | None = None) -> Iterator[Row]:
        """The rows of a page; `threads` ties its events to happenings."""
        return self.find(page, threads or {})

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def columns(*lines: str) -> tuple[Column, ...]:
    """Columns from lines of "name kind meaning"."""
    parts = (line.split(" ", 2) for line in lines)
    return tuple(Column(name, kind, meaning) for name, kind, meaning in parts)  # type: ignore[arg-type]


ARTICLE_OF = columns(
    "article text the article's id",
    "headline text its headline",
    "published date the day it was published",
    "publisher category who published the page",
    "uri text where the page came from",
)
FOUND = columns(
    "words text the first passage of evidence, to the letter",
    "start integer where the words begin in the article's text, in code points",
    "stop integer where they end",
    "rule category the rule that found it",
    "confidence number how sure the rule is, a share of 1",
)


def dates(name: str, what: str) -> tuple[Column, ...]:
    stem = "date" if name == "date" else name
    return columns(
        f"{name} text {what}, as the record has it (2025-07, 2025-W49)",
        f"{stem}_from date the first day it can mean",
        f"{stem}_to date the last day it can mean",
        "precision category day, week, month, season, quarter, half or year",
    )


def party(role: str, what: str) -> tuple[Column, ...]:
    return columns(
        f"{role} list {what}, by name",
        f"{role}_country list their countries, in the same order; empty where open",
    )


PAGE_COLUMNS = columns(
    "id text the page's id, from its bytes and address",
    "uri text where the page came from",
    "canonical text the address that an HTML page gives for itself",
    "digest text the digest of the bytes as they came",
    "media_type category text/html, text/plain, application/pdf ...",
    "publisher category who published it",
    "fetched text when it was fetched",
    "articles integer how many articles it holds",
    "problems list what was cut, repaired or refused in reading it",
)
ARTICLE_COLUMNS = columns(
    "id text the article's id, from its content",
    "page text the page it stands on",
    "kind category report, opinion, statement or interview",
    "headline text its headline",
    "byline text who wrote it",
    "published date the day it was published",
    "published_from text which words or field gave that day",
    "dateline text the place it is dated from",
    "language category its language (ISO 639)",
    "syndicated_from category the agency whose copy it is",
    "publisher category who published the page",
    "uri text where the page came from",
    "text text the article as read; every start and stop counts its code points",
)
ACTOR_COLUMNS = (
    *columns(
        "id text the actor's id in this article",
        "who text the name under which the same actor is gathered over articles",
        "name text its name",
        "kind category person, state, body ... (an actor's kind)",
        "country category ISO 3166 alpha-3, or a PLOVER code for what belongs to no state",
        "sector category PLOVER's sector",
        "wikidata text its Wikidata number",
        "named flag false for an actor known only by common words",
        "offices list the offices the article gives it; former ones say so",
        "mentions integer how often the article means it",
    ),
    *ARTICLE_OF,
)
EVENT_COLUMNS = (
    *columns(
        "id text the event's id",
        "event category PLOVER's type",
        "mode list PLOVER's modes",
        "context list PLOVER's contexts",
        "cameo text the CAMEO code; it is text, 010 is not 10",
        "quad integer PLOVER's quad class: 1 and 2 cooperation, 3 and 4 conflict, verbal and material",
        "score number PLOVER's value, from -10 (conflict) to 10 (cooperation)",
        "factuality category actual, planned, negated or possible",
    ),
    *party("actor", "who did it; all parties of a mutual act"),
    *party("recipient", "to whom"),
    *columns(
        "mediator list who stood between",
        "host list who received",
        "told_by text who is reported as saying that it happened, where the article does not say so itself",
    ),
    *dates("date", "when"),
    *columns(
        "enddate text when it ended, as the record has it",
        "place text where",
        "place_country category the country of that place",
        "lat number its latitude",
        "lon number its longitude",
        "happening text the happening it tells of; other articles may tell of the same",
        "reports integer how many articles tell of that happening",
        "sources integer how many of them are independent: copies of one text are one",
    ),
    *FOUND,
    *ARTICLE_OF,
)
STATEMENT_COLUMNS = (
    *columns("id text the statement's id"),
    *party("speaker", "who said it; empty where the article names nobody"),
    *columns(
        "speaker_words text the words that name the speaker",
        "cue text the words of saying",
        "content text what was said; the parts of a split quotation joined with …",
        "manner category direct, mixed or indirect",
        "channel category the way it was said, where told: post, interview, speech ...",
        "addressee text to whom",
        "occasion text the words for where it was said",
    ),
    *dates("date", "when"),
    *FOUND,
    *ARTICLE_OF,
)
CLAIM_COLUMNS = (
    *columns("id text the claim's id", "what text what is contested"),
    *party("asserted_by", "who holds it to be so"),
    *party("denied_by", "who contests it"),
    *columns("statements list the ids of the statements it was made in"),
    *FOUND,
    *ARTICLE_OF,
)
COMMITMENT_COLUMNS = (
    *columns("id text the commitment's id", "kind category invitation, pledge, plan, agreement or deadline"),
    *party("debtor", "who must act"),
    *party("creditor", "who is owed it"),
    *columns("act text what is to be done"),
    *dates("due", "by when"),
    *columns(
        "status category open, accepted, declined, done or cancelled",
        "weak flag whether no new act is promised (goes on, reaffirms)",
        "amount number how much",
        "unit category of what: a currency (ISO 4217) or a noun",
        "condition text the words that say only if what",
        "purpose text the words that say what for",
        "postponed flag whether the page tells that it was put off",
        "was_due text by when it was due before that",
    ),
    *FOUND,
    *ARTICLE_OF,
)
PHRASE_COLUMNS = (
    *columns(
        "id text the phrase's id",
        "phrase category the form it is listed under",
        "family category displeasure, candour, partnership ...",
        "weight integer its rung on the ladder of its family, 1 the lowest",
    ),
    *FOUND,
    *ARTICLE_OF,
)


def page_rows(page: Page, threads: Threads) -> Iterator[Row]:
    s = page.source
    yield (
        page_id(s), s.uri, s.canonical, s.digest, s.media_type, s.publisher, s.fetched, len(page.articles), list(s.problems),
    )  # fmt: skip


def article_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for a in page.articles:
        yield (
            a.id, page_id(page.source), a.kind, a.headline, a.byline, day_of(a.published), a.published_from, a.dateline,
            a.language, a.syndicated_from, page.source.publisher, address_of(page), a.text,
        )  # fmt: skip


def actor_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for article in page.articles:
        for a in article.actors:
            offices = list(dict.fromkeys(("former " if o.former else "") + o.title for o in a.offices))
            yield (
                a.id, who(a, article), a.name, a.kind, a.country, a.sector, a.wikidata, a.named, offices, len(a.mentions),
                *_article_of(article, page),
            )  # fmt: skip


def event_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for article in page.articles:
        known = _known(article)
        for event in article.events:
            thread = threads.get((article.id, event.id))
            told = Told(event, article, page, known, thread)
            place = place_of(told)
            yield (
                event.id, event.event, list(event.mode), list(event.context), event.cameo, quads()[event.event], event.score,
                event.factuality, *_party(event.actor, known), *_party(event.recipient, known),
                _names(event.mediator, known), _names(event.host, known), _teller(told), *_dates(event.date), event.enddate,
                event.place, place.country if place else None, place.lat if place else None, place.lon if place else None,
                *_thread(thread), *_found(event), *_article_of(article, page),
            )  # fmt: skip


def statement_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for article in page.articles:
        known = _known(article)
        for s in article.statements:
            speakers = [i for i in (s.speaker, *s.co_speakers) if i]
            parts = " … ".join(article.text[part.start : part.stop] for part in s.content)
            addressee = known.get(s.addressee or "")
            yield (
                s.id, *_party(speakers, known), _words(article, s.speaker_at), _words(article, s.cue), parts, s.manner,
                s.channel, addressee.name if addressee else None, _words(article, s.occasion), *_dates(s.date), *_found(s), *_article_of(article, page),
            )  # fmt: skip


def claim_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for article in page.articles:
        known = _known(article)
        for c in article.claims:
            yield (*_claim(c, known), *_found(c), *_article_of(article, page))


def commitment_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for article in page.articles:
        for c in article.commitments:
            yield (*_commitment(c, article), *_found(c), *_article_of(article, page))


def phrase_rows(page: Page, threads: Threads) -> Iterator[Row]:
    for article in page.articles:
        for p in article.phrases:
            yield (p.id, p.phrase, p.family, p.weight, *_found(p), *_article_of(article, page))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "pages",
            "Captures of pages: where each came from and what went wrong in reading it.",
            PAGE_COLUMNS,
            page_rows,
        ),
        Table("articles", "Articles as read, with their text.", ARTICLE_COLUMNS, article_rows),
        Table(
            "actors", "Persons, states and bodies, once for each article that means them.", ACTOR_COLUMNS, actor_rows
        ),
        Table("events", "Who did what to whom (PLOVER), and whether it happened.", EVENT_COLUMNS, event_rows),
        Table("statements", "Who said what, in which words, through which channel.", STATEMENT_COLUMNS, statement_rows),
        Table("claims", "What one side asserts and another contests.", CLAIM_COLUMNS, claim_rows),
        Table("commitments", "Who owes what to whom, by when, and how it stands.", COMMITMENT_COLUMNS, commitment_rows),
        Table("phrases", "Set phrases of diplomacy and their weight.", PHRASE_COLUMNS, phrase_rows),
    )
}


def _known(article: Article) -> dict[str, Actor]:
    return {actor.id: actor for actor in article.actors}


def _names(ids: Iterable[str], known: dict[str, Actor]) -> list[str]:
    return [known[i].name for i in ids if i in known]


def _party(ids: Sequence[str], known: dict[str, Actor]) -> tuple[list[str], list[str]]:
    return _names(ids, known), [known[i].country or "" for i in ids if i in known]


def _dates(value: str | None) -> tuple[Cell, ...]:
    days = days_of(value)
    return (value, days.first, days.last, days.precision) if days else (value, None, None, None)


def _thread(thread: Thread | None) -> tuple[Cell, ...]:
    return (thread.id, thread.articles, thread.sources) if thread else (None, None, None)


def _found(finding: Finding) -> tuple[Cell, ...]:
    first = finding.evidence[0]
    return first.text, first.start, first.stop, finding.rule, finding.confidence


def _article_of(article: Article, page: Page) -> tuple[Cell, ...]:
    return article.id, article.headline, day_of(article.published), page.source.publisher, address_of(page)


def _teller(told: Told) -> str | None:
    said = next((s for s in told.article.statements if s.id == told.event.attributed_to), None)
    speaker = told.known.get((said.speaker if said else told.event.attributed_to) or "")
    return speaker.name if speaker else None


def _words(article: Article, span: Span | None) -> str | None:
    return article.text[span.start : span.stop] if span else None


def _claim(c: Claim, known: dict[str, Actor]) -> tuple[Cell, ...]:
    return c.id, c.what, *_party(c.asserted_by, known), *_party(c.denied_by, known), list(c.statements)


def _commitment(c: Commitment, article: Article) -> tuple[Cell, ...]:
    known = _known(article)
    debtor, creditor = _party(c.debtor, known), _party(c.creditor, known)
    amount, unit = (c.amount.value, c.amount.unit) if c.amount else (None, None)
    terms = (amount, unit, _words(article, c.condition), _words(article, c.purpose), c.postponed, c.was_due)
    return c.id, c.kind, *debtor, *creditor, c.act, *_dates(c.due), c.status, c.weak, *terms
