"""Whom refusals and denials answer, and whose act stands after a verb of praise or blame."""

from datetime import date

import pytest

from communique.model import Event
from communique.reading import read, read_text

pytestmark = pytest.mark.model

DAY = date(2024, 3, 12)


def told(text: str, type: str) -> list[tuple[list[str], list[str]]]:
    """Actors and recipients of the events of one type, by name."""
    article = read_text(text, DAY)
    names = {actor.id: actor.name for actor in article.actors}

    def of(event: Event) -> tuple[list[str], list[str]]:
        return [names[i] for i in event.actor], [names[i] for i in event.recipient]

    return [of(event) for event in article.events if event.event == type]


def test_a_demand_that_a_party_rejected_was_made_by_who_is_told_before_it() -> None:
    text = (
        "Relations between Gabon and Equatorial Guinea soured in May. The African Union called on Malabo to dismiss "
        "the general, a demand that the ruling party rejected."
    )
    assert told(text, "REJECT") == [(["ruling party"], ["African Union"])]


def test_a_claim_that_somebody_denies_is_that_of_its_speaker() -> None:
    text = "Finance Minister Jean Ondo maintains that the tape was forged, a claim that the broadcaster, Radio Delta, denies."
    assert [recipient for _, recipient in told(text, "REJECT")] == [["Jean Ondo"]]


def test_a_denial_answers_what_a_newspaper_has_just_reported() -> None:
    text = (
        "Togo and Gabon held secret talks in Rome, the daily Le Phare reported on Monday. "
        "Gabon's Foreign Ministry denied that it had sent anybody."
    )
    assert [recipient for _, recipient in told(text, "REJECT")] == [["Le Phare"]]


def test_a_ministry_may_deny_what_a_former_officer_of_its_own_country_says() -> None:
    text = (
        "General Pedro Luna, a former army commander of Peru, told Radio Sol that the jets had been grounded since May. "
        "Peru's Defence Ministry denied this."
    )
    assert [recipient for _, recipient in told(text, "REJECT")] == [["Pedro Luna"]]


def test_the_accusation_is_a_charge_and_not_the_protest_made_after_it() -> None:
    text = (
        "President Livia Ursu of Moldova accused Moscow of playing with fire. Foreign Minister Andrei Tutunaru summoned "
        "Russia's ambassador, Oleg Vasnetsov, and demanded an explanation. "
        "Kremlin spokesman Anton Sergeyev rejected the accusation."
    )
    assert told(text, "REJECT") == [(["Anton Sergeyev"], ["Livia Ursu"])]


def test_who_declines_in_a_clause_of_the_invitation_answers_who_invited() -> None:
    text = "The commission invited Samoa's fisheries minister, who declined on account of a vote at home."
    assert told(text, "REJECT") == [(["Samoa's fisheries minister"], ["commission"])]


def test_whose_engineers_are_kept_out_is_refused() -> None:
    assert told("Lima refused to let Chilean divers examine the wreck.", "REJECT") == [(["Peru"], ["Chile"])]


def test_a_company_that_denies_what_nobody_said_answers_nobody() -> None:
    text = (
        "South Korea and Mongolia quarrelled over the lease. South Korea accused Mongolia of delay. "
        "The company, Hanbit Mining, denied having asked for a postponement."
    )
    assert [recipient for _, recipient in told(text, "REJECT")] == [[]]


def test_what_somebody_is_praised_or_sentenced_for_is_their_own_act() -> None:
    praised = "President Omar Didi of the Maldives praised Bangladesh for sheltering the refugees from Myanmar."
    assert [actor for actor, _ in told(praised, "AID")] == [["Bangladesh"]]
    thanked = "Venezuelan President Luis Paz thanked Mexico for hosting the talks with Colombia."
    assert ["Luis Paz"] not in [actor[:1] for actor, _ in told(thanked, "CONSULT")]


