"""Events that several articles tell: one row with counts where a format is of happenings, each telling where not."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pytest

import communique
import communique.frames
from communique.exports import gdelt
from communique.exports.account import Account
from communique.exports.formats import FORMATS, Pages, pages_of
from communique.exports.tables import TABLES
from communique.exports.threaded import RECORD_TABLES
from communique.model import Actor, Article, Event, Mention, Page, Source, Span
from communique.search import Wanted, choose
from communique.store import open_record
from communique.threads import save_page

TEXTS = (
    "Kenya’s president met Uganda’s president in Nairobi on 2 May 2024. They agreed to talk again about the railway.",
    "In Nairobi, the leaders of Uganda and Kenya met on Thursday. Traders at the border had waited for weeks for this.",
)


def page(number: int, text: str) -> Page:
    def actor(code: str, name: str) -> Actor:
        start = text.index(name)
        return Actor(
            id=code,
            name=name,
            kind="state",
            country=code,
            sector="GOV",
            mentions=(Mention(start, start + len(name), "n"),),
        )

    start = text.index("met")
    met = Event(
        id=f"event-{number}", event="CONSULT", cameo="040", actor=("KEN", "UGA"), date="2024-05-02", place="Nairobi",
        factuality="actual", trigger=Span(start, start + 3), evidence=(Span(0, text.index(".") + 1).of(text),),
        rule="event-meet:verb", confidence=0.9, score=2.5,
    )  # fmt: skip
    article = Article(
        id=f"article-{number}", headline=f"Headline {number}", published="2024-05-03", text=text,
        actors=(actor("KEN", "Kenya"), actor("UGA", "Uganda")), events=(met,),
    )  # fmt: skip
    source = Source(
        uri=f"https://paper{number}.example/a",
        digest=f"sha256:{number}",
        media_type="text/html",
        publisher=f"Paper {number}",
    )
    return Page(source=source, articles=(article,))


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    record = open_record(tmp_path / "r.db")
    for number, text in enumerate(TEXTS, start=1):
        save_page(record, page(number, text), "test")
    told = pages_of(record)
    threads = {t.id for one in told for t in told.threads(one).values()}
    assert len(threads) == 1, "both articles tell of one happening"
    return told


def rows(form: str, pages: Pages, columns: tuple[str, ...]) -> list[dict[str, str]]:
    text = "".join(FORMATS[form].write(pages, Account()))
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in text.splitlines()]


def test_gdelt_has_one_row_and_counts_reports_and_sources(pages: Pages) -> None:
    events = rows("gdelt", pages, gdelt.EVENT_COLUMNS)
    assert [[row[n] for n in ("NumMentions", "NumSources", "NumArticles")] for row in events] == [["2", "2", "2"]]


def test_gdelt_mentions_tell_where_each_article_says_it(pages: Pages) -> None:
    [event] = rows("gdelt", pages, gdelt.EVENT_COLUMNS)
    mentions = rows("gdelt-mentions", pages, gdelt.MENTION_COLUMNS)
    assert {row["GLOBALEVENTID"] for row in mentions} == {event["GLOBALEVENTID"]}
    assert [row["MentionSourceName"] for row in mentions] == ["paper1.example", "paper2.example"]
    for text, row in zip(TEXTS, mentions, strict=True):
        assert text[int(row["ActionCharOffset"]) :].startswith("met")
        assert {text[int(row[f"Actor{n}CharOffset"]) :][:5] for n in (1, 2)} == {"Kenya", "Ugand"}


def test_a_network_has_one_edge_a_happening(pages: Pages) -> None:
    import networkx

    graph = networkx.read_graphml(io.BytesIO("".join(FORMATS["graphml"].write(pages)).encode()))
    [(_, _, edge)] = graph.edges(data=True)
    assert edge["sources"] == 2
    assert edge["happening"]


def test_tables_keep_every_telling_and_say_which_happening(pages: Pages) -> None:
    table = TABLES["events"]
    told = [dict(zip(table.names, row, strict=True)) for one in pages for row in table.rows(one, pages.threads(one))]
    assert len(told) == 2
    assert len({row["happening"] for row in told}) == 1
    assert [(row["reports"], row["sources"]) for row in told] == [(2, 2)] * 2
    assert len(list(csv.reader(io.StringIO("".join(FORMATS["csv"].write(pages)))))) == 3


def test_a_happening_is_one_row_of_its_own_table(pages: Pages, tmp_path: Path) -> None:
    import pandas

    FORMATS["parquet"].write_to(pages, tmp_path / "lake", Account())
    [row] = pandas.read_parquet(tmp_path / "lake" / "happenings").to_dict("records")
    assert (row["event"], list(row["actor_country"]), row["reports"], row["sources"]) == (
        "CONSULT",
        ["KEN", "UGA"],
        2,
        2,
    )
    events = pandas.read_parquet(tmp_path / "lake" / "events")
    assert row["leading"] in set(events["id"])
    assert set(events["happening"]) == {row["id"]}


@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_frames_have_what_runs_through_many_articles(pages: Pages, frames: communique.frames.Frames) -> None:
    file = pages.record.execute("PRAGMA database_list").fetchone()["file"]
    record = communique.open(file, frames=frames)
    assert len(record.happenings()) == 1
    assert len(record.happenings(who="Kenya", words="railway")) == 1
    assert len(record.happenings(who="Kenya", status="negated")) == 0
    assert (len(record.undertakings()), len(record.contentions())) == (0, 0)


def test_every_table_of_the_record_has_as_many_cells_as_columns(pages: Pages) -> None:
    for table in RECORD_TABLES.values():
        assert {len(row) for row in table.find(pages)} <= {len(table.columns)}


def test_a_happening_is_written_also_when_its_first_telling_was_not_asked_for(pages: Pages) -> None:
    for number in (1, 2):
        choose(pages.record, Wanted(words="border" if number == 2 else "railway"), ["event"])
        chosen = pages_of(pages.record, chosen=True)
        [row] = rows("gdelt", chosen, gdelt.EVENT_COLUMNS)
        assert row["SOURCEURL"] == f"https://paper{number}.example/a"


def test_pages_without_a_record_have_no_happenings() -> None:
    alone = page(1, TEXTS[0])
    [line] = FORMATS["gdelt"].write((alone, msgspec.structs.replace(alone, articles=())))
    assert line
