"""An act told without a day takes that of its scene only where a mark of the text says so."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text

pytestmark = pytest.mark.model

FRIDAY = date(2024, 5, 17)
MET = "Foreign Minister Amos Wanjala of Kenya met Foreign Minister Nils Aho of Finland on Wednesday. "


def days(text: str, headline: str | None = None) -> list[tuple[str, str | None, str]]:
    """(type, day, the mark by which the day was found) of every event."""
    article = read_text(text, published=FRIDAY, headline=headline)
    marks = ("announced", "communique", "street", "vote", "speech", "meeting", "same-doer", "scene", "eve", "next")
    return [(e.event, e.date, next((m for m in marks if e.rule.endswith(f"+{m}")), "")) for e in article.events]


def test_what_the_two_sides_did_at_their_meeting_is_of_its_day() -> None:
    assert ("AGREE", "2024-05-15", "scene") in days(MET + "The two sides agreed to open a ferry line.")


def test_the_other_party_to_a_meeting_spoke_there() -> None:
    assert any(day == "2024-05-15" for kind, day, _ in days(MET + "Aho thanked Kenya.") if kind == "SUPPORT")


def test_a_third_country_is_not_at_the_meeting() -> None:
    assert ("SUPPORT", None, "") in days(MET + "Norway welcomed the meeting.")


def test_the_past_perfect_is_background() -> None:
    assert all(day is None for kind, day, _ in days(MET + "Kenya had accused Chad of dumping.") if kind == "ACCUSE")


def test_a_denial_comes_on_a_day_of_its_own() -> None:
    assert all(day is None for kind, day, _ in days(MET + "Kenya denied that talks had failed.") if kind == "REJECT")


def test_an_older_date_between_ends_the_scene() -> None:
    found = days(MET + "Kenya expelled a Finnish consul in 2009. Finland asked Kenya for fishing rights.")
    assert ("REQUEST", None, "") in found


def test_a_signing_after_the_talks_is_of_their_day() -> None:
    found = days(MET + "A treaty on seals was signed by Finland and Kenya after the talks.")
    assert any(day == "2024-05-15" for kind, day, _ in found if kind == "SUPPORT")


def test_arrests_belong_to_the_march() -> None:
    found = days("Thousands of people marched in Oslo on Wednesday. Police arrested 40 protesters.")
    assert ("COERCE", "2024-05-15", "street") in found


def test_what_has_been_done_is_of_the_day_it_is_announced() -> None:
    found = days("Chad has recalled its ambassador from Niger, the foreign ministry announced on Thursday.")
    assert ("SANCTION", "2024-05-16", "announced") in found


def test_the_eve_of_a_summit_is_the_day_before() -> None:
    found = days(
        "Leaders of Chad and Niger will meet for a summit on Sunday. "
        "Kenya will hold talks with Chad on the eve of the summit."
    )
    assert ("CONSULT", "2024-05-18", "eve") in found


def test_his_next_visit_the_same_day() -> None:
    found = days("Wanjala of Kenya will visit Finland on Sunday. Kenya will then host Norway.")
    assert all(day in ("2024-05-19", None) for _, day, _ in found)


def test_a_joint_communique_is_an_act_of_its_day() -> None:
    text = "The two sides reviewed trade between Kenya and Finland. Kenya thanked Finland."
    assert any(day == "2024-05-17" for _, day, _ in days(text, "Joint Communique of Kenya and Finland"))


def test_a_report_lends_no_date_of_publication() -> None:
    assert days("Kenya thanked Finland.", "Kenya and Finland reach joint statement") == [("SUPPORT", None, "")]


def test_a_day_before_the_comma_is_that_of_the_act() -> None:
    found = days("Kenya and Finland held talks on Tuesday, the Kenyan foreign ministry said.")
    assert ("CONSULT", "2024-05-14", "") in found


def test_thanks_are_not_of_the_day_of_what_they_are_for() -> None:
    found = days("Kenya thanked Finland for its vote in March.")
    assert all(day is None for kind, day, _ in found if kind == "SUPPORT")


def test_a_state_has_many_hands_and_many_days() -> None:
    text = "Peru recalled its envoy from Chad on Wednesday. Peru condemned Togo in a similar case."
    assert [(kind, day) for kind, day, _ in days(text)] == [("SANCTION", "2024-05-15"), ("ACCUSE", None)]
