"""Turn a draft into an Article: its text put together, every block with its place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.articles.captions import credit_of, opener_of
from communique.articles.kinds import kind_of
from communique.articles.language import language_of
from communique.articles.marks import Mark
from communique.articles.provenance import byline_of, dateline_place, house_of, is_agency, same_house, syndicated_from
from communique.articles.publication import Dated, dates_given, modified_on, published_on
from communique.articles.segments import Draft
from communique.articles.words import agency_in
from communique.model import Article, Block, Role, Span, content_id

# Parts of an article as (role, words) in reading order; a caption's credit follows it on the same line.
Part = tuple[Role, str]


@dataclass(frozen=True)
class Around:
    """What a page holds around an article: all its lines, what heads it, whose it is, and what it tells machines."""

    marks: Sequence[Mark]
    masthead: Sequence[Mark] = ()
    publisher: str | None = None
    dates: Sequence[Dated] = ()
    sections: Sequence[str] = ()
    author: str | None = None
    credited: str | None = None  # whom the page names as author for machines, a person or not


def article_of(draft: Draft, page: Around) -> Article:
    """The article of a draft, on its page."""
    marks, publisher = page.marks, page.publisher
    given = sorted([*dates_given(draft, page.masthead), *page.dates], key=lambda one: -one.trust)
    published, told = published_on(given, draft, marks)
    source, credit = syndicated_from(draft, publisher, marks)
    if source is None and page.credited and is_agency(page.credited) and not same_house(page.credited, [publisher]):
        source = agency_in(page.credited) or page.credited
    kind = kind_of(draft, house_of(draft) or publisher, page.sections)
    if kind == "interview":
        draft.blocks = [("paragraph" if is_question(role, one) else role, one) for role, one in draft.blocks]
    parts = parts_of(draft, credit)
    text, blocks = put_together(parts)
    note = _place_of(credit.text, parts, blocks) if credit else None
    headline = draft.headline.text if draft.headline else None
    return Article(
        id=content_id("article", headline, published, text),
        kind=kind,
        headline=headline,
        byline=byline_of(draft) or page.author,
        published=published,
        published_from=told,
        modified=modified_on(given, published),
        dateline=dateline_place(draft),
        language=language_of("\n".join(one.text for one in draft.paragraphs)),
        syndicated_from=source,
        source_note=note,
        text=text,
        blocks=blocks,
    )


def is_question(role: Role, one: Mark) -> bool:
    """Whether a heading of an interview is one of its questions, and so part of its body."""
    return role == "subheading" and one.text.rstrip("”\"’'").endswith("?")


def parts_of(draft: Draft, credit: Mark | None) -> list[Part]:
    """The article's words by role. A dateline on a line of its own stays, as does the line that credits a source."""
    parts: list[Part] = [("headline", draft.headline.text)] if draft.headline else []
    parts += [("byline", one.text) for one in draft.about if one.kind == "dateline" or one is credit]
    for role, one in draft.blocks:
        parts += list(_parts_of_block(role, one))
    noted = [one for one in draft.below if one.kind == "correction" or one is credit]
    parts += [("note", one.text if one is credit else one.line.bare) for one in noted]
    parts += [("note", one.text) for one in draft.below if one.kind == "signoff" and one.line.words > 6]
    return parts


def _parts_of_block(role: Role, one: Mark) -> Iterable[Part]:
    if role != "caption":
        yield role, one.line.bare
        return
    text = one.text[opener_of(one.text) :]
    start = credit_of(text)
    if start is None:
        yield "caption", text
        return
    yield "caption", text[:start].strip()
    yield "credit", text[start:].strip()


def put_together(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """Join parts with blank lines, a caption and its credit with a space."""
    text = ""
    blocks: list[Block] = []
    for role, words in parts:
        if not words:
            continue
        if text:
            text += " " if role == "credit" else "\n\n"
        blocks.append(Block(role, len(text), len(text) + len(words)))
        text += words
    return text, tuple(blocks)


def _place_of(words: str, parts: Sequence[Part], blocks: Sequence[Block]) -> Span | None:
    for (_, told), block in zip([part for part in parts if part[1]], blocks, strict=True):
        if told == words:
            return block.span
    return None
