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
