"""After many pages each word's places lie in one piece."""

from pathlib import Path

from communique.measure.made_up import made_up_pages
from communique.store import check, gather_words, open_record, save_page


def pieces(record, index: str) -> int:
    return record.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx").fetchone()[0]


def test_the_index_of_words_lies_in_one_piece_after_many_pages(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    for page in made_up_pages(40):
        save_page(record, page, "reader")
    asked = "SELECT count(*) FROM article_text WHERE article_text MATCH 'said OR met'"
    before = record.execute(asked).fetchone()[0]
    assert pieces(record, "article_text") > 1
    assert gather_words(record, 40)
    assert pieces(record, "article_text") == 1
    assert record.execute(asked).fetchone()[0] == before
    assert list(check(record)) == []


def test_a_page_or_none_does_not_put_a_large_index_together(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    for page in made_up_pages(120):
        save_page(record, page, "reader")
    assert not gather_words(record, 1)
    assert not gather_words(record, 0)
