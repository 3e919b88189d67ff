"""The report on actors: what is found, missed and mistyped on a page with a key of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.measure.actors import measure_actors, table

PAGE = """Chad and Niger reopen the Daboua crossing

N'DJAMENA: Chad and Niger reopened the Daboua crossing on Monday, Chadian Interior Minister Mahamat Oumar Saleh said.

Saleh said the two sides would patrol the road together.
"""


@pytest.mark.model
def test_report_tells_what_is_right_and_what_is_missed(tmp_path: Path) -> None:
    (tmp_path / "crossing.txt").write_text(PAGE, encoding="utf-8")
    actors = [
        {"name": "Chad", "kind": "state", "country": "TCD", "sector": "GOV"},
        {"name": "Mahamat Oumar Saleh", "aliases": ["Saleh"], "kind": "person", "country": "TCD", "sector": "GOV"},
        {"name": "Radio Daboua", "kind": "media", "country": "TCD", "sector": "JRN"},
    ]
    key = {"page": "crossing.txt", "articles": [{"headline": PAGE.splitlines()[0], "actors": actors}]}
    (tmp_path / "crossing.json").write_text(json.dumps(key), encoding="utf-8")
    counts, wrong = measure_actors(tmp_path)
    assert counts["state"]["right"] == 1
    assert counts["person"]["right"] == 1
    assert counts["media"]["missed"] == 1
    assert wrong == ["crossing.txt: missed: Radio Daboua (media, TCD)"]
    assert table(counts).splitlines()[-1].startswith("all")
