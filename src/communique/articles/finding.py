"""Find the articles on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from communique.articles.body import is_lost, marks_of_body
from communique.articles.captions import is_credit_alone
from communique.articles.drafting import Around, article_of
from communique.articles.html import Parsed, parse_html, publisher_named
from communique.articles.lines import MOST_LINES, Line, lines_of
from communique.articles.marks import TITLES, Mark, is_address, is_name, is_outlet, mark
from communique.articles.metadata import Metadata, given_by_archive
from communique.articles.provenance import publisher_of
from communique.articles.segments import Draft, drafts_of
from communique.articles.words import plain
from communique.model import Article, Capture, Page, Teaser

NOTHING = "Nothing on this page reads like an article: no paragraph was found."
UNPARSED = "This page could not be parsed as HTML."
# Of the running text that a page shows, the share that must be in its articles; below it the page is flagged.
SHOWN_SHARE = 0.5
# Pages with less running text than this show snippets and notices; what is left out of them is no loss (letters).
SHOWN_LEAST = 600


def find_articles(capture: Capture) -> Page:
    """The page's articles and teasers. A page without a paragraph has none, and its problems say so."""
    if capture.source.media_type in ("text/html", "application/xhtml+xml"):
        return _of_html(capture)
    lines = lines_of(capture.text)
    marks = [mark(line) for line in lines[:MOST_LINES]]
    drafts = drafts_of(marks)
    publisher = capture.source.publisher or publisher_of(marks, drafts)
    around = Around(marks, drafts[0].above if drafts else (), publisher, given_by_archive(capture.published))
    articles = [article_of(draft, around) for draft in drafts]
    return _page(capture, drafts, articles, publisher, cut_lines(len(lines)))


def _of_html(capture: Capture) -> Page:
    parsed = parse_html(capture.text)
    if parsed is None:
        return _page(capture, [], [], capture.source.publisher, [UNPARSED])
    drafts = drafts_of(parsed.marks)
    cards = [one.text for one in parsed.marks if one.line.hint == "card"]
    if is_lost([*cards, *(one.text for draft in drafts for _, one in draft.blocks)], parsed.body):
        drafts = drafts_of(marks_of_body(parsed.marks, parsed.body))
    told = parsed.metadata
    for draft in drafts[:1]:
        _head_from_metadata(draft, told)
    headline = drafts[0].headline.text if drafts and drafts[0].headline else None
    publisher = capture.source.publisher or publisher_named(told, headline) or publisher_of(parsed.marks, drafts)
    around = _around(parsed, drafts, publisher)
    around = replace(around, dates=[*around.dates, *given_by_archive(capture.published)])
    articles = [article_of(draft, around) for draft in drafts]
    problems = [*cut_lines(parsed.blocks), *lost_text(parsed, articles)]
    return _page(capture, drafts, articles, publisher, problems, told.canonical)


def _head_from_metadata(draft: Draft, told: Metadata) -> None:
    """A story without a heading of its own is headed by what the page's head calls it."""
    if draft.headline is None and told.titles:
        draft.headline = Mark(Line(told.titles[0], 0, hint="h1"), "heading")


def _around(parsed: Parsed, drafts: Sequence[Draft], publisher: str | None) -> Around:
    told = parsed.metadata
    dates = [*told.dates, *parsed.moments]
    dates = [replace(one, trust=2) for one in dates] if len(drafts) > 1 else dates
    opinion = any("Opinion" in kind for kind in told.types)
    author = told.author if told.author and is_name(told.author) and not is_outlet(told.author) else None
    return Around(
        parsed.marks,
        drafts[0].above if drafts else (),
        publisher,
        dates,
        [*told.sections, *(["opinion"] if opinion else [])],
        author if len(drafts) == 1 and author != publisher else None,
        told.author if len(drafts) == 1 else None,
    )


