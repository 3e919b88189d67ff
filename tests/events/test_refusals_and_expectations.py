"""What somebody will not do is a refusal, what did not happen is no act, and what others expect is nobody's threat."""

import pytest

import communique

pytestmark = pytest.mark.model


def told(sentence):
    return [(event.event, event.factuality) for event in communique.read_text(sentence).events]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zambia will not accept the offer from Malawi.",
        "Kazakhstan will not sign the treaty with Russia.",
        "Ireland will not join the alliance.",
        "Cuba will not take part in the talks with Spain.",
        "Niger is not going to take part in the exercise with France.",
        "Spain will not recognise Kosovo.",
        "Malta will no longer accept migrants from Libya.",
        "Ethiopia cannot accept Egypt's proposal.",
        "Chile shut the door on talks with Peru.",
    ],
)
def test_who_will_not_refuses(sentence):
    assert told(sentence) == [("REJECT", "actual")]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Chile did not sign the accord with Peru.", "SUPPORT"),
        ("The president of Ghana did not meet the president of Togo.", "CONSULT"),
        ("Niger no longer recognises Taiwan.", "SUPPORT"),
    ],
)
def test_who_did_not_only_did_not(sentence, event):
    assert told(sentence) == [(event, "negated")]


@pytest.mark.parametrize(
    ("sentence", "event", "factuality"),
    [
        ("Estonia is expected to expel a Russian diplomat next week.", "SANCTION", "planned"),
        ("Analysts expect Russia to attack the city of Odesa within days.", "ASSAULT", "planned"),
        ("Estonia threatened to expel a Russian diplomat.", "THREATEN", "actual"),
        ("Australia will impose sanctions on Fiji.", "THREATEN", "actual"),
        ("The cabinet of Malta expects to impose sanctions on Libya.", "THREATEN", "actual"),
    ],
)
def test_a_blow_is_a_threat_only_from_who_deals_it(sentence, event, factuality):
    assert told(sentence) == [(event, factuality)]


def test_hours_of_talks_are_one_meeting_with_both_sides():
    (event,) = communique.read_text(
        "Diallo of Guinea held five hours of talks with Liberian President Saye Doe."
    ).events
    assert event.event == "CONSULT"
    assert len(event.actor) == 2


@pytest.mark.parametrize(
    "sentence", ["Spain left nothing on the table.", "It has been waging war on common sense at the customs house."]
)
def test_a_figure_of_speech_states_no_act(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Mali left the regional bloc ECOWAS.", "SANCTION"),
        ("Libya's rebels handed in their weapons.", "RETREAT"),
        ("Qatar ended its mediation effort between Chad and the rebels.", "SANCTION"),
        ("The United Nations withdrew its peacekeeping force from Chad.", "SANCTION"),
        ("Russian missiles struck a market in Kharkiv.", "ASSAULT"),
    ],
)
def test_what_a_word_is_called_counts_with_it(sentence, event):
    assert told(sentence) == [(event, "actual")]