def test_the_body_a_seat_is_sought_in_is_no_party() -> None:
    assert told("Peru asked for support for its bid for a seat on the Human Rights Council.", "REQUEST") == [
        (["Peru"], [])
    ]


def test_where_something_is_denounced_is_not_whom_it_is_laid_to() -> None:
    text = "Caracas denounced the verdict at the Security Council as the fruit of a deal."
    assert told(text, "ACCUSE") == [(["Venezuela"], [])]


def test_prisoners_whose_release_is_called_for_are_not_asked() -> None:
    assert told("Mali called for the release of political prisoners.", "REQUEST") == [(["Mali"], [])]


def test_the_deal_that_is_welcomed_is_that_of_its_two_makers() -> None:
    text = "Peru and Chile signed a gas deal. Chile thanked Peru. The Andean Community welcomed the deal."
    assert (["Andean Community"], ["Peru", "Chile"]) in told(text, "SUPPORT")


def test_who_backs_a_proposal_backs_who_made_it() -> None:
    text = (
        "Czech Foreign Minister Jan Havel asked the European Union to list two Belarusian generals. "
        "Lithuania supported the proposal."
    )
    assert told(text, "SUPPORT") == [(["Lithuania"], ["Jan Havel"])]


def test_extradition_is_asked_of_the_state_whose_capital_is_named() -> None:
    assert told("Minsk has twice requested her extradition from Vilnius.", "REQUEST") == [(["Belarus"], ["Lithuania"])]


def test_signers_told_by_office_and_name_are_both_parties() -> None:
    text = (
        "The accord was signed by Bangladesh's welfare minister, Anwar Kabir, and the Maldivian economy minister, "
        "Ahmed Shafeeq, in Malé."
    )
    assert told(text, "SUPPORT") == [(["Anwar Kabir", "Ahmed Shafeeq"], [])]


def test_a_body_that_hears_a_complaint_is_not_whom_it_is_about() -> None:
    text = (
        "Kenya accused Somalia of theft. Somalia accused Kenya of a raid. Kenya blamed Somalia for the dead. "
        "Somalia lodged a complaint with the African Union."
    )
    assert told(text, "ACCUSE")[-1] == (["Somalia"], ["Kenya"])


def test_a_city_before_a_summit_is_where_it_was() -> None:
    assert ([], []) not in told("The leaders of Brazil and Kenya met at the Johannesburg summit.", "CONSULT")
    found = told("The leaders of Brazil and Kenya met at the Johannesburg summit.", "CONSULT")
    assert all("Johannesburg" not in actor for actor, _ in found)


def test_a_visiting_minister_takes_part_in_the_talks() -> None:
    text = "Kenyan President Wycliffe Omondi held talks with visiting Chinese Foreign Minister Li Qiang in Nairobi."
    assert told(text, "CONSULT") == [(["Wycliffe Omondi", "Li Qiang"], [])]


def test_an_unnamed_spokesman_acts_for_whom_he_speaks() -> None:
    assert told("A spokesman for the Taliban accused Pakistan of bombing a village.", "ACCUSE") == [
        (["Taliban"], ["Pakistan"])
    ]


def test_they_in_a_clause_of_time_are_the_two_just_named() -> None:
    text = (
        "Peru's foreign minister, Ana Rey, and Juan Soto of Chile met in Lima on Monday. The previous contact between "
        "the two ministers took place in May 2023, when they met on the margins of a summit in Quito."
    )
    assert told(text, "CONSULT")[-1] == (["Ana Rey", "Juan Soto"], [])


def test_a_bloc_walked_out_of_is_on_the_receiving_end() -> None:
    assert told("Mali walked out of the African Union in January.", "SANCTION") == [(["Mali"], ["African Union"])]


