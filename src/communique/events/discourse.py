"""Parties that stand outside a trigger's own clause: in what is agreed or asked, or in an act told before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.events.factuality import Judgement
from communique.events.merging import Draft
from communique.events.parties import Who, is_time, named_by, state_of
from communique.events.roles import doer
from communique.events.rules import word_classes
from communique.events.triggers import Trigger, index, is_passive
from communique.grammar import Scene
from communique.model import Actor

# Acts by words whose content names the other side ("offered to send Chad a doctor").
WITH_CONTENT = frozenset({"AGREE", "REQUEST", "CONCEDE", "REJECT", "THREATEN"})
# Acts that another act answers: a refusal or denial answers one of these.
ANSWERED = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN"})
# Acts of several parties together, from which later bare mentions take their parties ("the two sides met again").
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "RETREAT"})
POINTING = frozenset({"it", "this", "that", "them", "these", "those"})


def parties_in_content(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """The first other party that the content of an act by words names."""
    if trigger.rule.type not in WITH_CONTENT or trigger.rule.recipient == ("duty",):
        return []
    verb = trigger.token if trigger.kind == "verb" else trigger.token.head
    heads = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "dobj") and c.i > verb.i]
    for head in heads:
        for word in head.subtree:
            if word.i < verb.i or word.dep_ in ("appos",) or is_time(scene, word):
                continue
            named = [a for a in named_by(scene, word) if a not in actor and a.kind != "population"]
            if named and named[0].named:
                return named
    return []


def act_taken_up(thing: Token | None, trigger: Trigger, actor: Sequence[Actor], before: list[Draft]) -> Draft | None:
    """The earlier act that an object refers to ("the attack", "the allegation", "it"), or that a denial answers."""
    earlier = [d for d in reversed(before) if d.actor and not set(d.actor) <= set(actor)]
    if thing is None or thing.lower_ in POINTING or thing.lemma_.lower() in word_classes()["denial"]:
        if trigger.rule.type != "REJECT":
            return None
        answered = [d for d in earlier if d.type in ANSWERED]
        to_me = [d for d in answered if _concerns(d, actor)]
        return next(iter(to_me or ([] if thing is None else answered)), None)
    if not _is_definite(thing):
        return None
    rules = {p.rule.id: p.rule.type for p in index().get(thing.lemma_.lower(), ()) if p.kind == "noun"}
    same = (d for d in earlier if d.trigger.rule.id in rules)
    alike = (d for d in earlier if d.type in rules.values())
    return next(same, None) or next(alike, None)


def counterpart_of(scene: Scene, actor: Sequence[Actor], before: list[Draft]) -> list[Actor]:
    """The other side of an act by words that names none: whom the actor, or its state, last dealt with."""
    own = {a.country for a in actor if a.country} or {a.id for a in actor}
    for draft in reversed(before):
        sides = (*draft.actor, *draft.recipient)
        if draft.inherited or not any((a.country or a.id) in own for a in sides):
            continue
        others = [a for a in sides if (a.country or a.id) not in own and a.country]
        if len({a.country for a in others}) == 1:
            return [others[0] if actor[0].kind == "person" else state_of(scene, others[0])]
        if others:
            return []
    return []


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
    old = next((d for d in reversed(before) if d.type in MUTUAL and len(d.all_parties) > 1), None)
    if old is None or who[0]:
        return None
    planned = verdict.factuality == "planned"
    actor = tuple(dict.fromkeys(state_of(scene, a) if planned else a for a in (*old.actor, *old.recipient)))
    return actor, (), ()


def _takes_over(trigger: Trigger, verdict: Judgement) -> bool:
    """A bare noun that lies ahead or did not happen, or a meeting or signing whose subject is not an actor."""
    if trigger.rule.type == "CONSULT" and trigger.kind == "noun":
        return verdict.factuality in ("planned", "negated") and trigger.token.dep_ in ("nsubj", "nsubjpass", "dobj")
    if trigger.kind != "verb" or trigger.rule.type not in ("CONSULT", "SUPPORT"):
        return False
    if trigger.rule.frame not in ("mutual", "mutual-with"):
        return False
    subject = doer(trigger.token)
    return is_passive(trigger.token) if subject is None else subject.pos_ == "NOUN" and verdict.factuality == "planned"
