"""Slips of the parser around clauses that tell what was said, mended before any stage reads the parse.

- "The envoy told a briefing that Peru had broken a promise": what is told is taken for a clause about who is told;
- "denied a report in the Mirror that Peru had cut the cable": what is reported is taken for a clause about the paper;
- "A truce that the two agreed last month has held": the day is hung on the verb that follows it;
- "The bloc urged both to wait and offered to help": the second past tense is joined to the infinitive;
- "Rey warned that the lake was shrinking, and called on Chile to act": the second past tense is joined to what was said;
- "Police held nine; six were freed": the clause before a semicolon is taken for what the second tells;
- "A boy was killed and his mother wounded": the second, which has lost its "was", is taken for what she did.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, LOWER, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from communique.lexicon.actor_words import actor_words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
TELLS, TOLD, SPEAKS = (actor_words(name) for name in ("tells-whom", "tells-that", "speaks"))


def mend_clauses(doc: Doc) -> None:
    """Set these slips right, in place."""
    links, tags, strings = doc.to_array(DEP), doc.to_array(TAG), doc.vocab.strings
    for place in np.flatnonzero(links == strings["relcl"]):
        _free_content(doc[int(place)])
        _hang_on_report(doc[int(place)])
        _give_day_back(doc[int(place)])
    for place in np.flatnonzero(doc.to_array(LOWER) == strings[";"]):
        _part_at_semicolon(doc[int(place)])
    for place in np.flatnonzero((links == strings["conj"]) & (tags == strings["VBD"])):
        if _shares_passive(doc[int(place)]):
            continue
        _join_past(doc[int(place)])
        _go_on_saying(doc[int(place)])


def _part_at_semicolon(mark: Token) -> None:
    """ "*Police held nine*; six were freed": a clause of its own, not what somebody says."""
    verb = mark.head
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i < mark.i < verb.i and any(c.dep_ in SUBJECTS for c in clause.children):
            clause.dep_ = "parataxis"


# What befalls people and things, and is told without "was" in the second of two clauses.
BEFALLS = actor_words("befalls")


def _shares_passive(verb: Token) -> bool:
    """ "Two were killed and *four injured*": with a subject of its own and nothing it is done to, under a passive."""
    links = {c.dep_ for c in verb.children}
    under = any(c.dep_ == "auxpass" for c in verb.head.children)
    if (
        not under
        or "nsubj" not in links
        or links & {"dobj", "aux", "ccomp", "xcomp", "prt"}
        or verb.lemma_ not in BEFALLS
    ):
        return False
    verb.tag_ = "VBN"
    for child in verb.children:
        if child.dep_ == "nsubj":
            child.dep_ = "nsubjpass"
    return True


def _free_content(clause: Token) -> None:
    """ "Told a briefing *that Manila had broken a promise*": a clause that lacks nothing is what was told."""
    listener = clause.head
    verb = listener.head
    that = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i and c.dep_ != "nsubj"), None)
    told = verb.lemma_ in TELLS and listener.dep_ in ("dobj", "dative", "npadvmod") and verb.i < listener.i
    if that is None or not told or not _lacks_nothing(clause, that):
        return  # "told the lie that he had learnt"
    clause.head, clause.dep_ = verb, "ccomp"
    _make_conjunction(that, clause)


# What a verb has that lacks nothing: an object, what it is or does, or that it is done to its subject. In "an allegation that
# Peru has repeatedly denied" the verb has none.
WHOLE = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass"})


def _hang_on_report(clause: Token) -> None:
    """ "A report in the Mirror *that Peru had cut the cable*": a clause that lacks nothing is what the report says."""
    name, that = clause.head, clause.left_edge
    report = name.head.head if name.dep_ == "pobj" and name.head.dep_ == "prep" else name
    if report.lemma_.lower() not in TOLD or that.lower_ != "that" or that.dep_ in SUBJECTS:
        return
    whole = {c.dep_ for verb in (clause, that.head) for c in verb.children if c != that} & WHOLE
    if whole and _lacks_nothing(clause, that):
        clause.head, clause.dep_ = report, "acl"
        _make_conjunction(that, clause)


def _give_day_back(clause: Token) -> None:
    """A day between a subject's clause and the subject's verb is the clause's."""
    verb = clause.head.head
    if clause.head.dep_ not in SUBJECTS or clause.tag_ not in ("VBD", "VBN"):
        return
    for day in verb.children:
        if day.dep_ == "npadvmod" and day.left_edge.i == clause.right_edge.i + 1 and day.i < verb.i:
            day.head = clause
            return


def _lacks_nothing(clause: Token, that: Token) -> bool:
    """Whether a clause after "that" has a subject, and an object of its own where the parse takes "that" for one."""
    if not any(c.dep_ in SUBJECTS and c != that for c in clause.children):
        return False
    taken = that.dep_ in ("dobj", "pobj")
    return not taken or any(c.dep_ == "dobj" and c.i != that.i for c in that.head.children)


def _make_conjunction(that: Token, clause: Token) -> None:
    that.head, that.dep_, that.tag_, that.pos_ = clause, "mark", "IN", "SCONJ"


def _join_past(verb: Token) -> None:
    """A past tense goes on after a past tense, not after an infinitive; a subject of its own makes it a clause."""
    infinitive = verb.head
    bound = infinitive.tag_ == "VB" and any(c.tag_ == "TO" for c in infinitive.children)
    if not bound or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    above = infinitive.head
    while above.tag_ != "VBD" and above.head.i != above.i:
        above = above.head
    if above.tag_ != "VBD" or not any(c.dep_ in SUBJECTS for c in above.children):
        return
    for child in list(infinitive.children):
        if child.dep_ in ("cc", "punct") and infinitive.i < child.i < verb.i:
            child.head = above
    verb.head = above


def _go_on_saying(verb: Token) -> None:
    """Who said something, and after a comma called on somebody, did both; what was said ends at the comma."""
    first = verb.head
    saying, link = first.head, next((c for c in first.children if c.dep_ == "cc" and first.i < c.i < verb.i), None)
    if first.dep_ != "ccomp" or link is None or link.nbor(-1).text != "," or verb.lemma_ not in SPEAKS:
        return
    spoke = saying.tag_ == "VBD" and saying.lemma_ in SPEAKS and any(c.dep_ in SUBJECTS for c in saying.children)
    if not spoke or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    for child in (link.nbor(-1), link, verb):
        child.head = saying
