"""Who stand together or against each other in one clause: "A and B", "talks between A and B", "A met B"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from communique.grammar.parsed import Stretch, Token
from communique.lexicon.people import mediating_words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Prepositions by which a verb's subject has the other side: "met *with* B", "appealed *to* B". Closed.
TOWARDS = frozenset({"with", "against", "from", "to"})

# Prepositions that join two sides: "talks *between* A and B", "signed *by* A and B", "envoys *from* A and B". Closed.
BETWEEN = frozenset({"between", "among", "by", "of", "from"})


def mediates(token: Token) -> bool:
    """The token heads a go-between's or host's name: "Oman brokered", "mediated by Oman", "Oman's mediation", "under
    the eye of Oman", "Oman-brokered"."""
    link = token.head
    if token.dep_ in ("nsubj", "npadvmod") and link.lemma_ in mediating_words("verb"):
        return not is_for_many(link)
    if token.dep_ == "poss":
        return link.lemma_ in mediating_words("noun")
    if token.dep_ != "pobj":
        return token.dep_ == "conj" and mediates(link)
    if link.lower_ == "by":
        by_noun = link.head.lemma_ in mediating_words("noun")  # "after mediation by Oman"
        return by_noun or (link.head.lemma_ in mediating_words("verb") and not is_for_many(link.head))
    return link.lower_ == "of" and link.head.lemma_ in mediating_words("noun")


def is_for_many(verb: Token) -> bool:
    """ "An exhibition, which will be hosted by China", "hosted a dinner": what is held is no affair of two others."""
    held = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if any(word.tag_ in ("WDT", "WP") for word in held) or verb.dep_ == "acl":  # the noun it hangs on, or one before
        held += [w for w in verb.sent if w.i < verb.i and w.pos_ == "NOUN"]
    return any(word.lemma_.lower() in mediating_words("open") for word in held)


def offers_to_mediate(token: Token) -> bool:
    """ "Chile's president, Ana Luz, offered to mediate"."""
    subject = token.head if token.dep_ == "appos" else token
    verb = subject.head
    return subject.dep_ == "nsubj" and any(
        c.dep_ == "xcomp" and c.lemma_ in mediating_words("verb") for c in verb.children
    )


def pairs_in(sentence: Stretch, actors: Container[int]) -> Iterator[tuple[Token, Token]]:
    """The heads of every two actors that a sentence joins, then of those it opposes, in reading order. `actors` are the
    tokens that head one."""
    for token in sentence:
        if token.i in actors and joins_two(token, actors):
            yield token, token.conjuncts[0]
    for token in sentence:
        if token.i in actors and token.dep_ in SUBJECTS and not token.conjuncts and not mediates(token):
            yield from ((token, other) for other in opposite(token.head) if other.i in actors)


def joins_two(token: Token, actors: Container[int]) -> bool:
    """ "A and B agreed", "between A and B", "C hosted A and B": two sides, and no third they both face."""
    if token.dep_ == "conj" or len(token.conjuncts) != 1 or mediates(token):
        return False
    if token.dep_ in SUBJECTS:
        if token.head.lemma_ in mediating_words("comment"):
            return False
        return not any(other.i in actors for other in opposite(token.head))
    if token.dep_ == "pobj":
        return token.head.lower_ in BETWEEN
    return token.dep_ == "dobj" and any(c.dep_ in SUBJECTS and mediates(c) for c in token.head.children)


def opposite(verb: Token) -> Iterator[Token]:
    """Whom a verb's subject has before it: its object, and the object of "with", "against", "from", "to"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and not mediates(child):
            yield child
        if child.dep_ == "prep" and child.lower_ in TOWARDS:
            yield from (obj for obj in child.children if obj.dep_ == "pobj" and not mediates(obj))
        if child.dep_ == "dobj":
            links = [c for c in child.children if c.dep_ == "prep" and c.lower_ in TOWARDS]
            yield from (obj for link in links for obj in link.children if obj.dep_ == "pobj")
