"""The map and the network: what they draw is what the record holds, and every mark leads to words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from communique.model import Actor, Article, Event, Page, Passage, Place, Source, Span
from communique.search import Tie, find_findings, places_of_acts, ties_of
from communique.search.found import Wanted
from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app
from communique.web.charts import as_svg, network_chart
from communique.web.world import HEIGHT, WIDTH, circles, projected

TEXT = "Peru met Chile in Arica."


def act(number: int, **told: Any) -> Event:
    given = {
        "event": "CONSULT",
        "actor": ("p", "c"),
        "date": "2025-07-14",
        "factuality": "actual",
        "score": 1.0,
        **told,
    }
    words = (Passage(0, len(TEXT), TEXT),)
    return Event(id=f"event-{number}", trigger=Span(5, 8), evidence=words, rule="rule", confidence=0.9, **given)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    record = open_record(tmp_path_factory.mktemp("record") / "record.db")
    states = (("p", "Peru", "PER"), ("c", "Chile", "CHL"), ("b", "Bolivia", "BOL"))
    events = (
        act(1, place="Arica"), act(2, place="Arica", score=-5.0, event="ACCUSE", actor=("p",), recipient=("c",)),
        act(3, place="Lima", factuality="planned"), act(4, place="Atlantis", date="2025-07-01"), act(5, date=None, place="Arica"),
        act(6, date="2024-01-01", place="Arica"), act(7, actor=("p", "b")),
    )  # fmt: skip
    article = Article(
        id="a", published="2025-07-15", text=TEXT, events=events,
        actors=tuple(Actor(id=i, name=n, kind="state", country=c) for i, n, c in states),
        places=(Place(start=18, stop=23, text="Arica", name="Arica", country="CHL", lat=-18.5, lon=-70.3),),
    )  # fmt: skip
    save_page(
        record, Page(source=Source(uri="a", digest="sha256:1", media_type="text/plain"), articles=(article,)), "reader"
    )
    return record


@pytest.fixture
def client(record: Any) -> Iterator[TestClient[Any]]:
    file = record.execute("PRAGMA database_list").fetchone()["file"]
    with TestClient(make_app(Path(file)), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_only_acts_of_these_days_that_were_done_are_on_the_map(record: Any) -> None:
    found = places_of_acts(record, "2025-06-01", "2025-07-15")
    assert [(p.name, p.country, p.acts, p.score) for p in found] == [
        ("Arica", "CHL", 2, -2.0),
        ("Atlantis", None, 1, 1.0),
    ]
    assert [place.name for place, *_ in circles(found)] == ["Arica"]
    assert [f.id for f in find_findings(record, "event", Wanted(place="Lima"))] == ["event-3"]


def test_those_who_share_most_acts_come_first(record: Any) -> None:
    ties = ties_of(record, "2025-06-01", "2025-07-15")
    assert [(t.one, t.other, t.acts) for t in ties] == [("state-chl", "state-per", 3), ("state-bol", "state-per", 1)]
    assert [t.acts for t in ties_of(record, "2025-06-01", "2025-07-15", actors=2)] == [3]
    assert [t.acts for t in ties_of(record, "2025-06-01", "2025-07-15", "ACCUSE")] == [1]


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_of_the_earth_lies_on_the_map(lat: float, lon: float) -> None:
    x, y = projected(lat, lon)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT
    assert projected(0, 0) == (WIDTH / 2, HEIGHT / 2)


def test_a_place_leads_to_its_acts_and_a_tie_to_its_pair(client: TestClient[Any]) -> None:
    page = client.get("/map").text
    assert 'href="/events?place=Arica"' in page
    assert "not on the map" in page
    assert client.get("/events?place=Arica").text.count('class="card k-event"') == 4
    assert 'href="/pair/state-chl/state-per"' in client.get("/network").text
    assert client.get("/api/v1/places?what=ACCUSE").json()[0]["acts"] == 1
    assert client.get("/api/v1/ties?since=2025-07-10").json()[0]["acts"] == 2


def test_a_record_with_few_acts_in_a_quarter_shows_longer(client: TestClient[Any]) -> None:
    assert "from 18 July 2015 to 15 July 2025" in client.get("/map").text
    assert "from 15 April 2025 to 15 July 2025" in client.get("/map?since=91d").text


def test_the_drawing_names_the_actors_and_never_what_they_hide() -> None:
    spec = network_chart([Tie("a", "<script>alert(1)</script>", "b", "B", 2, -1.0)])
    drawn = ET.fromstring(as_svg(spec))
    assert not [element for element in drawn.iter() if element.tag.endswith(("script", "foreignObject"))]
    assert "B" in [element.text for element in drawn.iter() if element.tag.endswith("text")]
    assert as_svg(spec) == as_svg(network_chart([Tie("a", "<script>alert(1)</script>", "b", "B", 2, -1.0)]))


@pytest.mark.parametrize("path", ["/map?since=soon", "/network?until=never", "/network?actors=7"])
def test_days_that_are_none_are_refused_in_words(client: TestClient[Any], path: str) -> None:
    assert client.get(path).status_code == 400


def test_the_ground_is_made_of_cities(client: TestClient[Any]) -> None:
    drawn = client.get("/map/ground.svg")
    assert ET.fromstring(drawn.content)[0].get("d", "").count("M") > 5000
