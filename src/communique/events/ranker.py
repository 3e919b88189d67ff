"""The ranker: which PLOVER type the words between two parties speak for, by weights learned on written sentences.

A small network over the named features of a pair: each known feature adds its row to a hidden layer, which votes for the
types. Weights are data (`ranker.npz`), rebuilt by `python -m communique.measure.train_ranker`; reading them needs numpy
alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

WEIGHTS = Path(__file__).parent / "ranker.npz"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Ranker:
    """Learned weights. `direct` lets each feature vote for types by itself, `hidden` and `out` let features work together."""

    types: tuple[str, ...]
    places: dict[str, int]
    direct: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    temperature: float

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The share of belief in each type; they add up to 1."""
        rows = [self.places[name] for name in features if name in self.places]
        scale = np.float32(1 / np.sqrt(max(len(rows), 1)))
        inner = np.maximum(self.hidden[rows].sum(axis=0) * scale + self.hidden_bias, 0)
        votes = (self.direct[rows].sum(axis=0) * scale + inner @ self.out) / self.temperature
        odds = np.exp(votes - votes.max())
        return dict(zip(self.types, (odds / odds.sum()).tolist(), strict=True))


@cache
def load_ranker() -> Ranker:
    """The weights that come with communique, read once a process."""
    with np.load(WEIGHTS) as data:
        names = data["names"].tobytes().decode("utf-8").split("\n")
        types = data["types"].tobytes().decode("utf-8").split("\n")
        return Ranker(
            types=tuple(types),
            places={name: row for row, name in enumerate(names)},
            direct=data["direct"].astype(np.float32),
            hidden=data["hidden"].astype(np.float32),
            hidden_bias=data["hidden_bias"].astype(np.float32),
            out=data["out"].astype(np.float32),
            temperature=float(data["temperature"]),
        )
