"""Whom pronouns, titles and joined nouns mean as parties of an act."""

from __future__ import annotations

import pytest

import communique

pytestmark = pytest.mark.model


def last_act(text: str) -> tuple[str, set[str], set[str]]:
    """Type, names of actors and of recipients of the last event."""
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    e = article.events[-1]
    return e.event, {names[a] for a in e.actor}, {names[a] for a in e.recipient}


def test_the_minister_is_who_did_something_last() -> None:
    text = (
        "Peru's foreign minister, Ana Rey, opened the session. Chile recalled its trade minister, Paula Soto.\n\n"
        "The minister was polite. She thanked Brazil."
    )
    assert last_act(text) == ("SUPPORT", {"Ana Rey"}, {"Brazil"})


def test_she_who_is_asked_about_an_envoy_is_not_the_envoy() -> None:
    text = (
        "Peru's foreign minister, Ana Rey, opened the session. Asked about the Bolivian consul, she said it was a "
        'mistake. "My uncle lied. I apologise to Bolivia for that," she told reporters.'
    )
    assert last_act(text) == ("CONCEDE", {"Ana Rey"}, {"Bolivia"})


@pytest.mark.parametrize("met", ["met the Kyrgyz leader on Monday", "spoke by telephone with the Kyrgyz leader"])
def test_who_is_met_and_thanked_is_not_who_thanks(met: str) -> None:
    assert last_act(f"Daulet Serikov {met} and congratulated him on the accord.")[2] == {"Kyrgyz leader"}


def test_a_given_name_tells_he_from_she() -> None:
    text = "Ana Rey of Peru spoke first. It was opened by President Hugo Choque of Bolivia. She thanked Brazil."
    assert last_act(text)[1] == {"Ana Rey"}


@pytest.mark.parametrize("words", ["Government and people of Fiji", "people and Government of Fiji"])
def test_a_government_and_its_people_are_the_state(words: str) -> None:
    assert last_act(f"Peru thanked the {words} for their hospitality.") == ("SUPPORT", {"Peru"}, {"Fiji"})


def test_who_says_and_has_rejected_goes_on_as_subject() -> None:
    text = "Dushanbe says that Kyrgyz forces fired first and has rejected calls for an inquiry."
    assert last_act(text)[:2] == ("REJECT", {"Tajikistan"})


def test_a_visit_of_ones_own_minister_is_refused_to_the_host() -> None:
    text = "Chile broke off talks with Bolivia. Santiago cancelled a visit by its interior minister, Paulina Rey."
    assert last_act(text) == ("REJECT", {"Chile"}, {"Bolivia"})


def test_a_denial_of_what_a_paper_reports_answers_the_paper() -> None:
    text = "Peru's minister, Ana Rey, denied reports in the Argentine press that police had beaten students."
    assert last_act(text) == ("REJECT", {"Ana Rey"}, {"Argentine press"})


def test_a_delegation_goes_for_whoever_sent_it() -> None:
    text = "A delegation from the International Monetary Fund arrived in Bolivia on Tuesday."
    assert last_act(text) == ("CONSULT", {"International Monetary Fund"}, {"Bolivia"})


@pytest.mark.parametrize("text", ["Tbilisi hit back at once.", "Ana Rey took over from Juan Soto last week."])
def test_answering_back_and_succeeding_are_no_acts_of_force(text: str) -> None:
    assert not {"ASSAULT", "COERCE"} & {event.event for event in communique.read_text(text).events}
