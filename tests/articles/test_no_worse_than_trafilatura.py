"""Whatever a page's template, what we keep of its story is at least as good as what trafilatura keeps alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import trafilatura

from communique.articles import find_articles
from communique.pages import open_page

HEADLINE = "Chile and Ghana open talks on a tuna quota"
STORY = (
    "SANTIAGO - Chile and Ghana opened talks on Monday on a quota for tuna caught beyond their coasts, officials of both said.",
    "The delegations, led by Deputy Foreign Minister Rosario Quintana Paz and Fisheries Commissioner Kojo Amankwah, met for hours.",
    "“We came with figures and we leave with a calendar,” Amankwah told reporters at the harbour office.",
    "Chile had proposed in January that each side license thirty vessels. Accra wants the number to follow the landings.",
    "He declined.",
    "A second round is planned in Tema in September, and observers from Peru and Senegal have been invited to attend it.",
)
NAV = "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav></header>"
FOOT = "<footer><p>© 2024 Harbour Post. All rights reserved.</p></footer>"
MOST_READ = (
    "<div class=related-posts><h3>Most read</h3><ul><li><a href=/1>Norwegian salmon prices fall for third week</a></li>"
    "<li><a href=/2>Why squid fleets go dark</a></li></ul></div>"
)
CARDS = "".join(
    f"<h3><a href=/{n}>Card {n} about another harbour</a></h3><p>A line about card {n} that tells the reader a little of the story behind it.</p>"
    for n in range(6)
)
TALK = "".join(
    f"<div class=comment><p>Reader {n}: the quota is far too small for our boats and nobody asked.</p></div>"
    for n in range(9)
)


def paragraphs(tag: str = "p", first: int = 0, last: int = len(STORY)) -> str:
    return "".join(f"<{tag}>{words}</{tag}>" for words in STORY[first:last])


TEMPLATES = {
    "a blog's post": f"{NAV}<main><article class=post><h1>{HEADLINE}</h1><div class=share>Share this article</div><div class=entry-content>{paragraphs()}{MOST_READ}</div></article></main>",
    "breaks for paragraphs": f"{NAV}<div id=content><h2>{HEADLINE}</h2><div>{'<br><br>'.join(STORY)}</div></div>{MOST_READ}",
    "a table for layout": f"<table><tr><td>{MOST_READ}</td><td><font size=5><b>{HEADLINE}</b></font><br>May 6, 2024<p>{'<p>'.join(STORY)}</td></tr></table>",
    "nothing but div": f"{NAV}<div><div><h1>{HEADLINE}</h1></div><div>{paragraphs('div')}</div></div>{MOST_READ}",
    "bare text": f"{NAV}<div class=article><h1>{HEADLINE}</h1>{'<p></p>'.join(STORY)}</div>{MOST_READ}",
    "promos inside": f"{NAV}<article><h1>{HEADLINE}</h1>{paragraphs(last=2)}<div class=inline-related><h4>Read more</h4><a href=/1>Norwegian salmon prices fall</a></div>{paragraphs(first=2)}</article>",
    "a card inside": f"{NAV}<article><h1>{HEADLINE}</h1>{paragraphs(last=4)}<article><h2><a href=/1>Norwegian salmon prices fall again</a></h2><p>Exporters in Bergen blame a warm spring for it.</p></article>{paragraphs(first=4)}</article>",
    "cards below": f"{NAV}<div><h1>{HEADLINE}</h1>{paragraphs()}</div><div class=more>{CARDS}</div>",
    "cards above": f"{NAV}<section>{CARDS}</section><article><h1>{HEADLINE}</h1>{paragraphs()}</article>",
    "readers' comments": f"{NAV}<article><h1>{HEADLINE}</h1>{paragraphs()}</article><div id=comments>{TALK}</div>",
    "a newsletter inside": f"{NAV}<article><h1>{HEADLINE}</h1>{paragraphs(last=3)}<div class=signup><p>Get the day’s headlines on the sea delivered every morning, free.</p></div>{paragraphs(first=3)}</article>",
    "sections": f"{NAV}<main><h1>{HEADLINE}</h1><section><h2>What was agreed</h2>{paragraphs(last=3)}</section><section><h2>What comes next</h2>{paragraphs(first=3)}</section></main>",
    "an author's box": f"{NAV}<article><h1>{HEADLINE}</h1>{paragraphs()}<div class=author-bio><h4>Ana Ruiz</h4><p>Ana Ruiz writes about the sea and its laws, and is the author of two books.</p></div></article>",
}  # fmt: skip


def f1(found: str, wanted: str) -> float:
    """Harmonic mean of precision and recall over words."""
    got, want = (Counter(re.findall(r"\w+", text.casefold())) for text in (found, wanted))
    return 2 * (got & want).total() / max(1, got.total() + want.total())


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_is_read_worse_than_by_trafilatura_alone(name):
    page = f"<!DOCTYPE html><html><head><title>{HEADLINE}</title></head><body>{TEMPLATES[name]}{FOOT}</body></html>"
    (article,) = find_articles(open_page(page.encode())).articles
    ours = "\n".join(article.text[b.start : b.stop] for b in article.blocks if b.role == "paragraph")
    wanted = "\n".join(STORY)
    assert f1(ours, wanted) >= max(0.98, f1(trafilatura.extract(page, include_comments=False) or "", wanted))
    assert article.headline == HEADLINE
