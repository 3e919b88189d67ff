"""How fast communique reads: words per CPU second of every stage and of the whole, over the bare parser.

`make bench` prints the table. CPU seconds of this process are counted, not the clock, and the smallest of several
rounds is taken: what else the machine does can only add.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy

from communique import reading
from communique.articles import find_articles
from communique.model import Article
from communique.pages import open_pages
from communique.sentences import parse, pipeline_name

STAGES = (
    "find_times",
    "find_names",
    "find_places",
    "find_actors",
    "find_statements",
    "find_events",
    "find_claims",
    "find_commitments",
    "find_phrases",
)
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
    stages = stage_seconds(articles)
    rows = [("bare pipeline", bare), ("our parse", ours), ("whole record", whole), *stages.items()]
    return [
        f"Python {platform.python_version()}, spaCy {version('spacy')}, {pipeline_name()}, {platform.machine()}",
        f"{count} words in {len(articles)} articles of {folder.name}/",
        f"{'':20} {'words / CPU s':>14} {'of the bare parse':>18}",
        *(f"{name:20} {count / max(seconds, 1e-9):14,.0f} {seconds / bare:17.1%}" for name, seconds in rows),
        f"speed over the bare parser: {bare / whole:.2f}",
    ]


if __name__ == "__main__":
    print("\n".join(table(Path("samples"))))
