"""`communique add` of an archive: what was in it, what was left out; and taken up again after it was killed."""

import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.batch.adding import Tally, add_pages
from communique.batch.terminal import summary
from communique.pages import Limits
from communique.store import check, open_record

pytestmark = pytest.mark.model
PROSE = "The two ministers reviewed trade and the border on Monday, and settled that they would meet again in autumn."
FRENCH = (
    "Le ministre a déclaré lundi que les négociations se poursuivraient à Lomé et que l’envoyé du Togo l’avait demandé à "
    "plusieurs reprises devant les journalistes réunis au palais. "
)


def answer(number: int, body: str, kind: str = "text/html", status: str = "200 OK", long: int = 0) -> bytes:
    raw = body.encode()
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(raw)}\r\n\r\n".encode() + raw
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: application/http\r\nContent-Length: {len(block) + long}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def story(number: int, prose: str = PROSE) -> str:
    return (
        f"<!DOCTYPE html><html><body><article><h1>Envoys meet for talk {number}</h1><p>{prose}</p><p>{prose} Talk {number}.</p>"
        f"<p>{prose} Again.</p></article></body></html>"
    )


def archive(file: Path, *records: bytes) -> str:
    file.write_bytes(b"".join(records))
    return str(file)


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    record = sqlite3.connect(file)
    try:
        return record.execute(query).fetchall()
    finally:
        record.close()


def test_the_summary_says_what_was_in_an_archive(tmp_path: Path) -> None:
    crawl = archive(
        tmp_path / "crawl.warc.gz",
        answer(1, story(1)),
        answer(2, "PNG", "image/png"),
        answer(3, "PNG", "image/png"),
        answer(4, "gone", status="404 Not Found"),
        answer(5, story(5, FRENCH)),
        answer(6, "<!DOCTYPE html><html><body><nav>Home</nav></body></html>"),
        answer(7, story(7), long=50),
        gzip.compress(b"no record at all"),
        answer(8, story(8) + "<a href=/x>y</a> " * 300),
    )
    tally = Tally()
    add_pages(open_record(tmp_path / "r.db"), [crawl], tally=tally, workers=2, limits=Limits(links=200))
    lines = list(summary(tally, tmp_path / "r.db", 1.0))
    assert lines[0].startswith("6 pages (6 new), ")
    assert lines[1] == "4 news pages; 2 without an article, 2 damaged, 1 cut at a limit"
    assert lines[2] == "3 records left out: image/png 2, status 404 1"
    assert lines[3].startswith("4 articles, ")
    assert lines[4] == "1 article not in English, kept as text: fr 1"
    stored = rows(tmp_path / "r.db", "SELECT language, text FROM article WHERE language <> 'en'")
    assert stored[0][0] == "fr"
    assert "négociations" in str(stored[0][1])
    found = "SELECT count(*) FROM event AS e JOIN article AS a ON a.key = e.article WHERE language <> 'en'"
    assert rows(tmp_path / "r.db", found) == [(0,)]


def everything(file: Path) -> list[list[tuple[object, ...]]]:
    """What a record says, its times of writing left out."""
    columns = (
        "id, uri, digest, archive, offset",
        "id, headline, text",
        "id, rule, factuality",
        "problem",
        "article, text",
    )
    tables = "page ORDER BY key", "article ORDER BY key", "event", "page_problem", "copy"
    return [rows(file, f"SELECT {names} FROM {table}") for names, table in zip(columns, tables, strict=True)]


def test_any_number_of_processes_writes_the_same_record(tmp_path: Path) -> None:
    crawl = archive(tmp_path / "crawl.warc.gz", *(answer(n, story(n) * (1 + n % 3)) for n in range(12)), b"broken")
    for number in (1, 3):
        add_pages(open_record(tmp_path / f"{number}.db"), [crawl], tally=Tally(), workers=number)
    assert everything(tmp_path / "1.db") == everything(tmp_path / "3.db")


def test_an_add_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    count = 120
    crawl = archive(tmp_path / "crawl.warc.gz", *(answer(n, story(n)) for n in range(count)))
    command = [sys.executable, "-m", "communique", "add", crawl, "--record", str(tmp_path / "r.db"), "--workers", "2"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while pages_in(tmp_path / "r.db") < 10:
        assert child.poll() is None, child.stderr.read() if child.stderr else ""
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    kept = pages_in(tmp_path / "r.db")
    before = rows(tmp_path / "r.db", "SELECT key, id, added FROM page ORDER BY key")
    assert 10 <= kept < count
    again = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert f"{count} pages ({count - kept} new, {kept} unchanged)" in again.stdout
    assert rows(tmp_path / "r.db", "SELECT key, id, added FROM page ORDER BY key")[:kept] == before
    assert rows(tmp_path / "r.db", "SELECT count(*), count(DISTINCT uri) FROM page") == [(count, count)]
    assert list(check(open_record(tmp_path / "r.db"))) == []


def pages_in(file: Path) -> int:
    try:
        return int(str(rows(file, "SELECT count(*) FROM page")[0][0])) if file.exists() else 0
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_a_feed_s_items_and_lines_of_json_are_pages_too(tmp_path: Path) -> None:
    lines = [{"url": f"https://news.example/{n}", "html": story(n)} for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nno json\n", encoding="utf-8")
    tally = Tally()
    add_pages(open_record(tmp_path / "r.db"), [str(tmp_path / "a.jsonl"), str(tmp_path / "gone")], tally=tally)
    assert (tally.seen, tally.stories, tally.problems) == (4, 3, 2)
    assert rows(tmp_path / "r.db", "SELECT count(*) FROM failure") == [(1,)]


def test_a_page_too_long_to_read_in_time_is_kept_without_articles(tmp_path: Path) -> None:
    heavy = tmp_path / "heavy.txt"
    heavy.write_text("Talks go on\n\n" + "\n\n".join(f"{PROSE} It was talk {n}." for n in range(1000)))
    (tmp_path / "light.txt").write_text(f"Talks end\n\n{PROSE}\n\n{PROSE} Again.\n")
    tally, limits = Tally(), Limits(read_seconds=2, read_letters_a_second=1_000_000)
    add_pages(open_record(tmp_path / "r.db"), [str(tmp_path)], tally=tally, workers=2, limits=limits)
    assert (tally.seen, tally.stories, tally.cut, tally.damaged) == (2, 1, 1, 1)
    (problem,) = rows(tmp_path / "r.db", "SELECT problem FROM page_problem")[0]
    assert problem == "Reading this page took over 2 s of CPU and was broken off (limit read_seconds)."
    again = Tally()
    add_pages(open_record(tmp_path / "r.db"), [str(tmp_path)], tally=again, limits=limits)
    assert again.pages == {"unchanged": 2}
