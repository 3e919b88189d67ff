"""Slips of the parser around titles and words of respect, mended before any stage reads the parse.

- "His Excellency the Minister, Dr. Omar Said, received": the word of respect is taken for who acts, the title for another
  name of it;
- "met the Ambassador of Peru to Chile, Ana Rey, and": what the envoy is sent to is hung on the verb;
- "had a call from the Minister of Trade of Peru, Ms. Ana Rey": the name is hung on the verb, as a time would be.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import titles

STYLES = actor_words("style")
POSTED = actor_words("posted-to")
# What links a bearer to the word of respect before it, and a place to a verb. Closed.
BEARERS = frozenset({"appos", "nmod", "conj", "npadvmod"})
LINKS = frozenset({"prep", "dative"})


def mend_titled(doc: Doc) -> None:
    """Set both slips right, in place."""
    lower = doc.to_array(LOWER)
    strings = doc.vocab.strings
    for place in np.flatnonzero(np.isin(lower, [strings[word] for word in STYLES])):
        _promote_bearer(doc[int(place)])
    for place in np.flatnonzero(np.isin(lower, [strings[word] for word in POSTED])):
        _hold_post(doc[int(place)])
    for place in np.flatnonzero(doc.to_array(DEP) == strings["npadvmod"]):
        _name_holder(doc[int(place)])


def _promote_bearer(style: Token) -> None:
    """The title or name right behind "His Excellency" takes its place."""
    if style.i == 0 or style.nbor(-1).tag_ != "PRP$":
        return
    bearer = next((c for c in style.children if c.i > style.i and c.dep_ in BEARERS), None)
    if bearer is None or bearer.left_edge.i != style.i + 1 or bearer.pos_ not in ("PROPN", "NOUN"):
        return
    head, link = style.head, style.dep_
    bearer.head, bearer.dep_ = (bearer if head == style else head), link
    for child in [c for c in style.children if c.i > bearer.i]:
        child.head = bearer
    style.head, style.dep_ = bearer, "compound"


def _hold_post(title: Token) -> None:
    """ "The Ambassador of Peru *to* Chile": the place is the title's."""
    end = title.right_edge.i + 1
    link = title.doc[end] if end < len(title.doc) else title
    if link.lower_ != "to" or link.head != title.head or link.dep_ not in LINKS:
        return
    if any(c.pos_ == "PROPN" for c in link.children if c.dep_ == "pobj"):
        link.head, link.dep_ = title, "prep"


def _name_holder(name: Token) -> None:
    """A name after a comma is of the title that ends there."""
    first = name.left_edge.i
    if name.pos_ != "PROPN" or first < 2 or name.doc[first - 1].text != "," or name.doc[first - 1].head != name.head:
        return
    here = name.doc[first - 2]
    while here.lower_ not in titles() and here.head.i < here.i and here.head != name.head:
        here = here.head
    if here.lower_ in titles() and here.text[:1].isupper() and here.right_edge.i == first - 2:
        name.head, name.dep_ = here, "appos"
