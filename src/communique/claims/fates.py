"""What the page says became of an undertaking: accepted, declined, called off, done."""

from __future__ import annotations

from collections.abc import Iterable

from communique.claims.drafts import Draft, after_preposition, words_of
from communique.claims.due import dated, preposition_of, times_of
from communique.claims.entries import VERB, Delay, Fate, delays, fates
from communique.claims.parties import Parties, is_gathering
from communique.grammar import agent_of, is_passive, object_of, subject_of
from communique.grammar.parsed import Token
from communique.model import Actor, CommitmentStatus, Span

ANSWERS = frozenset({"accept", "take", "decline", "refuse", "reject", "spurn", "rebuff"})
OFFERS = frozenset({"invitation", "offer", "proposal"})
# "declined to attend" answers an invitation; "declined to comment" answers nothing.
COMING = frozenset({"attend", "come", "go", "visit", "travel", "join", "take", "participate", "accept"})
STAYING_AWAY = COMING | {"happen", "proceed"}


def settle_fates(words: Iterable[Token], drafts: list[Draft], parties: Parties) -> None:
    """Set the status of each draft from what the page tells of it before or after; the first telling wins."""
    table = fates()
    for word in words:
        if word.pos_ not in ("VERB", "AUX"):
            continue
        for entry in table.get((VERB, word.lemma_.lower()), ()):
            if entry.status != "done" and tells_of_a_fate(word, entry):
                befall(word, entry, drafts, parties)
        for delay in delays().get((VERB, word.lemma_.lower()), ()):
            if put_off(word, delay) and not is_hypothetical_fate(word):
                postpone(word, delay, drafts, parties)
        if stays_away(word):
            called_off_by_absence(word, drafts, parties)


def befall(verb: Token, entry: Fate, drafts: list[Draft], parties: Parties) -> None:
    for draft in drafts:
        if draft.status != "open" or draft.kind not in entry.of or draft.cue.i == verb.i:
            continue
        hit = is_called_off(verb, draft, parties) if entry.status == "cancelled" else answers(verb, draft, parties)
        if hit:
            draft.status, draft.fate = entry.status, entry.id
            draft.also.append(clause_span(verb))


def is_undone(noun: Token) -> bool:
    """ "Called off a summit that was to be held", "postponed a visit planned for May": the plan was real."""
    verb = noun.head
    key = (VERB, verb.lemma_.lower())
    if noun.dep_ != "dobj" or not is_gathering(noun) or is_hypothetical_fate(verb):
        return False
    off = any(e.status == "cancelled" and tells_of_a_fate(verb, e) for e in fates().get(key, ()))
    return off or any(put_off(verb, e) for e in delays().get(key, ()))


def put_off(verb: Token, entry: Delay) -> bool:
    """Some verbs need their particle ("put off", "pushed back"), some a new date ("moved to 3 May")."""
    if not entry.particles:
        return True
    words = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    return bool(words & set(entry.particles))


