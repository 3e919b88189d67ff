"""Find the articles on a page."""

from __future__ import annotations

from communique.articles.bare import article_of_text
from communique.model import Capture, Page


def find_articles(capture: Capture) -> Page:
    """The page's articles and teasers."""
    return Page(source=capture.source, articles=(article_of_text(capture.text),))
