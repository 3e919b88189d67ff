"""A record in a notebook: types of DataFrames, questions, and words shown without danger."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas
import polars
import pytest

import communique
from communique.frames import OpenRecord, Shown
from communique.frames.showing import Card
from communique.model import Actor, Article, Commitment, Event, Mention, Page, Source, Span, Statement
from communique.search import BadDate, UnknownActor
from communique.store import RecordError, open_record, save_page

TEXT = "Lead.\nKenya <script>alert(1)</script> hosted Uganda on 2 May 2024; “all is well”, Nairobi said.\nEnd."
WORDS = Span(TEXT.index("Kenya"), TEXT.index("2024") + 4)


def actor(code: str, name: str) -> Actor:
    return Actor(id=code, name=name, kind="state", country=code, sector="GOV", mentions=(Mention(0, 4, "name"),))


HOSTED = Event(
    id="event-1", event="CONSULT", mode=("visit",), cameo="043", actor=("UGA",), recipient=("KEN",), date="2024-05-02",
    factuality="actual", trigger=WORDS, evidence=(WORDS.of(TEXT),), rule="event-host:verb", confidence=0.9, score=4.0,
)  # fmt: skip
PLANNED = Event(
    id="event-2", event="AID", actor=("KEN",), date="2024-06", factuality="planned", trigger=WORDS,
    evidence=(WORDS.of(TEXT),), rule="event-aid:verb", confidence=0.9,
)  # fmt: skip
SAID = Statement(
    id="statement-1", speaker=None, content=(WORDS,), manner="direct", evidence=(WORDS.of(TEXT),), rule="cue-say",
    confidence=0.9,
)  # fmt: skip
OWED = Commitment(
    id="commitment-1", kind="pledge", debtor=("KEN",), act="pay", due="2024-Q3", evidence=(WORDS.of(TEXT),), rule="plan-will",
    confidence=0.9,
)  # fmt: skip
ARTICLE = Article(
    id="article-1", headline="Talks", published="2024-05-03", text=TEXT, actors=(actor("KEN", "Kenya"), actor("UGA", "Uganda")),
    events=(HOSTED, PLANNED), statements=(SAID,), commitments=(OWED,),
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    record = open_record(tmp_path / "record.db")
    save_page(
        record,
        Page(
            source=Source(uri="https://example.org/a", digest="sha256:0", media_type="text/html"), articles=(ARTICLE,)
        ),
        "test",
    )
    record.close()
    return tmp_path / "record.db"


@pytest.fixture
def record(file: Path) -> Iterator[OpenRecord]:
    with communique.open(file) as opened:
        yield opened


def test_pandas_has_dates_categories_and_lists(record: OpenRecord) -> None:
    events = record.events()
    assert isinstance(events, pandas.DataFrame)
    assert str(events["date_from"].dtype) == "datetime64[s]"
    assert (events["event"].dtype, events["factuality"].dtype) == ("category", "category")
    assert events.loc[0, "actor"] == ["Uganda"]
    assert events.loc[1, "recipient"] == []
    assert events.loc[0, "cameo"] == "043"
    assert events["score"].dtype == "float64"
    late = events[events["date_to"] >= "2024-06-30"]
    assert list(late["id"]) == ["event-2"], "a month ends with its last day"


def test_polars_has_dates_categories_and_lists(record: OpenRecord) -> None:
    events = record.events(frames="polars")
    assert isinstance(events, polars.DataFrame)
    schema = events.schema
    assert (schema["date_from"], schema["actor"], schema["event"]) == (
        polars.Date,
        polars.List(polars.String),
        polars.Categorical,
    )
    assert events.filter(polars.col("actor").list.contains("Kenya"))["id"].to_list() == ["event-2"]
    assert events["date_to"].to_list() == [date(2024, 5, 2), date(2024, 6, 30)]


def test_questions_are_those_of_find(record: OpenRecord) -> None:
    assert list(record.events(who=["Kenya", "UGA"])["id"]) == ["event-1"]
    assert list(record.events(who="Kenya", status="planned")["id"]) == ["event-2"]
    assert list(record.events(what="CONSULT", since="2024-05", until="2024-05")["id"]) == ["event-1"]
    assert list(record.events(words="nothing")["id"]) == []
    assert len(record.articles(words="hosted")) == 1


@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_every_table_comes_as_a_frame_also_when_it_is_empty(file: Path, frames: communique.frames.Frames) -> None:
    record = communique.open(file, frames=frames)
    sizes = {
        name: len(getattr(record, name)()) for name in ("events", "statements", "claims", "commitments", "phrases")
    }
    assert sizes == {"events": 2, "statements": 1, "claims": 0, "commitments": 1, "phrases": 0}
    assert (len(record.actors()), len(record.articles()), len(record.pages())) == (2, 1, 1)


def test_words_are_shown_marked_and_page_text_is_escaped(record: OpenRecord) -> None:
    shown = record.show(record.events())
    html = shown._repr_html_()
    assert "<mark>Kenya &lt;script&gt;alert(1)&lt;/script&gt; hosted Uganda on 2 May 2024</mark>; “all is well”" in html
    assert "<script>" not in html
    assert "Lead." not in html, "another paragraph is no context"
    assert "»Kenya" in str(shown)
    assert "CONSULT actual: Uganda, Kenya" in str(shown)


def test_polars_rows_are_shown_too_and_no_more_than_asked(record: OpenRecord) -> None:
    shown = record.show(record.events(frames="polars"), limit=1)
    assert (len(shown.cards), shown.more) == (1, 1)
    assert "1 more" in shown._repr_html_()


def test_a_frame_without_places_of_words_cannot_be_shown(record: OpenRecord) -> None:
    with pytest.raises(ValueError, match="start"):
        record.show(record.events()[["id", "article"]])


def test_long_sentences_are_cut_at_spaces() -> None:
    text = "alpha " * 100 + "WORDS" + " omega" * 100
    start = text.index("WORDS")
    told = str(Shown([Card("t", text, start, start + 5, "s")]))
    assert "… alpha" in told
    assert "omega …" in told
    assert len(told) < 400


def test_a_record_says_what_it_holds(record: OpenRecord) -> None:
    assert repr(record).endswith("1 articles, 2 events, 1 statements, 0 claims, 1 commitments")


def test_what_cannot_be_understood_is_said(record: OpenRecord, tmp_path: Path) -> None:
    with pytest.raises(UnknownActor):
        record.events(who="Atlantis")
    with pytest.raises(RecordError):
        communique.open(tmp_path / "none.db")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["export", "--help"], ["export", "--as", "list"]])
def test_the_command_line_answers_without_heavy_imports(words: list[str]) -> None:
    heavy = [
        "spacy",
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "duckdb",
        "litestar",
        "jinja2",
        "trafilatura",
        "ray",
        "networkx",
        "datasette",
        "rich.console",
    ]
    code = (
        "import sys\nfrom communique.cli import app\n"
        f"try:\n    app({words!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_what_cannot_be_asked_is_refused_and_not_answered_with_nothing(file: Path) -> None:
    with communique.open(file) as record:
        with pytest.raises(BadDate, match="'soon' is no date"):
            record.events(since="soon")
        with pytest.raises(ValueError, match="one of actual, planned, negated, possible, not done"):
            record.events(status="done")
        assert record.events(place="Atlantis").empty
        assert record.events(place="Atlantis", frames="polars").is_empty()
