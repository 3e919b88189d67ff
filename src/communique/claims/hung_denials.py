"""Denials hung on what is denied: "which Quito insists never happened", "a version Tonga contests"."""

from __future__ import annotations

from communique.claims.contest_entries import charge_words, said_nouns
from communique.claims.entries import VERB
from communique.claims.parties import OWNERS
from communique.grammar.parsed import Token

WHICH = frozenset({"which", "that"})
# Between the noun and the verb of "a version the Tongan government contests" stand the denier and little else.
DENIER_WORDS = 7


def which_denied(verb: Token) -> Token | None:
    """The "which" of "which Quito insists never happened", "which Quito says it did not do". What has another subject and
    another verb ("which Quito says it will not sign") denies nothing of what was told."""
    if verb.dep_ not in ("relcl", "acl", "advcl", "ccomp"):
        return None
    content = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp")), None)
    if content is None or not any(c.dep_ == "neg" for c in content.children):
        return None
    which = next((t for t in verb.subtree if t.lower_ in WHICH and t.tag_ == "WDT" and t.i < content.i), None)
    others = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in WHICH for c in content.children)
    return which if which is not None and (not others or content.lemma_ == "do") else None


def said_of(verb: Token) -> Token | None:
    """The charge in "“We burned nothing,” she said of the Togolese accusation": whoever speaks so of it denies it."""
    if verb.pos_ != "VERB":
        return None
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "about") and prep.i > verb.i:
            if "clause" not in charge_words().get((VERB, verb.lemma_), ()):
                return None
            noun = next((c for c in prep.children if c.dep_ == "pobj" and c.lemma_.lower() in said_nouns()), None)
            if noun is not None and any(c.dep_ in OWNERS for c in noun.children):
                return noun
    return None


def hung_on(verb: Token, nouns: tuple[str, ...]) -> tuple[Token, Token] | None:
    """The noun and the denier of ", a charge that Tonga rejects", ", a charge Russia's ministry has long denied" by the
    order of the words, where the parse took the verb for a plural or for the verb of the sentence. The clause ends with
    the verb; between it and the noun stand the denier, helpers and adverbs."""
    if not ends_clause(verb):
        return None
    denier = None
    for before in reversed(list(verb.doc[max(verb.sent.start, verb.i - DENIER_WORDS) : verb.i])):
        lemma = before.lemma_.lower()
        if denier is not None and lemma in nouns and lemma in said_nouns() and opens_apposition(before):
            return before, denier
        if before.pos_ in ("AUX", "ADV", "PART") and denier is None:
            continue
        if before.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "DET") and before.lower_ not in WHICH:
            return None
        denier = denier or before
    return None


def opens_apposition(noun: Token) -> bool:
    """ ", a charge": a comma, an article, and it may be an adjective stand before."""
    for at in range(noun.i - 1, max(noun.i - 4, 0), -1):
        if noun.doc[at].lower_ in ("a", "an", "the"):
            return noun.doc[at - 1].text in (",", "—", "–")
    return False


def ends_clause(word: Token) -> bool:
    after = word.i + 1
    return after >= len(word.doc) or word.doc[after].is_punct or word.doc[after].is_space
