"""A party, a doer and a victim are told only where the text tells them."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def told(text: str) -> list[tuple[str, str | None, list[str], list[str], str | None]]:
    """(type, mode, actors, recipients, date) of every event, parties by their names."""
    article = read_text(text, published=date(2024, 5, 14))
    names = {actor.id: actor.name for actor in article.actors}
    return [
        (e.event, next(iter(e.mode), None), [names[i] for i in e.actor], [names[i] for i in e.recipient], e.date)
        for e in article.events
    ]


def test_a_strike_by_nobody_named_has_no_actor() -> None:
    [(kind, _, actor, _, day)] = told("Warplanes bombed a hospital on May 3.")
    assert (kind, actor, day) == ("ASSAULT", [], "2024-05-03")


def test_jets_of_a_state_strike_for_it() -> None:
    [(kind, _, actor, _, _)] = told("Ethiopian jets bombed the depot.")
    assert (kind, actor) == ("ASSAULT", ["Ethiopia"])


def test_two_strikes_of_two_days_stay_two() -> None:
    found = told("Warplanes bombed the port on May 3. Warplanes bombed the airport on May 9.")
    assert [day for *_, day in found] == ["2024-05-03", "2024-05-09"]


def test_what_somebody_is_accused_of_is_no_deed() -> None:
    found = told("Chad accused the neighbours of Sudan of arming the rebels of Mali.")
    assert [kind for kind, *_ in found] == ["ACCUSE"]


def test_welcoming_a_deal_backs_all_who_made_it() -> None:
    found = told("Chad and Libya agreed to a ceasefire on Monday. Kenya welcomed the ceasefire.")
    assert ("SUPPORT", None, ["Kenya"], ["Chad", "Libya"], None) in found


def test_an_appeal_to_nobody_takes_neither_of_two_sides() -> None:
    found = told(
        "Chad and Libya agreed to a ceasefire on Monday. Kenya welcomed it. Kenya called for access for convoys."
    )
    assert ("REQUEST", "yield", ["Kenya"], [], None) in found


@pytest.mark.parametrize(
    "text",
    [
        "Canada spoke by telephone with Chad.",
        "Canada held a telephone conversation with Chad.",
        "Canada and Chad discussed trade in a phone call.",
    ],
)
def test_talks_over_a_line_are_by_phone(text: str) -> None:
    assert [mode for _, mode, *_ in told(text)] == ["phone"]


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Norway is prepared to withdraw troops from Lebanon.", "AGREE", "Lebanon"),
        ("Norway agreed to an extension of the mandate for the force in Lebanon.", "AGREE", "Lebanon"),
        ("Norway suspended part of its aid programme for Lebanon.", "SANCTION", "Lebanon"),
    ],
)
def test_the_other_side_is_found_inside_what_is_agreed(text: str, kind: str, other: str) -> None:
    assert (kind, [other]) in [(found, recipient) for found, _, _, recipient, _ in told(text)]


def test_the_subject_of_a_clause_without_that_is_its_doer() -> None:
    found = told(
        "The Swedish minister Eva Berg met Peru's minister Luis Paz. It added Berg also invited Paz to visit Sweden."
    )
    assert ["Eva Berg"] in [actor for kind, _, actor, _, _ in found if kind == "AGREE"]


def test_a_truce_that_takes_effect_is_that_of_the_two_who_agreed() -> None:
    found = told("Chad and Libya agreed to a ceasefire on May 3. The ceasefire began on May 5.")
    assert ("RETREAT", "ceasefire", ["Chad", "Libya"], [], "2024-05-05") in found


def test_a_passive_blow_by_nobody_named_is_kept() -> None:
    [(kind, _, actor, _, _)] = told("The port was bombed on May 3.")
    assert (kind, actor) == ("ASSAULT", [])
