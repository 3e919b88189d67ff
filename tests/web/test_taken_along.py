"""Whatever a page of the sample record shows as a table or a chart can be taken along, and whatever has an address is cited."""

import csv
import io
import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from litestar.testing import TestClient
from lxml import html

from communique.web import make_app

pytestmark = pytest.mark.model
# Of pages made by one template so many are walked: findings and actors number hundreds.
EACH = 12
# What has an address to be cited under.
CITED = ("article", "event", "statement", "claim", "promise", "happening", "chain", "contention", "actor", "pair")
FORMS = ["text", "Markdown", "BibTeX", "CSL-JSON"]


@pytest.fixture(scope="module")
def client(samples: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(samples), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.fixture(scope="module")
def pages(client: TestClient[Any]) -> dict[str, Any]:
    """Every page that is reached from the first one, and from those, by its address without a question."""
    found: dict[str, Any] = {}
    sorts: dict[str, int] = {}
    waiting = deque(
        [
            "/",
            "/brief?since=3650d",
            "/map?since=2000",
            "/network?since=2000",
            "/calendar?since=2020",
            "/pair/of-ken/of-eth",
        ]
    )
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code != 200 or "text/html" not in answer.headers["content-type"]:
            assert answer.status_code == 200 or path == "/network/drawing", path  # which draws what it is asked
            continue
        found[path] = html.fromstring(answer.text)
        for link in found[path].xpath("//a/@href"):
            there = urlsplit(link).path
            sort = there.split("/")[1] if there.startswith("/") else "api"
            if sort in ("api", "id") or there in found or there in waiting or sorts.get(sort, 0) >= EACH:
                continue
            sorts[sort] = sorts.get(sort, 0) + 1
            waiting.append(there)
    return found


def test_every_page_of_the_menu_was_walked(pages: dict[str, Any]) -> None:
    menu = {urlsplit(link).path for link in pages["/"].xpath("//header//nav//a/@href")}
    assert menu <= {urlsplit(path).path for path in pages}
    assert {sort for sort in CITED if not any(path.startswith(f"/{sort}/") for path in pages)} <= {"contention"}


def files_beside(shown: Any) -> dict[str, str]:
    """The files offered in the nearest part of the page that offers any: what each is called, and where it is."""
    part = shown.getparent()
    while part is not None and not part.xpath('.//p[@class="get"]//a'):
        part = part.getparent()
    return {} if part is None else {link.text: link.get("href") for link in part.xpath('.//p[@class="get"]//a')}


def test_every_table_is_to_be_had_as_csv_and_json(client: TestClient[Any], pages: dict[str, Any]) -> None:
    lacking, seen = [], set()
    for path, page in pages.items():
        for shown in page.xpath("//main//table"):
            files = files_beside(shown)
            if not {"CSV", "JSON Lines", "JSON"} <= files.keys():
                lacking.append((path, sorted(files)))
                continue
            seen |= {files[name] for name in ("CSV", "JSON Lines", "JSON")}
            rows = [*csv.DictReader(io.StringIO(client.get(files["CSV"]).text))]
            lines = client.get(files["JSON Lines"]).text.splitlines()
            assert len(rows) == len(lines) > 0, (path, files)
            assert all(json.loads(line) for line in lines)
            assert client.get(files["JSON"]).json(), (path, files)
    assert lacking == []
    assert len(seen) > 20


def test_every_list_is_to_be_had_as_csv_and_json(pages: dict[str, Any]) -> None:
    lists = ("/articles", "/events", "/statements", "/claims", "/promises", "/happenings", "/chains", "/contentions")
    for path in lists:
        if pages[path].xpath('//main//p[@class="empty"]'):
            continue
        offered = {link.text for link in pages[path].xpath('//main//p[@class="get"]//a')}
        assert {"CSV", "JSON Lines", "JSON"} <= offered, path


def test_every_chart_is_to_be_had_as_an_image_and_as_figures(client: TestClient[Any], pages: dict[str, Any]) -> None:
    charts = [
        (path, chart)
        for path, page in pages.items()
        for chart in page.xpath('//main//picture | //main//svg[@class="map"]')
    ]
    assert {urlsplit(path).path.split("/")[1] for path, _ in charts} == {"map", "network", "pair"}
    kinds = {"SVG": "image/svg+xml", "PNG": "image/png", "CSV": "text/csv", "JSON Lines": "application/jsonl"}
    for path, chart in charts:
        files = files_beside(chart)
        assert {*kinds, "JSON"} <= files.keys(), (path, files)
        for name, media_type in kinds.items():
            assert client.get(files[name]).headers["content-type"].startswith(media_type), (path, name)


def test_whatever_has_an_address_is_cited_in_four_forms(client: TestClient[Any], pages: dict[str, Any]) -> None:
    walked = [path for path in pages if path.split("/")[1] in CITED]
    lacking = [path for path in walked if pages[path].xpath('//*[@id="cite"]//summary/text()') != FORMS]
    assert lacking == []
    for path in walked:
        forms = pages[path].xpath('//*[@id="cite"]//pre')
        assert json.loads(forms[3].text_content())[0]["id"], path
        bookmark = pages[path].xpath('//*[@id="cite"]//a[@rel="bookmark"]/@href')
        assert client.get(bookmark[0]).status_code == 200


def test_every_watch_has_its_feed(client: TestClient[Any], pages: dict[str, Any]) -> None:
    (watched,) = [path for path in pages if path.startswith("/watch/")]
    for path in (watched, "/watches", "/brief"):
        feeds = [link for link in pages[path].xpath("//main//a/@href") if "/feed" in link]
        assert feeds, path
        answer = client.get(feeds[0])
        assert answer.headers["content-type"].startswith("application/atom+xml")
        assert html.fromstring(answer.content).xpath("//id")
