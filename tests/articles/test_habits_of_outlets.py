"""Habits of outlets the world over: what each puts around a story, and what of it is the story."""

from __future__ import annotations

import pytest

from communique.articles import find_articles
from communique.model import Article, Page
from communique.pages import open_page

LONG = "The two delegations reviewed fares, freight and visas, and settled that a joint committee would meet in Suva."
MORE = "A spokeswoman for the ministry said after the talks that neither side had asked for a date before the rains."


def page_of(text: str) -> Page:
    return find_articles(open_page(text.encode()))


def only(text: str) -> Article:
    (article,) = page_of(text).articles
    return article


def said(article: Article, role: str) -> list[str]:
    return [article.text[b.start : b.stop] for b in article.blocks if b.role == role]


def test_lines_under_summary_are_no_paragraphs():
    article = only(
        "Fiji and Tonga to share a ferry\nSUNDAY APRIL 14 2024\nSummary\nThe ferry sails twice a week.\n"
        f"Fares are fixed until June.\nBy WINI RAKUROI\nMore by this Author\n\n{LONG}\n\nALSO READ: Why fares fell\n\n{MORE}\n"
    )
    assert said(article, "summary") == ["The ferry sails twice a week.", "Fares are fixed until June."]
    assert said(article, "paragraph") == [LONG, MORE]
    assert (article.byline, article.published) == ("WINI RAKUROI", "2024-04-14")


def test_bullets_on_a_shelf_in_the_body_are_other_stories():
    page = page_of(
        f"Fiji and Tonga to share a ferry\n\n{LONG}\n\nRelated Articles\n• Samoa waits its turn\n• Kava exports up again\n\n{MORE}\n"
    )
    assert said(page.articles[0], "paragraph") == [LONG, MORE]


def test_a_time_glued_to_its_date_hides_no_date():
    article = only(
        f"Fiji and Tonga to share a ferry\nBy Reuters\nMarch 2, 20243:15 PM GMTUpdated 2 hours ago\nSUVA, March 2 (Reuters) - {LONG}\n{MORE}\n"
    )
    assert article.published == "2024-03-02"


def test_a_ministry_s_letterhead_is_no_headline():
    page = page_of(
        "Ministry of Foreign Affairs and Sea Transport\nRepublic of Kiribati\n\nPRESS RELEASE\nNo. MFA/118\nTarawa, 9th September, 2022\n\n"
        f"KIRIBATI AND NAURU HOLD TALKS ON A SHARED LINE\n\n1. {LONG}\n\n2. {MORE}\n\nISSUED BY:\nMINISTRY OF FOREIGN AFFAIRS AND SEA TRANSPORT\nTARAWA\n"
    )
    article = page.articles[0]
    assert article.headline == "KIRIBATI AND NAURU HOLD TALKS ON A SHARED LINE"
    assert (article.kind, article.dateline, article.published) == ("statement", "Tarawa", "2022-09-09")
    assert page.source.publisher == "Ministry of Foreign Affairs and Sea Transport"
    assert len(said(article, "paragraph")) == 2


def test_counters_of_a_gallery_are_furniture_and_its_title_a_headline():
    article = only(
        f"In pictures: Envoy sails to Tuvalu\nBy Peni Vatu\n21 November 2022\n1 of 2\nThe envoy boards in Suva. [Peni Vatu/Reef Post]\n"
        f"2 of 2\nChildren wave in Funafuti. [Peni Vatu/Reef Post]\nFUNAFUTI - {LONG}\n{MORE}\n"
    )
    assert article.headline == "In pictures: Envoy sails to Tuvalu"
    assert said(article, "caption") == ["The envoy boards in Suva.", "Children wave in Funafuti."]
    assert len(said(article, "paragraph")) == 2


def test_an_author_s_box_above_the_story_is_no_paragraph():
    article = only(
        f"The quiet return of the ferry\nMere Tuilagi\nJune 27, 2024\nAbout the author\nMere Tuilagi is a senior fellow at the Reef Institute.\n\n{LONG}\n\n{MORE}\n"
    )
    assert said(article, "paragraph") == [LONG, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "For all latest news, follow The Reef Post's Google News channel.",
        "(Continued on Page 4)",
        "Read more from the islands here on Reef Post.",
        "You can share this story!",
        "3/12",
    ],
)
def test_lines_of_the_site_within_a_story_are_furniture(line):
    article = only(f"Fiji and Tonga to share a ferry\n\n{LONG}\n\n{line}\n\n{MORE}\n")
    assert said(article, "paragraph") == [LONG, MORE]
    assert article.syndicated_from is None
    assert line not in article.text


