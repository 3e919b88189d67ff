"""The articles as CSL-JSON, for reference managers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from communique.exports.account import Account, Terms
from communique.model import Article, Page


def csl_json(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """A JSON array, one item an article, written item by item."""
    separator = "[\n"
    for page in pages:
        for article in page.articles:
            account.wrote("articles")
            yield separator + json.dumps(csl_item(article, page), ensure_ascii=False)
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def csl_item(article: Article, page: Page) -> dict[str, Any]:
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": article.headline}
    if article.byline:
        item["author"] = [{"literal": article.byline}]
    if article.published:
        item["issued"] = {"date-parts": [[int(part) for part in article.published[:10].split("-")]]}
    if page.source.publisher:
        item["container-title"] = page.source.publisher
    if page.source.uri.startswith(("http://", "https://")):
        item["URL"] = page.source.uri
    return {key: value for key, value in item.items() if value is not None}
