"""Shares are counted as their names say."""

import pytest

from communique.measure.scores import Score, b_cubed, pairs, pairwise


def test_pairs_of_groups() -> None:
    assert pairs([["a", "b", "c"], ["d"]]) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}


def test_a_wrong_join_costs_precision_and_a_missed_one_recall() -> None:
    assert pairwise(pairs(["abc"]), pairs(["ab", "cd"])) == Score(1 / 3, 1 / 2)


def test_b_cubed_of_two_persons_taken_for_one() -> None:
    wanted = {"a": 1, "b": 1, "c": 2}
    assert b_cubed({"a": 9, "b": 9, "c": 9}, wanted) == Score(pytest.approx(5 / 9), 1.0)
    assert b_cubed(wanted, wanted).f1 == 1.0


def test_an_element_that_was_not_found_stands_alone() -> None:
    assert b_cubed({"a": 9}, {"a": 1, "b": 1}) == Score(1.0, 0.5)
