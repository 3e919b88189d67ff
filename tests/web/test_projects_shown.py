"""Projects and meetings in the explorer: listed, marked in their articles, with what is told of each."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

import communique
from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app

pytestmark = pytest.mark.model

PAGE = """Oman to build port in Ghana

ACCRA, 4 March 2025 - Oman agreed to build a new port in Tema. Ghana thanked Oman. Oman promised to finance the port by 2027.

The ministers will discuss the port at the upcoming ECOWAS finance summit in Lomé.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    folder = tmp_path_factory.mktemp("topics")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    save_page(open_record(folder / "record.db"), communique.read(folder / "page.txt"), "reader")
    with TestClient(make_app(folder / "record.db"), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_a_project_leads_to_what_is_told_of_it(client: TestClient[Any]) -> None:
    listed = client.get("/topics").text
    assert 'href="/topics?q=port%20in%20Tema"' in listed
    assert 'class="card' not in listed
    told = client.get("/topics?q=port+in+Tema").text
    assert "What was promised" in told
    assert "Oman promised to finance the port by 2027" in told


def test_a_project_that_nobody_names_is_said_to_be_none(client: TestClient[Any]) -> None:
    assert "No project or meeting is called so." in client.get("/topics?q=glacier").text
    assert client.get("/api/v1/topics?q=glacier").json() == []


def test_programs_get_the_same_list(client: TestClient[Any]) -> None:
    names = {topic["name"]: topic["kind"] for topic in client.get("/api/v1/topics").json()}
    assert names["port in Tema"] == "project"
    assert not [name for name in names if "upcoming" in name]


def test_the_article_marks_its_projects(client: TestClient[Any]) -> None:
    article = client.get("/api/v1/articles").json()["items"][0]["id"]
    page = client.get(f"/article/{article}").text
    assert 'id="show-topic"' in page
    assert "m-topic" in page
    assert 'href="/topics?q=port%20in%20Tema"' in page
