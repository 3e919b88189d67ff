"""Everything that is shown can be cited, and found again under its address."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.model import Actor, Article, Claim, Commitment, Event, Page, Passage, Source, Span
from communique.store import open_record
from communique.threads import chains, contentions, happenings, save_page
from communique.web import make_app

WORDS = "Peru met Chile in Lima. Peru will mend the dam by 1 September 2025. Chile denies that its trucks broke the dam_wall."
FORMS = ("text", "Markdown", "BibTeX", "CSL-JSON")


def page(number: int, published: str) -> Page:
    def said(start: int, stop: int) -> dict[str, Any]:
        return {"evidence": (Passage(start, stop, WORDS[start:stop]),), "rule": "rule", "confidence": 0.9}

    met = Event(id=f"event-{number}", event="CONSULT", mode=("visit",), actor=("p", "c"), date="2025-06-30", place="Lima",
                factuality="actual", trigger=Span(5, 8), **said(0, 23))  # fmt: skip
    promise = Commitment(id=f"commitment-{number}", kind="pledge", debtor=("p",), act="mend the dam", due="2025-09-01",
                         status="open", **said(24, 67))  # fmt: skip
    claim = Claim(id=f"claim-{number}", what="its trucks broke the dam_wall", asserted_by=("p",), denied_by=("c",),
                  **said(68, len(WORDS)))  # fmt: skip
    actors = (
        Actor(id="p", name="Peru", kind="state", country="PER"),
        Actor(id="c", name="Chile", kind="state", country="CHL"),
    )
    article = Article(
        id=f"article-{number}", headline=f"Story {number}", byline="Ana Ruiz", published=published,
        text=WORDS + "\n" * number, actors=actors, events=(met,), commitments=(promise,), claims=(claim,),
    )  # fmt: skip
    source = Source(
        uri=f"https://{number}.example/a", digest=f"sha256:{number}", media_type="text/html", publisher="Post"
    )
    return Page(source=source, articles=(article,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    record = open_record(tmp_path / "record.db")
    save_page(record, page(1, "2025-07-01"), "communique 0.1 reads")
    save_page(record, page(2, "2025-07-14"), "communique 0.1 reads")
    return tmp_path / "record.db"


@pytest.fixture
def client(file: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.fixture
def ids(file: Path) -> dict[str, str]:
    record = open_record(file)
    return {"happening": happenings(record, event="CONSULT")[0].id, "chain": chains(record)[0].id,
            "contention": contentions(record)[0].id, "article": "article-1", "event": "event-1"}  # fmt: skip


@pytest.mark.parametrize("sort", ["happening", "chain", "contention", "article", "event"])
def test_every_sort_of_page_cites_itself_in_four_forms(client: TestClient[Any], ids: dict[str, str], sort: str) -> None:
    shown = client.get(f"/{sort}/{ids[sort]}").text
    cited = shown[shown.index('id="cite"') :]
    assert re.findall(r"<summary>([^<]+)</summary>", cited)[:4] == list(FORMS)
    permalink = re.search(r'href="([^"]+)" rel="bookmark"', cited)
    assert permalink
    assert client.get(permalink[1]).status_code == 200
    forms = client.get(f"/api/v1/citations/{ids[sort]}").json()
    assert tuple(forms) == FORMS
    for form in FORMS:
        assert "communique 0.1 reads" in forms[form], form
        assert re.search("2025-07-01|1 July 2025|2025,", forms[form]), form
    assert "https://1.example/a#:~:text=" in forms["Markdown"]
    assert "Peru" in forms["Markdown"]


def test_what_many_tell_is_cited_with_the_words_of_each(client: TestClient[Any], ids: dict[str, str]) -> None:
    forms = client.get(f"/api/v1/citations/{ids['happening']}").json()
    assert forms["text"].startswith("Peru and Chile: consult visit, 30 June 2025, Lima")
    assert "told in 2 articles from 1 independent source" in forms["text"]
    entries = json.loads(forms["CSL-JSON"])
    assert [entry["id"] for entry in entries] == [ids["happening"], "event-1", "event-2"]
    assert [entry.get("abstract") for entry in entries] == [None, WORDS[:23], WORDS[:23]]
    assert forms["BibTeX"].count("@misc{") == 3


def test_a_promise_is_cited_with_how_it_stands(client: TestClient[Any], ids: dict[str, str]) -> None:
    told = client.get(f"/api/v1/citations/{ids['chain']}").json()["text"]
    assert told.startswith("Peru: mend the dam, due 1 September 2025")
    assert "pledge, open" in told  # the newest page is older than the day due


def test_a_claim_is_cited_with_both_sides(client: TestClient[Any], ids: dict[str, str]) -> None:
    forms = client.get(f"/api/v1/citations/{ids['contention']}").json()
    assert "asserted by Peru, denied by Chile" in forms["text"]
    assert r"dam\_wall" in forms["BibTeX"]


def test_whatever_has_an_id_has_one_address(client: TestClient[Any], ids: dict[str, str]) -> None:
    for name in (*ids.values(), "commitment-2", "claim-2", "state-per"):
        answer = client.get(f"/id/{name}", follow_redirects=False)
        assert answer.status_code == 303
        assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/id/nothing").status_code == 404
    assert client.get("/api/v1/citations/nothing").status_code == 404


def test_a_step_and_a_voice_lead_to_what_they_belong_to(client: TestClient[Any], ids: dict[str, str]) -> None:
    assert ids["chain"] in client.get("/api/v1/chains").text
    for path in ("/chain/commitment-2", "/contention/claim-2", "/happening/event-2"):
        assert client.get(path).status_code == 200
