"""A single "no" denies an act once, wherever it stands."""

import pytest

import communique

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "sentence",
    [
        "No meeting is scheduled there between Japanese and Russian officials, the ministry said.",
        "No talks were held between Peru and Chile.",
        "The envoys held no talks with Iran.",
        "Iran did not hold talks with Iraq.",
        "Peru and Chile have never held talks.",
        "No sanctions were imposed on Bolivia by Peru.",
    ],
)
def test_what_did_not_happen_is_not_told_as_done(sentence: str) -> None:
    told = {event.factuality for event in communique.read_text(sentence).events}
    assert told == {"negated"}


def test_a_question_says_neither_that_talks_failed_nor_that_they_were_held() -> None:
    assert communique.read_text("And if the talks between Chad and Niger fail?").events == ()
    (event,) = communique.read_text("Why did the talks between Chad and Niger fail?").events
    assert event.factuality == "negated"


def test_the_occasion_of_what_is_hoped_for_lies_ahead_with_it() -> None:
    told = "Peru hopes to sign the loan during Premier Aya Mori's visit to Chile in May."
    assert {e.event: e.factuality for e in communique.read_text(told).events}["CONSULT"] == "planned"
    done = "Peru and Chile signed the loan during Premier Aya Mori's visit to Chile."
    assert {e.event: e.factuality for e in communique.read_text(done).events}["CONSULT"] == "actual"


def test_the_mark_of_who_speaks_is_no_word_of_the_act() -> None:
    told = "Q: You met the presidents of Togo and Benin last week.\n\nA: Ghana has thanked Mali.\n\nA. Rahman met Togo's premier."
    words = [e.evidence[0].text for e in communique.read_text(told).events]
    assert [word.partition(" ")[0] for word in words] == ["You", "Ghana", "A."]
