from __future__ import annotations

from typing import Any

from msgspec import Struct

from communique.grammar import Scene


class Relation(Struct):
    event: str | None = None
    factuality: str | None = None
    confidence: float = 0.0
    ranked: tuple[Any, ...] = ()


def find_events(scene: Scene) -> tuple[Any, ...]:
    return ()


def relation_between(article: Any, doc: Any, actor: Any, recipient: Any) -> Relation | None:
    return None
