"""Names, titles, places and times, as passages of text."""

from __future__ import annotations

from typing import Any

from communique.grammar import Scene
from communique.mentions.names import find_names


def find_places(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()


def find_times(scene: Scene, *rest: object) -> tuple[Any, ...]:
    return ()


__all__ = ["find_names", "find_places", "find_times"]
