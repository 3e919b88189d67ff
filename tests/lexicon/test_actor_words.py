"""The words by which it is told who is meant."""

from __future__ import annotations

import pytest

from communique.lexicon.actor_words import actor_words, kinds_called, sector_called
from communique.lexicon.people import mediating_words, office_initials, seats, titles
from communique.lexicon.reader import LexiconError
from communique.lexicon.states import known_bodies, state_named


def test_a_class_that_the_list_lacks_is_an_error_and_not_an_empty_set() -> None:
    assert "government" in actor_words("govern")
    with pytest.raises(LexiconError, match="no class 'goverm'"):
        actor_words("goverm")


def test_initials_stand_for_titles_the_list_of_titles_knows() -> None:
    assert all(words[-1] in titles() or words[0] in titles() for words in office_initials().values())


def test_every_seat_stands_for_a_listed_body() -> None:
    assert set(seats().values()) <= {body.name for body in known_bodies()}
    assert state_named("Brussels") is not None


def test_a_noun_calls_again_only_its_own_kinds() -> None:
    assert set(kinds_called("movement")) == {"armed group", "party"}
    assert sector_called("lawmaker") == "LEG"
    assert (kinds_called("teapot"), sector_called("teapot")) == ((), None)


def test_a_verb_of_mediation_is_none_of_comment() -> None:
    assert not mediating_words("verb") & mediating_words("comment")
