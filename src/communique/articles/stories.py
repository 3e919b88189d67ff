"""Which article elements of a page are stories of their own: promos stand in such elements too, and the entries of a live page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.articles.lines import SENTENCE_END
from communique.articles.markup import HEADINGS, Piece
from communique.articles.metadata import Metadata
from communique.articles.words import pattern_of, plain

# Letters from which a block of a story element is one of its paragraphs, and no card's line about another story.
STORY_PARAGRAPH = 80
# A story set in one paragraph has three sentences or more. What a card says of its story ends after some fifty words.
WHOLE_STORY = 320
# Of a heading's letters, the share in a link from which it leads to a story elsewhere.
LEADS_ON = 0.5
# So many entries with an hour make a live page; two dated stories may stand on any.
ENTRIES = 3
_HOUR = re.compile(r"T\d{2}:\d{2}")


def story_elements(pieces: Sequence[Piece]) -> set[int]:
    """The article elements that hold a story of their own: a heading, and two paragraphs or a long one. Where none does, and
    no headline stands over all of them, each notice is one: a heading that leads nowhere, and a paragraph."""
    elements = list(_elements(pieces))
    stories = {number for number, inside in elements if _is_story(inside)}
    if stories or any(piece.tag == "h1" and not piece.article for piece in pieces):
        return stories
    notices = {number for number, inside in elements if _is_notice(inside)}
    return notices if len(notices) == len(elements) else stories


def _elements(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """Every article element, and what of it may be a story."""
    for number in sorted({piece.article for piece in pieces if piece.article}):
        yield number, [piece for piece in pieces if piece.article == number and piece.part in (None, "summary")]


def _is_story(inside: Sequence[Piece]) -> bool:
    long = _paragraphs(inside)
    if not any(piece.tag in HEADINGS for piece in inside):
        return False
    return len(long) >= 2 or (_leads_nowhere(inside) and sum(len(piece.text) for piece in long) >= WHOLE_STORY)


def unheaded_stories(pieces: Sequence[Piece]) -> list[str]:
    """The opening paragraphs of article elements that have several and no heading: a story of which nobody can tell where
    another ends and it begins, or the page's only one, whose headline stands above it."""
    found = (_paragraphs(inside) for _, inside in _elements(pieces) if not any(p.tag in HEADINGS for p in inside))
    return [long[0].text for long in found if len(long) >= 2]


def _is_notice(inside: Sequence[Piece]) -> bool:
    """ "Ferry service resumes" and a sentence on it; a card would lead on to more."""
    return _leads_nowhere(inside) and any(SENTENCE_END.search(piece.text) for piece in _paragraphs(inside))


def _paragraphs(inside: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in inside if piece.tag not in HEADINGS and len(piece.text) >= STORY_PARAGRAPH]


def _leads_nowhere(inside: Sequence[Piece]) -> bool:
    """Whether it has a heading, and nothing of it is a link to more."""
    linked = any(sum(map(len, piece.links)) >= LEADS_ON * len(piece.text) for piece in inside)
    return not linked and any(piece.tag in HEADINGS for piece in inside)


def is_live(pieces: Sequence[Piece], metadata: Metadata) -> bool:
    """Whether the page tells one thing as it goes on: its article elements are entries of one article, each with its hour.

    It says so itself, for machines or in its headline ("Live: ..."), over entries of an hour each. A page of several dated
    stories does neither.
    """
    timed = {piece.article for piece in pieces if piece.article and _HOUR.search(piece.moment or "")}
    if len(timed) < ENTRIES:
        return False
    heads = [piece.text for piece in pieces if piece.tag == "h1" and piece.article not in timed]
    said = any(pattern_of("live").search(plain(words)) for words in (*heads, *metadata.titles[:1]))
    return bool(heads) and ("LiveBlogPosting" in metadata.types or said)
