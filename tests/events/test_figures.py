"""Words of force that are borrowed tell no blow; real ones say with what."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def told(text: str) -> list[tuple[str, str | None, str]]:
    """(type, mode, factuality) of every event."""
    article = read_text(text, published=date(2024, 5, 14))
    return [(e.event, next(iter(e.mode), None), e.factuality) for e in article.events]


@pytest.mark.parametrize(
    "text",
    [
        "Shares plunged as investors fought off inflation fears in Japan.",
        "Brazil beat Germany 3-0 in a bruising battle in Lima.",
        "Critics in Chad attacked the budget.",
        "The coach attacked the goalkeeper of Peru in a tournament.",
    ],
)
def test_sport_markets_and_politics_borrow_words_of_force(text: str) -> None:
    assert all(kind != "ASSAULT" for kind, *_ in told(text))


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Chad's jets bombed the depot.", "aerial"),
        ("Chad struck a village with drones.", "drone"),
        ("Chad's army attacked the camp with artillery.", "heavy-weapons"),
    ],
)
def test_a_blow_says_with_what_it_is_struck(text: str, mode: str) -> None:
    assert ("ASSAULT", mode, "actual") in told(text)


def test_people_beaten_are_no_game() -> None:
    assert ("ASSAULT", "beat", "actual") in told("Police beat 30 protesters in Lima.")


def test_who_denies_a_meeting_is_its_other_side() -> None:
    assert told("The foreign ministry of Chad said no meeting with Niger was taking place.") == [
        ("CONSULT", None, "negated")
    ]


def test_a_long_subject_does_not_hide_its_verb() -> None:
    assert ("AGREE", None, "actual") in told("Ethiopia, which has soldiers in the area, offered to mediate.")
