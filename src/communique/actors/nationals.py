"""A person called by his people: "the Chadian promised elections"."""

from __future__ import annotations

from communique.actors.cast import Cast, Draft
from communique.model import Name

ACTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative"})


def add_nationals(cast: Cast) -> None:
    """ "The Chadian" means the one person of that state named before; where there are several, nobody is meant."""
    for name in cast.names:
        if name.kind in ("adjective", "demonym") and name.country and (meant := national(cast, name)) is not None:
            first, _ = cast.tokens(name.start, name.stop)
            cast.mention(meant, cast.doc[first - 1].idx, name.stop, "national")


def national(cast: Cast, name: Name) -> Draft | None:
    first, after = cast.tokens(name.start, name.stop)
    head = cast.head(name.start, name.stop)
    the = first > 0 and cast.doc[first - 1].lower_ == "the"
    joined = after < len(cast.doc) and (
        cast.doc[after].pos_ in ("NOUN", "PROPN", "ADJ", "PART") or after in cast.names_at
    )
    many = head.tag_ in ("NNS", "NNPS") or head.text.endswith(("s", "ese", "ish", "ch"))
    if not the or joined or many or head.dep_ not in ACTS or head.i in cast.heads:
        return None
    people = [d for d in cast.drafts if d.kind == "person" and d.named and d.country == name.country]
    before = [d for d in people if d.last_before(name.start) >= 0]
    return before[0] if len(before) == 1 else None
