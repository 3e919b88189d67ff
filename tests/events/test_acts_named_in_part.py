"""Acts whose verb or whose parties a sentence gives only in part: lists, "the two", "them", titles in a row."""

from __future__ import annotations

from datetime import date

import pytest

import communique

pytestmark = pytest.mark.model


def acts(text: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    article = communique.read_text(text, published=date(2025, 6, 20))
    names = {actor.id: actor.name for actor in article.actors}
    return {
        (
            event.event,
            tuple(names[i] for i in event.actor),
            tuple(names[i] for i in event.recipient),
            event.factuality,
        )
        for event in article.events
    }


def test_every_member_of_a_list_that_gives_its_verb_once_acts() -> None:
    found = acts("Turkey sent tents, Qatar blankets and Egypt two field hospitals to Libya.")
    assert {act[1] for act in found} == {("Turkey",), ("Qatar",), ("Egypt",)}
    assert {act[2] for act in found} == {("Libya",)}


def test_a_list_with_numbers_for_diplomats_names_expellers_not_the_expelled() -> None:
    found = acts("Turkey expelled two diplomats, Greece three and Cyprus one.")
    assert {(act[0], act[1], act[2]) for act in found} == {
        ("SANCTION", (state,), ()) for state in ("Turkey", "Greece", "Cyprus")
    }


def test_a_ship_with_a_number_in_its_name_is_no_member_of_a_list() -> None:
    found = acts("The minister summoned the Korean ambassador over a longliner, the Dong Hae 7, that was caught.")
    assert [act[1] for act in found] == [("minister",)]


def test_a_time_after_a_second_state_makes_no_list() -> None:
    assert len(acts("Poland sent 40 soldiers to Mali, Niger a week later.")) == 1


@pytest.mark.parametrize("who", ["The two", "They"])
def test_a_pronoun_takes_up_the_two_who_met(who: str) -> None:
    text = f"President Moradi met Prime Minister Durrani in Quetta. {who} agreed to set up a commission."
    assert ("AGREE", ("Moradi", "Durrani"), (), "actual") in acts(text)


def test_what_is_taken_from_the_text_before_is_said_in_the_rule() -> None:
    article = communique.read_text(
        "President Moradi met Prime Minister Durrani. The two agreed to set up a commission."
    )
    assert [event.rule for event in article.events] == ["event-meet.meet:verb", "event-agree:verb+context"]


def test_their_presidents_are_of_the_two_states_before() -> None:
    text = "The presidents of Honduras and El Salvador quarrelled. Their presidents will meet in October."
    assert ("CONSULT", ("Honduras", "El Salvador"), (), "planned") in acts(text)


def test_students_who_marched_and_demanded_are_not_two_states() -> None:
    text = "Several hundred students marched in Lima. They demanded that President Rocha resign."
    assert ("REQUEST", ("Several hundred students",), ("Rocha",), "actual") in acts(text)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Twelve people died in a raid by Sudanese troops on Adre on Sunday.", "Twelve people"),
        ("The strike in Khost killed nine people.", "nine people"),
    ],
)
def test_those_who_died_in_a_blow_are_whom_it_was_done_to(text: str, victims: str) -> None:
    assert [act[2] for act in acts(text)] == [(victims,)]


def test_killing_and_the_strike_that_killed_are_one_act() -> None:
    assert len(acts("At least 40 people were killed in an air strike on a market in El Fasher on Wednesday.")) == 1


def test_the_capital_that_envoys_must_leave_names_who_expels_them() -> None:
    found = acts("Three Pakistani diplomats were expelled from Tehran last year.")
    assert found == {("SANCTION", ("Iran",), ("Three Pakistani diplomats",), "actual")}


def test_a_demand_after_thanks_is_made_to_those_thanked() -> None:
    found = acts("A delegation of former premiers met the Malian council on Monday and pressed it to set a date.")
    assert any(act[0] == "REQUEST" and act[2] == ("Malian council",) for act in found)


def test_it_at_the_head_of_a_sentence_goes_on_with_its_subject() -> None:
    found = acts("Malta sent back a tanker in May. It turned down a request for the crew.")
    assert any(act[0] == "REJECT" and act[1] == ("Malta",) for act in found)


def test_a_call_is_made_to_somebody() -> None:
    found = acts("The Norwegian minister Anna Berg expressed solidarity in a telephone call to President Petro Bondar.")
    assert ("CONSULT", ("Anna Berg", "Petro Bondar"), (), "actual") in found


