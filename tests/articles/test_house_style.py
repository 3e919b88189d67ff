"""A paper by its masthead, and an office's text by its capitals."""

from pathlib import Path

import pytest

import communique
from communique.model import Page

pytestmark = pytest.mark.model
BODY = "The foreign ministers of Chad and Niger met in Zinder on Monday and spoke of the wells at Dirkou and of the road north."


def page(folder: Path, *lines: str) -> Page:
    file = folder / "page.txt"
    file.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return communique.read(file)


@pytest.mark.parametrize("masthead", ["Niamey Lantern", "The Niamey Lantern", "LA TORCHE DE NIAMEY"])
def test_a_line_with_a_city_over_a_date_is_a_masthead(tmp_path: Path, masthead: str) -> None:
    read = page(tmp_path, f"{masthead}\nTuesday 4 June 2024", "Wells and a road", BODY)
    assert read.source.publisher == masthead
    assert read.articles[0].headline == "Wells and a road"


def test_a_line_without_a_date_under_it_is_none(tmp_path: Path) -> None:
    assert page(tmp_path, "Niamey Awaits Chad", "Wells and a road", BODY).source.publisher is None


def test_official_prose_writes_the_ministers_with_a_capital(tmp_path: Path) -> None:
    readout = "Minister Issa received the Minister of Water of Chad, Fatime Deby, in Niamey today. The two Ministers discussed the wells."
    assert page(tmp_path, "Meeting on wells", readout).articles[0].kind == "statement"
    report = readout.replace("Ministers discussed", "Ministers, a diplomat said, discussed")
    assert page(tmp_path, "Meeting on wells", report).articles[0].kind == "report"
