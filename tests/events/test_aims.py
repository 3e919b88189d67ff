"""Acts whose other side stands outside the slots of their words."""

from __future__ import annotations

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def sides(text: str) -> list[tuple[str, list[str | None], list[str | None]]]:
    """(type, countries of the actors, countries of the recipients) of every event."""
    article = read_text(text)
    country = {actor.id: actor.country for actor in article.actors}
    return [(e.event, [country[i] for i in e.actor], [country[i] for i in e.recipient]) for e in article.events]


def test_a_protest_is_aimed_at_whom_its_reasons_name() -> None:
    assert ("PROTEST", ["PER"], ["CHL"]) in sides(
        "Peruvian miners blocked a road in protest at raids by Chilean police."
    )


def test_a_blow_falls_on_the_state_of_its_place() -> None:
    assert ("ASSAULT", ["SDN"], ["TCD"]) in sides("Sudanese tanks fired shells at targets in Abeche, Chad.")


def test_a_resolution_speaks_for_those_who_passed_it() -> None:
    assert ("ACCUSE", ["GHA"], ["MLI"]) in sides("Lawmakers in Ghana passed a resolution condemning Mali for the raid.")


def test_announced_sanctions_are_a_threat() -> None:
    [event] = read_text("France is going to expel two Malian diplomats.").events
    assert (event.event, event.mode, event.factuality) == ("THREATEN", ("expel",), "actual")


def test_readiness_to_strike_is_a_threat_and_readiness_to_help_is_none() -> None:
    assert [kind for kind, *_ in sides("Sudan is ready to strike Chad.")] == ["THREATEN"]
    assert [kind for kind, *_ in sides("Sudan is ready to help Chad.")] == ["AGREE"]


def test_what_somebody_is_refusing_is_a_refusal_in_the_progressive_too() -> None:
    assert sides("Zambia is refusing to free the detained Malawians.")[0][0] == "REJECT"
