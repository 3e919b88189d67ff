"""Whether a person is told to have to do with a state as with another's: "President X threatened action against Y"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.cast import Cast, Draft
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import person_nouns

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Prepositions whose object is another party, not where something happens. Closed.
OTHERS = frozenset({"with", "against", "to", "from", "about", "by", "towards", "toward", "between"})
# Relations inside a noun phrase: "Reagan's statement", "US mediation", "the government of Chad".
WITHIN = frozenset({"poss", "compound", "amod", "nmod", "appos"})
# Verbs whose subject's own state is their object or goal: "led Chad", "returned to Chad".
OWN = actor_words("of-own-state")
FACING_KINDS = frozenset({"state", "capital", "metonym", "adjective"})
GOVERNMENTS = actor_words("govern")
HELD_BY_OWN = actor_words("held-by-own")
# Verbs whose subjects, joined by "and", do something with each other.
MUTUAL = actor_words("done-together")
MEETINGS = MUTUAL | actor_words("receives")


def faces(cast: Cast, person: Draft, country: str) -> bool:
    """The person and the state stand on two sides of one verb. On a page written in the state's capital it takes more
    to believe that its president is another's: there nothing is asked."""
    if comes_to(cast, person, country) or has_counterpart(cast, person, country):
        return True
    if cast.dated == country:
        return False
    mine = {role for start, stop in person.mentions for role in roles(cast.head(start, stop))}
    return any(
        verb == other and side != other_side and cast.doc[verb].lemma_ not in OWN
        for verb, side in mine
        for other, other_side in sides_of_state(cast, country)
    )


def comes_to(cast: Cast, person: Draft, country: str) -> bool:
    """ "Minister X arrived in Niamey": who travels to a state, by its name or capital, is most often another's. One who
    comes back or home is its own."""
    for start, stop in person.mentions:
        head = cast.head(start, stop)
        for verb, side in (*roles(head), *roles_as_who(head)):
            told = cast.doc[verb]
            back = any(c.lower_ in ("back", "home") for c in told.children)
            if side == "subject" and goes(told) and not back and goal_of(cast, told) == country:
                return True
    return False


def roles_as_who(head: Token) -> Iterator[tuple[int, str]]:
    """ "The president, *who* is due to visit Riga"."""
    while head.dep_ in WITHIN:
        head = head.head
    for clause in head.children:
        if clause.dep_ == "relcl" and any(c.lower_ == "who" and c.dep_ == "nsubj" for c in clause.children):
            yield clause.i, "subject"


def has_counterpart(cast: Cast, person: Draft, country: str) -> bool:
    """ "The president spoke with *his Uruguayan counterpart*": nobody's counterpart is of his own state."""
    doers = {verb for start, stop in person.mentions for verb, side in roles(cast.head(start, stop)) if side != "other"}
    for name in cast.names:
        noun = cast.head(name.start, name.stop).head
        if name.country != country or name.kind != "adjective" or noun.lower_ not in COUNTERPARTS:
            continue
        theirs = any(c.dep_ == "poss" and c.lower_ in ("his", "her") for c in noun.children)
        if theirs and any(verb in doers for verb, _ in roles(noun)):
            return True
    return False


JOURNEYS = actor_words("journey")
AWAITED = actor_words("awaited")


def goes(verb: Token) -> bool:
    """ "Arrived in Riga"; "is due in Riga", "is expected in Riga": who is awaited somewhere goes there."""
    return verb.lemma_ in JOURNEYS - OWN or any(t.lower_ in AWAITED for t in (verb, *verb.children))


def goal_of(cast: Cast, verb: Token) -> str | None:
    """The state, by its name or capital, that a journey goes to."""
    awaited = [c for c in verb.children if c.lower_ in AWAITED]
    awaited += [c for token in (verb, *awaited) for c in token.children if c.dep_ == "xcomp" and c.lemma_ in JOURNEYS]
    for child in (c for token in (verb, *awaited) for c in token.children):
        links = child.children if child.dep_ == "prep" and child.lower_ in ("to", "in", "for") else (child,)
        for goal in links:
            name = cast.names_at.get(goal.i) if goal.dep_ in ("dobj", "pobj") else None
            if name is not None and name.kind in ("state", "capital"):
                return name.country
    return None


def sides_of_state(cast: Cast, country: str) -> Iterator[tuple[int, str]]:
    """Where a state stands, and those who are told to be its own: "Uzbekistan's foreign minister", "her Namibian
    counterpart"."""
    yield from sides_of_officials(cast, country)
    for name in cast.names:
        if name.country != country or name.kind not in FACING_KINDS or name.dateline:
            continue
        head = cast.head(name.start, name.stop)
        if head.dep_ == "poss" and head.head.lemma_.lower() in HELD_BY_OWN:
            continue  # "the minister reaffirmed Peru's commitment": he is Peru's
        # A president faces his own state's people and officials every day; its government only another's.
        if name.kind != "adjective" or head.head.lower_ in GOVERNMENTS:
            yield from roles(head)


def sides_of_officials(cast: Cast, country: str) -> Iterator[tuple[int, str]]:
    """Those whose office or phrase names the state."""
    for title in cast.titles:
        if title.of is not None and names_state(cast, title.of.start, title.of.stop, country):
            spans = (title, title.holder) if title.holder is not None else (title,)
            found = [role for span in spans for role in roles(cast.head(span.start, span.stop))]
            yield from found
            yield from (role for verb, side in found for role in told_of_self(cast.doc[verb], side))
    for name in cast.names:
        if name.country == country and name.kind == "adjective" and not name.dateline:
            noun = cast.head(name.start, name.stop).head
            if noun.lemma_.lower() in person_nouns() or noun.lower_ in COUNTERPARTS:
                # A judge charges officials of his own state, a minister meets another's.
                yield from (role for role in roles(noun) if cast.doc[role[0]].lemma_ in MEETINGS)


def told_of_self(verb: Token, side: str) -> Iterator[tuple[int, str]]:
    """ "The president said *she* had spoken with X": who says what "she" did is she."""
    for clause in verb.children:
        if side == "subject" and clause.dep_ == "ccomp":
            yield from ((clause.i, side) for c in clause.children if c.dep_ == "nsubj" and c.lower_ in ("he", "she"))


def names_state(cast: Cast, start: int, stop: int, country: str) -> bool:
    return any(n.country == country and start <= n.start < stop and n.kind in FACING_KINDS for n in cast.names)


COUNTERPARTS = actor_words("counterpart")


def roles(head: Token) -> Iterator[tuple[int, str]]:
    """(verb, side) of the phrase a token belongs to: its subject, or what it is done to or with."""
    top = head
    joined = False
    while top.dep_ in WITHIN or top.dep_ == "conj":
        joined = joined or top.dep_ == "conj"
        top = top.head
    if top.dep_ in SUBJECTS:
        # "A and B met", "A and B signed": each is the other's other side.
        yield top.head.i, "joined" if joined and top.head.lemma_ in MUTUAL else "subject"
    elif top.dep_ in ("dobj", "dative"):
        yield top.head.i, "other"
    elif top.dep_ in ("pobj", "agent") and top.head.lower_ in OTHERS:
        above = top.head.head
        while above.dep_ in ("dobj", "pobj", "prep"):
            above = above.head
        yield above.i, "other"
