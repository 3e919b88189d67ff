"""Today, the search, and the way from two names to a pair."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_page
from litestar.testing import TestClient

from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app
from communique.web.shown import days


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("record") / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_the_first_page_tells_what_is_new_and_where_its_words_are(client: TestClient[Any]) -> None:
    page = client.get("/").text
    assert "What is planned" in page
    assert 'href="/article/article-1#w-event-1"' in page
    assert 'href="/event/event-1#cite"' in page


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    open_record(tmp_path / "record.db").close()
    with TestClient(make_app(tmp_path / "record.db"), base_url="http://127.0.0.1:8765") as client:
        assert "communique add" in client.get("/").text


def test_an_address_of_former_days_finds_its_search(client: TestClient[Any]) -> None:
    assert client.get("/?q=minister", follow_redirects=False).headers["location"] == "/articles?q=minister"


def test_the_list_and_the_api_narrow_alike(client: TestClient[Any]) -> None:
    assert "1 article" in client.get("/articles?what=CONSULT&status=planned").text
    told = client.get("/api/v1/articles?what=CONSULT").json()
    assert told["total"] == 1
    assert {facet["name"] for facet in told["facets"]} == {"what", "status", "country", "outlet", "month"}
    assert client.get("/api/v1/articles?what=ACCUSE").json()["total"] == 0


def test_two_names_lead_to_their_pair_and_an_unknown_one_is_told(client: TestClient[Any]) -> None:
    there = client.get("/pair?one=Envoy&other=MAR&show=promises", follow_redirects=False)
    assert there.headers["location"] == "/pair/person-envoy/of-mar#promises"
    assert client.get("/pair?one=Envoy", follow_redirects=False).headers["location"] == "/actor/person-envoy"
    unknown = client.get("/pair?one=Atlantis&other=MAR")
    assert (unknown.status_code, "Atlantis" in unknown.text) == (404, True)
    assert "Armenia" in client.get("/pair/of-arm/of-mar").text


def test_the_brief_is_told_to_programs_too(client: TestClient[Any]) -> None:
    assert client.get("/api/v1/brief?since=30d").json()["until"] == "2025-07-15"


def test_whole_months_and_years_are_told_as_such() -> None:
    assert days("2025-10-01", "2025-10-31") == "October 2025"
    assert days("2025-01-01", "2025-12-31") == "2025"
    assert days("2024-02-01", "2024-02-29") == "February 2024"
    assert days("2025-10-01", "2025-10-30") == "1 October 2025 – 30 October 2025"
    assert days("2025-10-01", None) == "1 October 2025"
    assert days("2025-10") == "October 2025"


def test_a_part_of_the_brief_stands_by_itself(client: TestClient[Any]) -> None:
    page = client.get("/brief?part=What+is+planned").text
    assert "Reported in these days as ahead." in page
    assert "What was promised" not in page
