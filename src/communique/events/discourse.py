"""Parties that stand outside a trigger's own clause: in what is agreed or asked, or in an act told before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from spacy.tokens import Token

from communique.events.factuality import Judgement
from communique.events.merging import Draft
from communique.events.parties import Who, is_time, named_by, state_of
from communique.events.roles import doer
from communique.events.rules import word_classes
from communique.events.setting import first_day, host_of
from communique.events.triggers import Trigger, index, is_passive
from communique.grammar import Scene, conjuncts_of
from communique.model import Actor, Span, Time

# Acts by words whose content names the other side ("offered to send Chad a doctor").
WITH_CONTENT = frozenset(
    {
        "AGREE",
        "REQUEST",
        "CONCEDE",
        "REJECT",
        "THREATEN",
        "SANCTION",
        "MOBILIZE",
        "AID",
        "COERCE",
        "ASSAULT",
        "RETREAT",
        "PROTEST",
    }
)
# Acts that another act answers: a refusal or denial answers one of these.
ANSWERED = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN"})
# Acts of several parties together, from which later bare mentions take their parties ("the two sides met again").
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "RETREAT"})
TOWARDS = frozenset({"to", "for", "with", "from", "against", "between", "of", "in", "on"})
# A remark is answered within a paragraph or so, about this many characters on.
REMEMBERED = 400
# So many acts back does a word such as "the attack" reach; a page of ordinary length tells fewer.
RECALLED = 100
POINTING = frozenset({"it", "this", "that", "them", "these", "those"})


def parties_in_content(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """The first other party that the content of an act by words names."""
    if trigger.rule.type not in WITH_CONTENT or trigger.rule.recipient == ("duty",):
        return []
    verb = trigger.token
    for head in verb.children:
        onto = head.dep_ == "prep" and head.lower_ in ("to", "on", "with", "for", "in", "at", "near", "against")
        if (onto or head.dep_ in ("xcomp", "ccomp", "dobj")) and head.i > verb.i:
            for word in _complements(head, 0):
                named = [] if is_time(scene, word) else _others(named_by(scene, word), actor)
                if named:
                    return [a for w in conjuncts_of(word) for a in _others(named_by(scene, w), actor)]
    return []


def _others(found: Sequence[Actor], actor: Sequence[Actor]) -> list[Actor]:
    """Named actors that are not the actor's own side."""
    own = {a.country for a in actor if a.country}
    return [a for a in found if a not in actor and a.named and not (a.kind == "state" and a.country in own)]


def _complements(head: Token, depth: int) -> Iterator[Token]:
    """The nouns that what is agreed or asked is done to, or done with."""
    for child in head.children:
        if child.dep_ in ("dobj", "dative", "poss", "amod", "compound", "nmod") or (
            child.dep_ == "pobj" and head.lower_ in TOWARDS
        ):
            yield child
        towards = child.dep_ == "prep" and child.lower_ in TOWARDS
        within = child.dep_ in ("dobj", "xcomp", "pobj", "dative") or (child.dep_ == "advcl" and child.tag_ == "VB")
        if depth < 6 and (towards or within):
            yield from _complements(child, depth + 1)


def together(scene: Scene, before: list[Draft]) -> Callable[[Token, bool], list[Actor]]:
    """How plural nouns take up parties told before: "the two sides", "both governments", "the ministers"."""

    def meant(noun: Token, near_only: bool) -> list[Actor]:
        lemma = noun.lemma_.lower() if noun.tag_ == "NNS" else noun.lower_.removesuffix("s")
        is_state, is_person = lemma in word_classes()["states"], lemma in word_classes()["persons"]
        if not (is_state or is_person) or noun.tag_ not in ("NNS", "NNPS") or not _takes_up(noun):
            return []
        if (near := _pair_before(scene, noun)) and is_state:
            return near
        if near_only:
            return []
        if is_person and (holders := _holders(scene, lemma)):
            return holders
        # The two sides of a deal or of talks come before the doer and the sufferer of some later act.
        for draft in (*(d for d in reversed(before) if _is_joint(d)), *reversed(before)):
            both = (*draft.actor, *draft.recipient)
            if len(draft.countries) != 2 or len(both) != 2:
                continue
            if is_person and all(a.kind == "person" for a in both):
                return list(both)
            if is_state:
                return list(dict.fromkeys(state_of(scene, a) for a in both))
        return []

    return meant


