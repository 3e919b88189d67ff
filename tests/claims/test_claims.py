"""Who asserts and who denies, on sentences of our own."""

from __future__ import annotations

import pytest
from scenes import names, scene_of

import communique
from communique.claims import find_claims
from communique.grammar import Scene
from communique.model import Claim

pytestmark = pytest.mark.model


def only(scene: Scene) -> Claim:
    found = find_claims(scene)
    assert len(found) == 1, [(c.what, c.rule) for c in found]
    return found[0]


def sides(scene: Scene, claim: Claim) -> tuple[list[str], list[str]]:
    return names(scene, claim.asserted_by), names(scene, claim.denied_by)


def test_charge_and_denial_in_the_next_sentence() -> None:
    scene = scene_of("Togo accused Ghana of arming the smugglers. Ghana denied the charge.")
    claim = only(scene)
    assert sides(scene, claim) == (["Togo"], ["Ghana"])
    assert claim.what == "Ghana: arming the smugglers"
    assert [p.text for p in claim.evidence] == ["Togo accused Ghana of arming the smugglers", "Ghana denied the charge"]


def test_charge_with_its_denial_hung_on() -> None:
    scene = scene_of("Togo accused Ghana of arming the smugglers, a charge that Accra and Ghana dismissed as fiction.")
    assert sides(scene, only(scene))[0] == ["Togo"]
    assert only(scene).what == "Ghana: arming the smugglers"


def test_a_charge_alone_is_not_contested() -> None:
    assert find_claims(scene_of("Togo accused Ghana of arming the smugglers.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The court denied the envoy bail.",
        "Fiji rejected the bid for membership.",
        "Oman declined to confirm or deny the report.",
        "Togo accused Ghana of arming the smugglers. Ghana did not deny it.",
        "Peru dismissed the ambassador.",
    ],
)
def test_refusals_and_no_comment_deny_nothing(text: str) -> None:
    assert find_claims(scene_of(text)) == ()


def test_report_with_its_content_is_the_claim() -> None:
    scene = scene_of("Malta rejected as baseless a report by the Herald that it had sold the harbour.")
    claim = only(scene)
    assert claim.what == "it had sold the harbour"
    assert names(scene, claim.denied_by) == ["Malta"]


def test_both_may_deny() -> None:
    scene = scene_of("Samoa accused Fiji and Peru of dumping nets. Fiji and Peru denied the allegations.")
    assert sides(scene, only(scene)) == (["Samoa"], ["Fiji", "Peru"])


def test_denial_of_the_other_side_is_another_claim() -> None:
    text = (
        "Togo accused Ghana of arming the smugglers. Ghana denied it. "
        "Ghana accused Togo of shelling a market, an allegation that Togo has denied."
    )
    scene = scene_of(text)
    first, second = find_claims(scene)
    assert sides(scene, first) == (["Togo"], ["Ghana"])
    assert sides(scene, second) == (["Ghana"], ["Togo"])


def test_denial_that_says_what_it_denies_stands_alone() -> None:
    scene = scene_of("Niger denied that any uranium had been sold.")
    claim = only(scene)
    assert claim.what == "any uranium had been sold"
    assert sides(scene, claim) == ([], ["Niger"])


def test_the_verdict_is_part_of_the_denial() -> None:
    scene = scene_of("Togo accused Ghana of arming the smugglers. Ghana called the accusation a fabrication.")
    assert only(scene).evidence[-1].text == "Ghana called the accusation a fabrication"


def test_inviting_and_being_invited_are_opposed() -> None:
    text = "Togo said that Ghana had asked for the talks. Ghana said that it was Togo that had asked for the talks."
    scene = scene_of(text)
    assert sides(scene, only(scene)) == (["Togo"], ["Ghana"])


def test_a_flat_no_answers_the_charge_before_it() -> None:
    scene = scene_of("Togo alleged that boats had been burnt. “Nothing was burnt,” Ghana's foreign ministry said.")
    assert only(scene).what == "boats had been burnt"


