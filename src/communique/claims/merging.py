"""One act, one commitment: the lead, the body and a later mention of the same plan are told once."""

from __future__ import annotations

from communique.claims.drafts import Draft, evidence_span, words_of
from communique.claims.due import times_of
from communique.grammar import Scene

# Share of the shorter act's content words that the longer must hold. At a half, "open an embassy in Accra" took in
# "open an office in Accra".
SAME_ACT = 0.6
SAME_KIND = ({"plan", "agreement"}, {"plan", "pledge"}, {"agreement", "pledge"})


def one_act_once(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts in reading order, without those that say again what an earlier one says; what they add is taken over."""
    kept: list[tuple[Draft, frozenset[str]]] = []
    for draft in drafts:
        said = content(scene, draft)
        same = next((k for k, words in kept if say_the_same(k, draft, words, said)), None)
        if same is None:
            kept.append((draft, said))
        else:
            take_over(same, draft, scene.text)
    return [draft for draft, _ in kept]


def take_over(kept: Draft, again: Draft, text: str) -> None:
    kept.due = kept.due or again.due
    kept.debtor = kept.debtor or again.debtor
    kept.creditor = kept.creditor or again.creditor
    span = evidence_span(again, text)
    if again.cue.sent != kept.cue.sent and span not in kept.also:
        kept.also.append(span)


def say_the_same(one: Draft, other: Draft, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Same party, compatible dates, and mostly the same words for the act; or one stands inside the other's words."""
    if one.kind != other.kind and {one.kind, other.kind} not in SAME_KIND:
        return False
    if one.act.i == other.act.i:
        return True
    things = (one.act.i, *(c.i for c in one.act.children if c.dep_ == "dobj"))
    if other.cue.dep_ == "relcl" and other.cue.head.i in things:
        return True
    if one.due and other.due and one.due != other.due:
        return False
    if one.debtor and other.debtor and not {a.id for a in one.debtor} & {a.id for a in other.debtor}:
        return False
    shorter = min(len(mine), len(theirs))
    return shorter > 1 and len(mine & theirs) >= SAME_ACT * shorter


def content(scene: Scene, draft: Draft) -> frozenset[str]:
    """The content lemmas of the act, dates left out."""
    words = words_of(draft.act)
    dated = {token.i for time in times_of(scene, words) for token in words if time.start <= token.idx < time.stop}
    return frozenset(
        t.lemma_.lower()
        for t in words
        if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM") and t.i not in dated and t.lemma_ not in ("hold", "take")
    )