def _is_joint(draft: Draft) -> bool:
    return draft.type in MUTUAL and len(draft.actor) == 2


def _holders(scene: Scene, office: str) -> list[Actor]:
    """The two who hold an office of this kind in the article, if they are two and of two states."""
    found = [
        a
        for a in scene.article.actors
        if a.kind == "person" and a.named and any(office in o.title.split() and not o.former for o in a.offices)
    ]
    return found if len(found) == 2 and len({a.country for a in found}) == 2 else []


def _pair_before(scene: Scene, noun: Token) -> list[Actor]:
    """ "A standoff between India and Pakistan, in which both sides": the pair that the same sentence names."""
    for word in noun.sent:
        if word.i >= noun.i:
            break
        if word.dep_ == "pobj" and word.head.lower_ == "between":
            pair = [a for w in conjuncts_of(word) for a in named_by(scene, w)]
            if len(pair) == 2:
                return pair
    return []


def _takes_up(noun: Token) -> bool:
    """ "The two sides", "both governments", "the ministers"; not "the sides of the building", "Gulf ministers"."""
    pointing = any(c.lower_ in ("the", "both", "two", "these") for c in noun.children)
    return pointing and all(
        c.dep_ in ("det", "nummod", "predet", "punct", "preconj") or c.i > noun.i for c in noun.children
    )


# News is told within these days of what happened; an older date is background, and background lends no date.
FRESH_DAYS = 4


def day_of_scene(scene: Scene, trigger: Trigger, who: Who, before: list[Draft]) -> Time | None:
    """The day of the acts told before, for what the same doer did next in the same scene ("met on Monday. They agreed").

    The simple past only; all recent days of that doer's acts must be one day, and none may be told between. Nothing is
    taken from the article's own date.
    """
    published = scene.article.published
    if published is None or not _goes_on(trigger):
        return None
    doers = {a.id for a in who[0]}
    told = [d.time for d in before if d.time and d.factuality == "actual" and doers & {a.id for a in d.actor}]
    days: dict[str, Time] = {}
    for time in (*told, *_days_of_speech(scene, doers, trigger.token.idx)):
        day = first_day(time.value)
        if day is not None and len(time.value or "") >= 10 and _is_fresh(day, published[:10]):
            days[day] = time
    return next(iter(days.values())) if len(days) == 1 else None


def _days_of_speech(scene: Scene, doers: set[str], offset: int) -> list[Time]:
    """The times at which the same doers are said to have spoken, before an offset ("Berg told reporters on Friday")."""
    found: list[Time] = []
    for at, speaker, times in _speeches(scene):
        if at > offset:
            break
        if speaker in doers:
            found += times
    return found


def _speeches(scene: Scene) -> list[tuple[int, str, list[Time]]]:
    """(offset of the cue, speaker, its times) of every statement with a time, found once for an article."""
    kept: list[tuple[int, str, list[Time]]] | None = scene.doc.user_data.get("dated_speeches")
    if kept is None:
        kept = []
        for statement in scene.article.statements:
            if statement.speaker is None or statement.cue is None:
                continue
            cue = scene.head_of(statement.cue)
            sentence = Span(cue.sent.start_char, cue.sent.end_char)
            times = [t for t in scene.times_in(sentence) if host_of(scene, t).i == cue.i]
            if times:
                kept.append((statement.cue.start, statement.speaker, times))
        kept.sort(key=lambda speech: speech[0])
        scene.doc.user_data["dated_speeches"] = kept
    return kept


def _goes_on(trigger: Trigger) -> bool:
    """A verb in the simple past that carries the story on: no perfect, no relative clause, no quoted words."""
    verb = trigger.token if trigger.support is None else trigger.support
    if verb.dep_ in ("relcl", "acl", "advcl", "pcomp") or verb.pos_ not in ("VERB", "AUX"):
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("had", "has", "have") for c in helpers):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers)


