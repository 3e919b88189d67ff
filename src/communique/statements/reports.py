"""Reporting verbs in a parse: which words report, who speaks, and where the reporting clause itself begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.grammar import is_passive, subject_of
from communique.grammar.parsed import Doc, Token
from communique.statements.cues import Cue, documents, unsaid, verbs

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Modals that leave open whether anything was said at all: "could say", "would not say".
UNSAID = frozenset({"may", "might", "could", "would", "should", "can", "must", "ought", "will", "'ll", "’ll", "shall"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NEGATIONS = frozenset({"never", "not", "n't", "n’t"})
NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
QUOTE_MARKS = frozenset("\"“”„«»‘’'‟‹›`") | {"''", "``"}


@dataclass(frozen=True, slots=True)
class Report:
    """A verb that reports, with its subject. `own` is that subject where it stands in the verb's own clause."""

    verb: Token
    cue: Cue
    subject: Token | None
    own: Token | None
    negated: bool
    unsaid: bool

    def takes(self, what: str) -> bool:
        return what in self.cue.takes


def reports_in(doc: Doc) -> Iterator[Report]:
    """Every reporting verb, in reading order."""
    table = verbs()
    for token in doc:
        if token.dep_ in ("compound", "amod") and token.head.i > token.i:
            continue  # "*warning* shots"
        cues = table.get(token.lemma_.lower()) if token.tag_[:2] == "VB" else None
        cue = next((c for c in cues if _fits(token, c)), None) if cues else None
        if cue is not None:
            yield report_of(token, cue)


def _fits(verb: Token, cue: Cue) -> bool:
    """A cue with a particle needs it beside the verb; one without must not be robbed of its own by another."""
    if cue.particle is None:
        return True
    return any(word.lower_ == cue.particle for word in verb.doc[verb.i + 1 : verb.i + 4])


def report_of(verb: Token, cue: Cue) -> Report:
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    lowers = {h.lower_ for h in helpers}
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
    if own is None and verb.i and verb.nbor(-1).text in QUOTE_MARKS and verb.tag_ in FINITE:
        own = next((c for c in verb.children if c.dep_ in ("dobj", "attr") and c.i > verb.i), None)
    if own is None and "clause" in cue.takes:
        own = subject_by_order(verb)
    return Report(
        verb=verb,
        cue=cue,
        subject=speaker_of(verb, own),
        own=own,
        negated=any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in verb.children)
        or (own is not None and denies(own)),
        unsaid=bool(lowers & UNSAID) or (not_yet_said(verb) and verb.head.lemma_ in unsaid()),
    )


def not_yet_said(verb: Token) -> bool:
    """An infinitive ("refused to say") or the bare verb of a demand ("demanded that she explain")."""
    return verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and verb.tag_ == "VB")


def denies(subject: Token) -> bool:
    """ "neither side has confirmed that", "nobody said that"."""
    return subject.lower_ in NOBODY or any(c.lower_ in NOBODY for c in subject.children if c.dep_ in ("det", "preconj"))


def subject_by_order(verb: Token) -> Token | None:
    """The noun right before a verb that ends its sentence, where the parse hung it on the words before.

    ("The dead included two boys, the mayor of Anvers, Anna Berg, said.")
    """
    if verb.tag_ not in FINITE or verb.i + 1 >= len(verb.doc) or verb.i - 2 <= verb.sent.start:
        return None
    opened = verb.sent[0].dep_ == "prep" and verb.sent[0].head.i == verb.i and verb.dep_ == "ROOT"
    near = verb.nbor(1)
    if not opened and near.text not in (".", ",", ";") and near.dep_ not in ("prep", "npadvmod", "advmod"):
        return None
    if any(c.dep_ in SUBJECTS for c in verb.children) or verb.dep_ in ("relcl", "conj", "xcomp"):
        return None
    at = verb.i - 1 if verb.nbor(-1).text != "," else verb.i - 2
    noun = verb.doc[at]
    while noun.dep_ in ("compound", "pobj", "prep", "poss", "case", "nmod", "flat") and noun.head.i < verb.i:
        noun = noun.head
    if noun.dep_ == "appos" and {noun.pos_, noun.head.pos_} == {"PROPN", "NOUN"}:
        noun = noun.head
        if (
            opened and noun.dep_ == "appos"
        ):  # "In a speech in Lomé, Togo's prime minister, Anna Berg, said": hung on Lomé
            return noun
    elif noun.dep_ == "appos" and noun.head.dep_ == "pobj" and noun.head.head.head.pos_ == "NOUN":
        noun = noun.head.head.head  # "the mayor of Anvers, Anna Berg": hung on Anvers
    if noun.pos_ not in ("PROPN", "NOUN") or noun.left_edge.i == verb.sent.start:
        return None
    return noun if noun.left_edge.nbor(-1).text in (",", "”", '"') else None


