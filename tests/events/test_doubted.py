"""What one side tells and another denies is possible; what neither denies, or the page tells itself, is done."""

from __future__ import annotations

import pytest

import communique

pytestmark = pytest.mark.model


def told(text: str, kind: str) -> list[str]:
    """The factuality of each event of one type."""
    return [event.factuality for event in communique.read_text(text).events if event.event == kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru says Bolivian soldiers shelled a customs post at Desaguadero on Monday. Bolivia denies it.", "ASSAULT"),
        (
            "Khartoum said on Sunday that Chad had closed the crossing at Adre. "
            "Chad's interior ministry said no such step had been taken.",
            "COERCE",
        ),
        (
            "Tunisia's prime minister said Algeria had promised to lower the price of gas. "
            "Algiers denied having promised anything.",
            "AGREE",
        ),
        (
            "Estonia's defence minister said Belarus had deployed rockets near the border. "
            "Minsk denied that any rockets had been deployed.",
            "MOBILIZE",
        ),
        (
            "Nicaragua said Honduran gunboats had attacked two vessels in the Gulf of Fonseca on Tuesday. "
            "Honduras called the claim a fabrication.",
            "ASSAULT",
        ),
    ],
)
def test_an_act_that_one_side_tells_and_another_denies_is_possible(text: str, kind: str) -> None:
    assert told(text, kind) == ["possible"]


def test_a_denial_is_an_act_of_its_own() -> None:
    assert told("Peru says Bolivian soldiers shelled a post on Monday. Bolivia denies it.", "REJECT") == ["actual"]


def test_what_is_confirmed_is_done() -> None:
    text = "Greece said on Friday that Albania had expelled two of its consuls. Tirana confirmed the expulsions."
    assert told(text, "SANCTION") == ["actual"]


def test_what_is_told_besides_is_not_denied() -> None:
    text = (
        "Yerevan said Baku's troops, who shelled Tegh in May, had crossed the line again. "
        "Baku denied that its troops had crossed the line."
    )
    assert told(text, "ASSAULT") == ["actual"]


def test_who_rejects_criticism_does_not_deny_the_act() -> None:
    text = (
        "Kenya said Uganda had seized a trawler. "
        "Uganda rejected the criticism and said the trawler had been fishing in its waters."
    )
    assert told(text, "COERCE") == ["actual"]
