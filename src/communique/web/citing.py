"""How a finding is cited: as text, Markdown, BibTeX and CSL-JSON, with its words, source, date and version."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from communique.model import Article
from communique.search import Found
from communique.web.shown import day, flat, outlet, web_address

# Enough words to find a passage again; longer text fragments make addresses that mail programs break.
FRAGMENT_WORDS = 5


def citations_of(found: Found, article: Article, reader: str) -> dict[str, str]:
    """Form -> the citation in it. Nothing stands in them that the page did not give."""
    return {
        "text": as_text(found, article, reader),
        "Markdown": as_markdown(found, article, reader),
        "BibTeX": as_bibtex(found, article, reader),
        "CSL-JSON": json.dumps([as_csl(found, article, reader)], ensure_ascii=False, indent=2),
    }


def address_of(found: Found) -> str | None:
    """The page's address with a text fragment that leads a browser to the words; None where it came from a file."""
    if not web_address(found.uri):
        return None
    words = flat(found.words).split(" ")
    ends = [" ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])]
    # A dash, comma or ampersand means something in a text fragment; percent-encoded it does not.
    parts = [
        quote(end, safe="").replace("-", "%2D")
        for end in (ends if len(words) > 2 * FRAGMENT_WORDS else [flat(found.words)])
    ]
    return f"{found.uri.partition('#')[0]}#:~:text={','.join(parts)}"


def as_text(found: Found, article: Article, reader: str) -> str:
    head = [article.byline, f"“{flat(found.headline)}”" if found.headline else None]
    place = [outlet(found.publisher, found.uri), day(found.published) or None, address_of(found)]
    told = ", ".join(filter(None, (*head, *place)))
    return f"“{flat(found.words)}” — {told}. Finding {found.id}, rule {found.rule} ({reader})."


def as_markdown(found: Found, article: Article, reader: str) -> str:
    title = re.sub(r"([\\`*_\[\]<>])", r"\\\1", flat(found.headline or found.id))
    words = re.sub(r"([\\`*_\[\]<>])", r"\\\1", flat(found.words))
    address = address_of(found)
    link = f"[{title}](<{address}>)" if address else title
    rest = ", ".join(filter(None, (outlet(found.publisher, found.uri), day(found.published))))
    return f"> {words}\n>\n> {link}, {rest} ({found.id}, {reader})"


def as_bibtex(found: Found, article: Article, reader: str) -> str:
    fields = {
        "author": article.byline,
        "title": found.headline or found.id,
        "journal": outlet(found.publisher, found.uri),
        "year": (found.published or "")[:4],
        "date": found.published,
        "url": web_address(found.uri),
        "note": f"Finding {found.id}, rule {found.rule} ({reader})",
        "abstract": found.words,
    }
    lines = [f"  {name} = {{{_for_tex(flat(value))}}}" for name, value in fields.items() if value]
    return f"@misc{{{found.id},\n" + ",\n".join(lines) + "\n}"


def as_csl(found: Found, article: Article, reader: str) -> dict[str, Any]:
    issued = [int(part) for part in re.findall(r"\d+", (found.published or "")[:10])]
    fields = {
        "id": found.id,
        "type": "article-newspaper",
        "title": flat(found.headline or found.id),
        "author": [{"literal": article.byline}] if article.byline else None,
        "container-title": outlet(found.publisher, found.uri),
        "issued": {"date-parts": [issued]} if issued else None,
        "URL": web_address(found.uri),
        "abstract": flat(found.words),
        "note": f"Finding {found.id}, rule {found.rule} ({reader})",
    }
    return {name: value for name, value in fields.items() if value}


def _for_tex(words: str) -> str:
    """TeX's own characters made harmless; braces are dropped, or an unpaired one would end the field."""
    words = words.replace("\\", r"\textbackslash ").replace("{", "").replace("}", "")
    return re.sub(r"([&%$#_])", r"\\\1", words).replace("~", r"\textasciitilde ").replace("^", r"\textasciicircum ")
