"""The explorer over HTTP: every page answers, hostile text stays text, strangers are refused."""

import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hostile import PATHS, hostile_page
from litestar.datastructures import State
from litestar.testing import TestClient

from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app
from communique.web.access import Access
from communique.web.asking import be_patient, the_record
from communique.web.serving import listen
from communique.web.shown import day, in_names, outlet, sector, tenths, web_address


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("record") / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


class Seen(HTMLParser):
    """The elements a page is made of, with attributes that could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def seen(text: str) -> Seen:
    parser = Seen()
    parser.feed(text)
    return parser


@pytest.mark.parametrize("path", PATHS)
def test_hostile_text_stays_text(client: TestClient[Any], path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    page = seen(answer.text)
    assert not {"style", "svg", "iframe", "object"} & set(page.tags)
    assert path.startswith(("/pair/", "/network")) or "img" not in page.tags
    assert page.tags.count("script") == 1
    assert page.tags.count("main") == page.tags.count("body") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    links = [value or "" for name, value in page.attributes if name in ("href", "src", "srcset", "action")]
    assert all(link.startswith(("/", "#")) for link in links), links


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/article/none", "/?q=-"])
def test_every_answer_forbids_scripts_and_frames(client: TestClient[Any], path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost.evil:80"]
)
def test_a_strangers_host_is_refused(client: TestClient[Any], host: str) -> None:
    assert not Access().knows(host.encode())
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:99", "[::1]:8765", "[::1]", "LOCALHOST"])
def test_our_own_names_are_answered(host: str) -> None:
    assert Access().knows(host.encode())


def test_marks_lead_to_the_list_and_back(client: TestClient[Any]) -> None:
    page = seen(client.get("/article/article-1").text)
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    jumps = {value for name, value in page.attributes if name == "href" and value and value.startswith("#")}
    assert {"#w-event-1", "#w-statement-1", "#w-claim-1", "#w-commitment-1", "#event-1", "#actor-1"} <= jumps
    assert all(jump[1:] in ids for jump in jumps)


def test_what_is_not_there_is_said_in_words(client: TestClient[Any]) -> None:
    for path in ("/article/none", "/actor/none", "/event/none", "/nothing", "/static/..%2fapp.py"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text
        assert "There is no" in answer.text or "nothing at this address" in answer.text
    assert client.get("/?q=%22%22").status_code == 400
    assert client.get("/events?page=0").status_code == 400
    assert client.post("/").status_code == 405


@pytest.mark.parametrize(
    "typed", ['"', "NOT", "a OR", "OR", "((", "a*", '"a b', "-a b", "NEAR(a b)", "headline:x", "^a", "%"]
)
def test_no_search_breaks_the_index(client: TestClient[Any], typed: str) -> None:
    assert client.get("/", params={"q": typed}).status_code in (200, 400)


def test_the_api_tells_what_the_pages_show(client: TestClient[Any]) -> None:
    article = client.get("/api/v1/articles/article-1").json()
    assert article["events"][0]["id"] == "event-1"
    found = client.get("/api/v1/findings/event", params={"who": article_who(client), "status": "planned"}).json()
    assert (found["total"], found["items"][0]["id"]) == (1, "event-1")
    assert client.get("/api/v1/findings/event", params={"status": "actual"}).json()["total"] == 0
    assert client.get("/api/v1/findings/statement", params={"who": article_who(client)}).json()["total"] == 1
    wrong = client.get("/api/v1/findings/nonsense")
    assert wrong.status_code == 400
    assert wrong.headers["content-type"].startswith("application/problem+json")
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "communique"


def test_what_a_program_cannot_ask_is_told_in_words(client: TestClient[Any]) -> None:
    told = {
        "/api/v1/articles?limit=1000000": "limit may be 1000 at most.", "/api/v1/articles?limit=few": "limit must be a whole number.",
        "/api/v1/tables/event?form=xml": "form has no choice called xml.", "/api/v1/findings/event?since=2026-02-30": "'2026-02-30' is no date",
        "/api/v1/tables/event?until=2026-13": "'2026-13' is no date", "/api/v1/meetings?since=soon": "'soon' is no date",
        "/api/v1/findings/event?who=Atlantis": "no actor in the record is called 'Atlantis'",
        "/api/v1/nothing": "There is nothing at this address.", "/api/v1/chains/none": "no such undertaking",
    }  # fmt: skip
    for address, words in told.items():
        answer = client.get(address)
        assert words in answer.json()["title"], address
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


def test_an_actor_is_asked_for_by_name_too(client: TestClient[Any]) -> None:
    by_id = client.get("/api/v1/findings/event?who=person-envoy").json()
    assert by_id["total"] > 0
    assert client.get("/api/v1/findings/event", params={"who": "Envoy"}).json() == by_id


def test_only_what_is_said_of_an_answer_can_be_asked_for(client: TestClient[Any]) -> None:
    for address in ("/", "/api/v1/articles", "/api/v1/tables/event", "/static/icon.svg"):
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == whole.headers["content-type"]
        assert client.get(address).content == whole.content


def test_a_change_that_another_site_sends_is_refused_for_what_it_is(client: TestClient[Any]) -> None:
    answer = client.post("/correct/wrong", data={"finding": "event-1"}, headers={"origin": "https://evil.example"})
    assert (answer.status_code, answer.text) == (403, "A change must come from a page of this explorer.\n")
    told = client.get("/api/v1/totals", headers={"host": "evil.example"})
    assert (told.status_code, told.headers["content-type"]) == (421, "application/problem+json")
    assert "answers only to" in told.json()["title"]


def test_tables_are_sent_whole(client: TestClient[Any]) -> None:
    answer = client.get("/api/v1/tables/event", params={"what": "CONSULT", "status": ""})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.splitlines()[0].startswith("id,kind,what")
    assert "event-1" in answer.text
    lines = client.get("/api/v1/tables/event", params={"form": "jsonl"}).text.strip().split("\n")
    assert len(lines) == 1
    assert client.get("/api/v1/tables/event", params={"words": "-x"}).status_code == 400


def article_who(client: TestClient[Any]) -> str:
    actors = client.get("/api/v1/actors", params={"q": "minister"}).json()["items"]
    return str(actors[0]["who"])


def test_an_actors_page_gathers_offices_acts_and_words(client: TestClient[Any]) -> None:
    page = client.get(f"/actor/{article_who(client)}")
    for words in ("Offices", "Did", "Said", "Promised", "Asserts"):
        assert words in page.text
    assert client.get(f"/pair/{article_who(client)}/person-envoy").status_code == 200


def test_a_missing_record_is_said_in_words(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path / "none.db"), base_url="http://127.0.0.1") as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_a_taken_port_is_passed_over() -> None:
    first = listen(0)
    second = listen(first.getsockname()[1])
    assert second.getsockname()[0] == "127.0.0.1"
    assert second.getsockname()[1] != first.getsockname()[1]
    first.close()
    second.close()


def test_dates_are_told_as_far_as_they_go() -> None:
    assert [day(v) for v in ("2025-07-05", "2025-07", "2025", "2025-SU", None, "2025-13", "2025-W03", "2025-Q2", "P4D")] == [
        "5 July 2025", "July 2025", "2025", "summer 2025", "", "2025-13", "week of 13 January 2025", "second quarter of 2025", "P4D",
    ]  # fmt: skip


def test_scores_and_reasons_are_told_as_people_read_them() -> None:
    assert [tenths(value) for value in (2.25, -9.33, -0.04, None)] == ["2.2", "−9.3", "0.0", ""]
    assert [sector(code) for code in ("GOV", "MIL", "XYZ")] == ["government", "military", "XYZ"]
    assert in_names("both of ETH and KEN, the same person") == "both of Ethiopia and Kenya, the same person"


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://example.org/a")
    assert not any(
        web_address(uri) for uri in ("javascript:alert(1)", "file:///etc", "data:text/html,x", "/etc", "https:///x")
    )
    assert outlet(None, "https://www.example.org/a") == "example.org"
    assert outlet(None, "/home/someone/pages/a.html") == "a.html"


def test_an_unchanged_record_is_not_asked_twice(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    record = open_record(file)
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        first = client.get("/events")
        tag = {"if-none-match": first.headers["etag"]}
        again = client.get("/events", headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert "default-src 'none'" in again.headers["content-security-policy"]
        save_page(record, hostile_page(), "reader")
        changed = client.get("/events", headers=tag)
        assert changed.status_code == 200
        assert changed.headers["etag"] != first.headers["etag"]
        assert client.get("/nothing").headers.get("etag") is None


def test_another_record_in_the_place_of_the_first_is_the_one_shown(tmp_path):
    file, other = tmp_path / "record.db", tmp_path / "other.db"
    open_record(file).close()
    save_page(open_record(other), hostile_page(), "reader")
    with TestClient(make_app(file), base_url="http://127.0.0.1:8765") as client:
        assert client.get("/api/v1/totals").json()["articles"] == 0
        for end in ("", "-wal", "-shm"):
            if (tmp_path / f"other.db{end}").exists():
                (tmp_path / f"other.db{end}").replace(tmp_path / f"record.db{end}")
        assert client.get("/api/v1/totals").json()["articles"] > 0


def test_a_question_may_take_so_long_and_a_whole_table_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_record(tmp_path / "record.db").close()
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr("communique.web.asking.time", SimpleNamespace(monotonic=lambda: clock.now))
    count = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT max(i) FROM n"
    with the_record(State({"file": tmp_path / "record.db"})) as record:
        clock.now = 15.0
        be_patient(record)  # a stretch of the table has been sent
        clock.now = 30.0
        assert record.execute(count).fetchone()[0] == 200_000
        clock.now = 36.0
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            record.execute(count).fetchone()
