"""An article's bare text, as a caller hands it over: lines are its blocks and nothing is left out."""

from __future__ import annotations

import re
from datetime import date

from communique.model import Article, Block, content_id

LINE = re.compile(r"[^\n]+")


def article_of_text(text: str, published: date | None = None, headline: str | None = None) -> Article:
    """An article of this text, unchanged; every line that is not empty is a paragraph."""
    day = published.isoformat() if published else None
    return Article(
        id=content_id("article", headline, day, text),
        headline=headline,
        published=day,
        published_from="given by the caller" if day else None,
        text=text,
        blocks=tuple(Block("paragraph", m.start(), m.end()) for m in LINE.finditer(text) if m.group().strip()),
    )
