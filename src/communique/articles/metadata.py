"""What an HTML page says of itself for machines: JSON-LD, Open Graph, meta tags, its title, its canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from communique.articles.dates import Printed
from communique.articles.publication import Dated

# Machine-readable dates by how far they are to be trusted: below what readers see beside the headline, above the rest.
JSON_LD, OPEN_GRAPH, OTHER_META = 8, 7, 6
GIVEN = 2
PUBLISHED_META = {
    "article:published_time": OPEN_GRAPH,
    "og:article:published_time": OPEN_GRAPH,
    "og:published_time": OPEN_GRAPH,
    "datepublished": OPEN_GRAPH,
    "date": OTHER_META,
    "pubdate": OTHER_META,
    "publishdate": OTHER_META,
    "publish_date": OTHER_META,
    "publish-date": OTHER_META,
    "dc.date": OTHER_META,
    "dc.date.issued": OTHER_META,
    "dcterms.date": OTHER_META,
    "dcterms.created": OTHER_META,
    "parsely-pub-date": OTHER_META,
    "sailthru.date": OTHER_META,
    "cxenseparse:recs:publishtime": OTHER_META,
}
MODIFIED_META = ("article:modified_time", "og:updated_time", "last-modified", "datemodified", "dcterms.modified")
_ISO = re.compile(r"^\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d{5})")
_ARTICLE_TYPES = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting|Posting)$")
# JSON-LD is nested ("@graph", "mainEntity"); below this depth there is nothing of the story itself.
JSON_DEPTH = 6


@dataclass
class Metadata:
    """What the page's head and JSON-LD say. Names are as written; nothing is weighed here."""

    titles: list[str] = field(default_factory=list)  # of the story, the most trusted first
    site: str | None = None
    author: str | None = None
    sections: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)  # schema.org types of the story
    dates: list[Dated] = field(default_factory=list)
    language: str | None = None
    canonical: str | None = None
    page_title: str | None = None


def metadata_of(root: Any) -> Metadata:
    """Read the head of a parsed page. What is broken in it is passed over."""
    found = Metadata(language=(root.get("lang") or root.get("xml:lang") or "").split("-")[0].lower() or None)
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for entity in _entities(_parsed(script.text or "")):
                _from_entity(found, entity)
    _from_meta(found, root)
    title = root.find(".//title")
    if title is not None and title.text:
        found.page_title = " ".join(title.text.split())
    link = next((one for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical"), None)
    found.canonical = (link.get("href") or None) if link is not None else None
    return found


def _parsed(text: str) -> Any:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _entities(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD document that is an article, the outer ones first."""
    if depth > JSON_DEPTH:
        return
    if isinstance(data, list):
        for one in data[:200]:
            yield from _entities(one, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _entities(data.get(key), depth + 1)


def _from_entity(found: Metadata, entity: dict[str, Any]) -> None:
    kinds = entity.get("@type")
    found.types += [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    headline = _words(entity.get("headline")) or _words(entity.get("name"))
    if headline:
        found.titles.append(headline)
    found.site = found.site or _words(_first(entity.get("publisher"), "name"))
    author = entity.get("author") or entity.get("creator")
    found.author = found.author or _words(_first(author, "name")) or _words(_first(author, None))
    section = entity.get("articleSection")
    found.sections += [one for one in (section if isinstance(section, list) else [section]) if isinstance(one, str)]
    found.dates += _dated(entity.get("datePublished"), "JSON-LD datePublished", JSON_LD)
    found.dates += _dated(entity.get("dateCreated"), "JSON-LD dateCreated", OTHER_META)
    found.dates += _dated(entity.get("dateModified"), "JSON-LD dateModified", 1, modified=True)


def _first(value: Any, key: str | None) -> Any:
    value = value[0] if isinstance(value, list) and value else value
    return value.get(key) if isinstance(value, dict) and key else value if key is None else None


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _from_meta(found: Metadata, root: Any) -> None:
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if not name or not content:
            continue
        if name in PUBLISHED_META:
            found.dates += _dated(content, f"meta {name}", PUBLISHED_META[name])
        elif name in MODIFIED_META:
            found.dates += _dated(content, f"meta {name}", 1, modified=True)
        elif name in ("og:title", "twitter:title", "headline"):
            found.titles.append(content)
        elif name == "og:site_name":
            found.site = found.site or content
        elif name in ("author", "article:author", "dc.creator", "parsely-author", "byl"):
            found.author = found.author or (content if not content.startswith("http") else None)
        elif name in ("article:section", "section", "parsely-section"):
            found.sections.append(content)


def _dated(value: Any, told: str, trust: int, modified: bool = False) -> list[Dated]:
    match = _ISO.match(value) if isinstance(value, str) else None
    if match is None:
        return []
    year, month, day = (int(part) for part in match.groups())
    printed = Printed(0, 0, year, month, day)
    try:
        printed.iso  # noqa: B018  a month 13 is no date
    except ValueError:
        return []
    return [Dated(printed, f"{told}: {str(value).strip()}", trust, modified)]


def given_by_archive(published: str | None) -> list[Dated]:
    """The date that a feed or an archive gives for a page: believed where the page itself gives none."""
    return _dated(published, "given by the feed or archive", GIVEN)


def dated_moment(moment: str, trust: int) -> list[Dated]:
    """The date of a <time> element whose visible words give none ("2 hours ago")."""
    return _dated(moment, "time element", trust)
