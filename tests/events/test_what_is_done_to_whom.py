"""Words that name an act only with what stands beside them, and to whom an act is done."""

from __future__ import annotations

import pytest

import communique

pytestmark = pytest.mark.model


def acts(text: str) -> list[tuple[str, set[str], set[str]]]:
    """Type, names of actors and of recipients of each event."""
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    return [(e.event, {names[a] for a in e.actor}, {names[a] for a in e.recipient}) for e in article.events]


def test_what_is_announced_in_a_clause_is_no_noun_beside_the_verb() -> None:
    text = (
        "Guinea has released nine crew members of a plane it had held, the government in Conakry announced on Friday."
    )
    assert acts(text) == [("RETREAT", {"Guinea"}, {"nine crew members"})]


def test_what_one_answers_by_doing_is_done_to_the_other() -> None:
    assert acts("Guinea responded by halting deliveries of fuel to Mali.") == [("SANCTION", {"Guinea"}, {"Mali"})]


def test_striking_workers_are_who_blocks() -> None:
    assert acts("The port was blocked by striking workers.") == [("PROTEST", {"striking workers"}, set())]


def test_a_promise_to_punish_culprits_threatens_nobody() -> None:
    text = "Ana Rey of Peru apologised to Chile and promised to punish those responsible."
    assert "THREATEN" not in {kind for kind, _, _ in acts(text)}
    assert "THREATEN" in {kind for kind, _, _ in acts("Peru promised to punish Chile.")}


def test_presidents_who_clash_over_a_pipeline_do_not_fight() -> None:
    assert acts("Ghanaian and Togolese presidents clash over pipeline at summit") == []


def test_a_claim_called_a_fairy_tale_is_denied() -> None:
    assert acts('Peru called the claim "a fairy tale".')[0][0] == "REJECT"


def test_a_state_answers_the_state_of_a_minister_who_accused_it() -> None:
    text = "Bulgaria's minister, Ana Berg, accused Russia of theft. The Kremlin rejected the allegations."
    assert acts(text)[-1] == ("REJECT", {"Russia"}, {"Bulgaria"})


def test_sanctions_with_a_day_ahead_are_planned() -> None:
    text = "Brussels, 3 May 2024\n\nThe European Union will impose sanctions on Belarus on 10 May."
    found = [(e.event, e.factuality) for e in communique.read_text(text).events]
    assert found == [("SANCTION", "planned")]


def test_whose_sanctions_are_joined_is_not_hit_by_them() -> None:
    text = "Norway joined the European Union's sanctions against Belarus."
    assert acts(text) == [("SANCTION", {"Norway"}, {"Belarus"})]


def test_who_leads_mediation_is_no_side() -> None:
    text = "Guinea freed sailors of Mali after mediation by Morocco. Niger invited the two governments to a meeting."
    assert acts(text)[-1] == ("AGREE", {"Niger"}, {"Guinea", "Mali"})


def test_police_who_tell_of_an_arrest_made_it_and_freed_those_held() -> None:
    text = "Nine people were detained outside the embassy, police said. They were released on Friday."
    assert acts(text) == [("COERCE", {"police"}, {"Nine people"}), ("RETREAT", {"police"}, {"Nine people"})]


def test_what_one_is_accused_of_is_no_part_of_who_is_accused() -> None:
    assert acts("Opposition leader Omar Said accused the army of theft.") == [("ACCUSE", {"Omar Said"}, {"army"})]


def test_a_secretary_general_without_a_body_is_of_no_state() -> None:
    text = "OSLO - The Secretary-General met Norway's minister, Ali Said. The Secretary-General thanked Norway."
    assert acts(text)[-1] == ("SUPPORT", {"Secretary-General"}, {"Norway"})


def test_who_stand_under_a_pact_that_was_signed_signed_it() -> None:
    text = "Peru's president met his Chilean counterpart. The two countries trade freely under a pact signed in Lima in 2009."
    assert acts(text)[-1] == ("SUPPORT", {"Peru", "Chile"}, set())
    assert acts("Peru fined two miners under a law signed in May.")[-1][0] == "SANCTION"


def test_what_is_promised_to_ones_own_people_is_to_no_other_state() -> None:
    text = "Chad seized eleven boats of Niger. Niger's Farm Ministry had pledged two million dollars to compensate growers."
    assert acts(text)[-1] == ("AGREE", {"Farm Ministry"}, set())
    text = "Chad criticised Niger. Niger's president promised to submit the treaty to parliament by March."
    assert acts(text)[-1] == ("AGREE", {"Niger's president"}, set())
