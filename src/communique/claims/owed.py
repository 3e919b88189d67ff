"""To whom an act is owed, where the word that binds does not say it: "would rebuild the wharf in Apia", "will brief Lima"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.claims.drafts import Draft, act_span, after_preposition, object_after
from communique.claims.entries import go_between_words
from communique.claims.parties import STATELIKE, Parties, unique
from communique.grammar.parsed import Token
from communique.model import Actor

# Who is owed a promise or a meeting stands after these; after "with" and "before" only whom one meets.
TOWARDS = ("to", "for")
MEETING = ("with", "before")


def owed_to(draft: Draft, parties: Parties) -> tuple[Actor, ...]:
    """Whoever was told, given or met; for a promise the one foreign state its words name, else the other of the two
    parties that the page opens with. Nobody where it is the debtor's own side."""
    if draft.kind == "agreement":
        return other_principal(draft, parties) if len(draft.debtor) == 1 else ()
    found = next((who for noun in nouns_owed(draft) if (who := foreign(parties.at(noun), draft))), ())
    if found or draft.kind != "pledge":
        return found
    return told_above(draft, parties) or named_abroad(draft, parties) or other_principal(draft, parties)


def nouns_owed(draft: Draft) -> Iterator[Token]:
    """The places of the act's clause where the one it is for stands, the surest first."""
    act, thing = draft.act, object_after(draft.act)
    yield from (c for c in act.children if c.dep_ == "dative" and c.pos_ in ("PROPN", "NOUN", "PRON"))
    words = (*TOWARDS, *MEETING) if draft.kind == "plan" else TOWARDS
    for word in (act, thing):
        yield from (p for w in words if word is not None and (p := after_preposition(word, w)) is not None)
    if thing is not None and draft.kind == "plan":
        yield thing


def foreign(found: Iterable[Actor], draft: Draft) -> tuple[Actor, ...]:
    """Of these parties, those that are not the debtor nor of its state."""
    own = {a.id for a in draft.debtor}
    states = {a.country for a in draft.debtor if a.country}
    return unique(a for a in found if a.id not in own and a.country not in states and (a.named or a.country))


def told_above(draft: Draft, parties: Parties) -> tuple[Actor, ...]:
    """ "Told her Samoan counterpart that Tokyo would rebuild it": whoever is told."""
    verb = draft.cue
    while verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "ccomp":
        return ()
    told = (c for c in verb.head.children if c.dep_ in ("dobj", "dative") and c.i < draft.cue.i)
    return foreign((a for noun in told for a in parties.at(noun)), draft)


def named_abroad(draft: Draft, parties: Parties) -> tuple[Actor, ...]:
    """ "Train 300 Haitian officers", "schools in Gambia": the one state beside the debtor's that the act names."""
    scene, span = parties.scene, act_span(draft.act, parties.scene.text)
    countries = {a.country for _, a in scene.mentions_in(span) if a.kind in STATELIKE and a.country}
    countries |= {p.country for p in scene.article.places if span.start <= p.start < span.stop and p.country}
    others = countries - {a.country for a in draft.debtor}
    return parties.state_of(others.pop()) if len(others) == 1 else ()


def other_principal(draft: Draft, parties: Parties) -> tuple[Actor, ...]:
    """The other of the two states, or of the two officials, that the page opens with; both for what a third offers to do
    between them."""
    for two in (parties.opening_states, parties.opening_officials):
        others = foreign(two, draft) if draft.debtor else ()
        if (len(others) == 1 and len(two) == 2) or (len(others) == 2 and between_them(draft)):
            return others
    return ()


def between_them(draft: Draft) -> bool:
    """What a third party offers to two at odds: to mediate, its good offices, to host their talks."""
    words = [draft.act, *(c for c in draft.act.children if c.dep_ == "dobj")]
    return any(word.lemma_.lower() in go_between_words() for word in words)
