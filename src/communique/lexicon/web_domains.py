"""Which state an address on the web belongs to, by its last label: `nation.co.ke` is Kenya's."""

from __future__ import annotations

from functools import cache

import pycountry

from communique.lexicon.actor_words import actor_words


@cache
def state_of_domain(host: str) -> str | None:
    """The ISO 3166 alpha-3 code of the state whose domain a host stands in; None for domains sold to all the world
    (`.io`, `.tv`) and for those of no state."""
    label = host.rpartition(".")[2].lower()
    if len(label) != 2 or label in actor_words("domain-of-all"):
        return None
    state = pycountry.countries.get(alpha_2="GB" if label == "uk" else label)
    return str(state.alpha_3) if state is not None else None
