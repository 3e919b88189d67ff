"""Lists that give their verb only once: "Turkey sent tents, Qatar blankets and Egypt two field hospitals"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.events.merging import Draft
from communique.grammar import Scene
from communique.grammar.parsed import Doc, Token
from communique.grammar.parsed import Stretch as Words
from communique.model import Actor, Span

# What stands between the members of such a list. Closed.
BETWEEN = frozenset({",", ";", "and", "while"})
# How a member's thing may begin: a number, an amount, an article, "its", a bare plural.
THING_TAGS = frozenset({"CD", "DT", "PRP$", "$", "NNS"})
# Kinds that give, pledge, send or expel as the list's first member does.
MEMBERS = frozenset({"state", "intergovernmental", "body", "company", "person", "party", "armed group"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = FINITE | {"VB", "VBG"}
# A list's verb stands so many words before its last member at most; longer sentences hold other clauses.
LONGEST = 60


def gapped(scene: Scene, draft: Draft) -> list[Draft]:
    """The acts of a list's later members, each like the first with another doer and its own words as evidence."""
    verb = draft.trigger.token
    if draft.trigger.kind != "verb" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB") or not draft.actor:
        return []
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "conj") and c.i < verb.i), None)
    if thing is None or subject is None or not any(actor.named for actor in draft.actor):
        return []
    members = list(_members(scene, verb))
    if not members:
        return []
    doers = {actor.id for actor, _ in members}
    draft.recipient = tuple(a for a in draft.recipient if a.id not in doers)
    return [_like(draft, actor, words) for actor, words in members if actor not in draft.actor]


def _like(draft: Draft, actor: Actor, words: Words) -> Draft:
    said = Span(draft.trigger.token.idx, words.end_char)
    return replace(draft, actor=(actor,), evidence=[said], rule=f"{draft.rule}+list", inherited=True)


def _members(scene: Scene, verb: Token) -> Iterator[tuple[Actor, Words]]:
    """(who, the words of the member) for each later member of a verb's list."""
    doc, end = verb.doc, min(verb.sent.end, verb.i + LONGEST)
    counts = any(c.tag_ == "CD" for thing in verb.children if thing.dep_ == "dobj" for c in (thing, *thing.children))
    for at in range(verb.i + 2, end - 1):
        if doc[at].tag_ in FINITE:
            return  # another clause begins
        if doc[at].lower_ not in BETWEEN:
            continue
        begin = at + 1
        while begin < end and (doc[begin].lower_ in BETWEEN or doc[begin].lower_ == "the"):
            begin += 1
        found = _named_here(scene, doc, begin, end)
        if found is None:
            continue
        actor, after = found
        stop = _end_of_member(doc, after, end)
        told = after < stop and _is_thing(scene, doc[after]) and not any(w.tag_ in VERBAL for w in doc[after:stop])
        if told and (counts or not _is_bare_number(doc, after, stop)):
            yield actor, doc[begin:stop]


def _named_here(scene: Scene, doc: Doc, begin: int, end: int) -> tuple[Actor, int] | None:
    """The named actor whose mention begins at a word, and the number of the word after it."""
    if begin >= end:
        return None
    for mention, actor in scene.mentions_at(doc[begin]):
        words = doc.char_span(mention.start, mention.stop, alignment_mode="expand")
        if words is None or not actor.named or actor.kind not in MEMBERS:
            continue
        first = words.start + (words[0].lower_ == "the")
        if first == begin and words.end < end:
            return actor, words.end
    return None


def _is_thing(scene: Scene, word: Token) -> bool:
    """ "40 tents", "a plane", "its consul", "blankets"; no time ("Niger a week later") and nobody's title."""
    if word.tag_ not in THING_TAGS or any(t.stop > word.idx for t in scene.times_before(word.idx, 2)):
        return False
    return word.tag_ != "NNS" or not scene.mentions_at(word)


def _end_of_member(doc: Doc, begin: int, end: int) -> int:
    return next((i for i in range(begin, end) if doc[i].lower_ in BETWEEN or doc[i].is_sent_end), end - 1)


def _is_bare_number(doc: Doc, begin: int, stop: int) -> bool:
    """ "Greece three" answers "two diplomats"; in "the Dong Hae 7" the number is the ship's."""
    return stop - begin == 1 and doc[begin].tag_ == "CD"
