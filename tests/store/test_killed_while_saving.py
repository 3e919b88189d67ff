"""A process that saves pages may be killed at any moment: no finished page is lost, none is doubled."""

import random
import subprocess
import sys
import time
from pathlib import Path

from communique.model import Actor, Article, Mention, Page, Source
from communique.store import check, load_page, open_record, page_id

PAGES = 400
KILLS = 12


def page(number: int) -> Page:
    text = f"Minister {number} met the envoy. " * 20
    actor = Actor(id=f"actor-{number}", name=f"Minister {number}", kind="person", mentions=(Mention(0, 8, "r"),))
    article = Article(id=f"article-{number}", headline=f"Talks {number}", text=text, actors=(actor,))
    source = Source(uri=f"{number}.txt", digest=f"sha256:{number}", media_type="text/plain")
    return Page(source=source, articles=(article,))


def save_them_all(file: str) -> None:
    from communique.store import save_page

    record = open_record(file)
    print("open", flush=True)
    for number in range(PAGES):
        save_page(record, page(number), "reader")
        print(number, flush=True)


def test_no_page_is_lost_or_doubled(tmp_path: Path) -> None:
    file, chance, finished = tmp_path / "record.db", random.Random(4), -1
    for _ in range(KILLS):
        child = subprocess.Popen([sys.executable, __file__, str(file)], stdout=subprocess.PIPE, text=True)
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        child.kill()
        said = [line.strip() for line in child.stdout.read().splitlines() if line.strip().isdigit()]
        child.wait()
        finished = max(finished, int(said[-2]) if len(said) > 1 else -1)
        record = open_record(file)
        assert list(check(record)) == []
        assert record.execute("SELECT count(*) FROM page").fetchone()[0] > finished
        record.close()
    save_them_all(str(file))
    record = open_record(file)
    assert list(check(record)) == []
    assert record.execute("SELECT count(*) FROM article").fetchone()[0] == PAGES
    assert all(load_page(record, page_id(page(number).source)) == page(number) for number in range(PAGES))


if __name__ == "__main__":
    save_them_all(sys.argv[1])
