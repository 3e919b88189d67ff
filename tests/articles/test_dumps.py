"""Text dumps: pages saved as text, with everything that pages put around a story."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.articles import find_articles
from communique.model import Article, Page
from communique.pages import open_page

LONG = "The two ministers reviewed trade, visas and the border, and decided to meet again in the autumn in Lima."


def page_of(text: str) -> Page:
    return find_articles(open_page(text.encode()))


def only(text: str) -> Article:
    (article,) = page_of(text).articles
    return article


def said(article: Article, role: str) -> list[str]:
    return [article.text[b.start : b.stop] for b in article.blocks if b.role == role]


def test_a_headline_repeated_by_the_scraper_is_kept_once():
    article = only(
        "Norway and Chad open talks on fish\n\nA trawler off Tromso. (@Harbour/X)\nShort Url\nUpdated 3 May 2023\nFollow\n\n"
        f"Norway and Chad open talks on fish\n\nOSLO: Norway and Chad opened talks on Tuesday.\n\n{LONG}\n"
    )
    assert said(article, "headline") == ["Norway and Chad open talks on fish"]
    assert said(article, "caption") == ["A trawler off Tromso."]
    assert said(article, "credit") == ["(@Harbour/X)"]
    assert (article.published, article.published_from) == ("2023-05-03", "line 5: Updated 3 May 2023")
    assert article.dateline == "OSLO"
    assert "Short Url" not in article.text


def test_two_articles_in_one_dump_are_two():
    page = page_of(
        f"Malta hosts envoys\n\nUpdated 1 June 2024\n\nVALLETTA: Malta hosted envoys on Friday.\n\n{LONG}\n\n\n"
        f"Togo sends a minister to Lima\n\nUpdated 2 June 2024\n\nLOME: Togo sent a minister on Saturday.\n\n{LONG}\n"
    )
    assert [a.headline for a in page.articles] == ["Malta hosts envoys", "Togo sends a minister to Lima"]
    assert [a.published for a in page.articles] == ["2024-06-01", "2024-06-02"]
    assert [a.modified for a in page.articles] == [None, None]


def test_a_subheading_in_capitals_is_no_new_article():
    article = only(f"Envoys meet in Accra\n\nACCRA: Envoys met on Monday.\n\n{LONG}\n\nNEXT STEPS’\n\n{LONG}\n")
    assert said(article, "subheading") == ["NEXT STEPS’"]
    assert len(said(article, "paragraph")) == 3


def test_summary_bullets_lose_their_mark():
    article = only(
        f"Envoys meet in Accra\n\n  • Ghana offers a road\n  • Togo declines\n\nACCRA: Envoys met.\n\n{LONG}\n"
    )
    assert said(article, "summary") == ["Ghana offers a road", "Togo declines"]


def test_bullets_inside_the_body_are_paragraphs():
    article = only(
        f"A road in three parts\n\n{LONG}\n\nIt has two parts:\n\n• the first, to Lome;\n\n• the second, to Accra.\n"
    )
    assert len(said(article, "paragraph")) == 4


def test_promos_inside_the_body_are_left_out():
    article = only(f"Envoys meet in Accra\n\n{LONG}\n\nAlso See: Ten bridges of Lome\n\n{LONG}\n")
    assert "bridges" not in article.text
    assert len(said(article, "paragraph")) == 2


def test_teasers_that_end_in_read_more_are_kept_apart():
    page = page_of(
        f"Envoys meet in Accra\n\n{LONG}\n\n{LONG}\n\nThis news is sourced from Gazette and is not ours.\n\nRecent\n\n"
        "Are Canals Neutral?\n\nAre Canals Neutral?\n\nCanals carry more than water, and those who own them know it well.\n\n"
        "Read More »\nThe Quiet Port\n\nThe Quiet Port\n\nA port with no ships has a hundred guards and one cat.\n\nRead More »"
    )
    assert [a.headline for a in page.articles] == ["Envoys meet in Accra"]
    assert [t.headline for t in page.teasers] == ["Are Canals Neutral?", "The Quiet Port"]
    assert page.teasers[1].text == "A port with no ships has a hundred guards and one cat."
    (article,) = page.articles
    assert article.syndicated_from == "Gazette"
    assert article.source_note is not None
    assert article.source_note.of(article.text).text.startswith("This news is sourced")


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("ISLAMABAD: The minister left.", "ISLAMABAD"),
        ("BEIJING, July 15 (Xinhua) -- The minister left.", "BEIJING"),
        ("BRASÍLIA, February 19. /XYZ/. The minister left.", "BRASÍLIA"),
        ("New Delhi [India], July 15 (ANI): The minister left.", "New Delhi"),
        ("Nur-Sultan, 20\xa0April 2021 – The minister left.", "Nur-Sultan"),
        ("PORT-AU-PRINCE, Haiti (AP) — The minister left.", "PORT-AU-PRINCE"),
        ("GENEVA/NEW YORK, 5 May 2022 – The minister left.", "GENEVA/NEW YORK"),
        ("LONDON (Reuters) - The minister left.", "LONDON"),
        ("TERMEZ, Uzbekistan: The minister left.", "TERMEZ"),
        ("(Reuters) - The minister left.", None),
        ("UPDATE: The minister left.", None),
        ("The minister - who left - was late.", None),
        ("On January 28, 2025, the minister left.", None),
    ],
)
def test_datelines_of_every_usual_form(opening, place):
    assert only(f"Minister leaves the talks early\n\n{opening}\n\n{LONG}\n").dateline == place


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated 15 July 2025", "2025-07-15"),
        ("By A Writer Published June 9, 2023 Updated about 2 hours ago", "2023-06-09"),
        ("2024/08/19 07:33 JST", "2024-08-19"),
        ("Friday, 3 March 2023 10:15 [ Last Update: Friday, 3 March 2023 18:20 ]", "2023-03-03"),
        ("4 April 2022, 08:05 (updated 09:10)", "2022-04-04"),
        ("Jane Doe, Porto | 8 February 2022, 09:40 | Updated: 12:15", "2022-02-08"),
        ("March 5, 2025 10:40 pm IST", "2025-03-05"),
        ("09.05.2024", "2024-05-09"),
        ("09/05/2024", None),  # the fifth of September or the ninth of May: the page does not say
        ("19.05.2024", "2024-05-19"),
        ("By Ana Okoro | The Lagos Ledger | 6 March 2024, 5:12 p.m.", "2024-03-06"),
    ],
)
def test_dates_as_pages_print_them(line, day):
    assert only(f"Minister leaves the talks early\n{line}\n\nThe minister left.\n\n{LONG}\n").published == day


def test_a_year_left_out_comes_from_the_weekday_when_only_one_will_do():
    article = only(
        "Minister leaves the talks early\n\nACCRA, March 26 (QQQ) -\n\nThe minister left on Wednesday.\n\n"
        "The office was founded in July 2023 and has moved since.\n"
    )
    assert article.published == "2025-03-26"
    assert only("Minister leaves early\n\nACCRA, March 26 (QQQ) -\n\nThe minister left for home.\n").published is None


def test_an_agency_credited_below_is_the_source():
    article = only(f"Zambia opens a bridge\n\nLUSAKA — Zambia opened a bridge.\n\n{LONG}\n(Island Wire)\n")
    assert article.syndicated_from == "Island Wire"


def test_an_outlet_is_no_source_of_itself():
    article = only(
        f"Zambia opens a bridge\n\nSILVER COAST WIRE SERVICE\n\nLUSAKA, May 2 (SCWS) - Zambia opened a bridge.\n\n{LONG}\n"
    )
    assert article.syndicated_from is None
    assert (
        page_of(f"GOLD WIRE SERVICE\n\nZambia opens a bridge\n\nA bridge opened.\n\n{LONG}").source.publisher
        == "GOLD WIRE SERVICE"
    )


def test_questions_and_answers_under_labels_are_an_interview():
    turns = "\n\n".join(f"GR: Why the delay, part {n}?\n\nAmina Sow: Because of the {n} bridges." for n in range(3))
    article = only(
        f"‘Bridges take time’: a minister speaks\n\n6 May 2022\n\nAmina Sow spoke to us in Dakar.\n\n{turns}\n"
    )
    assert article.kind == "interview"
    assert len(said(article, "paragraph")) == 7


def test_first_person_under_an_opinion_rubric_is_opinion():
    article = only(
        f"THE RIVER LEDGER\nOpinion » Columns\n\nWhat the river forgot\n\nJane Doe\nJanuary 3, 2026\n\n"
        f"I first saw the river in spring.\n\n{LONG}\n\nThe writer is a former envoy. Views are personal.\n"
    )
    assert (article.kind, article.headline, article.byline) == ("opinion", "What the river forgot", "Jane Doe")
    assert "Views are personal" not in article.text


def test_an_office_speaking_on_its_own_page_is_a_statement():
    article = only(
        "Ministry of Foreign Affairs - Media Release\nHome > Media > Statements\n\nJoint Communique on the visit of the Minister\n"
        f"19.05.2024\n\n1. {LONG}\n\n2. {LONG}\n\n3. {LONG}\n"
    )
    assert article.kind == "statement"


def test_short_paragraphs_and_lines_that_end_in_odd_spaces_are_kept():
    article = only(f"Envoys meet in Accra\n\n{LONG}\xa0\n\nBoth sides deny it.\xa0 \n\n{LONG}")
    assert said(article, "paragraph")[1] == "Both sides deny it."


def test_a_page_without_a_paragraph_has_no_article_and_says_so():
    page = page_of("Home | World | Sport\nSign in\n")
    assert page.articles == ()
    assert page.source.problems


LINES = st.sampled_from(
    ["", LONG, "Heading of a story here", "• A point", "Updated 3 May 2023", "Read More »", "By Jane Doe", "Recent", "***",
     "ACCRA: Envoys met on Monday.", "(Reuters)", "“Yes,” he said.", "Also read: X y z", "Q: Why?", "\xa0", "É — ñ: 文"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES | st.text(max_size=60), max_size=25))
def test_every_block_lies_in_its_text_and_none_overlap(lines):
    for article in page_of("\n".join(lines)).articles:
        stops = [0] + [block.stop for block in article.blocks]
        for block, before in zip(article.blocks, stops, strict=False):
            assert before <= block.start < block.stop <= len(article.text)
            assert article.text[block.start : block.stop].strip()
        covered = "".join(article.text[b.start : b.stop] for b in article.blocks)
        assert "".join(article.text.split()) == "".join(covered.split())


def test_questions_without_labels_are_paragraphs_of_an_interview():
    article = only(
        "Q&A: a minister on fish\nBy Jane Doe | Gazette | 2 September 2020\n\nAmina Sow spoke to us. Excerpts:\n\n"
        "What did you tell your colleague about the reef?\nI told him that we would wait. He listened.\n\n"
        "Is there a date for the summit?\nNo. There is a wish.\n"
    )
    assert (article.kind, article.byline) == ("interview", "Jane Doe")
    assert len(said(article, "paragraph")) == 5


def test_an_agency_that_we_do_not_know_is_the_source_beside_another_publisher():
    article = only(
        f"The Harbour Times\nNEWS | SPORT | TV\n\nTonga opens a reef to all boats\n8 Apr 2021\n\nNUKU'ALOFA (Palm Wire) – The reef is open.\n\n{LONG}\n"
    )
    assert article.syndicated_from == "Palm Wire"


def test_a_menu_line_by_line_is_no_section():
    article = only(
        f"Gazette.example\nPolitics\nBusiness\nOpinion\nSport\n\nEnvoys agree on talks\nBy Jane Doe\n12 March 2024\n\n{LONG}\n\n{LONG}\n"
    )
    assert article.kind == "report"


def test_a_page_written_as_things_happen_is_one_article():
    article = only(
        f"LIVE: Accra talks\n\nLast updated 12 March 2024 18:40 GMT\n\n18:40 GMT\nEnvoys leave the hall\n{LONG}\n\n17:15 GMT\nA minister speaks\n{LONG}\n"
    )
    assert (article.headline, article.published) == ("LIVE: Accra talks", "2024-03-12")
    assert said(article, "subheading") == ["Envoys leave the hall", "A minister speaks"]
    assert len(said(article, "paragraph")) == 2


def test_a_note_about_the_author_is_no_paragraph():
    article = only(
        f"Envoys meet in Accra\nBy Jane Doe\n3 May 2023\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\nJane Doe covers fish for the Gazette.\n"
    )
    assert len(said(article, "paragraph")) == 4


def test_lines_wrapped_at_a_width_are_joined():
    import textwrap

    body = "\n\n".join("\n".join(textwrap.wrap(f"{LONG} {LONG}", 70)) for _ in range(4))
    article = only(f"Envoys meet in Accra\n\n{body}\n")
    assert said(article, "paragraph") == [f"{LONG} {LONG}"] * 4


def test_a_line_of_two_dates_under_the_headline_dates_the_story() -> None:
    page = find_articles(
        open_page(
            b"Lake states agree on fish quota\n\nBy Shore Desk\nFirst published 3 May 2024, 11:05. Updated 4 May 2024, 08:30\n\n"
            b"ENTEBBE: Ministers of the lake states agreed on a quota for Nile perch on Friday after two days of talks.\n\n"
            b"The quota takes effect in July, the ministers said in a statement after the meeting ended.\n"
        )
    )
    assert [(a.published, a.modified) for a in page.articles] == [("2024-05-03", "2024-05-04")]