@pytest.mark.parametrize("line", ["He declined.", "None came.", "“They left.”"])
def test_a_sentence_of_two_words_is_a_paragraph(line):
    assert said(only(f"Fiji and Tonga to share a ferry\n\n{LONG}\n\n{line}\n\n{MORE}\n"), "paragraph") == [
        LONG,
        line,
        MORE,
    ]


def test_an_outlet_in_capitals_before_a_dash_is_no_place():
    assert only(f"Fiji and Tonga to share a ferry\nREEF TIMES – {LONG}\n{MORE}\n").dateline is None
    assert only(f"Fiji and Tonga to share a ferry\nPORT MORESBY – {LONG}\n{MORE}\n").dateline == "PORT MORESBY"


@pytest.mark.parametrize("label", ["All News", "PRESS RELEASE", "World News", "Latest"])
def test_a_label_is_no_publisher(label):
    assert page_of(f"{label}\n\nFiji and Tonga to share a ferry\n\n{LONG}\n\n{MORE}\n").source.publisher is None


def test_words_before_a_date_s_label_are_the_byline():
    article = only(
        f"Fiji and Tonga to share a ferry\nOur Correspondent Published February 6, 2023\nSUVA: {LONG}\n{MORE}\n"
    )
    assert (article.byline, article.published) == ("Our Correspondent", "2023-02-06")


def test_readers_comments_are_no_teasers():
    page = page_of(
        f"Fiji and Tonga to share a ferry\n\n{LONG}\n\n{MORE}\n\n2 thoughts on “Fiji and Tonga to share a ferry”\nTom\nHow long will the ferry run for us?\n"
    )
    assert page.teasers == ()


HTML = "<!DOCTYPE html><html><body>{}<footer><p>© Reef Post</p></footer></body></html>"
STORY = f"<h1>Fiji and Tonga to share a ferry</h1><p>{LONG}</p><p>{MORE}</p>"
CARD = "<h3><a href=/{0}>Kava exports rise for month {0} again</a></h3><p>Growers on the outer islands told us in week {0} that the rain had come just in time for them.</p>"


def test_headings_that_are_links_over_a_line_or_two_are_cards_of_other_stories():
    cards = "".join(CARD.format(number) for number in range(8))
    page = page_of(HTML.format(f"<div id=s>{STORY}</div><div class=x>{cards}</div>"))
    assert said(page.articles[0], "paragraph") == [LONG, MORE]
    assert len(page.teasers) == 8


def test_a_card_in_an_article_element_within_the_story_is_not_the_story():
    page = page_of(
        HTML.format(f"<article>{STORY}<article class=t>{CARD.format(1)}</article><p>{LONG} Again.</p></article>")
    )
    assert said(page.articles[0], "paragraph") == [LONG, MORE, f"{LONG} Again."]
    assert [teaser.headline for teaser in page.teasers] == ["Kava exports rise for month 1 again"]


def test_what_goes_on_below_two_cards_is_the_story():
    cards = CARD.format(1) + CARD.format(2)
    page = page_of(HTML.format(f"<article>{STORY}{cards}<p>{LONG} Again.</p></article>"))
    assert said(page.articles[0], "paragraph")[-1] == f"{LONG} Again."


def test_a_section_that_comes_back_as_a_tag_is_no_headline():
    article = only(
        f"Fiji\nThis article is more than 2 years old\nFiji refuses to renew an envoy's papers\nWini Rakuroi in Suva\n"
        f"Fri 18 Feb 2022 13.04 GMT\n\n{LONG}\n\n{MORE}\n\nExplore more on these topics\nFiji\nPacific islands\n"
    )
    assert (article.headline, article.published) == ("Fiji refuses to renew an envoy's papers", "2022-02-18")


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Tonga: Statement by the Spokesperson on the ferry", "statement"),
        ("Security Council Press Statement on the Loss of a Ferry", "statement"),
        ("EU statement on the ferry angers Tonga", "report"),
        ("Ministers issue joint statement on ferries", "report"),
    ],
)
def test_a_body_s_own_statement_is_told_from_a_report_of_it(headline, kind):
    assert only(f"{headline}\n\n21 March 2023\n\n{LONG}\n\n{MORE}\n").kind == kind


def test_a_story_over_a_list_of_promos_with_links_is_a_story():
    page = page_of(
        f"Latest\nFiji and Tonga to share a ferry\nSUVA – {LONG}\n{MORE}\n{LONG} Again.\n\nRead More »\nSamoa waits its turn\n"
        "The harbour there is being dredged.\nRead More »\nKava exports up again\nGrowers asked for more boats.\nRead More »\nPage 1 of 12\n"
    )
    assert [article.headline for article in page.articles] == ["Fiji and Tonga to share a ferry"]
    assert len(said(page.articles[0], "paragraph")) == 3
    assert [teaser.headline for teaser in page.teasers] == ["Samoa waits its turn", "Kava exports up again"]


