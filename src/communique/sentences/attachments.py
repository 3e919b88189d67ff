"""Words that the parser hangs one step too low, mended before any stage reads the parse.

- "answered by halting deliveries" is taken for "by deliveries that halt";
- "accused the army of theft" is taken for a charge against an "army of theft";
- "urged both to wait": "both" is taken into the infinitive, though it is who is urged.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import LEMMA, LOWER, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from communique.lexicon.actor_words import actor_words

# Verbs that take whom and then, after "of", what.
OF_WHAT = actor_words("of-what")


def mend_attachments(doc: Doc) -> None:
    """Set these slips right, in place."""
    strings = doc.vocab.strings
    for place in np.flatnonzero(doc.to_array(LOWER) == strings["both"]):
        _free_both(doc[int(place)])
    for place in np.flatnonzero(doc.to_array(TAG) == strings["VBG"]):
        _free_gerund(doc[int(place)])
    for place in np.flatnonzero(np.isin(doc.to_array(LEMMA), [strings[verb] for verb in OF_WHAT])):
        _free_charge(doc[int(place)])


def _free_both(both: Token) -> None:
    """ "Urged *both* to wait", "called on *both* to wait": between a verb and the infinitive that hangs on it."""
    doc, before = both.doc, both.i - 1
    if before < 0 or both.i + 2 >= len(doc) or doc[both.i + 1].lower_ != "to" or doc[both.i + 1].dep_ != "aux":
        return
    act, verb = doc[both.i + 1].head, doc[before]
    if verb.pos_ == "VERB" and act.dep_ in ("xcomp", "ccomp", "advcl") and act.head == verb:
        both.head, both.dep_ = verb, "dobj"


def _free_charge(verb: Token) -> None:
    """The first "of" behind whom one accuses is of the charge; a name keeps its own ("the Bank of Chad")."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children):
        return
    whom = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    link = next((c for c in whom.children if c.dep_ == "prep" and c.lower_ == "of"), None) if whom is not None else None
    if whom is not None and link is not None and whom.pos_ == "NOUN" and link.i == whom.i + 1:
        what = next((c for c in link.children if c.dep_ == "pobj"), None)
        if what is not None and what.pos_ == "NOUN" and what.left_edge.i == what.i:
            link.head = verb


def _free_gerund(doing: Token) -> None:
    """The word after "by" is what is done, and the noun what it is done to; only behind an active verb: "was blocked *by protesting miners*" says who blocked it."""
    noun, link = doing.head, doing.head.head
    behind = doing.i > 0 and doing.nbor(-1).i == link.i and link.lower_ == "by" and link.dep_ == "prep"
    if doing.dep_ != "amod" or not behind or noun.dep_ != "pobj" or noun.left_edge.i != doing.i:
        return
    verb = link.head
    if verb.pos_ != "VERB" or verb.tag_ == "VBN":
        return
    end = noun.right_edge.i + 1
    doing.head, doing.dep_, doing.pos_ = link, "pcomp", "VERB"
    noun.head, noun.dep_ = doing, "dobj"
    if end < len(doing.doc) and doing.doc[end].dep_ in ("prep", "dative") and doing.doc[end].head == verb:
        doing.doc[end].head = doing  # "halting deliveries *to Chad*"
