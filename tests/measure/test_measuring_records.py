"""What many pages make of the corpus is measured, and the measures see what is wrong."""

from pathlib import Path

import pytest

from communique.measure.corpus import CORPUS, load_key
from communique.measure.record import measure
from communique.pages import open_pages
from communique.reading import read_captures
from communique.store import check, open_record
from communique.threads import check as check_threads
from communique.threads import save_page


def test_the_key_of_the_corpus_is_well_formed() -> None:
    key = load_key()
    assert len(key.happening) > 50
    assert len(key.chain) >= 15


@pytest.mark.model
def test_the_corpus_makes_one_sound_record(tmp_path: Path) -> None:
    record = open_record(tmp_path / "corpus.db")
    for page in read_captures(open_pages(CORPUS / "pages")):
        save_page(record, page, "test")
    assert list(check(record)) == []
    assert list(check_threads(record)) == []
    figures = {line.name: line.figure for line in measure(record, load_key())}
    right, total = figures["chains right"].split()[0::2][:2]
    assert int(right) / int(total) >= 0.75
