"""An office put right on a person's page, and by a program: in every view at once, with its reason, undoable."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.model import Actor, Article, Event, Office, Page, Passage, Source, Span
from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app
from communique.web.access import Access

TEXT = "Foreign Minister Rosa Quispe met Chile's envoys in Lima on 14 July 2025."
PERSON = "/actor/person-rosa-quispe"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    quispe = Actor(id="q", name="Rosa Quispe", kind="person", country="PER",
                   offices=(Office("foreign minister", "PER", False, 0, 16),))  # fmt: skip
    chile = Actor(id="c", name="Chile", kind="state", country="CHL")
    met = Event(
        id="event-1", event="CONSULT", mode=("visit",), actor=("q", "c"), date="2025-07-14", place="Lima",
        factuality="actual", trigger=Span(29, 32), evidence=(Passage(0, len(TEXT), TEXT),), rule="rule", confidence=0.9,
    )  # fmt: skip
    article = Article(
        id="article-1", headline="A meeting", published="2025-07-15", text=TEXT, actors=(quispe, chile), events=(met,)
    )
    source = Source(uri="https://lima.example/", digest="sha256:1", media_type="text/html", publisher="Lima Post")
    save_page(open_record(tmp_path / "record.db"), Page(source=source, articles=(article,)), "reader")
    return tmp_path / "record.db"


@pytest.fixture
def client(file: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def offices_shown(client: TestClient[Any]) -> list[bool]:
    """Whether the office stands on the person's page, its country's, the meetings', the article's, and in the API."""
    tables = [re.sub(r"<form.*?</form>|<p class=\"line\">.*?</p>", "", client.get(path).text, flags=re.DOTALL)
              for path in (PERSON, "/actor/of-per", "/meetings", "/article/article-1")]  # fmt: skip
    answers = [client.get(f"/api/v1/{path}").text for path in
               ("actors/person-rosa-quispe", "actors/person-rosa-quispe/persons", "offices/PER")]  # fmt: skip
    shown = [bool(re.search(r"(<td>|dim\">|\n\s*)(former )?foreign minister", table)) for table in tables]
    return shown + ['"title":"foreign minister"' in answer for answer in answers]


def test_an_office_is_put_right_on_the_page_and_taken_back(client: TestClient[Any]) -> None:
    assert all(offices_shown(client))
    shown = client.get(PERSON).text
    token = re.search(r'name="token" value="([^"]+)"', shown)
    assert token
    assert 'value="person-rosa-quispe PER"' in shown
    form = {"token": token[1], "back": PERSON, "finding": "person-rosa-quispe PER", "title": "foreign minister",
            "of": "PER", "reason": "she is the deputy"}  # fmt: skip
    assert client.post("/correct/office", data=form, follow_redirects=False).headers["location"] == PERSON
    assert not any(offices_shown(client))
    assert "she is the deputy" in client.get(PERSON).text
    assert "never foreign minister of Peru" in client.get("/corrections").text
    (made,) = client.get("/api/v1/corrections").json()
    client.post("/correct/undo", data={"token": token[1], "back": PERSON, "finding": made["id"]})
    assert all(offices_shown(client))


def test_a_program_puts_right_and_takes_back(client: TestClient[Any]) -> None:
    said = {
        "what": "office",
        "one": "person-rosa-quispe",
        "title": "foreign minister",
        "field": "title",
        "value": "envoy",
    }
    made = client.post("/api/v1/corrections", json=said)
    assert made.status_code == 201
    assert [h["title"] for h in client.get("/api/v1/offices/PER").json()] == ["envoy"]
    undone = client.post(f"/api/v1/corrections/{made.json()['id']}/undo", json={})
    assert undone.json()["undone"]
    assert [h["title"] for h in client.get("/api/v1/offices/PER").json()] == ["foreign minister"]


def test_a_program_strikes_out_a_finding(client: TestClient[Any]) -> None:
    assert client.post("/api/v1/corrections", json={"what": "wrong", "one": "event-1"}).status_code == 201
    assert client.get("/api/v1/findings/event").json()["total"] == 0


def test_what_a_program_says_amiss_is_told_in_words(client: TestClient[Any]) -> None:
    answer = client.post("/api/v1/corrections", json={"what": "wrong", "one": "event-none"})
    assert answer.status_code == 400
    assert "event-none" in answer.json()["title"]
    assert client.post("/api/v1/corrections", json={"what": "praise", "one": "event-1"}).status_code == 400
    assert client.post("/api/v1/corrections/none/undo", json={}).status_code == 400


def test_a_page_of_another_site_puts_nothing_right(client: TestClient[Any], file: Path) -> None:
    said = '{"what": "wrong", "one": "event-1"}'
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        told = {"content-type": "application/json", **headers}
        assert client.post("/api/v1/corrections", content=said, headers=told).status_code == 403
    plain = {"content-type": "text/plain"}
    assert client.post("/api/v1/corrections", content=said, headers=plain).status_code == 415
    with TestClient(make_app(file, Access(changes=False)), base_url="http://127.0.0.1:8765") as shown_only:
        assert shown_only.post("/api/v1/corrections", json={"what": "wrong", "one": "event-1"}).status_code == 403
    assert client.get("/api/v1/corrections").json() == []
