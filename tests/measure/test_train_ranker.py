"""Learning the ranker: the same from the same, and something rather than nothing."""

from __future__ import annotations

import numpy as np
import pytest

from communique.events.ranker import WEIGHTS, load_ranker
from communique.measure import train_ranker

NAMES = [["P:condemn", "Pc:ACCUSE"], ["P:visit", "Pc:CONSULT"], ["P:bomb", "Pc:ASSAULT"]] * 40
TYPES = ["ACCUSE", "CONSULT", "ASSAULT"] * 40


@pytest.fixture
def places() -> dict[str, int]:
    return train_ranker.vocabulary(NAMES)


def test_learning_twice_gives_the_same_weights(places: dict[str, int]) -> None:
    first, second = (train_ranker.train(NAMES, TYPES, places) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first.parts(), second.parts(), strict=True))


def test_what_was_told_is_learned_and_classes_carry_unmet_verbs(places: dict[str, int]) -> None:
    ranker = train_ranker.ranker_of(train_ranker.train(NAMES, TYPES, places), places)
    assert train_ranker.right(ranker, NAMES, TYPES) == 1
    scores = ranker.scores(["P:strafe", "Pc:ASSAULT"])
    assert max(scores, key=lambda kind: scores[kind]) == "ASSAULT"
    assert sum(scores.values()) == pytest.approx(1)


def test_the_weights_that_come_with_communique_stay_small() -> None:
    assert WEIGHTS.stat().st_size < 5_000_000
    assert load_ranker().types == train_ranker.TYPES


def test_sums_at_places_agree_with_adding_one_by_one() -> None:
    places = np.array([2, 0, 2, 1, 2])
    values = np.arange(10, dtype=np.float32).reshape(5, 2)
    expected = np.zeros((4, 2), np.float32)
    np.add.at(expected, places, values)
    assert np.array_equal(train_ranker.scattered((4, 2), places, values), expected)
