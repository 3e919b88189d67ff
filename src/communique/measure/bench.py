"""How fast communique reads: words per CPU second of every stage and of the whole, over the bare parser; pages per CPU
second of each kind; pairs of actors whose act is told; and what starting costs.

`make bench` prints the tables. CPU seconds of this process are counted, not the clock, and the smallest of several
rounds is taken: what else the machine does can only add.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from itertools import permutations
from pathlib import Path
from typing import Any

import spacy

from communique import reading
from communique.articles import find_articles
from communique.events import relation_between
from communique.model import Article
from communique.pages import open_page, open_pages
from communique.sentences import parse, pipeline_name

STAGES = (
    "find_times",
    "find_names",
    "find_places",
    "find_actors",
    "find_topics",
    "find_statements",
    "find_events",
    "find_claims",
    "find_commitments",
    "find_phrases",
)
# Stages whose share of the parse is told together.
TOGETHER = {
    "names to actors": STAGES[:4],
    "statements, claims": ("find_statements", *STAGES[7:]),
}
KINDS = {"text dumps": "*.txt", "HTML": "*.html"}
# A whole page is related in this many pairs at most: further on they only repeat.
PAIRS = 60
STARTS = {"communique --help": "from communique.cli import app; app(['--help'])", "bare Python": "pass"}
ROUNDS = 3
# Below some 10,000 words a round is over in two seconds and start-up noise shows in the third figure.
WORDS = 10_000


def sample_articles(folder: Path, words: int = WORDS) -> list[Article]:
    """The articles of a folder's pages, repeated until there are enough words."""
    once = [a for capture in open_pages(folder) for a in find_articles(capture).articles]
    count = sum(len(a.text.split()) for a in once)
    if not count:
        raise ValueError(f"no article in {folder}: nothing to measure")
    return once * max(1, -(-words // count))


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of this process that `work` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def consume(items: Iterable[object]) -> None:
    for _ in items:
        pass


class Clock:
    """Adds up the CPU seconds of one stage over all its calls."""

    def __init__(self, stage: Callable[..., Any]) -> None:
        self.stage = stage
        self.seconds = 0.0

    def __call__(self, *given: Any) -> Any:
        began = time.process_time()
        found = self.stage(*given)
        self.seconds += time.process_time() - began
        return found


def stage_seconds(articles: list[Article]) -> dict[str, float]:
    """CPU seconds of each stage over these articles."""
    clocks = {name: Clock(getattr(reading, name)) for name in STAGES}
    for name, clock in clocks.items():
        setattr(reading, name, clock)
    try:
        consume(reading.read_articles(articles))
    finally:
        for name, clock in clocks.items():
            setattr(reading, name, clock.stage)
    return {name: clock.seconds for name, clock in clocks.items()}


def table(folder: Path) -> list[str]:
    """The lines of the bench table."""
    articles = sample_articles(folder)
    count = sum(len(article.text.split()) for article in articles)
    consume(reading.read_articles(articles[:4]))
    pipeline = spacy.load(pipeline_name())  # all its components, also those that communique leaves out
    texts = [article.text for article in articles]
    bare = min(spent(lambda: consume(pipeline.pipe(texts))) for _ in range(ROUNDS))
    ours = min(spent(lambda: consume(parse(articles))) for _ in range(ROUNDS))
    whole = min(spent(lambda: consume(reading.read_articles(articles))) for _ in range(ROUNDS))
    counted = [stage_seconds(articles) for _ in range(ROUNDS)]
    stages = {name: min(seconds[name] for seconds in counted) for name in STAGES}
    sums = {name: sum(stages[stage] for stage in some) for name, some in TOGETHER.items()}
    rows = [("bare pipeline", bare), ("our parse", ours), ("whole record", whole), *stages.items(), *sums.items()]
    return [
        f"Python {platform.python_version()}, spaCy {version('spacy')}, {pipeline_name()}, {platform.machine()}",
        f"{count} words in {len(articles)} articles of {folder.name}/",
        f"{'':20} {'words / CPU s':>14} {'of the bare parse':>18}",
        *(f"{name:20} {count / max(seconds, 1e-9):14,.0f} {seconds / bare:17.1%}" for name, seconds in rows),
        f"speed over the bare parser: {bare / whole:.2f}",
    ]


def pages_a_second(folder: Path) -> list[str]:
    """Pages of each kind per CPU second, opened and read from their bytes to the record."""
    lines = []
    for kind, pattern in KINDS.items():
        files = sorted(folder.glob(pattern))
        read = lambda files=files: consume(reading.read_captures(open_page(file) for file in files))  # noqa: E731
        lines.append(f"{kind:20} {len(files) / min(spent(read) for _ in range(ROUNDS)):14.1f} pages / CPU s")
    return lines


def pairs_a_second(folder: Path) -> str:
    """Pairs of mentions per CPU second whose act `relate` tells, once their text is parsed."""
    pairs = []
    for article in sample_articles(folder, words=1):
        spans = [
            (mention.start, mention.stop)
            for actor in reading.read_text(article.text).actors
            for mention in actor.mentions
        ]
        pairs += [(article.text, one, other) for one, other in list(permutations(sorted(spans)[:12], 2))[:PAIRS]]
    parsed = {text: reading._parsed(text) for text, *_ in pairs}
    work = lambda: [relation_between(*parsed[text], actor=a, recipient=b) for text, a, b in pairs]  # noqa: E731
    return f"{'relate':20} {len(pairs) / min(spent(work) for _ in range(ROUNDS)):14,.0f} pairs / CPU s"


def starts() -> list[str]:
    """CPU seconds of starting, in processes of their own."""
    return [f"{name:20} {min(spent_outside(code) for _ in range(ROUNDS)):14.2f} CPU s" for name, code in STARTS.items()]


def spent_outside(code: str) -> float:
    """CPU seconds of a Python that runs this and ends; raises subprocess.CalledProcessError where it fails."""
    began = children_seconds()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return children_seconds() - began


def children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    samples = Path("samples")
    print("\n".join([*table(samples), *pages_a_second(samples), pairs_a_second(samples), *starts()]), flush=True)
