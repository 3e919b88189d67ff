"""How lines are cut before they are parsed, and slips of the parser that lose who acts."""

import pytest

from communique import read_text
from communique.sentences.parsing import pieces


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("12:30 Opposition supporters have gathered.", "12:30 "),
        ("9.05 am GMT - Talks have begun.", "9.05 am GMT - "),
        ("• 18:10 “We will stay,” she said.", "• "),
        ("23h15 The vote is over.", "23h15 "),
    ],
)
def test_the_time_of_an_entry_is_no_part_of_its_first_sentence(line: str, lead: str):
    assert next(pieces(line)) == lead
    assert "".join(pieces(line)) == line


@pytest.mark.parametrize("line", ["12.30 million people fled.", "12:30 was the hour.", "25:70 Nobody knows."])
def test_a_number_that_a_sentence_begins_with_stays_in_it(line: str):
    assert list(pieces(line)) == [line]


@pytest.mark.model
def test_the_verb_after_a_clause_about_its_subject_has_that_subject():
    article = read_text(
        "Kenya's president, who is due to visit Riga in April for a summit, spoke by telephone with Latvia's premier."
    )
    names = {actor.id: actor.country for actor in article.actors}
    phoned = next(event for event in article.events if "phone" in event.mode)
    assert {names[who] for who in phoned.actor} == {"KEN", "LVA"}


@pytest.mark.model
def test_warning_shots_say_and_harm_nothing():
    article = read_text("Chile's navy said that warning shots were fired into the air after the trawler turned.")
    assert [article.text[s.content[0].start :][:13] for s in article.statements] == ["warning shots"]
    assert not article.events


@pytest.mark.model
def test_when_something_would_be_done_is_no_plan_where_nobody_says_it():
    assert not read_text("A spokesman for the Commission declined to say when negotiations would resume.").commitments
