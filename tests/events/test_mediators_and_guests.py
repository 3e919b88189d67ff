"""Who brings others together, who visits whom, who gives and who takes, and over which days."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text
from communique.model import Event


def told(text: str) -> list[tuple[Event, dict[str, list[str]]]]:
    """Every event with the names of its parties by role."""
    article = read_text(text, published=date(2024, 5, 14))
    names = {actor.id: actor.name for actor in article.actors}
    roles = ("actor", "recipient", "mediator", "host")
    return [(e, {role: [names[i] for i in getattr(e, role)] for role in roles}) for e in article.events]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Talks between Chad and Niger mediated by Oman opened on Monday.",
        "Oman-mediated talks between Chad and Niger collapsed overnight.",
        "Chad and Niger held a second round of talks, with Oman mediating.",
        "A truce between Chad and Niger brokered by Oman took effect on Sunday.",
        "Envoys from Chad and Niger met in Rome, with Oman acting as mediator.",
        "Chad and Niger settled on a price in negotiations facilitated by Oman.",
        "Oman has mediated between Chad and Niger since 2022.",
        "Indirect talks between Chad and Niger, with Oman as mediator, resumed on Tuesday.",
        "Chad and Niger shared the wells under a pact brokered by Oman.",
    ],
)
def test_a_mediator_is_no_side(text: str) -> None:
    mediated = [who for _, who in told(text) if who["mediator"]]
    assert mediated
    for who in mediated:
        assert who["mediator"] == ["Oman"]
        assert set(who["actor"]) == {"Chad", "Niger"}
        assert "Oman" not in who["recipient"]


@pytest.mark.model
def test_who_sponsors_an_attack_is_no_mediator() -> None:
    [(_, who)] = told("Iran-sponsored attacks on Norway killed four sailors.")
    assert not who["mediator"]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "At the invitation of the Prime Minister of Peru, Ana Quispe, the President of Ghana, Kofi Badu, is visiting Lima.",
        "At the invitation of the Prime Minister of Peru, Ana Quispe, the President of Ghana, Kofi Badu, arrived in Lima.",
        "On the invitation of Prime Minister Ana Quispe of Peru, the President of Ghana, Kofi Badu, will visit Lima.",
        "At the invitation of the Prime Minister of Peru, Ana Quispe, Ghanaian President Kofi Badu visited Lima in May.",
    ],
)
def test_the_guest_of_an_invitation_visits_and_its_host_invites(text: str) -> None:
    found = {e.mode[0] if e.mode else e.event: who for e, who in told(text)}
    assert found["visit"]["actor"] == ["Kofi Badu"]
    assert found["AGREE"]["actor"] == ["Ana Quispe"]
    assert found["AGREE"]["recipient"] == ["Kofi Badu"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Fiji's premier will visit Samoa from 30 June to 1 July.", "2024-06-30", "2024-07-01"),
        ("Fiji's premier will visit Samoa from 3 to 5 June.", "2024-06-03", "2024-06-05"),
        ("Fiji and Samoa will hold talks on June 3-5.", "2024-06-03", "2024-06-05"),
        ("Fiji's premier will visit Samoa between 3 and 5 June.", "2024-06-03", "2024-06-05"),
        ("Fiji and Samoa will hold talks on 3 June.", "2024-06-03", None),
    ],
)
def test_an_act_of_several_days_keeps_its_last_day(text: str, first: str, last: str | None) -> None:
    event = next(e for e, _ in told(text) if e.event == "CONSULT")
    assert (event.date, event.enddate) == (first, last)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Malawi took out a loan from the World Bank.",
        "Malawi borrowed two million dollars from the World Bank.",
        "Malawi obtained financing from the World Bank in March.",
        "The World Bank approved a loan for Malawi.",
        "Malawi received a loan from the World Bank.",
    ],
)
def test_a_lender_gives_to_the_borrower(text: str) -> None:
    [(event, who)] = told(text)
    assert (event.event, who["actor"], who["recipient"]) == ("AID", ["World Bank"], ["Malawi"])


@pytest.mark.model
def test_a_loan_agreement_is_signed_by_both() -> None:
    [(event, who)] = told("Malawi signed a loan agreement with the World Bank on Friday.")
    assert (event.event, set(who["actor"])) == ("SUPPORT", {"Malawi", "World Bank"})


@pytest.mark.model
def test_who_only_watches_a_signing_does_not_sign() -> None:
    [(event, who)] = told("King Hamad witnessed the signing of two accords between Peru and Chile.")
    assert (event.event, who["actor"]) == ("SUPPORT", ["Peru", "Chile"])
    assert not any(e.event == "SUPPORT" for e, _ in told("King Hamad witnessed the signing of two accords."))


@pytest.mark.model
def test_a_signing_before_two_leaders_is_their_states() -> None:
    text = "President Ana Quispe of Peru met President Juan Soto of Chile. The two leaders witnessed the signing of a pact."
    signed = next(who for e, who in told(text) if e.event == "SUPPORT")
    assert signed["actor"] == ["Peru", "Chile"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fiji's minister Sela Vuki looked forward to meeting Tonga's minister Mele Taufa in March.", "2025-03"),
        ("Fiji's minister Sela Vuki was looking forward to the visit of Tonga's minister in March.", "2025-03"),
        ("A summit of the bloc's leaders planned for 3 June will take up fuel prices.", "2024-06-03"),
        ("A summit of ASEAN leaders scheduled for 3 June has been moved to Manila.", "2024-06-03"),
    ],
)
def test_a_meeting_looked_forward_to_or_fixed_is_planned_for_its_day(text: str, day: str) -> None:
    event = next(e for e, _ in told(text) if e.event == "CONSULT")
    assert (event.factuality, event.date) == ("planned", day)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Peru's prime minister, Ana Quispe, dismissed the report as biased.", "REJECT", ["Ana Quispe"], []),
        ("Peru declared two Chilean diplomats personae non gratae.", "SANCTION", ["Peru"], ["two Chilean diplomats"]),
        ("Peru congratulated Chile's Juan Soto on his victory.", "SUPPORT", ["Peru"], ["Juan Soto"]),
        (
            "Peru said it would not recognise the vote and suspended military aid to Chile.",
            "SANCTION",
            ["Peru"],
            ["Chile"],
        ),
        ("At least nine people were killed in a Chilean air strike.", "ASSAULT", ["Chile"], ["At least nine people"]),
    ],
)
def test_the_doer_is_no_word_that_rules_an_act_out(
    text: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    article = text if "Chile" in text.split("Chilean")[0] else f"{text} Chile said nothing."
    found = [(who["actor"], who["recipient"]) for e, who in told(article) if e.event == kind]
    assert (actors, recipients) in found


@pytest.mark.model
def test_a_release_is_of_whom_stands_behind_its_day() -> None:
    found = told("Peru welcomed the release on 20 April of four Chilean sailors.")
    assert [who["recipient"] for e, who in found if e.event == "RETREAT"] == [["four Chilean sailors"]]


@pytest.mark.model
def test_rumours_rejected_are_nobodys_and_two_who_agree_are_towards_nobody_else() -> None:
    text = "Peru's minister Ana Quispe met Norway's envoy Nils Berg. Peru rejected reports that grain had been sold."
    assert [who["recipient"] for e, who in told(text) if e.event == "REJECT"] == [[]]
    text = (
        "Peru thanked Chile. Chile trades with Peru. Peru's minister Ana Quispe met Norway's envoy Nils Berg. "
        "The two officials expressed satisfaction over bilateral ties."
    )
    assert [who["recipient"] for e, who in told(text) if e.event == "SUPPORT"][-1] == []


@pytest.mark.model
def test_officers_of_the_two_armies_are_those_of_both_states() -> None:
    found = told("Peru and Chile traded fire. Commanders from the two armies are due to meet on Sunday.")
    assert [who["actor"] for e, who in found if e.event == "CONSULT"] == [["Peru", "Chile"]]


@pytest.mark.model
def test_the_guest_is_told_from_the_host_where_both_have_names_before_their_titles() -> None:
    text = (
        "At the invitation of H.E. Ms. Ana Quispe, President of Peru, H.E. Mr. Kofi Badu, President of Ghana, "
        "paid an official visit to Lima."
    )
    found = {e.mode[0] if e.mode else e.event: who for e, who in told(text)}
    assert found["visit"]["actor"] == ["Kofi Badu"]
    assert (found["AGREE"]["actor"], found["AGREE"]["recipient"]) == (["Ana Quispe"], ["Kofi Badu"])


@pytest.mark.model
def test_which_after_a_charge_takes_up_the_charge() -> None:
    found = told("Last year Peru accused Chilean troops of harassing fishermen, which Chile denied.")
    assert [(who["actor"], who["recipient"]) for e, who in found if e.event == "REJECT"] == [(["Chile"], ["Peru"])]


@pytest.mark.model
def test_whoever_is_thanked_in_a_call_takes_part_in_it() -> None:
    found = told("Peru's minister, Ana Quispe, thanked Chile's premier in a telephone call.")
    assert [who["actor"] for e, who in found if e.mode == ("phone",)] == [["Ana Quispe", "Chile's premier"]]


@pytest.mark.model
def test_captives_are_no_side_of_what_is_mediated() -> None:
    found = told("Rebels released three Peruvian workers on Monday. The swap was mediated by Qatar.")
    assert [who["actor"] for e, who in found if who["mediator"]] == [[]]