def test_the_two_countries_of_a_new_paragraph_are_those_of_the_headline() -> None:
    page = """Kenya, Somalia trade blame after border raid

NAIROBI, 21 April 2024 - Kenya accused Somalia of hiding raiders on Saturday. Somalia denied it.

Ethiopia's foreign minister, Tirunesh Bekele, met Kenya's interior minister, Josphat Kiplagat, on Sunday.

The two countries restored ties in 2021 after a quarrel over the sea.
"""
    article = read(page.encode()).articles[0]
    names = {actor.id: actor.name for actor in article.actors}
    restored = [e for e in article.events if e.date == "2021"]
    assert {names[i] for e in restored for i in e.actor} == {"Kenya", "Somalia"}


def test_who_offered_to_mediate_is_none_of_the_two_governments() -> None:
    text = (
        "Ecuador accused Paraguay of selling passports. Chile's president, Ana Luz, offered to mediate. "
        "Ecuador thanked Chile for the offer. The Organization of American States urged both governments to talk."
    )
    assert told(text, "REQUEST") == [(["Organization of American States"], ["Ecuador", "Paraguay"])]


def test_two_holders_of_office_before_a_verb_are_two() -> None:
    text = (
        "Serbian President Ivan Petrov and Kosovo Prime Minister Agim Hoxha met in Brussels. "
        "Hoxha accused his guest of bad faith."
    )
    assert told(text, "CONSULT") == [(["Ivan Petrov", "Agim Hoxha"], [])]
    assert told(text, "ACCUSE") == [(["Agim Hoxha"], ["Ivan Petrov"])]


def test_three_countries_listed_after_their_number_all_take_part() -> None:
    text = (
        "Ghana praised Togo's president, Komlan Mensah, who last month met the rulers of all three countries, "
        "Mali, Niger and Burkina Faso, in Bamako."
    )
    assert told(text, "CONSULT") == [(["Komlan Mensah", "Mali", "Niger", "Burkina Faso"], [])]


def test_police_do_not_detain_themselves() -> None:
    text = "Israeli settlers attacked a Palestinian village on Sunday. Israeli police detained two of them."
    assert told(text, "COERCE") == [(["Israeli police"], ["Israeli settlers"])]


def test_a_deed_is_that_of_who_did_it_and_not_what_it_was_done_to() -> None:
    text = "Peru condemned the hijacking of a tanker by the Tuareg rebels in the Sahara."
    assert [recipient for _, recipient in told(text, "ACCUSE")] == [["Tuareg rebels"]]


def test_what_both_sides_condemn_is_done_to_neither() -> None:
    text = "India and Nepal held talks on Monday. Both sides condemned piracy in all its forms."
    assert [recipient for _, recipient in told(text, "ACCUSE")] == [[]]


def test_a_person_whose_extradition_is_requested_is_not_asked() -> None:
    text = "Malawi accused Zambia of hiding General Patrick Banda. Malawi requested his extradition in 2022."
    assert all("Patrick Banda" not in recipient for _, recipient in told(text, "REQUEST"))


def test_another_guest_of_a_meeting_told_before_is_no_second_meeting() -> None:
    text = (
        "Peru's foreign minister, Ana Rey, received Chile's ambassador, Juan Soto, on Monday. "
        "The meeting was attended by the head of protocol, Luis Vega."
    )
    assert told(text, "CONSULT") == [(["Ana Rey", "Juan Soto"], [])]


def test_a_word_that_refuses_only_with_not_hides_no_talks() -> None:
    assert told("Peru and Chile renewed negotiations on Monday.", "CONSULT") == [(["Peru", "Chile"], [])]


def test_such_concerns_are_those_just_voiced() -> None:
    told = "Two officials said Japan would withdraw. India has voiced concern about the port. Samoa rejected such concerns."
    article = read_text(told)
    names = {a.id: a.name for a in article.actors}
    (answer,) = (e for e in article.events if e.event == "REJECT")
    assert ([names[i] for i in answer.actor], [names[i] for i in answer.recipient]) == (["Samoa"], ["India"])
