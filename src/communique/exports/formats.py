"""The formats communique writes, by name: what each is for, how it is written, what it cannot hold.

A writer that a run does not need is not imported: each stands behind the name of its module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from communique.exports.account import Account, Terms
from communique.model import Page, Source

if TYPE_CHECKING:
    from communique.exports.telling import Thread, Threads, Told
    from communique.store import Record

Kind = Literal["text", "file", "folder"]


class Format(Struct, frozen=True):
    """A format. `writer` is module:function in communique.exports; `kind` says whether it writes text, which can go to
    standard output, or a file or folder of its own."""

    name: str
    what: str
    writer: str
    cannot_hold: str
    kind: Kind = "text"

    def write(self, pages: Iterable[Page], account: Account | None = None, terms: Terms | None = None) -> Iterator[str]:
        """Pieces of text, one after another, never all at once. Only where `kind` is text."""
        pieces: Iterator[str] = self._call()(pages, account or Account(), terms or Terms())
        return pieces

    def write_to(
        self, pages: Iterable[Page], to: Path, account: Account | None = None, terms: Terms | None = None
    ) -> None:
        """Write a file or, where `kind` is folder, the files in it."""
        if self.kind != "text":
            self._call()(pages, to, account or Account(), terms or Terms())
            return
        with to.open("w", encoding="utf-8", newline="") as sink:
            sink.writelines(self.write(pages, account, terms))

    def _call(self) -> Callable[..., Any]:
        module, function = self.writer.split(":")
        found: Callable[..., Any] = getattr(import_module(f"communique.exports.{module}"), function)
        return found


DYADS = (
    "statements, claims, commitments; mediators and hosts; who reports it; the words; dates coarser than a day; an act of "
    "several parties is written pair by pair"
)
FORMATS = {
    one.name: one
    for one in (
        Format("jsonl", "the whole record, one page a line", "lines:json_lines", "nothing is lost"),
        Format(
            "csv",
            "events as one table for a spreadsheet, R or pandas",
            "lines:event_table",
            "statements, claims, commitments, offices and mentions; of several passages of evidence only the first",
        ),
        Format(
            "statements-csv",
            "statements as one table",
            "lines:statement_table",
            "events, claims, commitments; a split quotation's parts are joined with ' … '",
        ),
        Format(
            "parquet",
            "a lake: all tables as Parquet files by month in a folder, for DuckDB, pandas, polars and R",
            "whole_lake:write",
            "in the tables, of several passages of evidence only the first; blocks, times, places and single mentions (they "
            "stand in the pages kept whole)",
            "folder",
        ),
        Format(
            "sqlite",
            "a SQLite file with views and metadata for Datasette",
            "datasette:write",
            "of several passages of evidence only the first; blocks, times, places and single mentions",
            "file",
        ),
        Format(
            "plover",
            "events as JSON Lines by the PLOVER manual",
            "plover:plover_lines",
            "statements, claims, commitments; mediator and host (written as actors); events without a date are left out, "
            "because the manual requires one; planned, negated and possible events stand under the manual's auxiliary "
            "modes future, negation and hypothetical",
        ),
        Format(
            "gdelt", "GDELT 2.0 events: 61 columns", "gdelt:event_lines", DYADS + "; tone and GNS numbers are not known"
        ),
        Format(
            "gdelt-mentions",
            "GDELT 2.0 mentions: 16 columns, with exact character offsets",
            "gdelt:mention_lines",
            DYADS + "; tone is not known; sentences are counted by full stops",
        ),
        Format(
            "polecat", "POLECAT events: 40 columns", "polecat:lines", DYADS + "; districts, provinces, Wikipedia titles"
        ),
        Format(
            "icews", "ICEWS events: 20 columns", "icews:lines", DYADS + "; acts of one side; districts and provinces"
        ),
        Format(
            "phoenix", "Phoenix events: 26 columns", "phoenix:lines", DYADS + "; actors without a CAMEO code; issues"
        ),
        Format(
            "gexf",
            "a network of actors for Gephi, its edges dated",
            "networks:gexf",
            "statements, claims, commitments; acts of one side; actors known only by common words",
        ),
        Format(
            "graphml",
            "the same network for networkx, igraph and R",
            "networks:graphml",
            "statements, claims, commitments; acts of one side; actors known only by common words; dates are attributes",
        ),
        Format(
            "meetings",
            "meetings as a panel: person, office, from, to, host, agenda, documents, days, words",
            "meetings:lines",
            "everything else; meetings of states without a named person",
        ),
        Format(
            "ics",
            "a calendar of what is ahead: commitments with a due day and planned events",
            "calendars:calendar",
            "what has no date; a month, quarter or year is written as its first day and said to be so",
        ),
        Format("csl-json", "the articles for reference managers", "citations:csl_json", "findings"),
        Format("bibtex", "the articles for LaTeX", "bibliographies:bibtex", "findings"),
        Format(
            "webannotation",
            "findings as W3C Web Annotations with exact quote and position",
            "webannotations:annotation_lines",
            "actors' offices and places; each annotation carries its finding whole in its body",
        ),
    )
}
# Ids of pages fetched at a time.
BATCH = 500
# A leading telling is asked for its sides alone; where its page came from does not matter.
NOWHERE = Source(uri="", digest="", media_type="")


class Pages:
    """The pages of a record, one at a time and as often as asked, in the order in which they were first read, with what
    readers have put right.

    With `chosen`, only the findings that `search.choose` has picked, the statements that report them, and the articles
    that hold them.
    """

    def __init__(self, record: Record, *, chosen: bool = False) -> None:
        self.record, self.chosen = record, chosen

    def __iter__(self) -> Iterator[Page]:
        from communique.store import load_page
        from communique.threads.known import page_as_readers_have

        for name in self._names():
            page = load_page(self.record, name)
            if page is not None:
                page = page_as_readers_have(self.record, page) if self._corrected() else page
                yield self._pick(page, name) if self.chosen else page

    def _corrected(self) -> bool:
        """Whether readers have said that anything is wrong: where they have not, nothing is looked up for each article."""
        query = "SELECT 1 FROM correction WHERE kind = 'wrong' AND undone IS NULL LIMIT 1"
        return self.record.execute(query).fetchone() is not None

    def reader_of(self, page: Page) -> str:
        """Which communique, pipeline and lexicon read a page."""
        from communique.store import page_id, stored_reader

        return stored_reader(self.record, page_id(page.source)) or ""

    def threads(self, page: Page) -> Threads:
        """The happenings that the events of a page tell of. Of several tellings the one of lowest rank stands for all;
        with `chosen`, the lowest of those that were chosen."""
        from communique.exports.telling import Thread
        from communique.store import page_id

        among = (
            " JOIN temp.chosen_finding AS c ON c.article = x.article AND c.kind = 'event' AND c.id = x.event"
            if self.chosen
            else ""
        )
        rows = self.record.execute(
            "SELECT a.id AS article, t.event, h.id, h.date, h.factuality, h.tellings, h.articles, h.sources, t.key,"
            f" (SELECT x.key FROM happening_event AS x{among} WHERE x.happening = h.key ORDER BY x.rank LIMIT 1) AS first"
            " FROM page AS p JOIN article AS a ON a.page = p.key JOIN happening_event AS t ON t.article = a.key"
            " JOIN happening AS h ON h.key = t.happening WHERE p.id = ?",
            (page_id(page.source),),
        ).fetchall()
        leads = {row["first"] for row in rows}
        leaders = {
            row["key"]: (row["article"], row["event"])
            for key in leads
            for row in self.record.execute("SELECT key, article, event FROM happening_event WHERE key = ?", (key,))
        }
        return {
            (r["article"], r["event"]): Thread(
                r["id"], r["date"], r["factuality"], r["tellings"], r["articles"], r["sources"], r["key"] == r["first"],
                leaders.get(r["first"], (0, "")),
            )
            for r in rows
        }  # fmt: skip

    def leader(self, thread: Thread) -> Told | None:
        """The telling that stands for a happening, read from the record."""
        from communique.exports.telling import Told
        from communique.store import load_article
        from communique.threads.known import as_readers_have

        row, name = thread.leader
        article = load_article(self.record, row)
        article = as_readers_have(self.record, row, article) if article else None
        event = next((e for e in article.events if e.id == name), None) if article else None
        if article is None or event is None:
            return None
        return Told(event, article, Page(source=NOWHERE), {actor.id: actor for actor in article.actors}, thread)

    def _names(self) -> Iterator[str]:
        """The ids of the pages, a few hundred at a time: no query stays open while a page is written."""
        picked = "AND key IN (SELECT a.page FROM temp.chosen_article AS c JOIN article AS a ON a.key = c.article)"
        last = -1
        while rows := self.record.execute(
            f"SELECT key, id FROM page WHERE key > ? {picked if self.chosen else ''} ORDER BY key LIMIT {BATCH}",
            (last,),
        ).fetchall():
            yield from (row["id"] for row in rows)
            last = rows[-1]["key"]

    def _pick(self, page: Page, name: str) -> Page:
        """The page with nothing but what was chosen. Actors stay: findings point to them."""
        from msgspec.structs import replace

        keys = self.record.execute(
            "SELECT a.key FROM article AS a JOIN page AS p ON p.key = a.page WHERE p.id = ? ORDER BY a.position",
            (name,),
        ).fetchall()
        articles = []
        for article, row in zip(page.articles, keys, strict=True):
            known = self.record.execute("SELECT 1 FROM temp.chosen_article WHERE article = ?", (row["key"],)).fetchone()
            if not known:
                continue
            found = self.record.execute("SELECT kind, id FROM temp.chosen_finding WHERE article = ?", (row["key"],))
            ids = {(one["kind"], one["id"]) for one in found}
            told = {e.attributed_to for e in article.events if ("event", e.id) in ids}
            articles.append(
                replace(
                    article,
                    events=tuple(e for e in article.events if ("event", e.id) in ids),
                    statements=tuple(s for s in article.statements if ("statement", s.id) in ids or s.id in told),
                    claims=tuple(c for c in article.claims if ("claim", c.id) in ids),
                    commitments=tuple(c for c in article.commitments if ("commitment", c.id) in ids),
                    phrases=(),
                )
            )
        return replace(page, articles=tuple(articles))


def pages_of(record: Record, *, chosen: bool = False) -> Pages:
    """Every page of a record, or those of what was chosen."""
    return Pages(record, chosen=chosen)
