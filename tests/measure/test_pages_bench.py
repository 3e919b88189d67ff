"""What the benchmark of pages measures is what it says: whole stories are found in its made-up pages."""

import pytest

from communique.articles import find_articles
from communique.measure.pages_bench import as_html, as_record, as_text, paragraphs
from communique.pages import open_page, open_pages


@pytest.mark.parametrize("made", [as_text, as_html])
def test_every_paragraph_of_a_made_up_page_is_found(made):
    (article,) = find_articles(open_page(made(7).encode())).articles
    found = [article.text[b.start : b.stop] for b in article.blocks if b.role == "paragraph"]
    assert [one.removeprefix("BAKU: ") for one in found] == paragraphs(7)
    assert article.published == "2024-05-03"


def test_a_made_up_record_is_one_page(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(as_record(1) + as_record(2))
    assert [capture.source.problems for capture in open_pages(tmp_path)] == [(), ()]
