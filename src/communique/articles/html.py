"""An HTML page -> the same marked lines as a dump's, with what markup says of them; what of them is the story's body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from communique.articles.body import HEADLINE_LINK, Body, believed, body_of
from communique.articles.lines import MOST_LINES, Line
from communique.articles.marks import Kind, Mark, is_outlet, mark, shape_of
from communique.articles.markup import CLOSED, HEADINGS, Piece, pieces_of
from communique.articles.metadata import OPEN_GRAPH, Metadata, dated_moment, metadata_of
from communique.articles.publication import Dated
from communique.articles.stories import STORY_PARAGRAPH, is_live, story_elements, unheaded_stories
from communique.articles.words import kind_of_line, page_lines, plain, promo_in, words_meaning

# Of a block's letters, the share in links from which the block is a list of links and no paragraph.
LINKED = 0.6
# trafilatura is quadratic on some pages: one with more characters or blocks is read by our own pass alone.
LARGE_PAGE = 1_500_000
MANY_PIECES = 5_000
# On a shelf, a sentence of this many words tells what a story is about; its headline stands above it.
SUMMARY_WORDS = 12
# Parts of a page where cards of other stories stand: with the story, or on a shelf of their own.
OPEN = (None, "shelf")
# What a card says of its story under the headline is no longer than this.
CARD_WORDS = 45


@dataclass(frozen=True)
class Parsed:
    """A page's lines with their marks, and what the page says of itself."""

    marks: list[Mark]
    metadata: Metadata
    body: Body  # what trafilatura holds for the story
    visible: int  # letters of running text outside menus, shares and shelves
    moments: list[Dated]  # of <time> elements beside the headline
    blocks: int  # how many there were, before any were cut
    several: bool  # more than one article element with a story in it
    unheaded: list[str]  # how article elements begin that have paragraphs and no heading


def parse_html(text: str) -> Parsed | None:
    """Read a page; None where there is nothing in it that could be parsed."""
    root = tree_of(text)
    if root is None:
        return None
    pieces = pieces_of(root)
    blocks = len(pieces)
    pieces = pieces[:MOST_LINES]
    metadata = metadata_of(root)
    live = is_live(pieces, metadata)
    stories, unheaded = set() if live else story_elements(pieces), unheaded_stories(pieces)
    several = len(stories) > 1
    if several:
        _head_each(pieces, stories)
        _shelve_cards(pieces, stories)
    _shelve_linked(pieces, stories)
    marks = [one for number, piece in enumerate(pieces, start=1) for one in marks_of(piece, number)]
    large = len(text) > LARGE_PAGE or len(pieces) > MANY_PIECES
    body = Body() if several or live or large else body_of(text)
    visible = sum(len(one.text) for one in marks if one.kind == "prose")
    return Parsed(believed(marks, body), metadata, body, visible, moments_of(pieces), blocks, several, unheaded)


def moments_of(pieces: Sequence[Piece]) -> list[Dated]:
    """The first <time> element of the story, for pages that show only "2 hours ago"."""
    first = next((piece.moment for piece in pieces if piece.moment and piece.part not in CLOSED), None)
    return dated_moment(first, OPEN_GRAPH) if first else []


def _shelve_cards(pieces: Sequence[Piece], stories: set[int]) -> None:
    """Beside several stories, an article element without a story of its own is a promo of one."""
    for piece in pieces:
        if piece.article and piece.article not in stories and piece.part is None:
            piece.part = "shelf"
            piece.tag = "p" if piece.tag in HEADINGS else piece.tag


def _shelve_linked(pieces: Sequence[Piece], stories: set[int]) -> None:
    """Headings that are links, each with a line or two under it, are cards of other stories.

    One alone is a card inside an article element of its own; two in a row are cards wherever they stand, below a story.
    """
    starts = [i for i, piece in enumerate(pieces) if piece.tag in HEADINGS]
    cards = [range(i, j) for i, j in pairwise([*starts, len(pieces)]) if _is_card(pieces[i:j])]
    for card in cards:
        article = pieces[card.start].article
        if stories and article and article not in stories:
            _make_card([piece for piece in pieces[card.start : card.stop] if piece.article == article])
    for row in _rows(cards):
        if len(row) > 1 and _has_story(pieces[: row[0].start]):
            last = row[-1][: len(row[-2])]  # what goes on below the last card may be the story
            for card in (*row[:-1], last):
                _make_card(pieces[card.start : card.stop])