def test_a_recommended_headline_set_off_in_the_story_is_a_teaser():
    page = page_of(
        f"Fiji and Tonga to share a ferry\n\n{LONG}\n\nRECOMMENDED\nKava exports up again in the islands\n\n{MORE}\n"
    )
    assert said(page.articles[0], "paragraph") == [LONG, MORE]
    assert [teaser.headline for teaser in page.teasers] == ["Kava exports up again in the islands"]


def test_a_dateline_s_day_settles_which_figure_is_the_month():
    article = only(
        f"Fiji and Tonga to share a ferry\nLast update: 03/12/2024 05:55 PM\nSUVA, Dec 3 (Bernama) -- {LONG}\n{MORE}\n"
    )
    assert article.published == "2024-12-03"


def test_fields_of_an_export_are_no_part_of_the_headline():
    page = page_of(
        "=====\n"
        + "=====\n".join(
            f"TITLE: Fiji sends a ferry to {to}\nDATE: 2025-06-25\nSOURCE: Reef Post\n-----\nSUVA, June 25 - {LONG}\n\n{MORE}\n\n"
            for to in ("Tonga", "Samoa")
        )
    )
    assert [a.headline for a in page.articles] == ["Fiji sends a ferry to Tonga", "Fiji sends a ferry to Samoa"]
    assert [a.syndicated_from for a in page.articles] == ["Reef Post", "Reef Post"]


def test_an_agency_after_a_full_stop_is_no_part_of_the_place():
    article = only(f"Fiji and Tonga to share a ferry\n\nTASHKENT. KAZINFORM – {LONG}\n\n{MORE}\n")
    assert (article.dateline, article.syndicated_from) == ("TASHKENT", "Kazinform")


def test_a_lead_in_an_element_of_its_own_is_no_part_of_the_promo():
    promo = (
        "<div class=related-content><div>Related article <span>Kava exports up again in the islands</span></div></div>"
    )
    page = page_of(HTML.format(f"<article>{STORY}{promo}<p>{LONG} Again.</p></article>"))
    assert [teaser.headline for teaser in page.teasers] == ["Kava exports up again in the islands"]


def test_ideographic_spaces_indent_paragraphs_and_hide_no_dateline():
    page = page_of(
        HTML.format(
            f"<h1>Fiji and Tonga to share a ferry</h1><p>\u3000\u3000SUVA, May 6 (Xinhua) -- {LONG}</p><p>\u3000\u3000{MORE}</p>"
        )
    )
    assert page.articles[0].dateline == "SUVA"
    assert said(page.articles[0], "paragraph")[1] == MORE


def test_a_headline_repeated_by_the_scraper_is_no_byline():
    headline = "Fiji’s Rakuroi, Tonga’s Fale agree on a ferry"
    article = only(f"{headline}\n\nUpdated 3 May 2023\n{headline}\n\nSUVA: {LONG}\n\n{MORE}\n")
    assert (article.headline, article.byline) == (headline, None)


def test_bullets_without_a_space_are_bullets_and_in_summary_is_nobody():
    article = only(
        f"Fiji and Tonga to share a ferry\nIn Summary\n•The ferry sails twice a week.\n•Fares are fixed.\nby WINI RAKUROI\n"
        f"19 July 2024 - 15:52\n{LONG}\n{MORE}\n{LONG} Again.\n"
    )
    assert said(article, "summary") == ["The ferry sails twice a week.", "Fares are fixed."]
    assert (article.byline, article.published) == ("WINI RAKUROI", "2024-07-19")


def test_an_appeal_above_a_story_is_no_article():
    page = page_of(
        f"We sail by what our readers give.\n\nFiji and Tonga to share a ferry\n\n12 February 2025\n\nBy Wini Rakuroi\n\n{LONG}\n\n{MORE}\n"
    )
    assert [article.headline for article in page.articles] == ["Fiji and Tonga to share a ferry"]


def test_an_author_s_note_behind_a_dash_is_no_paragraph():
    article = only(
        f"Fiji and Tonga to share a ferry\n\nBy Wini Rakuroi\n\n{LONG}\n\n{MORE}\n\n{LONG} Again.\n\n{MORE} Twice.\n\n"
        "— Wini Rakuroi is the Suva correspondent of this paper. Follow her on X.\n"
    )
    assert len(said(article, "paragraph")) == 4


def test_a_masthead_that_names_its_language_is_no_headline():
    article = only(
        f"El Noticiero de Quito, English pages\n11 February 2026\n\nTalks on the ferry go on\n\nQUITO - {LONG}\n\n{MORE}\n"
    )
    assert article.headline == "Talks on the ferry go on"
    assert "English" not in article.text
