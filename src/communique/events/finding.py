"""Find the events an article states: triggers, their parties, whether they happened, and which tellings are one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.events.discourse import (
    act_taken_up,
    is_a_remark,
    last_speaker,
    parties_in_content,
    parties_of_context,
)
from communique.events.evidence import clause_of
from communique.events.factuality import Judgement, judge
from communique.events.groups import together
from communique.events.merging import Draft, merged
from communique.events.other_side import other_side
from communique.events.parties import (
    Who,
    behind,
    is_time,
    named_by,
    owner_of,
    parties,
    state_around,
    state_of,
)
from communique.events.reckoning import reckoned
from communique.events.roles import doer, objects, slot_groups, slots_of
from communique.events.rules import frames, score_of, word_classes
from communique.events.scene_days import day_of_scene
from communique.events.setting import is_ahead, place_of, time_of
from communique.events.told import Told
from communique.events.triggers import Trigger, alternatives_in, is_passive
from communique.events.voices import speaker_at, speaks_in
from communique.grammar import Scene
from communique.model import Actor, Event, Factuality, Span, Time, content_id

# Acts done to somebody: where the clause names nobody it is the other side of the acts told before.
TOWARDS_SOMEBODY = frozenset(
    {"AGREE", "REQUEST", "REJECT", "ACCUSE", "CONCEDE", "SANCTION", "AID", "THREATEN", "COERCE", "COOPERATE", "RETREAT"}
)
# Parts of an article in which acts are told. By-lines, credits, sub-headings and notes tell none.
TELLING = frozenset({"paragraph", "headline", "summary", "caption"})


def find_events(scene: Scene) -> tuple[Event, ...]:
    """The PLOVER events an article states, each once, in the order of their first telling."""
    found = alternatives_in(scene.doc)
    by_token = {readings[0].token.i: readings[0] for readings in found}
    told = Told({a.country: a for a in scene.article.actors if a.kind == "state" and a.country})
    for readings in found:
        draft = draft_of(scene, readings, by_token, told)
        if draft is not None:
            told.add(draft)
    return tuple(event_of(scene, draft) for draft in merged(told.drafts))


def draft_of(scene: Scene, readings: Sequence[Trigger], others: Mapping[int, Trigger], told: Told) -> Draft | None:
    """What the words at one trigger state: the first of its rules that finds its parties; None where none does."""
    token = readings[0].token
    block = scene.block_at(token.idx)
    role = block.role if block is not None else "paragraph"
    if role not in TELLING or is_time(scene, token) or _is_part_of_a_name(scene, readings[0]):
        return None
    for trigger in readings:
        draft = reading_of(scene, trigger, role, others, told)
        if draft is not None:
            return draft
    return None


def reading_of(scene: Scene, trigger: Trigger, role: str, others: Mapping[int, Trigger], told: Told) -> Draft | None:
    """A trigger under one rule, or None where it states no event of its own."""
    verdict = judge(trigger, others)
    if verdict is None or verdict.factuality is None:
        return None
    time = time_of(scene, trigger, others) or reckoned(scene, trigger.token)
    if role == "caption" and time is not None and is_ahead(scene, time):
        time = None  # a picture shows what has happened, in the present tense
    if not _is_told(scene, trigger, verdict, time):
        return None
    found = _all_parties(scene, trigger, verdict, told)
    if found is None:
        return None
    who, inherited = found
    draft = _draft(scene, trigger, verdict, who, inherited, time, role)
    if time is None and role == "paragraph":
        _put_in_scene(scene, draft, who, told)
    return draft


def _put_in_scene(scene: Scene, draft: Draft, who: Who, told: Told) -> None:
    """Give an act without a day that of its scene, where a mark of the text says so; the rule names the mark."""
    found = day_of_scene(scene, draft.trigger, who, draft.factuality, told)
    if found is not None:
        draft.time = found.time
        draft.rule += f"+{found.mark}"
        draft.confidence = round(max(0.2, draft.confidence - LESS["scene"]), 2)


def _is_told(scene: Scene, trigger: Trigger, verdict: Judgement, time: Time | None) -> bool:
    """Whether the words state their act, once its negation and its time are known; a date to come makes it a plan."""
    if trigger.rule.only_negated and not _refuses(trigger, verdict):
        return False
    if verdict.factuality == "actual" and _lies_ahead(scene, trigger, time):
        verdict.factuality = "planned"
    return not verdict.dated_only or (time is not None and is_ahead(scene, time))


def _all_parties(scene: Scene, trigger: Trigger, verdict: Judgement, told: Told) -> tuple[Who, bool] | None:
    """The parties, and whether some were taken from the text before; None where those the rule needs are not there."""
    who = parties_of(scene, trigger, told)
    if not _enough(trigger, who):
        context = parties_of_context(scene, trigger, verdict, who, told)
        return None if context is None else (context, True)
    if not who[1] and who[0] and _is_towards_somebody(trigger, who[0]):
        other = other_side(scene, trigger.token, who[0], told)
        if other:
            return (who[0], tuple(other), who[2]), True
    return who, False


def _draft(
    scene: Scene, trigger: Trigger, verdict: Judgement, who: Who, inherited: bool, time: Time | None, role: str
) -> Draft:
    rule, factuality = trigger.rule, verdict.factuality or "possible"
    mode = "phone" if rule.type == "CONSULT" and rule.mode is None and _over_a_line(trigger) else rule.mode
    promised = rule.planned_is is not None and factuality == "planned"
    place = place_of(scene, trigger)
    return Draft(
        trigger=trigger,
        mode=mode,
        actor=who[0],
        recipient=who[1],
        mediator=who[2],
        host=who[1] if rule.mode == "visit" else (),
        factuality="actual" if promised else factuality,
        promised=promised,
        attributed_to=_teller(scene, trigger, verdict),
        time=time,
        place=place.name if place is not None else None,
        evidence=[clause_of(trigger)],
        role=role,
        confidence=_confidence(trigger, who, role, inherited, factuality),
        content=_content(trigger),
        inherited=inherited,
        rule=f"{rule.id}:{trigger.kind}" + ("+context" if inherited else ""),
    )


def _over_a_line(trigger: Trigger) -> bool:
    """ "Spoke by telephone", "held a telephone conversation", "discussed trade in a phone call"."""
    words = [
        trigger.token,
        *trigger.beside,
        *(w for thing in objects(trigger.token) for w in thing.subtree if w.i > trigger.token.i),
    ]
    words += [c for w in (trigger.token, trigger.support) if w is not None for c in w.children if c.dep_ == "prep"]
    near = (w for word in words for w in (word, *word.children, *(g for c in word.children for g in c.children)))
    return any(
        w.lemma_.lower() in word_classes()["line"] and w.dep_ in ("compound", "pobj", "amod", "nmod") for w in near
    )


def _is_towards_somebody(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """Acts whose other side may stand outside the clause. Signing and meeting are done with somebody, not to."""
    rule = trigger.rule
    if trigger.kind == "noun" and rule.mode != "visit":
        return False
    if rule.mode in ("resign", "disarm") or (len(actor) > 1 and rule.frame in ("mutual", "mutual-with")):
        return False
    return (
        rule.type in TOWARDS_SOMEBODY
        or rule.mode == "visit"
        or (rule.type == "SUPPORT" and "obj" in slots_of(trigger, frames()[rule.frame], "recipient"))
    )


def parties_of(scene: Scene, trigger: Trigger, told: Told) -> Who:
    """Actor, recipient and mediator; a recipient is looked for in the object, then in what is agreed or asked, then in
    the act the object takes up."""
    group = together(scene, told)
    actor = parties(scene, trigger, "actor", group) or _invited(trigger, told) or _speaker_unsaid(scene, trigger)
    mediator = tuple(a for a in parties(scene, trigger, "mediator", group) if a not in actor)
    recipient = parties(scene, trigger, "recipient", group)
    if len(recipient) > 1 and {a.id for a in recipient} <= {
        a.id for a in actor
    }:  # "both governments" are not the two that call on them
        words = [word for _, found in slot_groups(trigger, "recipient") for word in found]
        recipient = next((tuple(both) for word in words if (both := group(word, False))), ())
    recipient = tuple(a for a in recipient if a not in actor)
    if trigger.rule.type == "AGREE":  # nobody promises to their own state
        recipient = tuple(a for a in recipient if a.kind != "state" or a.country not in {x.country for x in actor})
    slots = slots_of(trigger, frames()[trigger.rule.frame], "recipient")
    bound = slots in ((), ("duty",))
    if not recipient and trigger.kind == "verb" and not bound:
        recipient = tuple(_behind_object(scene, trigger, actor, told))
    lone = slots != ("duty",) and len(actor) < 2
    if not recipient and trigger.kind != "noun" and lone:
        recipient = tuple(parties_in_content(scene, trigger, actor))
    return actor, tuple(a for a in recipient if a not in actor), mediator


def _invited(trigger: Trigger, told: Told) -> tuple[Actor, ...]:
    """Who accepted or refused, where a passive names nobody ("the invitation was accepted"): whom it had been made to."""
    thing = next(iter(objects(trigger.token)), None) if trigger.kind == "verb" else None
    if thing is None or not is_passive(trigger.token) or thing.lemma_.lower() not in word_classes()["request"]:
        return ()
    made = next((d for d in told.recent() if d.type in ("AGREE", "REQUEST") and d.recipient), None)
    return made.recipient if made is not None else ()


def _speaker_unsaid(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """ "Delighted to meet President Berg": in a quotation that leaves out "I", the speaker acts; and in "there were no
    plans to cut ties" the speaker's state."""
    verb = trigger.token if trigger.support is None else trigger.support
    if verb.dep_ == "acl" and doer(verb) is verb.head and verb.head.head.lemma_ == "be":
        owner = speaker_at(scene, verb.idx)
        return (state_of(scene, owner),) if owner is not None else ()
    if (
        trigger.kind != "verb"
        or doer(verb) is not None
        or is_passive(verb)
        or verb.dep_ not in ("ROOT", "xcomp", "ccomp")
    ):
        return ()
    speaker = speaker_at(scene, verb.idx, quoted=True)
    return (speaker,) if speaker is not None else ()


