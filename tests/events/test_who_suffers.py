"""Whom a blow befell is not who is blamed for it, and what is only waited for has not happened."""

import pytest

import communique

pytestmark = pytest.mark.model


def told(text: str) -> dict[str, tuple[list[str], list[str], str]]:
    """Type -> (actors, recipients, factuality) of a text's events."""
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    return {
        e.event: ([names[a] for a in e.actor], [names[a] for a in e.recipient], e.factuality) for e in article.events
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned the killing of three Kenyan doctors in Haiti.",
        "Norway condemned the attack on 9 May against a patrol of the African Union Mission in Somalia.",
        "Norway voiced alarm at attacks on Sudanese civilians.",
    ],
)
def test_whom_a_condemned_blow_befell_is_not_condemned(text: str) -> None:
    assert told(text)["ACCUSE"][:2] == (["Norway"], [])


def test_who_struck_the_blow_is_condemned() -> None:
    assert told("Spain condemned the kidnapping of its citizens by Boko Haram.")["ACCUSE"][1] == ["Boko Haram"]
    assert told("France deplored Israel's strikes on Beirut.")["ACCUSE"][1] == ["Israel"]


def test_what_kills_is_the_attack_and_not_who_was_attacked() -> None:
    text = "Norway condemned the attack on a patrol of the African Union Mission in Somalia, which killed two Nepalis."
    assert "African Union Mission in Somalia" not in told(text)["ASSAULT"][0]


@pytest.mark.parametrize(
    ("text", "event", "factuality"),
    [
        ("Kenya said it would not talk until Somalia withdraws its troops.", "RETREAT", "possible"),
        ("Kenya will reopen its embassy once Somalia withdraws its troops.", "RETREAT", "possible"),
        ("Premier Okello will raise it when she visits Peru on 22 April.", "CONSULT", "planned"),
        ("Peru spoke after Chile freed the sailors.", "RETREAT", "actual"),
    ],
)
def test_what_is_waited_for_has_not_happened(text: str, event: str, factuality: str) -> None:
    assert told(text)[event][2] == factuality


def test_two_bodies_joined_by_and_are_two() -> None:
    text = "They called on the Government of Sudan and the Government of South Sudan to investigate the attack."
    assert told(text)["REQUEST"][1] == ["Sudan", "South Sudan"]


def test_what_aid_is_for_is_no_act_of_its_own() -> None:
    assert set(told("Australia will provide 105 million dollars to support Vietnam's energy transition.")) == {"AID"}


@pytest.mark.parametrize(
    "text",
    ["The Russian foreign ministry did not confirm the visit to Kenya.", "Japan could not confirm the attack on Iran."],
)
def test_what_nobody_could_confirm_is_not_denied(text: str) -> None:
    assert told(text) == {}


def test_an_attack_by_nobody_named_is_not_laid_at_whoever_acted_next() -> None:
    told = "A policeman was killed in Oyo. Mali's police arrested eight people. Ghana and Togo condemned the attack."
    article = communique.read_text(told)
    (blamed,) = (e for e in article.events if e.event == "ACCUSE")
    assert blamed.recipient == ()
