"""Two actors over time: the page, its chart and its table say the same."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from litestar.testing import TestClient

from communique.model import Actor, Article, Event, Page, Passage, Source, Span
from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app

TEXT = "Peru met Chile."
PAIR = "/pair/state-per/state-chl"


def met(number: int, day: str | None) -> Event:
    return Event(
        id=f"event-{number}", event="CONSULT", actor=("p", "c"), date=day, score=1.0, factuality="actual", trigger=Span(5, 8),
        evidence=(Passage(0, len(TEXT), TEXT),), rule="rule", confidence=0.9,
    )  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("record") / "record.db"
    peru = Actor(id="p", name="Peru", kind="state", country="PER")
    chile = Actor(id="c", name="Chile", kind="state", country="CHL")
    for number, published in enumerate(("2025-05-02", "2025-07-15")):
        events = (*(met(n, published) for n in range(5)), met(9, None))
        article = Article(id=f"a{number}", published=published, text=TEXT, actors=(peru, chile), events=events)
        source = Source(uri="a", digest=f"sha256:{number}", media_type="text/plain")
        save_page(open_record(file), Page(source=source, articles=(article,)), "reader")
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_the_chart_is_an_image_of_the_table(client: TestClient[Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PAIR}/relation/csv?by=month").text)))
    assert [(row["period"], row["acts"], row["score"]) for row in rows] == [
        ("2025-05", "6", "1.0"),
        ("2025-07", "6", "1.0"),
    ]
    spec = json.loads(client.get(f"{PAIR}/relation/vega-lite?by=month").text)
    assert [row["score"] for row in spec["vconcat"][0]["data"]["values"]] == [1.0, 1.0]
    drawn = client.get(f"{PAIR}/relation/svg?by=month&theme=dark")
    assert ET.fromstring(drawn.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert client.get(f"{PAIR}/relation/png?by=month").content.startswith(b"\x89PNG")
    assert client.get("/api/v1/relations/state-per/state-chl?by=month").json()[1]["acts"] == 6


def test_a_drawing_for_a_page_leads_on_and_a_file_to_take_along_does_not(client: TestClient[Any]) -> None:
    drawn = client.get(f"{PAIR}/relation/svg?by=month").text
    assert f'href="{PAIR}?by=month&amp;scale=plover&amp;period=2025-07#between"' in drawn
    assert "vega-datasets" not in drawn
    assert PAIR not in client.get(f"{PAIR}/relation/vega-lite?by=month").text


def test_a_narrow_drawing_keeps_its_letters_and_names_its_periods(client: TestClient[Any]) -> None:
    wide, narrow = (
        ET.fromstring(client.get(f"{PAIR}/relation/svg?by=month&width={w}").content) for w in ("wide", "narrow")
    )
    assert float(narrow.attrib["width"]) < 320 < float(wide.attrib["width"])
    assert "May 2025" in {one.text for one in narrow.iter("{http://www.w3.org/2000/svg}text")}
    quarters = ET.fromstring(client.get(f"{PAIR}/relation/svg?by=quarter").content)
    assert "Q2 2025" in {one.text for one in quarters.iter("{http://www.w3.org/2000/svg}text")}


def test_every_period_leads_to_the_words_it_counts(client: TestClient[Any]) -> None:
    page = client.get(f"{PAIR}?by=month").text
    assert "?by=month&amp;period=2025-07#between" in page
    july = client.get(f"{PAIR}?by=month&period=2025-07").text
    assert july.count('class="card k-event"') == 6
    assert page.count('class="card k-event"') == 12


@pytest.mark.parametrize("path", [f"{PAIR}?by=decade", f"{PAIR}/relation/gif"])
def test_a_wrong_form_or_period_is_refused_in_words(client: TestClient[Any], path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_a_pair_nobody_knows_is_not_found(client: TestClient[Any]) -> None:
    assert client.get("/pair/state-per/state-xyz").status_code == 404
    assert client.get("/api/v1/relations/state-per/state-xyz").status_code == 404


def test_a_section_of_a_pair_stands_by_itself_page_by_page(client: TestClient[Any]) -> None:
    acts = client.get(f"{PAIR}?part=acts").text
    assert acts.count('class="card k-event"') == 12
    assert "Over time" not in acts
    assert client.get(f"{PAIR}?part=acts&page=2").text.count('class="card k-event"') == 0
    assert client.get(f"{PAIR}?part=nothing").status_code == 400
