"""Who owes what to whom by when, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from scenes import names, scene_of

import communique
from communique.claims import find_commitments
from communique.grammar import Scene
from communique.model import Commitment

pytestmark = pytest.mark.model


def only(scene: Scene) -> Commitment:
    found = find_commitments(scene)
    assert len(found) == 1, [(c.kind, c.act) for c in found]
    return found[0]


def test_promise_binds_its_subject() -> None:
    scene = scene_of("Norway promised to lend Kenya two patrol boats.")
    promise = only(scene)
    assert (promise.kind, names(scene, promise.debtor), promise.status) == ("pledge", ["Norway"], "open")
    assert promise.act == "lend Kenya two patrol boats"
    assert promise.due is None


@pytest.mark.parametrize(
    ("text", "debtors", "creditors"),
    [
        ("Peru and Niger agreed that Niger would free the crew.", ["Niger"], ["Peru"]),
        ("Peru and Niger agreed that Norway would watch the border.", ["Norway"], ["Peru", "Niger"]),
        ("Peru and Niger agreed that all forces would leave the oasis.", ["Peru", "Niger"], ["Peru", "Niger"]),
        ("Peru and Niger agreed that the police would leave the oasis.", ["Peru", "Niger"], ["Peru", "Niger"]),
        (
            "The envoys of Peru and Niger met in Rome. They agreed that all forces would leave the oasis.",
            ["Peru", "Niger"],
            ["Peru", "Niger"],
        ),
    ],
)
def test_whoever_is_to_act_owes_what_several_agree(text: str, debtors: list[str], creditors: list[str]) -> None:
    scene = scene_of(text)
    agreed = only(scene)
    assert (names(scene, agreed.debtor), names(scene, agreed.creditor)) == (debtors, creditors)


def test_due_date_is_the_one_of_the_act_not_of_the_promise() -> None:
    text = "Chile on Monday pledged to release the sailors by 1 August."
    promise = only(scene_of(text, times={"Monday": "2025-07-14", "1 August": "2025-08-01"}))
    assert promise.due == "2025-08-01"


def test_term_counts_from_the_day_of_the_order() -> None:
    text = "Ghana ordered two envoys of Togo on Monday to leave within 72 hours."
    scene = scene_of(text, times={"Monday": "2025-07-14", "72 hours": "PT72H"})
    order = only(scene)
    assert (order.kind, order.due) == ("deadline", "2025-07-17")
    assert names(scene, order.creditor) == ["Ghana"]


def test_order_without_a_date_sets_no_deadline() -> None:
    assert find_commitments(scene_of("Ghana ordered two envoys of Togo to leave.")) == ()


def test_guest_owes_and_host_is_owed() -> None:
    scene = scene_of("Banda invited Ortiz to visit Lusaka.", people=("Banda", "Ortiz"))
    invitation = only(scene)
    assert invitation.kind == "invitation"
    assert names(scene, invitation.debtor) == ["Ortiz"]
    assert names(scene, invitation.creditor) == ["Banda"]


def test_who_invites_and_who_is_invited_are_not_mixed_up_in_the_passive() -> None:
    scene = scene_of("Ortiz was invited by Banda to visit Lusaka.", people=("Banda", "Ortiz"))
    assert names(scene, only(scene).debtor) == ["Ortiz"]


def test_the_two_sides_are_the_parties_of_the_page() -> None:
    scene = scene_of("Peru and Chile held talks in Lima.\nThe two sides agreed to reopen the border.")
    agreement = only(scene)
    assert agreement.kind == "agreement"
    assert names(scene, agreement.debtor) == names(scene, agreement.creditor) == ["Peru", "Chile"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not promise to send boats.",
        "Norway could offer to mediate.",
        "If Norway agrees to mediate, talks may follow.",
        "Will Norway send its foreign minister to Lima?",
        "The aim of the talks is to reach a truce.",
        "Norway refused to host the talks.",
    ],
)
def test_what_is_not_undertaken_is_no_commitment(text: str) -> None:
    assert find_commitments(scene_of(text)) == ()


def test_plan_behind_the_page_is_history() -> None:
    text = "Peru was to open an embassy in Accra in May 2019."
    assert find_commitments(scene_of(text, times={"May 2019": "2019-05"})) == ()


def test_goodwill_is_weak() -> None:
    assert only(scene_of("Laos and Cuba agreed to further enhance their ties.")).weak
    assert not only(scene_of("Laos and Cuba agreed to reopen their embassies.")).weak


def test_one_act_is_told_once() -> None:
    text = "Malta will host the donors in Valletta in May.\nThe donors come late. Malta will host the donors in May, it said."
    assert len(find_commitments(scene_of(text))) == 1


def test_plans_of_two_parties_are_each_their_own_act() -> None:
    text = "Peru and Chile discussed plans to build a steel mill in Arica and launch a cargo train in August."
    scene = scene_of(text, times={"August": "2025-08"})
    mill, train = find_commitments(scene)
    assert (mill.kind, mill.due) == ("plan", None)
    assert (train.kind, train.due) == ("plan", "2025-08")
    assert names(scene, train.debtor) == ["Peru", "Chile"]


def test_every_passage_equals_its_text() -> None:
    text = "Samoa’s “new” envoy agreed with Fiji to form a team — “soon”, he said — and to sign by 1 May (not later)."
    scene = scene_of(text, times={"1 May": "2026-05-01"})
    for commitment in find_commitments(scene):
        for passage in commitment.evidence:
            assert scene.text[passage.start : passage.stop] == passage.text


def test_envoys_of_one_state_are_not_both_sides() -> None:
    scene = scene_of(
        "Peru and Chile quarrel. Peru gave two Chilean envoys three days to leave.", times={"three days": "P3D"}
    )
    order = only(scene)
    assert names(scene, order.creditor) == ["Peru"]
    assert "Peru" not in names(scene, order.debtor)


def test_imagined_future_is_no_promise() -> None:
    assert find_commitments(scene_of("If Peru were to close the port, Chile would recall its ambassador.")) == ()


def test_invitation_declined_later_is_told_so() -> None:
    scene = scene_of("Banda invited Ortiz to visit Lusaka. Ortiz declined the invitation.", people=("Banda", "Ortiz"))
    invitation = only(scene)
    assert invitation.status == "declined"
    assert invitation.rule.startswith("fate-decline")


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("Norway told Samoa that it would rebuild the wharf.", ["Samoa"]),
        ("Norway will deliver 900 tonnes of maize to Niger.", ["Niger"]),
        ("Norway and Peru met in Oslo. Norway promised to return the boats.", ["Peru"]),
        ("Norway, Peru and Chile met in Oslo. Norway promised to return the boats.", []),
    ],
)
def test_to_whom_a_promise_is_owed(text: str, owed: list[str]) -> None:
    scene = scene_of(text)
    assert [names(scene, c.creditor) for c in find_commitments(scene) if c.kind == "pledge"] == [owed]


def test_a_promise_in_the_passive_binds_who_is_named_after_by() -> None:
    scene = scene_of("Ghana was promised two boats by Norway.")
    (found,) = find_commitments(scene)
    assert (names(scene, found.debtor), names(scene, found.creditor)) == (["Norway"], ["Ghana"])


def test_a_promise_taken_back_is_cancelled() -> None:
    (found,) = find_commitments(scene_of("Norway's promise to lend Kenya two trains was withdrawn."))
    assert found.status == "cancelled"


def test_a_date_in_a_condition_is_no_due_date() -> None:
    text = "Norway promised to close the port unless the mill closes by October."
    (found,) = find_commitments(scene_of(text, times={"October": "2025-10"}))
    assert found.due is None


@pytest.mark.parametrize(
    ("text", "debtors", "creditors"),
    [
        (
            "The envoys of Chad met members of the Libyan Council and pressed them to open the road by 30 April 2031.",
            ["Libyan Council"],
            None,
        ),
        ("Peru's finance minister, Luz Paz, promised an inquiry by the end of April.", ["Luz Paz", "Peru"], None),
        ("Peru's finance minister, Luz Paz, promised to come to Quito in May.", ["Luz Paz"], ["Ecuador"]),
        ("Slovakia promised Ukraine and Moldova 30 buses by the end of June.", ["Slovakia"], ["Ukraine", "Moldova"]),
        ("Uganda gave Kenya its word that the camp would stay open.", ["Uganda"], ["Kenya"]),
        (
            "Guyana and Suriname traded notes over a boat. Barbados has offered to mediate.",
            ["Barbados"],
            ["Guyana", "Suriname"],
        ),
        ("A visit to Lomé by Togo's guest, the king of Bhutan, is expected in March 2031.", None, None),
    ],
)
def test_who_owes_whom(text: str, debtors: list[str] | None, creditors: list[str] | None) -> None:
    article = communique.read_text(text, published=date(2025, 3, 12))
    owed = article.commitments[-1]
    named = {actor.id: actor.name for actor in article.actors}
    assert debtors is None or [named[i] for i in owed.debtor] == debtors
    assert creditors is None or [named[i] for i in owed.creditor] == creditors


def test_an_invitation_thanked_for_and_accepted_is_accepted() -> None:
    text = (
        "Samira Diallo handed over an invitation from President Kone to Minister Ilze Berzina to visit Mali in May. The"
        " secretary thanked her for the invitation, which the minister has accepted."
    )
    (owed,) = communique.read_text(text, published=date(2025, 3, 12)).commitments
    assert owed.status == "accepted"


def test_a_term_counted_from_another_act_has_no_day() -> None:
    text = "Bolivia will repay the loan within 90 days of the signing."
    (owed,) = communique.read_text(text, published=date(2025, 3, 12)).commitments
    assert owed.due is None
