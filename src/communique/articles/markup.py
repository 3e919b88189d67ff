"""An HTML page as lines: what each block of it says, and the part of the page it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from communique.articles.lines import SENTENCE_END
from communique.lexicon import load_list

# Elements that hold no words for a reader.
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "select",
        "option",
        "input",
        "textarea",
        "button",
        "head",
        "title",
        "meta",
        "link",
        "source",
        "track",
        "map",
        "area",
        "progress",
        "meter",
        "dialog",
        "datalist",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "picture",
        "nobr",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements whose own name tells their part. A header inside an article holds its headline; see `_part_of`.
BY_ELEMENT = {"nav": "menu", "footer": "menu", "aside": "shelf", "figcaption": "caption", "header": "masthead"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Stands for <br> until lines are cut; no page holds it, `pages` strips control characters.
BREAK = "\x1e"
# A line of an address or of a byline is no longer than this.
SHORT_LINE = 12


class Container(msgspec.Struct, frozen=True):
    """A row of `page_containers.tsv`."""

    name: str
    part: str


@cache
def container_names() -> dict[str, str]:
    return {row.name: row.part for row in load_list("en/page_containers.tsv", Container)}


@dataclass
class Piece:
    """A block of the page: its words, the element it stands in, the part of the page, its links, its article."""

    tag: str
    part: str | None
    article: int
    text: str = ""
    links: list[str] = field(default_factory=list)
    bold: int = 0  # how many characters are set bold
    moment: str | None = None  # the machine-readable date of a <time> in it
    shelf: int = 0  # which shelf of other stories it stands on, 0 for none


def pieces_of(root: Any) -> list[Piece]:
    """The blocks of a parsed page in reading order."""
    walker = _Walker()
    walker.walk(root)
    return [piece for found in walker.pieces for piece in _split(found)]


class _Walker:
    """Walks a tree without recursion, as deep as it may be, and cuts its words into blocks."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.current: Piece | None = None
        self.articles = 0
        self.shelves = 0

    def walk(self, root: Any) -> None:
        # (element, what it inherits) to enter, or None for the end of an inline or block element
        stack: list[tuple[Any, _Around, bool]] = [(root, _Around(), False)]
        while stack:
            element, around, leaving = stack.pop()
            if leaving:
                self._leave(element, around)
                continue
            inner = self._enter(element, around)
            stack.append((element, around, True))
            if inner is not None:
                stack += [(child, inner, False) for child in reversed(element)]

    def _enter(self, element: Any, around: _Around) -> _Around | None:
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or _is_hidden(element):
            return None
        if tag == "br":
            self._say(BREAK, around)
            return None
        inner = around
        if tag not in INLINE:
            self._close()
            inner = self._within(element, tag, around)
        else:
            inner = _Around(around.tag, around.part, around.article, around.shelf, around.link, around.bold)
            inner.link = around.link or tag == "a"
            inner.bold = around.bold or tag in ("b", "strong")
            if tag == "a" and self.current is not None:
                self.current.links.append("")
            elif tag == "a":
                self._open(inner).links.append("")
            if tag == "time" and element.get("datetime"):
                self._open(inner).moment = element.get("datetime")
        if element.text:
            self._say(element.text, inner)
        return inner

    def _leave(self, element: Any, around: _Around) -> None:
        inline = isinstance(element.tag, str) and element.tag in INLINE
        if isinstance(element.tag, str) and not inline and element.tag != "br":
            self._close()
        if element.tail:
            self._say(element.tail, around)
        elif inline and element.getnext() is not None and element.getnext().tag in ("span", "a", "time"):
            self._say(" ", around)  # set apart by style alone: "<span>Jane Doe</span><span>3 May</span>"

    def _within(self, element: Any, tag: str, around: _Around) -> _Around:
        part = _part_of(element, tag, around)
        inner = _Around(tag, part, around.article, around.shelf)
        if tag == "article":
            self.articles += 1
            inner.article = self.articles
        if part == "shelf" and around.part != "shelf":
            self.shelves += 1
            inner.shelf = self.shelves
        return inner

    def _open(self, around: _Around) -> Piece:
        if self.current is None:
            self.current = Piece(around.tag, around.part, around.article, shelf=around.shelf)
        return self.current

    def _say(self, words: str, around: _Around) -> None:
        if self.current is None and not words.strip():
            return
        piece = self._open(around)
        piece.text += words
        piece.bold += len(words) if around.bold else 0
        if around.link and piece.links:
            piece.links[-1] += words

    def _close(self) -> None:
        if self.current is not None and self.current.text.strip():
            self.pieces.append(self.current)
        self.current = None


