"""Word lists and rules, and the reader that checks them. The data stands in `lexicon/en/`, one file a topic."""

from communique.lexicon.reader import Entry, LexiconError, all_rules, fingerprint, load_list, load_rules, where_stands
from communique.lexicon.states import (
    KnownBody,
    State,
    StateName,
    Territory,
    known_bodies,
    state_named,
    state_names,
    state_of,
    states,
    territories,
)

__all__ = [
    "Entry",
    "KnownBody",
    "LexiconError",
    "State",
    "StateName",
    "Territory",
    "all_rules",
    "fingerprint",
    "known_bodies",
    "load_list",
    "load_rules",
    "state_named",
    "state_names",
    "state_of",
    "states",
    "territories",
    "where_stands",
]
