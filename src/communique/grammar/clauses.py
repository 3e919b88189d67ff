"""Subjects, objects and clauses of a dependency parse (ClearNLP labels, as spaCy's English pipelines use them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from communique.grammar.parsed import Doc, Token
from communique.model import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
# Relations by which a verb shares the subject of the verb above it: "agreed to meet", "met and signed", "left, saying".
SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "pcomp", "parataxis"})


def span_of(tokens: Iterable[Token]) -> Span:
    """From the first to the last of these tokens, as characters of the article."""
    ordered = sorted(tokens, key=lambda token: token.i)
    return Span(ordered[0].idx, ordered[-1].idx + len(ordered[-1]))


def subtree_span(token: Token, without: Iterable[Token] = ()) -> Span:
    """All words under `token`, leaving out the subtrees of `without`; outer spaces and commas trimmed."""
    left_out = {t.i for other in without for t in other.subtree}
    kept = [t for t in token.subtree if t.i not in left_out]
    return trimmed(text_of(token.doc), span_of(kept or [token]))


def text_of(doc: Doc) -> str:
    """The Doc's text, built once: spaCy joins all its tokens anew each time `doc.text` is asked."""
    kept = doc.user_data.get("text")
    if kept is None:
        kept = doc.user_data["text"] = doc.text
    return str(kept)


# The article at hand and the one before it: stages look at one article at a time.
AT_HAND = 2


@lru_cache(maxsize=AT_HAND)
def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The words of a Doc, built once: spaCy makes each anew whenever a Doc is walked through."""
    return tuple(doc)


@lru_cache(maxsize=AT_HAND)
def bounds_of(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Where each word starts and stops, in characters."""
    return tuple((token.idx, token.idx + len(token)) for token in tokens_of(doc))


def trimmed(text: str, span: Span, marks: str = " \t\n\xa0,;:") -> Span:
    """The span without the spaces and separating marks at its ends."""
    start, stop = span.start, span.stop
    while start < stop and text[start] in marks:
        start += 1
    while stop > start and text[stop - 1] in marks:
        stop -= 1
    return Span(start, stop)


def phrase(token: Token) -> list[Token]:
    """The noun phrase a noun heads: determiners, adjectives, compounds and possessors, no clause, no conjunct."""
    outer = {"relcl", "acl", "appos", "conj", "cc", "prep", "punct", "advcl", "parataxis", "dep", "preconj"}
    return sorted(
        [token, *(t for child in token.children if child.dep_ not in outer for t in child.subtree)], key=lambda t: t.i
    )


def conjuncts_of(token: Token) -> list[Token]:
    """The token and those coordinated with it ("Dar and Lavrov"), in reading order; those before it are not looked for."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts_of(child)
    return found


def participles_of(noun: Token) -> list[Token]:
    """Participles and clauses behind a noun; also those that parses hang on the last name of its phrase ("a summit of
    leaders planned for May", "a truce between Chad and Niger brokered by Oman")."""
    below = (n for prep in noun.children if prep.dep_ == "prep" for n in prep.children if n.dep_ == "pobj")
    holders = (noun, *(word for first in below for word in conjuncts_of(first)))
    return [c for holder in holders for c in holder.children if c.dep_ in ("acl", "relcl")]


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, or the one it shares: with the verb above it ("met and signed", "agreed to meet"), or the
    noun it modifies ("the minister, who met", "the envoy visiting Cairo")."""
    seen: set[int] = set()
    here: Token | None = verb
    while here is not None and here.i not in seen:
        seen.add(here.i)
        own = next((child for child in here.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return antecedent(own)
        if here.dep_ == "xcomp" and (controller := controller_of(here)) is not None:
            return controller
        if here.dep_ in ("acl", "relcl"):
            return None if here.tag_ == "VBN" else here.head
        if here.dep_ in SHARES_SUBJECT and here.head.pos_ in ("VERB", "AUX"):
            here = here.head
        elif (helper := _said_of(here)) is not None:
            here = helper
        else:
            return None
    return None


# "Peru is hard to beat": of these adjectives the subject is what is acted upon. A closed class.
ACTED_UPON = frozenset({"easy", "hard", "difficult", "tough", "impossible", "simple", "dangerous"})


def _said_of(verb: Token) -> Token | None:
    """The "is" of "is likely to recall", whose subject is that of the infinitive."""
    adjective = verb.head
    if verb.dep_ != "xcomp" or adjective.pos_ != "ADJ" or adjective.dep_ not in ("acomp", "oprd"):
        return None
    return None if adjective.lower_ in ACTED_UPON or adjective.head.pos_ not in ("VERB", "AUX") else adjective.head


def antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for ("the minister, who met"); any other subject is itself."""
    if subject.tag_ in ("WP", "WDT") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def controller_of(verb: Token) -> Token | None:
    """Who does the infinitive: the object of the verb above it, where it has one ("urged Iran to stop"), unless that
    verb's subject keeps control ("promised Iran to stop")."""
    above = verb.head
    if above.lemma_ in ("promise", "vow", "pledge", "threaten"):
        return None
    return next((child for child in above.children if child.dep_ in ("dobj", "obj")), None)


def object_of(verb: Token) -> Token | None:
    """The verb's direct object; in the passive its subject, which is what is acted upon; for a reduced relative
    ("the minister sacked by") the noun it modifies."""
    if is_passive(verb):
        own = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        if own is not None:
            return antecedent(own)
        if verb.dep_ == "acl":
            return verb.head
        return subject_of(verb)
    own = next((child for child in verb.children if child.dep_ in OBJECTS), None)
    if own is not None and own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    if own is None and verb.dep_ == "relcl" and any(child.dep_ in SUBJECTS for child in verb.children):
        has_wh_subject = any(c.dep_ in SUBJECTS and c.tag_ in ("WP", "WDT") for c in verb.children)
        return None if has_wh_subject else verb.head
    return own


def agent_of(verb: Token) -> Token | None:
    """Who does a passive verb: the noun after "by"."""
    by = next((c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def is_passive(verb: Token) -> bool:
    """A passive, or a past participle that modifies a noun ("the minister sacked on Monday")."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def complement_of(verb: Token) -> Token | None:
    """The clause a verb takes as its content: a noun is not a clause, "denied bail" reports nothing."""
    return next((child for child in verb.children if child.dep_ in COMPLEMENTS), None)


def clause_head(token: Token) -> Token:
    """The verb (or root) of the smallest clause the token stands in."""
    here = token
    while here.head != here:
        if here.pos_ in ("VERB", "AUX") and here.dep_ not in ("aux", "auxpass"):
            return here
        here = here.head
    return here


def clauses_above(token: Token) -> Iterator[Token]:
    """The heads of the clauses a token stands in, from its own outwards."""
    here = clause_head(token)
    while True:
        yield here
        if here.head == here:
            return
        here = clause_head(here.head)