def _is_fresh(day: str, published: str) -> bool:
    try:
        age = (date.fromisoformat(published) - date.fromisoformat(day)).days
    except ValueError:
        return False
    return 0 <= age <= FRESH_DAYS


def is_a_remark(noun: Token) -> bool:
    """A word for what somebody said ("this", "the remark", "the report")."""
    return noun.lower_ in POINTING or noun.lemma_.lower() in word_classes()["denial"]


def act_taken_up(thing: Token | None, trigger: Trigger, actor: Sequence[Actor], before: list[Draft]) -> Draft | None:
    """The earlier act that an object refers to ("the attack", "the allegation", "it"), or that a denial answers."""
    own = {a.id for a in actor}
    earlier = [d for d in reversed(before[-RECALLED:]) if d.actor and any(a.id not in own for a in d.actor)]
    if thing is None or thing.lower_ in POINTING or thing.lemma_.lower() in word_classes()["denial"]:
        if trigger.rule.type != "REJECT":
            return None
        answered = [d for d in earlier if d.type in ANSWERED and d.actor[0].named]
        return next((d for d in answered if _concerns(d, actor)), None)
    if not _is_definite(thing):
        return None
    lemma = thing.lemma_.lower()
    rules = {p.rule.id: p.rule.type for p in index().get(lemma, ()) if p.kind == "noun"}
    same = (d for d in earlier if d.trigger.rule.id in rules)
    named = (d for d in earlier if lemma in d.content and d.type in MUTUAL and len(d.actor) > 1)
    alike = (d for d in earlier if d.type in rules.values() and d.factuality == "actual")
    return next(same, None) or next(named, None) or next(alike, None)


# So many times as often as with the next must a side have been dealt with, to stand for a side not named.
CLEARLY = 2


def is_clear(actor: Sequence[Actor], other: Actor, before: list[Draft]) -> bool:
    """Whether the acts told leave no doubt who the other side is: the actor's side has dealt with it twice as often as
    with any, or with nobody yet, so that the headline or the article's protagonist decides; a mediator is none."""
    own = {a.country or a.id for a in actor}
    side = other.country or other.id
    dealt: dict[str, int] = {}
    for draft in before:
        if own & draft.countries:
            for met in draft.countries - own:
                dealt[met] = dealt.get(met, 0) + (1 if draft.inherited else 2)
    most = dealt.pop(side, 0)
    if not most:
        return not dealt and side not in {a.country or a.id for d in before for a in d.mediator}
    return most >= CLEARLY * max(dealt.values(), default=0)


def is_near(scene: Scene, token: Token, actor: Sequence[Actor], other: Actor) -> bool:
    """Whether this sentence up to a word, or the one before, names one other side than the actor's, and that is it."""
    sentence = token.sent
    start = sentence[0].nbor(-1).sent.start_char if sentence.start else sentence.start_char
    own = {a.country or a.id for a in actor}
    near = [a for _, a in scene.mentions_in(Span(start, token.idx)) if a.kind not in ("media", "company")]
    return {a.country or a.id for a in near if a.named or a.country} - own == {other.country or other.id}


def counterpart_of(scene: Scene, actor: Sequence[Actor], before: list[Draft]) -> list[Actor]:
    """The other side of an act that names none: with whom the actor, or its state, has dealt most in this article,
    of two equals the later; before any act is told, the other state that the headline names."""
    own = {a.country for a in actor if a.country} or {a.id for a in actor}
    dealt: dict[str, int] = {}
    latest: dict[str, Actor] = {}
    for draft in before:
        sides = (*draft.actor, *draft.recipient)
        if not any((a.country or a.id) in own for a in sides):
            continue
        for other in sides:
            side = other.country or other.id
            if side not in own and other.kind not in ("media", "population", "company"):
                dealt[side] = dealt.pop(side, 0) + (1 if draft.inherited else 2)
                latest[side] = other
    if not dealt:
        return _in_headline(scene, own) or _protagonist(scene, own, before)
    if actor[0].kind != "intergovernmental":  # a state answers states before it answers bodies
        states = {side: n for side, n in dealt.items() if latest[side].kind != "intergovernmental"}
        dealt = states or dealt
    most = max(dealt.values())
    other = latest[next(side for side in reversed(dealt) if dealt[side] == most)]
    return [other if actor[0].kind == "person" and other.kind == "person" else state_of(scene, other)]