def test_officials_due_to_meet_are_those_of_their_states() -> None:
    text = "With officials of Chad and Niger due to meet in Niamey on June 30, shops in the town have shut."
    assert ("CONSULT", ("Chad", "Niger"), (), "planned") in acts(text)


def test_the_last_of_a_row_of_titles_pays_the_visit() -> None:
    text = (
        "At the invitation of His Excellency Omar al-Said, Minister of Foreign Affairs of Oman, the Minister of Foreign "
        "Affairs of the Republic of Kenya, the Honourable Grace Achieng, paid an official visit to Muscat."
    )
    assert ("CONSULT", ("Grace Achieng",), ("Oman",), "actual") in acts(text)


def test_talks_somebody_brokered_are_between_those_who_agreed_after_them() -> None:
    text = "Peru and Chile agreed to pull back guns from their border after two days of talks brokered by Brazil."
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    talks = next(event for event in article.events if event.event == "CONSULT")
    assert [names[i] for i in talks.actor] == ["Peru", "Chile"]
    assert [names[i] for i in talks.mediator] == ["Brazil"]


def test_whom_a_blow_befell_is_not_condemned_for_it() -> None:
    found = acts("Peru condemned the raid on a Chilean village.")
    assert ("ACCUSE", ("Peru",), (), "actual") in found


def test_sights_are_not_visited_like_hosts() -> None:
    assert not acts("Prime Minister Durrani visited the wounded at a hospital in Quetta.")


def test_the_place_of_talks_is_no_party_to_leaving_them() -> None:
    assert all(
        "Switzerland" not in act[2] for act in acts("In July General Yassir Omer walked out of talks in Geneva.")
    )


def test_what_is_handed_to_an_envoy_is_found_where_it_is_parsed_as_the_envoy() -> None:
    found = acts("Pakistan's foreign office handed Iran's ambassador a protest note.")
    assert ("ACCUSE", ("Pakistan",), ("Iran's ambassador",), "actual") in found


def test_presidents_of_five_republics_are_not_the_two_told_before() -> None:
    text = (
        "The foreign ministers of Chad and Niger met on Monday. The presidents of the five republics will gather soon."
    )
    assert sum(act[1] == ("Chad", "Niger") for act in acts(text)) == 1


def test_who_visits_for_talks_takes_part_in_them_and_not_who_announces_it() -> None:
    text = (
        "Prime Minister Dawit Alemayehu of Ethiopia will visit Nairobi on 24 June for talks with President Josphat "
        "Kiprotich, Foreign Secretary Wanjiku Muthoni announced on Thursday."
    )
    assert ("CONSULT", ("Dawit Alemayehu", "Josphat Kiprotich"), (), "planned") in acts(text)


def test_a_threat_is_made_to_whoever_acts_upon_it() -> None:
    found = acts("Panama closed its register to tankers after the United States threatened to withhold aid.")
    assert any(act[0] == "THREATEN" and act[2] == ("Panama",) for act in found)


def test_a_plan_told_after_its_time_did_not_come_about() -> None:
    found = acts("Prime Minister Asif Durrani was to have flown to Tehran on Tuesday.")
    assert {act[3] for act in found} <= {"negated"}


def test_an_obituary_tells_no_act_of_these_days() -> None:
    assert not acts("Sir Clement Waithe, who negotiated a treaty with Britain for Barbados, died on Sunday aged 91.")


def test_an_answer_in_kind_is_an_act_of_its_own() -> None:
    found = acts("Ecuador expelled two envoys of Peru on Monday. Peru answered by expelling three envoys of Ecuador.")
    assert {act[1] for act in found if act[0] == "SANCTION"} == {("Ecuador",), ("Peru",)}


def test_duties_are_those_of_the_state_that_imposed_them() -> None:
    found = acts(
        "President Sipho Themba of South Africa expressed his anger at the duties that Brazil imposed on steel."
    )
    assert any(act[0] == "ACCUSE" and act[2] == ("Brazil",) for act in found)


def test_a_withdrawal_with_a_day_fixed_for_it_is_planned() -> None:
    found = acts("France will withdraw its last soldiers from Chad by 30 August.")
    assert {(act[0], act[3]) for act in found} == {("RETREAT", "planned")}
