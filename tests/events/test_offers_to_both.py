"""Who offers to stand between two offers it to both; an inquiry is into what its clause says, and into no other side."""

from __future__ import annotations

import pytest

import communique

pytestmark = pytest.mark.model


def towards(text: str, kind: str) -> list[tuple[set[str], set[str]]]:
    """Names of actors and recipients of each event of one type."""
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    found = (event for event in article.events if event.event == kind)
    return [({names[a] for a in e.actor}, {names[a] for a in e.recipient}) for e in found]


QUARREL = (
    "Peru accused Bolivia on Monday of moving the border stones. Bolivia expelled the Peruvian consul on Tuesday. "
)


@pytest.mark.parametrize(
    "offer",
    [
        "Uruguay has offered its good offices.",
        "Uruguay offered its mediation.",
        "Uruguay has offered to open a telephone line between the two armies.",
        "Uruguay offered to mediate.",
        "Uruguay has offered to carry letters between the two governments.",
    ],
)
def test_an_offer_to_stand_between_two_is_made_to_both(offer: str) -> None:
    assert towards(QUARREL + offer, "AGREE") == [({"Uruguay"}, {"Peru", "Bolivia"})]


def test_who_offers_a_road_between_the_two_is_one_of_them() -> None:
    text = "Chad accused Niger on Monday of theft. Niger offered on Tuesday to build a road between the two capitals."
    assert towards(text, "AGREE") == [({"Niger"}, {"Chad"})]


def test_an_inquiry_into_a_fund_is_towards_no_state() -> None:
    text = QUARREL + "The auditor general of Peru opened an inquiry into the border fund in May."
    assert [recipient for _, recipient in towards(text, "ACCUSE")][-1] == set()
