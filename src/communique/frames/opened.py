"""`communique.open("record.db")`: what a notebook asks of a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypedDict, Unpack

from communique.exports.formats import pages_of
from communique.exports.tables import TABLES, Row, Shaped
from communique.exports.threaded import RECORD_TABLES
from communique.frames.building import pandas_frame, polars_frame
from communique.frames.showing import Card, Shown
from communique.search import Wanted, choose, totals_of, who_is
from communique.search.brief import day_of
from communique.search.terminal import STATUSES
from communique.store import open_record

Frames = Literal["pandas", "polars"]
# The table a finding stands in, and what `search` calls it.
KIND_OF = {"events": "event", "statements": "statement", "claims": "claim", "commitments": "commitment"}
# What of a row says most in a title.
TITLES = ("event", "kind", "manner", "what", "phrase", "factuality", "status")
PARTIES = ("actor", "recipient", "speaker", "asserted_by", "denied_by", "debtor", "creditor")


class Asked(TypedDict, total=False):
    """What a finding is asked for; what is absent does not matter."""

    words: str | None
    who: str | list[str] | tuple[str, ...]
    what: str | None
    status: str | None
    place: str | None
    about: str | None
    since: str | None
    until: str | None
    frames: Frames | None


class OpenRecord:
    """A record open for reading. Each table comes as a DataFrame, of pandas unless polars is asked for.

        record = communique.open("record.db")
        talks = record.events(who=["PAK", "CHN"], what="CONSULT", since="2025")
        record.show(talks)

    `who` are parties, by name or code: all of them must be party to the finding. `what` is an event's type, a promise's
    kind or a statement's channel; `status` as in `communique find`; `since` and `until` are ISO dates that the finding's
    own date must lie between; `place` is where an event happened, `about` words of the name of a project or meeting;
    `words` must occur in the article. Raises RecordError where the file is no record, UnknownActor, BadQuery and BadDate
    (communique.search) where a question cannot be understood, and ValueError for a status that no such finding has.
    """

    def __init__(self, path: str | Path, frames: Frames = "pandas") -> None:
        self.path, self.frames = Path(path), frames
        self._record = open_record(path, readonly=True)

    def events(self, **asked: Unpack[Asked]) -> Any:
        """Who did what to whom, a row an event. What is planned, negated or only possible says so under `factuality`."""
        return self._findings("events", **asked)

    def statements(self, **asked: Unpack[Asked]) -> Any:
        """Who said what, a row a statement."""
        return self._findings("statements", **asked)

    def claims(self, **asked: Unpack[Asked]) -> Any:
        """What one side asserts and another contests, a row a claim."""
        return self._findings("claims", **asked)

    def commitments(self, **asked: Unpack[Asked]) -> Any:
        """Who owes what to whom, by when, and how it stands."""
        return self._findings("commitments", **asked)

    def happenings(self, **asked: Unpack[Asked]) -> Any:
        """Acts over all articles: one row for what many tell, with the number of reports and independent sources."""
        return self._whole("happenings", "event", asked)

    def undertakings(self, **asked: Unpack[Asked]) -> Any:
        """Promises, invitations and plans over all articles, and what became of them."""
        return self._whole("undertakings", "commitment", asked)

    def contentions(self, **asked: Unpack[Asked]) -> Any:
        """Claims over all articles, with everybody who asserts or denies them."""
        return self._whole("contentions", "claim", asked)

    def phrases(self, frames: Frames | None = None) -> Any:
        """Set phrases of diplomacy and their weight."""
        return self._frame(TABLES["phrases"], self._rows("phrases"), frames)

    def actors(self, frames: Frames | None = None) -> Any:
        """Persons, states and bodies, a row an actor and article; `who` ties the same actor together over articles."""
        return self._frame(TABLES["actors"], self._rows("actors"), frames)

    def articles(self, words: str | None = None, frames: Frames | None = None) -> Any:
        """Articles with their text; with `words`, those that hold them."""
        if words:
            choose(self._record, Wanted(words=words))
        return self._frame(TABLES["articles"], self._rows("articles", chosen=bool(words)), frames)

    def pages(self, frames: Frames | None = None) -> Any:
        """Captures of pages: where each came from and what went wrong in reading it."""
        return self._frame(TABLES["pages"], self._rows("pages"), frames)

    def show(self, frame: Any, limit: int = 20) -> Shown:
        """The findings of a DataFrame with their words marked in the sentence around them."""
        rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
        missing = {"article", "start", "stop"} - set(frame.columns)
        if missing:
            raise ValueError(f"to show its words a row needs {', '.join(sorted(missing))}: keep those columns")
        return Shown((self._card(row) for row in rows[:limit]), more=max(0, len(rows) - limit))

    def close(self) -> None:
        self._record.close()

    def __enter__(self) -> OpenRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        told = totals_of(self._record)
        return (
            f"record {self.path}: {told.articles:,} articles, {told.events:,} events, {told.statements:,} statements, "
            f"{told.claims:,} claims, {told.commitments:,} commitments"
        )

    def _findings(self, name: str, **asked: Unpack[Asked]) -> Any:
        chosen = self._choose(KIND_OF[name], asked)
        return self._frame(TABLES[name], self._rows(name, chosen=chosen), asked.get("frames"))

    def _whole(self, name: str, kind: str, asked: Asked) -> Any:
        table = RECORD_TABLES[name]
        pages = pages_of(self._record, chosen=self._choose(kind, asked))
        return self._frame(table, table.find(pages), asked.get("frames"))

    def _choose(self, kind: str, asked: Asked) -> bool:
        """Pick what is asked for; False where nothing is, so that all is meant."""
        who = asked.get("who") or ()
        parties = (who,) if isinstance(who, str) else tuple(who)
        wanted = Wanted(
            words=asked.get("words"),
            who=tuple(who_is(self._record, party) for party in parties),
            what=asked.get("what"),
            state=asked.get("status"),
            place=asked.get("place"),
            about=asked.get("about"),
            since=asked.get("since"),
            until=asked.get("until"),
        )
        if wanted == Wanted():
            return False
        for day in filter(None, (wanted.since, wanted.until)):
            day_of(day)
        if wanted.state and wanted.state not in STATUSES.get(kind, (wanted.state,)):
            raise ValueError(f"status of a {kind} is one of {', '.join(STATUSES[kind])}, not {wanted.state}")
        choose(self._record, wanted, [kind])
        return True

    def _rows(self, name: str, *, chosen: bool = False) -> Iterator[Row]:
        pages = pages_of(self._record, chosen=chosen)
        for page in pages:
            yield from TABLES[name].rows(page, pages.threads(page) if name == "events" else None)

    def _frame(self, table: Shaped, rows: Iterator[Row], frames: Frames | None) -> Any:
        return polars_frame(table, rows) if (frames or self.frames) == "polars" else pandas_frame(table, rows)

    def _card(self, row: dict[str, Any]) -> Card:
        found = self._record.execute("SELECT text FROM article WHERE id = ? LIMIT 1", (row["article"],)).fetchone()
        titles = " ".join(str(row[name]) for name in TITLES if isinstance(row.get(name), str))
        parties = [name for role in PARTIES for name in (row[role] if row.get(role) is not None else ())]
        source = " · ".join(str(row[name]) for name in ("headline", "uri", "rule") if isinstance(row.get(name), str))
        title = f"{titles}: {', '.join(parties)}" if parties else titles
        return Card(title, found["text"] if found else "", int(row["start"]), int(row["stop"]), source)


def open_record_file(path: str | Path, frames: Frames = "pandas") -> OpenRecord:
    """Open a record for reading, its tables as DataFrames of `frames` ("pandas" or "polars").

    Raises RecordError where there is no record at `path`. Needs communique[frames].
    """
    return OpenRecord(path, frames)
