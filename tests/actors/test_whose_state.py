"""Whose state a person, a force or people are of, where what is told around them says it."""

import pytest

from communique import read_text
from communique.model import Article

pytestmark = pytest.mark.model


def countries(article: Article) -> dict[str, str | None]:
    return {actor.name: actor.country for actor in article.actors}


def test_who_has_a_counterpart_of_the_home_state_is_of_another():
    article = read_text(
        "MAPUTO, June 2 - Mozambique recalled its ambassador from Malawi on Monday.\n\n"
        "President Ernest Kaliati, who is due to visit Maputo in July for a summit, spoke by telephone with his Mozambican"
        " counterpart on Sunday."
    )
    assert countries(article)["Ernest Kaliati"] == "MWI"
    phoned = next(event for event in article.events if "phone" in event.mode)
    assert len(phoned.actor) == 2


def test_police_are_of_the_land_that_their_paragraph_opens_with():
    article = read_text(
        "MAPUTO, June 2 - Mozambique recalled its ambassador from Malawi on Monday.\n\n"
        "In Blantyre, some two hundred students marched to the consulate. Police used tear gas to disperse them."
    )
    assert countries(article)["Police"] == "MWI"


def test_an_opposition_urges_its_own_president():
    article = read_text(
        "DAKAR, May 3 - Senegal closed its border with Gambia.\n\n"
        "Gambia's opposition leader Lamin Touray condemned the closure. Last month he had urged President Jallow to expel"
        " an envoy."
    )
    assert countries(article)["Jallow"] == "GMB"


def test_they_are_the_people_of_the_sentence_before_rather_than_two_who_met():
    article = read_text(
        "Chad's foreign minister Idriss Abakar met the EU's envoy Anna Brandt in N'Djamena.\n\n"
        "12:30 Opposition supporters have gathered outside the hotel. They accuse the government of selling the railway."
    )
    accuse = next(event for event in article.events if event.event == "ACCUSE")
    named = {actor.id: actor.name for actor in article.actors}
    assert [named[who] for who in accuse.actor] == ["Opposition supporters"]


def test_two_leaders_are_the_one_named_and_the_counterpart_just_told_of():
    article = read_text(
        "Foreign Minister Carla Mutola of Mozambique told a news conference that the shooting was unacceptable.\n\n"
        "President Ernest Kaliati of Malawi spoke by telephone with his Mozambican counterpart late on Monday. The two leaders"
        " agreed to set up a commission of inquiry."
    )
    agreed = next(event for event in article.events if event.event == "AGREE")
    named = {actor.id: actor.name for actor in article.actors}
    assert {named[who] for who in agreed.actor} == {"Ernest Kaliati", "Mozambican counterpart"}


def test_you_in_a_question_of_an_interview_is_who_answers():
    article = read_text(
        "Marta Olveira, Angola's envoy for the Great Lakes, spoke to the Review in Luanda.\n\n"
        "Q: You met the presidents of Zambia and Malawi last week. What did they promise?\n\n"
        "A: Zambia promised two patrol boats.\n\n"
        "Q: Kenya has criticised your plan.\n\n"
        "A: Kenya asked good questions."
    )
    named = {actor.id: actor.name for actor in article.actors}
    who = {
        event.event: ({named[a] for a in event.actor}, {named[a] for a in event.recipient}) for event in article.events
    }
    assert who["CONSULT"][0] == {"Marta Olveira", "Zambia", "Malawi"}
    assert who["ACCUSE"] == ({"Kenya"}, {"Marta Olveira"})
