"""The written sentences the ranker learns from."""

from __future__ import annotations

import itertools
import re

import pytest

from communique.measure.written import (
    Frame,
    Teller,
    frames,
    gerund,
    held_out,
    participle,
    past,
    present,
    written_sentences,
)


def test_the_same_seed_tells_the_same_sentences() -> None:
    first = list(itertools.islice(written_sentences(7, per_frame=1, governed=0), 50))
    assert first == list(itertools.islice(written_sentences(7, per_frame=1, governed=0), 50))


def test_marked_parties_stand_in_the_text_and_do_not_overlap() -> None:
    for sentence in itertools.islice(written_sentences(3, per_frame=1, governed=9), 400):
        (a, b), (c, d) = sentence.actor, sentence.recipient
        assert 0 <= a < b <= len(sentence.text)
        assert 0 <= c < d <= len(sentence.text)
        assert b <= c or d <= a


def test_no_slot_or_choice_is_left_unfilled() -> None:
    for sentence in itertools.islice(written_sentences(5, per_frame=1, governed=9), 400):
        assert not re.search(r"[@|~\x01-\x04()]", sentence.text), sentence


def test_every_frame_names_its_recipient() -> None:
    assert [frame for frame in frames() if not re.search(r"\bR\b|@D", frame.text)] == []


def test_a_frame_is_told_with_its_own_parties() -> None:
    told = Teller("1").tell(Frame("ACCUSE", "-", "condemn R"))
    assert told is not None
    assert "ondemn" in told.text


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("ban", ("banned", "banned", "banning", "bans")),
        ("withdraw", ("withdrew", "withdrawn", "withdrawing", "withdraws")),
        ("deny", ("denied", "denied", "denying", "denies")),
        ("visit", ("visited", "visited", "visiting", "visits")),
        ("free", ("freed", "freed", "freeing", "frees")),
        ("strike", ("struck", "struck", "striking", "strikes")),
    ],
)
def test_verbs_are_inflected(base: str, forms: tuple[str, str, str, str]) -> None:
    assert (past(base), participle(base), gerund(base), present(base)) == forms


def test_held_out_sentences_mark_both_parties_and_cover_every_type() -> None:
    found = list(held_out())
    assert {sentence.type for sentence in found} >= {frame.type for frame in frames()}
    assert not any("{" in sentence.text for sentence in found)
