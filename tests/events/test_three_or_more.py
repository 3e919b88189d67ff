"""Joint subjects of more than two: "the three presidents", "the Ministers", "they", "their presidents"."""

from __future__ import annotations

from datetime import date

import pytest

import communique
from communique.model import Article

pytestmark = pytest.mark.model


def acts(article: Article, event: str) -> list[set[str]]:
    """Who acts in each event of a type."""
    names = {actor.id: actor.name for actor in article.actors}
    return [{names[i] for i in e.actor} for e in article.events if e.event == event]


def read(text: str) -> Article:
    return communique.read_text(text, published=date(2025, 9, 17))


def test_three_ministers_are_the_states_whose_ministers_met() -> None:
    met = "The foreign ministers of Chile, Peru and Bolivia met in Arica on Monday.\n\n"
    for signed in ("The three ministers signed", "The Ministers signed"):
        article = read(f"{met}{signed} a declaration on the lithium road.")
        assert acts(article, "SUPPORT") == [{"Chile", "Peru", "Bolivia"}], signed


def test_a_president_who_hosts_two_others_signs_with_them() -> None:
    article = read(
        "President Ines Calado hosted the President of Uganda, Peter Okot, and the President of Tanzania, Asha Mrema, in Kigali"
        " today.\n\nThe three Presidents signed a charter on ferries. The Presidents agreed to meet again in May."
    )
    three = {"Ines Calado", "Peter Okot", "Asha Mrema"}
    assert acts(article, "SUPPORT") == [three]
    assert acts(article, "AGREE") == [three]
    agreed = next(c for c in article.commitments if c.kind == "agreement")
    assert three <= {actor.name for actor in article.actors if actor.id in agreed.debtor}


def test_they_are_all_who_met() -> None:
    article = read("The three presidents of Kenya, Uganda and Rwanda met in Nairobi in June. They signed a pact there.")
    assert acts(article, "SUPPORT") == [{"Kenya", "Uganda", "Rwanda"}]


def test_their_presidents_are_those_of_the_subject() -> None:
    article = read(
        "Kenya, Uganda and Rwanda signed a pact on Tuesday, after talks between their presidents in Nairobi."
    )
    assert acts(article, "CONSULT") == [{"Kenya", "Uganda", "Rwanda"}]


def test_the_two_ministers_are_those_who_met_last() -> None:
    article = read(
        "Foreign Minister Pia Lund of Denmark met Foreign Minister Jonas Berg of Norway in Oslo on Monday. On Tuesday she met"
        " Foreign Minister Eva Holm of Sweden in Stockholm.\n\nThe two ministers signed an agreement on ferries."
    )
    assert acts(article, "SUPPORT") == [{"Pia Lund", "Eva Holm"}]


def test_of_two_who_met_she_is_the_one_who_is_not_he() -> None:
    article = read(
        "Deputy Minister Merdan Orazov held talks with his Uzbek colleague, Nilufar Saidova, in Tashkent on Monday.\n\n"
        "Both sides were pleased with the trade in melons. They discussed water. Mr Orazov asked for an end to the tolls.\n\n"
        "She accepted an invitation to Ashgabat in October."
    )
    invited = next(c for c in article.commitments if c.kind == "invitation")
    assert [a.name for a in article.actors if a.id in invited.debtor] == ["Nilufar Saidova"]
    assert {"Nilufar Saidova"} in acts(article, "AGREE")


def test_money_handed_over_goes_to_where_it_was_promised() -> None:
    article = read("Japan on Friday handed over the money it had promised for a clinic in Apia.")
    (given,) = [e for e in article.events if e.event == "AID"]
    assert [a.country for a in article.actors if a.id in given.recipient] == ["WSM"]
