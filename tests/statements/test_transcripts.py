"""News conferences taken down word for word: many ask, one answers."""

from pathlib import Path

import pytest

import communique
from communique.grammar.turns import exchange_in
from communique.model import Article, Span

BRIEFING = """Foreign Ministry Spokesperson Ana Ferreira's Regular Press Conference on 9 June 2026

Lusa: Morocco says a Spanish patrol boat rammed one of its trawlers. What is the ministry's response?

Ana Ferreira: We have seen the reports. We urge Morocco and Spain to show restraint.

AP: Will Portugal send aid to Chad?

Ana Ferreira: Portugal has decided to send tents to Chad. The first plane leaves Lisbon tomorrow.
The second will follow.

Kyodo: Has the minister spoken with Japan?

Ana Ferreira: I have no information on that.
"""
BRIEFED = """Transcript: Department Press Briefing, 4 February 2026

MR. HOLLIS: Good afternoon. Peru and Chile signed a treaty on fisheries this morning.

QUESTION: Does the department recognise the new government?

MR. HOLLIS: We condemn the coup in Gabon in the strongest terms.

QUESTION: So the answer is no?

MR. HOLLIS: I would not go further than that.
"""


def lines_of(text: str) -> list[Span]:
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def read(tmp_path: Path, text: str) -> Article:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    return communique.read(page).articles[0]


def test_a_transcript_has_one_voice_that_answers_many() -> None:
    held = exchange_in(BRIEFING, lines_of(BRIEFING))
    assert held is not None
    assert held.conference
    assert held.askers == {"Lusa", "AP", "Kyodo"}
    assert [BRIEFING[turn.words.start : turn.stop][:20] for turn in held.answers] == [
        "We have seen the rep",
        "Portugal has decided",
        "I have no informatio",
    ]


def test_round_ups_by_place_are_no_conference() -> None:
    text = "Paris: Talks went on.\n\nRome: A strike began.\n\nParis: The mayor resigned.\n\nOslo: Snow fell."
    assert exchange_in(text, lines_of(text)) is None


def test_nobody_speaks_before_the_first_turn_or_after_the_last() -> None:
    held = exchange_in(BRIEFING, lines_of(BRIEFING))
    assert held is not None
    assert held.turn_at(3) is None
    asked = held.turn_at(BRIEFING.index("Will Portugal"))
    assert asked is not None
    assert held.asks(asked)
    going_on = held.turn_at(BRIEFING.index("The second"))
    assert going_on is not None
    assert going_on.label == "Ana Ferreira"


@pytest.mark.model
def test_answers_are_said_at_a_news_conference_and_questions_by_nobody(tmp_path: Path) -> None:
    article = read(tmp_path, BRIEFING)
    names = {actor.id: actor.name for actor in article.actors}
    direct = [s for s in article.statements if s.manner == "direct"]
    assert {names[s.speaker or ""] for s in direct} == {"Ana Ferreira"}
    assert {s.channel for s in direct} == {"news conference"}
    assert len(direct) == 3
    assert article.kind == "interview"
    assert article.published == "2026-06-09"


@pytest.mark.model
def test_what_is_asked_is_possible_and_what_is_answered_is_the_speakers(tmp_path: Path) -> None:
    article = read(tmp_path, BRIEFING)
    names = {actor.id: actor.name for actor in article.actors}
    aid = [(e.factuality, [names[a] for a in e.actor]) for e in article.events if e.event == "AID"]
    assert aid == [("possible", ["Portugal"]), ("planned", ["Portugal"])]
    urged = next(e for e in article.events if e.event == "REQUEST")
    said = next(s for s in article.statements if s.id == urged.attributed_to)
    assert names[said.speaker or ""] == "Ana Ferreira"


@pytest.mark.model
def test_a_speaker_known_by_the_label_alone_is_a_person(tmp_path: Path) -> None:
    article = read(tmp_path, BRIEFED)
    hollis = next(actor for actor in article.actors if actor.name == "Hollis")
    assert hollis.kind == "person"
    assert {s.speaker for s in article.statements if s.manner == "direct"} == {hollis.id}
    condemned = next(e for e in article.events if e.event == "ACCUSE")
    assert condemned.actor == (hollis.id,)
    assert article.headline == "Transcript: Department Press Briefing, 4 February 2026"
    assert article.published == "2026-02-04"


@pytest.mark.model
def test_an_outlet_and_its_day_are_no_headline(tmp_path: Path) -> None:
    article = read(
        tmp_path, "Lakeside Courier, 4 February 2026\n\nPeru and Chile signed a treaty on fisheries in Lima.\n"
    )
    assert article.headline is None
