"""A headline and the first paragraph tell one blow, though the one names the place and the other what was hit."""

from __future__ import annotations

import pytest

from communique.reading import read_text

pytestmark = pytest.mark.model


def test_a_place_struck_in_the_headline_is_where_the_houses_stood() -> None:
    article = read_text(
        "NIAMEY - Chadian warplanes bombed two houses in Zinder early on Monday, killing 12 people, a hospital said.",
        headline="Chadian jets strike Zinder, Niamey says",
    )
    assert len([e for e in article.events if e.event == "ASSAULT"]) == 1
