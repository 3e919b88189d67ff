"""Whether a person is told to have to do with a state as with another's: "President X threatened action against Y"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.cast import Cast, Draft
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Prepositions whose object is another party, not where something happens. Closed.
OTHERS = frozenset({"with", "against", "to", "from", "about", "by", "towards", "toward", "between"})
# Relations inside a noun phrase: "Reagan's statement", "US mediation", "the government of Chad".
WITHIN = frozenset({"poss", "compound", "amod", "nmod", "appos"})
# Verbs whose subject's own state is their object or goal: "led Chad", "returned to Chad".
OWN = actor_words("of-own-state")
FACING_KINDS = frozenset({"state", "capital", "metonym", "adjective"})
GOVERNMENTS = actor_words("govern")


def faces(cast: Cast, person: Draft, country: str) -> bool:
    """The person and the state stand on two sides of one verb. On a page written in the state's capital it takes more
    to believe that its president is another's: there nothing is asked."""
    if cast.dated == country:
        return False
    mine = {role for start, stop in person.mentions for role in roles(cast.head(start, stop))}
    return any(
        verb == other and side != other_side and cast.doc[verb].lemma_ not in OWN
        for verb, side in mine
        for other, other_side in sides_of_state(cast, country)
    )


def sides_of_state(cast: Cast, country: str) -> Iterator[tuple[int, str]]:
    for name in cast.names:
        if name.country != country or name.kind not in FACING_KINDS or name.dateline:
            continue
        head = cast.head(name.start, name.stop)
        # A president faces his own state's people and officials every day; its government only another's.
        if name.kind != "adjective" or head.head.lower_ in GOVERNMENTS:
            yield from roles(head)


def roles(head: Token) -> Iterator[tuple[int, str]]:
    """(verb, side) of the phrase a token belongs to: its subject, or what it is done to or with."""
    top = head
    while top.dep_ in WITHIN or top.dep_ == "conj":
        top = top.head
    if top.dep_ in SUBJECTS:
        yield top.head.i, "subject"
    elif top.dep_ in ("dobj", "dative"):
        yield top.head.i, "other"
    elif top.dep_ in ("pobj", "agent") and top.head.lower_ in OTHERS:
        above = top.head.head
        while above.dep_ in ("dobj", "pobj", "prep"):
            above = above.head
        yield above.i, "other"
