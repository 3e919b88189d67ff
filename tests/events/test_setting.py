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


def dates(text: str) -> list[str | None]:
    """The days of the acts of a text of Thursday, 3 October 2024."""
    return [event.date for event in communique.read_text(text, published=date(2024, 10, 3)).events]


def test_a_promise_made_in_a_year_behind_is_of_that_year() -> None:
    assert dates("The African Development Bank pledged $90 million for the bridge in 2022.") == ["2022"]


def test_words_still_to_be_said_have_a_day_ahead() -> None:
    assert dates("Chad said it would summon the Libyan ambassador on Saturday.") == ["2024-10-05"]


def test_a_decade_is_no_date() -> None:
    assert dates("Kuwait lent Lebanon $200 million in the 1960s.") == [None]


def test_people_have_no_day_but_what_they_say_has() -> None:
    text = "“It is a gift,” said Ana Rey, a lawmaker, on Thursday. She urged Chile to publish the terms."
    assert dates(text) == ["2024-10-03"]


def test_a_part_of_the_world_is_a_topic_and_no_place_of_talks() -> None:
    text = "The ministers of Peru and Chile discussed the security situation in Europe."
    assert [event.place for event in communique.read_text(text, published=date(2024, 10, 3)).events] == [None]


def test_two_without_an_article_are_new() -> None:
    text = "Amal Mahgoub met Khalid al-Mansour in Doha. Later the United States imposed sanctions on two commanders."
    article = communique.read_text(text, published=date(2024, 10, 3))
    names = {actor.id: actor.name for actor in article.actors}
    assert [[names[i] for i in e.recipient] for e in article.events if e.event == "SANCTION"] == [["two commanders"]]
