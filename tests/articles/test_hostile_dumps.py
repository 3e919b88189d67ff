"""Dumps made to hurt: long runs of one thing, in lines and across them. Each is read in seconds."""

from __future__ import annotations

import time

import pytest

from communique.articles import find_articles
from communique.pages import open_page

PROSE = (
    "The two ministers reviewed trade and the border, and settled on Monday that they would meet again in the autumn."
)
N = 12_000
HOSTILE = {
    "short lines": "x\n" * N,
    "names": "Jane Doe\n" * N,
    "headings": "A heading of five words\n\n" * N,
    "questions": "Who goes there now?\n\n" * N,
    "paragraphs": f"{PROSE}\n\n" * (N // 6),
    "headings over paragraphs": f"A heading of five words\n\n{PROSE}\n\n" * (N // 12),
    "datelines": f"Envoys meet in the city\n\nACCRA: {PROSE}\n\n" * (N // 12),
    "speakers": "AB: Yes, we did.\n\n" * N,
    "dates": "3 May 2023\n" * N,
    "bullets": "• a point of order\n" * N,
    "read more": "A title of some words\nA summary of it.\nRead More »\n" * (N // 3),
    "shelves": "Recent\nA title of some words\n" * N,
    "quotation marks": "“" * 2000 + "\n" + "‘" * 2000 + " I\n",
    "brackets": ("(" * 1000 + ")" * 1000 + "\n") * 20,
    "points": ("." * 2000 + "\n") * 50,
    "spaces": ("a" + " " * 2000 + "b\n") * 200,
    "capitals": ("ABC " * 500 + "\n") * 100,
    "capital words before a dash": ("Ab " * 700 + "-\n") * 100,
    "digits": ("12 " * 700 + "\n") * 100,
    "menu": ("a | b » c  d" * 100 + "\n") * 100,
    "one long word": "a" * 2_000_000,
    "one long line": f"{PROSE} " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_dump_is_read_in_seconds(name):
    raw = f"Envoys meet in Accra again\n\n{PROSE}\n\n{HOSTILE[name]}\n\n{PROSE}\n".encode()
    began = time.process_time()
    page = find_articles(open_page(raw))
    assert time.process_time() - began < 10
    assert page.articles