def _behind_object(scene: Scene, trigger: Trigger, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """Whose act or thing the object is: named inside it, or the doer of the act it takes up ("condemned the attack")."""
    for thing in objects(trigger.token):
        if trigger.rule.type in ("ASSAULT", "COERCE", "PROTEST") and (state := state_around(scene, thing)) is not None:
            return [state]
        owners = owner_of(scene, thing) or behind(scene, thing)
        if owners:
            return owners
        act = act_taken_up(thing, trigger, actor, told)
        if act is None and trigger.rule.type == "REJECT" and is_a_remark(thing):
            return last_speaker(scene, thing.idx, actor)
        if act is not None:
            others = [a for a in (*act.actor, *act.recipient) if a not in actor]
            return others if len(act.actor) > 1 else others[:1] or list(act.actor)
    act = act_taken_up(None, trigger, actor, told)
    return list(act.actor) if act is not None else []


def _is_part_of_a_name(scene: Scene, trigger: Trigger) -> bool:
    """ "Forum" in "Legal Aid Forum", "March" in "Civic March": a noun inside an actor's name is no act."""
    if trigger.kind != "noun" or trigger.token.pos_ != "PROPN":
        return False
    return any(actor.named for _, actor in scene.mentions_at(trigger.token))


def _enough(trigger: Trigger, who: Who) -> bool:
    """Whether the roles that the rule needs are filled."""
    actor, recipient, mediator = who
    needs = () if _is_blow(trigger) else trigger.rule.needs
    if ("actor" in needs and not actor and not (recipient and _has_pronoun(trigger))) or (
        "recipient" in needs and not recipient
    ):
        return False
    if "mediator" in needs and not mediator:
        return False
    if not actor and _is_aside(trigger):
        return False
    if "two" in needs and len({a.id for a in (*actor, *recipient)}) < 2 and not _is_many(trigger, actor):
        return False
    if "actors" in needs and len(actor) < 2:
        return False
    if "persons" in needs and sum(a.kind == "person" for a in actor) < 2:
        return False
    return bool(actor or recipient or mediator) or _is_blow(trigger)


def _is_blow(trigger: Trigger) -> bool:
    """ "Warplanes bombed the port", "the port was bombed": the text does not say whose the weapons were."""
    if trigger.rule.type != "ASSAULT" or trigger.kind != "verb" or _is_aside(trigger):
        return False
    striker = doer(trigger.token)
    if is_passive(trigger.token) and striker is None:
        return trigger.rule.mode in ("explosives", "heavy-weapons", "aerial", "drone")
    return striker is not None and striker.lemma_.lower() in word_classes()["strikers"] and bool(objects(trigger.token))


def _refuses(trigger: Trigger, verdict: Judgement) -> bool:
    """For words that state their act only with a negation ("will not attend"): the negation is part of the act."""
    wills = any(c.dep_ == "aux" and c.lower_ in ("will", "wo", "would") for c in trigger.token.children)
    if verdict.factuality != "negated" or not wills:
        return False
    verdict.factuality = "actual"
    return True


def _lies_ahead(scene: Scene, trigger: Trigger, time: Time | None) -> bool:
    """The present with a date to come tells a plan ("visits Tunis next month"); a bare noun with one as well."""
    return time is not None and trigger.token.tag_ not in ("VBD", "VBN") and is_ahead(scene, time)


def _has_pronoun(trigger: Trigger) -> bool:
    """Somebody acts, though the text does not let us say who ("she accused Gitega")."""
    subject = doer(trigger.token) if trigger.kind == "verb" else None
    return subject is not None and subject.tag_ == "PRP" and subject.lower_ not in ("it", "you")


def _is_aside(trigger: Trigger) -> bool:
    """ "Citizens abducted in the 1970s": a participle that only describes, by nobody named, tells no act of its own."""
    verb = trigger.token
    return trigger.kind == "verb" and verb.dep_ in ("acl", "amod") and is_passive(verb)


def _is_many(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """One phrase for several parties ("leaders of the region met"), or a body whose members meet."""
    if len(actor) != 1 or trigger.kind == "noun":
        return False
    subject = doer(trigger.token)
    plural = subject is not None and subject.tag_ in ("NNS", "NNPS") and not actor[0].named
    return plural or actor[0].kind == "intergovernmental"


def _teller(scene: Scene, trigger: Trigger, verdict: Judgement) -> str | None:
    """The statement or actor that reports the act, where the article does not."""
    statement = speaks_in(scene, trigger.token.idx)
    if statement is not None:
        return statement
    if verdict.reporter is None:
        return None
    speaker = doer(verdict.reporter)
    told = named_by(scene, speaker) if speaker is not None else []
    return told[0].id if told else None


# Shares found right when written pages were read: nine in ten where a verb names both sides, less for each step away.
# The steps are rounded; findings are not sorted finer than readers of the same page agree (about 0.85).
BOTH_SIDES, ONE_SIDE = 0.9, 0.78
LESS = {
    "noun": 0.08,
    "elsewhere": 0.15,
    "context": 0.05,
    "weak": 0.1,
    "not actual": 0.1,
    "force unowned": 0.2,
    "scene": 0.02,
}


def _confidence(trigger: Trigger, who: Who, role: str, inherited: bool, factuality: Factuality) -> float:
    """The share of such findings that is right: by who is named, by what kind of word, where, and in what mood."""
    actor, recipient, _ = who
    steps = {
        "noun": trigger.kind == "noun",
        "elsewhere": role != "paragraph",
        "context": inherited,
        "weak": trigger.rule.weak,
        "not actual": factuality != "actual",
        "force unowned": trigger.rule.type == "ASSAULT" and not (actor and recipient),
    }
    value = BOTH_SIDES if actor and (recipient or len(actor) > 1) else ONE_SIDE
    return round(max(0.2, value - sum(LESS[step] for step, taken in steps.items() if taken)), 2)


def _content(trigger: Trigger) -> frozenset[str]:
    """The words an act by words is about, to tell two of one kind apart."""
    return frozenset(
        word.lemma_.lower()
        for word in trigger.token.subtree
        if word.i > trigger.token.i and word.pos_ in ("NOUN", "VERB", "ADJ") and not word.is_stop
    )


def _day(value: str) -> str | None:
    """The day of a value that also has an hour or a part of the day ("2023-08-16TEV")."""
    return value.partition("T")[0] or None


def event_of(scene: Scene, draft: Draft) -> Event:
    """The finding, with its words and rule."""
    rule, token = draft.trigger.rule, draft.trigger.token
    trigger = Span(token.idx, token.idx + len(token))
    ids = [tuple(a.id for a in group) for group in (draft.actor, draft.recipient, draft.mediator, draft.host)]
    value = draft.time.value if draft.time is not None else None
    begin, _, end = (value or "").partition("/")
    return Event(
        id=content_id("event", scene.article.id, draft.type, trigger.start, *ids[0], "|", *ids[1]),
        evidence=tuple(span.of(scene.text) for span in draft.evidence),
        rule=draft.rule,
        confidence=draft.confidence,
        event=draft.type,
        mode=(draft.mode,) if draft.mode else (),
        context=rule.context,
        cameo=None if draft.promised else rule.cameo,
        actor=ids[0],
        recipient=ids[1],
        mediator=ids[2],
        host=ids[3],
        date=_day(begin),
        enddate=_day(end),
        place=draft.place,
        factuality=draft.factuality,
        attributed_to=draft.attributed_to,
        score=score_of(draft.type, draft.mode),
        trigger=trigger,
    )
