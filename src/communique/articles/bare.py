"""An article's bare text, as a caller hands it over: lines are its blocks and nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from communique.articles.datelines import dateline_of
from communique.articles.language import language_of
from communique.articles.lines import BULLET
from communique.model import Article, Block, content_id

LINE = re.compile(r"[^\n]+")
# Capitals without a full stop over a paragraph: "BILATERAL MEETINGS". Six words and more may be a shouted sentence.
SUBHEADING = re.compile(r"^[^a-zß-öø-ÿ.!?:;,]*[A-ZÀ-ÖØ-Þ][^a-zß-öø-ÿ.!?:;,]*$")
SUBHEADING_WORDS = 6


def article_of_text(text: str, published: date | None = None, headline: str | None = None) -> Article:
    """An article of this text, unchanged; every line that is not empty is a block.

    Lines are paragraphs. Bullets before the first paragraph are its summary, and short lines in capitals between
    paragraphs are sub-headings: nothing else is clear enough in a text without a page around it.
    """
    day = published.isoformat() if published else None
    blocks = tuple(_blocks(text))
    first = next((text[block.start : block.stop] for block in blocks if block.role == "paragraph"), "")
    opening = dateline_of(first.strip())
    return Article(
        id=content_id("article", headline, day, text),
        headline=headline,
        published=day,
        published_from="given by the caller" if day else None,
        dateline=opening.place if opening else None,
        language=language_of(text),
        text=text,
        blocks=blocks,
    )


def _blocks(text: str) -> Iterator[Block]:
    lines = [match for match in LINE.finditer(text) if match.group().strip()]
    begun = False
    for position, match in enumerate(lines):
        words = match.group()
        last = position == len(lines) - 1
        if not begun and not last and BULLET.match(words):
            yield Block("summary", match.start(), match.end())
        elif begun and not last and SUBHEADING.match(words.strip()) and len(words.split()) <= SUBHEADING_WORDS:
            yield Block("subheading", match.start(), match.end())
        else:
            begun = True
            yield Block("paragraph", match.start(), match.end())
