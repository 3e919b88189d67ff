"""A headline tells again, with fewer names, what the body tells."""

from pathlib import Path

import pytest

import communique

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Bolivia recalls envoy as row over gas deepens",
            "Bolivia recalled its ambassador to Peru for consultations on Sunday after a row over gas.",
        ),
        (
            "Copper exporter freezes talks with lender over audit dispute",
            "Zambia has suspended negotiations on a loan with the World Bank, its finance minister said on Wednesday.",
        ),
    ],
)
def test_a_headline_that_names_nobody_tells_the_act_of_the_body(tmp_path: Path, headline: str, body: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{headline}\n\n14 September 2026\n\n{body} It was the third such step in a year.\n")
    article = communique.read(page).articles[0]
    (event,) = [e for e in article.events if e.event == "SANCTION"]
    told = [article.text[p.start : p.stop] for p in event.evidence]
    assert any(headline.startswith(words) for words in told)
    assert len(told) == 2


def test_what_is_negotiated_is_not_given() -> None:
    text = "Zambia has suspended negotiations on a $2 billion loan with the World Bank."
    assert "AID" not in {e.event for e in communique.read_text(text).events}
