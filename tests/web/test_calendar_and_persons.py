"""The calendar tells how days moved, an actor's page who a person is, an article's who prints it too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.model import Actor, Article, Commitment, Event, Mention, Office, Page, Passage, Source, Span
from communique.search.ahead import ahead
from communique.store import open_record
from communique.threads import persons_called, save_page, spellings_of
from communique.web import make_app

PLAN = "Minister Ada Lund will visit Quito on 14 May for talks with President Rosa Mena."
REST = " She will bring a large delegation of traders, and the two will speak about fish, ports, tariffs and the river."
LONG = PLAN + REST * 3


def page(name: str, text: str, day: str, *, due: str | None, outlet: str | None = None) -> Page:
    lund = Actor(
        id="l", name="Ada Lund", kind="person", country="NOR", mentions=(Mention(9, 17, "r"),),
        offices=(Office("minister", "NOR", False, 0, 8),),
    )  # fmt: skip
    mena = Actor(id="m", name="Rosa Mena", kind="person", country="ECU", mentions=(Mention(70, 79, "r"),))
    words = (Passage(0, len(PLAN), PLAN),)
    visit = Commitment(
        id=f"commitment-{name}", kind="plan", debtor=("l",), act="visit Quito", due=due, evidence=words, rule="r",
        confidence=0.9,
    )  # fmt: skip
    planned = Event(
        id=f"event-{name}", event="CONSULT", mode=("visit",), actor=("l",), recipient=("m",), date=due, factuality="planned",
        trigger=Span(23, 28), evidence=words, rule="r", confidence=0.9,
    )  # fmt: skip
    article = Article(
        id=f"article-{name}", headline=f"Visit {name}", published=day, text=text, actors=(lund, mena), events=(planned,),
        commitments=(visit,) if due else (),
    )  # fmt: skip
    return Page(
        source=Source(uri=f"{name}.txt", digest=f"sha256:{name}", media_type="text/plain", publisher=outlet,
                      problems=("cut after 5 MB",) if name == "b" else ()),
        articles=(article,),
    )  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    record = open_record(tmp_path_factory.mktemp("record") / "record.db")
    for one in (
        page("a", LONG, "2025-04-01", due="2025-05-14", outlet="Fjord Post"),
        page("b", LONG, "2025-04-02", due="2025-05-14", outlet="River Mail"),
    ):
        save_page(record, one, "reader")
    return record


@pytest.fixture
def client(record: Any) -> Iterator[TestClient[Any]]:
    file = record.execute("PRAGMA database_list").fetchone()["file"]
    with TestClient(make_app(Path(file)), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_a_plan_stands_once_in_the_calendar_though_an_event_tells_it_too(record: Any) -> None:
    found, later = ahead(record, "2025-05")
    assert ([one.chain is not None for one in found], later) == ([True], None)
    assert found[0].chain is not None
    assert [step.article for step in found[0].chain.steps] == ["article-a", "article-b"]
    assert ahead(record, "2025-06") == ([], None)


def test_a_long_calendar_goes_on_from_a_day(record: Any) -> None:
    found, later = ahead(record, "", limit=1)
    assert (len(found), later) == (1, "2025-05-14")


def test_the_calendar_shows_every_step(client: TestClient[Any]) -> None:
    shown = client.get("/calendar?since=2025").text
    assert shown.count("<b>scheduled</b>") + shown.count("<b>promised</b>") == 2
    assert client.get("/calendar?since=soon").status_code == 400
    assert (
        client.get("/api/v1/calendar").json()["items"] == client.get("/api/v1/calendar?since=2025-04").json()["items"]
    )


def test_an_article_says_who_prints_it_too_and_what_went_wrong(client: TestClient[Any]) -> None:
    first, second = client.get("/article/article-a").text, client.get("/article/article-b").text
    assert "Also printed by 1 other" in first
    assert 'href="/article/article-b"' in first
    assert "1 problem in reading this page" in second
    assert "cut after 5 MB" in second


def test_a_person_has_spellings_and_offices(record: Any, client: TestClient[Any]) -> None:
    (lund,) = persons_called(record, "person-ada-lund")
    assert [(one.name, one.reason) for one in spellings_of(record, lund.id)] == [("Ada Lund", None)]
    shown = client.get("/actor/person-ada-lund").text
    assert "<td>minister</td><td>Norway</td>" in shown.replace("\n", "")
    (told,) = client.get("/api/v1/actors/person-ada-lund/persons").json()
    assert told["offices"][0]["title"] == "minister"
    assert [one["holder"] for one in client.get("/api/v1/offices/NOR").json()] == ["Ada Lund"]


def test_sources_count_outlets_languages_and_problems(client: TestClient[Any]) -> None:
    told = client.get("/api/v1/sources").json()
    assert [(one["value"], one["problems"]) for one in told["outlets"]] == [("Fjord Post", 0), ("River Mail", 1)]
    assert client.get("/api/v1/problems").json()[0]["article"] == "article-b"
    assert "River Mail" in client.get("/sources").text


TABLES = ("articles", "actors", "happenings", "meetings", "chains", "contentions", "offices", "held", "calendar", "places",
          "ties", "topics", "sources", "outlets", "languages", "problems", "watches", "audit", "event", "statement")  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_taken_along(client: TestClient[Any], name: str) -> None:
    dated = ("happenings", "calendar", "places", "ties", "event", "statement", "meetings")
    asked = {"who": "NOR"} if name in ("offices", "held") else {"since": "2025"} if name in dated else {}
    lines = client.get(f"/api/v1/tables/{name}", params={**asked, "form": "jsonl"}).text.splitlines()
    rows = client.get(f"/api/v1/tables/{name}", params=asked).text.splitlines()
    assert len(rows) == len(lines) + 1 or name in (
        "articles",
        "event",
        "statement",
    )  # the columns are told also of nothing
    assert client.get("/api/v1/tables/places?since=never").status_code == 400


def test_persons_are_joined_and_parted_by_a_reader(record: Any, client: TestClient[Any]) -> None:
    import re

    page = client.get("/actor/person-ada-lund").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    form = {"token": token[1], "back": "/actor/person-ada-lund", "finding": "person-ada-lund", "other": "Rosa Mena"}
    assert client.post("/correct/same-person", data=form, follow_redirects=False).status_code == 303
    assert "Spellings taken for one person" in client.get("/actor/person-ada-lund").text
    made = client.get("/api/v1/corrections").json()[0]
    client.post("/correct/undo", data={"token": token[1], "finding": made["id"]})
    assert "Spellings taken for one person" not in client.get("/actor/person-ada-lund").text
