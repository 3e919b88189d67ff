"""Where an act took place, by its own clause, and by whom it is told, where the page does not say it itself."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Rebels bombed a pipeline in Arauca on Monday.", "ASSAULT", "Arauca"),
        ("Protesters marched on the Chilean embassy in Lima to demand a break with Chile.", "PROTEST", "Lima"),
        ("The envoys of Peru and Chile will review their trade in Geneva in January.", "CONSULT", "Geneva"),
        ("Chilean and Peruvian troops shelled each other around Antofagasta overnight.", "ASSAULT", "Antofagasta"),
        ("Peru's minister will visit Antofagasta in June.", "CONSULT", "Antofagasta"),
        ("Peru's minister expressed gratitude to Santiago for the masks. Chile said nothing.", "SUPPORT", None),
        ("Peru lent two million dollars to Santiago. Chile said nothing.", "AID", None),
        ("Chile accused Peru of fighting alongside rebels in Arauca.", "ACCUSE", None),
    ],
)
def test_a_place_is_that_of_the_act_and_not_of_what_it_is_about(text: str, kind: str, place: str | None) -> None:
    article = read_text(text, published=date(2024, 5, 14))
    assert [e.place for e in article.events if e.event == kind] == [place]


def test_a_charge_that_is_denied_is_not_told_by_who_denies_it() -> None:
    text = (
        "Peru's minister, Ana Quispe, accused Chile of arming rebels, a charge Soto denied. Juan Soto is Chile's envoy."
    )
    article = read_text(text, published=date(2024, 5, 14))
    assert [e.attributed_to for e in article.events if e.event == "ACCUSE"] == [None]
    assert not article.statements


def test_a_clause_set_off_with_which_is_the_pages_own() -> None:
    text = "Peru's minister said the talks with Chile, which expelled her envoy in 2017, had failed."
    article = read_text(text, published=date(2024, 5, 14))
    assert [e.attributed_to for e in article.events if e.event == "SANCTION"] == [None]
