"""Who is no party though the words stand near, and who is one though they stand further off."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    """(type, actors, recipients) of every event, parties by their names."""
    article = read_text(text, published=date(2024, 5, 14))
    names = {actor.id: actor.name for actor in article.actors}
    return [(e.event, [names[i] for i in e.actor], [names[i] for i in e.recipient]) for e in article.events]


def recipients(text: str, kind: str) -> list[list[str]]:
    return [to for found, _, to in told(text) if found == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Latvia dismissed criticism of its ties with Taiwan.",
        "Egypt denied reports of a rift with Qatar.",
        "Malta rejected false allegations targeting its friendship with Libya.",
        "Ghana brushed aside claims about its debts to Togo.",
    ],
)
def test_whom_a_charge_is_about_did_not_make_it(text: str) -> None:
    assert recipients(text, "REJECT") == [[]]


def test_who_makes_a_charge_is_answered() -> None:
    assert recipients("Armenia dismissed the allegations of Georgia.", "REJECT") == [["Georgia"]]
    assert recipients("Ghana rejected Togo's claim that its ties with Benin were at risk.", "REJECT") == [["Togo"]]


@pytest.mark.parametrize("tail", ["and said the boats had paid", "saying the boats had paid", "and said so twice"])
def test_a_refusal_stands_beside_what_is_said_with_it(tail: str) -> None:
    [(kind, actor, _)] = told(f"Ambassador Rosa Funes of Uruguay rejected the accusation, {tail}.")[:1]
    assert (kind, actor) == ("REJECT", ["Rosa Funes"])


def test_a_vice_president_is_one_person() -> None:
    [(kind, actor, _)] = told("The vice-president of the National Assembly, Luis Navas, rejected the accusation.")
    assert (kind, actor) == ("REJECT", ["Luis Navas"])


@pytest.mark.parametrize(
    "text",
    [
        "Police in Accra detained 12 marchers on Monday. They were released the next day.",
        "Police in Accra detained 12 marchers on Monday. All of them were freed the next day.",
    ],
)
def test_those_who_were_seized_are_freed_not_who_seized_them(text: str) -> None:
    assert recipients(text, "RETREAT") == [["12 marchers"]]


def test_those_who_did_something_are_meant_where_nothing_befalls_them() -> None:
    found = told("Three ministers of Chad arrested two traders. They apologised to Niger.")
    assert ("CONCEDE", ["12 marchers"], ["Niger"]) not in found
    assert [actor for kind, actor, _ in found if kind == "CONCEDE"] != [["two traders"]]


def test_an_act_after_anothers_is_not_the_others() -> None:
    [freed] = [
        actor
        for kind, actor, _ in told("Two nurses were freed on Friday after mediation by Oman.")
        if kind == "RETREAT"
    ]
    assert freed == []
    [arrested] = [
        actor for kind, actor, _ in told("Three drivers were arrested in a raid by Ugandan police.") if kind == "COERCE"
    ]
    assert arrested == ["Ugandan police"]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Cambodia and Thailand traded fire on Monday. China has urged both to stop.", ["Cambodia", "Thailand"]),
        ("Fiji spoke to Samoa and Tonga by phone on Monday and urged both to wait.", ["Samoa", "Tonga"]),
    ],
)
def test_both_are_the_two_told_of_beside_who_speaks(text: str, both: list[str]) -> None:
    assert both in recipients(text, "REQUEST")


def test_whom_one_telephones_to_offer_something_is_offered_it() -> None:
    found = told("Qatar's emir telephoned the leaders of Chad and Niger on Monday to offer his mediation.")
    assert ("AGREE", ["Qatar's emir"], ["Chad", "Niger"]) in found


def test_a_demand_repeated_is_made_of_whom_it_says() -> None:
    found = told("The ambassador repeated Peru's demand for an apology from Chile.")
    assert [to for kind, _, to in found if kind == "REQUEST"] == [["Chile"]]


def test_a_list_that_is_handed_over_asks_whom_it_is_handed_to() -> None:
    assert recipients("Togo handed Benin a list of 40 demands.", "REQUEST") == [["Benin"]]


def test_an_agreement_between_two_is_welcomed_to_both() -> None:
    found = recipients("Turkey welcomed the agreement between Armenia and Georgia.", "SUPPORT")
    assert found == [["Armenia", "Georgia"]]


def test_a_bridge_between_two_towns_is_of_nobody() -> None:
    found = recipients("Barge owners blocked the bridge between Encarnación and Posadas.", "PROTEST")
    assert found == [[]]


def test_all_four_of_a_list_ask() -> None:
    [(_, actor, _)] = told("Paraguay, Brazil, Uruguay and Bolivia have all asked Chile to scrap it.")
    assert actor == ["Paraguay", "Brazil", "Uruguay", "Bolivia"]


def test_persons_told_by_their_states_are_two() -> None:
    found = told("Moldova's Ana Ciobanu and Ukraine's Petro Hnatyk agreed in Odesa to reopen the crossing.")
    assert ("AGREE", ["Ana Ciobanu", "Petro Hnatyk"], []) in found


def test_a_bloc_told_by_the_number_of_its_members_is_the_one_named() -> None:
    found = told("The Gulf Cooperation Council met in Doha. The six-nation bloc condemned Iran.")
    assert ("ACCUSE", ["Gulf Cooperation Council"], ["Iran"]) in found


def test_a_parliament_urges_its_own_government() -> None:
    assert recipients("The Senate of Chile urged the government to recall its envoy from Cuba.", "REQUEST") == [
        ["Chile"]
    ]


def test_the_government_is_not_whom_it_asks() -> None:
    text = "LIMA, 3 May (AP) - Peru's opposition accused the government of Chile of spying. The government said it would ask Santiago for an explanation."
    assert ("REQUEST", ["Peru"], ["Chile"]) in told(text)


def test_the_leadership_of_a_breakaway_land_is_not_the_states() -> None:
    [(_, actor, _)] = told("Transnistria's leadership has closed all crossings to the right bank.")
    assert actor == ["Transnistria"]


def test_a_capital_whose_efforts_are_praised_is_its_government() -> None:
    found = told("Foreign Minister Han Seung-woo of South Korea praised the efforts of Bishkek to settle the matter.")
    assert ("SUPPORT", ["Han Seung-woo"], ["Kyrgyzstan"]) in found


def test_the_name_behind_a_phrase_is_who_acts() -> None:
    [(_, actor, _)] = told("Its local partner, Savu Holdings, denied that it had paid any chief.")
    assert actor == ["Savu Holdings"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda signed a pact in March. A judge refused to release the two fishermen.",
        "Minister Ana Soto vowed that schools would be built.",
    ],
)
def test_nobody_is_guessed_for_courts_and_vows(text: str) -> None:
    assert recipients(text, "REJECT") + recipients(text, "AGREE") in ([[]], [[], []], [])


def test_what_somebody_terms_baseless_allegations_is_nobodys_known() -> None:
    text = "Malta and Libya are friends. Malta's ministry issued a statement rejecting what it termed “baseless” allegations targeting its friendship with Libya."
    assert recipients(text, "REJECT") == [[]]


def test_the_ambassador_is_the_one_just_summoned() -> None:
    found = told("Iraq summoned the Turkish ambassador on Monday. The ambassador rejected the complaint.")
    assert ("REJECT", ["Turkish ambassador"], ["Iraq"]) in found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Five Gulf states withdrew their envoys from Beirut.", "Five Gulf states"),
        ("Western governments condemned Belarus.", "Western governments"),
    ],
)
def test_states_told_of_together_act_under_the_pages_words(text: str, actor: str) -> None:
    [(_, found, _)] = told(text)
    assert found == [actor]


def test_the_two_states_are_those_told_of_before() -> None:
    found = told("India and Nepal signed a treaty. Both countries condemned the attack.")
    assert ("ACCUSE", ["India", "Nepal"], []) in found


def test_a_state_told_by_its_adjective_is_sued() -> None:
    assert recipients("The lawyer Joao Mendes sued the Angolan state over the arrests.", "ACCUSE") == [["Angola"]]


@pytest.mark.parametrize(
    "text", ["Kuwait vowed to retaliate if Iran struck again.", "Kuwait vowed to strike back unless Iran withdrew."]
)
def test_whose_doing_a_threat_hangs_on_is_threatened(text: str) -> None:
    assert ["Iran"] in recipients(text, "THREATEN")


def test_an_offer_of_help_is_to_those_just_met() -> None:
    found = told("Oman hosted envoys from Iran and Iraq. It offered its help in drafting a text.")
    assert ("AGREE", ["Oman"], ["Iran", "Iraq"]) in found


def test_the_land_of_a_coup_made_no_coup() -> None:
    assert recipients("Mexico and Chile jointly condemned the coup in Bolivia.", "ACCUSE") == [[]]


def test_behind_an_opening_a_new_possessor_begins_the_subject() -> None:
    found = told("In a two-hour meeting with Chile's Luis Paz, Peru's foreign minister Ana Soto asked for maps.")
    assert ("REQUEST", ["Ana Soto"], ["Luis Paz"]) in found


def test_their_meeting_is_that_of_the_two_just_named() -> None:
    text = "President Juan Rey of Chile flew to Lima to see his Peruvian counterpart, Ana Soto. Their two-hour meeting ended without a handshake."
    assert ("CONSULT", ["Juan Rey", "Ana Soto"], []) in told(text)


def test_a_name_behind_a_state_that_meets_somebody_is_a_persons() -> None:
    text = "The envoy, Karin Holt, met Serbia's Ivan Kos and Kosovo's Agim Berisha in Ohrid."
    assert ("CONSULT", ["Karin Holt", "Ivan Kos", "Agim Berisha"], []) in told(text)


def test_who_speaks_to_two_officials_meets_them() -> None:
    text = "Ukraine's foreign minister, Olha Marchenko, spoke to both the Polish president, Jan Wilk, and NATO's secretary general, Erik Lund."
    assert ("CONSULT", ["Olha Marchenko", "Jan Wilk", "Erik Lund"], []) in told(text)


def test_who_speaks_to_a_reporter_meets_nobody() -> None:
    assert told("Ukraine's foreign minister, Olha Marchenko, spoke to Tomasz Wilk in Warsaw.") == []


def test_a_hostile_step_is_charged_to_who_took_it() -> None:
    found = told("The United States imposed sanctions on two Georgian officials. Georgia called the step unfriendly.")
    assert ("ACCUSE", ["Georgia"], ["United States"]) in found


def test_who_is_told_a_promise_is_who_hears_it() -> None:
    text = "President Ana Bonilla visited Juan Rapalo in hospital and promised his family that the case would be heard."
    assert recipients(text, "AGREE") == [["family"]]


def test_who_is_to_be_freed_is_not_asked() -> None:
    text = "Two Moldovan policemen were arrested near Bender, and Chisinau has demanded that they be freed."
    assert ["Two Moldovan policemen"] not in recipients(text, "REQUEST")


def test_ones_own_loan_is_no_loan_of_anothers() -> None:
    text = "Zambia has lent Malawi a judge. The African Development Bank froze the loan in April."
    assert [] in recipients(text, "SANCTION") or ["Zambia"] not in recipients(text, "SANCTION")


def test_a_bare_protest_is_at_who_did_it_last() -> None:
    text = "Malawi and Zambia quarrelled. The African Development Bank suspended its aid to Malawi in April. Malawi protested."
    assert ("ACCUSE", ["Malawi"], ["African Development Bank"]) in told(text)


def test_a_bare_acceptance_takes_up_the_last_offer() -> None:
    text = "Honduras accused Nicaragua of firing on a boat. Panama called for calm and offered to host a meeting of the navies. Honduras accepted."
    assert ("AGREE", ["Honduras"], ["Panama"]) in told(text)


def test_another_states_consulate_is_protested_at() -> None:
    text = "Some 80 fishermen demonstrated in front of the Nicaraguan consulate on Tuesday."
    assert recipients(text, "PROTEST") == [["Nicaraguan consulate"]]


def test_two_killed_and_four_injured_suffer_one_side() -> None:
    found = told(
        "Two people were killed and four injured by Ugandan police in Mbale. A boy was shot and his mother wounded."
    )
    assert all(actor not in (["four"], ["mother"]) for _, actor, _ in found)


def test_whom_one_phones_to_demand_something_is_asked() -> None:
    text = (
        "President Juan Rey of Chile phoned Peru's prime minister, Ana Soto, on Sunday to demand that the men be tried."
    )
    assert ("REQUEST", ["Juan Rey"], ["Ana Soto"]) in told(text)


def test_the_two_neighbours_are_states() -> None:
    text = "Samoa turns back Tongan boat. Samoa and Tonga blamed each other, and the Pacific Islands Forum rebuked Samoa. The two neighbours signed a treaty in 1997."
    assert ("SUPPORT", ["Samoa", "Tonga"], []) in told(text)


def test_who_is_released_is_released_by_who_arrested_them() -> None:
    found = told("Senegalese police detained four Gambian traders. All of them were freed on Friday.")
    assert ("RETREAT", ["Senegalese police"], ["four Gambian traders"]) in found


def test_suggestions_are_not_those_of_the_last_speaker() -> None:
    text = "A spokesman for China said it hoped for the best. Prime Minister Sita Rana of Nepal rejected suggestions that her government was idle."
    assert recipients(text, "REJECT") == [[]]


def test_whom_an_unresolved_pronoun_stands_for_is_not_the_other_state() -> None:
    text = "Tunisia and Algeria quarrelled. Tunisia accused Algeria of theft. In Tabarka, where nobody slept, Tunisia promised them 900 dinars each."
    assert ["Algeria"] not in recipients(text, "AGREE")


def test_a_name_behind_the_noun_for_a_body_is_the_bodys() -> None:
    text = "A local charity, Madzi Kwa Onse, sued the government of Malawi. Malawi's army rejected the complaint by Madzi Kwa Onse."
    assert ("ACCUSE", ["Madzi Kwa Onse"], ["Malawi"]) in told(text)


def test_the_clause_before_a_semicolon_is_told_for_itself() -> None:
    found = told("Kenyan police detained 11 Ugandan traders; nine of them were freed on Thursday.")
    assert [kind for kind, *_ in found] == ["COERCE", "RETREAT"]


def test_any_redrawing_is_nobodys() -> None:
    text = "Minister Ana Nagy of Slovenia met Minister Luka Vujovic of Montenegro. Minister Nagy rejected any redrawing of borders."
    assert recipients(text, "REJECT") == [[]]


def test_who_regrets_that_another_failed_goes_on_to_ask() -> None:
    text = (
        "Minister Ana Nagy of Slovenia expressed regret that Chad had not kept its word, and called on Niger to wait."
    )
    assert ("REQUEST", ["Ana Nagy"], ["Niger"]) in told(text)


def test_people_outside_an_embassy_protest_and_are_of_the_land_around_it():
    article = read_text("Hundreds of people gathered outside the Chilean embassy in Lima on Friday.")
    countries = {actor.id: actor.country for actor in article.actors}
    (protest,) = article.events
    assert (protest.event, [countries[who] for who in protest.actor]) == ("PROTEST", ["PER"])
    assert [countries[who] for who in protest.recipient] == ["CHL"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Thousands rallied in Minsk on Sunday.", "Thousands"),
        ("Tens of thousands marched through Tbilisi on Sunday.", "Tens of thousands"),
        ("Thousands of students rallied in Minsk.", "students"),
    ],
)
def test_many_of_whom_nothing_says_what_they_are_are_people(text: str, who: str):
    article = read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    assert [(event.event, [names[a] for a in event.actor]) for event in article.events] == [("PROTEST", [who])]


def test_many_trees_are_no_people():
    assert not read_text("Thousands of trees were burned in Chile. The war cost thousands.").events
