"""When an act took place: the day its own clause gives, however the parse hangs it."""

from datetime import date

import pytest

import communique

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Bolivia on Thursday accused Paraguay of sending drones over a gas field.", "2024-10-03"),
        ("Minister Salas spoke by phone with President Vega on Wednesday evening.", "2024-10-02"),
        ("Canada on Tuesday expelled four Belarusian diplomats.", "2024-10-01"),
    ],
)
def test_the_day_of_an_act(sentence: str, day: str) -> None:
    events = communique.read_text(sentence, published=date(2024, 10, 3)).events
    assert [event.date for event in events] == [day]


def test_a_caption_of_one_meeting_is_no_evidence_for_another() -> None:
    text = (
        "Peru’s Foreign Minister Ana Salas shakes hands with Chilean President Luis Vega.\n\n"
        "LIMA: Peru’s Foreign Minister Ana Salas met Brazilian Foreign Minister Rui Prado on Monday."
    )
    article = communique.read_text(text, published=date(2024, 10, 3))
    names = {actor.id: actor.name for actor in article.actors}
    told = {frozenset(names[i] for i in e.actor): len(e.evidence) for e in article.events if e.event == "CONSULT"}
    assert told[frozenset({"Ana Salas", "Rui Prado"})] == 1