def speaker_of(verb: Token, own: Token | None) -> Token | None:
    """Who says it: the subject, the agent of a passive ("was told by"), or the passive subject of "was quoted as"."""
    if is_passive(verb):
        by = next((c for c in verb.children if c.dep_ == "agent"), None)
        return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if own is not None:
        return own
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in ("quote", "cite"):
        above = verb.head.head
        return next((c for c in above.children if c.dep_ in ("nsubjpass", "nsubj")), None) or (
            above.head if above.dep_ in ("acl", "relcl") else None
        )
    return maker_of(sharer_of(verb))


def maker_of(shared: Token | None) -> Token | None:
    """Who issues the document that speaks ("issued a statement calling it a farce"); any other speaker is itself."""
    if shared is None or shared.dep_ != "dobj" or shared.lemma_.lower() not in documents():
        return shared
    issuer = subject_of(shared.head)
    return issuer if issuer is not None else shared


def sharer_of(verb: Token) -> Token | None:
    """The subject a verb shares: with a verb before it ("met and said"), above it ("left, saying"), or its noun.

    A gerund after a report is the reporter's own ("said talks had failed, adding that"), wherever the parse hangs it.
    """
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        for above in verb.ancestors:
            own = next((c for c in above.children if c.dep_ == "nsubj"), None)
            if own is not None and above.lemma_ in verbs() and above.dep_ in ("ROOT", "conj", "parataxis"):
                return own
    if verb.dep_ == "conj" and verb.tag_ in FINITE and verb.head.tag_ != verb.tag_:
        for above in verb.ancestors:
            own = next((c for c in above.children if c.dep_ == "nsubj"), None)
            if own is not None and above.tag_ == verb.tag_ and above.lemma_ in verbs():
                return own
    shared = subject_of(verb)
    if shared is not None or verb.dep_ != "pcomp":
        return shared
    above = verb.head.head
    return subject_of(above) if above.pos_ in ("VERB", "AUX") else None


def clause_tokens(report: Report) -> tuple[int, int]:
    """First and last token of the bare reporting clause: subject, helpers and verb."""
    verb = report.verb
    left = right = verb.i
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") or (child.dep_ == "advmod" and abs(child.i - verb.i) <= 2):
            left, right = min(left, child.i), max(right, child.i)
    if report.own is not None:
        first, last = noun_bounds(report.own, verb)
        left, right = min(left, first), max(right, last)
    return left, right


def noun_bounds(noun: Token, verb: Token) -> tuple[int, int]:
    """The full noun phrase on its side of the verb: appositions and relative clauses inside, quoted words outside."""
    doc = noun.doc
    first, last = noun.left_edge.i, noun.right_edge.i
    if noun.i < verb.i:
        last = min(last, verb.i - 1)
    else:
        first = max(first, verb.i + 1)
    for i in range(noun.i - 1, first - 1, -1):
        if _breaks(doc[i], noun):
            first = i + 1
            break
    for i in range(noun.i + 1, last + 1):
        if _breaks(doc[i], noun):
            last = i - 1
            break
    while last > noun.i and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in (")",):
        last -= 1
    while first < noun.i and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in ("(",):
        first += 1
    return first, last


def _breaks(token: Token, noun: Token) -> bool:
    return "\n" in token.text or (token.text in ("“", "”", "''", "``") and token.i != noun.i) or token.text == ";"
