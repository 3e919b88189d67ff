"""CAMEO's tables: complete for the rules, text throughout, and codes for actors."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from communique.exports.cameo import Body, actor_code, code_of, codes, goldstein_of, meaning_of, roots
from communique.exports.polecat import Score
from communique.lexicon import known_bodies, states
from communique.lexicon.cameo import type_codes
from communique.lexicon.reader import load_list
from communique.model import Actor, Event, Span


def test_every_code_that_a_rule_gives_has_a_meaning_and_a_root() -> None:
    english = files("communique.lexicon").joinpath("en")
    given = {
        code
        for file in english.iterdir()
        if file.name.startswith("events_")
        for code in re.findall(r'cameo = "(\d+)"', file.read_text(encoding="utf-8"))
    }
    assert len(given) > 50
    assert {code[:3] for code in given} - set(codes()) == set()
    assert all(code[:2] in roots() for code in codes())


def test_every_type_and_mode_has_a_code() -> None:
    scores = list(load_list("en/scores.tsv", Score))
    assert {row.event for row in scores} == {event for event, mode in type_codes() if mode is None}
    assert set(type_codes().values()) - set(codes()) == set()
    assert set(type_codes()) - {(row.event, row.mode) for row in scores} == set(), "no mode that PLOVER does not have"


def test_an_event_without_a_code_takes_that_of_its_mode_or_type() -> None:
    span = Span(0, 1)

    def event(*mode: str, cameo: str | None = None) -> Event:
        return Event(
            id="event-1", event="CONSULT", mode=mode, cameo=cameo, factuality="actual", trigger=span, confidence=1,
            evidence=(span.of("a"),), rule="r",
        )  # fmt: skip

    assert [code_of(event()), code_of(event("multilateral", "visit")), code_of(event(cameo="046"))] == [
        "040",
        "042",
        "046",
    ]


def test_a_deeper_code_takes_the_meaning_of_the_one_it_begins_with() -> None:
    assert meaning_of("0872") == "De-escalate military engagement"
    assert goldstein_of("0872") == 9
    assert goldstein_of("129") == goldstein_of("120") == -4, "the scale has no value of its own for a veto"


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (Actor(id="1", name="Peru", kind="state", country="PER", sector="GOV"), "PER"),
        (Actor(id="1", name="X", kind="person", country="ROU", sector="MIL"), "ROMMIL"),
        (Actor(id="1", name="X", kind="media", country="PER", sector="JRN"), "PERMED"),
        (Actor(id="1", name="X", kind="body", country="PER", sector="MED"), "PERHLH"),
        (Actor(id="1", name="European Union", kind="intergovernmental", country="IGO"), "IGOEUREEC"),
        (Actor(id="1", name="An Assembly", kind="intergovernmental", country="IGO"), "IGO"),
        (Actor(id="1", name="X", kind="person"), ""),
    ],
)
def test_an_actor_has_cameos_code(actor: Actor, code: str) -> None:
    expected = {s.iso3: s.cameo for s in states()}
    if actor.country == "ROU":
        code = (expected["ROU"] or "ROU") + "MIL"
    assert actor_code(actor).code == code


def test_every_body_with_a_code_is_a_body_of_the_lexicon() -> None:
    names = {body.name for body in known_bodies()}
    assert {row.name for row in load_list("en/cameo_bodies.tsv", Body)} - names == set()