def cut_lines(count: int) -> list[str]:
    if count <= MOST_LINES:
        return []
    return [f"This page has {count} lines; its first {MOST_LINES} were read (limit MOST_LINES)."]


# Letters of a story left out that are told, enough to find it on its page.
LOST_WORDS = 60


def lost_text(parsed: Parsed, articles: Sequence[Article]) -> list[str]:
    """A sentence for each story without a heading that is in no article, and where much of the running text that the page
    shows is in none."""
    texts = [plain(article.text) for article in articles] if parsed.unheaded else []
    if left := [one for one in parsed.unheaded if texts and not any(plain(one) in text for text in texts)]:
        return [f'Text lost: a story without a heading is in no article: "{one[:LOST_WORDS]} ..."' for one in left]
    kept = sum(b.stop - b.start for a in articles for b in a.blocks if b.role == "paragraph")
    if parsed.visible < SHOWN_LEAST or kept >= SHOWN_SHARE * parsed.visible:
        return []
    return [f"Text lost: {kept} of about {parsed.visible} letters of running text on this page are in an article."]


def _page(
    capture: Capture,
    drafts: Sequence[Draft],
    articles: Sequence[Article],
    publisher: str | None,
    problems: Sequence[str],
    canonical: str | None = None,
) -> Page:
    told = [*capture.source.problems, *problems]
    if not articles and not told:
        told.append(NOTHING)
    source = msgspec.structs.replace(capture.source, publisher=publisher, problems=tuple(told), canonical=canonical)
    return Page(source=source, articles=tuple(articles), teasers=tuple(teasers_of(drafts)))


def teasers_of(drafts: Sequence[Draft]) -> list[Teaser]:
    """The headlines of other stories that stand above, beside and below the page's own."""
    found: dict[str, Teaser] = {}
    heads = {plain(draft.headline.text) for draft in drafts if draft.headline}
    for draft in drafts:
        for teaser in (*_promoted(draft.above), *_promoted(draft.about), *draft.teasers, *_below(draft.below)):
            if plain(teaser.headline) not in heads:
                found.setdefault(plain(teaser.headline), teaser)
    return list(found.values())


# Headlines have at least this many words; "Recent" and "Our team" have fewer.
HEADLINE_WORDS = 4
# On a shelf of other stories ("Most read") everything is a headline.
SHELVED_WORDS = 2


def _promoted(marks: Sequence[Mark]) -> list[Teaser]:
    """Promos by name. A promo may name several stories: "Related: A / B"."""
    told = [(one.told, one.summary) for one in marks if one.kind == "promo" and one.told]
    return [Teaser(part.strip(), summary) for words, summary in told for part in words.split(" / ") if part.strip()]


# What opens readers' comments, which are no headlines; a shelf of stories may follow them.
_TALK = re.compile(r"\b(?:comments?|reply|thoughts on)\b")
_RANK = re.compile(r"^\d{1,2}[.)]\s+")  # of a list of the most read


def _below(marks: Sequence[Mark]) -> list[Teaser]:
    found: list[Teaser] = []
    ended = shelved = talked = False  # the first lines below a story may be its signatures
    for one in marks:
        found += _promoted([one])
        talked = one.kind != "shelf" and (talked or (one.kind == "end" and _TALK.search(plain(one.text)) is not None))
        ended = ended or one.kind not in (*TITLES, "signoff", "byline", "date", "dateline")
        shelved = shelved or one.kind == "shelf"
        enough = SHELVED_WORDS if shelved else HEADLINE_WORDS
        if ended and not talked and one.kind in TITLES and one.line.words >= enough and not is_no_headline(one.text):
            found.append(Teaser(_RANK.sub("", one.text)))
    return found


def is_no_headline(text: str) -> bool:
    """Whether a line below a story is no headline: an address, an outlet, a credit, or words strung together for tags."""
    return is_address(text) or is_outlet(text) or text[0].islower() or is_credit_alone(text)
