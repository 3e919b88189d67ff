"""Findings as W3C Web Annotations: an exact quote and its position in the article, the finding as the body."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from communique.exports.account import Account, Terms
from communique.exports.telling import address_of, on_the_web
from communique.model import Article, Finding, Page, Passage
from communique.model.checks import findings_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters before and after a quote that let another reader find it again in a page that has changed a little.
AROUND = 32


def annotation_lines(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """One annotation a line, JSON-LD."""
    for page in pages:
        for article in page.articles:
            for finding in (*findings_of(article), *article.phrases):
                account.wrote("annotations")
                yield json.dumps(annotation(finding, article, page), ensure_ascii=False) + "\n"


def annotation(finding: Finding, article: Article, page: Page) -> dict[str, Any]:
    """W3C Web Annotation Data Model: one target a passage, each with a quote and a position selector.

    A target's source must be an IRI: a page read from a file is named by its article.
    """
    return {
        "@context": CONTEXT,
        "id": f"urn:communique:{article.id}:{finding.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "Dataset", "value": msgspec.to_builtins(finding), "format": "application/json"},
        "target": [target(passage, article, page) for passage in finding.evidence],
    }


def target(passage: Passage, article: Article, page: Page) -> dict[str, Any]:
    before = article.text[max(0, passage.start - AROUND) : passage.start]
    after = article.text[passage.stop : passage.stop + AROUND]
    return {
        "source": address_of(page) if on_the_web(page) else f"urn:communique:{article.id}",
        "selector": [
            {"type": "TextQuoteSelector", "exact": passage.text, "prefix": before, "suffix": after},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.stop},
        ],
    }
