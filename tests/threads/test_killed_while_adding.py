"""`communique add` may be killed at any moment: what is in the record then is whole, and going on ends in the same record
as if nothing had happened.

    python tests/threads/test_killed_while_adding.py 200

kills it so many times. The pages are made up by hand, so that no pipeline has to be loaded each time.
"""

import contextlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import msgspec
from told import act, actor, page

from communique import threads
from communique.model import Page
from communique.store import check, open_record

KILLS, PAGES = 20, 80
STATES = [actor(name, code, "state") for name, code in (("Jordan", "JOR"), ("Russia", "RUS"), ("Peru", "PER"))]
PEOPLE = [actor("Layla Kassim", "JOR", offices=(("foreign minister", "JOR"),)), actor("Pavel Orlov", "RUS")]


def pages() -> list[Page]:
    """Pages that tell some forty acts, each three times or so."""
    chance, made = random.Random(7), []
    for number in range(PAGES):
        day = f"2025-03-{1 + number // 10:02}"
        parties = chance.sample(STATES, 2) if chance.random() < 0.5 else PEOPLE
        town = chance.choice(("Amman", "Lima"))
        told = [
            act(f"They met about grain in {town}", by=parties, date=day, place=town),
            act(
                f"They struck a convoy near {town} with {number % 3} drones", "ASSAULT", by=parties[:1], to=parties[1:]
            ),
        ]
        made.append(page(f"p{number}", day, *told, publisher=f"outlet {number % 7}"))
    return made


def add_them_all(file: str) -> None:
    record = open_record(file)
    threads.catch_up(record)
    print("open", flush=True)
    for one in pages():
        threads.save_page(record, one, "reader")


def content(record: Any) -> list[tuple[Any, ...]]:
    """All that the threads say, without the numbers of rows."""
    queries = (
        "SELECT id, event, date, place, tellings, articles, sources, first, last FROM happening",
        "SELECT t.event, h.id, l.event, t.score, t.reason FROM happening_event AS t JOIN happening AS h"
        " ON h.key = t.happening JOIN happening_event AS l ON l.key = t.leader",
        "SELECT p.id, p.articles, g.who, g.articles FROM guise AS g JOIN person AS p ON p.key = g.person",
        "SELECT id, uri FROM page",
    )
    return [row for query in queries for row in sorted(map(tuple, record.execute(query)), key=repr)]


def killed(folder: Path, kills: int, seed: int = 5) -> None:
    chance, file, seen = random.Random(seed), folder / "record.db", 0
    for number in range(kills):
        child = subprocess.Popen([sys.executable, __file__, "--add", str(file)], stdout=subprocess.PIPE, text=True)
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with contextlib.closing(open_record(file)) as record:
            faults = [*check(record), *threads.check(record)]
            assert faults == [], faults
            stored = record.execute("SELECT count(*) FROM page").fetchone()[0]
            assert stored >= seen
            seen = stored
            if stored == PAGES and number + 1 < kills:  # all in: some pages go, so that the next one has work to do
                _forget(record, chance)
                seen = record.execute("SELECT count(*) FROM page").fetchone()[0]
    add_them_all(str(file))
    add_them_all(str(folder / "undisturbed.db"))
    record, undisturbed = open_record(file), open_record(folder / "undisturbed.db")
    assert [*check(record), *threads.check(record)] == []
    assert content(record) == content(undisturbed)


def _forget(record: Any, chance: random.Random) -> None:
    """Read half of the pages anew as pages that tell of nothing, so that the next `add` replaces them again."""
    for one in chance.sample(pages(), PAGES // 2):
        empty = msgspec.structs.replace(one.articles[0], events=(), actors=())
        threads.save_page(record, msgspec.structs.replace(one, articles=(empty,)), "reader")


def test_killed_at_any_moment_the_record_is_whole(tmp_path: Path) -> None:
    killed(tmp_path, KILLS)


if __name__ == "__main__":
    if sys.argv[1] == "--add":
        add_them_all(sys.argv[2])
    else:
        import tempfile

        with tempfile.TemporaryDirectory() as where:
            killed(Path(where), int(sys.argv[1]))
        print(f"killed {sys.argv[1]} times: sound, and the same record as undisturbed")