def is_hypothetical_fate(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    return bool(
        helpers & {"not", "n't", "n’t", "could", "may", "might", "can", "would", "to", "will", "should", "must"}
    )


def postpone(verb: Token, entry: Delay, drafts: list[Draft], parties: Parties) -> None:
    """The visit or gathering put off is one undertaken before: it stays open, on its new date where one is given. What
    is only told as put off ("a visit planned for Tuesday has been postponed until 2 April") was undertaken too."""
    for draft in drafts:
        if draft.cue.i == verb.i and draft.kind in entry.of and not draft.postponed:
            new = new_date(verb, parties)
            draft.postponed, draft.was_due = True, draft.due if draft.due != new else None
            draft.due, draft.fate = new, entry.id
            continue
        if draft.postponed or draft.status != "open" or draft.cue.i == verb.i or draft.kind not in entry.of:
            continue
        if is_called_off(verb, draft, parties):
            new = new_date(verb, parties)
            draft.postponed, draft.was_due, draft.due = True, draft.due, new
            draft.fate = entry.id
            draft.also.append(clause_span(verb))


def new_date(verb: Token, parties: Parties) -> str | None:
    """The date after "until", "to" or "for"."""
    published = parties.scene.article.published
    thing = object_of(verb)
    was = {t.i for c in (thing.subtree if thing is not None else ()) if c.dep_ in ("acl", "relcl") for t in c.subtree}
    for time in times_of(parties.scene, [t for t in verb.subtree if t.i > verb.i and t.i not in was]):
        if preposition_of(parties.scene, time) in ("until", "till", "to", "for"):
            return dated(time, published)
    return None


def tells_of_a_fate(verb: Token, entry: Fate) -> bool:
    """A fate that has come: not negated, not possible, not ahead; "call" and "take" need "off" and "up"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    if helpers & {"not", "n't", "n’t", "could", "may", "might", "can", "would", "to", "will", "should", "must"}:
        return False
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    if verb.lemma_ == "call":
        return "off" in particles
    return verb.lemma_ != "take" or "up" in particles


def answers(verb: Token, draft: Draft, parties: Parties) -> bool:
    """Does the verb answer this invitation or offer: by its object, or by the guest as its subject soon after?"""
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if infinitive is not None and infinitive.lemma_ not in COMING:
        return False
    if takes_up(verb, draft):
        return True
    thing = object_of(verb)
    who = agent_of(verb) if is_passive(verb) else subject_of(verb)
    if thing is not None and (thing.lemma_ in OFFERS or thing.lower_ in ("it", "this")):
        if draft.kind == "pledge" and thing.lemma_ == "invitation":
            return False
        host = after_preposition(thing, "from", "by", "of") or next(
            (c for c in thing.children if c.dep_ == "poss"), None
        )
        hosts = parties.at(host)
        if hosts and draft.creditor and not same(hosts, draft.creditor) and not same(hosts, draft.debtor):
            return False  # another's invitation
        given = parties.at(who)
        return near(verb, draft, 6) and (not given or not draft.debtor or same(given, answering(draft)))
    if thing is not None or draft.kind != "invitation":
        return False
    if verb.dep_ == "relcl" and who is not None:
        return bool(same(parties.at(who), draft.debtor)) and verb.sent == draft.cue.sent
    given = parties.at(who)
    if not given and who is not None and who.tag_ == "PRP":  # "invited Berg to Rome; she accepted"
        return near(verb, draft, 1) and len(draft.debtor) == 1 and draft.debtor[0].kind == "person"
    return near(verb, draft, 2) and same(given, draft.debtor)


def takes_up(verb: Token, draft: Draft) -> bool:
    """ "..., which she accepted": the relative clause behind an invitation in the same sentence."""
    which = any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in verb.children)
    told = verb.head.lemma_ == "invitation"  # "thanked her for the invitation, which he accepted", a sentence on
    return (
        draft.kind == "invitation" and which and verb.dep_ in ("relcl", "advcl", "acl") and near(verb, draft, 2 * told)
    )


def answering(draft: Draft) -> tuple[Actor, ...]:
    """Who answers: the guest an invitation, the other side an offer (anybody, where it is not named)."""
    return draft.debtor if draft.kind == "invitation" else draft.creditor


def same(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    """The same actor, or the state for its own minister."""
    mine, theirs = list(one), list(other)
    if {a.id for a in mine} & {a.id for a in theirs}:
        return True
    return bool({a.country for a in mine if a.country} & {a.country for a in theirs if a.country})


def near(verb: Token, draft: Draft, sentences: int) -> bool:
    """After the cue, within so many sentences."""
    if verb.i <= draft.cue.i:
        return False
    return sum(1 for t in verb.doc[draft.cue.i + 1 : verb.i + 1] if t.is_sent_start) <= sentences


def is_called_off(verb: Token, draft: Draft, parties: Parties) -> bool:
    """The visit or gathering called off is the one undertaken: by its noun and parties, or because the plan itself is told
    as what had been meant ("had been expected to sign")."""
    thing = object_of(verb)
    if thing is None or not is_gathering(thing):
        return False
    if thing == draft.act or (draft.cue.sent == verb.sent and thing.is_ancestor(draft.cue)):
        return True  # "called off a summit that was to be held"
    who = parties.at(agent_of(verb) if is_passive(verb) else subject_of(verb))
    if draft.kind == "invitation":
        return same(who or parties.participants_of(thing), draft.debtor)
    if thing.lemma_ in {t.lemma_ for t in words_of(draft.act)} | {draft.subject.lemma_ if draft.subject else ""}:
        return not who or same(who, draft.debtor) or not draft.debtor
    if had_been_meant(draft):
        return True
    gather = draft.act.lemma_ in ("meet", "host", "visit", "travel", "gather", "convene", "confer", "hold", "come")
    return (
        gather
        and near(verb, draft, 3)
        and thing.lemma_ in ("meeting", "visit", "trip", "summit", "talk", "talks", "tour")
    )


def had_been_meant(draft: Draft) -> bool:
    """ "had been expected to sign", "was to have produced"."""
    helpers = {c.lower_ for c in draft.cue.children if c.dep_ in ("aux", "auxpass")}
    acts = {c.lower_ for c in draft.act.children if c.dep_ == "aux"}
    return "had" in helpers or (draft.cue.lower_ in ("was", "were") and "have" in acts)


def stays_away(verb: Token) -> bool:
    """ "would not attend", "will not take part"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    return (
        verb.lemma_ in STAYING_AWAY
        and bool(helpers & {"not", "n't", "n’t"})
        and bool(helpers & {"would", "will", "wo"})
    )


def called_off_by_absence(verb: Token, drafts: list[Draft], parties: Parties) -> None:
    """A meeting that one of its parties will not come to is off for now."""
    who = parties.at(subject_of(verb))
    entry = next((e for e in fates().get((VERB, "cancel"), ())), None)
    for draft in drafts:
        meets = draft.act.lemma_ in ("meet", "hold", "gather", "convene") or is_gathering(draft.act)
        ahead = draft.status == "open" and draft.kind in ("plan", "agreement") and near(verb, draft, 1)
        if entry and ahead and meets and same(who, draft.debtor):
            draft.status, draft.fate = entry.status, entry.id
            draft.also.append(clause_span(verb))


def taken_back(noun: Token) -> str | None:
    """The rule by which a promise is told as taken back: "withdrew its promise to"."""
    verb = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "nsubjpass") or is_hypothetical_fate(verb):
        return None
    entries = fates().get((VERB, verb.lemma_.lower()), ())
    return next((e.id for e in entries if e.status == "cancelled" and "pledge" in e.of), None)


