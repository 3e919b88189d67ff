"""Page -> Article: headline, byline, dates, dateline, paragraphs, captions; teasers kept apart."""

from communique.articles.bare import article_of_text
from communique.articles.finding import find_articles

__all__ = ["article_of_text", "find_articles"]
