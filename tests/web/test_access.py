"""An explorer that others can reach asks for a password, takes no change unless allowed, and lets nobody hammer it."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_page
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from communique.store import open_record
from communique.threads import save_page
from communique.web import Access, make_app
from communique.web.access import Guesses, secret_in

SECRET = "correct horse"
PUBLIC = Access(names=None, secret=SECRET, changes=False)


def client_of(tmp_path: Path, access: Access) -> TestClient[Any]:
    save_page(open_record(tmp_path / "record.db"), hostile_page(), "reader")
    return TestClient(make_app(tmp_path / "record.db", access), base_url="http://desk.example:8080")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Any]]:
    with client_of(tmp_path, PUBLIC) as client:
        yield client


def basic(password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()}


def test_nothing_is_shown_without_the_password(client: TestClient[Any]) -> None:
    for headers in ({}, basic("wrong"), basic(""), {"authorization": "Bearer"}, {"authorization": "Basic ###"}):
        for path in ("/", "/api/v1/articles", "/static/explorer.css"):
            answer = client.get(path, headers=headers)
            assert (answer.status_code, "asks for a password" in answer.text, len(answer.text) < 200) == (
                401,
                True,
                True,
            )
            assert answer.headers["www-authenticate"].startswith("Basic")
    assert client.get("/", headers=basic(SECRET)).status_code == 200
    assert client.get("/api/v1/articles", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200


def test_whoever_may_only_read_sees_no_form_and_changes_nothing(client: TestClient[Any]) -> None:
    page = client.get("/event/event-1", headers=basic(SECRET)).text
    assert "/correct/" not in page
    answer = client.post("/correct/wrong", data={"finding": "event-1"}, headers=basic(SECRET))
    assert answer.status_code == 403
    assert client.get("/api/v1/corrections", headers=basic(SECRET)).json() == []


def test_changes_may_be_allowed_and_come_from_our_own_pages_alone(tmp_path: Path) -> None:
    import re

    with client_of(tmp_path, Access(names=None, secret=SECRET, changes=True)) as client:
        token = re.search(r'name="token" value="([^"]+)"', client.get("/event/event-1", headers=basic(SECRET)).text)
        assert token
        form = {"token": token[1], "finding": "event-1", "back": "/corrections"}
        elsewhere = {**basic(SECRET), "origin": "http://evil.example"}
        assert client.post("/correct/wrong", data=form, headers=elsewhere).status_code == 403
        ours = {**basic(SECRET), "origin": "http://desk.example:8080"}
        assert client.post("/correct/wrong", data=form, headers=ours, follow_redirects=False).status_code == 303


def test_nobody_may_ask_without_end(client: TestClient[Any]) -> None:
    told = {client.get("/api/v1/totals", headers=basic(SECRET)).status_code for _ in range(150)}
    assert told == {200, 429}


def test_a_password_is_guessed_at_a_few_times_a_minute_and_no_more(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.web.guard.GUESS", 0.0)
    told = [client.get("/", headers=basic(f"guess {number}")).status_code for number in range(15)]
    assert told == [401] * 10 + [429] * 5
    assert client.get("/", headers=basic(SECRET)).status_code == 429


def test_who_guesses_waits_and_others_do_not() -> None:
    guesses = Guesses()
    for _ in range(10):
        guesses.count("2001:db8::1", 100.0)
    assert guesses.too_many("2001:db8::2", 130.0)
    assert not guesses.too_many("2001:db8:0:1::1", 130.0)
    assert not guesses.too_many("2001:db8::1", 161.0)
    guesses.count("2001:db8::1", 161.0)
    assert not guesses.too_many("2001:db8::1", 162.0)


def test_a_page_that_another_program_of_this_machine_shows_changes_nothing(tmp_path: Path) -> None:
    save_page(open_record(tmp_path / "record.db"), hostile_page(), "reader")
    with TestClient(make_app(tmp_path / "record.db"), base_url="http://127.0.0.1:8765") as client:
        said = {"what": "wrong", "one": "event-1"}
        for origin in ("http://127.0.0.1:9999", "http://localhost:8765", "null", "http://evil.example"):
            answer = client.post("/api/v1/corrections", json=said, headers={"origin": origin})
            assert answer.status_code == 403, origin
        ours = client.post("/api/v1/corrections", json=said, headers={"origin": "http://127.0.0.1:8765"})
        assert ours.status_code == 201


@given(st.binary(max_size=60))
def test_no_header_breaks_the_check(authorization: bytes) -> None:
    assert isinstance(secret_in(authorization), bytes)
    assert not PUBLIC.admits(authorization)
