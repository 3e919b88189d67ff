"""`communique add` killed at random moments: is the record whole after every kill, and in the end the same as undisturbed?

    python -m communique.measure.killed [--kills 200] [--pages FOLDER] [--seed 5]

The real command runs in a session of its own and gets SIGKILL with all its reading processes: half of the kills at any moment
of a run, half within moments of a page's being stored, where most of the writing is. After each kill the record
must be sound (`communique check`) and have lost no page; the next run goes on with it. A run that was not reached by its
kill must have made the record that an undisturbed run makes; then a new record is begun. Ends with 1 where anything fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from communique import threads
from communique.exports.whole import whole_lines
from communique.measure.corpus import CORPUS
from communique.store import check, open_record

# What says when something was written is no part of what was read.
TIMES = frozenset(("added", "made", "noted", "undone"))

# A page is stored in some twenty milliseconds, more while others use the machine.
MOMENTS = 0.1


class Broken(AssertionError):
    """A kill did harm; the message says which."""


def add(pages: list[str], record: Path, workers: int) -> subprocess.Popen[bytes]:
    """The real command, in a session of its own, so that its reading processes can be killed with it."""
    asked = ["add", *pages, "--record", str(record), "--workers", str(workers)]
    return subprocess.Popen(
        [sys.executable, "-m", "communique", *asked],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def content(file: Path) -> list[str]:
    """The whole record without the times of writing, and what is joined in it."""
    record = open_record(file, readonly=True)
    lines = [json.dumps(_timeless(json.loads(line))) for line in whole_lines(record)]
    for table in ("happening", "chain", "contention", "person"):
        rows = ({**dict(row), "key": 0} for row in record.execute(f"SELECT * FROM {table} ORDER BY id"))
        lines += [json.dumps({table: row}) for row in rows]
    record.close()
    return lines


def _timeless(told: object) -> object:
    if isinstance(told, dict):
        return {key: _timeless(value) for key, value in told.items() if key not in TIMES}
    return told


def number_stored(file: Path) -> int:
    """How many pages a sound record holds; raises Broken where it is not sound."""
    if not file.exists():
        return 0
    record = open_record(file)
    faults = [*check(record), *threads.check(record)]
    number: int = record.execute("SELECT count(*) FROM page").fetchone()[0]
    record.close()
    if faults:
        raise Broken(f"after a kill {file.name} is not sound: {faults[:3]}")
    return number


def kill_often(folder: Path, pages: list[str], kills: int, seed: int) -> str:
    """Kill so many runs; returns what came of it in a line. Raises Broken."""
    chance, undisturbed = random.Random(seed), folder / "undisturbed.db"
    began = time.monotonic()
    add(pages, undisturbed, 1).wait()
    lasts, whole = time.monotonic() - began, content(undisturbed)
    done = records = stored = 0
    during = 0  # kills that found some pages stored and others not
    while done < kills:
        file = folder / f"record-{records}.db"
        child, began = add(pages, file, chance.choice((1, 2))), time.monotonic()
        if chance.random() < 0.5 and stored < len(pages):
            _wait_for_page(child, file, chance.randrange(stored, len(pages)))
            finished = _wait_or_kill(child, chance.uniform(0, MOMENTS))
        else:
            finished = _wait_or_kill(child, chance.uniform(0, 1.1 * lasts))
        now = number_stored(file)
        if now < stored:
            raise Broken(f"kill {done + 1} lost {stored - now} pages")
        stored = now
        if finished:
            lasts = 0.5 * lasts + 0.5 * (time.monotonic() - began)
            _same(file, whole)
            records, stored = records + 1, 0
        else:
            done += 1
            during += 0 < now < len(pages)
            if done % 10 == 0:
                print(f"{done} kills, {during} between two pages, {records} records whole", file=sys.stderr, flush=True)
    file = folder / f"record-{records}.db"
    add(pages, file, 1).wait()
    _same(file, whole)
    return f"{done} kills, {during} of them between two pages, {records + 1} records: all sound and as undisturbed"


def _wait_for_page(child: subprocess.Popen[bytes], file: Path, more_than: int) -> None:
    """Until the record holds more than so many pages, or the run is over."""
    while child.poll() is None:
        if file.exists():
            with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as record:
                if record.execute("SELECT count(*) FROM page").fetchone()[0] > more_than:
                    return
        time.sleep(0.005)


def _wait_or_kill(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the run came to its end before its time was up; else it is killed with all its processes."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return False
    if child.returncode:
        raise Broken(f"`communique add` ended with {child.returncode}")
    return True


def _same(file: Path, whole: list[str]) -> None:
    told = subprocess.run([sys.executable, "-m", "communique", "check", "--record", str(file)], capture_output=True)
    if told.returncode:
        raise Broken(f"`communique check`: {told.stdout.decode()}{told.stderr.decode()}")
    found = content(file)
    if found != whole:
        differing = [line for line in found if line not in whole] + [line for line in whole if line not in found]
        raise Broken(f"{file.name} is not as undisturbed: {differing[:2]}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m communique.measure.killed", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=Path, default=CORPUS / "pages", help="a folder of short pages")
    parser.add_argument("--number", type=int, default=24, help="how many of them are read")
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    pages = sorted(str(one) for one in asked.pages.iterdir())[: asked.number]
    with tempfile.TemporaryDirectory() as folder:
        try:
            print(kill_often(Path(folder), pages, asked.kills, asked.seed))
        except Broken as harm:
            sys.exit(str(harm))


if __name__ == "__main__":
    main()
