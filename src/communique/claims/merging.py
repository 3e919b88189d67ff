"""One act, one commitment: the lead, the body and a later mention of the same plan are told once."""

from __future__ import annotations

from communique.claims.drafts import Draft, evidence_span, words_of

# Share of the shorter act's content words that the longer must hold. At a half, "open an embassy in Accra" took in
# "open an office in Accra".
SAME_ACT = 0.6
SAME_KIND = ({"plan", "agreement"}, {"plan", "pledge"}, {"agreement", "pledge"})


def one_act_once(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts in reading order, without those that say again what an earlier one says; what they add is taken over."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if say_the_same(k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            same.due = same.due or draft.due
            same.debtor = same.debtor or draft.debtor
            same.creditor = same.creditor or draft.creditor
            span = evidence_span(draft, text)
            if draft.cue.sent != same.cue.sent and span not in same.also:
                same.also.append(span)
    return kept


def say_the_same(one: Draft, other: Draft) -> bool:
    """Same party, compatible dates, and mostly the same words for the act; or one stands inside the other's words."""
    if one.kind != other.kind and {one.kind, other.kind} not in SAME_KIND:
        return False
    if one.act.i == other.act.i:
        return True
    if other.cue.dep_ == "relcl" and other.cue.head.i in (
        one.act.i,
        *(c.i for c in one.act.children if c.dep_ == "dobj"),
    ):
        return True
    if one.due and other.due and one.due != other.due:
        return False
    if one.debtor and other.debtor and not {a.id for a in one.debtor} & {a.id for a in other.debtor}:
        return False
    mine, theirs = content(one), content(other)
    return (
        bool(mine and theirs)
        and len(mine & theirs) >= SAME_ACT * min(len(mine), len(theirs))
        and min(len(mine), len(theirs)) > 1
    )


def content(draft: Draft) -> set[str]:
    """The content lemmas of the act, dates left out."""
    return {
        t.lemma_.lower()
        for t in words_of(draft.act)
        if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM")
        and t.ent_type_ not in ("DATE", "TIME")
        and t.lemma_ not in ("hold", "take")
    }
