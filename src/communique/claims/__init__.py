from __future__ import annotations

from typing import Any

from communique.grammar import Scene


def find_claims(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()


def find_commitments(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()
