"""Questions put to a small record, answered by its own words."""

import csv
import io
from pathlib import Path
from typing import Any

import msgspec
import pytest

from communique.model import Actor, Article, Commitment, Event, Page, Passage, Source, Span, Statement
from communique.reading import read
from communique.search import (
    BadQuery,
    UnknownActor,
    Wanted,
    all_findings,
    as_csv,
    as_json_lines,
    companions_of,
    count_findings,
    find_articles,
    find_findings,
    match_expression,
    profile_of,
    who_is,
)
from communique.search.terminal import lines_of
from communique.search.topics import find_topics
from communique.store import check, open_record, save_page

TEXT = "The envoys met in Rabat. The ferry will sail."
WORDS = (Passage(0, 24, TEXT[:24]),)


def article(number: int, published: str | None, event: str, factuality: Any, second: str) -> Page:
    actors = (
        Actor(id="actor-1", name="Samir Idrissi", kind="person", country="MAR"),
        Actor(id="actor-2", name=second, kind="person"),
        Actor(id="actor-3", name="Morocco", kind="state", country="MAR"),
    )
    found = {"evidence": WORDS, "rule": "rule", "confidence": 0.9}
    happened = Event(
        id=f"event-{number}",
        event=event,
        actor=("actor-1", "actor-2"),
        date=published,
        factuality=factuality,
        attributed_to=f"statement-{number}",
        trigger=Span(11, 14),
        **found,
    )
    said = Statement(
        id=f"statement-{number}",
        speaker="actor-2",
        co_speakers=("actor-3",),
        content=(Span(0, 24),),
        manner="direct",
        **found,
    )
    promise = Commitment(
        id=f"commitment-{number}", kind="plan", debtor=("actor-3",), act="=sail", due="2026-0" + str(number), **found
    )
    one = Article(
        id=f"article-{number}",
        headline=f"Headline {number}",
        published=published,
        text=f"{TEXT} Story {number}.",
        actors=actors,
        events=(happened,),
        statements=(said,),
        commitments=(promise,),
    )
    source = Source(uri=f"https://example.org/{number}", digest=f"sha256:{number}", media_type="text/plain")
    return Page(source=source, articles=(one,))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    record = open_record(tmp_path_factory.mktemp("record") / "record.db")
    save_page(record, article(1, "2025-07-01", "CONSULT", "actual", "Femi Ade"), "reader")
    save_page(record, article(2, "2025-08-01", "CONSULT", "planned", "Rosa Lund"), "reader")
    save_page(record, article(3, None, "AID", "actual", "Femi Adé"), "reader")
    assert list(check(record)) == []
    return record


def ids(record: Any, kind: str = "event", **wanted: Any) -> list[str]:
    found = [f.id for f in find_findings(record, kind, Wanted(**wanted))]
    assert len(found) == count_findings(record, kind, Wanted(**wanted))
    return found


def test_the_newest_comes_first_and_what_has_no_date_last(record: Any) -> None:
    assert ids(record) == ["event-2", "event-1", "event-3"]


def test_filters_narrow(record: Any) -> None:
    assert ids(record, what="CONSULT") == ["event-2", "event-1"]
    assert ids(record, what="CONSULT", state="planned") == ["event-2"]
    assert ids(record, since="2025-07-15") == ["event-2"]
    assert ids(record, until="2025-07") == ["event-1"]
    assert ids(record, words="story 3") == ["event-3"]
    assert ids(record, dated=True, by_date=True) == ["event-1", "event-2"]


def test_a_pair_is_both(record: Any) -> None:
    assert ids(record, who=("person-samir-idrissi",)) == ["event-2", "event-1", "event-3"]
    assert ids(record, who=("person-samir-idrissi", "person-femi-ade")) == ["event-1", "event-3"]
    assert ids(record, who=("person-femi-ade",), roles=("recipient",)) == []
    assert ids(record, who=("person-femi-ade",), what="AID") == ["event-3"]


def test_who_speaks_beside_another_speaks(record: Any) -> None:
    assert ids(record, kind="statement", who=("state-mar",), roles=("speaker",)) == [
        "statement-2",
        "statement-1",
        "statement-3",
    ]


