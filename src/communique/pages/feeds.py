"""Feeds saved to files: RSS and Atom, each item a page of its own."""

from __future__ import annotations

import html
import io
import re
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec.structs import replace

from communique.model import Capture
from communique.pages.limits import Limits, size
from communique.pages.opening import HTML, capture_of
from communique.pages.raw import Raw, nothing_of

_FEED = re.compile(
    rb"^[\s\xef\xbb\xbf]*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*)*(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.S
)


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so is a feed."""
    return _FEED.match(head) is not None


def raw_feed(stream: BinaryIO, name: str, limits: Limits) -> Raw:
    """A feed's bytes, as far as the limit goes."""
    data = stream.read(limits.feed_bytes + 1)
    if len(data) <= limits.feed_bytes:
        return Raw(form="feed", data=data, uri=name)
    problem = f"This feed has over {size(limits.feed_bytes)}; the rest was left (limit feed_bytes)."
    return Raw(form="feed", data=data[: limits.feed_bytes], uri=name, problems=(problem,))


def captures_in_feed(raw: Raw, limits: Limits) -> Iterator[Capture]:
    """The items of a feed, in its order. Nothing is fetched: an item is what the feed itself holds of it."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(raw.data))
    problems = list(raw.problems)
    if feed.bozo and not feed.entries:
        problems.append(f"This feed is broken: {feed.get('bozo_exception', 'no item was found')}.")
    if len(feed.entries) > limits.feed_items:
        problems.append(
            f"This feed has {len(feed.entries)} items; the first {limits.feed_items} were read (limit feed_items)."
        )
    if problems:
        yield nothing_of(replace(raw, problems=tuple(problems)))
    for number, entry in enumerate(feed.entries[: limits.feed_items], start=1):
        yield _item(entry, feed.feed.get("title"), number, raw, limits)


def _item(entry: Any, publisher: str | None, number: int, feed: Raw, limits: Limits) -> Capture:
    bodies = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
    body = max(bodies, key=len)
    if "<" not in body:
        body = "".join(f"<p>{line}</p>" for line in body.split("\n") if line.strip())
    page = (
        f"<!DOCTYPE html><html><body><article><h1>{html.escape(_plain(entry.get('title', '')))}</h1>"
        f"{_byline(entry)}<div>{body}</div></article></body></html>"
    )
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    item = Raw(
        data=page.encode("utf-8", "replace"),
        uri=entry.get("link") or f"{feed.uri}#{number}",
        archive=feed.uri,
        media_type=HTML,
        charset="utf-8",
        publisher=_plain(publisher or "") or None,
        published=time.strftime("%Y-%m-%d", moment) if moment else None,
    )
    return capture_of(item, limits)


def _byline(entry: Any) -> str:
    author = _plain(entry.get("author", ""))
    return f'<p class="byline">By {html.escape(author)}</p>' if author and "@" not in author else ""


def _plain(words: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,500}>", " ", html.unescape(words)).split())
