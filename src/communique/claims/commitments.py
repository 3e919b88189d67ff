"""Who has bound whom to do what by when, and what the page says became of it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.demands import demands_at
from communique.claims.drafts import Draft, act_span, evidence_span, words_of
from communique.claims.due import dated, due_of, last_day, preposition_of, term_of, times_of
from communique.claims.entries import ANY, VERB, WORD_CLASSES, demands, futures, gatherings, personal_acts, undertakings
from communique.claims.fates import settle_fates
from communique.claims.futures import futures_at, has_future_helper
from communique.claims.invitations import invitations_at
from communique.claims.merging import one_act_once
from communique.claims.owed import owed_to
from communique.claims.parties import Parties, ids
from communique.claims.passives import promised_at
from communique.claims.terms import amount_of, condition_of, purpose_of
from communique.claims.undertakings import undertakings_at
from communique.grammar import Scene, is_passive
from communique.grammar.parsed import Token
from communique.model import Actor, Commitment, Span, content_id


def find_commitments(scene: Scene) -> tuple[Commitment, ...]:
    """Every undertaking of the article, in reading order, one act once.

    Only what lies ahead of the words that tell it: a promise kept is told as done, a visit made is an event. Headlines
    and captions repeat the body and are left out where there is a body.
    """
    parties = Parties(scene)
    words = list(body_words(scene))
    drafts = [d for word in words for d in drafts_at(word, parties)]
    for before, draft in zip([None, *drafts], drafts, strict=False):
        draft.debtor = draft.debtor or presumed_debtor(before, draft, parties)
        if draft.kind == "deadline" and {a.id for a in draft.debtor} == {a.id for a in draft.creditor}:
            draft.debtor = ()
        if draft.kind in ("pledge", "agreement", "deadline"):
            agreed = draft.kind == "agreement" or not is_personal(draft)
            draft.debtor = parties.bound_with(draft.debtor, agreed=agreed)
        draft.condition = condition_of(draft, scene)
        draft.clause = outside_condition(draft)
        draft.due = draft.due or due_in(scene, draft) or limit_behind(scene, draft, drafts)
        draft.creditor = draft.creditor or owed_to(draft, parties)
        if draft.kind == "deadline":
            draft.creditor = parties.bound_with(draft.creditor, agreed=True)
        draft.kind = "agreement" if draft.kind == "plan" and under_a_deal(draft) else draft.kind
    contested = contested_spans(scene)
    kept = one_act_once(
        scene, [d for d in drafts if is_ahead_of_its_words(scene, d) and not in_any(d.cue.idx, contested)]
    )
    settle_fates(words, kept, parties)
    return tuple(record(scene, draft) for draft in kept)


def body_words(scene: Scene) -> Iterator[Token]:
    """The words of paragraphs, of bullets that follow a paragraph, and of sub-headings; all words where none is marked."""
    blocks = [b for b in scene.article.blocks if b.role == "paragraph"]
    if not blocks:
        yield from scene.doc
        return
    first = blocks[0].start
    for block in scene.article.blocks:
        if block.role == "paragraph" or (block.role == "summary" and block.start > first):
            yield from scene.doc.char_span(block.start, block.stop, alignment_mode="contract") or ()


def drafts_at(word: Token, parties: Parties) -> Iterator[Draft]:
    """All that one word may bind to: asked of each kind of word in turn, the most particular first."""
    word_class = WORD_CLASSES.get(word.pos_)
    if word_class is None:
        return
    key = (word_class, word.lemma_.lower())
    if key[1] in ("invite", "invitation"):
        yield from invitations_at(word, parties)
        return
    found: list[Draft] = []
    if key in demands():
        found = list(demands_at(word, demands()[key], parties))
    if not found and key in undertakings():
        found = list(undertakings_at(word, undertakings()[key], parties))
        if not found and word_class == VERB and is_passive(word):
            found = list(promised_at(word, undertakings()[key], parties))
    if not found and word_class == VERB and (key in futures() or has_future_helper(word)):
        found = list(futures_at(word, (*futures().get(key, ()), *futures()[VERB, ANY]), parties))
    yield from found


def under_a_deal(draft: Draft) -> bool:
    """ "Under the accord, Chile is to lend": what a deal lays down is agreed, not merely planned."""
    for child in draft.cue.children:
        if child.dep_ == "prep" and child.lower_ == "under":
            return any(c.dep_ == "pobj" and gatherings().get(c.lemma_.lower()) == "deal" for c in child.children)
    return False


def contested_spans(scene: Scene) -> list[Span]:
    """What somebody is said to have promised, where another denies it, is a claim and no commitment."""
    return [passage.span for claim in scene.article.claims for passage in claim.evidence[:1] if claim.denied_by]


def in_any(offset: int, spans: list[Span]) -> bool:
    return any(span.start <= offset < span.stop for span in spans)


def presumed_debtor(before: Draft | None, draft: Draft, parties: Parties) -> tuple[Actor, ...]:
    """Whose a gathering or payment is where its words do not say: the party that the same sentence has just bound
    ("the bank pledged $5 million, and a first part would be paid in May"), else as the page has it."""
    if draft.gathering is None:
        return ()
    if before is not None and before.debtor and before.cue.sent == draft.cue.sent:
        return before.debtor
    return parties.presumed_for(draft.gathering)


def outside_condition(draft: Draft) -> list[Token]:
    """The words that may date the act: "will pay if the road is open by May" sets nobody May for the payment."""
    condition = draft.condition
    if condition is None:
        return draft.clause
    return [t for t in draft.clause if not condition.start <= t.idx < condition.stop]


def due_in(scene: Scene, draft: Draft) -> str | None:
    if draft.kind == "deadline":
        for time in times_of(scene, draft.clause):
            if time.type == "duration" and (found := term_of(scene, time, draft.setting)):
                return found
    return due_of(scene, draft.clause, draft.setting)


# Words that make the date after them a limit of what has been promised, wherever in the sentence they stand; "in" and "on"
# there date something else as often.
LIMITS = frozenset({"by", "before", "within", "than"})


def limit_behind(scene: Scene, draft: Draft, drafts: list[Draft]) -> str | None:
    """ "Undertook to release the sum, amounting to $9 million, not later than 3 May": a limit that the parse hung elsewhere,
    up to the next undertaking of the sentence or to a condition."""
    if draft.kind not in ("pledge", "agreement"):
        return None
    words = []
    for word in scene.doc[draft.act.i + 1 : draft.cue.sent.end]:
        if word.lower_ in ("if", "unless", ";") or any(d.cue.i == word.i for d in drafts):
            break
        words.append(word)
    limits = (t for t in times_of(scene, words) if t.type == "date" and preposition_of(scene, t) in LIMITS)
    return next((due for t in limits if (due := dated(t, scene.article.published))), None)


def is_ahead_of_its_words(scene: Scene, draft: Draft) -> bool:
    """A plan whose only date lies behind the page is history; so is an invitation to what has been held."""
    published = scene.article.published
    if draft.kind == "invitation" and draft.due and published and last_day(draft.due) <= published[:10]:
        return False
    if draft.kind not in ("plan", "invitation") or draft.due:
        return True
    dates = [t.value for t in times_of(scene, draft.clause) if t.type == "date" and t.value and t.value[:4].isdigit()]
    return not (published and dates)


def said_around(scene: Scene, offset: int) -> Span | None:
    """The reported words that an act stands in: who reports them is no part of it ("..., the minister announced")."""
    parts = (p for s in scene.article.statements if s.manner != "direct" for p in s.content)
    return min((p for p in parts if p.start <= offset < p.stop), key=lambda p: p.stop - p.start, default=None)


def within(span: Span, said: Span | None) -> Span:
    """The span cut off where the reported words end."""
    if said is None or not span.start < said.stop < span.stop:
        return span
    return Span(span.start, said.stop)


def clipped(span: Span | None, said: Span | None) -> Span | None:
    return within(span, said) if span is not None else None


def record(scene: Scene, draft: Draft) -> Commitment:
    """The draft as a finding."""
    said = said_around(scene, draft.act.idx)
    act = within(act_span(draft.act, scene.text), said)
    if draft.rule.endswith(":at"):
        act = Span(draft.cue.idx, act.stop)  # "due in Oslo": the place alone is no act
    own = evidence_span(draft, scene.text, alone=not draft.also or draft.also[0] != act)
    spans: list[Span] = [within(own, said), *draft.also]
    return Commitment(
        id=content_id("commitment", scene.article.id, draft.kind, act.start, act.stop),
        evidence=tuple(span.of(scene.text) for span in dict.fromkeys(spans)),
        rule=f"{draft.fate}:{draft.rule.split(':')[0]}" if draft.fate else draft.rule,
        confidence=draft.confidence if draft.debtor else draft.confidence / 2,
        kind=draft.kind,
        debtor=ids(draft.debtor),
        creditor=ids(draft.creditor),
        act=" ".join(scene.text[act.start : act.stop].split()) or draft.act.text,
        due=draft.due,
        status=draft.status,
        weak=draft.weak,
        amount=amount_of(draft, scene, words_of(draft.act)) if draft.kind != "invitation" else None,
        condition=draft.condition,
        purpose=clipped(purpose_of(draft, scene, draft.condition), said),
        postponed=draft.postponed,
        was_due=draft.was_due,
    )


def is_personal(draft: Draft) -> bool:
    """What whoever promises does himself ("promised to come"), or stands for himself: "gave the donors his word"."""
    given = (c for c in draft.cue.children if c.dep_ == "dobj")
    return any(word.lemma_.lower() in personal_acts() for word in (draft.act, draft.cue, *given))