def test_an_event_names_who_tells_it(record: Any) -> None:
    assert [party.name for party in find_findings(record, "event", Wanted(id="event-1"))[0].of("told_by")] == [
        "Femi Ade"
    ]


def test_names_are_understood_as_people_give_them(record: Any) -> None:
    assert who_is(record, "Idrissi") == "person-samir-idrissi"
    assert who_is(record, "femi adé") == who_is(record, "person-femi-ade") == "person-femi-ade"
    assert who_is(record, "Morocco") == who_is(record, "mar") == "state-mar"
    assert who_is(record, "MAR") == "of-mar"
    with pytest.raises(UnknownActor, match="no actor"):
        who_is(record, "Zorro")
    with pytest.raises(UnknownActor, match="could be"):
        who_is(record, "r")


def test_a_country_is_all_its_people(record: Any) -> None:
    assert ids(record, who=("of-mar",), what="CONSULT") == ["event-2", "event-1"]
    country = profile_of(record, "of-mar")
    assert country
    assert (country.name, country.kind, country.articles) == ("All of Morocco", "country", 3)
    assert {companion.who for companion in companions_of(record, "of-mar")} == {"person-femi-ade", "person-rosa-lund"}
    assert profile_of(record, "of-xyz") is None


def test_tables_hold_every_row_and_no_formula(record: Any) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(as_csv(all_findings(record, "commitment", Wanted()))))))
    assert [row["what"] for row in rows] == ["'=sail"] * 3
    assert rows[0]["debtor"] == "Morocco"
    lines = list(as_json_lines(all_findings(record, "event", Wanted(), limit=2)))
    assert [msgspec.json.decode(line)["id"] for line in lines] == ["event-2", "event-1"]


def test_no_page_steers_the_terminal(record: Any) -> None:
    found = msgspec.structs.replace(next(all_findings(record, "event", Wanted())), words="\x1b[2Jgone\nnew line")
    assert "\x1b" not in "".join(line.plain for line in lines_of(found))


def test_words_are_found_in_any_form_and_order(record: Any) -> None:
    assert find_articles(record, "meet envoy")[1] == 0
    assert find_articles(record, "sailing ferries")[1] == 3
    assert find_articles(record, '"ferry will sail" -"story 2"')[1] == 2
    assert find_articles(record, '"story 1" OR "story 2"')[1] == 2
    assert find_articles(record, "feri* ferr*")[1] in (0, 3)


def test_a_query_of_nothing_is_refused() -> None:
    for typed in ("", "-x", '"', "OR", "..."):
        with pytest.raises(BadQuery):
            match_expression(typed)


def test_find_speaks_plainly(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from communique.cli import app

    missing = CliRunner().invoke(app, ["find", "x", "--record", str(tmp_path / "none.db")])
    assert missing.exit_code == 1
    wrong = CliRunner().invoke(app, ["find", "--kind", "cheese"])
    assert wrong.exit_code == 2


@pytest.mark.model
def test_what_tells_of_a_project_is_found_by_words_of_its_name(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Oman to build port in Ghana\n\nACCRA, 4 March 2025 - Oman agreed to build a new port in Tema. Ghana thanked Oman."
        " Oman promised to finance the port by 2027.\n"
    )
    record = open_record(tmp_path / "desk.db")
    save_page(record, read(page), "a reader")
    assert [(t.name, t.kind, t.country, t.articles) for t in find_topics(record, "TEMA port")] == [
        ("port in Tema", "project", "GHA", 1)
    ]
    assert find_topics(record, "Tema mill") == find_topics(record, "100%") == []
    promised = find_findings(record, "commitment", Wanted(about="port tema"))
    assert "Oman promised to finance the port by 2027" in [found.words for found in promised]
    assert find_findings(record, "event", Wanted(about="tema", what="CONSULT")) == []
    assert list(check(record)) == []


def test_no_article_is_lost_where_the_ranked_ones_end(record, monkeypatch):
    monkeypatch.setattr("communique.search.articles.WEIGHED", 2)
    whole, total = find_articles(record, "sailing ferries")
    assert total == len(whole) == 3
    for limit in (1, 2, 3):
        told = [
            one.id
            for offset in range(0, 3, limit)
            for one in find_articles(record, "sailing ferries", limit, offset)[0]
        ]
        assert sorted(told) == sorted(one.id for one in whole)