def test_a_flat_no_to_something_else_answers_nothing() -> None:
    text = "Togo alleged that boats had been burnt. “Nobody has slept on the pier,” Ghana's foreign ministry said."
    assert find_claims(scene_of(text)) == ()


def test_reports_called_invention_are_denied_by_who_says_so() -> None:
    scene = scene_of("Reports that Togo had shut the port are pure invention, Togo's foreign ministry said.")
    claim = only(scene)
    assert claim.what == "Togo had shut the port"
    assert claim.denied_by


@pytest.mark.parametrize(
    ("text", "what", "asserts", "denies"),
    [
        (
            "Peru said on Monday that Kenya's patrols had crossed the lagoon, an account disputed by Kenya.",
            "Kenya's patrols had crossed the lagoon",
            ["Peru"],
            ["Kenya"],
        ),
        (
            "Peru says its envoy was shoved, which Kenya insists never happened.",
            "its envoy was shoved",
            ["Peru"],
            ["Kenya"],
        ),
        ("Kenya burned the nets, Peru says; Kenya says it did not.", "Kenya burned the nets", ["Peru"], ["Kenya"]),
        (
            "Peru repeated a claim that Kenya called false: that its nets had been burned.",
            "its nets had been burned",
            ["Peru"],
            ["Kenya"],
        ),
        (
            "Peru has long charged that smugglers cross by night, a charge Kenya has repeatedly denied.",
            "smugglers cross by night",
            ["Peru"],
            ["Kenya"],
        ),
        ("Kenya denied Peru's allegations of bribery.", "bribery", ["Peru"], ["Kenya"]),
    ],
)
def test_what_is_contested_and_by_whom(text: str, what: str, asserts: list[str], denies: list[str]) -> None:
    scene = scene_of(text)
    claim = only(scene)
    assert (claim.what, *sides(scene, claim)) == (what, asserts, denies)


def test_accusations_that_go_back_and_forth_are_everybodys_and_nobodys_denial() -> None:
    scene = scene_of("Peru and Kenya traded accusations over the burned nets on Sunday.")
    claim = only(scene)
    assert sides(scene, claim) == (["Peru", "Kenya"], [])
    assert claim.evidence[0].text.startswith("Peru and Kenya traded accusations over the burned nets")


def test_what_is_called_false_is_named_without_who_calls_it_so() -> None:
    told = 'The ministry issued a note rejecting what it termed "unfounded" reports about the port of Lomé.'
    assert [c.what for c in communique.read_text(told).claims] == ["reports about the port of Lomé"]


def test_who_rejects_a_worry_denies_nothing_that_was_said_before_it() -> None:
    told = "Ghana said Togo would sign a loan in May. Peru voiced concern about the port. Togo rejected such concerns as groundless."
    assert not [c for c in communique.read_text(told).claims if c.asserted_by]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Contrary to Peru's claim, Kenya never moved the marker, its foreign ministry said.",
            "Kenya moved the marker",
        ),
        (
            "Contrary to Peruvian reports, no Kenyan lorry crossed the flat, Rao said.",
            "a Kenyan lorry crossed the flat",
        ),
    ],
)
def test_what_is_contested_is_what_the_others_say_not_its_contrary(text: str, what: str) -> None:
    assert [c.what for c in communique.read_text(text).claims] == [what]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Ghana rubbished Togo's account of the collision, saying that its ferry had not left Tema.",
            "its ferry had left Tema",
        ),
        ("Ghana said it had not closed the lock, dismissing a Togolese claim as fiction.", "it had closed the lock"),
        ("Ghana disputed Togo's account of the collision.", "Togo's account of the collision"),
    ],
)
def test_whose_account_is_denied_asserts_it(text: str, what: str) -> None:
    article = communique.read_text(text)
    (claim,) = article.claims
    named = {a.id: a.name for a in article.actors}
    assert [named[i] for i in claim.asserted_by] == ["Togo"]
    assert [named[i] for i in claim.denied_by] == ["Ghana"]
    assert claim.what == what
