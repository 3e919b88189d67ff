"""How fast pages are opened and their articles found, and how much memory an archive takes, whatever its size.

`make bench` prints both. Pages are made up: stories in a few templates, as a text dump, as HTML and as records of a web
archive. CPU seconds of this process are counted, not the clock; no pipeline is loaded, for parsing is counted apart.
"""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from communique.articles import find_articles
from communique.pages import open_page, open_pages

# Of each kind so many pages are read: some seconds in all.
PAGES = 300
ROUNDS = 3
# An archive's peak of memory may differ by this much between few records and many.
FEW, MANY = 1_000, 20_000
PLACES = ("Accra", "Lima", "Suva", "Riga", "Doha", "Male", "Oslo", "Baku", "Quito", "Lome")
SENTENCES = (
    "The foreign ministers of both countries met in {place} on {day} and reviewed trade, visas and the border.",
    "“We came with figures and leave with a calendar,” the head of the delegation told reporters in {place}.",
    "A joint committee will look into the fees that carriers pay in the ports, a spokeswoman said on {day}.",
    "Neither side gave a date for the next round, though it is expected to be held in {place} before the rains.",
    "The ministry denied that the talks had been broken off and said its envoy would return on {day}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def paragraphs(number: int) -> list[str]:
    """Twelve paragraphs of two sentences, the same for the same number."""
    chance = random.Random(number)
    return [
        " ".join(
            chance.choice(SENTENCES).format(place=chance.choice(PLACES), day=chance.choice(DAYS)) for _ in range(2)
        )
        for _ in range(12)
    ]


def as_text(number: int) -> str:
    place = PLACES[number % len(PLACES)]
    body = "\n\n".join(paragraphs(number))
    return f"Envoys meet in {place} for talk {number}\n\nUpdated 3 May 2024\n\n{place.upper()}: {body}\n\nAlso read: Why talks fail\n"


def as_html(number: int) -> str:
    place = PLACES[number % len(PLACES)]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(number))
    links = "".join(f"<li><a href=/{n}>Another story number {n} of today</a></li>" for n in range(30))
    return (
        f"<!DOCTYPE html><html><head><title>Talk {number} - The Courier</title></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>Envoys meet in {place} for talk {number}</h1><time datetime=2024-05-03>3 May 2024</time>{body}</article>"
        f"<aside><h3>Most read</h3><ul>{links}</ul></aside><footer>© The Courier</footer></body></html>"
    )


def as_record(number: int) -> bytes:
    """A packed record of a web archive."""
    page = as_html(number).encode()
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/{number}\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 1)


def pages_a_second(read: Callable[[], int]) -> float:
    """Pages a CPU second: the best of several rounds, for what else the machine does can only slow one down."""
    best = 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        count = read()
        best = max(best, count / max(time.process_time() - began, 1e-9))
    return best


def read_warc(file: Path) -> int:
    return sum(len(find_articles(capture).articles) for capture in open_pages(file))


def speeds(folder: Path) -> Iterator[tuple[str, float]]:
    """(kind of page, pages a CPU second): opened, decoded, the article found with its headline, dates and paragraphs."""
    texts = [as_text(number).encode() for number in range(PAGES)]
    pages = [as_html(number).encode() for number in range(PAGES)]
    archive = folder / "speed.warc.gz"
    archive.write_bytes(b"".join(map(as_record, range(PAGES))))
    find_articles(open_page(pages[0]))  # imports
    yield "text dumps", pages_a_second(lambda: sum(len(find_articles(open_page(page)).articles) for page in texts))
    yield "HTML pages", pages_a_second(lambda: sum(len(find_articles(open_page(page)).articles) for page in pages))
    yield "WARC records", pages_a_second(lambda: read_warc(archive))
    yield "WARC records, opened only", pages_a_second(lambda: sum(1 for _ in open_pages(archive)))


def peak_of(file: Path) -> float:
    """Megabytes at the peak of a process that opens every page of an archive."""
    script = (
        "import resource, sys; from communique.pages import open_pages\n"
        "for _ in open_pages(sys.argv[1]): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def memory(folder: Path) -> Iterator[tuple[int, float]]:
    """(records, megabytes at the peak) for a small archive and a large one."""
    records = [as_record(number) for number in range(FEW)]
    for count in (FEW, MANY):
        archive = folder / f"{count}.warc.gz"
        with archive.open("wb") as out:
            for turn in range(count // FEW):
                out.writelines(records[turn:] + records[:turn])
        yield count, peak_of(archive)


def table() -> list[str]:
    """The lines that `make bench` prints of pages."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rows = [f"{kind:26} {speed:10,.0f}" for kind, speed in speeds(folder)]
        (few, small), (many, large) = memory(folder)
    return [
        f"{'':26} {'pages / CPU s':>10}",
        *rows,
        f"memory at the peak: {small:.0f} MB for an archive of {few:,} records, {large:.0f} MB for {many:,} ({large / small:.2f})",
    ]


if __name__ == "__main__":
    print("\n".join(table()))
