"""Who did what to whom: PLOVER events with parties, factuality, date and the words that state them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from communique.events.finding import find_events

__all__ = ["Relation", "find_events", "relation_between"]


class Relation(Struct):
    event: str | None = None
    factuality: str | None = None
    confidence: float = 0.0
    ranked: tuple[Any, ...] = ()


def relation_between(article: Any, doc: Any, actor: Any, recipient: Any) -> Relation | None:
    return None
