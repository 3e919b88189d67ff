"""Promises and claims followed over pages: the pages show every step with its words, and take a reader's verdict."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.model import Actor, Article, Claim, Commitment, Page, Passage, Source
from communique.store import open_record
from communique.threads import chains, contentions, save_page
from communique.web import make_app

WORDS = "Peru will repair the dam by 1 September 2025. Chile denies that its trucks broke the dam wall."


def page(number: int, published: str, status: Any) -> Page:
    promise = Commitment(
        id=f"commitment-{number}", kind="pledge", debtor=("p",), act="repair the dam", due="2025-09-01", status=status,
        evidence=(Passage(0, 45, WORDS[:45]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    claim = Claim(
        id=f"claim-{number}", what="its trucks broke the dam wall", asserted_by=("p",), denied_by=("c",),
        evidence=(Passage(46, len(WORDS), WORDS[46:]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    actors = (
        Actor(id="p", name="Peru", kind="state", country="PER"),
        Actor(id="c", name="Chile", kind="state", country="CHL"),
    )
    article = Article(
        id=f"article-{number}", headline=f"Story {number}", published=published, text=WORDS + "\n" * number, actors=actors,
        commitments=(promise,), claims=(claim,),
    )  # fmt: skip
    return Page(
        source=Source(uri=f"https://{number}.example/", digest=f"sha256:{number}", media_type="text/html"),
        articles=(article,),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    record = open_record(tmp_path / "record.db")
    save_page(record, page(1, "2025-07-01", "open"), "reader")
    save_page(record, page(2, "2025-07-14", "cancelled"), "reader")
    return tmp_path / "record.db"


@pytest.fixture
def client(file: Path) -> Iterator[TestClient[Any]]:
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_a_promise_is_shown_step_by_step(client: TestClient[Any], file: Path) -> None:
    (one,) = chains(open_record(file))
    shown = client.get(f"/chain/{one.id}").text
    assert [re.sub(r"\s+", " ", tells) for tells in re.findall(r'class="tag">(\w+)<', shown)] == [
        "promised",
        "cancelled",
    ]
    assert f'href="/chain/{one.id}"' in client.get("/chains?status=cancelled").text
    assert f'href="/chain/{one.id}"' in client.get("/promise/commitment-1").text
    assert f'href="/chain/{one.id}"' in client.get("/brief?since=2025-07-10&until=2025-07-14").text
    assert client.get("/api/v1/chains").json()[0]["state"] == "cancelled"


def test_a_reader_decides_and_takes_it_back(client: TestClient[Any], file: Path) -> None:
    (one,) = chains(open_record(file))
    back = f"/chain/{one.id}"

    def decide(**fields: str) -> None:
        token = re.search(r'name="token" value="([^"]+)"', client.get(back).text)
        assert token
        client.post("/correct/verdict", data={"token": token[1], "back": back, **fields})

    decide(finding=one.id, value="done", reason="seen on the spot")
    (judged,) = chains(open_record(file))
    assert (judged.state, judged.verdict and judged.verdict.reason) == ("done", "seen on the spot")
    assert "seen on the spot" in client.get(back).text
    decide(finding=judged.verdict.id if judged.verdict else "")
    assert chains(open_record(file))[0].state == "cancelled"


def test_a_claim_is_shown_voice_by_voice(client: TestClient[Any], file: Path) -> None:
    (one,) = contentions(open_record(file))
    shown = client.get(f"/contention/{one.id}").text
    assert shown.count("<blockquote>") == len(one.voices) == 2
    assert f'href="/contention/{one.id}"' in client.get("/contentions").text
    assert f'href="/contention/{one.id}"' in client.get("/claim/claim-2").text
    assert client.get("/chain/none").status_code == client.get("/contention/none").status_code == 404


def test_a_claim_that_nobody_denies_any_longer_leads_to_who_asserts_it(client: TestClient[Any], file: Path) -> None:
    record = open_record(file)
    (one,) = contentions(record)
    findings = {voice.finding for voice in one.voices}
    record.execute("UPDATE voice SET contention = NULL")
    record.execute("DELETE FROM contention")
    found = client.get(f"/contention/{one.id}")
    assert found.status_code == 200
    assert found.url.path.rpartition("/")[2] in findings
    told = client.get(f"/api/v1/contentions/{one.id}")
    assert told.status_code == 404
    assert [one for one in findings if one in told.json()["title"]]
