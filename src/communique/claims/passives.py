"""Promises told in the passive: "Chad was promised two boats by Portugal", "$5 million was pledged to Chad"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.drafts import Draft, after_preposition, infinitive_of, object_after
from communique.claims.entries import Undertaking
from communique.claims.parties import Parties
from communique.grammar import agent_of
from communique.grammar.parsed import Token


def promised_at(verb: Token, entries: tuple[Undertaking, ...], parties: Parties) -> Iterator[Draft]:
    """What a passive verb of promising binds its agent to; who is promised something is its subject. Nothing where
    neither the one nor the other is known."""
    entry = next((e for e in entries if e.kind == "pledge" and "object" in e.takes), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if entry is None or subject is None or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return
    thing = object_after(verb) or infinitive_of(verb)
    promised = subject if thing is None else thing
    to = after_preposition(verb, "to", "for") if thing is None else subject
    debtor, creditor = parties.at(agent_of(verb)), parties.at(to)
    if not (debtor or creditor) or (thing is None and parties.scene.actor_at(subject) is not None):
        return
    yield Draft(
        kind=entry.kind,
        rule=f"{entry.id}:passive",
        cue=verb,
        act=promised,
        debtor=debtor,
        creditor=creditor,
        subject=subject,
        clause=[t for t in verb.subtree if t.i > verb.i],
        confidence=0.7,
    )