def _make_card(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.part in OPEN:
            piece.part = "card"
            piece.tag = "p" if piece.tag in HEADINGS else piece.tag


def _rows(cards: Sequence[range]) -> list[list[range]]:
    """Cards that follow one another with nothing between them."""
    rows: list[list[range]] = []
    for card in cards:
        if rows and rows[-1][-1].stop == card.start:
            rows[-1].append(card)
        else:
            rows.append([card])
    return rows


def _is_card(pieces: Sequence[Piece]) -> bool:
    head = pieces[0]
    rest = [piece for piece in pieces[1:] if piece.part in OPEN and piece.article == head.article]
    if head.tag == "h1" or head.part not in OPEN:
        return False
    linked = sum(len(link) for link in head.links) >= 0.9 * len(head.text)
    return (
        linked
        and len(head.text.split()) >= HEADLINE_LINK
        and len(rest) <= 2
        and all(len(one.text.split()) <= CARD_WORDS for one in rest)
    )


def _has_story(pieces: Sequence[Piece]) -> bool:
    return (
        sum(piece.part is None and piece.tag not in HEADINGS and len(piece.text) >= STORY_PARAGRAPH for piece in pieces)
        >= 2
    )


def _head_each(pieces: Sequence[Piece], stories: set[int]) -> None:
    """On a page of several stories the first heading of each is its headline, whatever its rank."""
    begun: set[int] = set()
    for piece in pieces:
        if piece.article in stories - begun and piece.tag in HEADINGS:
            piece.tag = "h1"
            begun.add(piece.article)


def tree_of(text: str) -> Any:
    """The page's tree. Nothing outside the page is opened: no entities, no addresses."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def marks_of(piece: Piece, number: int) -> Iterator[Mark]:
    """A block's marks: one, or one for each headline of a list of links."""
    line = Line(piece.text, number, 1, _hint(piece), tuple(piece.links))
    if piece.part in ("shelf", "card"):
        yield from _shelved(line, piece)
    elif piece.part in ("menu", "furniture", "tags"):
        kind = kind_of_line(line.text)
        yield Mark(line, kind if kind in ("end", "stop") else "furniture")
    elif is_link_list(piece):
        yield from _linked(line, piece)
    else:
        yield _marked(line, piece)


def _hint(piece: Piece) -> str | None:
    if piece.part in ("caption", "summary", "bio", "correction", "card"):
        return piece.part
    if piece.tag in HEADINGS:
        return "h1" if piece.tag == "h1" else "heading"
    return "item" if piece.tag == "li" else "block"


def is_link_list(piece: Piece) -> bool:
    """Whether a block is links and what leads to them: "Keep reading A B". A paragraph may link half its words."""
    linked = sum(len(link) for link in piece.links)
    if (
        not linked
        or piece.tag in HEADINGS
        or piece.part in ("byline", "date", "source", "section")
        or linked < LINKED * len(piece.text)
    ):
        return False
    rest = _unlinked(piece)
    return not rest or len(rest.split()) <= 4 or kind_of_line(rest) is not None or promo_in(rest + ": x") is not None


def _unlinked(piece: Piece) -> str:
    rest = piece.text
    for link in piece.links:
        rest = rest.replace(link, " ", 1)
    return " ".join(rest.split()).strip(" |·•/:»›→-–—,")


def _linked(line: Line, piece: Piece) -> Iterator[Mark]:
    headlines = [link for link in piece.links if len(link.split()) >= HEADLINE_LINK and not is_outlet(link)]
    if not headlines:
        yield Mark(line, "menu")
    for link in headlines:
        yield Mark(line, "promo", promo_in(link) or link)


def _shelved(line: Line, piece: Piece) -> Iterator[Mark]:
    if any(len(link.split()) >= HEADLINE_LINK for link in piece.links):
        yield from _linked(line, piece)
        return
    title = piece.tag in HEADINGS or kind_of_line(line.text) is not None
    title = title or (line.ends_sentence and line.words >= SUMMARY_WORDS)
    if not title and line.words >= HEADLINE_LINK - 1:
        yield Mark(line, "promo", without_flag(promo_in(line.text) or line.text))
    else:
        yield Mark(line, "furniture")


def without_flag(headline: str) -> str:
    """A headline without the flag that a ticker sets before it ("BREAKING Border open" gives "Border open").

    "Related article Border open" gives "Border open" too: the lead stands in an element of its own.
    """
    lead = next((lead for lead in page_lines("leads") if " " in lead and plain(headline).startswith(f"{lead} ")), "")
    if lead and headline[len(lead) + 1 :][:1].isupper():
        headline = headline[len(lead) + 1 :]
    first, _, rest = headline.partition(" ")
    return rest.strip(" :|-–—") if first.isupper() and plain(first.strip(":|")) in words_meaning("flag") else headline


def _marked(line: Line, piece: Piece) -> Mark:
    """A block by its words, and by its element where the words leave room."""
    if piece.part == "caption":
        return Mark(line, "caption")
    if piece.part == "summary":
        return Mark(line, "bullet" if piece.tag == "li" else "heading")
    if piece.part in ("correction", "bio"):
        return Mark(line, "correction" if piece.part == "correction" else "bio")
    found = mark(line)
    if piece.tag in HEADINGS:
        return found if found.kind in ("shelf", "date", "end") else replace(found, kind="heading")
    if piece.part in ("byline", "date", "source", "section") and found.kind in ("heading", "prose", "menu", "question"):
        short = line.words <= 12
        kind: Kind = "byline" if piece.part == "byline" and short else "menu" if short else found.kind
        return replace(found, kind=kind, told=line.text if kind == "byline" else None)
    if found.kind == "heading" and piece.tag in ("p", "blockquote", "dd") and not piece.bold and line.words >= 8:
        return replace(found, kind="prose")
    if found.kind == "menu" and shape_of(line) == "prose":
        return replace(found, kind="prose")
    return found


def publisher_named(metadata: Metadata, headline: str | None) -> str | None:
    """The site's name: as it calls itself, or what its title adds to the headline ("... | Coral Sea News")."""
    if metadata.site:
        return metadata.site
    parts = re.split(r"\s+[|·»–—-]\s+", metadata.page_title or "")
    if len(parts) < 2:
        return None
    last = parts[-1].strip()
    return last if 0 < len(last.split()) <= 7 and plain(last) != plain(headline or "") else None
