"""Whom an act without a recipient is for, by its own words or by the meeting it was told at."""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.groups import counted, pair_besides
from communique.events.parties import actors_of, state_of
from communique.events.roles import doer, objects
from communique.events.rules import word_classes
from communique.events.sides import side_of, sides_of
from communique.events.told import Told
from communique.events.triggers import Trigger, is_passive
from communique.events.voices import speaker_at
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor


def addressed(scene: Scene, trigger: Trigger, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """Whom an act without a recipient is for by its words: who weighs a request or acts on it, whose quarrel is to be
    mediated, whom an interviewer means by "you", how many were told of before ("the four")."""
    if trigger.kind == "noun":
        found = _acts_on_request(scene, trigger)
        return [a for a in found if side_of(a) not in sides_of(actor)]
    if _goes_between(trigger, actor, told):
        return list(pair_besides(scene, actor, told))
    if answered := _answers_last(trigger, actor, told):
        return answered
    if trigger.rule.type == "THREATEN" and (warned := _on_condition(scene, trigger, actor)):
        return warned
    if trigger.rule.kin == "event-offer" and (met := _met_just_before(trigger, actor, told)):
        return met
    if trigger.rule.mode == "crowd-control":
        marched = (d for d in told.recent() if d.type == "PROTEST" and d.actor)
        return [a for d in list(marched)[:1] for a in d.actor if a not in actor]
    for word in objects(trigger.token):
        if word.lower_ == "you" and (asked := _interviewee(scene, word)) is not None:
            return [asked]
        if word.tag_ == "CD" and (group := counted(scene, word)):
            return group
    return []


# What one protests at, and what one takes up.
BLOWS = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "THREATEN", "ACCUSE"})
OFFERS = frozenset({"AGREE", "REQUEST"})
# Bare answers ("Chad protested", "Chad accepted") follow within about a paragraph.
ANSWERED_WITHIN = 400


def _answers_last(trigger: Trigger, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """ "The bank froze its loan to Chad. Chad protested", "Oman offered to mediate. Chad accepted": a bare verb answers whoever
    did the last such act to this side; an offer may have been made to nobody named."""
    kin = trigger.rule.kin
    kinds = OFFERS if kin.startswith("event-accept") else BLOWS if kin == "event-protest-note" else None
    bare = not any(c.dep_ in ("dobj", "prep", "ccomp", "xcomp", "agent") for c in trigger.token.children)
    if kinds is None or trigger.kind != "verb" or trigger.beside or not bare or is_passive(trigger.token):
        return []
    own = sides_of(actor)
    for draft in told.recent():
        if trigger.token.idx - draft.trigger.token.idx > ANSWERED_WITHIN:
            return []
        to_us = bool(sides_of(draft.recipient) & own) or (kinds is OFFERS and not draft.recipient)
        if draft.type in kinds and draft.actor and to_us and not sides_of(draft.actor) & own:
            return list(draft.actor)
    return []


def _on_condition(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """ "Vowed to strike back if *Iran* fired again": whose doing a threat hangs on is threatened."""
    clauses = [c for verb in (trigger.token, *trigger.beside) for c in verb.children if c.dep_ == "advcl"]
    for clause in (c for c in clauses if any(w.lower_ in ("if", "unless") for w in c.children)):
        who = doer(clause) if not is_passive(clause) else None
        found = actors_of(scene, who) if who is not None else []
        return [a for a in found if side_of(a) not in sides_of(actor)]
    return []


def _met_just_before(trigger: Trigger, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """ "Oman hosted envoys of Iran and Iraq. It offered its help": made to those it has just met, if they are several."""
    last = next(iter(told.recent()), None)
    if last is None or last.type != "CONSULT" or trigger.token.idx - last.trigger.token.idx > JUST_MET:
        return []
    both = dict.fromkeys((*last.actor, *last.recipient))
    others = [a for a in both if side_of(a) not in sides_of(actor)]
    return others if 1 < len(others) < len(both) else []


# An offer made to those just met is told in the sentence of the meeting or the next, about so many characters on.
JUST_MET = 250
# Words for two told of before. Closed.
BOTH = frozenset({"two", "both", "them"})


def _goes_between(trigger: Trigger, actor: Sequence[Actor], told: Told) -> bool:
    """ "Offered to mediate", "its good offices", "a hotline between the two armies": meant for both sides of a quarrel."""
    verb = trigger.token
    if any(c.dep_ == "xcomp" and c.lemma_.lower() in word_classes()["broker"] for c in verb.children):
        return True
    if trigger.rule.type != "AGREE":
        return False
    if any(thing.lower_ in word_classes()["mediation"] for thing in objects(verb)):
        return True
    if told.dealings(sides_of(actor)):  # "Chad offered a road between the two capitals": one of them is its own
        return False
    between = (c for w in verb.subtree if w.lower_ == "between" and w.i > verb.i for c in w.children)
    return any(w.lower_ in BOTH for c in between if c.dep_ == "pobj" for w in (c, *c.children))


ON_REQUEST = frozenset({"at", "on", "after", "following", "upon"})


def _acts_on_request(scene: Scene, trigger: Trigger) -> list[Actor]:
    """ "Oman weighed a request from Iran", "met at Iran's request", "at the invitation of Iran she came": the doer there
    is who was asked."""
    noun = trigger.token
    if trigger.rule.type != "REQUEST" and not (trigger.rule.type == "AGREE" and noun.dep_ == "pobj"):
        return []
    verb = (
        noun.head
        if noun.dep_ == "dobj"
        else noun.head.head
        if noun.dep_ == "pobj" and noun.head.lower_ in ON_REQUEST
        else None
    )
    while verb is not None and verb.pos_ not in ("VERB", "AUX") and verb.head is not verb:
        verb = verb.head
    weighs = noun.dep_ == "pobj" or (verb is not None and verb.lemma_.lower() in word_classes()["weighing"])
    asked = doer(verb) if verb is not None and weighs else None
    return actors_of(scene, asked) if asked is not None else []


def _interviewee(scene: Scene, word: Token) -> Actor | None:
    """Who "you" is in an interviewer's question: who gives the answers."""
    if scene.article.kind != "interview" or speaker_at(scene, word.idx, quoted=True) is not None:
        return None
    direct = (s.speaker for s in scene.article.statements if s.manner == "direct" and s.content[0].start > word.idx)
    speaker = scene.actors_by_id.get(next(direct, None) or "")
    return state_of(scene, speaker) if speaker is not None else None
