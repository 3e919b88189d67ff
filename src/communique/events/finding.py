"""Find the events an article states: triggers, their parties, whether they happened, and which tellings are one act."""

from __future__ import annotations

from communique.events.evidence import clause_of
from communique.events.factuality import Judgement, judge
from communique.events.merging import Draft, merged
from communique.events.parties import behind, named_by, owner_of, parties, speaks_in, state_of
from communique.events.roles import doer, objects
from communique.events.rules import score_of, word_classes
from communique.events.setting import place_of, time_of
from communique.events.triggers import Trigger, index, triggers_in
from communique.grammar import Scene
from communique.model import Actor, Event, Span, content_id

# Parts of an article in which acts are told. By-lines, credits, sub-headings and notes tell none.
TELLING = frozenset({"paragraph", "headline", "summary", "caption"})
# Acts that need someone to do them to; without one the words are an idiom or a domestic matter ("cut supplies").
NEEDS_RECIPIENT = frozenset({"AID", "SANCTION", "COOPERATE"})


def find_events(scene: Scene) -> tuple[Event, ...]:
    """The PLOVER events an article states, each once, in the order of their first telling."""
    found = triggers_in(scene.doc)
    by_token = {trigger.token.i: trigger for trigger in found}
    drafts: list[Draft] = []
    for trigger in found:
        draft = draft_of(scene, trigger, by_token, drafts)
        if draft is not None:
            drafts.append(draft)
    return tuple(event_of(scene, draft) for draft in merged(drafts))


def draft_of(scene: Scene, trigger: Trigger, others: dict[int, Trigger], before: list[Draft]) -> Draft | None:
    """What one trigger states, or None where it states no event of its own."""
    block = scene.block_at(trigger.token.idx)
    role = block.role if block is not None else "paragraph"
    if role not in TELLING:
        return None
    verdict = judge(trigger, others)
    if verdict is None or verdict.factuality is None:
        return None
    time = time_of(scene, trigger)
    if verdict.dated_only and time is None:
        return None
    who = _parties(scene, trigger, before)
    inherited = False
    if not _enough(trigger, who):
        old = _act_meant(trigger, before)
        if old is None or not _is_told(trigger, verdict):
            return None
        who, inherited = _inherited(scene, old, verdict), True
    place = place_of(scene, trigger)
    actor, recipient, mediator = who
    return Draft(
        trigger=trigger,
        mode=trigger.rule.mode,
        actor=actor,
        recipient=recipient,
        mediator=mediator,
        host=recipient if trigger.rule.mode == "visit" else (),
        factuality=verdict.factuality,
        attributed_to=_teller(scene, trigger, verdict, actor),
        time=time,
        place=place.name if place is not None else None,
        evidence=[clause_of(trigger)],
        role=role,
        confidence=_confidence(trigger, who, role, inherited),
        content=_content(trigger),
        inherited=inherited,
        rule=f"{trigger.rule.id}:{trigger.kind}",
    )


Who = tuple[tuple[Actor, ...], tuple[Actor, ...], tuple[Actor, ...]]


def _parties(scene: Scene, trigger: Trigger, before: list[Draft]) -> Who:
    actor = parties(scene, trigger, "actor")
    recipient = tuple(a for a in parties(scene, trigger, "recipient") if a not in actor)
    mediator = tuple(a for a in parties(scene, trigger, "mediator") if a not in actor)
    if not recipient and trigger.kind == "verb" and "obj" in _slots(trigger, "recipient"):
        recipient = tuple(a for a in _behind_object(scene, trigger, before) if a not in actor)
    return actor, recipient, mediator


def _slots(trigger: Trigger, role: str) -> tuple[str, ...]:
    from communique.events.roles import slots_of
    from communique.events.rules import frames

    return slots_of(trigger, frames()[trigger.rule.frame], role)


def _behind_object(scene: Scene, trigger: Trigger, before: list[Draft]) -> list[Actor]:
    """Whose act or thing the object is: named inside it, or the doer of the act it takes up ("condemned the attack")."""
    for thing in objects(trigger.token):
        owners = owner_of(scene, thing) or behind(scene, thing)
        if owners:
            return owners
        act = _taken_up(thing.lemma_.lower(), trigger, before)
        if act is not None:
            return list(act.actor)
    return []


