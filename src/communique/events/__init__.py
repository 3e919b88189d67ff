"""Who did what to whom: PLOVER events with parties, factuality, date and the words that state them."""

from __future__ import annotations

from communique.events.doubted import events_in_doubt
from communique.events.finding import find_events
from communique.events.relation import Relation, relation_between, type_scores

__all__ = ["Relation", "events_in_doubt", "find_events", "relation_between", "type_scores"]
