"""Find the events an article states: triggers, their parties, whether they happened, and which tellings are one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.events.casting import all_parties
from communique.events.evidence import clause_of
from communique.events.factuality import Judgement, judge
from communique.events.figures import is_figurative, means_of
from communique.events.gapping import gapped
from communique.events.merging import Draft, merged
from communique.events.parties import Who, is_time, named_by
from communique.events.reckoning import reckoned
from communique.events.roles import doer, objects
from communique.events.rules import promised_mode, score_of, word_classes
from communique.events.scene_days import day_of_scene
from communique.events.setting import is_ahead, last_day, place_of, time_of
from communique.events.told import Told
from communique.events.triggers import Trigger, alternatives_in
from communique.events.voices import speaks_in
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Block, Event, Factuality, Span, Time, content_id

# Parts of an article in which acts are told. By-lines, credits, sub-headings and notes tell none.
TELLING = frozenset({"paragraph", "headline", "summary", "caption"})


def find_events(scene: Scene) -> tuple[Event, ...]:
    """The PLOVER events an article states, each once, in the order of their first telling."""
    found = alternatives_in(scene.doc)
    by_token = {readings[0].token.i: readings[0] for readings in found}
    told = Told({a.country: a for a in scene.article.actors if a.kind == "state" and a.country})
    for readings in found:
        draft = draft_of(scene, readings, by_token, told)
        for act in (draft, *gapped(scene, draft)) if draft is not None else ():
            told.add(act)
    return tuple(event_of(scene, draft) for draft in merged(told.drafts))


def draft_of(scene: Scene, readings: Sequence[Trigger], others: Mapping[int, Trigger], told: Told) -> Draft | None:
    """What the words at one trigger state: the first of its rules that finds its parties; None where none does."""
    token = readings[0].token
    block = scene.block_at(token.idx)
    role = "headline" if _is_run_in_heading(token) else role_of(scene, block)
    if role not in TELLING or is_time(scene, token) or _is_part_of_a_name(scene, readings[0]):
        return None
    if is_figurative(readings[0]) or _is_what_is_signed(token, others):
        return None
    for trigger in sorted(
        readings, key=lambda reading: not reading.rule.only_negated
    ):  # a refusal before what is refused
        draft = reading_of(scene, trigger, role, others, told)
        if draft is not None:
            return draft
    return None


def reading_of(scene: Scene, trigger: Trigger, role: str, others: Mapping[int, Trigger], told: Told) -> Draft | None:
    """A trigger under one rule, or None where it states no event of its own."""
    verdict = judge(trigger, others)
    if verdict is None or verdict.factuality is None or _asks(trigger):
        return None
    time = time_of(scene, trigger, others) or reckoned(scene, trigger.token)
    if role == "caption" and time is not None and is_ahead(scene, time):
        time = None  # a picture shows what has happened, in the present tense
    if not _is_told(scene, trigger, verdict, time):
        return None
    found = all_parties(scene, trigger, verdict, told)
    if found is None:
        return None
    who, inherited = found
    draft = _draft(scene, trigger, verdict, who, inherited, time, role)
    if time is None and role == "paragraph":
        _put_in_scene(scene, draft, who, told)
    return draft


def role_of(scene: Scene, block: Block | None) -> str:
    """The role of a block; bullets that are most of an article are no summary of it but tell it."""
    if block is None or (block.role == "summary" and _is_in_bullets(scene)):
        return "paragraph"
    return block.role


def _is_what_is_signed(noun: Token, others: Mapping[int, Trigger]) -> bool:
    """ "The signing of two agreements between Peru and Chile" is one act."""
    signing = others.get(noun.head.head.i) if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return signing is not None and signing.kind == "noun" and signing.rule.kin == "event-sign"


# "Envoy summoned.", "Turkmen amnesty.": so few words before the text of an item in a digest, none of them finite.
LABEL_WORDS = 4


def _is_run_in_heading(token: Token) -> bool:
    sentence = token.sent
    words = [w for w in sentence if w.is_alpha]
    if len(words) > LABEL_WORDS or any(w.tag_ in ("VBD", "VBZ", "VBP", "MD", "DT") for w in words):
        return False
    return sentence.end < len(token.doc) and sentence[-1].text == "."


def _is_in_bullets(scene: Scene) -> bool:
    lengths: Counter[str] = Counter()
    for block in scene.article.blocks:
        lengths[block.role] += block.stop - block.start
    return lengths["summary"] > lengths["paragraph"]


def _asks(trigger: Trigger) -> bool:
    """ "Called on both to show restraint" asks; "called on the minister" visits."""
    if trigger.rule.type != "CONSULT" or trigger.token.lemma_ != "call":
        return False
    below = (c for prep in trigger.token.children for n in (prep, *prep.children) for c in n.children)
    clauses = (c for c in (*trigger.token.children, *below) if c.dep_ in ("xcomp", "acl", "relcl", "advcl"))
    return any(w.lower_ == "to" and w.dep_ == "aux" for clause in clauses for w in clause.children)


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


def _draft(
    scene: Scene, trigger: Trigger, verdict: Judgement, who: Who, inherited: bool, time: Time | None, role: str
) -> Draft:
    rule, factuality = trigger.rule, verdict.factuality or "possible"
    mode = means_of(trigger) or rule.mode
    mode = "phone" if rule.type == "CONSULT" and rule.mode is None and _over_a_line(trigger) else mode
    # A withdrawal or a penalty with a day fixed for it is planned; one only promised is an agreement or a threat.
    fixed = rule.type in ("RETREAT", "SANCTION") and time is not None
    announced = factuality == "planned" and not verdict.expected
    promised = rule.planned_is is not None and announced and not fixed
    place = place_of(scene, trigger)
    return Draft(
        trigger=trigger,
        mode=promised_mode(rule) if promised else mode,
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


def _is_part_of_a_name(scene: Scene, trigger: Trigger) -> bool:
    """ "Forum" in "Legal Aid Forum", "March" in "Civic March": a noun inside an actor's name is no act."""
    if trigger.kind != "noun" or trigger.token.pos_ != "PROPN":
        return False
    return any(actor.named for _, actor in scene.mentions_at(trigger.token))


