"""What is contested on a page, and what somebody has undertaken to do."""

from __future__ import annotations

from typing import Any

from communique.claims.commitments import find_commitments
from communique.grammar import Scene

__all__ = ["find_claims", "find_commitments"]


def find_claims(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()
