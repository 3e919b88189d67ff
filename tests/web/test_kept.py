"""What was asked before is told from memory, and never once the record has changed, but for seconds while pages are added."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

from hostile import hostile_page
from litestar.testing import TestClient

from communique.store import do_pages_come, open_record, pages_come
from communique.threads import save_page
from communique.web import make_app
from communique.web.access import Access
from communique.web.again import answer, from_memory, nothing_more
from communique.web.asking import readers_of
from communique.web.kept import AT_ONCE, BEHIND, BUSY_BEHIND, DUE, LONGEST, MOST, Answer, Kept

ADD = """
import sys
from pathlib import Path
from hostile import hostile_page
from communique.store import do_pages_come, open_record, pages_come
from communique.threads import save_page
save_page(open_record(Path(sys.argv[1])), hostile_page(), "reader")
"""

HOLD = """
import sys, time
from pathlib import Path
from communique.store import pages_come
with pages_come(Path(sys.argv[1])):
    print("adding", flush=True)
    time.sleep(60)
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
        kept.put((f"/{number}", b""), version, Answer([], b"x" * LONGEST), time.monotonic())
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


def number_of_articles(client, **headers):
    return client.get("/api/v1/totals", headers=headers).json()["articles"]


def test_while_pages_are_added_an_answer_may_be_behind_and_says_so(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    with asked(file) as client, pages_come(file):
        first = client.get("/api/v1/totals")
        writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
        time.sleep(1)
        behind = client.get("/api/v1/totals")
        assert behind.content == first.content
        assert int(behind.headers["age"]) >= 1
        assert behind.headers["etag"] == first.headers["etag"]
        assert client.get("/api/v1/totals", headers={"if-none-match": behind.headers["etag"]}).status_code == 304


def test_no_answer_is_behind_for_long(tmp_path):
    file = tmp_path / "record.db"
    writing, kept, address = open_record(file), Kept(file), ("/events", b"")
    with pages_come(file):
        version = kept.now()
        assert version is not None
        kept.put(address, version, Answer([], b"old"), time.monotonic())
        writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
        later = kept.now()
        assert later is not None
        assert later != version
        kept.entries[address].true_at -= BEHIND / 2
        assert kept.get(address, later) == (Answer([], b"old"), int(BEHIND / 2))
        kept.entries[address].true_at -= BEHIND / 2
        assert kept.get(address, later) is None


def test_an_answer_may_be_longer_behind_where_others_are_being_made_already(tmp_path):
    file = tmp_path / "record.db"
    writing, kept, address = open_record(file), Kept(file), ("/events", b"")
    with pages_come(file):
        version = kept.now()
        assert version is not None
        kept.put(address, version, Answer([], b"old"), time.monotonic())
        writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
        later = kept.now()
        assert later is not None
        kept.entries[address].true_at -= 2 * BEHIND
        assert kept.get(address, later) is None
        for path in range(AT_ONCE):
            kept.making[(f"/{path}", b""), later] = asyncio.Event()
        assert kept.get(address, later) == (Answer([], b"old"), int(2 * BEHIND))
        assert kept.get(address, later, anew=True) is None
        kept.entries[address].true_at -= BUSY_BEHIND
        assert kept.get(address, later) is None


def test_once_the_last_page_is_added_nothing_is_behind(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    with asked(file) as client:
        with pages_come(file):
            tag = client.get("/api/v1/totals").headers["etag"]
            writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
            assert number_of_articles(client) == 0
        assert number_of_articles(client, **{"if-none-match": tag}) == 7
    assert not file.with_name("record.db-adding").exists()


def test_who_loads_a_page_again_has_it_anew(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    with asked(file) as client, pages_come(file):
        assert number_of_articles(client) == 0
        writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
        assert number_of_articles(client) == 0
        assert number_of_articles(client, **{"cache-control": "max-age=0"}) == 7
        writing.execute("UPDATE total SET number = 8 WHERE name = 'article'")
        assert number_of_articles(client, **{"cache-control": "no-cache"}) == 8


def test_several_may_add_and_one_that_was_killed_adds_no_more(tmp_path):
    file = tmp_path / "record.db"
    open_record(file).close()
    with pages_come(file):
        with pages_come(file):
            assert do_pages_come(file)
        assert do_pages_come(file)
    assert not do_pages_come(file)
    adding = subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE, text=True)
    assert adding.stdout is not None
    adding.stdout.readline()
    assert do_pages_come(file)
    adding.send_signal(signal.SIGKILL)
    adding.wait()
    assert file.with_name("record.db-adding").exists()
    assert not do_pages_come(file)


class Slow:
    """An app that takes its time, and counts how often it was asked."""

    def __init__(self):
        self.asked = 0

    async def __call__(self, scope, receive, send):
        self.asked += 1
        number = self.asked
        await asyncio.sleep(0.05)
        await answer(send, 200, [], b"%d" % number)


async def ask(app, kept):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/events", "query_string": b"", "headers": []}
    await from_memory(app, kept, b"tag", scope, nothing_more, send)
    return sent[-1]["body"]


def test_what_comes_from_memory_needs_the_password_and_is_counted(tmp_path):
    file = tmp_path / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    access, told = Access(names=None, secret="open sesame", changes=False), {"authorization": "Bearer open sesame"}
    with TestClient(make_app(file, access), base_url="http://desk.example:8080") as client:
        first = client.get("/events", headers=told)
        questions = []
        for _, record in readers_of(file).idle:
            record.set_trace_callback(questions.append)
        again = client.get("/events", headers=told)
        assert again.content == first.content
        assert questions == []
        assert again.headers["ratelimit-remaining"].isdigit()  # told once: not what was left to who asked first
        assert client.get("/events").status_code == 401


def test_what_many_ask_for_at_once_is_made_once(tmp_path):
    file = tmp_path / "record.db"
    open_record(file).close()
    app, kept = Slow(), Kept(file)

    async def many():
        return await asyncio.gather(*(ask(app, kept) for _ in range(50)))

    assert set(asyncio.run(many())) == {b"1"}
    assert not kept.making


def test_what_is_asked_for_while_pages_come_is_made_anew_with_nobody_waiting(tmp_path):
    file = tmp_path / "record.db"
    writing = open_record(file)
    app, kept = Slow(), Kept(file)

    async def told():
        first = await ask(app, kept)
        writing.execute("UPDATE total SET number = 7 WHERE name = 'article'")
        soon = await ask(app, kept)
        kept.entries["/events", b""].true_at -= DUE
        due = [await ask(app, kept) for _ in range(3)]
        await asyncio.gather(*kept.unasked.values())
        return [first, soon, *due, await ask(app, kept)]

    with pages_come(file):
        assert asyncio.run(told()) == [b"1"] * 5 + [b"2"]
    assert app.asked == 2
    assert not kept.unasked
