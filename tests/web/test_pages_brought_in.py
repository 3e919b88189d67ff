"""Pages put in from the browser: read in the background, refused to strangers, and nothing fetched that is not public."""

import contextlib
import http.server
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from communique.store import open_record
from communique.web import make_app
from communique.web.access import Access
from communique.web.adding import MOST_FILES, Adding, free_name
from communique.web.fetching import PORTS, CannotFetch, as_warc, fetch, is_own, is_public

OURS = "http://127.0.0.1:8765"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    open_record(tmp_path / "record.db").close()
    return tmp_path / "record.db"


def token_of(client: TestClient[Any]) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/add").text)
    assert found
    return found[1]


@pytest.mark.model
def test_a_dropped_file_is_read_and_told_of(file: Path) -> None:
    words = b"Talks\n\nRABAT, 14 May 2025 - The minister of Peru met the minister of Chile in Rabat on Tuesday.\n"
    with TestClient(make_app(file), base_url=OURS) as client:
        sent = [("files", ("../../talks <b>.txt", words, "text/plain")), ("files", ("empty.txt", b"", "text/plain"))]
        answer = client.post("/add/files", data={"token": token_of(client)}, files=sent, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/add")
        for _ in range(120):
            (job,) = client.get("/api/v1/adding").json()
            if job["state"] in ("done", "failed"):
                break
            time.sleep(0.5)
        assert (job["state"], job["names"][0], job["pages"]) == ("done", "talks-b-.txt", 2)
        assert not any(str(file.parent) in line for line in job["told"])
        assert "talks-b-.txt" in client.get("/add").text
        assert client.get("/api/v1/sources").json()["items"][-1]["uri"].startswith("dropped/")


def test_a_form_that_is_not_ours_adds_nothing(file: Path) -> None:
    with TestClient(make_app(file), base_url=OURS) as client:
        sent = [("files", ("a.txt", b"a", "text/plain"))]
        assert client.post("/add/files", data={"token": "guess"}, files=sent).status_code == 403
        assert client.post("/add/files", files=sent).status_code == 403
        elsewhere = {"origin": "http://elsewhere.example"}
        form = {"token": token_of(client)}
        assert client.post("/add/files", data=form, files=sent, headers=elsewhere).status_code == 403
        assert client.post("/add/address", data={**form, "value": "https://example.org/"}).status_code == 403
        many = [("files", (f"{n}.txt", b"a", "text/plain")) for n in range(MOST_FILES + 1)]
        assert client.post("/add/files", data=form, files=many).status_code == 400
        assert client.post("/add/files", data=form).status_code == 400
        assert client.get("/api/v1/adding").json() == []


def test_what_is_too_large_is_refused(file: Path) -> None:
    with TestClient(make_app(file), base_url=OURS) as client:
        sent = [("files", ("a.txt", b"a" * 52_000_000, "text/plain"))]
        assert client.post("/add/files", data={"token": token_of(client)}, files=sent).status_code == 413


def test_an_explorer_for_others_takes_no_pages_unless_allowed(file: Path) -> None:
    with TestClient(make_app(file, Access(adds=False)), base_url=OURS) as client:
        assert client.get("/add").status_code == 403
        assert client.post("/add/files").status_code == 403
        assert client.post("/add/address", data={"value": "https://example.org/"}).status_code == 403
        assert 'href="/add"' not in client.get("/").text
        assert client.get("/api/v1/adding").json() == []


@given(st.text(max_size=150))
def test_a_dropped_name_is_a_name_and_no_path(given: str) -> None:
    name = free_name(Path("nowhere"), given)
    assert re.fullmatch(r"[\w][\w.-]*", name), name
    assert len(name) <= 100


PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "fd00:ec2::254", "fec0::1", "::127.0.0.1", "64:ff9b:1::a9fe:a9fe",
    "168.63.129.16", "100.100.100.200", "192.0.0.192", "198.18.0.1", "2001:0:7f00:1::", "2001:db8::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_this_network_is_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_of_the_web_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_an_address_of_this_machine_is_known_whatever_its_number() -> None:
    assert is_own("127.0.0.1")
    assert is_own("127.8.9.10") or not is_public("127.8.9.10")
    assert not is_own("93.184.216.34")


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "http://", "", "//a/b",
     "http://me:secret@example.org/", "http://example.org:22/", "http://[::1/", "http://a\nb/", "http://" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_not_fetched(address: str) -> None:
    with pytest.raises(CannotFetch):
        fetch(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"])
def test_this_machine_is_not_asked_under_any_spelling(host: str) -> None:
    with pytest.raises(CannotFetch):
        fetch(f"http://{host}/")


def test_a_name_that_leads_inside_as_well_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr("communique.web.fetching.socket.getaddrinfo", found)
    with pytest.raises(CannotFetch, match="not on the open web"):
        fetch("http://two-faced.example/")


class Server(http.server.BaseHTTPRequestHandler):
    """A web server on this machine, which the tests alone may ask."""

    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header(
                "location",
                {"/moved": "/page", "/moved-inside": "http://169.254.169.254/latest"}.get(self.path, self.path),
            )
            self.end_headers()
            return
        if self.path == "/slow":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with contextlib.suppress(OSError):
                for number in range(100):
                    self.wfile.write(f"x-{number}: y\r\n".encode())
                    time.sleep(0.1)
            return
        body = b"x" * 6_000_000 if self.path == "/large" else b"<html><body><p>Peru met Chile.</p></body></html>"
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("content-type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8")
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def here(port: int, path: str) -> Any:
    return fetch(f"http://127.0.0.1:{port}{path}", lambda address: address == "127.0.0.1", {**PORTS, "http": port})


def test_a_page_is_fetched_and_kept_with_its_address(port: int) -> None:
    page = here(port, "/moved")
    assert page.address == f"http://127.0.0.1:{port}/page"
    archive = as_warc(page)
    assert archive.startswith(b"WARC/1.0\r\n")
    assert page.address.encode() in archive
    assert b"Peru met Chile." in archive


@pytest.mark.parametrize("path", ["/moved-inside", "/moved-round", "/large", "/none", "/picture"])
def test_what_leads_inside_or_round_or_is_no_page_is_refused(port: int, path: str) -> None:
    with pytest.raises(CannotFetch) as refused:
        here(port, path)
    assert "169.254" not in str(refused.value)


def test_a_path_in_any_letters_is_asked_for(port: int) -> None:
    page = here(port, "/nouvelles/été 2025?q=œuvre")
    assert b"Peru met Chile." in page.body


def test_a_server_that_never_ends_is_left(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.web.fetching.PATIENCE", 0.5)
    begun = time.monotonic()
    with pytest.raises(CannotFetch):
        here(port, "/slow")
    assert time.monotonic() - begun < 3


def test_what_nobody_foresaw_fails_one_job_and_not_the_next(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> Any:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("communique.web.adding.fetch", broken)
    adding = Adding(file, addresses=True)
    folders = [tempfile.TemporaryDirectory() for _ in range(2)]
    jobs = [adding.put(folder, ["page"], "http://example.org/") for folder in folders]
    wait_until(lambda: all(job.state == "failed" for job in jobs))
    assert {line for job in jobs for line in job.told} == {"The pages could not be read in time, or not at all."}


def wait_until(true: Callable[[], bool]) -> None:
    late = time.monotonic() + 10
    while not true() and time.monotonic() < late:
        time.sleep(0.02)
    assert true()


def test_an_archive_of_a_fetched_page_keeps_address_and_day(port: int, tmp_path: Path) -> None:
    from communique.pages import open_pages

    (tmp_path / "page.warc").write_bytes(as_warc(here(port, "/page")))
    (capture,) = open_pages(tmp_path / "page.warc")
    assert capture.source.uri == f"http://127.0.0.1:{port}/page"
    assert (capture.source.fetched or "").startswith("20")
