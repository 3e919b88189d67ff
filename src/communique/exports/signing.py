"""What articles are compared by, kept in a lake so that copies are found over all of it without its texts being unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from communique.exports.days import day_of
from communique.exports.tables import Column, Row, columns
from communique.exports.telling import address_of
from communique.model import Page
from communique.store import page_id
from communique.store.copies import Text, marks_of, runs_of, text_of


class Shape(NamedTuple):
    """A table whose rows are made by whoever writes it."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


PRINTED = columns(
    "article text the article's id",
    "page text the page it stands on: two pages that print the very same have one article's id",
    "published date the day it was published",
    "publisher category who published the page",
    "uri text where the page came from",
)
SIGNATURES = Shape(
    "signatures",
    "What copies of a text are found by; nothing else is to be learnt from it.",
    (
        *PRINTED,
        *columns(
            "words integer how many words its paragraphs have",
            "marks integers MinHash bands and anchors: what copies are likely to have in common",
            "runs integers hashes of its runs of three words, in their order",
        ),
    ),
)
COPIES = Shape(
    "copies",
    "Articles that print one text (agency copy, editions, a page captured twice): every article of which there is another.",
    (
        *PRINTED,
        *columns(
            "text text the id of the article that stands for all that print the text: the one published first",
            "first flag whether it is this one; count only these to count each text once",
            "copies integer how many articles print the text",
        ),
    ),
)


def signature_rows(page: Page) -> Iterator[Row]:
    """A row an article, in the order of SIGNATURES."""
    source = page.source
    for article in page.articles:
        text = text_of(article)
        yield (
            article.id, page_id(source), day_of(article.published), source.publisher, address_of(page), len(text.words),
            sorted(marks_of(text)), _hashes(text),
        )  # fmt: skip


def _hashes(text: Text) -> list[int]:
    return [crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs_of(text)]
