"""Communiques write those who met with capitals: "The Presidents signed", "The Sides noted"."""

from __future__ import annotations

import pytest

from communique.reading import read_text

pytestmark = pytest.mark.model

MET = "President Lucía Barreto of Uruguay received President Thandeka Moyo of Zimbabwe in Montevideo on Friday.\n\n"


def parties(text: str, event: str) -> set[str]:
    article = read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    return {names[i] for e in article.events if e.event == event for i in (*e.actor, *e.recipient)}


def test_the_presidents_are_the_two_who_met() -> None:
    told = parties(MET + "The Presidents condemned the attack on the convoy.", "ACCUSE")
    assert told == {"Lucía Barreto", "Thandeka Moyo"}


def test_the_sides_are_their_states() -> None:
    assert parties(MET + "The Sides agreed to open direct flights by 2029.", "AGREE") == {"Uruguay", "Zimbabwe"}


def test_a_title_of_two_words_stands_for_its_holders() -> None:
    text = (
        "Prime Minister Grace Okello of Uganda and Prime Minister Nimal Wickramage of Sri Lanka held talks in Kampala.\n\n"
        "The Prime Ministers signed a treaty on extradition."
    )
    assert parties(text, "SUPPORT") == {"Grace Okello", "Nimal Wickramage"}


def test_three_who_met_are_three() -> None:
    text = (
        "Presidents Awa Diatta of Senegal, Binta Camara of Gambia and Luis Tavares of Cape Verde met in Dakar.\n\n"
        "The Presidents condemned the coup."
    )
    assert parties(text, "ACCUSE") >= {"Awa Diatta", "Binta Camara", "Luis Tavares"}


def test_nobody_is_named_by_a_joint_title() -> None:
    names = {actor.name for actor in read_text(MET + "The Presidents signed a pact. The Sides noted progress.").actors}
    assert not names & {"Presidents", "Sides"}
