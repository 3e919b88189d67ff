"""Who plays which part where the clause says it in a roundabout way."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def told(text: str) -> list[tuple[str, set[str], set[str]]]:
    """(type, actors, recipients) of every event, parties by their names."""
    article = read_text(text, published=date(2024, 5, 14))
    names = {actor.id: actor.name for actor in article.actors}
    return [(e.event, {names[i] for i in e.actor}, {names[i] for i in e.recipient}) for e in article.events]


@pytest.mark.parametrize(
    "text",
    [
        "The navies of Hungary and Romania held a joint exercise in June.",
        "Delegations from Hungary and Romania resumed talks in Sibiu on Monday.",
    ],
)
def test_a_plural_of_two_states_is_both(text: str) -> None:
    assert any(actors == {"Hungary", "Romania"} for _, actors, _ in told(text))


def test_a_city_visited_stands_for_its_state() -> None:
    assert ("CONSULT", {"Kenya"}, {"China"}) in told("Kenya's delegation visited Beijing in March.")


def test_who_weighs_a_request_was_asked() -> None:
    assert ("REQUEST", {"Iran"}, {"Oman"}) in told("Oman is considering a request from Iran.")


def test_who_offers_to_mediate_offers_it_to_both() -> None:
    found = told("Chad and Niger held talks on Monday. Togo has offered to mediate.")
    assert ("AGREE", {"Togo"}, {"Chad", "Niger"}) in found


def test_expelling_an_envoy_is_done_to_the_sender() -> None:
    assert ("SANCTION", {"Chad"}, {"Niger"}) in told("Chad expelled Niger's consul.")


def test_freed_miners_are_not_asked_for_their_freedom() -> None:
    found = told("Togo demanded the release of 40 miners from Chad.")
    assert all(recipients <= {"Chad"} for kind, _, recipients in found if kind == "REQUEST")


def test_people_arrested_without_a_name_are_not_the_other_state() -> None:
    found = told("Chad accused Niger of spying. The four were arrested by Chadian police.")
    assert all("Niger" not in recipients for kind, _, recipients in found if kind == "COERCE")


def test_nobody_supports_their_own_state() -> None:
    found = told("Chad's minister Idriss Moro reaffirmed Chad's full support for the plan of Niger.")
    assert all("Chad" not in recipients for _, _, recipients in found)


def test_whose_government_is_the_state_of_whom() -> None:
    found = told("Chad's president Idriss Moro, whose government expelled Niger's consul, met the king of Tonga.")
    assert ("SANCTION", {"Chad"}, {"Niger"}) in found


def test_under_whose_mediation_they_met() -> None:
    article = read_text(
        "Qatar has a port. Chad and Niger held talks in Doha under Qatari mediation.", published=date(2024, 5, 14)
    )
    names = {actor.id: actor.name for actor in article.actors}
    assert any("Qatar" in [names[i] for i in e.mediator] for e in article.events)


def test_the_fuller_telling_names_the_parties() -> None:
    found = told("Togo's president Kofi Adjei held talks. Kofi Adjei held talks with Chad on Monday.")
    assert [actors for kind, actors, _ in found if kind == "CONSULT"] == [{"Kofi Adjei", "Chad"}]


def test_she_after_a_quotation_is_who_was_quoted() -> None:
    found = told('"We shall wait," Minister Lena Falk of Sweden told reporters. She called on Chad to free the crew.')
    assert ("REQUEST", {"Lena Falk"}, {"Chad"}) in found


def test_a_joint_committee_is_the_two_who_have_it() -> None:
    found = told("Chad and Niger agreed to set up a joint committee on Monday. The joint committee will meet in July.")
    assert ("CONSULT", {"Chad", "Niger"}, set()) in found


def test_talks_before_a_deal_are_of_those_who_made_it() -> None:
    found = told("Chad and Niger agreed on a truce after three weeks of talks in Doha.")
    assert any(kind == "CONSULT" and actors == {"Chad", "Niger"} for kind, actors, _ in found)


def test_what_is_denied_stands_in_the_evidence() -> None:
    article = read_text("Chad denied that its ships had left the port of Niger.", published=date(2024, 5, 14))
    assert [e.evidence[0].text for e in article.events if e.event == "REJECT"] == [
        "Chad denied that its ships had left the port of Niger"
    ]


def test_a_day_before_the_subject_is_its_verbs() -> None:
    article = read_text("On Sunday Kofi Adjei of Togo flew to Niamey.", published=date(2024, 5, 14))
    assert [e.date for e in article.events] == ["2024-05-12"]
