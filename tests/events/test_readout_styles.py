"""Readouts call people by words of respect and long titles; two sides outside a paragraph are those the page is about."""

from __future__ import annotations

import pytest

import communique

pytestmark = pytest.mark.model


def acts(text: str) -> list[tuple[str, set[str], set[str]]]:
    """Type, names of actors and of recipients of each event."""
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    return [(e.event, {names[a] for a in e.actor}, {names[a] for a in e.recipient}) for e in article.events]


def test_his_excellency_the_minister_is_the_minister() -> None:
    text = (
        "His Excellency the Minister of Trade, Dr. Omar bin Said Al Balushi, received Her Excellency Salma Haddad, "
        "the ambassador of Jordan. Her Excellency thanked Oman."
    )
    assert acts(text) == [
        ("CONSULT", {"Omar bin Said Al Balushi", "Salma Haddad"}, set()),
        ("SUPPORT", {"Salma Haddad"}, {"Oman"}),
    ]


def test_the_word_of_respect_tells_who_is_she() -> None:
    article = communique.read_text(
        "His Majesty King Tupou met Ana Rey. Her Excellency Ana Rey smiled. She thanked Tonga."
    )
    assert "Excellency" not in {actor.name for actor in article.actors}


def test_whom_an_envoy_is_sent_to_does_not_hide_the_name() -> None:
    text = "Omar Haddad met the Ambassador of Peru to the State of Kuwait, Ms. Ana Rojas, and the Ambassador of Chile."
    kind, actors, _ = acts(text)[0]
    assert kind == "CONSULT"
    assert {"Omar Haddad", "Ana Rojas"} <= actors


def test_who_calls_stands_after_from() -> None:
    text = "Omar Haddad received a telephone call from the Minister of Trade of the Republic of Peru, Ms. Ana Rojas."
    assert acts(text) == [("CONSULT", {"Omar Haddad", "Ana Rojas"}, set())]


QUARREL = (
    "Chad recalled its envoy from Niger. Niger accused Chad of theft. Chad and Niger share a lake. "
    "Mali's minister flew to Togo on Friday.\n\n"
)


@pytest.mark.parametrize("whom", ["both neighbours", "both sides", "the two governments", "the warring sides"])
def test_a_third_asks_the_two_whom_the_page_is_about(whom: str) -> None:
    assert acts(QUARREL + f"Japan urged {whom} to talk.")[-1] == ("REQUEST", {"Japan"}, {"Chad", "Niger"})


def test_who_calls_on_all_parties_is_none_of_them() -> None:
    text = "Oman spoke with Iran by telephone. Oman called upon all parties to show restraint."
    assert acts(text)[-1] == ("REQUEST", {"Oman"}, {"all parties"})


def test_the_two_sides_are_those_whose_ties_they_review() -> None:
    text = "The two sides reviewed ties between the State of Qatar and the Kingdom of Norway."
    assert acts(text) == [("CONSULT", {"Qatar", "Norway"}, set())]


def test_a_newly_appointed_ambassador_is_no_tie_opened() -> None:
    text = "Norway's minister, Ana Berg, also received the newly appointed Ambassador of Japan, Kenji Hoshino."
    assert [kind for kind, _, _ in acts(text)] == ["CONSULT"]


def test_the_place_of_a_dated_line_receives_nobody() -> None:
    text = (
        "Amman, 12 May 2025 (Petra) -- His Excellency the Minister of Trade, Dr. Hazem Qudsi, received a telephone call "
        "from the Minister of Trade of Oman, Turki Said Al Balushi."
    )
    assert acts(text) == [("CONSULT", {"Hazem Qudsi", "Turki Said Al Balushi"}, set())]
