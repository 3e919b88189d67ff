"""Putting the record right from the explorer: it needs our own form, shows at once everywhere, and can be undone."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from litestar.testing import TestClient

from communique.model import Actor, Article, Event, Page, Passage, Source, Span, Statement
from communique.store import open_record, pages_come
from communique.threads import save_page
from communique.web import make_app

TEXT = "Peru shelled Chile on 14 July 2025. Officials said the border was closed."


def page(number: int) -> Page:
    act = Event(
        id=f"event-{number}", event="ASSAULT", mode=("explosives",), actor=("p",), recipient=("c",), date="2025-07-14",
        factuality="actual", trigger=Span(5, 12), evidence=(Passage(0, 35, TEXT[:35]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    said = Statement(
        id=f"statement-{number}", speaker="p", manner="indirect", content=(Span(51, 72),),
        evidence=(Passage(36, len(TEXT), TEXT[36:]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    actors = (
        Actor(id="p", name="Peru", kind="state", country="PER"),
        Actor(id="c", name="Chile", kind="state", country="CHL"),
    )
    article = Article(
        id=f"article-{number}", headline=f"Story {number}", published="2025-07-15", text=TEXT + "\n" + "More. " * number,
        actors=actors, events=(act,), statements=(said,),
    )  # fmt: skip
    source = Source(
        uri=f"https://{number}.example/", digest=f"sha256:{number}", media_type="text/html", publisher=f"Paper {number}"
    )
    return Page(source=source, articles=(article,))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Any]]:
    file = tmp_path / "record.db"
    record = open_record(file)
    for number in (1, 40):
        save_page(record, page(number), "reader")
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


ATOM = "{http://www.w3.org/2005/Atom}"


def valid_feed(client: TestClient[Any], address: str) -> None:
    """What RFC 4287 asks of a feed, and that each of its entries leads to a page of the explorer."""
    feed = ET.fromstring(client.get(address).content)
    assert [link.attrib["href"] for link in feed.iterfind(f"{ATOM}link") if link.attrib["rel"] == "self"] == [address]
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) > 0
    for part in (feed, *entries):
        assert part.findtext(f"{ATOM}title")
        datetime.fromisoformat(str(part.findtext(f"{ATOM}updated")))
    for entry in entries:
        links = [a.attrib["href"] for a in entry.iterfind(f"{ATOM}link") if a.attrib.get("rel") in (None, "alternate")]
        assert [client.get(link).status_code for link in links] == [200]


def change(client: TestClient[Any], path: str, where: str = "/event/event-1", **fields: str) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', client.get(where).text)
    assert token
    form = {"token": token[1], "back": where, **fields}
    return client.post(f"/correct/{path}", data=form, follow_redirects=False)


def test_what_is_struck_out_is_seen_at_once_while_pages_are_added(client: TestClient[Any], tmp_path: Path) -> None:
    with pages_come(tmp_path / "record.db"):
        assert "event-1" in re.findall(r"event-\d+", client.get("/api/v1/findings/event").text)
        change(client, "wrong", finding="event-1", reason="no such thing")
        assert "event-1" not in re.findall(r"event-\d+", client.get("/api/v1/findings/event").text)


def test_what_is_struck_out_leaves_every_list_and_comes_back_when_undone(client: TestClient[Any]) -> None:
    assert change(client, "wrong", finding="event-1", reason="no such thing").headers["location"] == "/event/event-1"
    for path in ("/events", "/article/article-1", "/actor/state-per", "/api/v1/findings/event", "/happenings"):
        assert "event-1" not in re.findall(r"event-\d+", client.get(path).text), path
    assert client.get("/api/v1/findings/event").json()["total"] == 1
    own = client.get("/event/event-1").text
    assert "struck this out" in own
    assert "no such thing" in own
    assert 'must = "not fire"' in client.get("/corrections/sentences").text
    made = client.get("/api/v1/corrections").json()[0]["id"]
    change(client, "undo", finding=made)
    assert client.get("/api/v1/findings/event").json()["total"] == 2
    lines = client.get("/corrections/download").text.splitlines()
    assert [msgspec.json.decode(line)["undone"] is not None for line in lines] == [True]


def test_a_wrong_speaker_is_another_in_every_list(client: TestClient[Any]) -> None:
    change(client, "wrong", "/statement/statement-1", finding="statement-1", field="speaker", value="Chile")
    found = {f["id"]: f for f in client.get("/api/v1/findings/statement").json()["items"]}
    assert [(p["name"], p["who"]) for p in found["statement-1"]["parties"]] == [("Chile", "state-chl")]
    assert found["statement-1"]["corrected"] == ["speaker"]
    assert [p["name"] for p in found["statement-40"]["parties"]] == ["Peru"]
    assert "speaker put right by a reader" in client.get("/statements").text
    assert "statement-1" in client.get("/api/v1/findings/statement?who=state-chl").text
    assert "#w-statement-1" in client.get("/actor/state-chl").text
    assert "#w-statement-1" not in client.get("/actor/state-per").text
    article = client.get(f"/api/v1/articles/{found['statement-1']['article']}").json()
    speakers = {one["id"]: one["speaker"] for one in article["statements"]}
    assert speakers["statement-1"] == next(one["id"] for one in article["actors"] if one["name"] == "Chile")


def test_what_is_no_type_is_refused_where_it_is_put_right(client: TestClient[Any]) -> None:
    told = {"what": "wrong", "one": "event-1", "field": "event", "value": "banquet"}
    answer = client.post("/api/v1/corrections", json=told)
    assert (answer.status_code, "event is one of AGREE" in answer.json()["title"]) == (400, True)


def test_two_tellings_are_parted_and_joined_again(client: TestClient[Any]) -> None:
    one = client.get("/api/v1/happenings/event-1").json()
    assert one["happening"]["tellings"] == 2
    lead, other = (t["event_id"] for t in one["tellings"])
    change(client, "not-same", "/happening/event-1", finding=other, other=lead)
    assert client.get("/api/v1/happenings/event-1").json()["happening"]["tellings"] == 1
    change(client, "same", finding=lead, other=f"http://127.0.0.1:8765/event/{other}")
    assert client.get("/api/v1/happenings/event-1").json()["happening"]["tellings"] == 2


def test_a_form_that_is_not_ours_changes_nothing(client: TestClient[Any]) -> None:
    form = {"finding": "event-1", "token": "guessed"}
    assert client.post("/correct/wrong", data=form).status_code == 403
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        token = re.search(r'name="token" value="([^"]+)"', client.get("/event/event-1").text)
        assert token
        assert client.post("/correct/wrong", data={**form, "token": token[1]}, headers=headers).status_code == 403
    assert client.get("/api/v1/corrections").json() == []


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(client: TestClient[Any], elsewhere: str) -> None:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/event/event-1").text)
    assert token
    form = {"finding": "event-1", "token": token[1], "back": elsewhere}
    assert client.post("/correct/wrong", data=form, follow_redirects=False).headers["location"] == "/corrections"


def test_what_cannot_be_corrected_is_told_in_words(client: TestClient[Any]) -> None:
    answer = change(client, "same", finding="event-1", other="nonsense")
    assert answer.status_code == 400
    assert "nonsense" in answer.text


def test_pages_without_anything_put_right_say_so(client: TestClient[Any]) -> None:
    assert "Nobody has put anything right" in client.get("/corrections").text


def test_a_finding_drawn_by_chance_is_marked_and_counted(client: TestClient[Any]) -> None:
    page = client.get("/audit?kind=event")
    assert "etag" not in page.headers
    drawn = re.search(r'name="finding" value="([^"]+)"', page.text)
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert drawn
    assert token
    form = {"token": token[1], "back": "/audit?kind=event", "finding": drawn[1], "field": "event", "value": "right"}
    assert client.post("/audit/mark", data=form, follow_redirects=False).headers["location"] == "/audit?kind=event"
    assert client.get("/api/v1/audit").json()[0]["right"] == 1
    assert drawn[1] in client.get("/audit/download").text
    assert client.post("/audit/mark", data={**form, "value": "perhaps"}).status_code == 404


def test_a_mark_is_taken_back_on_the_page_and_its_finding_shown_again(client: TestClient[Any]) -> None:
    page = client.get("/audit?kind=event").text
    form = {"token": re.search(r'name="token" value="([^"]+)"', page)[1], "finding": "event-1", "field": "event"}  # type: ignore[index]
    client.post("/audit/mark", data={**form, "value": "wrong"})
    marked = client.get("/audit?kind=event").text
    assert "Marked last" in marked
    assert 'data-key="u"' in marked
    answer = client.post("/audit/undo", data={**form, "value": ""}, follow_redirects=False)
    assert answer.headers["location"] == "/audit?kind=event&again=event-1"
    assert 'name="finding" value="event-1"' in client.get(answer.headers["location"]).text
    assert client.get("/api/v1/audit").json() == []
    assert client.post("/audit/undo", data=form).status_code == 404
    assert client.post("/audit/undo", data={**form, "token": "forged"}).status_code == 403


def test_a_program_marks_and_takes_back(client: TestClient[Any]) -> None:
    mark = {"kind": "event", "finding": "event-1", "verdict": "right"}
    assert client.post("/api/v1/audit/marks", json=mark).json()["verdict"] == "right"
    assert [one["finding"] for one in client.get("/api/v1/audit/marks").json()] == ["event-1"]
    assert client.get("/api/v1/audit").json()[0]["share"] == 1
    assert client.post("/api/v1/audit/marks/event-1/undo", json={}).json()["finding"] == "event-1"
    assert (client.get("/api/v1/audit").json(), client.get("/api/v1/audit/marks").json()) == ([], [])
    for refused in (client.post("/api/v1/audit/marks/event-1/undo", json={}),
                    client.post("/api/v1/audit/marks", json={**mark, "finding": "event-none"})):  # fmt: skip
        assert (refused.status_code, refused.headers["content-type"]) == (404, "application/problem+json")
    assert client.post("/api/v1/audit/marks", json={**mark, "verdict": "perhaps"}).status_code == 400
    plain = {"content-type": "text/plain"}
    assert client.post("/api/v1/audit/marks", content=msgspec.json.encode(mark), headers=plain).status_code == 415


def test_a_watch_is_added_fed_and_ended(client: TestClient[Any]) -> None:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/watches").text)
    assert token
    form = {"token": token[1], "back": "/watches"}
    client.post("/watches/add", data={**form, "finding": "Peru,Chile", "value": "Andes & more"})
    (watch,) = client.get("/api/v1/watches").json()
    assert "Andes &amp; more" in client.get("/watches").text
    feed = client.get(f"/watch/{watch['id']}/feed")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "Andes &amp; more" in feed.text
    assert "event-1" in feed.text
    assert client.get("/brief/feed").text.startswith("<?xml")
    for address in (f"/watch/{watch['id']}/feed", "/brief/feed?since=3650d"):
        valid_feed(client, address)
    assert client.post("/watches/add", data={**form, "finding": "Atlantis"}).status_code == 400
    client.post("/watches/remove", data={**form, "finding": watch["id"]})
    assert client.get("/api/v1/watches").json() == []
    assert client.get("/watch/none").status_code == 404


def test_a_happening_is_compared_as_each_side_tells_it(client: TestClient[Any]) -> None:
    sides = client.get("/api/v1/happenings/event-1/accounts").json()
    assert sides["sides"] == ["CHL", "PER"]
    shown = client.get("/happening/event-1").text
    assert ("As each side tells it" in shown) == bool(sides["compared"])
