"""Acts dated by their distance from another."""

from datetime import date

import pytest

import communique

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("The meeting takes place nearly two months after clashes between Chad and Libya.", "ASSAULT", "2025-05"),
        (
            "Peru’s president visited Chile on July 10, two days after Kenya’s attack on Somalia.",
            "ASSAULT",
            "2025-07-08",
        ),
        ("The summit comes three years after Kenya’s attack on Somalia.", "ASSAULT", "2022"),
        ("The envoys met on July 10 after clashes between Chad and Libya.", "ASSAULT", None),
        # nothing tells when the first act was
        ("Ministers met two months after clashes between Chad and Libya.", "ASSAULT", None),
    ],
)
def test_distance_from_another_act(sentence: str, kind: str, value: str | None) -> None:
    events = communique.read_text(sentence, published=date(2025, 7, 15)).events
    assert value in [event.date for event in events if event.event == kind], events
