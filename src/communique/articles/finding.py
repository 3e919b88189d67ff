"""Find the articles on a page."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.articles.drafting import article_of
from communique.articles.lines import lines_of
from communique.articles.marks import Mark, is_address, is_outlet, mark
from communique.articles.provenance import publisher_of
from communique.articles.segments import TITLES, Draft, drafts_of
from communique.articles.words import plain
from communique.model import Capture, Page, Teaser

NOTHING = "Nothing on this page reads like an article: no paragraph was found."


def find_articles(capture: Capture) -> Page:
    """The page's articles and teasers. A page without a paragraph has none, and its problems say so."""
    marks = [mark(line) for line in lines_of(capture.text)]
    drafts = drafts_of(marks)
    publisher = capture.source.publisher or publisher_of(marks, drafts)
    masthead = drafts[0].above if drafts else []
    articles = tuple(article_of(draft, marks, masthead, publisher) for draft in drafts)
    problems = capture.source.problems
    if not articles and not problems:
        problems = (NOTHING,)
    source = msgspec.structs.replace(capture.source, publisher=publisher, problems=problems)
    return Page(source=source, articles=articles, teasers=tuple(teasers_of(drafts)))


def teasers_of(drafts: Sequence[Draft]) -> list[Teaser]:
    """Promos inside the bodies, and the headlines that stand below the stories."""
    found: dict[str, Teaser] = {}
    heads = {plain(draft.headline.text) for draft in drafts if draft.headline}
    for draft in drafts:
        for teaser in (*draft.teasers, *_below(draft.below)):
            if plain(teaser.headline) not in heads:
                found.setdefault(plain(teaser.headline), teaser)
    return list(found.values())


# Headlines have at least this many words; "Recent" and "Our team" have fewer.
HEADLINE_WORDS = 4


def _below(marks: Sequence[Mark]) -> list[Teaser]:
    found: list[Teaser] = []
    for one in marks:
        if one.kind == "promo" and one.told:
            found += [Teaser(part.strip(), one.summary) for part in one.told.split(" / ") if part.strip()]
        elif one.kind in TITLES and one.line.words >= HEADLINE_WORDS and not is_place_or_outlet(one.text):
            found.append(Teaser(one.text))
    return found


def is_place_or_outlet(text: str) -> bool:
    return is_address(text) or is_outlet(text)
