"""Who is due or expected in a state is most often another's: a page that names no other state gives them none."""

from __future__ import annotations

import pytest

from communique.reading import read_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Edvin Halla is due in Uzbekistan on Thursday for talks on water.",
        "Defence Minister Marta Osei is expected in Zambia next week. She will discuss training.",
        "Trade Minister Lev Arad arrived in Paraguay on Sunday. He will sign a deal.",
        "Foreign Minister Hanne Broch flew to Mongolia on Friday for a two-day visit.",
    ],
)
def test_the_state_one_goes_to_is_not_ones_own(text: str) -> None:
    people = [actor for actor in read_text(text).actors if actor.kind == "person" and actor.named]
    assert people
    assert all(person.country is None for person in people)


def test_who_is_expected_to_act_at_home_stays_at_home() -> None:
    article = read_text("Zambia votes in August. Defence Minister Marta Osei is expected to resign before that.")
    assert [a.country for a in article.actors if a.name == "Marta Osei"] == ["ZMB"]
