"""Who speaks: from the words that name the speaker to an actor, or to nobody where the page names nobody."""

from __future__ import annotations

from spacy.tokens import Token

from communique.grammar import Scene
from communique.model import Actor, Span
from communique.statements.cues import nouns, voices
from communique.statements.reports import noun_bounds


def phrase_span(noun: Token, verb: Token | None) -> Span:
    """The full noun phrase that names a speaker, appositions and relative clauses inside."""
    first, last = noun_bounds(noun, verb if verb is not None else noun.head)
    doc = noun.doc
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def actor_of(scene: Scene, noun: Token) -> Actor | None:
    """The actor a speaker's phrase means.

    An apposition may carry the name ("its spokesman, Layth Abd"). An unnamed voice speaks for its body ("a ministry
    spokeswoman"), a document for its author ("a Foreign Office statement").
    """
    noun = antecedent_of(noun)
    own = scene.actor_at(noun)
    if own is not None and (own.named or (own.kind == "person" and own.name[:1].isupper())):
        return own
    for child in noun.children:
        if child.dep_ in ("appos", "compound") and child.pos_ in ("PROPN", "NOUN"):
            named = scene.actor_at(child)
            if named is not None and named.kind == "person" and named.named:
                return named
    if noun.lemma_.lower() in voices() or noun.lower_ in voices() or _is_document(noun):
        return body_behind(scene, noun)
    return own


def antecedent_of(noun: Token) -> Token:
    """What "who" or "which" stands for."""
    if noun.tag_ in ("WP", "WDT"):
        clause = next((above for above in noun.ancestors if above.dep_ in ("relcl", "acl")), None)
        if clause is not None and clause.dep_ == "relcl":
            return clause.head
    return noun


def _is_document(noun: Token) -> bool:
    entry = nouns().get(noun.lemma_.lower())
    return entry is not None and entry.document


def body_behind(scene: Scene, noun: Token) -> Actor | None:
    """The owner of a voice or a document: possessor, compound, or the noun after "of", "for", "from", "by"."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "nmod", "amod") and (found := scene.actor_at(child)) is not None:
            return found
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "for", "from", "by", "at"):
            for deep in child.children:
                if deep.dep_ == "pobj" and (found := actor_of(scene, deep)) is not None:
                    return found
    return None
