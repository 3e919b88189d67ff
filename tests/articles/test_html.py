"""HTML pages: the story found among menus, promos and notices; what markup and metadata say of it."""

from __future__ import annotations

import pytest

from communique.articles import find_articles
from communique.model import Article, Page
from communique.pages import open_page

P1 = "The two ministers reviewed trade, visas and the border, and settled on Monday that they would meet again in the autumn."
P2 = "A joint committee will look into the fees that carriers pay, a spokeswoman for the ministry said after the meeting."
P3 = "Neither side gave a date for the next round, though diplomats in both capitals expect one to be held in the spring."


def page_of(body: str, head: str = "") -> Page:
    return find_articles(
        open_page(f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>".encode())
    )


def only(body: str, head: str = "") -> Article:
    (article,) = page_of(body, head).articles
    return article


def said(article: Article, role: str) -> list[str]:
    return [article.text[b.start : b.stop] for b in article.blocks if b.role == role]


STORY = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"


def test_the_date_people_see_beats_the_one_machines_read():
    head = '<meta property="article:published_time" content="2021-04-21T09:12:00+06:00">'
    article = only(f"<article><h1>Envoys meet in Accra</h1><div class=date>20 April 2021</div>{STORY}</article>", head)
    assert (article.published, article.published_from) == ("2021-04-20", "block 2: 20 April 2021")


def test_json_ld_gives_the_date_where_the_page_shows_none():
    head = '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2023-11-08T21:17:00-04:00"}]}</script>'
    article = only(f"<article><h1>Envoys meet in Accra</h1>{STORY}</article>", head)
    assert article.published == "2023-11-08"
    assert article.published_from == "JSON-LD datePublished: 2023-11-08T21:17:00-04:00"


def test_broken_json_ld_is_passed_over():
    head = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>'
    assert only(f"<article><h1>Envoys meet in Accra</h1>{STORY}</article>", head).published is None


def test_a_time_element_gives_the_date_that_its_words_do_not():
    article = only(
        f"<article><h1>Envoys meet</h1><p><time datetime='2024-05-06T10:00Z'>2 hours ago</time></p>{STORY}</article>"
    )
    assert article.published == "2024-05-06"


def test_captions_are_kept_with_their_credits():
    figure = "<figure><img src=x><figcaption>The hall in Accra on Monday. Photo: CSN / Jane Doe</figcaption></figure>"
    article = only(f"<article><h1>Envoys meet in Accra</h1>{figure}{STORY}</article>")
    assert said(article, "caption") == ["The hall in Accra on Monday."]
    assert said(article, "credit") == ["Photo: CSN / Jane Doe"]


def test_other_stories_are_teasers():
    page = page_of(
        f"<main><h1>Envoys meet in Accra</h1><p>{P1}</p><div class=promo>Keep reading <a href=/a>Who pays for the bridge?</a></div>"
        f"<p>{P2}</p><p>{P3}</p></main><section><h4>Most popular</h4><ol><li>The last ferry to Lome</li></ol></section>"
        "<aside><a href=/z>Fishermen want their season back</a></aside>"
    )
    assert [t.headline for t in page.teasers] == [
        "Who pays for the bridge?",
        "The last ferry to Lome",
        "Fishermen want their season back",
    ]
    assert "bridge" not in page.articles[0].text


def test_corrections_are_notes_and_summaries_are_summaries():
    article = only(
        f"<article><h1>Envoys meet in Accra</h1><ul class=summary><li>A round is over</li><li>No date is set</li></ul>{STORY}"
        "<p class=correction>CORRECTION: An earlier version of this article gave a wrong date.</p></article>"
    )
    assert said(article, "summary") == ["A round is over", "No date is set"]
    assert said(article, "note") == ["CORRECTION: An earlier version of this article gave a wrong date."]
    assert len(said(article, "paragraph")) == 3


def test_several_stories_on_one_page_are_several_articles():
    page = page_of(
        f"<article><h2>Envoys meet in Accra</h2>{STORY}</article><article><h2>A bridge opens in Lome</h2>{STORY}</article>"
    )
    assert [a.headline for a in page.articles] == ["Envoys meet in Accra", "A bridge opens in Lome"]


NOTICES = (
    "<article><h2>Ferry service resumes at Sandefjord</h2><p>Ferries will cross again from Friday, the port authority of Sandefjord said after a week of storms.</p></article>",
    "<article><h2>Consulate opens in Tromsø</h2><p>Finland opened a consulate in Tromsø on Monday and named a consul for the three northern counties.</p></article>",
)  # fmt: skip


def test_a_story_in_one_long_paragraph_stands_beside_others():
    whole = " ".join((P1, P2, P3, P1))
    page = page_of(
        f"<article><h2>Envoys meet in Accra</h2><p>{whole}</p></article><article><h2>A bridge opens in Lome</h2><p>{whole}</p></article>"
    )
    assert [a.headline for a in page.articles] == ["Envoys meet in Accra", "A bridge opens in Lome"]


def test_notices_without_another_story_are_articles_each():
    page = page_of("".join(NOTICES))
    assert [a.headline for a in page.articles] == ["Ferry service resumes at Sandefjord", "Consulate opens in Tromsø"]
    assert all(len(said(article, "paragraph")) == 1 for article in page.articles)


def test_cards_that_lead_on_are_no_notices():
    cards = (card.replace("<h2>", "<h2><a href=/story>").replace("</h2>", "</a></h2>") for card in NOTICES)
    page = page_of(f"<article><h1>Envoys meet in Accra</h1>{STORY}</article>{''.join(cards)}")
    assert [a.headline for a in page.articles] == ["Envoys meet in Accra"]


ENTRY = "<article><h3>{head}</h3><time datetime='2025-05-06T{hour}:00Z'>{hour}</time><p>{words}</p></article>"
LIVE = "".join(ENTRY.format(head=head, hour=hour, words=words) for head, hour, words in (
    ("The envoys arrive", "09:10", P1), ("A first round is over", "11:25", f"{P2}</p><p>{P3}"), ("Ferries run as usual", "12:40", P2),
))  # fmt: skip


@pytest.mark.parametrize(
    ("headline", "head"),
    [
        ("Live: envoys meet in Accra", ""),
        (
            "Envoys meet in Accra",
            '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Envoys meet in Accra"}</script>',
        ),
    ],
)
def test_a_live_page_is_one_article_with_its_entries_in_it(headline, head):
    article = only(f"<main><h1>{headline}</h1><p>{P3}</p>{LIVE}</main>", head)
    assert article.headline == headline
    assert said(article, "subheading") == ["The envoys arrive", "A first round is over", "Ferries run as usual"]
    assert said(article, "paragraph") == [P3, P1, P2, P3, P2]


def test_dated_stories_under_a_headline_of_the_day_are_no_live_page():
    stories = "".join(
        f"<article><h2>{head}</h2><time datetime='2025-05-06T09:10:00Z'>09:10</time>{STORY}</article>"
        for head in ("Envoys meet in Accra", "A bridge opens in Lome", "Ferries run as usual")
    )
    assert len(page_of(f"<h1>Stories of the day</h1>{stories}").articles) == 3


def test_the_site_is_the_publisher_and_the_canonical_address_is_kept():
    head = "<title>Envoys meet in Accra | Coral Gazette</title><link rel=canonical href='https://gazette.example/1'>"
    page = page_of(f"<article><h1>Envoys meet in Accra</h1>{STORY}</article>", head)
    assert page.source.publisher == "Coral Gazette"
    assert page.source.canonical == "https://gazette.example/1"


def test_a_republished_story_names_its_source():
    article = only(
        f"<article><h1>Envoys meet in Accra</h1><p>Distant Press | August 24, 2022</p>{STORY}"
        "<p><em>This story was originally published by Distant Press and is reprinted here with permission.</em></p></article>",
        "<title>Envoys meet in Accra - Coral Herald</title>",
    )
    assert article.syndicated_from == "Distant Press"
    assert article.source_note is not None
    assert article.source_note.of(article.text).text == "Distant Press | August 24, 2022"
    assert "originally published" not in article.text


def test_an_opinion_is_known_by_its_section():
    head = '<meta property="article:section" content="Opinion">'
    assert only(f"<article><h1>What the river forgot</h1>{STORY}</article>", head).kind == "opinion"
    menu = "<nav><a href=/>Home</a><a href=/o>Opinion</a></nav>"
    assert only(f"{menu}<article><h1>Envoys meet in Accra</h1>{STORY}</article>").kind == "report"


def test_line_breaks_part_paragraphs_where_they_are_doubled():
    article = only(f"<h1>Envoys meet in Accra</h1><div class=text>{P1}<br><br>{P2}<br>\n<br>{P3}</div>")
    assert said(article, "paragraph") == [P1, P2, P3]


def test_hidden_words_and_scripts_are_not_read():
    article = only(
        f"<article><h1>Envoys meet</h1>{STORY}<p hidden>{P1} Secret.</p><script>var a = '{P1} Secret.'</script></article>"
    )
    assert "Secret" not in article.text


def test_a_second_story_without_a_heading_is_told_of_where_it_is_left_out():
    kept = f"<article><h1>Envoys meet in Accra</h1>{STORY}</article>"
    other = "<p>Fishing boats may leave the harbour again from Friday, the port authority of Tema said in a notice to crews.</p>"
    page = page_of(f"{kept}<article>{other}{other.replace('Friday', 'Sunday')}</article>")
    assert [article.headline for article in page.articles] == ["Envoys meet in Accra"]
    (problem,) = page.source.problems
    assert "Fishing boats may leave the harbour" in problem


@pytest.mark.parametrize("inside", [f"<article>{STORY}</article>", STORY])
def test_the_only_story_of_a_page_may_have_its_headline_above_it(inside: str):
    page = page_of(f"<h1>Envoys meet in Accra</h1>{inside}")
    assert page.source.problems == ()
    assert len(page.articles) == 1