def _taken_up(noun: str, trigger: Trigger, before: list[Draft]) -> Draft | None:
    """The earlier event that a noun refers to ("the attack", "the allegation")."""
    types = {p.rule.type for p in index().get(noun, ()) if p.kind == "noun"}
    if noun in word_classes()["denial"] and trigger.rule.type == "REJECT":
        types |= {"ACCUSE"}
    return next((d for d in reversed(before) if d.type in types and d.actor), None)


def _enough(trigger: Trigger, who: Who) -> bool:
    actor, recipient, _ = who
    needs = trigger.rule.needs
    if "actor" in needs and not actor:
        return False
    if ("recipient" in needs or trigger.rule.type in NEEDS_RECIPIENT) and not recipient:
        return False
    if "two" in needs and len({*(a.id for a in actor), *(a.id for a in recipient)}) < 2:
        return False
    return bool(actor or recipient)


def _act_meant(trigger: Trigger, before: list[Draft]) -> Draft | None:
    """The act whose parties a bare noun takes over ("the talks will resume")."""
    if trigger.kind != "noun":
        return None
    return next((d for d in reversed(before) if d.type == trigger.rule.type and len(d.all_parties) > 1), None)


def _is_told(trigger: Trigger, verdict: Judgement) -> bool:
    """A bare noun tells something of its own only as the subject or object of a verb with a time of its own."""
    return verdict.factuality in ("planned", "negated") and trigger.token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj")


def _inherited(scene: Scene, old: Draft, verdict: Judgement) -> Who:
    """The parties of an earlier act; for one that lies ahead, the states they act for."""
    lift = (lambda a: state_of(scene, a)) if verdict.factuality == "planned" else (lambda a: a)
    actor = tuple(dict.fromkeys(lift(a) for a in old.actor))
    recipient = tuple(dict.fromkeys(lift(a) for a in old.recipient))
    return actor, tuple(a for a in recipient if a not in actor), old.mediator


def _teller(scene: Scene, trigger: Trigger, verdict: Judgement, actor: tuple[Actor, ...]) -> str | None:
    """The statement or actor that reports the act, where the article does not."""
    statement = speaks_in(scene, trigger.token.idx)
    if statement is not None:
        return statement
    if verdict.reporter is None:
        return None
    speaker = doer(verdict.reporter)
    told = named_by(scene, speaker) if speaker is not None else []
    return told[0].id if told else None


def _confidence(trigger: Trigger, who: Who, role: str, inherited: bool) -> float:
    """First estimates: parties named, the kind of trigger, the part of the article."""
    actor, recipient, _ = who
    value = 0.85 if actor and (recipient or len(actor) > 1) else 0.65
    value -= 0.1 * (trigger.kind == "noun") + 0.1 * (role != "paragraph") + 0.15 * inherited + 0.15 * trigger.rule.weak
    return round(max(0.2, value), 2)


def _content(trigger: Trigger) -> frozenset[str]:
    """The words an act by words is about, to tell two of one kind apart."""
    return frozenset(
        word.lemma_.lower()
        for word in trigger.token.subtree
        if word.i > trigger.token.i and word.pos_ in ("NOUN", "VERB", "ADJ") and not word.is_stop
    )


def event_of(scene: Scene, draft: Draft) -> Event:
    """The finding, with its words and rule."""
    rule = draft.trigger.rule
    time, token = draft.time, draft.trigger.token
    words = [token, *draft.trigger.beside]
    trigger = Span(token.idx, token.idx + len(token))
    del words
    ids = [tuple(a.id for a in group) for group in (draft.actor, draft.recipient, draft.mediator, draft.host)]
    value = time.value if time is not None else None
    begin, _, end = (value or "").partition("/")
    return Event(
        id=content_id("event", scene.article.id, rule.type, trigger.start, *ids[0], "|", *ids[1]),
        evidence=tuple(span.of(scene.text) for span in draft.evidence),
        rule=draft.rule,
        confidence=draft.confidence,
        event=rule.type,
        mode=(draft.mode,) if draft.mode else (),
        context=rule.context,
        cameo=rule.cameo,
        actor=ids[0],
        recipient=ids[1],
        mediator=ids[2],
        host=ids[3],
        date=begin or None,
        enddate=end or None,
        place=draft.place,
        factuality=draft.factuality,
        attributed_to=draft.attributed_to,
        score=score_of(rule.type, draft.mode),
        trigger=trigger,
    )
