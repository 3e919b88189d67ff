"""What was asked before is told from memory, and never once the record has changed."""

import subprocess
import sys
from pathlib import Path

from hostile import hostile_page
from litestar.testing import TestClient

from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app
from communique.web.asking import readers_of
from communique.web.kept import LONGEST, MOST, Answer, Kept

ADD = """
import sys
from pathlib import Path
from hostile import hostile_page
from communique.store import open_record
from communique.threads import save_page
save_page(open_record(Path(sys.argv[1])), hostile_page(), "reader")
"""


def asked(file):
    return TestClient(make_app(file), base_url="http://127.0.0.1:8765")


def test_a_page_that_was_shown_is_shown_again_without_a_question_to_the_record(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    save_page(writing, hostile_page(), "reader")
    with asked(file) as client:
        first = client.get("/events")
        questions = []
        for _, record in readers_of(file).idle:
            record.set_trace_callback(questions.append)
        again = client.get("/events")
        assert again.content == first.content
        assert questions == []
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
        assert client.get("/events?page=2").content != first.content
        assert questions


def test_what_another_process_adds_is_on_the_page_asked_for_next(tmp_path):
    file = tmp_path / "record.db"
    open_record(file).close()
    with asked(file) as client:
        assert [client.get("/api/v1/totals").json()["articles"] for _ in range(2)] == [0, 0]
        before = [client.get("/articles").text for _ in range(2)]
        subprocess.run([sys.executable, "-c", ADD, str(file)], check=True, cwd=Path(__file__).parent)
        assert client.get("/api/v1/totals").json()["articles"] > 0
        assert client.get("/articles").text not in before


def test_no_change_is_missed_however_quickly_they_follow(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    with asked(file) as client:
        for number in range(200):
            writing.execute("UPDATE total SET number = ? WHERE name = 'article'", (number,))
            assert client.get("/api/v1/totals").json()["articles"] == number
            assert client.get("/api/v1/totals").json()["articles"] == number


def test_a_change_is_seen_where_the_file_beside_the_record_was_written_into_it(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    with asked(file) as client:
        assert client.get("/api/v1/totals").json()["articles"] == 0
        writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
        writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert client.get("/api/v1/totals").json()["articles"] == 7


def test_faults_and_pages_drawn_by_chance_are_not_kept(tmp_path):
    file = tmp_path / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    with asked(file) as client:
        assert client.get("/article/none").status_code == 404
        assert client.get("/article/none").status_code == 404
        assert client.get("/audit?seed=1").headers.get("etag") is None


def test_a_question_mark_in_a_name_is_no_question(tmp_path):
    file = tmp_path / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    with asked(file) as client:
        assert client.get("/actors?q=a%3F").status_code == 200
        assert client.get("/actors%3Fq=a?").status_code == 404


def test_what_is_kept_has_its_bounds(tmp_path):
    file = tmp_path / "record.db"
    open_record(file).close()
    kept = Kept(file)
    version = kept.now()
    assert version is not None
    assert version == kept.now()
    for number in range(2 * MOST // LONGEST):
        kept.put((f"/{number}", b""), version, Answer([], b"x" * LONGEST))
    assert kept.size <= MOST
    assert kept.get(("/0", b""), version) is None
    assert kept.get((f"/{number}", b""), version) is not None
    open_record(file).execute("UPDATE total SET number = 1 WHERE name = 'article'")
    assert kept.get((f"/{number}", b""), kept.now()) is None


def test_of_a_record_that_is_gone_nothing_is_told_from_memory(tmp_path):
    file = tmp_path / "record.db"
    open_record(file).close()
    kept = Kept(file)
    assert kept.now() is not None
    file.unlink()
    assert kept.now() is None