def _refuses(trigger: Trigger, verdict: Judgement) -> bool:
    """For words that state their act only with a negation ("will not attend"): the negation is part of the act."""
    if verdict.factuality != "negated" or not _is_unwilling(trigger):
        return False
    verdict.factuality = "actual"
    return True


def _is_unwilling(trigger: Trigger) -> bool:
    """ "Will not", "would not", "is not going to"; for some words also "cannot"."""
    verb = trigger.token
    if any(c.dep_ == "aux" and c.lower_ in trigger.rule.refused_by for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going" and any(c.lower_ == "to" for c in verb.children)


def _lies_ahead(scene: Scene, trigger: Trigger, time: Time | None) -> bool:
    """The present with a date to come tells a plan ("visits Tunis next month"); a bare noun with one as well."""
    return time is not None and trigger.token.tag_ not in ("VBD", "VBN") and is_ahead(scene, time)


def _teller(scene: Scene, trigger: Trigger, verdict: Judgement) -> str | None:
    """The statement or actor that reports the act, where the article does not."""
    if _is_aside_of_the_page(trigger):
        return None
    statement = speaks_in(scene, trigger.token.idx)
    if statement is not None:
        return statement
    if verdict.reporter is None:
        return None
    speaker = doer(verdict.reporter)
    told = named_by(scene, speaker) if speaker is not None else []
    return told[0].id if told else None


def _is_aside_of_the_page(trigger: Trigger) -> bool:
    """ "Said talks with Chile, which expelled its envoy in 2017, had failed": the clause after the comma is the page's."""
    verb = trigger.token if trigger.support is None else trigger.support
    if verb.dep_ != "relcl" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return any(c.lower_ == "which" and c.i and c.nbor(-1).text == "," for c in verb.children)


# Shares found right when written pages were read: nine in ten where a verb names both sides, less for each step away.
# The steps are rounded; findings are not sorted finer than readers of the same page agree (about 0.85).
BOTH_SIDES, ONE_SIDE = 0.9, 0.78
LESS = {
    "noun": 0.08,
    "elsewhere": 0.35,
    "context": 0.05,
    "weak": 0.1,
    "not actual": 0.1,
    "force unowned": 0.2,
    "scene": 0.02,
    "context not actual": 0.2,
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
        "context not actual": inherited and factuality != "actual",
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
        enddate=_day(end) or (last_day(scene, draft.time) if draft.time is not None else None),
        place=draft.place,
        factuality=draft.factuality,
        attributed_to=draft.attributed_to,
        score=score_of(draft.type, draft.mode),
        trigger=trigger,
    )
