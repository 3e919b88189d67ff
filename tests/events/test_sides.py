"""On whose side somebody acts, and who the other side is where the clause does not say."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text
from communique.events.merging import REACH
from communique.events.sides import side_of
from communique.model import Actor, Office


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    """(type, actors, recipients) of every event, parties by their names."""
    article = read_text(text, published=date(2024, 5, 14))
    names = {actor.id: actor.name for actor in article.actors}
    return [(e.event, [names[i] for i in e.actor], [names[i] for i in e.recipient]) for e in article.events]


def actor(name: str, kind: str, country: str | None, sector: str | None, of: str | None = None) -> Actor:
    offices = (Office(title="envoy", of=of, former=False, start=0, stop=1),) if of else ()
    return Actor(id=name, name=name, kind=kind, country=country, sector=sector, offices=offices)  # type: ignore[arg-type]


def test_rebels_are_not_on_the_side_of_their_country() -> None:
    rebels, state = actor("Red Front", "armed group", "TCD", "REB"), actor("Chad", "state", "TCD", "GOV")
    assert side_of(rebels) != side_of(state) == side_of(actor("Idriss Moro", "person", "TCD", "GOV"))


def test_two_international_bodies_are_two_sides() -> None:
    one, two = (
        actor("Nordic Council", "intergovernmental", "IGO", None),
        actor("Arab League", "intergovernmental", "IGO", None),
    )
    assert side_of(one) != side_of(two)
    assert side_of(actor("Lena Falk", "person", "IGO", "GOV", of="Nordic Council")) == side_of(one)


@pytest.mark.model
def test_a_promise_after_a_truce_is_made_to_the_other_side() -> None:
    found = told(
        "Chad and the Red Liberation Front agreed on a ceasefire on Monday. The Front promised to hand in its mines."
    )
    assert found[-1][1:] == (["Red Liberation Front"], ["Chad"])


@pytest.mark.model
def test_i_in_a_quotation_is_the_speaker() -> None:
    found = told('"I thanked Oman for the ferry," Estonia\'s foreign minister Kadri Tamm said.')
    assert ("SUPPORT", ["Kadri Tamm"], ["Oman"]) in found


@pytest.mark.model
def test_two_navies_are_their_states() -> None:
    found = told("Peru and Chile agreed on a code on Monday. The two navies held a joint exercise in June.")
    assert any(kind == "COOPERATE" and set(actors) == {"Peru", "Chile"} for kind, actors, _ in found)


@pytest.mark.model
def test_his_host_is_whom_he_met() -> None:
    found = told(
        "Kenya's foreign minister Amos Wanjala met Foreign Minister Nils Aho of Finland on Monday. "
        "Wanjala invited his host to Nairobi."
    )
    assert ("AGREE", ["Amos Wanjala"], ["Nils Aho"]) in found


@pytest.mark.model
def test_the_past_after_a_present_clause_goes_on_with_the_speaker() -> None:
    found = told("The minister of Oman, Said Harthy, stressed that Iran is a friend, and expressed gratitude to Iran.")
    assert ("SUPPORT", ["Said Harthy"], ["Iran"]) in found


@pytest.mark.model
def test_a_long_page_is_merged_in_bounded_steps() -> None:
    text = " ".join(f"Chad accused Niger of raid {n}." for n in range(REACH + 20))
    assert len(told(text)) <= REACH + 20
