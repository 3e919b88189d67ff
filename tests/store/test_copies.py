"""One text printed by several outlets is one text; two texts that quote the same words are two."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from communique.model import Article, Block, Page, Source
from communique.store import check, copied_texts, copies_of, note_missing_copies, open_record, save_page
from communique.store.record import APPLICATION, statements_of

FIRST = Path(__file__).parent / "schema_1.sql"

AGENCY = [
    "The presidents of Zambia and Malawi opened a bridge over the Luangwa on Saturday and promised to scrap the fees that "
    "lorry drivers pay at the crossing.",
    "The bridge took nine years to build and replaces a ferry that could carry two lorries at a time and stopped whenever "
    "the river rose.",
    "Traders at the old landing said they had once waited eleven days with a load of tomatoes.",
    "A joint commission will set the hours of the new border post before the rains, the two governments said in a note "
    "handed to reporters after the ribbon was cut.",
    "The African Development Bank paid for two thirds of the work, and the rest came from a levy on fuel in both states.",
    "Engineers from Lusaka and Lilongwe had disagreed for most of last year over which side would maintain the approach "
    "roads, and a clause on tolls was struck out only on Thursday night.",
]
QUOTE = (
    "“We have carried this river on our backs for sixty years, and from today it will carry us,” the Zambian president told "
    "the crowd, adding that no lorry would be stopped for a stamp again while he was in office."
)
OTHER = [
    "Fishermen whose nets hang from the piers of the new Luangwa bridge asked on Sunday who would pay for them.",
    QUOTE,
    "Nobody had told the landing committee that the ferry would stop at noon, its chairwoman said, and forty people were "
    "still on the wrong bank when it did.",
    "The district commissioner promised a boat until Friday and a list of the lost nets after that.",
]


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


def article_of(paragraphs: list[str], headline: str) -> Article:
    text, blocks = headline, [Block("headline", 0, len(headline))]
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", len(text) + 1, len(text) + 1 + len(paragraph)))
        text += "\n" + paragraph
    return Article(id=f"article-{abs(hash(text))}", headline=headline, text=text, blocks=tuple(blocks))


def saved(record: Any, paragraphs: list[str], headline: str = "Bridge opens", reader: str = "reader") -> int:
    """Save a page of one article; the key of that article's row."""
    article = article_of(paragraphs, headline)
    uri = f"https://{abs(hash(headline))}.example/"
    source = Source(uri=uri, digest=f"sha256:{headline}", media_type="text/html")
    save_page(record, Page(source=source, articles=(article,)), reader)
    return int(record.execute("SELECT max(key) FROM article").fetchone()[0])


def test_the_same_report_under_another_headline_is_a_copy(record: Any) -> None:
    first = saved(record, AGENCY, "Bridge opens")
    second = saved(record, AGENCY, "At last, a way over the Luangwa")
    assert copies_of(record, first) == [second]
    assert copies_of(record, second) == [first]
    assert list(copied_texts(record)) == [[first, second]]


def test_a_report_cut_short_is_a_copy(record: Any) -> None:
    whole = saved(
        record,
        [*AGENCY, *(f"{n} more lorries crossed in hour {n} of day {n * n}, counters said." for n in range(30))],
        "Whole",
    )
    brief = saved(record, AGENCY[:2], "Brief")
    assert copies_of(record, whole) == [brief]
    cut_first = saved(record, ["Our correspondent", *AGENCY[:3]], "Cut")
    assert copies_of(record, whole) == [brief, cut_first]


def test_a_report_edited_by_another_desk_is_a_copy(record: Any) -> None:
    first = saved(record, AGENCY, "Agency")
    edited = [re.sub(r"\b(?:Saturday|lorry|lorries|nine|said)\b", "truck", paragraph) for paragraph in AGENCY[:5]]
    assert copies_of(record, saved(record, ["LUSAKA: " + edited[0], *edited[1:]], "Edited")) == [first]


def test_two_reports_with_one_quotation_are_two_texts(record: Any) -> None:
    saved(record, [AGENCY[0], QUOTE, *AGENCY[1:]], "Bridge")
    saved(record, OTHER, "Nets")
    assert list(copied_texts(record)) == []


def test_an_old_brief_repeated_as_background_makes_no_copy(record: Any) -> None:
    brief = AGENCY[:2]
    saved(record, brief, "Brief")
    saved(record, [*OTHER, *OTHER[2:], *AGENCY[3:], *brief], "A week later")
    assert list(copied_texts(record)) == []


def test_short_notices_are_copies_only_to_the_letter(record: Any) -> None:
    first = saved(record, ["The embassy was closed on Monday and nobody could be reached."], "A")
    saved(record, ["The embassy was closed on Tuesday and nobody could be reached."], "B")
    third = saved(record, ["The embassy was closed on Monday, and nobody could be reached."], "C")
    assert list(copied_texts(record)) == [[first, third]]


def test_a_copy_that_ties_two_texts_makes_them_one(record: Any) -> None:
    left, right = saved(record, AGENCY[:2], "Left"), saved(record, AGENCY[1:4], "Right")
    assert copies_of(record, left) == []
    whole = saved(record, AGENCY, "Whole")
    assert list(copied_texts(record)) == [[left, right, whole]]


def test_a_page_read_anew_keeps_its_copies(record: Any) -> None:
    saved(record, AGENCY, "First")
    second = saved(record, AGENCY, "Second")
    saved(record, [*AGENCY[:5], "Reporting by our desk."], "First", reader="newer")
    again = record.execute("SELECT a.key FROM article AS a JOIN page AS p ON p.key = a.page WHERE reader = 'newer'")
    assert copies_of(record, second) == [again.fetchone()[0]]
    assert record.execute("SELECT count(*) FROM copy").fetchone()[0] == 2
    assert list(check(record)) == []


def test_a_record_of_the_first_schema_is_brought_up_and_its_copies_found(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    for statement in statements_of(FIRST.read_text(encoding="utf-8")):
        old.execute(statement)
    for name, paragraphs in (("First", AGENCY), ("Other", OTHER), ("Second", AGENCY)):
        store_in_first(old, article_of(paragraphs, name), name)
    old.execute(f"PRAGMA application_id = {APPLICATION}")
    old.execute("PRAGMA user_version = 1")
    old.close()
    record = open_record(tmp_path / "old.db")
    assert note_missing_copies(record) == 3
    assert note_missing_copies(record) == 0
    assert list(copied_texts(record)) == [[1, 3]]


def store_in_first(old: sqlite3.Connection, article: Article, name: str) -> None:
    """A page with one article, as the first release stored it."""
    page = old.execute(
        "INSERT INTO page (id, uri, digest, media_type, reader, added) VALUES (?, ?, ?, 'text/html', 'first', '2025')",
        (name, f"https://{name}.example/", name),
    ).lastrowid
    key = old.execute(
        "INSERT INTO article (id, page, position, kind, headline, text) VALUES (?, ?, 0, 'report', ?, ?)",
        (article.id, page, article.headline, article.text),
    ).lastrowid
    rows = [(key, i, b.role, b.start, b.stop) for i, b in enumerate(article.blocks)]
    old.executemany("INSERT INTO block (article, position, role, start, stop) VALUES (?, ?, ?, ?, ?)", rows)
