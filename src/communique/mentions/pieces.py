"""A name while it is being made out."""

from __future__ import annotations

from dataclasses import dataclass

from communique.mentions.gazetteer import Known
from communique.model import NameKind


@dataclass
class Piece:
    """A name being made out: tokens doc[start:stop], what is known of it, and how that is known."""

    start: int
    stop: int
    kind: NameKind | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    rule: str = "name-run"
    sure: bool = False
    dateline: bool = False
    loud: bool = False


def piece_of(start: int, stop: int, known: Known) -> Piece:
    return Piece(
        start, stop, known.kind, known.name, known.country, known.sector, rule=f"name-list-{known.kind}", sure=True
    )
