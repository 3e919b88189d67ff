"""What of a page is its story, by trafilatura's judgement: our own reading of the page is held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communique.articles.lines import Line
from communique.articles.marks import ABOUT, TEXT, TITLES, Mark, mark

# The share of the visible paragraphs that must be in what trafilatura keeps for it to be believed.
BELIEVED = 0.3
# The share of what trafilatura keeps that our articles must hold; below it they are made of its lines instead.
KEPT = 0.6
# Stories shorter than this are notices: there our own reading stands (letters).
STORY_LETTERS = 300
# Words of fewer letters are too common to be looked for in the extracted text.
TELLING = 12
# A paragraph counts as held if this much of its beginning or end is: links and notes inside it may have been cut.
ENDS = 40
# From this many letters on, a sentence that trafilatura keeps is running text, whatever the part it stands in is called.
RUNNING = 80
# Links of more words than this are headlines of other stories.
HEADLINE_LINK = 4


@dataclass(frozen=True)
class Body:
    """The extracted text of a page; empty where there is none."""

    text: str = ""

    @cached_property
    def letters(self) -> str:
        return folded(self.text)

    def holds(self, words: str) -> bool:
        found = folded(words)
        if not found or not self.letters:
            return False
        if found in self.letters:
            return True
        return len(found) > 2 * ENDS and (found[:ENDS] in self.letters or found[-ENDS:] in self.letters)


def body_of(text: str) -> Body:
    """What trafilatura holds for the story of an HTML page; empty where it finds none or fails."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # it is given whatever people put on pages; its failure is no reason to lose one
        return Body()
    return Body(getattr(found, "text", None) or "")


def folded(text: str) -> str:
    """Letters and figures alone, in lower case: what two renderings of the same words share."""
    return "".join(c for c in text.casefold() if c.isalnum())


def believed(marks: Sequence[Mark], body: Body) -> list[Mark]:
    """Marks with the running text that is no part of the body taken for furniture, the rest trusted.

    Where hardly any of the visible paragraphs is in the body, the extraction has failed and is not believed.
    """
    prose = [one for one in marks if one.kind in TEXT]
    inside = sum(len(one.text) for one in prose if body.holds(one.text))
    if not body.text or inside < BELIEVED * sum(len(one.text) for one in prose):
        return list(marks)
    return shelves_filled([_weighed(one, body) for one in marks])


def _weighed(one: Mark, body: Body) -> Mark:
    if one.line.hint == "card":
        return one
    if one.kind in ("furniture", "promo") and len(one.text) >= RUNNING and one.line.ends_sentence:
        trusted = body.holds(one.text)
        return Mark(replace(one.line, hint="trusted"), "prose") if trusted else one
    if one.kind not in (*TEXT, *TITLES) or one.line.hint in ("h1", "summary"):
        return one
    if len(folded(one.text)) < TELLING and one.kind != "heading":
        return one
    if body.holds(one.text):
        return replace(one, line=replace(one.line, hint="trusted")) if one.kind == "prose" else one
    if one.kind in TITLES and any(len(link.split()) > HEADLINE_LINK for link in one.line.links):
        return replace(one, kind="promo", told=one.text)
    return replace(one, kind="furniture")


def shelves_filled(marks: Sequence[Mark]) -> list[Mark]:
    """Entries of a list under a heading like "Most popular", left over by the extraction, are promos."""
    found: list[Mark] = []
    shelved = False
    for one in marks:
        if one.kind == "shelf":
            shelved = True
        elif one.line.hint in ("trusted", "h1", "heading"):
            shelved = False
        elif shelved and one.kind == "furniture" and one.line.hint == "item" and one.line.words >= HEADLINE_LINK - 1:
            one = replace(one, kind="promo", told=one.text)
        found.append(one)
    return found


def is_lost(kept: Sequence[str], body: Body) -> bool:
    """Whether the blocks of our articles hold too little of the extracted body."""
    if len(body.letters) < STORY_LETTERS:
        return False
    return sum(len(folded(words)) for words in kept if body.holds(words)) < KEPT * len(body.letters)


def marks_of_body(marks: Sequence[Mark], body: Body) -> list[Mark]:
    """The page's headline, dates and bylines as marked, and the body's lines as its text."""
    head = [one for one in marks if one.line.hint == "h1"][:1]
    about = [one for one in marks if one.kind in ABOUT]
    headline = folded(head[0].text) if head else ""
    lines = [line.strip() for line in body.text.split("\n") if line.strip() and folded(line) != headline]
    text = [mark(Line(line, number, 1)) for number, line in enumerate(lines, start=1)]
    running = [
        replace(one, kind="prose", line=replace(one.line, hint="trusted")) if len(one.text) >= RUNNING else one
        for one in text
    ]
    return [*head, *about, *running]
