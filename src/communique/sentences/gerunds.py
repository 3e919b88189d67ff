"""A slip of the parser around "-ing": "answered by halting deliveries" is taken for "by deliveries that halt"."""

from __future__ import annotations

import numpy as np
from spacy.attrs import TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token


def mend_gerunds(doc: Doc) -> None:
    """Make the word after "by" what is done and the noun what it is done to, in place."""
    for place in np.flatnonzero(doc.to_array(TAG) == doc.vocab.strings["VBG"]):
        _free_gerund(doc[int(place)])


def _free_gerund(doing: Token) -> None:
    """Only behind an active verb: "was blocked *by protesting miners*" says who blocked it."""
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
