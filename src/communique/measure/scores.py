"""Shares and their means, as the measurements print them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple, TypeVar

H = TypeVar("H", bound=Hashable)


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each a share of 1; 1 where there was nothing to find."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def pairs(groups: Iterable[Iterable[H]]) -> set[frozenset[H]]:
    """Every two that lie in one group."""
    return {frozenset(pair) for group in groups for pair in combinations(set(group), 2)}


def pairwise(found: set[frozenset[H]], wanted: set[frozenset[H]]) -> Score:
    """How many pairs put together belong together, and how many that belong together were put so."""
    right = len(found & wanted)
    return Score(right / len(found) if found else 1.0, right / len(wanted) if wanted else 1.0)


def b_cubed(found: Mapping[H, Hashable], wanted: Mapping[H, Hashable]) -> Score:
    """B-cubed: for each element, the share of its found group that belongs with it, and of its wanted group found.

    Both mappings give the group of every element; an element of `wanted` that `found` lacks stands alone.
    """
    elements = list(wanted)
    if not elements:
        return Score(1.0, 1.0)
    precision = recall = 0.0
    for one in elements:
        mine = {o for o in elements if one == o or (one in found and found.get(o) == found[one])}
        theirs = {o for o in elements if wanted[o] == wanted[one]}
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    return Score(precision / len(elements), recall / len(elements))