@dataclass
class _Around:
    """What an element inherits from those around it."""

    tag: str = "body"
    part: str | None = None
    article: int = 0
    shelf: int = 0
    link: bool = False
    bold: bool = False


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and HIDDEN.search(style))


# Parts that everything inside them belongs to, whatever it is called itself.
CLOSED = ("menu", "furniture", "shelf", "tags")


def _part_of(element: Any, tag: str, around: _Around) -> str | None:
    if around.part in CLOSED:
        return around.part
    if tag in ("article", "main"):
        return None
    own = _part_by_name(element)
    if tag in HEADINGS or tag == "body":
        return around.part if own in (None, *CLOSED, "section", "summary", "date") else own
    if tag in BY_ELEMENT:
        part = BY_ELEMENT[tag]
        if part == "masthead":
            return None if around.article or _holds_headline(element) else "menu"
        return part
    if own in CLOSED and _holds_story(element):
        return around.part  # a page's one wrapper may be called "main-menu-page" or "social-layout"
    return own or around.part


def _part_by_name(element: Any) -> str | None:
    names = " ".join(filter(None, (element.get(key) for key in ("class", "id", "role", "itemprop"))))
    if not names:
        return None
    known = container_names()
    for name in names.lower().split():
        if name in known:
            return known[name]
    for name in names.lower().split():
        # The last piece says what a thing is ("article-meta", "story_byline"), the first whose it is.
        for piece in reversed(re.split(r"[-_]+", name)):
            if piece in known and piece not in (
                "by",
                "more",
                "info",
                "section",
                "label",
                "source",
                "next",
                "also",
                "side",
                "ad",
                "print",
            ):
                return known[piece]
    return None


def _holds_headline(element: Any) -> bool:
    return element.find(".//h1") is not None and element.find(".//nav") is None


# A part that holds this many paragraphs of this length is the story itself, whatever its name.
STORY_PARAGRAPHS, PARAGRAPH_LETTERS = 4, 140


def _holds_story(element: Any) -> bool:
    long = 0
    for paragraph in element.iter("p"):
        long += len("".join(paragraph.itertext()).strip()) >= PARAGRAPH_LETTERS
        if long >= STORY_PARAGRAPHS:
            return True
    return False


def _split(piece: Piece) -> Iterator[Piece]:
    """Cut a block at its line breaks where they part lines, and tidy its spaces."""
    lines = [line for line in _lines(piece.text) if line]
    for line in lines:
        links = [tidy(link) for link in piece.links if tidy(link) and tidy(link) in line]
        bold = len(line) if piece.bold >= 0.9 * len(piece.text.strip()) else 0
        yield Piece(piece.tag, piece.part, piece.article, line, links, bold, piece.moment, piece.shelf)


def _lines(text: str) -> list[str]:
    """Two breaks part paragraphs; one parts lines if what it parts are short lines or whole sentences."""
    found: list[str] = []
    for paragraph in re.split(rf"{BREAK}\s*{BREAK}[\s{BREAK}]*", text):
        lines = [tidy(line) for line in paragraph.split(BREAK) if tidy(line)]
        whole = all(SENTENCE_END.search(line) or len(line.split()) <= SHORT_LINE for line in lines)
        found += lines if whole else [" ".join(lines)]
    return found


def tidy(text: str) -> str:
    """Spaces made single; a non-breaking space stays one."""
    return re.sub(r"[ \t\r\n\f\v\x1e]+", " ", text).strip(" \xa0\u200b\ufeff\u3000")
