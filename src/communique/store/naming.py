"""The names under which the record gathers actors over articles."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

from communique.model import Actor, ActorKind, Article

# PLOVER's codes for what belongs to no state in particular.
NO_STATE = frozenset(("IGO", "NGO", "MNC", "IMG", "ISM", "UNO"))
# Kinds of actor whose names many states share.
HOMES = frozenset(("body", "military", "party", "media", "population", "armed group"))
# How the names of actors begin that have one of their own; those known by common words are named after their article.
NAMED = tuple(f"{kind.replace(' ', '-')}-" for kind in get_args(ActorKind))


def home(country: str | None) -> str | None:
    """The name under which everybody of one country is gathered: the state, its people, ministries and parties."""
    return f"of-{country.lower()}" if country and country not in NO_STATE else None


def whole_country(who: str) -> str:
    """A state as everybody of it, under the name that `home` gives; others as they are."""
    return f"of-{who.removeprefix('state-')}" if who.startswith("state-") else who


def who(actor: Actor, article: Article) -> str:
    """The name under which one actor is gathered over articles: its kind and its name without case or accents.

    States go by their code; a ministry, an army or a party goes by its name and its country's code, because every state
    has a foreign ministry. An actor known only by common words is this article's alone.
    """
    if not actor.named:
        return f"{article.id}-{actor.id}"
    if actor.kind == "state" and actor.country:
        return f"state-{actor.country.lower()}"
    plain = "".join(c for c in unicodedata.normalize("NFKD", actor.name.casefold()) if not unicodedata.combining(c))
    slug = re.sub(r"[\W_]+", "-", plain).strip("-")
    whose = f"-{actor.country.lower()}" if actor.kind in HOMES and actor.country else ""
    return f"{actor.kind.replace(' ', '-')}-{slug or actor.id}{whose}"
