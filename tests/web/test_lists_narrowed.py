"""Every list is narrowed by one form: by what its list in the API takes, kept from stretch to stretch and in its files."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from chromium import needs_chromium, served
from litestar.testing import TestClient

from communique.model import (
    Actor,
    Article,
    Claim,
    Commitment,
    Event,
    Page,
    Passage,
    Place,
    Source,
    Span,
    Statement,
)
from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app
from communique.web.filters import LISTS

TEXT = (
    "Peru met Chile in Arica. Peru will repair the dam by 1 September 2025, it said. Chile denies that trucks broke it."
)
WHOLE = (Passage(0, len(TEXT), TEXT),)
FOUND: dict[str, Any] = {"evidence": WHOLE, "rule": "rule", "confidence": 0.9}
# The pages with the form: articles and the calendar are looked through in ways of their own, the others are only shown whole.
PAGES = {
    name: LISTS[name]
    for name in ("event", "statement", "claim", "commitment", "happenings", "meetings", "chains", "contentions", "actors",
                 "topics", "places", "ties")
}  # fmt: skip


def article(number: int, **told: Any) -> Article:
    """A day's article in which Peru does something to Chile, or as `told`."""
    day = f"2025-{1 + number // 28:02}-{1 + number % 28:02}"
    act = {
        "event": "CONSULT",
        "actor": ("p",),
        "recipient": ("c",),
        "factuality": "actual",
        "date": day,
        "place": "Arica",
    }
    states = (("p", "Peru", "PER"), ("c", "Chile", "CHL"), ("b", "Bolivia", "BOL"))
    return Article(
        id=f"article-{number}", headline=f"Story {number}", published=day, text=TEXT + "\n" * number,
        actors=tuple(Actor(id=i, name=n, kind="state", country=c) for i, n, c in states),
        events=(Event(id=f"event-{number}", trigger=Span(5, 8), **{**act, **told}, **FOUND),),
        statements=(Statement(id=f"statement-{number}", speaker="p", content=(Span(25, 68),), manner="indirect", date=day, **FOUND),),
        commitments=(Commitment(id=f"commitment-{number}", kind="pledge", debtor=("p",), act="repair the dam",
                                due="2025-09-01", status="open", **FOUND),),
        claims=(Claim(id=f"claim-{number}", what="trucks broke it", asserted_by=("p",), denied_by=("c",), **FOUND),),
        places=(Place(start=18, stop=23, text="Arica", name="Arica", country="CHL", lat=-18.5, lon=-70.3),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("record") / "record.db"
    record = open_record(file)
    told: dict[int, dict[str, Any]] = {
        0: {"event": "ACCUSE", "place": "Lima"}, 1: {"factuality": "planned"}, 2: {"actor": ("c",), "recipient": ("p",)},
        3: {"recipient": ("b",)},
    }  # fmt: skip
    for number in range(130):
        source = Source(uri=f"https://{number}.example/", digest=f"sha256:{number}", media_type="text/html")
        save_page(record, Page(source=source, articles=(article(number, **told.get(number, {})),)), "reader")
    record.close()
    return file


@pytest.fixture(scope="module")
def client(file: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def names_in(page: str) -> set[str]:
    """What the form of a page asks."""
    form = re.search(r'<form class="filters narrow".*?</form>', page, re.DOTALL)
    assert form
    return set(re.findall(r'name="(\w+)"', form[0]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_what_its_list_in_the_api_takes(client: TestClient[Any], name: str) -> None:
    document = client.get("/api/v1/openapi.json").json()["paths"]
    listed = PAGES[name]
    path = "/api/v1/findings/{kind}" if listed.api.startswith("/api/v1/findings/") else listed.api
    taken = {one["name"] for one in document[path]["get"]["parameters"]} - {"limit", "offset", "kind"}
    if name == "actors":
        taken |= {"kind"}
    refused = {one for one in taken if "cannot be narrowed" in client.get(listed.api, params={one: "2025"}).text}
    assert names_in(client.get(listed.page).text) == taken - refused


def chips_on(page: str) -> dict[str, str]:
    """What a page says is asked, with where it leads to take it back."""
    asked = re.search(r'<ul class="chips asked".*?</ul>', page, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)" aria-label="([^"]+), take away"', asked[0]) if asked else []
    return {unescape(words): unescape(address) for address, words in found}


ASKED = {
    "event": ("?who=Peru&what=CONSULT&status=planned", 1), "statement": ("?who=PER&since=2025-02&until=2025-02", 28),
    "claim": ("?who=Chile&role=met", 130), "commitment": ("?who=Peru&status=open&until=2025-09", 130),
}  # fmt: skip


@pytest.mark.parametrize("kind", ASKED)
def test_a_list_is_narrowed_as_the_api_narrows_it(client: TestClient[Any], kind: str) -> None:
    asked, number = ASKED[kind]
    assert client.get(LISTS[kind].api + asked).json()["total"] == number
    page = client.get(LISTS[kind].page + asked).text
    assert f"{number} fit{'s' if number == 1 else ''}." in page
    assert page.count('<li class="card') == min(number, 50)


def test_what_is_asked_stands_in_words_and_is_taken_back_by_a_click(client: TestClient[Any]) -> None:
    page = client.get("/events?who=Peru&who=CHL&what=CONSULT&since=2025-01-03&role=").text
    chips = chips_on(page)
    assert list(chips) == ["Actor: Peru", "Actor: All of Chile", "Type: consult", "From: 3 January 2025"]
    assert chips["Actor: Peru"] == "/events?who=CHL&what=CONSULT&since=2025-01-03"
    assert chips["Type: consult"] == "/events?who=Peru&who=CHL&since=2025-01-03"
    assert '<input type="hidden" name="who" value="Peru">' in page
    assert '<option value="CONSULT" selected>' in page


def test_what_is_asked_stays_from_stretch_to_stretch_and_in_the_files(client: TestClient[Any]) -> None:
    page = unescape(client.get("/events?what=CONSULT&until=2025-04&who=Peru").text)
    further = re.findall(r'rel="next" href="([^"]+)"', page)
    assert further == ["/events?who=Peru&what=CONSULT&until=2025-04&page=2"] or further == [
        "/events?what=CONSULT&until=2025-04&who=Peru&page=2"
    ]
    assert "page 2 of 3" in client.get(further[0]).text
    links = [
        link for link in re.findall(r'href="([^"]+)"', page) if link.startswith("/api/v1/") and "openapi" not in link
    ]
    assert len(links) == 3
    for link in links:
        asked = dict(parse_qsl(urlsplit(link).query))
        asked.pop("form", None)
        assert asked == {"what": "CONSULT", "until": "2025-04", "who": "Peru"}
    rows = client.get(next(link for link in links if "form=jsonl" in link)).text.splitlines()
    assert len(rows) == client.get("/api/v1/findings/event?what=CONSULT&until=2025-04&who=Peru").json()["total"]


@pytest.mark.parametrize("name", ["happenings", "meetings", "chains", "contentions"])
def test_threads_are_narrowed_too(client: TestClient[Any], name: str) -> None:
    listed = LISTS[name]
    assert client.get(f"{listed.page}?who=BOL").status_code == 200
    everything, some = client.get(listed.api).json(), client.get(f"{listed.api}?who=Bolivia").json()
    assert len(some) < len(everything)
    assert "Actor: Bolivia" in chips_on(client.get(f"{listed.page}?who=Bolivia").text)


CANNOT = {
    "/events?who=Atlantis": "no actor in the record is called &#39;Atlantis&#39;",
    "/events?since=2025-02-30": "&#39;2025-02-30&#39; is no date",
    "/events?what=DANCE": "what of events has no choice called DANCE; it is AGREE, CONSULT",
    "/claims?since=2025": "claims cannot be narrowed by since, only by who, role, words, about",
    "/statements?place=Lima": "statements cannot be narrowed by place",
    "/happenings?since=2025-03&until=2025-01": "nothing lies between 2025-03 and 2025-01",
    "/promises?words=-dam": "give at least one word that must occur",
    "/map?since=soon": "is no date", "/network?actors=7": "actors of ties has no choice called 7; it is 40, 100, 200",
}  # fmt: skip


@pytest.mark.parametrize("address", CANNOT)
def test_what_cannot_be_asked_is_said_above_the_form(client: TestClient[Any], address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert (
        f'<p class="refused" role="alert">That cannot be looked up: {CANNOT[address].split(" is ")[0]}' in answer.text
        or CANNOT[address] in answer.text
    )
    assert names_in(answer.text)
    assert "No act of these days" not in answer.text
    assert "Nothing fits" not in answer.text


API_CANNOT = {
    "/api/v1/findings/claim?since=2025": "claims cannot be narrowed by since",
    "/api/v1/contentions?since=2025": "contentions cannot be narrowed by since, only by who",
    "/api/v1/findings/event?status=done": "status of events has no choice called done; it is actual, planned",
    "/api/v1/tables/sources?who=PER": "sources cannot be narrowed by who",
    "/api/v1/tables/commitment?since=2025-09&until=2025": None,
    "/api/v1/findings/event?since=2025-03&until=2025-01": "nothing lies between",
}  # fmt: skip


@pytest.mark.parametrize("address", API_CANNOT)
def test_a_program_is_told_what_a_list_cannot_be_asked(client: TestClient[Any], address: str) -> None:
    answer, words = client.get(address), API_CANNOT[address]
    assert answer.status_code == (400 if words else 200)
    if words:
        assert words in answer.json()["title"]


def test_what_became_of_promises_is_narrowed_by_kind_and_day(client: TestClient[Any]) -> None:
    everything = client.get("/api/v1/chains?limit=1000").json()
    assert everything
    for asked in (
        "what=pledge&since=2025-09&until=2025",
        "since=2025-09-01&until=2025-09-01",
        "until=2025-09&who=Peru",
    ):
        assert client.get(f"/api/v1/chains?limit=1000&{asked}").json() == everything
        assert "Nothing fits" not in client.get(f"/chains?{asked}").text
    for asked in ("what=plan", "since=2025-10", "until=2025-08"):
        assert client.get(f"/api/v1/chains?{asked}").json() == []
        assert "Nothing fits" in client.get(f"/chains?{asked}").text


def test_a_name_that_several_bear_is_offered_for_choice(client: TestClient[Any]) -> None:
    page = client.get("/events?who=i&what=CONSULT").text
    assert 'value="i"' in page
    assert 'href="/events?who=state-chl&amp;what=CONSULT">Chile' in page


def test_a_mark_that_a_mail_program_leaves_asks_nothing(client: TestClient[Any]) -> None:
    assert client.get("/events?utm_source=mail").text == client.get("/events").text


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_narrowed_by_hand_with_and_without_a_script(browser: Any, file: Path, script: bool) -> None:
    with served(file) as address:
        context = browser.new_context(base_url=address, java_script_enabled=script)
        page = context.new_page()
        page.goto("/events")
        page.get_by_label("Actor", exact=True).fill("Peru")
        page.get_by_label("Type").select_option("CONSULT")
        page.get_by_label("From").fill("2025-01-01")
        page.get_by_label("Until").fill("2025-01-10")
        page.get_by_role("button", name="Show").click()
        assert ("place=" not in page.url) == script
        assert page.locator(".cards > li").count() == 9
        page.get_by_label("Country").select_option("BOL")
        page.get_by_role("button", name="Show").click()
        assert page.locator(".cards > li").count() == 1
        page.get_by_role("link", name="All of Bolivia, take away").click()
        assert page.locator(".cards > li").count() == 9
        page.get_by_text("More", exact=True).last.click()
        page.get_by_label("Actor’s part").select_option("met")
        page.get_by_role("button", name="Show").click()
        assert page.locator(".cards > li").count() == 1
        assert "Its" not in page.locator("h1").inner_text()
        context.close()


def test_more_than_are_counted_are_said_to_be_more_and_shown_to_the_end(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "/events?what=CONSULT&until=2025-04&who=Peru"
    number = client.get(f"/api/v1/findings/event{asked[7:]}").json()["total"]
    assert number > 100
    monkeypatch.setattr("communique.search.findings.COUNTED_OF_SEVERAL", 50)
    monkeypatch.setattr("communique.web.pages.COUNTED_TO", (50,))
    page = client.get(asked + "&page=1").text
    assert "50 or more fit." in page
    seen = 0
    for stretch in range(1, 9):
        page = client.get(f"{asked}&page={stretch}").text
        seen += page.count('<li class="card')
        if 'rel="next"' not in page:
            break
    assert seen == number
    told = client.get(f"/api/v1/findings/event{asked[7:]}&offset={number - 1}").json()
    assert (told["total"], len(told["items"]), told["more"]) == (50, 1, False)
    assert client.get(f"/api/v1/findings/event{asked[7:]}&offset={number - 2}&limit=1").json()["more"]
