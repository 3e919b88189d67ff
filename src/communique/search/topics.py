"""Projects and meetings over all articles, by the words of their names; and the findings that tell of one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

import msgspec
from rich.console import Console
from rich.text import Text

from communique.search.corrected import but_struck
from communique.search.findings import CALLED, patterns_of
from communique.search.tables import cell_of
from communique.store import Record

# As text, where no limit is given.
A_SCREENFUL = 20


class TopicRow(msgspec.Struct, frozen=True):
    """A project or meeting under one name: how many articles tell of it, the days of the first and the last, and how many
    findings tell of it."""

    name: str
    kind: str
    country: str | None
    articles: int
    first: str | None
    last: str | None
    events: int
    statements: int
    commitments: int


# Where only the newest are asked for, so many tellings are looked at: counting all of a large record takes seconds.
NEWEST = 5000
_NEWEST = (
    "(SELECT t.* FROM article AS n CROSS JOIN topic AS t ON t.article = n.key"
    f" ORDER BY n.published DESC LIMIT {NEWEST})"
)


def find_topics(record: Record, words: str = "", limit: int | None = None) -> list[TopicRow]:
    """Topics whose name holds all the words, those last told of first; of a few without words only the newest tellings
    are counted."""
    told = ", ".join(f"count(DISTINCT CASE WHEN b.kind = '{kind}' THEN b.article || b.finding END)" for kind in KINDS)
    rows = record.execute(
        f"SELECT t.name, t.kind, t.country, count(DISTINCT t.article), min(a.published), max(a.published), {told}"
        f" FROM {_NEWEST if limit and not words else 'topic'} AS t JOIN article AS a ON a.key = t.article"
        f" LEFT JOIN about AS b ON b.article = t.article AND b.topic = t.id{but_struck(record, 'b.finding')}"
        f" WHERE {CALLED} GROUP BY lower(t.name), t.kind, t.country ORDER BY max(a.published) DESC, t.name LIMIT ?",
        (patterns_of(words), -1 if limit is None else limit),
    )
    return [TopicRow(*row) for row in rows]


KINDS = ("event", "statement", "commitment")


def print_topics(record: Record, words: str, shape: str, limit: int | None, out: TextIO, console: Console) -> int:
    """Print topics and return how many."""
    topics = find_topics(record, words, limit or (A_SCREENFUL if shape == "text" else None))
    if shape == "csv":
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(TopicRow.__struct_fields__)
        rows.writerows([cell_of(value) for value in msgspec.structs.astuple(topic)] for topic in topics)
    elif shape == "jsonl":
        out.writelines(msgspec.json.encode(topic).decode() + "\n" for topic in topics)
    else:
        for line in lines_of(topics):
            console.print(line)
    return len(topics)


def lines_of(topics: list[TopicRow]) -> Iterator[Text]:
    """ "project  steel mill in Sindh (PAK)", and by how much it is told."""
    for topic in topics:
        home = f" ({topic.country})" if topic.country else ""
        yield Text.assemble((f"{topic.kind:<9}", "dim"), (" ".join(topic.name.split()), "bold"), home)
        told = ((topic.articles, "articles"), (topic.events, "events"), (topic.statements, "statements"),
                (topic.commitments, "promises"))  # fmt: skip
        numbers = ", ".join(f"{number} {what if number != 1 else what[:-1]}" for number, what in told if number)
        yield Text(f"         {numbers} · {topic.first or 'no date'} to {topic.last or 'no date'}", style="dim")
