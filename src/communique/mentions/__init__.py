from __future__ import annotations

from typing import Any

from communique.grammar import Scene


def find_names(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()


def find_places(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()


def find_times(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()