def kept_promise(word: Token) -> str | None:
    """The rule by which a promise is told as kept: "paid the sum that it promised", "honoured its pledge to"."""
    noun = word.head if word.dep_ == "relcl" else word
    verb = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ != "dobj" or verb.tag_ not in ("VBD", "VBN"):
        return None
    if any(c.dep_ in ("neg", "aux") and c.lower_ not in ("has", "have", "had") for c in verb.children):
        return None
    return next((e.id for e in fates().get((VERB, verb.lemma_.lower()), ()) if e.status == "done"), None)


def clause_span(verb: Token) -> Span:
    """The verb with its subject and object, as evidence of a fate."""
    near_words = [
        t
        for c in verb.children
        if c.dep_ in ("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "neg", "prt")
        for t in c.subtree
    ]
    words = sorted([verb, *(t for t in near_words if t.dep_ != "punct")], key=lambda t: t.i)
    return Span(words[0].idx, words[-1].idx + len(words[-1]))


def fate_beside(word: Token) -> tuple[CommitmentStatus, str | None]:
    """How a promise stands by the clause that tells it, and the rule that says so: kept, taken back or open."""
    if (kept := kept_promise(word)) is not None:
        return "done", kept
    undone = taken_back(word)
    return ("cancelled", undone) if undone is not None else ("open", None)
