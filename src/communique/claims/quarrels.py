"""Both sides accuse, and nobody is said to deny: "accused each other of firing first", "traded accusations over a raid"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.claims.contest_entries import Quarrel, quarrels
from communique.claims.drafts import after_preposition, object_after
from communique.claims.entries import VERB
from communique.claims.parties import Parties, ids
from communique.grammar import Scene, subject_of, trimmed
from communique.grammar.parsed import Token
from communique.model import Claim, Span, content_id

# Half of what a contested claim is given: who denies what is for the reader to tell.
CONFIDENCE = 0.5


def quarrels_in(scene: Scene, words: Iterable[Token], parties: Parties) -> Iterator[Claim]:
    """Claims that several parties make of one another, in reading order."""
    table = quarrels()
    for word in words:
        if word.pos_ != "VERB":
            continue
        for entry in table.get((VERB, word.lemma_.lower()), ()):
            if (claim := quarrel_at(word, entry, scene, parties)) is not None:
                yield claim
                break


def quarrel_at(verb: Token, entry: Quarrel, scene: Scene, parties: Parties) -> Claim | None:
    content = laid_by_each(verb) if not entry.nouns else fought_over(verb, entry)
    subject = subject_of(verb)
    sides = parties.at(subject)
    if content is None or subject is None or len(sides) < 2 or any(c.dep_ == "neg" for c in verb.children):
        return None
    words = list(content.subtree)
    told = trimmed(scene.text, Span(words[0].idx, words[-1].idx + len(words[-1])))
    first = subject.left_edge.idx if subject.sent == verb.sent else verb.idx
    whole = trimmed(scene.text, Span(min(first, verb.idx), max(told.stop, verb.idx + len(verb))))
    return Claim(
        id=content_id("claim", scene.article.id, told.start, told.stop, verb.i),
        evidence=(whole.of(scene.text),),
        rule=entry.id,
        confidence=CONFIDENCE,
        what=" ".join(scene.text[told.start : told.stop].split()),
        asserted_by=ids(sides),
        denied_by=(),
    )


def laid_by_each(verb: Token) -> Token | None:
    """What follows "accused each other of", "blamed one another for"."""
    taken = object_after(verb)
    if taken is None or taken.lower_ not in ("other", "another"):
        return None
    each = verb.doc[max(verb.sent.start, taken.i - 1) : taken.i]
    ours = any(t.lower_ in ("each", "one") for t in each)
    apart = taken.nbor(-1).lower_ == "the" and any(t.lower_ == "each" for t in verb.doc[verb.sent.start : verb.i])
    if not (ours or apart):
        return None
    return after_preposition(verb, "of", "for", "over") or after_preposition(taken, "of", "for", "over")


def fought_over(verb: Token, entry: Quarrel) -> Token | None:
    """What follows "traded accusations over", "of", "about"."""
    noun = object_after(verb)
    if noun is None or noun.lemma_.lower() not in entry.nouns:
        return None
    return after_preposition(noun, "over", "of", "about", "on") or after_preposition(verb, "over", "about")