# A state that is party to this share of the acts told so far, and to at least this many, is whom the article is about.
LEADING_SHARE, LEADING_ACTS = 0.6, 3


def _protagonist(scene: Scene, own: set[str], before: list[Draft]) -> list[Actor]:
    """The state that most acts told so far were done by or to, for a newcomer's act towards nobody named."""
    told: dict[str, int] = {}
    for draft in before:
        for side in draft.countries:
            told[side] = told.get(side, 0) + 1
    if not told:
        return []
    most = max(told.values())
    side, *equals = [s for s, times in told.items() if times == most]
    if equals or side in own or told[side] < LEADING_ACTS or told[side] < LEADING_SHARE * len(before):
        return []
    return [a for a in scene.article.actors if a.kind == "state" and a.country == side][:1]


def _in_headline(scene: Scene, own: set[str]) -> list[Actor]:
    """The one other state that the headline names."""
    lines = [b.span for b in scene.article.blocks if b.role == "headline"]
    named = [a for line in lines for _, a in scene.mentions_in(line) if a.country and a.country not in own]
    return [state_of(scene, named[0])] if len({a.country for a in named}) == 1 else []


def last_speaker(scene: Scene, offset: int, actor: Sequence[Actor]) -> list[Actor]:
    """Who said what "this" or "the remark" takes up: the speaker of the last statement before, if it is another."""
    said = [s for s in scene.article.statements if s.content[0].start < offset and s.content[-1].stop <= offset]
    if not said or offset - said[-1].content[-1].stop > REMEMBERED:
        return []
    speaker = scene.actors_by_id.get(said[-1].speaker or "")
    return [speaker] if speaker is not None and speaker not in actor else []


def _concerns(draft: Draft, actor: Sequence[Actor]) -> bool:
    """Whether an act was done to one of these, or to the state one of these speaks for."""
    countries = {a.country for a in actor if a.country}
    return any(r in actor or (r.country and r.country in countries) for r in draft.recipient)


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those", "such") and c.dep_ == "det" for c in noun.children)


def parties_of_context(scene: Scene, trigger: Trigger, verdict: Judgement, who: Who, before: list[Draft]) -> Who | None:
    """The parties of an earlier act of several, for a mention that names none of its own ("the next round will be
    held"); where the act lies ahead, the states that those parties act for."""
    if not _takes_over(trigger, verdict):
        return None
    joint = [d for d in reversed(before[-RECALLED:]) if d.type in MUTUAL and len(d.all_parties) > 1]
    if _is_truce_in_force(trigger):
        joint = [d for d in joint if trigger.token.lemma_.lower() in d.content and len(d.actor) > 1]
    old = next(iter(joint), None)
    if old is None or who[0]:
        return None
    planned = verdict.factuality == "planned"
    actor = tuple(dict.fromkeys(state_of(scene, a) if planned else a for a in (*old.actor, *old.recipient)))
    return actor, (), ()


def _is_truce_in_force(trigger: Trigger) -> bool:
    """ "The ceasefire took effect on Sunday", of a ceasefire told before."""
    noun = trigger.token
    if trigger.rule.mode != "ceasefire" or trigger.kind != "noun" or not _is_definite(noun):
        return False
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in word_classes()["in_force"]


def _takes_over(trigger: Trigger, verdict: Judgement) -> bool:
    """A bare noun that lies ahead or did not happen, or a meeting or signing whose subject is not an actor."""
    if trigger.rule.type == "CONSULT" and trigger.kind == "noun":
        return verdict.factuality in ("planned", "negated") and trigger.token.dep_ in ("nsubj", "nsubjpass", "dobj")
    if _is_truce_in_force(trigger):
        return True
    if trigger.kind != "verb" or trigger.rule.type not in ("CONSULT", "SUPPORT"):
        return False
    if trigger.rule.frame not in ("mutual", "mutual-with"):
        return False
    subject = doer(trigger.token)
    return is_passive(trigger.token) if subject is None else subject.pos_ == "NOUN" and verdict.factuality == "planned"
